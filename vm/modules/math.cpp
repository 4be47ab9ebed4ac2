// math: the functions of one or two doubles, constants, and the module itself.
// Source: CPython 3.14 Modules/mathmodule.c.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/float_text.h"
#include "base/gamma.h"
#include "vm/modules/math.h"
#include "vm/modules/modules.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr double kPi = 3.141592653589793238;
constexpr double kE = 2.718281828459045235;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Failed raise_domain(Thread& t) { return raise(t, Exc::kValueError, "math domain error"); }
Failed raise_range(Thread& t) { return raise(t, Exc::kOverflowError, "math range error"); }

// A function of one double. NaN out of a number is a domain error, infinity out of a finite number
// a range error if it `CanOverflow` and a domain error (a pole) if not. `Expected` is what the
// message says before the argument.
template <double (*Fn)(double), bool CanOverflow, FixedString Expected>
Ref unary(Thread& t, Args args) {
  double x;
  GILT_TRY(to_double(t, args[0], &x));
  double result = Fn(x);
  bool undefined = std::isnan(result) && !std::isnan(x);
  if (std::isinf(result) && std::isfinite(x)) {
    if (CanOverflow) return raise_range(t);
    undefined = true;
  }
  if (!undefined) return make_float(t, result);
  if (Expected.text[0] == '\0') return raise_domain(t);
  return raise(t, Exc::kValueError,
               fmt::format("expected {}, got {}", Expected.text, double_repr(x)));
}

// --- gamma

bool is_whole(double x) { return x == std::floor(x); }

bool is_gamma_pole(double x) { return x <= 0 && std::isfinite(x) && is_whole(x); }

template <double (*Fn)(double)>
Ref gamma_like(Thread& t, double x, bool pole) {
  if (pole) {
    return raise(t, Exc::kValueError,
                 fmt::format("expected a noninteger or positive integer, got {}", double_repr(x)));
  }
  double result = Fn(x);
  if (std::isinf(result) && std::isfinite(x)) return raise_range(t);
  return make_float(t, result);
}

Ref gamma(Thread& t, Args args) {
  double x;
  GILT_TRY(to_double(t, args[0], &x));
  return gamma_like<gamma_function>(t, x, is_gamma_pole(x) || x == -kInfinity);
}

Ref lgamma(Thread& t, Args args) {
  double x;
  GILT_TRY(to_double(t, args[0], &x));
  return gamma_like<log_gamma>(t, x, is_gamma_pole(x));
}

// --- logarithms

// The logarithm of an int beyond the doubles: log(m * 2**e) = log(m) + e * log(2).
template <double (*Log)(double)>
bool log_of(Thread& t, Value v, double* out) {
  if (!is_int(t, v)) {
    double x;
    GILT_TRY(to_double(t, v, &x));
    *out = Log(x);
    if (x > 0 || std::isnan(x)) return true;
    return raise(t, Exc::kValueError,
                 fmt::format("expected a positive input, got {}", double_repr(x)));
  }
  if (int_sign(v) <= 0) return raise(t, Exc::kValueError, "expected a positive input");
  BigOperand big(v);
  if (std::optional<double> x = big->to_double()) {
    *out = Log(*x);
    return true;
  }
  int64_t exponent;
  double mantissa = big->frexp(exponent);
  *out = Log(mantissa) + Log(2.0) * double(exponent);
  return true;
}

template <double (*Log)(double)>
Ref logarithm(Thread& t, Args args) {
  double result;
  GILT_TRY(log_of<Log>(t, args[0], &result));
  if (!args[1]) return make_float(t, result);
  double base;
  GILT_TRY(log_of<Log>(t, args[1], &base));
  if (base == 0) return raise_zero_division(t);
  return make_float(t, result / base);
}

// --- two doubles

bool two(Thread& t, Args args, double* x, double* y) {
  return to_double(t, args[0], x) && to_double(t, args[1], y);
}

Ref atan2(Thread& t, Args args) {
  double y, x;
  GILT_TRY(two(t, args, &y, &x));
  return make_float(t, std::atan2(y, x));
}

Ref copysign(Thread& t, Args args) {
  double x, y;
  GILT_TRY(two(t, args, &x, &y));
  return make_float(t, std::copysign(x, y));
}

