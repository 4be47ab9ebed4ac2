#include "base/float_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gilt {
namespace {

// std::to_chars with a precision, whatever room that takes.
std::string to_chars_precise(double value, std::chars_format format, int precision) {
  std::string out(size_t(precision) + 330, '\0');
  char* end = std::to_chars(out.data(), out.data() + out.size(), value, format, precision).ptr;
  out.resize(size_t(end - out.data()));
  return out;
}

// The decimal exponent at the end of scientific notation.
int exponent_of(std::string_view scientific) {
  size_t e = scientific.find('e');
  int exponent = 0;
  size_t digits = e + (scientific[e + 1] == '+' ? 2 : 1);
  std::from_chars(scientific.data() + digits, scientific.data() + scientific.size(), exponent);
  return exponent;
}

void strip_trailing_zeros(std::string& text) {
  size_t end = std::min(text.find('e'), text.size());
  if (text.find('.') >= end) return;
  size_t keep = end;
  while (text[keep - 1] == '0') --keep;
  if (text[keep - 1] == '.') --keep;
  text.erase(keep, end - keep);
}

// Shortest digits, in plain or scientific notation as repr chooses.
std::string shortest_text(double value, bool& has_exponent) {
  char buffer[64];
  char* end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  std::string text(buffer, end);
  int exponent = exponent_of(text);
  has_exponent = exponent < -4 || exponent >= 16;
  if (has_exponent) return text;
  std::string digits;
  for (char c : std::string_view(text).substr(0, text.find('e'))) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  if (exponent < 0) {
    digits.insert(0, size_t(-exponent), '0');
    exponent = 0;
  }
  if (digits.size() < size_t(exponent) + 1)
    digits.append(size_t(exponent) + 1 - digits.size(), '0');
  if (digits.size() > size_t(exponent) + 1) digits.insert(size_t(exponent) + 1, 1, '.');
  return text[0] == '-' ? "-" + digits : digits;
}

// %g: significant digits, the shorter of the two notations.
std::string general_text(double value, int precision, DoubleStyle style, bool& has_exponent) {
  if (precision == 0) precision = 1;
  std::string text = to_chars_precise(value, std::chars_format::scientific, precision - 1);
  int exponent = exponent_of(text);
  has_exponent = exponent < -4 || exponent >= precision - int(style.add_dot_zero);
  if (!has_exponent) {
    text = to_chars_precise(value, std::chars_format::fixed, std::max(precision - 1 - exponent, 0));
  }
  if (!style.alternate) strip_trailing_zeros(text);
  return text;
}

bool is_zero_text(std::string_view text) {
  return text.substr(0, text.find('e')).find_first_of("123456789") == std::string_view::npos;
}

void add_point(std::string& text) {
  if (text.find('.') != std::string::npos) return;
  text.insert(std::min(text.find('e'), text.size()), 1, '.');
}

bool is_digit_char(char c) { return c >= '0' && c <= '9'; }

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view strip_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

// inf, infinity, nan with an optional sign.
std::optional<double> parse_word(std::string_view text) {
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  double value;
  if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity")) {
    value = HUGE_VAL;
  } else if (equals_ignoring_case(text, "nan")) {
    value = std::nan("");
  } else {
    return std::nullopt;
  }
  return negative ? -value : value;
}

// Whether a number that std::from_chars found out of range is too large (else too small).
bool is_huge(std::string_view digits) {
  int64_t point = 0;  // position of the decimal point after the first significant digit
  bool seen_point = false;
  bool seen_digit = false;
  size_t i = 0;
  for (; i < digits.size() && (digits[i] | 0x20) != 'e'; ++i) {
    if (digits[i] == '.') {
      seen_point = true;
    } else if (is_digit_char(digits[i])) {
      seen_digit = seen_digit || digits[i] != '0';
      if (seen_digit && !seen_point) ++point;
      if (!seen_digit && seen_point) --point;
    }
  }
  if (i == digits.size()) return point > 0;
  bool negative = digits[i + 1] == '-';
  if (negative || digits[i + 1] == '+') ++i;
  int64_t exponent = 0;
  for (++i; i < digits.size(); ++i) {
    exponent = std::min<int64_t>(exponent * 10 + (digits[i] - '0'), int64_t{1} << 60);
  }
  return point + (negative ? -exponent : exponent) > 0;
}

}  // namespace

std::string double_repr(double value) {
  return double_to_text(value, 'r', 0, {.add_dot_zero = true});
}

