// ThreadState: what one Python thread is to the others: attached or not, its eval-breaker events,
// the dispatch table it runs with, the owner id it presents to reference counts, where it sleeps
// and what it waits for. The base of vm's Thread.
//
// Thread-safety: "owner" below is the thread that the state stands for. Fields without an atomic
// are the owner's alone; atomics say who else writes them. A ThreadState is registered in its
// Domain from construction to Domain::remove(). Invariants
//  1. events != 0 implies that dispatch is the poll table, or that a thread is just about to store
//  it (request(), settle()).
//  2. Only an attached thread runs Python code or touches objects.
//  3. Only the thread that stopped the world moves a state out of kSuspended.
// Source: CPython 3.14 Include/internal/pycore_tstate.h, pycore_ceval.h, Python/pystate.c.
#pragma once

#include <cstdint>
#include <vector>

#include "gil/atomic.h"
#include "gil/host.h"

namespace gilt::gil {

class CountLesson;
class Domain;
class CriticalSectionBase;
struct RefCount;

// Memory that may be freed once every thread has been quiescent since `goal` (gil/qsbr.h).
struct Retired {
  void* memory;
  void (*free)(void*);
  uint64_t goal;
};

// Eval-breaker events, numbered as in CPython 3.13+ (the last one is ours).
enum Event : uint32_t {
  kEventGilDrop = 1u << 0,       // somebody waits for the GIL
  kEventSignals = 1u << 1,       // main thread only: run the signal handlers
  kEventPendingCalls = 1u << 2,  // for the VM
  kEventAsyncException = 1u << 3,
  kEventGc = 1u << 4,
  kEventStop = 1u << 5,     // somebody stops the world
  kEventMerge = 1u << 6,    // reference counts queued for this owner: call Domain::merge()
  kEventQuiesce = 1u << 7,  // somebody waits to free memory: report a quiescent state
  // The thread runs no more Python code: it unwinds, past all handlers, to its end. Never cleared.
  kEventAbandon = 1u << 8,
};
// What ends an interruptible wait.
inline constexpr uint32_t kInterrupts = kEventSignals | kEventAbandon;
// What Domain::poll() hands to the VM; the others it handles itself.
inline constexpr uint32_t kVmEvents =
    kEventSignals | kEventPendingCalls | kEventAsyncException | kEventGc | kEventMerge;

enum class RunState : uint32_t { kDetached, kAttached, kSuspended };

// Counters for --stats. Written by the owner only; read by others once the thread is removed, or
// approximately.
struct ThreadStats {
  uint64_t gil_acquisitions = 0;
  uint64_t gil_waits = 0;          // acquisitions that found the GIL taken
  Nanos gil_wait_time = 0;         // ns
  Nanos gil_longest_wait = 0;      // ns
  Nanos gil_hold_time = 0;         // ns
  Nanos gil_longest_hold = 0;      // ns
  uint64_t gil_drop_requests = 0;  // requests this thread made
  uint64_t gil_forced_drops = 0;   // drops at a poll because somebody asked
  // increments and decrements (all of them only with Options::count_ops)
  uint64_t count_ops = 0;
  uint64_t count_atomics = 0;     // of which read-modify-writes
  uint64_t count_merges = 0;      // local counts merged into shared ones
  uint64_t count_queued = 0;      // objects handed to their owner's queue
  uint64_t lost_increfs = 0;      // updates that this thread's stores undid (gil/count_lesson.h):
  uint64_t lost_decrefs = 0;      // more increments than decrements, or the other way round
  uint64_t lock_waits = 0;        // mutexes and Python locks that had to park
  uint64_t bias_revocations = 0;  // locks of objects that were biased to another thread
  uint64_t polls = 0;

  void add(const ThreadStats& other);
};

enum class WaitKind : uint8_t {
  kNone,
  kGil,
  kMutex,  // a lock of the interpreter's own
  kLock,
  kRLock,
  kCondition,
  kSemaphore,
  kEvent,
  kBarrier,
  kQueue,
  kStart,  // until a new thread runs
  kJoin,
  kSleep,
  kIo,
  kWorld
};

// What a thread waits for. Written by the owner (release), read by whoever looks for deadlocks
// (acquire): see gil/deadlock.h.
struct WaitRecord {
  Atomic<WaitKind> kind{WaitKind::kNone};
  Atomic<const void*> resource{nullptr};  // address of the lock
  // ThreadState::id of who held it when the wait began; 0 unknown
  Atomic<uint32_t> holder{0};
  // Where the id of who holds it now stands, or null. Lives for as long as the wait.
  Atomic<const Atomic<uint32_t>*> holder_now{nullptr};
  Atomic<Nanos> since{0};
};

// Whether the thread sleeps in the parking lot. Written under the bucket's lock: by the thread when
// it goes to sleep, by whoever takes it out of the queue; read by whoever looks for deadlocks.
struct ParkRecord {
  // Odd while the thread is in a queue: once even, a token for it is under way.
  Atomic<uint64_t> epoch{0};
  Atomic<const void*> address{nullptr};
  Atomic<Nanos> deadline{0};
};

class ThreadState {
 public:
  explicit ThreadState(Domain& domain);
  // removes it from the domain if that was not done yet (queued counts that reach zero are then
  // leaked)
  ~ThreadState();
  ThreadState(const ThreadState&) = delete;
  ThreadState& operator=(const ThreadState&) = delete;

