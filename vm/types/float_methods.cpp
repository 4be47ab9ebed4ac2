// float's methods and attributes.
#include "vm/types/float_methods.h"

#include <bit>
#include <cmath>

#include "base/float_text.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

Ref float_itself(Thread& t, Args args) { return make_float(t, any_float_value(args[0])); }
Ref float_is_integer(Thread&, Args args) {
  double d = any_float_value(args[0]);
  return Ref::boolean(std::isfinite(d) && std::floor(d) == d);
}

Ref float_as_integer_ratio(Thread& t, Args args) {
  double d = any_float_value(args[0]);
  if (std::isinf(d)) {
    return raise(t, Exc::kOverflowError, "cannot convert Infinity to integer ratio");
  }
  if (std::isnan(d)) return raise(t, Exc::kValueError, "cannot convert NaN to integer ratio");
  IntegerRatio ratio = as_integer_ratio(d);
  Ref numerator = GILT_TRY(make_int(t, std::move(ratio.numerator)));
  Ref denominator = GILT_TRY(make_int(t, std::move(ratio.denominator)));
  return make_tuple(t, {numerator, denominator});
}

Ref float_hex(Thread& t, Args args) { return make_str(t, double_hex(any_float_value(args[0]))); }

// `value` as an instance of the class that a class method was called on.
Ref of_class(Thread& t, Value cls, double value) {
  Ref result = GILT_TRY(make_float(t, value));
  if (cls == Value::from(types(t).float_)) return result;
  return call(t, cls, {result});
}

Ref float_fromhex(Thread& t, Args args) {
  if (!is_str(t, args[1])) {
    return raise(t, Exc::kTypeError, "bad argument type for built-in operation");
  }
  double d;
  switch (parse_double_hex(str_view(args[1]), d)) {
    case HexParse::kOk:
      return of_class(t, args[0], d);
    case HexParse::kInvalid:
      return raise(t, Exc::kValueError, "invalid hexadecimal floating-point string");
    case HexParse::kTooLarge:
      break;
  }
  return raise(t, Exc::kOverflowError, "hexadecimal value too large to represent as a float");
}

Ref float_from_number(Thread& t, Args args) {
  double d;
  GILT_TRY(to_double(t, args[1], &d));
  return of_class(t, args[0], d);
}

Ref float_round(Thread& t, Args args) {
  double d = any_float_value(args[0]);
  if (!args[1] || args[1].is_none()) {
    return make_int_from_double(t, std::isfinite(d) ? round_half_even(d) : d);
  }
  int64_t digits = GILT_TRY(to_ssize_clipped(t, args[1])).get();
  if (!std::isfinite(d)) return make_float(t, d);
  if (std::optional<double> rounded = round_double(d, digits)) return make_float(t, *rounded);
  return raise(t, Exc::kOverflowError, "rounded value too large to represent");
}

Ref float_trunc(Thread& t, Args args) { return make_int_from_double(t, any_float_value(args[0])); }
Ref float_floor(Thread& t, Args args) {
  return make_int_from_double(t, std::floor(any_float_value(args[0])));
}
Ref float_ceil(Thread& t, Args args) {
  return make_int_from_double(t, std::ceil(any_float_value(args[0])));
}

Ref float_get_new_args(Thread& t, Args args) {
  Ref value = GILT_TRY(make_float(t, any_float_value(args[0])));
  return make_tuple(t, {value});
}

Ref float_getformat(Thread& t, Args args) {
  bool known =
      is_str(t, args[1]) && (str_view(args[1]) == "double" || str_view(args[1]) == "float");
  if (!known) {
    return raise(t, Exc::kValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  }
  bool little = std::endian::native == std::endian::little;
  return make_str(t, little ? "IEEE, little-endian" : "IEEE, big-endian");
}

Ref float_real(Thread& t, Value self) { return make_float(t, any_float_value(self)); }
Ref float_imag(Thread& t, Value) { return make_float(t, 0.0); }

constexpr MethodRow kMethods[] = {
    method<"conjugate", float_itself>("()", "Return self, the complex conjugate of any float."),
    method<"is_integer", float_is_integer>("()", "Return True if the float is an integer."),
    method<"as_integer_ratio", float_as_integer_ratio>(
        "()", "Return a pair of integers, whose ratio is exactly equal to the original float."),
    method<"hex", float_hex>("()",
                             "Return a hexadecimal representation of a floating-point number."),
    class_method<"fromhex", float_fromhex>(
        "(string, /)", "Create a floating-point number from a hexadecimal string."),
    class_method<"from_number", float_from_number>(
        "(number, /)", "Convert real number to a floating-point number."),
    method<"__round__", float_round>("(ndigits=None, /)",
                                     "Return the Integral closest to x, rounding half toward "
                                     "even.\n\nWhen an argument is passed, "
                                     "work like built-in round(x, ndigits)."),
    method<"__trunc__", float_trunc>("()", "Return the Integral closest to x between 0 and x."),
    method<"__floor__", float_floor>("()", "Return the floor as an Integral."),
    method<"__ceil__", float_ceil>("()", "Return the ceiling as an Integral."),
    method<"__getnewargs__", float_get_new_args>("()", ""),
    class_method<"__getformat__", float_getformat>("(typestr, /)",
                                                   "How floats are stored on this machine."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"real", float_real>("the real part of a complex number"),
    attribute<"imag", float_imag>("the imaginary part of a complex number"),
};

}  // namespace

std::span<const MethodRow> float_methods() { return kMethods; }
std::span<const AttributeRow> float_attributes() { return kAttributes; }

}  // namespace gilt
