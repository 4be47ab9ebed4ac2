// Critical sections: the lock of one object, or of two, for the length of a native operation,
// without deadlocks.
//
// Each thread has a stack of sections. When the thread detaches (it waits for a lock, blocks, or
// the world stops), the locks of all of them are given up; when it attaches again, only those of
// the innermost one are retaken, and those of an outer one when it becomes innermost. So after
// anything that may block, only the innermost section is guaranteed, and what was read under an
// outer one must be read again. Two objects at once need CriticalSection2, which locks in the order
// of addresses; nesting is not the same. With the GIL all of it does nothing.
//
// An object's lock that is biased to the thread is held without being locked, until the thread
// detaches (gil/lock_bias.h).
//
// Thread-safety: a section belongs to one thread and its scope. Sections end in reverse order.
// Invariants: if a section is not active, neither is any outer one; an active one holds its locks.
// Source: CPython 3.13 Python/critical_section.c, PEP 703.
#pragma once

#include "gil/mutex.h"
#include "gil/thread_state.h"

namespace gilt::gil {

class CriticalSectionBase {
 public:
  CriticalSectionBase(const CriticalSectionBase&) = delete;
  CriticalSectionBase& operator=(const CriticalSectionBase&) = delete;

  static void suspend_all(ThreadState& thread);  // Domain::detach
  static void resume(ThreadState& thread);       // Domain::attach: the innermost one

 protected:
  explicit CriticalSectionBase(ThreadState& thread) : thread_(thread) {}
  ~CriticalSectionBase() {
    if (!entered_) return;
    if (plain_ == kFirst && second_ == nullptr) {
      thread_.critical_section = outer_;
      if (outer_ != nullptr && !outer_->active_) resume(thread_);
    } else {
      leave();
    }
  }
  // The thread need not lock it.
  void enter_plain(Mutex* mutex) {
    first_ = mutex;
    plain_ = kFirst;
    push();
  }
  void enter(Mutex* first, Mutex* second);

 private:
  void enter_slow(Mutex* first, Mutex* second);
  void push() {
    outer_ = thread_.critical_section;
    thread_.critical_section = this;
    active_ = true;
    entered_ = true;
  }
  bool take(Mutex* mutex, uint8_t which);
  void leave();
  void lock(Mutex* first, Mutex* second);
  void unlock();

  ThreadState& thread_;
  CriticalSectionBase* outer_ = nullptr;
  Mutex* first_ = nullptr;   // at the lower address
  Mutex* second_ = nullptr;  // or null
  static constexpr uint8_t kFirst = 1, kSecond = 2;
  uint8_t plain_ = 0;     // which of them it holds without having locked them (gil/lock_bias.h)
  bool active_ = false;   // holds them
  bool entered_ = false;  // on the thread's stack
};

class CriticalSection : private CriticalSectionBase {
 public:
  CriticalSection(ThreadState& thread, Mutex& mutex) : CriticalSectionBase(thread) {
    if (!thread.free_threaded) return;
    if (mutex.biased_to(thread)) {
      enter_plain(&mutex);
    } else {
      enter(&mutex, nullptr);
    }
  }
};

class CriticalSection2 : private CriticalSectionBase {
 public:
  CriticalSection2(ThreadState& thread, Mutex& a, Mutex& b) : CriticalSectionBase(thread) {
    if (!thread.free_threaded) return;
    if (&a == &b) {
      enter(&a, nullptr);
    } else {
      &a < &b ? enter(&a, &b) : enter(&b, &a);
    }
  }
};

}  // namespace gilt::gil
