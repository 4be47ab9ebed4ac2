// property, staticmethod and classmethod.
//
// Thread-safety: fields that Python code can reassign are slots, the rest is immutable.
// Source: CPython 3.14 Objects/descrobject.c, funcobject.c.
#pragma once

#include <atomic>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct PropertyObject : Object {
  Slot getter, setter, deleter;  // empty: none
  Slot doc;
  Slot name;  // str, from __set_name__
  std::atomic<bool> doc_from_getter{false};
};

// staticmethod and classmethod.
struct WrapperObject : Object {
  Slot callable;
};

Ref make_static_method(Thread& t, Value callable);
Ref make_class_method(Thread& t, Value callable);

}  // namespace gilt
