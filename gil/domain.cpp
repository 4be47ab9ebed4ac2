#include "gil/domain.h"

#include <algorithm>
#include <utility>

#include "gil/critical_section.h"
#include "gil/deadlock_watch.h"
#include "gil/gil.h"
#include "gil/lock_bias.h"
#include "gil/merge_queue.h"
#include "gil/parking_lot.h"
#include "gil/qsbr.h"
#include "gil/refcount.h"
#include "gil/stop_the_world.h"

namespace gilt::gil {
namespace {

constexpr size_t kMostRecords = 1000;

void keep_record(std::vector<ThreadRecord>& records, const ThreadRecord& record) {
  if (records.size() < kMostRecords) {
    records.push_back(record);
    return;
  }
  if (records.size() == kMostRecords) records.push_back({ThreadRecord::kOthers, {}});
  records.back().stats.add(record.stats);
}

}  // namespace

Domain::Domain(Host& host, const Options& options)
    : host_(host),
      options_(options),
      interval_us_(options.switch_interval_us),
      parking_lot_(std::make_unique<ParkingLot>()),
      gil_(std::make_unique<Gil>(*this)),
      merge_queue_(std::make_unique<MergeQueue>()),
      qsbr_(std::make_unique<Qsbr>(*this)),
      stop_the_world_(std::make_unique<StopTheWorld>(*this)),
      lock_bias_(std::make_unique<LockBias>(*this)),
      next_id_(kFirstThreadId) {}

Domain::~Domain() = default;

void Domain::dispose(std::unique_ptr<Domain> domain) {
  if (domain->thread_count() != 0) (void)domain.release();
}

// --- what may run ---

void Domain::attach(ThreadState& thread) {
  if (gil_enabled()) {
    if (!gil_->take(thread)) hang();
    thread.state.store(RunState::kAttached, std::memory_order_relaxed);
    return;
  }
  for (;;) {
    if (finalizing(thread)) hang();
    RunState state = RunState::kDetached;
    // Acquire: with the release in StopTheWorld::start.
    if (thread.state.compare_exchange_strong(state, RunState::kAttached,
                                             std::memory_order_acquire)) {
      break;
    }
    stop_the_world_->wait_for_start(thread);
  }
  qsbr_->online(thread);
  if (thread.critical_section != nullptr) CriticalSectionBase::resume(thread);
}

void Domain::detach(ThreadState& thread) {
  if (gil_enabled()) {
    thread.state.store(RunState::kDetached, std::memory_order_relaxed);
    gil_->drop(thread);
    return;
  }
  if (thread.critical_section != nullptr) CriticalSectionBase::suspend_all(thread);
  qsbr_->offline(thread);
  // seq_cst, both: with StopTheWorld::stop, see there. Release of it: what this thread did.
  thread.state.store(RunState::kDetached, std::memory_order_seq_cst);
  if (thread.events.load(std::memory_order_seq_cst) & kEventStop) {
    stop_the_world_->notify_detached();
  }
}

uint32_t Domain::poll(ThreadState& thread) {
  ++thread.stats.polls;
  if (thread.pending(kEventQuiesce)) thread.clear(kEventQuiesce);
  if (thread.pending(kEventGilDrop | kEventStop)) {
    detach(thread);
    attach(thread);
  }
  if (!gil_enabled()) qsbr_->quiescent(thread);
  // Acquire: with the seq_cst in ThreadState::request, so that what the event is about is seen.
  uint32_t events = thread.events.fetch_and(~kVmEvents, std::memory_order_acquire) & kVmEvents;
  thread.settle();
  return events;
}

// --- merge queue ---

std::vector<RefCount*> Domain::merge(ThreadState& thread) { return merge_queue_->drain(thread); }

// --- threads ---

void Domain::add(ThreadState& thread) {
  {
    std::lock_guard lock(registry_lock_);
    thread.id_ = next_id_++;
    thread.is_main_ = thread.id_ == kFirstThreadId;
    thread.registered_ = true;
    if (stop_the_world_->stopped()) {
      thread.state.store(RunState::kSuspended, std::memory_order_relaxed);
    }
    threads_.push_back(&thread);
    registered_.fetch_add(1, std::memory_order_relaxed);
  }
  lock_bias_->assign(thread);
  if (thread.is_main_) main_.store(&thread, std::memory_order_release);  // main_thread()
  merge_queue_->add(thread);
}

std::vector<RefCount*> Domain::remove(ThreadState& thread) {
  do {
    std::vector<RefCount*> dead = merge_queue_->drain(thread);
    if (!dead.empty()) return dead;
  } while (!merge_queue_->remove(thread));
  detach(thread);
  forget(thread);
  return {};
}

void Domain::forget(ThreadState& thread) {
  while (!merge_queue_->remove(thread)) merge_queue_->drain(thread);
  qsbr_->abandon(thread);
  lock_bias_->take_back(thread);
  if (thread.is_main_) main_.store(nullptr, std::memory_order_release);  // main_thread()
  std::lock_guard lock(registry_lock_);
  keep_record(past_, {thread.id_, thread.stats});
  std::erase(threads_, &thread);
  registered_.fetch_sub(1, std::memory_order_relaxed);
  thread.registered_ = false;
}

void Domain::for_each_thread(const std::function<void(ThreadState&)>& f) {
  std::lock_guard lock(registry_lock_);
  for (ThreadState* thread : threads_) f(*thread);
}

size_t Domain::thread_count() {
  std::lock_guard lock(registry_lock_);
  return threads_.size();
}

void Domain::request_all(uint32_t event_bits) {
  for_each_thread([=](ThreadState& thread) { thread.request(event_bits); });
}

namespace {

std::vector<ThreadRecord> by_id(std::vector<ThreadRecord> records) {
  std::sort(records.begin(), records.end(),
            [](const ThreadRecord& a, const ThreadRecord& b) { return a.id < b.id; });
  return records;
}

}  // namespace

std::vector<ThreadRecord> Domain::thread_stats(const ThreadState& caller) {
  std::unique_lock lock(registry_lock_);
  std::vector<ThreadRecord> records = past_;
  lock.unlock();
  records.push_back({caller.id(), caller.stats});
  return by_id(std::move(records));
}

std::vector<ThreadRecord> Domain::thread_stats_of_others(const ThreadState& caller) {
  std::unique_lock lock(registry_lock_);
  std::vector<ThreadRecord> records = past_;
  for (const ThreadState* thread : threads_) {
    if (thread != &caller) records.push_back({thread->id(), thread->stats});
  }
  lock.unlock();
  return by_id(std::move(records));
}

ThreadStats Domain::total_stats(const ThreadState& caller) {
  ThreadStats sum;
  for (const ThreadRecord& record : thread_stats(caller)) sum.add(record.stats);
  return sum;
}

void Domain::forever_wait_begins() {
  // Acquire: with the release of who installed it.
  if (DeadlockWatch* watch = deadlock_watch.load(std::memory_order_acquire)) watch->wait_begins();
}

// --- end of the runtime ---

void Domain::begin_finalization(ThreadState& finalizer) {
  StoppedWorld stopped(finalizer);
  finalizer_.store(&finalizer, std::memory_order_release);  // finalizing()
  gil_->expel_waiters();
}

void Domain::hang() {
  Parker nobody_knows;
  for (;;) host_.park(nobody_knows, kForever);
}

}  // namespace gilt::gil
