#include "lab/run_queue.h"

#include <algorithm>

namespace gilt::lab {

void RunQueue::add(int thread) { ready_.insert(thread); }

void RunQueue::wait(int thread, const gil::Mutex* mutex, gil::Nanos deadline) {
  ready_.erase(thread);
  waiting_[thread] = {mutex, deadline};
  if (mutex != nullptr) for_locks_[mutex].insert(thread);
  if (deadline != gil::kForever) sleepers_.insert({deadline, thread});
}

void RunQueue::wake(int thread) {
  auto found = waiting_.find(thread);
  if (found == waiting_.end()) return;
  const Wait wait = found->second;
  waiting_.erase(found);
  if (wait.mutex != nullptr) {
    auto queue = for_locks_.find(wait.mutex);
    queue->second.erase(thread);
    if (queue->second.empty()) for_locks_.erase(queue);
  }
  if (wait.deadline != gil::kForever) sleepers_.erase({wait.deadline, thread});
  ready_.insert(thread);
}

void RunQueue::remove(int thread) {
  wake(thread);
  ready_.erase(thread);
}

bool RunQueue::can_go_on(int thread, gil::Nanos now) const {
  if (ready_.contains(thread) || may_take_lock(thread)) return true;
  auto found = waiting_.find(thread);
  return found != waiting_.end() && found->second.deadline <= now;
}

bool RunQueue::may_take_lock(int thread) const {
  auto found = waiting_.find(thread);
  return found != waiting_.end() && found->second.mutex != nullptr &&
         !found->second.mutex->locked();
}

bool RunQueue::nobody_can() const {
  return ready_.empty() && std::all_of(for_locks_.begin(), for_locks_.end(),
                                       [](const auto& queue) { return queue.first->locked(); });
}

void RunQueue::collect(std::vector<int>* threads, gil::Nanos now) const {
  threads->assign(ready_.begin(), ready_.end());
  const size_t sorted = threads->size();
  for (const auto& [mutex, waiters] : for_locks_) {
    if (!mutex->locked()) threads->insert(threads->end(), waiters.begin(), waiters.end());
  }
  for (auto sleeper = sleepers_.begin(); sleeper != sleepers_.end() && sleeper->first <= now;
       ++sleeper) {
    if (!may_take_lock(sleeper->second)) threads->push_back(sleeper->second);
  }
  if (threads->size() != sorted) std::sort(threads->begin(), threads->end());
}

int RunQueue::next_sleeper() const { return sleepers_.empty() ? -1 : sleepers_.begin()->second; }

}  // namespace gilt::lab
