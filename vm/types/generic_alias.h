// types.GenericAlias: list[int], the subscript of a class (PEP 585).
//
// Thread-safety: immutable.
#pragma once

#include "vm/call_args.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct GenericAliasObject : Object {
  Value origin;          // owned
  Value args;            // owned tuple
  bool starred = false;  // *tuple[int, ...]
};

// origin[args]; args that are no tuple become one.
Ref make_generic_alias(Thread& t, Value origin, Value args);
// __class_getitem__ of the built-in containers, for their method tables.
Ref class_getitem(Thread& t, Args args);

}  // namespace gilt
