// Operations on two sets, for vm/types/set_methods.cpp. `set` is a set or frozenset.
#pragma once

#include "vm/types/set.h"

namespace gilt {

Ref set_difference(Thread& t, Value set, Value iterable);  // of the set's built-in type
bool set_intersection_update(Thread& t, Value set, Value iterable);
Truth set_is_subset(Thread& t, Value set, Value other);  // both are sets
Truth set_is_disjoint(Thread& t, Value set, Value iterable);
Ref set_compare(Thread& t, Value self, Value other, CompareOp op);

}  // namespace gilt
