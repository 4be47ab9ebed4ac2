// Domain: what the threads of one runtime share. A process can hold many.
//
//   Domain ── Host&, Options, Gil, ParkingLot, MergeQueue, Qsbr, StopTheWorld, registry of
//   ThreadStates
//
// Life of a thread:  ThreadState t(domain);  attach(t);  ... run, poll(t) whenever the eval breaker
// says so, detach/attach around what blocks ...;  remove(t) while attached: destroy what it
// returns, repeat until empty; it is detached then.
//
// With the GIL, attach takes it and detach drops it (gil/gil.h). Without, they move the state by
// compare-and-swap, and a stopped world makes attach wait (gil/stop_the_world.h). Thread-safety:
// all methods by any thread, those with a ThreadState& only by the thread it stands for. Source:
// CPython 3.14 Python/pystate.c (_PyThreadState_Attach, detach_thread), Python/ceval_gil.c
// (_Py_HandlePending).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "gil/atomic.h"
#include "gil/host.h"
#include "gil/thread_state.h"

namespace gilt::gil {

class Gil;
class ParkingLot;
class MergeQueue;
class Qsbr;
class StopTheWorld;
class DeadlockWatch;
class LockBias;

// The last two are wrong on purpose (gil/count_lesson.h).
enum class RefcountPolicy : uint8_t { kBiased, kAtomic, kNaive, kSeparateTest };

struct Options {
  bool gil_enabled = true;
  // without the GIL; with it all threads present the same id
  RefcountPolicy refcount = RefcountPolicy::kBiased;
  uint32_t switch_interval_us = 5000;
  uint32_t retire_batch = 256;  // gil/qsbr.h
  bool biased_locks = true;  // gil/lock_bias.h; without the GIL
  // Takes `tag` off the locks of all objects. Called in a stopped world. Null: nothing to do.
  void (*unbias)(void* data, uint8_t tag) = nullptr;
  void* unbias_data = nullptr;
  // count every reference count operation (they all leave the inline path then)
  bool count_ops = false;
  // Without the GIL, with counts that are wrong on purpose: who is told. Outlives the domain.
  // Needed for kSeparateTest and unsafe_slot_reads.
  CountLesson* lesson = nullptr;
  // With kAtomic: an object that was read from a slot is counted as if it could not have died since.
  bool unsafe_slot_reads = false;
};

// What a thread leaves behind for --stats: one record each for the first thousand to end, one sum for
// the others, so that a program may start threads for ever.
struct ThreadRecord {
  static constexpr uint32_t kOthers = UINT32_MAX;
  uint32_t id;  // ThreadState::id, or kOthers
  ThreadStats stats;
};

class Domain {
 public:
  Domain(Host& host, const Options& options);
  ~Domain();  // no thread may be registered
  Domain(const Domain&) = delete;
  Domain& operator=(const Domain&) = delete;

  // Destroys the domain, unless threads are still registered that hang, or will hang when they next
  // attach, after begin_finalization: then it stays for as long as the process does.
  static void dispose(std::unique_ptr<Domain> domain);

  Host& host() const { return host_; }
  const Options& options() const { return options_; }
  bool gil_enabled() const { return options_.gil_enabled; }

  // --- what may run ---
  // Waits until the thread may run Python code. After begin_finalization it never returns to any
  // thread but the finaliser.
  void attach(ThreadState& thread);
  // Gives that up, and with it all critical sections. Never blocks without the GIL; with it, only
  // to hand over on a drop request.
  void detach(ThreadState& thread);
  // At a poll point: hands the GIL over if asked, stands still while the world is stopped, reports
  // a quiescent state. Returns those of kVmEvents that are pending and clears them; the VM acts on
  // each, or requests it again. Installs the fast table when nothing is left.
  uint32_t poll(ThreadState& thread);

  // --- merge queue ---
  // On kEventMerge: merges the counts queued for this owner; returns those that reached zero, for
  // the VM to destroy.
  std::vector<RefCount*> merge(ThreadState& thread);

