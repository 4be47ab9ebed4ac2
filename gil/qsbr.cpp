// Why it is safe (all on sequence_ and qsbr_seq is seq_cst). A reader goes online by storing its
// copy and loading the sequence once more. A scanner that still saw 0 loaded it before that store
// in the total order, and the batch had moved the sequence before; so the reader's second load
// reads the moved sequence, synchronises with the writer, and cannot find what was unlinked. A copy
// >= goal was loaded from the moved sequence likewise. In the other direction, the scanner's load
// of a copy acquires what its thread released with it: reads before the quiescent state come before
// the free.
#include "gil/qsbr.h"

#include "gil/domain.h"

namespace gilt::gil {

Qsbr::~Qsbr() {
  for (const Retired& retired : orphans_) retired.free(retired.memory);
}

void Qsbr::retire(ThreadState& thread, void* memory, void (*free)(void*), size_t bytes) {
  if (!thread.free_threaded || domain_.alone()) {
    free(memory);
    return;
  }
  thread.retired.push_back({memory, free, kOpen});
  thread.retired_bytes += bytes;
  const uint32_t batch = domain_.options().retire_batch;
  if (++thread.retired_open < batch && thread.retired_bytes < kBatchBytes) return;
  const uint64_t goal = sequence_.fetch_add(2, std::memory_order_seq_cst) + 2;
  for (auto last = thread.retired.end() - thread.retired_open; last != thread.retired.end();
       ++last) {
    last->goal = goal;
  }
  thread.retired_open = 0;
  thread.retired_bytes = 0;
  domain_.request_all(kEventQuiesce);
}

void Qsbr::online(ThreadState& thread) {
  thread.qsbr_seq.store(sequence_.load(std::memory_order_seq_cst), std::memory_order_seq_cst);
  (void)sequence_.load(std::memory_order_seq_cst);
}

void Qsbr::offline(ThreadState& thread) { thread.qsbr_seq.store(0, std::memory_order_seq_cst); }

void Qsbr::quiescent(ThreadState& thread) {
  thread.qsbr_seq.store(sequence_.load(std::memory_order_seq_cst), std::memory_order_seq_cst);
  if (!thread.retired.empty()) process(thread.retired, thread);
  if (has_orphans_.load(std::memory_order_relaxed)) {
    std::vector<Retired> orphans;
    {
      std::lock_guard lock(orphans_lock_);
      orphans.swap(orphans_);
    }
    process(orphans, thread);
    std::lock_guard lock(orphans_lock_);
    orphans_.insert(orphans_.end(), orphans.begin(), orphans.end());
    has_orphans_.store(!orphans_.empty(), std::memory_order_relaxed);
  }
}

// Frees the head of the list: goals only grow along it, but for orphans, which are then freed
// later.
void Qsbr::process(std::vector<Retired>& list, const ThreadState& thread) {
  size_t freed = 0;
  uint64_t known = 0;  // goals up to here are reached
  while (freed < list.size() && list[freed].goal != kOpen) {
    const uint64_t goal = list[freed].goal;
    if (goal > known) {
      if (!reached(goal, thread)) break;
      known = goal;
    }
    ++freed;
  }
  for (size_t i = 0; i < freed; ++i) list[i].free(list[i].memory);
  list.erase(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(freed));
}

bool Qsbr::reached(uint64_t goal, const ThreadState&) {
  bool all = true;
  domain_.for_each_thread([&](ThreadState& other) {
    const uint64_t seen = other.qsbr_seq.load(std::memory_order_seq_cst);
    if (seen != 0 && seen < goal) all = false;
  });
  return all;
}

void Qsbr::abandon(ThreadState& thread) {
  if (thread.retired.empty()) return;
  const uint64_t goal = sequence_.fetch_add(2, std::memory_order_seq_cst) + 2;
  std::lock_guard lock(orphans_lock_);
  for (Retired& retired : thread.retired) {
    if (retired.goal == kOpen) retired.goal = goal;
    orphans_.push_back(retired);
  }
  thread.retired.clear();
  thread.retired_open = 0;
  thread.retired_bytes = 0;
  has_orphans_.store(true, std::memory_order_relaxed);
}

}  // namespace gilt::gil
