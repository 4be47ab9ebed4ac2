// The life of the threads of a runtime: starting them, who is there, and the end of the program, which
// waits for all but the daemons.
//
// Thread-safety: any attached thread. Runtime::threads lists the threads that were started and have
// not left, the main thread excepted; guarded by Runtime::threads_mutex.
// Invariants
//  1. A Thread of this list is created by its starter and deleted by the OS thread that runs it.
//  2. The last thing that a leaving thread touches of its runtime is Domain::departing; dispose_runtime()
//     waits for that, so that the runtime may go as soon as nobody is registered.
// Source: CPython 3.14 Modules/_threadmodule.c (thread_run, thread_shutdown), Lib/threading.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gil/timed_event.h"
#include "vm/ref.h"

namespace gilt {

class Runtime;

// What others wait for. Outlives both the thread and its Thread object.
struct ThreadEnd {
  gil::TimedEvent started;  // it runs
  gil::TimedEvent done;     // it has left its runtime
};

struct ThreadStart {
  std::string name;                              // for the operating system
  Value object;                                  // the threading.Thread, or no value
  std::shared_ptr<ThreadEnd> end;                // null: nobody waits
  std::function<void(uint64_t ident)> starting;  // called before the thread begins, if given
  // Runs in the new thread, attached; leaves no exception pending. What it owns it owns as Values.
  std::function<void(Thread&)> run;
};

// Starts a thread and waits until it runs. 0: RuntimeError "can't start new thread" is pending; `run`
// was not called. Else its ident.
uint64_t start_thread(Thread& t, ThreadStart start);

// threading.get_ident() of the thread with this gil id (ThreadState::id); 0 for 0. The main thread has 1.
constexpr uint64_t ident_of(uint32_t gil_id) { return gil_id == 0 ? 0 : gil_id - 1; }
constexpr uint32_t gil_id_of(uint64_t ident) {
  return ident == 0 ? 0 : static_cast<uint32_t>(ident + 1);
}

// The Thread objects of all threads that run, main first. Threads that have none are left out.
std::vector<Ref> thread_objects(Thread& t);
// How many threads run, the main thread excepted.
size_t running_threads(Thread& t);

// Bytes of C++ stack that new threads get (threading.stack_size()).
size_t thread_stack_size(const Runtime& runtime);

// Waits until all threads but the daemons have ended: threading._shutdown(), for the main thread when its
// script is done. False: Ctrl-C ended the wait, and its exception is pending.
bool wait_for_threads(Thread& t);

// Runs `body` as a thread of the runtime that no script sees, attached, on an operating system thread
// (with a stack of this size) that the runtime does not know: for those who look at it from outside.
void run_as_guest(Runtime& runtime, size_t stack_size, const std::function<void(Thread&)>& body);

// The end of a runtime, called by its main thread, attached, after wait_for_threads(): from now on other
// threads hang, and the runtime is destroyed unless one of them does.
void dispose_runtime(std::unique_ptr<Runtime> runtime);

}  // namespace gilt
