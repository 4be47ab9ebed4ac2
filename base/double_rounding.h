// Internal to base: from exact integers to the nearest double.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>

namespace gilt {

// value * 2**exponent rounded to `precision` bits (at most 53), half to even. The lowest bit of
// value may be sticky (set if anything below it was not zero) as long as value has at least
// precision + 2 bits.
inline uint64_t round_to_precision(uint64_t value, int precision, int64_t& exponent) {
  int drop = std::bit_width(value) - precision;
  if (drop <= 0) return value;
  if (drop > 64) return 0;
  uint64_t kept = drop == 64 ? 0 : value >> drop;
  uint64_t half = uint64_t{1} << (drop - 1);
  uint64_t rest = drop == 64 ? value : value & ((half << 1) - 1);
  if (rest > half || (rest == half && (kept & 1) != 0)) ++kept;
  exponent += drop;
  return kept;
}

// The double nearest to value * 2**exponent, subnormals included; empty if it overflows.
inline std::optional<double> nearest_double(uint64_t value, int64_t exponent) {
  if (value == 0) return 0.0;
  int64_t top = exponent + std::bit_width(value);  // 2**(top-1) <= result < 2**top
  if (top > 1024) return std::nullopt;
  if (top < -1074) return 0.0;
  int precision = top < -1021 ? int(top + 1074) : 53;
  uint64_t kept = round_to_precision(value, precision, exponent);
  double result = std::ldexp(double(kept), int(exponent));
  if (std::isinf(result)) return std::nullopt;
  return result;
}

}  // namespace gilt
