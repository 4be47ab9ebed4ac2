// What a program has asked for at its end: threading._register_atexit() (before the main thread
// waits for the others; thread pools end their workers there) and atexit.register() (after that).
//
// Thread-safety: registering by any thread; running by the main thread. The callbacks are kept in
// the namespaces of the modules, as tuples (function, args, kwargs) in lists. Source: CPython 3.14
// Lib/threading.py (_register_atexit, _shutdown), Modules/atexitmodule.c.
#pragma once

#include "vm/ref.h"

namespace gilt {

class Thread;

// Both run the last registered first, report what callbacks raise, and do nothing when their module
// was never imported.
void run_thread_exit_hooks(Thread& t);
void run_exit_functions(Thread& t);

// The list of what atexit.register() was given; null: raised.
Ref exit_functions(Thread& t);

// threading._register_atexit(func, *args, **kwargs): RuntimeError once the hooks have run.
bool register_thread_exit_hook(Thread& t, Value function, Value args, Value kwargs);

}  // namespace gilt
