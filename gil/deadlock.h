// Deadlocks: which threads of a domain can never run again, and who of them waits for whom.
//
// Facts, not guesses: a thread counts as stuck only if
//  - it sleeps in the parking lot, in a queue (nobody has woken it), without a deadline, and
//  - whoever could end its wait is stuck too, or gone. An RLock is released by its owner only, a
//    thread's end comes from that thread only: such a wait is certain as soon as that one thread is
//    stuck. A plain lock, a condition, an event and the like may be released or set by any thread
//    that runs, sleeps or waits for the system: such a wait is certain when no thread is left that
//    is not stuck.
// So a ring over RLocks and joins is found while others run on; a ring over plain locks is found
// when all others have ended or wait for ever as well. Threads in system calls, in sleeps, in waits
// with a timeout, or on their way out are never stuck. Nor is the main thread while a signal is
// pending for it, or while the script has signal handlers of its own.
//
// stuck_in() is the question on plain data. find_deadlock() asks it about a domain's threads,
// whatever host runs them: it reads their records twice, and only if nobody moved in between, all
// of them slept at the same moment, which makes the answer final (but for Ctrl-C).
//
// Thread-safety: find_deadlock() by any thread, attached or not, registered or not. It takes the
// registry's lock and, one at a time, those of the parking lot's buckets.
// Source: the wait-for graph of Holt, "Some Deadlock Properties of Computer Systems" (1972), with
// OR waits for what anybody may release; the double collect of Afek et al. (1993).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gil/host.h"
#include "gil/thread_state.h"

namespace gilt::gil {

class Domain;

// What one thread does, as far as deadlocks are concerned.
struct ThreadWait {
  uint32_t thread = 0;     // ThreadState::id
  bool for_ever = false;   // it waits, and only another thread can end that
  bool foreground = true;  // the program does not end before it does
  WaitKind kind = WaitKind::kNone;
  const void* resource = nullptr;
  uint32_t holder = 0;  // who has the resource, or is joined; 0: nobody, or not known
  Nanos since = 0;
  uint64_t epoch = 0;  // ParkRecord::epoch

  bool operator==(const ThreadWait&) const = default;
};

// Threads that nothing can wake. First those that wait for each other in a ring (each one's holder
// is the next one, the last one's is the first), if there is a ring; then the others.
struct Deadlock {
  std::vector<ThreadWait> threads;
  size_t ring = 0;  // length of the ring; 1: a thread waits for itself

  explicit operator bool() const { return !threads.empty(); }
  bool operator==(const Deadlock&) const = default;
};

// Only threads in the background (daemons) stuck is no deadlock: the program can end.
Deadlock stuck_in(std::vector<ThreadWait> threads);

// All threads of the domain but `observer`. waiting: how many of them wait for ever, if asked for.
Deadlock find_deadlock(Domain& domain, const ThreadState* observer = nullptr,
                       size_t* waiting = nullptr);

}  // namespace gilt::gil
