// What the number types share: reading operands, and turning base's results into objects.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bigint.h"
#include "base/format_spec.h"
#include "vm/errors.h"
#include "vm/operations.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

namespace gilt {

// --- ints
// The value of an int of any kind when it fits a word.
inline bool int_word(Value v, int64_t* out) {
  if (v.is_small_int()) {
    *out = v.small_int();
    return true;
  }
  return int_fits_int64(v, out);
}

// An int of any kind as a BigInt, without a copy where there is one already. Lives no longer than
// `v`.
class BigOperand {
 public:
  explicit BigOperand(Value v) {
    if (v.is_object()) {
      big_ = &v.as<IntObject>()->value;
    } else {
      scratch_ = BigInt(v.is_small_int() ? v.small_int() : int64_t{v.is_true()});
      big_ = &scratch_;
    }
  }
  BigOperand(const BigOperand&) = delete;
  BigOperand& operator=(const BigOperand&) = delete;
  const BigInt& operator*() const { return *big_; }
  const BigInt* operator->() const { return big_; }

 private:
  BigInt scratch_;
  const BigInt* big_;
};

inline int int_sign(Value v) {
  int64_t word;
  if (int_word(v, &word)) return word < 0 ? -1 : word > 0;
  return v.as<IntObject>()->value.sign();
}

// v is an int of any kind. OverflowError: "int too large to convert to float".
bool int_to_double(Thread& t, Value v, double* out);
// The same value as a plain int.
Ref plain_int(Thread& t, Value v);

Ref int_floor_divide(Thread& t, Value a, Value b);
Ref int_remainder(Thread& t, Value a, Value b);
Ref int_true_divide(Thread& t, Value a, Value b);
Ref int_power(Thread& t, Value base, Value exponent);
Ref int_shift_left(Thread& t, Value a, Value count);
Ref int_shift_right(Thread& t, Value a, Value count);
int int_compare(Value a, Value b);  // <0, 0, >0
// Digits in a base of 2..36; decimal ones within the limit of sys.set_int_max_str_digits().
bool int_text(Thread& t, Value v, int base, std::string* out);

// The slots of int that its construction needs (vm/types/int_parse.cpp).
Ref int_construct(Thread& t, Type* cls, CallArgs args);
// `value` (a plain int) as an instance of `cls`, int or a subclass of it.
Ref make_int_of_class(Thread& t, Type* cls, Ref value);

// --- floats
inline bool is_float(Thread& t, Value v) {
  return v.is_immediate_double() || (v.is_object() && is_instance_of(t, v, Type::kFloat));
}
// A float of any kind.
inline double any_float_value(Value v) {
  return v.is_immediate_double() ? v.immediate_double() : v.as<FloatObject>()->value;
}
Ref float_power(Thread& t, double base, double exponent);
Ref float_construct(Thread& t, Type* cls, CallArgs args);
Ref make_float_of_class(Thread& t, Type* cls, double value);

// --- both
inline Failed raise_zero_division(Thread& t) {
  return raise(t, Exc::kZeroDivisionError, "division by zero");
}
inline Ref formatted(Thread& t, const Formatted& result) {
  if (result.ok()) return make_str(t, result.text);
  bool value_error = result.error == Formatted::Error::kValueError;
  return raise(t, value_error ? Exc::kValueError : Exc::kOverflowError, result.text);
}
inline Ref ordering(int order, CompareOp op) {
  switch (op) {
    case CompareOp::kLt:
      return Ref::boolean(order < 0);
    case CompareOp::kLe:
      return Ref::boolean(order <= 0);
    case CompareOp::kEq:
      return Ref::boolean(order == 0);
    case CompareOp::kNe:
      return Ref::boolean(order != 0);
    case CompareOp::kGt:
      return Ref::boolean(order > 0);
    case CompareOp::kGe:
      return Ref::boolean(order >= 0);
  }
  return Ref();
}

}  // namespace gilt
