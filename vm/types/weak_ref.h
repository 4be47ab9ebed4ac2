// weakref.ref and what the proxies share with it.
//
// Source: PEP 205, CPython 3.14 Objects/weakrefobject.c.
#pragma once

#include <string_view>

#include "vm/ref.h"
#include "vm/type.h"
#include "vm/weak_table.h"

namespace gilt {

// A weak reference of class `cls`, which is weak_ref, one of the proxies, or derives from weak_ref. Without
// a callback (no value, or None) and not of a subclass, the one that is there is used again. TypeError when
// objects of the target's class cannot be referred to weakly.
Ref make_weak_reference(Thread& t, Type* cls, Value target, Value callback);

// A new reference to the target; null without an exception: it is gone.
Ref weak_target(Thread& t, Value reference);

// "<weakref at 0x...; to 'C' at 0x...>"
Ref weak_repr(Thread& t, std::string_view what, Value reference);

void finalize_weak_reference(Thread& t, Object* object);
void traverse_weak_reference(Object* object, Visitor visit, void* arg);

}  // namespace gilt
