// StopTheWorld: one thread runs, all others stand still (for the cyclic collector, resizing what is
// read without locks, finalization). With the GIL the holder is that thread already: no-ops.
//
// stop() asks every attached thread to poll (kEventStop) and moves every detached one to
// kSuspended, where it cannot attach. A thread that polls detaches; whoever detaches while asked to
// stop tells the stopper, which looks again. start() moves all from kSuspended to kDetached and
// wakes those that wait to attach. Once the runtime ends (Domain::begin_finalization), it leaves the
// others suspended for ever.
//
// No wake-up is lost: the stopper sets the event and then reads the state, the thread stores its
// state and then reads the event, all seq_cst, so at least one of them sees the other.
// Thread-safety: any attached thread; stoppers queue up. State is under the registry's lock of the
// Domain. Source: CPython 3.13 Python/pystate.c (stop_the_world, park_detached_threads).
#pragma once

#include "gil/mutex.h"
#include "gil/thread_state.h"
#include "gil/wait_queue.h"

namespace gilt::gil {

class StopTheWorld {
 public:
  explicit StopTheWorld(Domain& domain) : domain_(domain) {}
  StopTheWorld(const StopTheWorld&) = delete;
  StopTheWorld& operator=(const StopTheWorld&) = delete;

  // Returns when every other thread stands still. May detach (and so give up critical sections) to
  // wait for another stopper.
  void stop(ThreadState& thread);
  void start(ThreadState& thread);

  // --- for Domain ---
  bool stopped() const { return requester_ != nullptr; }  // registry lock held
  void notify_detached();                    // a thread that was asked to stop detached
  void wait_for_start(ThreadState& thread);  // a suspended thread wants to attach

 private:
  bool all_suspended();

  Domain& domain_;
  Mutex turn_;                        // held by the stopper from stop() to start()
  ThreadState* requester_ = nullptr;  // these: under the registry's lock
  WaitQueue stopper_;                 // the requester, until all are suspended
  WaitQueue suspended_;               // threads that wait to attach
};

// The world stands still for its lifetime.
class StoppedWorld {
 public:
  explicit StoppedWorld(ThreadState& thread);
  ~StoppedWorld();
  StoppedWorld(const StoppedWorld&) = delete;
  StoppedWorld& operator=(const StoppedWorld&) = delete;

 private:
  ThreadState& thread_;
};

}  // namespace gilt::gil
