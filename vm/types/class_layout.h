// What the instances of a class made by a class statement look like in memory: those of its base,
// then attribute storage if the base has none (and __slots__ does not forbid it), then one Slot for
// each name in __slots__.
//
// Source: CPython 3.14 Objects/typeobject.c (type_new_slots, best_base, extra_ivars).
#pragma once

#include <cstdint>

#include "vm/ref.h"

namespace gilt {

struct DictObject;
struct TupleObject;
struct Type;

constexpr uint32_t aligned_size(uint32_t size) { return (size + 7) & ~7u; }

// The base whose layout a class with these bases extends; null with TypeError pending.
Type* best_base(Thread& t, TupleObject* bases);
// The class of the MRO that last added to the layout.
Type* solid_base(Type* type);

// Lays out instances of `type` (base and bases are set) and puts a descriptor into its namespace for
// each of __slots__.
bool lay_out_class(Thread& t, Type& type, TupleObject* bases, DictObject* ns);

// The `__dict__` attribute of classes whose instances have attribute storage.
void add_dict_attribute(Thread& t, Type& type);

}  // namespace gilt
