// Trampolines: the slots of classes that define special methods in Python. Each looks its method up
// along the MRO and calls it.
//
// Source: CPython 3.14 Objects/typeobject.c (slot_tp_*, slot_nb_*).
#pragma once

#include <fmt/format.h>

#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/types/str.h"

namespace gilt::trampolines {

// The method must be there.
Ref call_required(Thread& t, Value self, Value name, std::span<const Value> args);

template <Value Names::*Name>
Ref unary(Thread& t, Value self) {
  return call_required(t, self, names(t).*Name, {});
}

template <Value Names::*Name>
Ref in_place(Thread& t, Value self, Value other) {
  bool found = true;
  Ref result = call_special(t, self, names(t).*Name, {&other, 1}, &found);
  return found ? std::move(result) : Ref::not_implemented();
}

// Does other's class define the reflected method anew?
bool overrides_reflected(Thread& t, Value self, Value other, Value name);
Ref call_operator(Thread& t, Value self, Value name, Value other);

// `a` or `b` is an instance of a class with this trampoline.
template <BinaryOp Op, Value Names::*Name, Value Names::*Reflected>
Ref binary(Thread& t, Value a, Value b) {
  constexpr int kIndex = static_cast<int>(Op);
  Type* left = type_of(t, a);
  Type* right = type_of(t, b);
  constexpr auto* self_slot = &binary<Op, Name, Reflected>;
  bool other_too = left != right && right->slots.binary[kIndex].get() == self_slot;
  if (left->slots.binary[kIndex].get() == self_slot) {
    if (other_too && right->is_subtype_of(left) &&
        overrides_reflected(t, a, b, names(t).*Reflected)) {
      Ref result = call_operator(t, b, names(t).*Reflected, a);
      if (!result || !result.get().is_not_implemented()) return result;
      other_too = false;
    }
    Ref result = call_operator(t, a, names(t).*Name, b);
    if (!result || !result.get().is_not_implemented() || left == right) return result;
  }
  if (other_too) return call_operator(t, b, names(t).*Reflected, a);
  return Ref::not_implemented();
}

Ref power(Thread& t, Value base, Value exponent, Value modulus);
Ref construct(Thread& t, Type* cls, CallArgs args);
bool init(Thread& t, Value self, CallArgs args);
Ref call(Thread& t, Value self, CallArgs args);
Ref format(Thread& t, Value self, Value spec);
Hash hash(Thread& t, Value self);
Ref compare(Thread& t, Value a, Value b, CompareOp op);
Truth truth(Thread& t, Value self);
Ref get_attribute(Thread& t, Value self, Value name);
bool set_attribute(Thread& t, Value self, Value name, Value value);
Ref descriptor_get(Thread& t, Value descriptor, Value object, Value type);
bool descriptor_set(Thread& t, Value descriptor, Value object, Value value);
Ref iter(Thread& t, Value self);
Ref next(Thread& t, Value self);
Size length(Thread& t, Value self);
Ref get_item(Thread& t, Value self, Value key);
bool set_item(Thread& t, Value self, Value key, Value value);
Truth contains(Thread& t, Value self, Value item);

}  // namespace gilt::trampolines
