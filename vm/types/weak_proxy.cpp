// weakref.proxy objects: whatever is done to one is done to its target.
//
// Source: PEP 205, CPython 3.14 Objects/weakrefobject.c (proxy_*).
#include <fmt/format.h>

#include <utility>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/types/weak_ref.h"

namespace gilt {
namespace {

bool is_proxy(Thread& t, Value v) {
  if (!v.is_object()) return false;
  const Type* type = type_of(t, v);
  return type == types(t).weak_proxy || type == types(t).weak_callable_proxy;
}

// The target of a proxy, anything else as it is; null with ReferenceError pending.
Ref unwrap(Thread& t, Value v) {
  if (!is_proxy(t, v)) return Ref::copy(t, v);
  Ref target = weak_target(t, v);
  if (target) return target;
  return raise(t, Exc::kReferenceError, "weakly-referenced object no longer exists");
}

// A protocol function: `Function` with its operands unwrapped.
template <auto Function, typename... Operands>
auto forward(Thread& t, Value self, Operands... operands)
    -> decltype(Function(t, self, operands...)) {
  Ref target = unwrap(t, self);
  if (!target) return Failed();
  return Function(t, target.get(), operands...);
}

template <BinaryOp Op, Ref (*Apply)(Thread&, BinaryOp, Value, Value)>
Ref proxy_binary(Thread& t, Value a, Value b) {
  Ref left = GILT_TRY(unwrap(t, a));
  Ref right = GILT_TRY(unwrap(t, b));
  return Apply(t, Op, left, right);
}

template <UnaryOp Op>
Ref proxy_unary(Thread& t, Value self) {
  Ref target = GILT_TRY(unwrap(t, self));
  return unary_op(t, Op, target);
}

Ref proxy_power(Thread& t, Value base, Value exponent, Value modulus) {
  Ref b = GILT_TRY(unwrap(t, base));
  Ref e = GILT_TRY(unwrap(t, exponent));
  Ref m = modulus ? unwrap(t, modulus) : Ref();
  if (modulus && !m) return Ref();
  return power(t, b, e, m);
}

Ref proxy_compare(Thread& t, Value self, Value other, CompareOp op) {
  Ref left = GILT_TRY(unwrap(t, self));
  Ref right = GILT_TRY(unwrap(t, other));
  return compare(t, left, right, op);
}

Ref proxy_repr(Thread& t, Value self) { return weak_repr(t, "weakproxy", self); }

Ref proxy_next(Thread& t, Value self) {
  Ref target = GILT_TRY(unwrap(t, self));
  if (!type_of(t, target)->slots.next) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("Weakref proxy referenced a non-iterator '{}' object", type_name(t, target)));
  }
  return iter_next(t, target);
}

template <size_t... Index>
void set_binary_slots(TypeSlots& slots, std::index_sequence<Index...>) {
  ((slots.binary[Index] = proxy_binary<static_cast<BinaryOp>(Index), binary_op>), ...);
}
template <size_t... Index>
void set_in_place_slots(TypeSlots& slots, std::index_sequence<Index...>) {
  ((slots.in_place[Index] = proxy_binary<static_cast<BinaryOp>(Index), in_place_op>), ...);
}

template <size_t... Index>
void set_unary_slots(TypeSlots& slots, std::index_sequence<Index...>) {
  ((slots.unary[Index] = proxy_unary<static_cast<UnaryOp>(Index)>), ...);
}

void init_proxy(Type& type) {
  type.instance_size = sizeof(WeakRefObject);
  TypeSlots& slots = type.slots;
  slots.finalize = finalize_weak_reference;
  slots.traverse = traverse_weak_reference;
  slots.repr = proxy_repr;
  slots.str = forward<to_str>;
  slots.hash = unhashable;
  slots.compare = proxy_compare;
  slots.truth = forward<is_true>;
  slots.get_attribute = forward<static_cast<Ref (*)(Thread&, Value, Value)>(get_attr), Value>;
  slots.set_attribute =
      forward<static_cast<bool (*)(Thread&, Value, Value, Value)>(set_attr), Value, Value>;
  slots.iter = forward<get_iter>;
  slots.next = proxy_next;
  slots.length = forward<length>;
  slots.get_item = forward<get_item, Value>;
  slots.set_item = forward<set_item, Value, Value>;
  slots.contains = forward<contains, Value>;
  constexpr auto kInPlace = static_cast<size_t>(BinaryOp::kDivmod);  // all before it
  set_binary_slots(slots, std::make_index_sequence<kBinaryOpCount>());
  set_in_place_slots(slots, std::make_index_sequence<kInPlace>());
  slots.power = proxy_power;
  set_unary_slots(slots, std::make_index_sequence<kUnaryOpCount>());
}

}  // namespace

void init_weak_proxy_type(Thread&, Type& type) { init_proxy(type); }

void init_weak_callable_proxy_type(Thread&, Type& type) {
  init_proxy(type);
  type.slots.call = forward<static_cast<Ref (*)(Thread&, Value, CallArgs)>(call), CallArgs>;
}

}  // namespace gilt
