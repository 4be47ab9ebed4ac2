// The int type: its slots.
#include <cmath>

#include "base/hash.h"
#include "base/int_math.h"
#include "vm/types/int_methods.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

void int_finalize(Thread&, Object* object) { static_cast<IntObject*>(object)->value.~BigInt(); }

Ref int_repr(Thread& t, Value self) {
  std::string text;
  GILT_TRY(int_text(t, self, 10, &text));
  return make_str(t, text);
}

Ref int_format(Thread& t, Value self, Value spec) {
  if (str_view(spec).empty()) return to_str(t, self);
  std::string type = type_name(t, self);
  int64_t word;
  if (int_word(self, &word)) return formatted(t, format_int(word, str_view(spec), type));
  return formatted(t, format_int(*BigOperand(self), str_view(spec), type));
}

Hash int_hash(Thread&, Value self) {
  int64_t word;
  if (int_word(self, &word)) return hash_int(word);
  return self.as<IntObject>()->value.hash();
}

Truth int_truth(Thread&, Value self) { return int_sign(self) != 0; }

Ref int_compare_slot(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_int(t, b)) return Ref::not_implemented();
  return ordering(int_compare(a, b), op);
}

// --- operators

// An operator of two ints as a slot, which is called for operands of any kind.
template <Ref (*Operator)(Thread&, Value, Value)>
Ref on_ints(Thread& t, Value a, Value b) {
  if (!is_int(t, a) || !is_int(t, b)) return Ref::not_implemented();
  return Operator(t, a, b);
}

Ref int_divmod(Thread& t, Value a, Value b) {
  Ref quotient = GILT_TRY(int_floor_divide(t, a, b));
  Ref remainder = GILT_TRY(int_remainder(t, a, b));
  return make_tuple(t, {quotient, remainder});
}

Ref int_and(Thread& t, Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y)) return make_int(t, x & y);
  return make_int(t, *BigOperand(a) & *BigOperand(b));
}

Ref int_or(Thread& t, Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y)) return make_int(t, x | y);
  return make_int(t, *BigOperand(a) | *BigOperand(b));
}

Ref int_xor(Thread& t, Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y)) return make_int(t, x ^ y);
  return make_int(t, *BigOperand(a) ^ *BigOperand(b));
}

Ref int_power_modulo(Thread& t, Value base, Value exponent, Value modulus) {
  if (!is_int(t, base) || !is_int(t, exponent) || !is_int(t, modulus)) {
    return Ref::not_implemented();
  }
  if (int_sign(modulus) == 0) return raise(t, Exc::kValueError, "pow() 3rd argument cannot be 0");
  int64_t x, n, m;
  if (int_word(base, &x) && int_word(exponent, &n) && int_word(modulus, &m) && n >= 0) {
    return make_int(t, pow_mod(x, uint64_t(n), m));
  }
  std::optional<BigInt> result =
      pow_mod(*BigOperand(base), *BigOperand(exponent), *BigOperand(modulus));
  if (result) return make_int(t, std::move(*result));
  return raise(t, Exc::kValueError, "base is not invertible for the given modulus");
}

Ref int_negative(Thread& t, Value v) {
  int64_t word;
  if (int_word(v, &word) && word != INT64_MIN) return make_int(t, -word);
  return make_int(t, -*BigOperand(v));
}

Ref int_invert(Thread& t, Value v) {
  int64_t word;
  if (int_word(v, &word)) return make_int(t, ~word);
  return make_int(t, ~*BigOperand(v));
}

Ref int_absolute(Thread& t, Value v) {
  return int_sign(v) < 0 ? int_negative(t, v) : plain_int(t, v);
}

Ref int_float(Thread& t, Value v) {
  double d;
  GILT_TRY(int_to_double(t, v, &d));
  return make_float(t, d);
}

}  // namespace

void init_int__type(Thread& t, Type& type) {
  type.instance_size = sizeof(IntObject);
  type.instance_layout = Layout::kInt;
  type.flags_bits |= Type::kSubclassable | Type::kInt;
  type.doc =
      "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an "
      "integer, or "
      "return 0 if no arguments\nare given.";
  TypeSlots& slots = type.slots;
  slots.construct = int_construct;
  slots.finalize = int_finalize;
  slots.traverse = traverse_nothing;
  slots.repr = int_repr;
  slots.format = int_format;
  slots.hash = int_hash;
  slots.compare = int_compare_slot;
  slots.truth = int_truth;
  auto binary = [&](BinaryOp op) -> auto& { return slots.binary[static_cast<int>(op)]; };
  binary(BinaryOp::kAdd) = on_ints<int_add>;
  binary(BinaryOp::kSubtract) = on_ints<int_subtract>;
  binary(BinaryOp::kMultiply) = on_ints<int_multiply>;
  binary(BinaryOp::kFloorDivide) = on_ints<int_floor_divide>;
  binary(BinaryOp::kRemainder) = on_ints<int_remainder>;
  binary(BinaryOp::kDivmod) = on_ints<int_divmod>;
  binary(BinaryOp::kTrueDivide) = on_ints<int_true_divide>;
  binary(BinaryOp::kPower) = on_ints<int_power>;
  binary(BinaryOp::kLshift) = on_ints<int_shift_left>;
  binary(BinaryOp::kRshift) = on_ints<int_shift_right>;
  binary(BinaryOp::kAnd) = on_ints<int_and>;
  binary(BinaryOp::kOr) = on_ints<int_or>;
  binary(BinaryOp::kXor) = on_ints<int_xor>;
  slots.power = int_power_modulo;
  auto unary = [&](UnaryOp op) -> auto& { return slots.unary[static_cast<int>(op)]; };
  unary(UnaryOp::kNegative) = int_negative;
  unary(UnaryOp::kPositive) = plain_int;
  unary(UnaryOp::kInvert) = int_invert;
  unary(UnaryOp::kAbsolute) = int_absolute;
  unary(UnaryOp::kInt) = plain_int;
  unary(UnaryOp::kIndex) = plain_int;
  unary(UnaryOp::kFloat) = int_float;
  add_methods(t, type, int_methods());
  add_attributes(t, type, int_attributes());
}

}  // namespace gilt
