// How Python calls a slot: the arguments of `int.__add__(1, 2)` turned into those of the C++ function
// and its result into a value. One template for each kind of slot; used by the table in slots.cpp.
//
// Source: CPython 3.14 Objects/typeobject.c (wrap_*).
#pragma once

#include <fmt/format.h>

#include "vm/operations.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

namespace gilt::slot_calls {

// The slot itself: a member of TypeSlots or, with an index, of one of its arrays.
template <auto Member, int Index>
auto& slot_in(auto& slots) {
  if constexpr (Index < 0) {
    return slots.*Member;
  } else {
    return (slots.*Member)[Index];
  }
}

bool check_count(Thread& t, CallArgs args, size_t min, size_t max);
bool check_attribute_name(Thread& t, Value name);

template <auto M, int I>
Ref unary(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 0, 0)) return Ref();
  return slot_in<M, I>(owner->slots)(t, self);
}

template <auto M, int I>
Ref binary(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1)) return Ref();
  return slot_in<M, I>(owner->slots)(t, self, args.values[0]);
}

template <auto M, int I>
Ref reflected(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1)) return Ref();
  return slot_in<M, I>(owner->slots)(t, args.values[0], self);
}

template <auto M, int I>
Ref next(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 0, 0)) return Ref();
  Ref item = slot_in<M, I>(owner->slots)(t, self);
  if (!item && !pending(t)) raise_value(t, Exc::kStopIteration, Value());
  return item;
}

template <CompareOp Op>
Ref compare(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1)) return Ref();
  return owner->slots.compare(t, self, args.values[0], Op);
}

Ref init(Thread& t, Type* owner, Value self, CallArgs args);
Ref call(Thread& t, Type* owner, Value self, CallArgs args);
Ref hash(Thread& t, Type* owner, Value self, CallArgs args);
Ref truth(Thread& t, Type* owner, Value self, CallArgs args);
Ref length(Thread& t, Type* owner, Value self, CallArgs args);
Ref power(Thread& t, Type* owner, Value self, CallArgs args);
Ref reflected_power(Thread& t, Type* owner, Value self, CallArgs args);
Ref get_attribute(Thread& t, Type* owner, Value self, CallArgs args);
Ref set_attribute(Thread& t, Type* owner, Value self, CallArgs args);
Ref delete_attribute(Thread& t, Type* owner, Value self, CallArgs args);
Ref descriptor_get(Thread& t, Type* owner, Value self, CallArgs args);
Ref descriptor_set(Thread& t, Type* owner, Value self, CallArgs args);
Ref descriptor_delete(Thread& t, Type* owner, Value self, CallArgs args);
Ref contains(Thread& t, Type* owner, Value self, CallArgs args);
Ref set_item(Thread& t, Type* owner, Value self, CallArgs args);
Ref delete_item(Thread& t, Type* owner, Value self, CallArgs args);

}  // namespace gilt::slot_calls