  // --- hot: read by every instruction and every count ---
  // The current label table. Written by request() (anybody) and settle() (owner).
  Atomic<const void* const*> dispatch{nullptr};
  // The id that the inline paths of gil/refcount.h compare with an object's owner. Under
  // Options::count_ops it matches nobody, so that every operation takes the counting slow path,
  // which compares with policy_id.
  uint32_t presented_id;
  uint32_t policy_id;      // the id by policy (design: one mechanism, four policies)
  uint32_t initial_owner;  // what a new object's count starts with
  uint32_t initial_local;
  int32_t initial_shared;
  bool free_threaded;  // no GIL in this domain
  // Counts are wrong on purpose, and this is told (gil/count_lesson.h); null: they are right.
  CountLesson* lesson = nullptr;
  // With a lesson, just now: its counts do nothing; nobody else may run in the middle of them.
  bool counts_ignored = false;
  bool counts_whole = false;
  static constexpr uint8_t kNoBias = 0xff;  // no Mutex ever holds it
  uint8_t bias_tag = kNoBias;  // of locks that this thread need not take (gil/lock_bias.h)
  uint8_t new_lock = 0;        // what the Mutex of a new object starts with
  // Event bits. Set by anybody (request), cleared by the owner, and kEventGilDrop also by whoever
  // holds the Gil's lock.
  Atomic<uint32_t> events{0};

  // --- eval breaker ---
  // Sets the tables to swap between and installs the right one. Owner only. Both may be the same
  // (stepping).
  void set_tables(const void* const* fast, const void* const* poll);
  // Asks this thread to poll. Any thread; async-signal-safe.
  void request(uint32_t event_bits);
  // Clears bits; owner only. Follow by settle() once all work is done.
  void clear(uint32_t event_bits) { events.fetch_and(~event_bits, std::memory_order_relaxed); }
  // Installs the fast table if no event is pending, without losing a request that comes meanwhile.
  // Owner only.
  void settle();
  bool pending(uint32_t event_bits) const {
    return (events.load(std::memory_order_relaxed) & event_bits) != 0;
  }

  // --- identity ---
  Domain& domain() const { return domain_; }
  // unique in the domain, never reused; the first thread has kFirstThreadId
  uint32_t id() const { return id_; }
  bool is_main() const { return is_main_; }
  Host& host() const { return host_; }

  // --- state; see Domain for the transitions ---
  // Written by the owner (detached <-> attached, attached -> suspended) and by who stops the world
  // (detached <-> suspended).
  Atomic<RunState> state{RunState::kDetached};
  bool attached() const { return state.load(std::memory_order_relaxed) == RunState::kAttached; }

  Parker parker;      // where this thread sleeps in the parking lot
  Parker gil_parker;  // where it sleeps for the right to run: GIL, hand-over, stopped world
  // sequence last seen; 0 = detached. Owner writes, qsbr reads (gil/qsbr.h)
  Atomic<uint64_t> qsbr_seq{0};
  // innermost section held or suspended (gil/critical_section.h)
  CriticalSectionBase* critical_section = nullptr;
  WaitRecord wait;
  ParkRecord parked;
  // The program does not wait for this thread's end. Whoever starts the thread writes.
  Atomic<bool> background{false};
  // Signals other than Ctrl-C may end this thread's waits (gil/signals.h writes).
  Atomic<bool> expects_signals{false};
  ThreadStats stats;
  Nanos gil_taken_at = 0;

  // Memory that waits to be freed, and how much of it has been retired since the last batch; owner
  // only (gil/qsbr.h).
  std::vector<Retired> retired;
  uint32_t retired_open = 0;
  size_t retired_bytes = 0;
  std::vector<RefCount*> merge_queue;  // under the shard lock of gil/merge_queue.h

 private:
  friend class Domain;

  Domain& domain_;
  Host& host_;
  uint32_t id_ = 0;
  bool is_main_ = false;
  bool registered_ = false;
  Atomic<const void* const*> fast_table_{nullptr};  // owner writes
  Atomic<const void* const*> poll_table_{nullptr};  // owner writes, request() reads
};

// Says for its lifetime what the thread waits for.
class WaitScope {
 public:
  WaitScope(ThreadState& thread, WaitKind kind, const void* resource, uint32_t holder = 0,
            const Atomic<uint32_t>* holder_now = nullptr);
  ~WaitScope();
  WaitScope(const WaitScope&) = delete;
  WaitScope& operator=(const WaitScope&) = delete;

 private:
  void record(const void* resource, uint32_t holder, const Atomic<uint32_t>* holder_now,
              Nanos since, WaitKind kind);

  ThreadState& thread_;
  WaitKind outer_kind_;
  const void* outer_resource_;
  uint32_t outer_holder_;
  const Atomic<uint32_t>* outer_holder_now_;
  Nanos outer_since_;
};

}  // namespace gilt::gil
