// Making instances: object.__new__ and object.__init__, calling a class, and the `__new__` functions
// of built-in types.
//
// Source: CPython 3.14 Objects/typeobject.c (object_new, object_init, type_call, tp_new_wrapper).
#pragma once

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

struct Type;

Ref object_construct(Thread& t, Type* cls, CallArgs args);
bool object_init(Thread& t, Value self, CallArgs args);
// cls(*args): __new__ and, for what it made, __init__.
Ref call_type(Thread& t, Value cls, CallArgs args);

// `__new__` of a built-in type, and the test for one.
Ref make_construct_function(Thread& t, Type& type);
bool is_construct_function(Value v);

}  // namespace gilt
