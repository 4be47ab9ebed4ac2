// complex: arithmetic, and the type's slots and methods.
#include "vm/types/complex.h"
#include "vm/heap.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "base/float_text.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "vm/native.h"
#include "vm/types/numbers.h"
#include "vm/types/sequence.h"
#include "vm/types/tuple.h"

namespace gilt {

using Complex = std::complex<double>;

Ref make_complex(Thread& t, double re, double im) {
  return make_complex_of_class(t, types(t).complex, {re, im});
}

Ref make_complex_of_class(Thread& t, Type* cls, Complex value) {
  auto* object = GILT_TRY(allocate_of_class<ComplexObject>(t, cls));
  object->re = value.real();
  object->im = value.imag();
  return Ref::take(t, object);
}

bool is_complex(Thread& t, Value v) {
  return v.is_object() && type_of(t, v)->is_subtype_of(types(t).complex);
}

// --- arithmetic

// With the infinities of C99's annex G, which the compiler implements.
Complex complex_product(Complex a, Complex b) { return a * b; }

// Smith's method: scales by the larger part of the divisor, so that nothing overflows on the way.
Complex complex_quotient(Complex a, Complex b) {
  double size_re = std::fabs(b.real()), size_im = std::fabs(b.imag());
  double nan = std::numeric_limits<double>::quiet_NaN();
  double re = nan, im = nan;
  if (size_re >= size_im) {
    double ratio = b.imag() / b.real();
    double denominator = b.real() + b.imag() * ratio;
    re = (a.real() + a.imag() * ratio) / denominator;
    im = (a.imag() - a.real() * ratio) / denominator;
  } else if (size_im >= size_re) {
    double ratio = b.real() / b.imag();
    double denominator = b.real() * ratio + b.imag();
    re = (a.real() * ratio + a.imag()) / denominator;
    im = (a.imag() * ratio - a.real()) / denominator;
  }
  if (std::isnan(re) && std::isnan(im)) {
    auto box = [](double d) { return std::copysign(std::isinf(d) ? 1.0 : 0.0, d); };
    auto finite = [](Complex c) { return std::isfinite(c.real()) && std::isfinite(c.imag()); };
    auto infinite = [](Complex c) { return std::isinf(c.real()) || std::isinf(c.imag()); };
    if (infinite(a) && finite(b)) {
      double x = box(a.real()), y = box(a.imag());
      double infinity = std::numeric_limits<double>::infinity();
      re = infinity * (x * b.real() + y * b.imag());
      im = infinity * (y * b.real() - x * b.imag());
    } else if (infinite(b) && finite(a)) {
      double x = box(b.real()), y = box(b.imag());
      re = 0.0 * (a.real() * x + a.imag() * y);
      im = 0.0 * (a.imag() * x - a.real() * y);
    }
  }
  return {re, im};
}

namespace {

// By repeated squaring, as exact as multiplication is.
Complex whole_power(Complex base, unsigned n) {
  Complex result = 1;
  for (Complex square = base; n != 0; n >>= 1) {
    if ((n & 1) != 0) result = complex_product(result, square);
    square = complex_product(square, square);
  }
  return result;
}

Complex polar_power(Complex base, Complex exponent) {
  double length = std::hypot(base.real(), base.imag());
  double angle = std::atan2(base.imag(), base.real());
  double size = std::pow(length, exponent.real());
  double phase = angle * exponent.real();
  if (exponent.imag() != 0) {
    size *= std::exp(-angle * exponent.imag());
    phase += exponent.imag() * std::log(length);
  }
  return {size * std::cos(phase), size * std::sin(phase)};
}

}  // namespace

Ref complex_power(Thread& t, Complex base, Complex exponent) {
  double n = exponent.real();
  if (exponent == Complex(0)) return make_complex(t, 1, 0);
  if (base == Complex(0)) {
    if (exponent.imag() == 0 && n > 0) return make_complex(t, 0, 0);
    return raise(t, Exc::kZeroDivisionError, "zero to a negative or complex power");
  }
  Complex result;
  if (exponent.imag() == 0 && n == std::floor(n) && std::fabs(n) <= 100) {
    result = whole_power(base, unsigned(std::fabs(n)));
    if (n < 0) result = complex_quotient(1, result);
  } else {
    result = polar_power(base, exponent);
  }
  if (std::isinf(result.real()) || std::isinf(result.imag())) {
    return raise(t, Exc::kOverflowError, "complex exponentiation");
  }
  return make_complex(t, result.real(), result.imag());
}

namespace {

void complex_finalize(Thread&, Object*) {}
void complex_traverse(Object*, Visitor, void*) {}

Complex value_of(Value v) { return v.as<ComplexObject>()->value(); }

// --- text

Ref complex_repr(Thread& t, Value self) {
  Complex c = value_of(self);
  if (c.real() == 0 && !std::signbit(c.real())) {
    return make_str(t, double_to_text(c.imag(), 'r', 0) + "j");
  }
  std::string im = double_to_text(c.imag(), 'r', 0, {.always_sign = true});
  const char* sign = im[0] == '+' || im[0] == '-' ? "" : "+";  // nan has none
  return make_str(t, fmt::format("({}{}{}j)", double_to_text(c.real(), 'r', 0), sign, im));
}

// One part by the same specification, but for width and alignment. Without a type code it looks as
// in repr(): no ".0".
Formatted format_part(double value, const FormatSpec& spec, char sign) {
  std::string part;
  if (sign != 0) part += sign;
  if (spec.no_negative_zero) part += 'z';
  if (spec.alternate) part += '#';
  if (spec.thousands != 0) part += spec.thousands;
  if (spec.precision >= 0) part += fmt::format(".{}", spec.precision);
  if (spec.type != 0) {
    part += char(spec.type);
  } else if (spec.precision >= 0) {
    part += 'g';
  }
  bool like_repr = spec.type == 0 && spec.precision < 0;
  if (part.empty()) return {Formatted::Error::kNone, double_to_text(value, 'r', 0)};
  Formatted result = format_double(value, part, "complex");
  if (like_repr && result.ok() && result.text.ends_with(".0")) {
    result.text.resize(result.text.size() - (spec.alternate ? 1 : 2));
  }
  return result;
}

Ref complex_format(Thread& t, Value self, Value spec_value) {
  if (str_view(spec_value).empty()) return to_str(t, self);
  FormatSpec spec;
  std::string type = type_name(t, self);
  std::string error = parse_format_spec(str_view(spec_value), 0, '>', type, spec);
  if (error.empty()) {
    if (spec.type != 0 && std::u32string_view(U"eEfFgGn").find(spec.type) == std::u32string::npos) {
      error = unknown_format_code(spec.type, type);
    } else if (spec.fill == '0') {
      error = "Zero padding is not allowed in complex format specifier";
    } else if (spec.align == '=') {
      error = "'=' alignment flag is not allowed in complex format specifier";
    }
  }
  if (!error.empty()) return raise(t, Exc::kValueError, error);
  Complex c = value_of(self);
  bool bare = spec.type == 0;
  bool skip_real = bare && c.real() == 0 && !std::signbit(c.real());
  Formatted re = format_part(c.real(), spec, spec.sign);
  Formatted im = format_part(c.imag(), spec, skip_real ? spec.sign : '+');
  if (!re.ok() || !im.ok()) return formatted(t, re.ok() ? im : re);
  std::string text = skip_real ? im.text + "j"
                     : bare    ? "(" + re.text + im.text + "j)"
                               : re.text + im.text + "j";
  return make_str(t, pad_text(text, spec.width, spec.align, spec.fill));
}

// --- comparison

Hash complex_hash(Thread& t, Value self) {
  Complex c = value_of(self);
  auto part = [&](double d) {
    return uint64_t(hash_double(d, std::isnan(d) ? hash_identity(identity(t, self)) : 0));
  };
  auto hash = int64_t(part(c.real()) + 1000003 * part(c.imag()));
  return hash == -1 ? -2 : hash;
}

Truth complex_truth(Thread&, Value self) { return value_of(self) != Complex(0); }

Ref complex_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return Ref::not_implemented();
  Complex a = value_of(self);
  bool same;
  if (is_complex(t, other)) {
    same = a == value_of(other);
  } else if (is_float(t, other)) {
    same = a.imag() == 0 && a.real() == any_float_value(other);
  } else if (is_int(t, other)) {
    same = a.imag() == 0 && !std::isnan(a.real()) && BigOperand(other)->compare(a.real()) == 0;
  } else {
    return Ref::not_implemented();
  }
  return Ref::boolean(same == (op == CompareOp::kEq));
}

// --- operators

// An operand: complex, or real (then the imaginary part is absent rather than zero, which matters
// for the signs of zeros and for infinities).
struct Part {
  Complex value;
  bool real = false;
};
enum class Kind : uint8_t { kUsable, kOther, kRaised };

Kind operand(Thread& t, Value v, Part* out) {
  if (is_complex(t, v)) {
    out->value = value_of(v);
    return Kind::kUsable;
  }
  double d;
  if (is_float(t, v)) {
    d = any_float_value(v);
  } else if (!is_int(t, v)) {
    return Kind::kOther;
  } else if (!int_to_double(t, v, &d)) {
    return Kind::kRaised;
  }
  *out = {d, true};
  return Kind::kUsable;
}

template <Ref (*Operator)(Thread&, Part, Part)>
Ref on_complex(Thread& t, Value a, Value b) {
  Part x, y;
  for (auto [value, out] : {std::pair{a, &x}, std::pair{b, &y}}) {
    Kind kind = operand(t, value, out);
    if (kind == Kind::kOther) return Ref::not_implemented();
    if (kind == Kind::kRaised) return Ref();
  }
  return Operator(t, x, y);
}

Ref made(Thread& t, Complex c) { return make_complex(t, c.real(), c.imag()); }

Ref add(Thread& t, Part a, Part b) {
  double im = a.real ? b.value.imag() : b.real ? a.value.imag() : a.value.imag() + b.value.imag();
  return make_complex(t, a.value.real() + b.value.real(), im);
}

Ref subtract(Thread& t, Part a, Part b) {
  double im = a.real ? -b.value.imag() : b.real ? a.value.imag() : a.value.imag() - b.value.imag();
  return make_complex(t, a.value.real() - b.value.real(), im);
}

Ref multiply(Thread& t, Part a, Part b) {
  if (a.real) std::swap(a, b);
  if (!b.real) return made(t, complex_product(a.value, b.value));
  double factor = b.value.real();
  return make_complex(t, a.value.real() * factor, a.value.imag() * factor);
}

Ref divide(Thread& t, Part a, Part b) {
  if (b.value == Complex(0)) return raise_zero_division(t);
  if (!b.real) return made(t, complex_quotient(a.value, b.value));
  double divisor = b.value.real();
  return make_complex(t, a.value.real() / divisor, a.value.imag() / divisor);
}

Ref raise_to(Thread& t, Part a, Part b) { return complex_power(t, a.value, b.value); }

Ref complex_power_modulo(Thread& t, Value, Value, Value) {
  return raise(t, Exc::kValueError, "complex modulo");
}

Ref complex_negative(Thread& t, Value v) { return made(t, -value_of(v)); }
Ref complex_positive(Thread& t, Value v) { return made(t, value_of(v)); }
Ref complex_absolute(Thread& t, Value v) {
  Complex c = value_of(v);
  double length = std::hypot(c.real(), c.imag());
  if (std::isinf(length) && std::isfinite(c.real()) && std::isfinite(c.imag())) {
    return raise(t, Exc::kOverflowError, "absolute value too large");
  }
  return make_float(t, length);
}

// --- methods

Ref complex_conjugate(Thread& t, Args args) { return made(t, std::conj(value_of(args[0]))); }
Ref complex_itself(Thread& t, Args args) { return made(t, value_of(args[0])); }

Ref complex_get_new_args(Thread& t, Args args) {
  Complex c = value_of(args[0]);
  Ref re = GILT_TRY(make_float(t, c.real()));
  Ref im = GILT_TRY(make_float(t, c.imag()));
  return make_tuple(t, {re, im});
}

Ref complex_from_number(Thread& t, Args args) {
  Complex c;
  GILT_TRY(to_complex(t, args[1], &c));
  Ref result = GILT_TRY(made(t, c));
  if (args[0] == Value::from(types(t).complex)) return result;
  return call(t, args[0], {result});
}

Ref complex_real(Thread& t, Value self) { return make_float(t, value_of(self).real()); }
Ref complex_imag(Thread& t, Value self) { return make_float(t, value_of(self).imag()); }

constexpr MethodRow kMethods[] = {
    method<"conjugate", complex_conjugate>(
        "()", "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."),
    method<"__complex__", complex_itself>("()", "Convert this value to exact type complex."),
    method<"__getnewargs__", complex_get_new_args>("()", ""),
    class_method<"from_number", complex_from_number>(
        "(number, /)", "Convert number to a complex floating-point number."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"real", complex_real>("the real part of a complex number"),
    attribute<"imag", complex_imag>("the imaginary part of a complex number"),
};

}  // namespace

void init_complex_type(Thread& t, Type& type) {
  type.instance_size = sizeof(ComplexObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc =
      "Create a complex number from a string or numbers.\n\nIf a string is given, parse it as a "
      "complex "
      "number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or "
      "'imag' "
      "arguments are given, create a complex number\nwith the specified real and imaginary "
      "components.";
  TypeSlots& slots = type.slots;
  slots.construct = complex_construct;
  slots.finalize = complex_finalize;
  slots.traverse = complex_traverse;
  slots.repr = complex_repr;
  slots.format = complex_format;
  slots.hash = complex_hash;
  slots.compare = complex_compare;
  slots.truth = complex_truth;
  auto binary = [&](BinaryOp op) -> auto& { return slots.binary[static_cast<int>(op)]; };
  binary(BinaryOp::kAdd) = on_complex<add>;
  binary(BinaryOp::kSubtract) = on_complex<subtract>;
  binary(BinaryOp::kMultiply) = on_complex<multiply>;
  binary(BinaryOp::kTrueDivide) = on_complex<divide>;
  binary(BinaryOp::kPower) = on_complex<raise_to>;
  slots.power = complex_power_modulo;
  slots.unary[static_cast<int>(UnaryOp::kNegative)] = complex_negative;
  slots.unary[static_cast<int>(UnaryOp::kPositive)] = complex_positive;
  slots.unary[static_cast<int>(UnaryOp::kAbsolute)] = complex_absolute;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
