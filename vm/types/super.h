// super: attributes as seen from behind a class in the MRO.
//
// Thread-safety: the fields are slots.
// Source: CPython 3.14 Objects/typeobject.c (super_getattro).
#pragma once

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct Type;

struct SuperObject : Object {
  Slot type;         // the class after which the search starts
  Slot object;       // the instance or class it is for; empty: unbound
  Slot object_type;  // the class whose MRO is searched
};

// The attribute that super(cls, self).name finds, without making the super object (LOAD_SUPER_ATTR
// when the global `super` is the built-in one). With `is_method` not null, a function is given back
// unbound and *is_method set: call it with `self` first.
Ref super_lookup(Thread& t, Type* cls, Value self, Value name, bool* is_method);

}  // namespace gilt
