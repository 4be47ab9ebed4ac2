// The attributes and methods of classes (`__mro__`, `__subclasses__()` and so on).
#pragma once

#include "vm/ref.h"

namespace gilt {

struct Type;

void add_type_attributes(Thread& t, Type& type);
// cls.__module__
Ref type_module(Thread& t, Value cls);
// After a change of special methods or of the MRO: slots, versions and shapes of the class and of all
// below it.
void type_hierarchy_changed(Thread& t, Type& type);
void type_hierarchy_changed_locked(Thread& t, Type& type);  // the caller holds the type lock
// type.__bases__ = bases, a tuple that is not empty.
bool assign_bases(Thread& t, Type& type, Value bases);

}  // namespace gilt
