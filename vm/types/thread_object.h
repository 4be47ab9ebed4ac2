// threading.Thread (with its two kinds: _MainThread, and _DummyThread for threads that _thread started).
//
// Thread-safety: fields that a script can assign are slots or atomics; `end` is made with the object and
// never replaced. Source: CPython 3.14 Lib/threading.py (class Thread).
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "vm/call_args.h"
#include "vm/ref.h"
#include "vm/types/instance.h"

namespace gilt {

struct ThreadEnd;

struct ThreadObject : Instance {
  enum class State : uint8_t {
    kUninitialised,  // Thread.__init__ has not run
    kInitial,
    kStarting,  // start() is at work, or has failed
    kStarted,   // runs, or has ended
  };
  std::atomic<State> state{State::kUninitialised};
  std::atomic<bool> daemon{false};
  std::atomic<uint64_t> ident{0};      // 0: not started
  std::atomic<uint64_t> native_id{0};  // likewise
  Slot name;                           // str
  Slot target, args, kwargs;           // None when not given, empty after run()
  std::shared_ptr<ThreadEnd> end;
};

// For the init functions of Thread and its native subclasses: the layout of their instances.
void set_up_thread_type(Type& type);

// The Thread object of the calling thread (threading.current_thread()), made when it has none.
Ref current_thread_object(Thread& t);
// The main thread's.
Ref main_thread_object(Thread& t);

// What threading.excepthook does with an exception that ended a thread: takes the pending exception
// and hands it to the script's hook. `thread`: the ThreadObject.
void report_thread_exception(Thread& t, Value thread);
// threading.__excepthook__(args): prints it.
Ref default_thread_excepthook(Thread& t, Args args);

}  // namespace gilt
