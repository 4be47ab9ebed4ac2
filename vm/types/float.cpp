// float: making floats, construction from text and objects, and the type's slots.
// Source: CPython 3.14 Objects/floatobject.c.
#include "vm/types/float.h"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstring>

#include "base/float_text.h"
#include "base/hash.h"
#include "base/text_repr.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/heap.h"
#include "vm/types/bytes.h"
#include "vm/types/complex.h"
#include "vm/types/float_methods.h"
#include "vm/types/numbers.h"
#include "vm/types/sequence.h"
#include "vm/types/tuple.h"

namespace gilt {

Ref make_float_slow(Thread& t, double d) {
  if (Value::fits_immediate_double(d)) return Ref::immediate(Value::immediate_double(d));
  auto* object = GILT_TRY(allocate<FloatObject>(t, types(t).float_, Layout::kFloat));
  object->value = d;
  return Ref::take(t, object);
}

Ref make_float_of_class(Thread& t, Type* cls, double value) {
  if (cls == types(t).float_) return make_float(t, value);
  auto* object = GILT_TRY(allocate_of_class<FloatObject>(t, cls));
  object->value = value;
  return Ref::take(t, object);
}

namespace {

Failed raise_no_float(Thread& t, std::string_view shown) {
  return raise(t, Exc::kValueError, fmt::format("could not convert string to float: {}", shown));
}

// float(x) of what is not a float already.
Ref float_from_object(Thread& t, Value v) {
  if (is_exact_float(v)) return Ref::copy(t, v);
  if (v.is_small_int()) return make_float(t, static_cast<double>(v.small_int()));
  if (is_str(t, v)) return parse_float(t, str_view(v));
  Type* type = type_of(t, v);
  bool numeric = type->slots.unary[static_cast<int>(UnaryOp::kFloat)] ||
                 type->slots.unary[static_cast<int>(UnaryOp::kIndex)];
  if (numeric) {
    double d;
    GILT_TRY(to_double(t, v, &d));
    return make_float(t, d);
  }
  if (is_bytes_like(t, v)) {
    BytesContent content(t, v);
    if (std::optional<double> d = parse_double(content.view())) return make_float(t, *d);
    Ref shown = GILT_TRY(repr(t, v));
    return raise_no_float(t, str_view(shown));
  }
  return raise(
      t, Exc::kTypeError,
      fmt::format("float() argument must be a string or a real number, not '{}'", type_name(t, v)));
}

}  // namespace

Ref parse_float(Thread& t, std::string_view text) {
  std::optional<double> d =
      is_ascii(text) ? parse_double(text) : parse_double(numeral_to_ascii(text));
  if (d) return make_float(t, *d);
  return raise_no_float(t, str_repr(text));
}

Ref float_construct(Thread& t, Type* cls, CallArgs args) {
  GILT_TRY(check_construct_args(t, cls, types(t).float_, "float", args, 0, 1));
  if (args.positional == 0) return make_float_of_class(t, cls, 0.0);
  Ref value = GILT_TRY(float_from_object(t, args.values[0]));
  if (cls == types(t).float_) return value;
  return make_float_of_class(t, cls, any_float_value(value));
}

Ref float_power(Thread& t, double base, double exponent) {
  if (exponent == 0) return make_float(t, 1.0);
  if (std::isnan(base)) return make_float(t, base);
  if (std::isnan(exponent)) return make_float(t, base == 1.0 ? 1.0 : exponent);
  if (base == 0 && exponent < 0 && !std::isinf(exponent)) {
    return raise(t, Exc::kZeroDivisionError, "zero to a negative power");
  }
  bool finite = std::isfinite(base) && std::isfinite(exponent);
  if (base < 0 && finite && exponent != std::floor(exponent)) {
    return complex_power(t, {base, 0.0}, {exponent, 0.0});
  }
  double result = std::pow(base, exponent);
  if (std::isinf(result) && finite) {
    Ref text = GILT_TRY(make_str(t, std::strerror(ERANGE)));
    Value cls = Value::from(exception_type(t, Exc::kOverflowError));
    return raise_object(t, GILT_TRY(call(t, cls, {Value::small_int(ERANGE), text})));
  }
  return make_float(t, result);
}

namespace {

void float_finalize(Thread&, Object*) {}

Ref float_repr(Thread& t, Value self) { return make_str(t, double_repr(any_float_value(self))); }

Ref float_format(Thread& t, Value self, Value spec) {
  if (str_view(spec).empty()) return to_str(t, self);
  return formatted(t, format_double(any_float_value(self), str_view(spec), type_name(t, self)));
}

Hash float_hash(Thread& t, Value self) {
  double d = any_float_value(self);
  return hash_double(d, std::isnan(d) ? hash_identity(identity(t, self)) : 0);
}

Truth float_truth(Thread&, Value self) { return any_float_value(self) != 0; }

Ref float_compare(Thread& t, Value self, Value other, CompareOp op) {
  double a = any_float_value(self);
  if (is_float(t, other)) {
    double b = any_float_value(other);
    switch (op) {
      case CompareOp::kLt:
        return Ref::boolean(a < b);
      case CompareOp::kLe:
        return Ref::boolean(a <= b);
      case CompareOp::kEq:
        return Ref::boolean(a == b);
      case CompareOp::kNe:
        return Ref::boolean(a != b);
      case CompareOp::kGt:
        return Ref::boolean(a > b);
      case CompareOp::kGe:
        return Ref::boolean(a >= b);
    }
  }
  if (!is_int(t, other)) return Ref::not_implemented();
  if (std::isnan(a)) return Ref::boolean(op == CompareOp::kNe);
  return ordering(-BigOperand(other)->compare(a), op);
}

// --- operators

enum class OperandKind : uint8_t { kDouble, kOther, kRaised };

OperandKind operand(Thread& t, Value v, double* out) {
  if (is_float(t, v)) {
    *out = any_float_value(v);
    return OperandKind::kDouble;
  }
  if (!is_int(t, v)) return OperandKind::kOther;
  return int_to_double(t, v, out) ? OperandKind::kDouble : OperandKind::kRaised;
}

// An operator of two doubles as a slot; one operand at least is a float.
template <Ref (*Operator)(Thread&, double, double)>
Ref on_doubles(Thread& t, Value a, Value b) {
  double x, y;
  for (auto [value, out] : {std::pair{a, &x}, std::pair{b, &y}}) {
    OperandKind kind = operand(t, value, out);
    if (kind == OperandKind::kOther) return Ref::not_implemented();
    if (kind == OperandKind::kRaised) return Ref();
  }
  return Operator(t, x, y);
}

Ref add(Thread& t, double a, double b) { return make_float(t, a + b); }
Ref subtract(Thread& t, double a, double b) { return make_float(t, a - b); }
Ref multiply(Thread& t, double a, double b) { return make_float(t, a * b); }
Ref divide(Thread& t, double a, double b) {
  return b == 0 ? Ref(raise_zero_division(t)) : make_float(t, a / b);
}
Ref floor_divide(Thread& t, double a, double b) {
  return b == 0 ? Ref(raise_zero_division(t)) : make_float(t, floor_div(a, b));
}
Ref remainder(Thread& t, double a, double b) {
  return b == 0 ? Ref(raise_zero_division(t)) : make_float(t, floor_mod(a, b));
}
Ref divmod(Thread& t, double a, double b) {
  if (b == 0) return raise_zero_division(t);
  DoubleDivMod result = floor_divmod(a, b);
  Ref quotient = GILT_TRY(make_float(t, result.quotient));
  Ref rest = GILT_TRY(make_float(t, result.remainder));
  return make_tuple(t, {quotient, rest});
}

Ref float_power_modulo(Thread& t, Value, Value, Value) {
  return raise(t, Exc::kTypeError,
               "pow() 3rd argument not allowed unless all arguments are integers");
}

Ref float_negative(Thread& t, Value v) { return make_float(t, -any_float_value(v)); }
Ref float_absolute(Thread& t, Value v) { return make_float(t, std::fabs(any_float_value(v))); }
Ref float_int(Thread& t, Value v) { return make_int_from_double(t, any_float_value(v)); }
Ref plain_float(Thread& t, Value v) {
  return is_exact_float(v) ? Ref::copy(t, v) : make_float(t, any_float_value(v));
}

}  // namespace

void init_float__type(Thread& t, Type& type) {
  type.instance_size = sizeof(FloatObject);
  type.instance_layout = Layout::kFloat;
  type.flags_bits |= Type::kSubclassable | Type::kFloat;
  type.doc = "Convert a string or number to a floating-point number, if possible.";
  TypeSlots& slots = type.slots;
  slots.construct = float_construct;
  slots.finalize = float_finalize;
  slots.traverse = traverse_nothing;
  slots.repr = float_repr;
  slots.format = float_format;
  slots.hash = float_hash;
  slots.compare = float_compare;
  slots.truth = float_truth;
  auto binary = [&](BinaryOp op) -> auto& { return slots.binary[static_cast<int>(op)]; };
  binary(BinaryOp::kAdd) = on_doubles<add>;
  binary(BinaryOp::kSubtract) = on_doubles<subtract>;
  binary(BinaryOp::kMultiply) = on_doubles<multiply>;
  binary(BinaryOp::kTrueDivide) = on_doubles<divide>;
  binary(BinaryOp::kFloorDivide) = on_doubles<floor_divide>;
  binary(BinaryOp::kRemainder) = on_doubles<remainder>;
  binary(BinaryOp::kDivmod) = on_doubles<divmod>;
  binary(BinaryOp::kPower) = on_doubles<float_power>;
  slots.power = float_power_modulo;
  auto unary = [&](UnaryOp op) -> auto& { return slots.unary[static_cast<int>(op)]; };
  unary(UnaryOp::kNegative) = float_negative;
  unary(UnaryOp::kPositive) = plain_float;
  unary(UnaryOp::kAbsolute) = float_absolute;
  unary(UnaryOp::kInt) = float_int;
  unary(UnaryOp::kFloat) = plain_float;
  add_methods(t, type, float_methods());
  add_attributes(t, type, float_attributes());
}

}  // namespace gilt
