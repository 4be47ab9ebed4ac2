// property, staticmethod, classmethod and super.
//
// Thread-safety: fields that Python code can reassign are slots, the rest is immutable.
// Source: CPython 3.14 Objects/descrobject.c, funcobject.c, typeobject.c (super).
#pragma once

#include "vm/object.h"
#include "vm/ref.h"
#include "vm/types/instance.h"

namespace gilt {

struct Type;

struct PropertyObject : Object {
  Slot getter, setter, deleter;  // empty: none
  Slot doc;
  Slot name;                     // str, from __set_name__
  std::atomic<bool> doc_from_getter{false};
};

// staticmethod and classmethod.
struct WrapperObject : Instance {
  Slot callable;
};

struct SuperObject : Object {
  Slot type;    // the class after which the search starts
  Slot object;  // the instance or class it is for; empty: unbound
  Slot object_type;
};

Ref make_static_method(Thread& t, Value callable);
Ref make_class_method(Thread& t, Value callable);

// The attribute that super(cls, self).name finds, without making the super object (LOAD_SUPER_ATTR
// when the global `super` is the built-in one). With `is_method` not null, a function is given back
// unbound and *is_method set: call it with `self` first.
Ref super_lookup(Thread& t, Type* cls, Value self, Value name, bool* is_method);

}  // namespace gilt