std::string double_to_text(double value, char code, int precision, DoubleStyle style) {
  bool upper = code == 'E' || code == 'F' || code == 'G';
  std::string text;
  if (std::isnan(value)) {
    text = "nan";
  } else if (std::isinf(value)) {
    text = value < 0 ? "-inf" : style.always_sign ? "+inf" : "inf";
  } else {
    bool has_exponent = false;
    switch (upper ? code + ('a' - 'A') : code) {
      case 'e':
        text = to_chars_precise(value, std::chars_format::scientific, precision);
        break;
      case 'f':
        text = to_chars_precise(value, std::chars_format::fixed, precision);
        break;
      case 'g':
        text = general_text(value, precision, style, has_exponent);
        break;
      default:
        text = shortest_text(value, has_exponent);
    }
    if (style.alternate) add_point(text);
    if (style.add_dot_zero && !has_exponent) {
      add_point(text);
      if (text.back() == '.') text.push_back('0');
    }
    if (style.no_negative_zero && text[0] == '-' && is_zero_text(text)) text.erase(0, 1);
    if (style.always_sign && text[0] != '-') text.insert(0, 1, '+');
  }
  if (upper) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? char(c - 32) : c;
  }
  return text;
}

std::optional<double> parse_double_digits(std::string_view digits) {
  bool negative = !digits.empty() && digits[0] == '-';
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) digits.remove_prefix(1);
  // from_chars also takes words and stops where it likes: check the first character and the end.
  if (digits.empty() || !(is_digit_char(digits[0]) || digits[0] == '.')) return std::nullopt;
  double value = 0;
  const char* last = digits.data() + digits.size();
  auto [end, error] = std::from_chars(digits.data(), last, value);
  if (error == std::errc::invalid_argument || end != last) return std::nullopt;
  if (error == std::errc::result_out_of_range) value = is_huge(digits) ? HUGE_VAL : 0.0;
  return negative ? -value : value;
}

std::optional<double> parse_double(std::string_view text) {
  text = strip_blanks(text);
  if (auto word = parse_word(text)) return word;
  if (text.find('_') == std::string_view::npos) return parse_double_digits(text);
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      digits.push_back(text[i]);
    } else if (i == 0 || !is_digit_char(text[i - 1]) || i + 1 == text.size() ||
               !is_digit_char(text[i + 1])) {
      return std::nullopt;
    }
  }
  return parse_double_digits(digits);
}

std::optional<double> round_double(double value, int64_t ndigits) {
  // Beyond these, rounding changes nothing, or leaves nothing.
  constexpr int64_t kMaxDigits = 323;
  constexpr int64_t kMinDigits = -308;
  if (!std::isfinite(value) || value == 0 || ndigits > kMaxDigits) return value;
  if (ndigits < kMinDigits) return 0.0 * value;
  std::string digits;
  if (ndigits >= 0) {
    digits = to_chars_precise(std::fabs(value), std::chars_format::fixed, int(ndigits));
  } else {
    double whole = std::trunc(std::fabs(value));
    digits = to_chars_precise(whole, std::chars_format::fixed, 0);
    auto dropped = size_t(-ndigits);
    if (digits.size() < dropped) return 0.0 * value;
    digits.insert(0, 1, '0');
    size_t cut = digits.size() - dropped;
    bool above =
        whole != std::fabs(value) || digits.find_first_not_of('0', cut + 1) != std::string::npos;
    bool odd = (digits[cut - 1] - '0') % 2 != 0;
    bool up = digits[cut] > '5' || (digits[cut] == '5' && (above || odd));
    std::fill(digits.begin() + ptrdiff_t(cut), digits.end(), '0');
    if (up) {
      size_t i = cut - 1;
      while (digits[i] == '9') digits[i--] = '0';
      ++digits[i];
    }
  }
  double rounded = *parse_double_digits(digits);
  if (std::isinf(rounded)) return std::nullopt;
  return std::copysign(rounded, value);
}

double round_half_even(double value) { return std::rint(value); }

DoubleDivMod floor_divmod(double a, double divisor) {
  double remainder = std::fmod(a, divisor);
  // fmod is exact, so this quotient is nearly integral.
  double quotient = (a - remainder) / divisor;
  if (remainder != 0) {
    if ((divisor < 0) != (remainder < 0)) {
      remainder += divisor;
      quotient -= 1.0;
    }
  } else {
    remainder = std::copysign(0.0, divisor);
  }
  if (quotient != 0) {
    double floored = std::floor(quotient);
    if (quotient - floored > 0.5) floored += 1.0;
    return {floored, remainder};
  }
  return {std::copysign(0.0, a / divisor), remainder};
}
double floor_div(double a, double divisor) { return floor_divmod(a, divisor).quotient; }
double floor_mod(double a, double divisor) { return floor_divmod(a, divisor).remainder; }

}  // namespace gilt
