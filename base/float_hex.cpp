// Doubles as hexadecimal text and as ratios: the exact representations.

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/double_rounding.h"
#include "base/float_text.h"

namespace gilt {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::string double_hex(double value) {
  if (!std::isfinite(value)) return double_repr(value);
  std::string out = std::signbit(value) ? "-0x" : "0x";
  if (value == 0) return out + "0.0p+0";
  auto bits = std::bit_cast<uint64_t>(value);
  int biased = int(bits >> 52 & 0x7FF);
  int exponent = biased == 0 ? -1022 : biased - 1023;
  out += biased == 0 ? "0." : "1.";
  for (int shift = 48; shift >= 0; shift -= 4)
    out.push_back("0123456789abcdef"[bits >> shift & 15]);
  out += exponent < 0 ? "p-" : "p+";
  return out + std::to_string(std::abs(exponent));
}

HexParse parse_double_hex(std::string_view text, double& out) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (!text.empty() && ((text[0] | 0x20) == 'i' || (text[0] | 0x20) == 'n')) {
    std::optional<double> word = parse_double(text);
    if (!word) return HexParse::kInvalid;
    out = negative ? -*word : *word;
    return HexParse::kOk;
  }
  if (text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x') text.remove_prefix(2);

  // Fifteen significant digits are 57 bits or more; what follows is sticky.
  uint64_t mantissa = 0;
  int64_t exponent = 0;
  int kept = 0;
  bool any_digit = false;
  bool seen_point = false;
  size_t i = 0;
  for (; i < text.size(); ++i) {
    if (text[i] == '.' && !seen_point) {
      seen_point = true;
      continue;
    }
    int digit = hex_digit(text[i]);
    if (digit < 0) break;
    any_digit = true;
    if (seen_point) exponent -= 4;
    if (kept == 0 && digit == 0) continue;
    if (kept < 15) {
      mantissa = mantissa << 4 | uint64_t(digit);
      ++kept;
    } else {
      mantissa |= uint64_t(digit != 0);
      exponent += 4;
    }
  }
  if (!any_digit) return HexParse::kInvalid;
  if (i < text.size() && (text[i] | 0x20) == 'p') {
    ++i;
    bool down = i < text.size() && text[i] == '-';
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (i == text.size()) return HexParse::kInvalid;
    int64_t written = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
      written = std::min<int64_t>(written * 10 + (text[i] - '0'), int64_t{1} << 60);
    }
    exponent += down ? -written : written;
  }
  if (i != text.size()) return HexParse::kInvalid;
  std::optional<double> value = nearest_double(mantissa, exponent);
  if (!value) return HexParse::kTooLarge;
  out = negative ? -*value : *value;
  return HexParse::kOk;
}

IntegerRatio as_integer_ratio(double value) {
  int exponent;
  auto mantissa = int64_t(std::ldexp(std::frexp(value, &exponent), 53));
  exponent -= 53;
  if (mantissa == 0) return {BigInt(0), BigInt(1)};
  int zeros = std::countr_zero(uint64_t(mantissa));
  mantissa >>= zeros;
  exponent += zeros;
  if (exponent >= 0) return {BigInt(mantissa) << uint64_t(exponent), BigInt(1)};
  return {BigInt(mantissa), BigInt::power_of_two(uint64_t(-exponent))};
}

}  // namespace gilt