Ref fmod(Thread& t, Args args) {
  double x, y;
  GILT_TRY(two(t, args, &x, &y));
  double result = std::fmod(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return raise_domain(t);
  return make_float(t, result);
}

Ref remainder(Thread& t, Args args) {
  double x, y;
  GILT_TRY(two(t, args, &x, &y));
  double result = std::remainder(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return raise_domain(t);
  return make_float(t, result);
}

Ref pow(Thread& t, Args args) {
  double x, y;
  GILT_TRY(two(t, args, &x, &y));
  double result = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(result)) return raise_domain(t);
    if (std::isinf(result)) return x == 0 ? Ref(raise_domain(t)) : Ref(raise_range(t));
  }
  return make_float(t, result);
}

Ref fma(Thread& t, Args args) {
  double x, y, z;
  GILT_TRY(two(t, args, &x, &y));
  GILT_TRY(to_double(t, args[2], &z));
  double result = std::fma(x, y, z);
  if (std::isfinite(result)) return make_float(t, result);
  if (std::isnan(result)) {
    if (std::isnan(x) || std::isnan(y) || std::isnan(z)) return make_float(t, result);
    return raise(t, Exc::kValueError, "invalid operation in fma");
  }
  if (!std::isfinite(x) || !std::isfinite(y) || !std::isfinite(z)) return make_float(t, result);
  return raise(t, Exc::kOverflowError, "overflow in fma");
}

// --- parts and neighbours of a double

Ref frexp(Thread& t, Args args) {
  double x;
  GILT_TRY(to_double(t, args[0], &x));
  int exponent = 0;
  double mantissa = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  Ref m = GILT_TRY(make_float(t, mantissa));
  return make_tuple(t, {m, Value::small_int(exponent)});
}

Ref ldexp(Thread& t, Args args) {
  double x;
  GILT_TRY(to_double(t, args[0], &x));
  if (!is_int(t, args[1])) {
    return raise(t, Exc::kTypeError, "Expected an int as second argument to ldexp.");
  }
  if (x == 0 || !std::isfinite(x)) return make_float(t, x);
  int64_t n;
  bool small = int_word(args[1], &n);
  if (!small) n = int_sign(args[1]) < 0 ? INT32_MIN : INT32_MAX;
  n = std::min<int64_t>(std::max<int64_t>(n, -100000), 100000);
  double result = std::ldexp(x, int(n));
  if (std::isinf(result)) return raise_range(t);
  return make_float(t, result);
}

Ref modf(Thread& t, Args args) {
  double x, whole;
  GILT_TRY(to_double(t, args[0], &x));
  double fraction = std::modf(x, &whole);
  Ref f = GILT_TRY(make_float(t, fraction));
  Ref w = GILT_TRY(make_float(t, whole));
  return make_tuple(t, {f, w});
}

// Doubles in their order as integers, so that `steps` of them are one addition.
int64_t ordinal(double x) {
  auto bits = std::bit_cast<int64_t>(x);
  return bits < 0 ? INT64_MIN - bits : bits;
}
double from_ordinal(int64_t n) { return std::bit_cast<double>(n < 0 ? INT64_MIN - n : n); }

Ref nextafter(Thread& t, Args args) {
  double x, y;
  GILT_TRY(two(t, args, &x, &y));
  if (!args[2] || args[2].is_none()) return make_float(t, std::nextafter(x, y));
  Ref steps = GILT_TRY(to_index(t, args[2]));
  if (int_sign(steps) < 0) {
    return raise(t, Exc::kValueError, "steps must be a non-negative integer");
  }
  if (std::isnan(x)) return make_float(t, x);
  if (std::isnan(y)) return make_float(t, y);
  if (x == y || int_sign(steps) == 0) return make_float(t, x == y && int_sign(steps) != 0 ? y : x);
  int64_t from = ordinal(x), to = ordinal(y), count;
  auto distance = from < to ? uint64_t(to) - uint64_t(from) : uint64_t(from) - uint64_t(to);
  if (!int_word(steps, &count) || uint64_t(count) >= distance) return make_float(t, y);
  double result = from_ordinal(from < to ? from + count : from - count);
  // Zero has the sign of the side it was reached from.
  return make_float(t, result == 0 ? std::copysign(0.0, x) : result);
}

