#include "base/int_math.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/double_rounding.h"

namespace gilt {
namespace {

constexpr int64_t kExactDouble = int64_t{1} << 53;

}  // namespace

int64_t pow_mod(int64_t base, uint64_t exponent, int64_t modulus) {
  using Wide = unsigned __int128;
  const uint64_t m = magnitude(modulus);
  uint64_t square = magnitude(base) % m;
  if (base < 0 && square != 0) square = m - square;
  uint64_t result = 1 % m;
  for (; exponent != 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = uint64_t(Wide(result) * square % m);
    square = uint64_t(Wide(square) * square % m);
  }
  if (modulus < 0 && result != 0) return int64_t(result - m);
  return int64_t(result);
}

uint64_t isqrt(uint64_t a) {
  auto root = uint64_t(std::sqrt(double(a)));
  // The estimate is off by one at most; 2**32 squared would overflow.
  if (root > 0xFFFFFFFF) root = 0xFFFFFFFF;
  while (root * root > a) --root;
  while (root < 0xFFFFFFFF && (root + 1) * (root + 1) <= a) ++root;
  return root;
}

double true_divide(int64_t a, int64_t b) {
  auto exact = [](int64_t x) { return x >= -kExactDouble && x <= kExactDouble; };
  if (exact(a) && exact(b)) return double(a) / double(b);
  // A quotient of at least 55 bits, whose lowest bit is sticky, rounds like the exact one.
  uint64_t numerator = magnitude(a);
  uint64_t denominator = magnitude(b);
  if (numerator == 0) return b < 0 ? -0.0 : 0.0;
  int shift = 63 - (std::bit_width(numerator) - std::bit_width(denominator));
  auto wide = static_cast<unsigned __int128>(numerator) << std::min(shift, 64);
  if (shift > 64) {  // more than a word wider: the shifted numerator may need 128 bits and no more
    wide <<= shift - 64;
  }
  auto quotient = uint64_t(wide / denominator);
  if (wide % denominator != 0) quotient |= 1;
  double result = *nearest_double(quotient, -shift);
  return (a < 0) != (b < 0) ? -result : result;
}

int compare(int64_t a, double b) {
  if (b >= 0x1p63) return -1;
  if (b < -0x1p63) return 1;
  double whole = std::trunc(b);
  auto w = int64_t(whole);
  if (a != w) return a < w ? -1 : 1;
  return whole < b ? -1 : whole > b ? 1 : 0;
}

std::string int_to_text(int64_t value, int base, bool upper) {
  char buffer[66];
  char* end = std::to_chars(buffer, buffer + sizeof buffer, value, base).ptr;
  if (upper) {
    for (char* p = buffer; p != end; ++p) *p = *p >= 'a' ? char(*p - 'a' + 'A') : *p;
  }
  return std::string(buffer, end);
}

std::optional<int64_t> int_from_text(std::string_view digits, int base) {
  if (!digits.empty() && digits[0] == '+') {
    digits.remove_prefix(1);
    if (!digits.empty() && digits[0] == '-') return std::nullopt;
  }
  int64_t value;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace gilt
