// Formatting of int and float by a format specification.

#include <algorithm>
#include <climits>
#include <optional>
#include <utility>

#include "base/float_text.h"
#include "base/format_spec.h"
#include "base/int_math.h"
#include "base/utf8.h"

namespace gilt {
namespace {

Formatted value_error(std::string message) {
  return {Formatted::Error::kValueError, std::move(message)};
}

// A number cut into what grouping and padding treat differently.
struct Parts {
  bool negative = false;
  std::string prefix;    // 0x
  std::string digits;    // before the point
  std::string fraction;  // the point and what follows it, grouped
  std::string rest;      // exponent, percent sign, inf, nan; the character of 'c'
};

// Groups digits from the right, zeros in front up to min_width (separators included).
std::string group_digits(std::string_view digits, int64_t min_width, int group, char separator) {
  if (digits.empty()) return {};
  if (separator == 0) {
    std::string out(size_t(std::max<int64_t>(0, min_width - int64_t(digits.size()))), '0');
    return out.append(digits);
  }
  std::string out;  // reversed
  auto remaining = int64_t(digits.size());
  while (true) {
    int64_t length = std::min<int64_t>(group, std::max({remaining, min_width, int64_t{1}}));
    int64_t taken = std::min(remaining, length);
    for (int64_t i = 0; i < taken; ++i) out.push_back(digits[size_t(--remaining)]);
    out.append(size_t(length - taken), '0');
    min_width -= length;
    if (remaining <= 0 && min_width <= 0) break;
    out.push_back(separator);
    --min_width;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// Groups digits behind the point, from the left.
std::string group_fraction(std::string_view digits, char separator) {
  if (separator == 0) return std::string(digits);
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && i % 3 == 0) out.push_back(separator);
    out.push_back(digits[i]);
  }
  return out;
}

std::string assemble(const Parts& parts, const FormatSpec& spec, int group) {
  std::string sign;
  if (parts.negative) {
    sign = "-";
  } else if (spec.sign == '+' || spec.sign == ' ') {
    sign = spec.sign;
  }
  // The rest may be one character beyond ASCII ('c').
  auto fixed = int64_t(sign.size() + parts.prefix.size() + parts.fraction.size() +
                       count_code_points(parts.rest));
  int64_t min_width = spec.fill == '0' && spec.align == '=' ? spec.width - fixed : 0;
  std::string digits = group_digits(parts.digits, min_width, group, spec.thousands);
  int64_t padding = std::max<int64_t>(0, spec.width - fixed - int64_t(digits.size()));
  int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  int64_t inner = spec.align == '=' ? padding : 0;

  std::string out;
  out.reserve(size_t(std::max<int64_t>(0, spec.width)));  // throws now when it is absurd
  auto pad = [&](int64_t count) {
    for (; count > 0; --count) append_code_point(out, spec.fill);
  };
  pad(left);
  out += sign;
  out += parts.prefix;
  pad(inner);
  out += digits;
  out += parts.fraction;
  out += parts.rest;
  pad(padding - left - inner);
  return out;
}

Formatted format_parsed_double(double value, FormatSpec spec, std::string_view type_name) {
  if (spec.precision > INT_MAX) return value_error("precision too big");
  DoubleStyle style{.alternate = spec.alternate, .no_negative_zero = spec.no_negative_zero};
  int precision = spec.precision < 0 ? 6 : int(spec.precision);
  std::string text;
  switch (spec.type) {
    case 0:
      style.add_dot_zero = true;
      text = double_to_text(value, spec.precision < 0 ? 'r' : 'g', precision, style);
      break;
    case 'n':
      text = double_to_text(value, 'g', precision, style);
      break;
    case '%':
      text = double_to_text(value * 100, 'f', precision, style) + "%";
      break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      text = double_to_text(value, char(spec.type), precision, style);
      break;
    default:
      return value_error(unknown_format_code(spec.type, type_name));
  }
  Parts parts;
  parts.negative = text[0] == '-';
  auto span_of_digits = [&](size_t from) {
    size_t end = text.find_first_not_of("0123456789", from);
    return std::string_view(text).substr(from, end == std::string::npos ? end : end - from);
  };
  size_t at = parts.negative;
  parts.digits = span_of_digits(at);
  at += parts.digits.size();
  if (at < text.size() && text[at] == '.') {
    std::string_view fraction = span_of_digits(at + 1);
    parts.fraction = "." + group_fraction(fraction, spec.fraction_thousands);
    at += 1 + fraction.size();
  }
  parts.rest = text.substr(at);
  return {Formatted::Error::kNone, assemble(parts, spec, 3)};
}

std::string int_digits(int64_t value, int base, bool upper) {
  return int_to_text(value, base, upper);
}
std::string int_digits(const BigInt& value, int base, bool upper) {
  return value.to_text(base, upper);
}
std::optional<int64_t> word_value(int64_t value) { return value; }
std::optional<int64_t> word_value(const BigInt& value) { return value.to_int64(); }
std::optional<double> as_double(int64_t value) { return double(value); }
std::optional<double> as_double(const BigInt& value) { return value.to_double(); }

template <typename Int>
Formatted format_character(const Int& value, const FormatSpec& spec) {
  if (spec.sign != 0) return value_error("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) {
    return value_error("Alternate form (#) not allowed with integer format specifier 'c'");
  }
  std::optional<int64_t> code = word_value(value);
  if (!code) return {Formatted::Error::kOverflowError, "Python int too large to convert to C long"};
  if (*code < 0 || *code > int64_t(kMaxCodePoint)) {
    return {Formatted::Error::kOverflowError, "%c arg not in range(0x110000)"};
  }
  Parts parts;
  append_code_point(parts.rest, char32_t(*code));
  return {Formatted::Error::kNone, assemble(parts, spec, 3)};
}

template <typename Int>
Formatted format_parsed_int(const Int& value, const FormatSpec& spec) {
  if (spec.precision != -1) {
    return value_error("Precision not allowed in integer format specifier");
  }
  if (spec.no_negative_zero) {
    return value_error("Negative zero coercion (z) not allowed in integer format specifier");
  }
  Parts parts;
  int base = 10;
  switch (spec.type) {
    case 'c':
      return format_character(value, spec);
    case 'b':
      base = 2, parts.prefix = "0b";
      break;
    case 'o':
      base = 8, parts.prefix = "0o";
      break;
    case 'x':
      base = 16, parts.prefix = "0x";
      break;
    case 'X':
      base = 16, parts.prefix = "0X";
      break;
  }
  if (!spec.alternate) parts.prefix.clear();
  parts.digits = int_digits(value, base, spec.type == 'X');
  parts.negative = parts.digits[0] == '-';
  if (parts.negative) parts.digits.erase(0, 1);
  return {Formatted::Error::kNone, assemble(parts, spec, base == 10 ? 3 : 4)};
}

template <typename Int>
Formatted format_any_int(const Int& value, std::string_view spec_text, std::string_view type_name) {
  FormatSpec spec;
  std::string error = parse_format_spec(spec_text, 'd', '>', type_name, spec);
  if (!error.empty()) return value_error(std::move(error));
  switch (spec.type) {
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'n':
      return format_parsed_int(value, spec);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': {
      std::optional<double> number = as_double(value);
      if (!number) return {Formatted::Error::kOverflowError, "int too large to convert to float"};
      return format_parsed_double(*number, spec, type_name);
    }
    default:
      return value_error(unknown_format_code(spec.type, type_name));
  }
}

}  // namespace

Formatted format_int(int64_t value, std::string_view spec, std::string_view type_name) {
  return format_any_int(value, spec, type_name);
}
Formatted format_int(const BigInt& value, std::string_view spec, std::string_view type_name) {
  return format_any_int(value, spec, type_name);
}

Formatted format_double(double value, std::string_view spec_text, std::string_view type_name) {
  FormatSpec spec;
  std::string error = parse_format_spec(spec_text, 0, '>', type_name, spec);
  if (!error.empty()) return value_error(std::move(error));
  return format_parsed_double(value, spec, type_name);
}

}  // namespace gilt