Ref ulp(Thread& t, Args args) {
  double x;
  GILT_TRY(to_double(t, args[0], &x));
  x = std::fabs(x);
  if (!std::isfinite(x)) return make_float(t, x);
  double next = std::nextafter(x, kInfinity);
  if (std::isinf(next)) return make_float(t, x - std::nextafter(x, -kInfinity));
  return make_float(t, next - x);
}

// --- tests

template <bool (*Test)(double)>
Ref test(Thread& t, Args args) {
  double x;
  GILT_TRY(to_double(t, args[0], &x));
  return Ref::boolean(Test(x));
}
bool is_nan(double x) { return std::isnan(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

Ref isclose(Thread& t, Args args) {
  double a, b, relative = 1e-9, absolute = 0;
  GILT_TRY(two(t, args, &a, &b));
  if (args[2]) GILT_TRY(to_double(t, args[2], &relative));
  if (args[3]) GILT_TRY(to_double(t, args[3], &absolute));
  if (relative < 0 || absolute < 0) {
    return raise(t, Exc::kValueError, "tolerances must be non-negative");
  }
  if (a == b) return Ref::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Ref::boolean(false);
  double difference = std::fabs(b - a);
  return Ref::boolean(difference <= std::fabs(relative * b) ||
                      difference <= std::fabs(relative * a) || difference <= absolute);
}

// --- to int

// floor() and ceil(): what the type says, or that of the double.
template <double (*Round)(double)>
Ref rounded(Thread& t, Args args, const char* special) {
  Value v = args[0];
  if (is_exact_float(v)) return make_int_from_double(t, Round(float_value(v)));
  if (is_int(t, v) && !v.is_object()) return plain_int(t, v);
  Ref name = GILT_TRY(intern(t, special));
  if (Ref method = lookup_special(t, v, name)) return call(t, method);
  if (pending(t)) return Ref();
  double x;
  GILT_TRY(to_double(t, v, &x));
  return make_int_from_double(t, Round(x));
}

Ref floor(Thread& t, Args args) { return rounded<std::floor>(t, args, "__floor__"); }
Ref ceil(Thread& t, Args args) { return rounded<std::ceil>(t, args, "__ceil__"); }

Ref trunc(Thread& t, Args args) {
  Value v = args[0];
  if (is_exact_float(v)) return make_int_from_double(t, float_value(v));
  Ref name = GILT_TRY(intern(t, "__trunc__"));
  if (Ref method = lookup_special(t, v, name)) return call(t, method);
  if (pending(t)) return Ref();
  return raise(t, Exc::kTypeError,
               fmt::format("type {} doesn't define __trunc__ method", type_name(t, v)));
}

double degrees(double x) { return x * (180.0 / kPi); }
double radians(double x) { return x * (kPi / 180.0); }

constexpr MethodRow kFunctions[] = {
    function<"acos", unary<::acos, false, "a number in range from -1 up to 1">>(
        "(x, /)", "Return the arc cosine (measured in radians) of x."),
    function<"acosh", unary<::acosh, false, "argument value not less than 1">>(
        "(x, /)", "Return the inverse hyperbolic cosine of x."),
    function<"asin", unary<::asin, false, "a number in range from -1 up to 1">>(
        "(x, /)", "Return the arc sine (measured in radians) of x."),
    function<"asinh", unary<::asinh, false, "">>("(x, /)",
                                                 "Return the inverse hyperbolic sine of x."),
    function<"atan", unary<::atan, false, "">>(
        "(x, /)", "Return the arc tangent (measured in radians) of x."),
    function<"atanh", unary<::atanh, false, "a number between -1 and 1">>(
        "(x, /)", "Return the inverse hyperbolic tangent of x."),
    function<"atan2", atan2>("(y, x, /)", "Return the arc tangent (measured in radians) of y/x."),
    function<"cbrt", unary<::cbrt, false, "">>("(x, /)", "Return the cube root of x."),
    function<"cos", unary<::cos, false, "a finite input">>(
        "(x, /)", "Return the cosine of x (measured in radians)."),
    function<"cosh", unary<::cosh, true, "">>("(x, /)", "Return the hyperbolic cosine of x."),
    function<"degrees", unary<degrees, false, "">>("(x, /)",
                                                   "Convert angle x from radians to degrees."),
    function<"radians", unary<radians, false, "">>("(x, /)",
                                                   "Convert angle x from degrees to radians."),
    function<"erf", unary<::erf, false, "">>("(x, /)", "Error function at x."),
    function<"erfc", unary<::erfc, false, "">>("(x, /)", "Complementary error function at x."),
    function<"exp", unary<::exp, true, "">>("(x, /)", "Return e raised to the power of x."),
    function<"exp2", unary<::exp2, true, "">>("(x, /)", "Return 2 raised to the power of x."),
    function<"expm1", unary<::expm1, true, "">>("(x, /)", "Return exp(x)-1."),
    function<"fabs", unary<::fabs, false, "">>("(x, /)",
                                               "Return the absolute value of the float x."),
    function<"gamma", gamma>("(x, /)", "Gamma function at x."),
    function<"lgamma", lgamma>("(x, /)",
                               "Natural logarithm of absolute value of Gamma function at x."),
    function<"log", logarithm<::log>>("(x, base=math.e, /)",
                                      "Return the logarithm of x to the given base."),
    function<"log10", logarithm<::log10>>("(x, /)", "Return the base 10 logarithm of x."),
    function<"log2", logarithm<::log2>>("(x, /)", "Return the base 2 logarithm of x."),
    function<"log1p", unary<::log1p, false, "argument value > -1">>(
        "(x, /)", "Return the natural logarithm of 1+x (base e)."),
    function<"sin", unary<::sin, false, "a finite input">>(
        "(x, /)", "Return the sine of x (measured in radians)."),
    function<"sinh", unary<::sinh, true, "">>("(x, /)", "Return the hyperbolic sine of x."),
    function<"sqrt", unary<::sqrt, false, "a nonnegative input">>("(x, /)",
                                                                  "Return the square root of x."),
    function<"tan", unary<::tan, false, "a finite input">>(
        "(x, /)", "Return the tangent of x (measured in radians)."),
    function<"tanh", unary<::tanh, false, "">>("(x, /)", "Return the hyperbolic tangent of x."),
    function<"copysign", copysign>("(x, y, /)",
                                   "Return a float with the magnitude of x but the sign of y."),
    function<"fmod", fmod>("(x, y, /)", "Return fmod(x, y), according to platform C."),
    function<"remainder", remainder>("(x, y, /)",
                                     "Difference between x and the closest integer "
                                     "multiple of y."),
    function<"pow", pow>("(x, y, /)", "Return x**y (x to the power of y)."),
    function<"fma", fma>("(x, y, z, /)", "Fused multiply-add operation."),
    function<"frexp", frexp>("(x, /)", "Return the mantissa and exponent of x, as pair (m, e)."),
    function<"ldexp", ldexp>("(x, i, /)", "Return x * (2**i)."),
    function<"modf", modf>("(x, /)", "Return the fractional and integer parts of x."),
    function<"nextafter", nextafter>(
        "(x, y, /, *, steps=None)",
        "Return the floating-point value the given number of steps after x towards y."),
    function<"ulp", ulp>("(x, /)", "Return the value of the least significant bit of the float x."),
    function<"isnan", test<is_nan>>("(x, /)", "Return True if x is a NaN, and False otherwise."),
    function<"isinf", test<is_infinite>>(
        "(x, /)", "Return True if x is a positive or negative infinity, and False otherwise."),
    function<"isfinite", test<is_finite>>(
        "(x, /)", "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    function<"isclose", isclose>(
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Determine whether two floating-point numbers are close in value."),
    function<"floor", floor>("(x, /)", "Return the floor of x as an Integral."),
    function<"ceil", ceil>("(x, /)", "Return the ceiling of x as an Integral."),
    function<"trunc", trunc>("(x, /)", "Truncates the Real x to the nearest Integral toward 0."),
};

bool init(Thread& t, DictObject* ns) {
  return add_functions(t, ns, kFunctions) && add_functions(t, ns, math_integer_functions()) &&
         add_functions(t, ns, math_sum_functions()) && add_value(t, ns, "pi", make_float(t, kPi)) &&
         add_value(t, ns, "e", make_float(t, kE)) &&
         add_value(t, ns, "tau", make_float(t, 2 * kPi)) &&
         add_value(t, ns, "inf", make_float(t, kInfinity)) &&
         add_value(t, ns, "nan", make_float(t, std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace

const ModuleRow k_math_module = {
    "math", "This module provides access to the mathematical functions\ndefined by the C standard.",
    init};

}  // namespace gilt
