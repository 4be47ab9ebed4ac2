// Calling: the paths behind operations.h's call(), for those who know what they call.
#pragma once

#include <vector>

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

struct Frame;
struct FunctionObject;

// Calls a Python function from C++: enters the interpreter loop anew.
Ref call_function(Thread& t, FunctionObject* function, CallArgs args);
// Calls with `self` put before the positional arguments.
Ref call_with_self(Thread& t, Value callable, Value self, CallArgs args);

// The arguments of f(*args, **kwargs), kept alive.
class UnpackedArguments {
 public:
  CallArgs args() const;

 private:
  friend bool unpack_arguments(Thread& t, Value callable, Value args, Value kwargs,
                               UnpackedArguments* out);
  Ref positional_;  // tuple
  Ref names_;       // tuple or null
  Ref keywords_;    // tuple of values or null
  std::vector<Value> values_;
};
// `args`: any iterable; `kwargs`: a mapping or no value. `callable` is for the messages. False: raised.
bool unpack_arguments(Thread& t, Value callable, Value args, Value kwargs, UnpackedArguments* out);

// Runs a frame that was made with make_call_frame(), or a generator's, and returns its result; the
// frame is gone (or suspended) then.
Ref run_frame(Thread& t, Frame* frame);

// Executes a code object as a module or exec() does, with `locals` as its namespace.
Ref execute(Thread& t, Value code, Value globals, Value locals);

}  // namespace gilt
