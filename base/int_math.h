// Arithmetic on machine words with Python's rules: the fast half of int, all inline.
//
// Where a result may not fit, the checked_ functions return false and the caller goes on with
// BigInt (base/bigint.h). Thread-safety: pure functions.
#pragma once

#include <bit>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

namespace gilt {

inline bool checked_add(int64_t a, int64_t b, int64_t& out) {
  return !__builtin_add_overflow(a, b, &out);
}
inline bool checked_sub(int64_t a, int64_t b, int64_t& out) {
  return !__builtin_sub_overflow(a, b, &out);
}
inline bool checked_mul(int64_t a, int64_t b, int64_t& out) {
  return !__builtin_mul_overflow(a, b, &out);
}

inline uint64_t magnitude(int64_t a) { return a < 0 ? uint64_t{0} - uint64_t(a) : uint64_t(a); }

// Python's // and %. Require b != 0 and not (a == INT64_MIN and b == -1).
inline int64_t floor_div(int64_t a, int64_t b) {
  int64_t q = a / b;
  return q - ((a % b != 0) & ((a ^ b) < 0));
}
inline int64_t floor_mod(int64_t a, int64_t b) {
  int64_t r = a % b;
  return r != 0 && (r ^ b) < 0 ? r + b : r;
}

// a << count; requires count >= 0.
inline bool checked_shift_left(int64_t a, uint64_t count, int64_t& out) {
  if (a == 0) return out = 0, true;
  if (count >= 64) return false;
  out = int64_t(uint64_t(a) << count);
  return (out >> count) == a;
}
inline int64_t shift_right(int64_t a, uint64_t count) { return a >> (count > 63 ? 63 : count); }

inline int bit_length(int64_t a) { return 64 - std::countl_zero(magnitude(a)); }
inline int bit_count(int64_t a) { return std::popcount(magnitude(a)); }
inline uint64_t gcd(int64_t a, int64_t b) { return std::gcd(magnitude(a), magnitude(b)); }

// base ** exponent if it fits.
inline bool checked_pow(int64_t base, uint64_t exponent, int64_t& out) {
  int64_t result = 1;
  while (true) {
    if ((exponent & 1) != 0 && !checked_mul(result, base, result)) return false;
    exponent >>= 1;
    if (exponent == 0) break;
    if (!checked_mul(base, base, base)) return false;
  }
  out = result;
  return true;
}

// base ** exponent % modulus with the sign of the modulus. Requires modulus != 0.
int64_t pow_mod(int64_t base, uint64_t exponent, int64_t modulus);
uint64_t isqrt(uint64_t a);

// Python's a / b on words, correctly rounded. Requires b != 0.
double true_divide(int64_t a, int64_t b);
// Exact comparison of an int with a double that is not NaN: <0, 0, >0.
int compare(int64_t a, double b);

// As BigInt::to_text.
std::string int_to_text(int64_t value, int base = 10, bool upper = false);
// As BigInt::from_text, if the value fits a word (at most 18 decimal digits or so are tried fast).
std::optional<int64_t> int_from_text(std::string_view digits, int base = 10);

}  // namespace gilt