  // --- threads ---
  // Takes an attached thread out of the registry for good and detaches it. If counts queued for it
  // reached zero, they are returned, the thread stays as it is, and the caller destroys them and
  // calls again.
  std::vector<RefCount*> remove(ThreadState& thread);
  // Calls f for every registered thread under the registry's lock: f must be short and must not
  // block.
  void for_each_thread(const std::function<void(ThreadState&)>& f);
  size_t thread_count();
  // Is the caller, which is registered, the only thread? New ones are registered by those that are.
  bool alone() const { return registered_.load(std::memory_order_relaxed) == 1; }
  ThreadState* main_thread() const { return main_.load(std::memory_order_acquire); }
  // Sets event bits on every registered thread.
  void request_all(uint32_t event_bits);

  // --- switch interval, in microseconds; 0 is kept but used as 1, as in CPython ---
  uint32_t switch_interval_us() const { return interval_us_.load(std::memory_order_relaxed); }
  void set_switch_interval_us(uint32_t us) { interval_us_.store(us, std::memory_order_relaxed); }

  // --- end of the runtime ---
  // From now on every other thread that attaches, or polls, hangs for ever (3.14, gh-87135),
  // touching neither its ThreadState nor the Domain again.
  void begin_finalization(ThreadState& finalizer);
  bool finalizing(const ThreadState& thread) const {
    // release in begin_finalization
    const ThreadState* finalizer = finalizer_.load(std::memory_order_acquire);
    return finalizer != nullptr && finalizer != &thread;
  }

  // Threads that have left the registry (remove) but still have a TimedEvent to set: nobody may
  // take the others for stuck, nor destroy the domain, before they have done so. They count
  // themselves, from before remove() until after set() (release).
  Atomic<int> departing{0};

  // --- deadlocks (gil/deadlock.h) ---
  // Null: nobody watches. The watch sets it, and outlives the last wait that begins.
  Atomic<DeadlockWatch*> deadlock_watch{nullptr};
  // A thread has just been queued in the parking lot without a deadline.
  void forever_wait_begins();

  // --- parts ---
  Gil& gil() { return *gil_; }
  ParkingLot& parking_lot() { return *parking_lot_; }
  MergeQueue& merge_queue() { return *merge_queue_; }
  Qsbr& qsbr() { return *qsbr_; }
  StopTheWorld& stop_the_world() { return *stop_the_world_; }
  LockBias& lock_bias() { return *lock_bias_; }

  // The counters of the removed threads and of the caller (those of running ones are theirs), by id.
  std::vector<ThreadRecord> thread_stats(const ThreadState& caller);
  // The counters of all threads but the caller's. They stand still.
  std::vector<ThreadRecord> thread_stats_of_others(const ThreadState& caller);
  // Their sum.
  ThreadStats total_stats(const ThreadState& caller);

 private:
  friend class ThreadState;
  friend class StopTheWorld;
  void add(ThreadState& thread);
  void forget(ThreadState& thread);
  [[noreturn]] void hang();

  Host& host_;
  const Options options_;
  Atomic<uint32_t> interval_us_;             // setswitchinterval
  Atomic<ThreadState*> finalizer_{nullptr};  // begin_finalization, once
  Atomic<ThreadState*> main_{nullptr};       // the first thread; add and forget
  std::unique_ptr<ParkingLot> parking_lot_;
  std::unique_ptr<Gil> gil_;
  std::unique_ptr<MergeQueue> merge_queue_;
  std::unique_ptr<Qsbr> qsbr_;
  std::unique_ptr<StopTheWorld> stop_the_world_;
  std::unique_ptr<LockBias> lock_bias_;

  ShortLock registry_lock_;            // never held while waiting
  std::vector<ThreadState*> threads_;  // under registry_lock_
  Atomic<size_t> registered_{0};       // how many these are; written under registry_lock_
  uint32_t next_id_;                   // under registry_lock_
  std::vector<ThreadRecord> past_;     // of removed threads; under registry_lock_
};

// Detached for its lifetime: around everything that blocks.
class BlockingRegion {
 public:
  explicit BlockingRegion(ThreadState& thread) : thread_(thread) { thread.domain().detach(thread); }
  ~BlockingRegion() { thread_.domain().attach(thread_); }
  BlockingRegion(const BlockingRegion&) = delete;
  BlockingRegion& operator=(const BlockingRegion&) = delete;

 private:
  ThreadState& thread_;
};

}  // namespace gilt::gil
