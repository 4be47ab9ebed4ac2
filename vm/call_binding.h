// Binding the arguments of a call to the parameters of a Python function.
// Source of the rules and messages: CPython 3.14 Python/ceval.c, initialize_locals().
#pragma once

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

struct FunctionObject;

// Fills `slots` (the function's localsplus, all empty) with new references. False: TypeError, and the
// slots filled so far are the caller's to drop.
bool bind_arguments(Thread& t, FunctionObject* function, CallArgs args, StackRef* slots);

}  // namespace gilt
