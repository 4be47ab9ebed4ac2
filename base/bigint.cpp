#include "base/bigint.h"

#include <bit>
#include <cmath>
#include <new>
#include <utility>

#include "base/bigint_rep.h"
#include "base/double_rounding.h"
#include "base/hash.h"

namespace gilt {
namespace {

using Rep = BigInt::Rep;

// The top 64 bits of the magnitude, with the lowest bit sticky, and the exponent of its unit.
uint64_t leading_bits(const BigInt& value, int64_t& exponent) {
  const Limb* limbs = Rep::limbs(value);
  unsigned count = Rep::limb_count(value);
  exponent = 0;
  if (count == 1) return limbs[0];
  uint64_t high = limbs[count - 1];
  uint64_t low = limbs[count - 2];
  int gap = std::countl_zero(high);
  uint64_t bits = gap == 0 ? high : high << gap | low >> (64 - gap);
  bool rest = gap == 0 ? low != 0 : (low << gap) != 0;
  for (unsigned i = 0; !rest && i + 2 < count; ++i) rest = limbs[i] != 0;
  exponent = int64_t(count - 1) * 64 - gap;
  return bits | uint64_t(rest);
}

}  // namespace

BigInt::BigInt(int64_t value) noexcept { new (storage_) CppInt(value); }
BigInt::BigInt(const BigInt& other) { new (storage_) CppInt(Rep::of(other)); }
BigInt::BigInt(BigInt&& other) noexcept { new (storage_) CppInt(std::move(Rep::of(other))); }
BigInt& BigInt::operator=(const BigInt& other) {
  Rep::of(*this) = Rep::of(other);
  return *this;
}
BigInt& BigInt::operator=(BigInt&& other) noexcept {
  Rep::of(*this) = std::move(Rep::of(other));
  return *this;
}
BigInt::~BigInt() { Rep::of(*this).~CppInt(); }

BigInt BigInt::from_uint64(uint64_t value) { return Rep::wrap(CppInt(value)); }

BigInt BigInt::from_int128(__int128 value) {
  bool negative = value < 0;
  auto magnitude =
      negative ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  const Limb limbs[2] = {Limb(magnitude), Limb(magnitude >> 64)};
  return Rep::from_limbs(limbs, 2, negative);
}

BigInt BigInt::from_double(double value) {
  int exponent;
  double fraction = std::frexp(value, &exponent);
  if (exponent <= 63) return BigInt(int64_t(value));
  return BigInt(int64_t(std::ldexp(fraction, 53))) << uint64_t(exponent - 53);
}

BigInt BigInt::power_of_two(uint64_t exponent) { return BigInt(1) << exponent; }

bool BigInt::is_zero() const noexcept { return Rep::of(*this).is_zero(); }
bool BigInt::is_negative() const noexcept { return Rep::of(*this).sign() < 0; }
bool BigInt::is_odd() const noexcept { return (Rep::limbs(*this)[0] & 1) != 0; }
int BigInt::sign() const noexcept { return Rep::of(*this).sign(); }

std::optional<int64_t> BigInt::to_int64() const noexcept {
  if (Rep::limb_count(*this) != 1) return std::nullopt;
  uint64_t magnitude = Rep::limbs(*this)[0];
  constexpr uint64_t kLimit = uint64_t{1} << 63;
  if (is_negative()) {
    if (magnitude > kLimit) return std::nullopt;
    return int64_t(uint64_t{0} - magnitude);
  }
  if (magnitude >= kLimit) return std::nullopt;
  return int64_t(magnitude);
}
bool BigInt::fits_int64() const noexcept { return to_int64().has_value(); }

std::optional<uint64_t> BigInt::to_uint64() const noexcept {
  if (Rep::limb_count(*this) != 1 || is_negative()) return std::nullopt;
  return Rep::limbs(*this)[0];
}

uint64_t BigInt::low_bits() const noexcept {
  uint64_t low = Rep::limbs(*this)[0];
  return is_negative() ? uint64_t{0} - low : low;
}

std::optional<double> BigInt::to_double() const noexcept {
  int64_t exponent;
  uint64_t bits = leading_bits(*this, exponent);
  std::optional<double> result = nearest_double(bits, exponent);
  if (result && is_negative()) *result = -*result;
  return result;
}

double BigInt::frexp(int64_t& exponent) const noexcept {
  uint64_t bits = leading_bits(*this, exponent);
  if (bits == 0) return exponent = 0, 0.0;
  bits = round_to_precision(bits, 53, exponent);
  int length = std::bit_width(bits);
  exponent += length;
  double fraction = std::ldexp(double(bits), -length);
  return is_negative() ? -fraction : fraction;
}

uint64_t BigInt::bit_length() const noexcept {
  unsigned count = Rep::limb_count(*this);
  return uint64_t(count - 1) * 64 + uint64_t(std::bit_width(Rep::limbs(*this)[count - 1]));
}

uint64_t BigInt::bit_count() const noexcept {
  uint64_t ones = 0;
  for (unsigned i = 0; i < Rep::limb_count(*this); ++i) {
    ones += uint64_t(std::popcount(Rep::limbs(*this)[i]));
  }
  return ones;
}

uint64_t BigInt::trailing_zero_bits() const noexcept {
  if (is_zero()) return 0;
  unsigned i = 0;
  while (Rep::limbs(*this)[i] == 0) ++i;
  return uint64_t(i) * 64 + uint64_t(std::countr_zero(Rep::limbs(*this)[i]));
}

int BigInt::compare(const BigInt& other) const noexcept {
  return Rep::of(*this).compare(Rep::of(other));
}
int BigInt::compare(int64_t other) const noexcept { return Rep::of(*this).compare(other); }

int BigInt::compare(double other) const noexcept {
  if (std::isinf(other)) return other > 0 ? -1 : 1;
  double whole = std::trunc(other);
  int result = compare(from_double(whole));
  if (result != 0) return result;
  return whole < other ? -1 : whole > other ? 1 : 0;
}

int64_t BigInt::hash() const noexcept {
  uint64_t hash = 0;
  for (unsigned i = Rep::limb_count(*this); i-- > 0;) {
    auto wide = static_cast<unsigned __int128>(hash) << 64 | Rep::limbs(*this)[i];
    hash = uint64_t(wide % kHashModulus);
  }
  int64_t result = is_negative() ? -int64_t(hash) : int64_t(hash);
  return result == -1 ? -2 : result;
}

}  // namespace gilt
