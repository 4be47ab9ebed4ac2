// Doubles as Python writes, reads, rounds and divides them.
//
// Sources: Objects/floatobject.c, Python/pystrtod.c, Python/dtoa.c. All conversions are correctly
// rounded (std::to_chars and std::from_chars underneath). Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bigint.h"

namespace gilt {

// repr(float): the shortest text that reads back, "1e+16" form outside [1e-4, 1e16), "inf", "nan".
std::string double_repr(double value);

// PyOS_double_to_string: code e E f F g G (with precision) or r (shortest; precision ignored).
struct DoubleStyle {
  bool always_sign = false;       // '+' for what is not negative
  bool add_dot_zero = false;      // g and r: "1.0" rather than "1"
  bool alternate = false;         // '#': keep the point and g's trailing zeros
  bool no_negative_zero = false;  // format spec 'z': -0.0 after rounding loses its sign
};
std::string double_to_text(double value, char code, int precision, DoubleStyle style = {});

// float(str): blanks around, sign, underscores between digits, inf, infinity, nan; ASCII (see
// numeral_to_ascii in base/unicode.h for other scripts). Empty if it is none. Overflow gives inf.
std::optional<double> parse_double(std::string_view text);
// The same without blanks, underscores and words: a literal as in source code or json.
std::optional<double> parse_double_digits(std::string_view digits);

// float.hex and float.fromhex.
std::string double_hex(double value);
enum class HexParse { kOk, kInvalid, kTooLarge };
HexParse parse_double_hex(std::string_view text, double& out);

// float.as_integer_ratio: value = numerator / denominator in lowest terms. Requires finite.
struct IntegerRatio {
  BigInt numerator;
  BigInt denominator;
};
IntegerRatio as_integer_ratio(double value);

// round(x, ndigits), correctly rounded half to even on the decimal value. Empty on overflow.
std::optional<double> round_double(double value, int64_t ndigits);
// round(x): half to even, as an integral double.
double round_half_even(double value);

// Python's // % divmod on floats. Require divisor != 0.
double floor_div(double a, double divisor);
double floor_mod(double a, double divisor);
struct DoubleDivMod {
  double quotient;
  double remainder;
};
DoubleDivMod floor_divmod(double a, double divisor);

}  // namespace gilt
