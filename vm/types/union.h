// typing.Union: int | str (PEP 604).
//
// Thread-safety: immutable.
#pragma once

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct UnionObject : Object {
  Value args;  // owned tuple, flat and without duplicates
};

// a | b for classes, None, generic aliases and unions; NotImplemented for anything else.
Ref make_union(Thread& t, Value a, Value b);
// The members, None as NoneType; a tuple.
Ref union_args(Thread& t, Value v);

}  // namespace gilt
