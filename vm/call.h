// Calling: the paths behind operations.h's call(), for those who know what they call.
#pragma once

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

struct Frame;
struct FunctionObject;

// Calls a Python function from C++: enters the interpreter loop anew.
Ref call_function(Thread& t, FunctionObject* function, CallArgs args);
// Calls with `self` put before the positional arguments.
Ref call_with_self(Thread& t, Value callable, Value self, CallArgs args);
// f(*args, **kwargs): `args` any iterable, `kwargs` a mapping or no value.
Ref call_with_tuple_and_dict(Thread& t, Value callable, Value args, Value kwargs);

// Runs a frame that was made with make_call_frame() and returns its result; the frame is gone then.
Ref run_frame(Thread& t, Frame* frame);

// Executes a code object as a module or exec() does, with `locals` as its namespace.
Ref execute(Thread& t, Value code, Value globals, Value locals);

}  // namespace gilt
