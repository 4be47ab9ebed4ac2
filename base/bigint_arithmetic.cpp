// Arithmetic of BigInt: what Boost has, with Python's rounding and sign rules.

#include "base/bigint_rep.h"
#include "base/double_rounding.h"

namespace gilt {
namespace {

using Rep = BigInt::Rep;

// Floors a truncated division.
void floor_adjust(CppInt& quotient, CppInt& remainder, const CppInt& divisor) {
  if (!remainder.is_zero() && (remainder.sign() < 0) != (divisor.sign() < 0)) {
    remainder += divisor;
    --quotient;
  }
}

CppInt positive_mod(const CppInt& a, const CppInt& modulus) {
  CppInt r = a % modulus;
  if (r.sign() < 0) r += modulus;
  return r;
}

// Requires modulus > 1 and 0 <= a < modulus.
std::optional<CppInt> inverse(const CppInt& a, const CppInt& modulus) {
  CppInt r0 = modulus, r1 = a, t0 = 0, t1 = 1;
  while (!r1.is_zero()) {
    CppInt q, r;
    mp::divide_qr(r0, r1, q, r);
    r0 = std::exchange(r1, std::move(r));
    CppInt t = t0 - q * t1;
    t0 = std::exchange(t1, std::move(t));
  }
  if (r0 != 1) return std::nullopt;
  return positive_mod(t0, modulus);
}

}  // namespace

BigInt operator+(const BigInt& a, const BigInt& b) { return Rep::wrap(Rep::of(a) + Rep::of(b)); }
BigInt operator-(const BigInt& a, const BigInt& b) { return Rep::wrap(Rep::of(a) - Rep::of(b)); }
BigInt operator*(const BigInt& a, const BigInt& b) { return Rep::wrap(Rep::of(a) * Rep::of(b)); }
BigInt operator&(const BigInt& a, const BigInt& b) { return Rep::wrap(Rep::of(a) & Rep::of(b)); }
BigInt operator|(const BigInt& a, const BigInt& b) { return Rep::wrap(Rep::of(a) | Rep::of(b)); }
BigInt operator^(const BigInt& a, const BigInt& b) { return Rep::wrap(Rep::of(a) ^ Rep::of(b)); }
BigInt operator<<(const BigInt& a, uint64_t count) {
  if (a.is_zero()) return a;
  return Rep::wrap(Rep::of(a) << count);
}
BigInt operator>>(const BigInt& a, uint64_t count) {
  if (count >= a.bit_length()) return BigInt(a.is_negative() ? -1 : 0);
  if (!a.is_negative()) return Rep::wrap(Rep::of(a) >> count);
  return ~(~a >> count);
}

BigInt BigInt::operator-() const { return Rep::wrap(-Rep::of(*this)); }
BigInt BigInt::operator~() const { return Rep::wrap(-Rep::of(*this) - 1); }
BigInt BigInt::abs() const { return is_negative() ? -*this : *this; }

BigIntDivMod floor_divmod(const BigInt& a, const BigInt& divisor) {
  CppInt quotient, remainder;
  mp::divide_qr(Rep::of(a), Rep::of(divisor), quotient, remainder);
  floor_adjust(quotient, remainder, Rep::of(divisor));
  return {Rep::wrap(std::move(quotient)), Rep::wrap(std::move(remainder))};
}
BigInt floor_div(const BigInt& a, const BigInt& divisor) {
  return floor_divmod(a, divisor).quotient;
}
BigInt floor_mod(const BigInt& a, const BigInt& divisor) {
  CppInt remainder = Rep::of(a) % Rep::of(divisor);
  if (!remainder.is_zero() && (remainder.sign() < 0) != divisor.is_negative()) {
    remainder += Rep::of(divisor);
  }
  return Rep::wrap(std::move(remainder));
}

BigIntDivMod divmod_near(const BigInt& a, const BigInt& divisor) {
  BigIntDivMod result = floor_divmod(a, divisor);
  // The remainder has the divisor's sign, so comparing magnitudes is enough.
  int order = (result.remainder.abs() << 1).compare(divisor.abs());
  if (order > 0 || (order == 0 && result.quotient.is_odd())) {
    result.quotient = result.quotient + BigInt(1);
    result.remainder = result.remainder - divisor;
  }
  return result;
}

std::optional<double> true_divide(const BigInt& a, const BigInt& divisor) {
  if (a.is_zero()) return divisor.is_negative() ? -0.0 : 0.0;
  // A quotient of 63 or 64 bits, whose lowest bit is sticky, rounds like the exact one.
  int64_t shift = 63 - (int64_t(a.bit_length()) - int64_t(divisor.bit_length()));
  CppInt numerator = Rep::of(a.abs());
  CppInt denominator = Rep::of(divisor.abs());
  if (shift >= 0) {
    numerator <<= uint64_t(shift);
  } else {
    denominator <<= uint64_t(-shift);
  }
  CppInt quotient, remainder;
  mp::divide_qr(numerator, denominator, quotient, remainder);
  uint64_t bits = quotient.backend().limbs()[0] | uint64_t(!remainder.is_zero());
  std::optional<double> result = nearest_double(bits, -shift);
  if (result && a.is_negative() != divisor.is_negative()) *result = -*result;
  return result;
}

BigInt pow(const BigInt& base, uint64_t exponent) {
  // Powers of two shift: most big powers in practice are 2**n.
  if (uint64_t zeros = base.trailing_zero_bits(); zeros != 0 && base.bit_length() == zeros + 1) {
    BigInt result = BigInt::power_of_two(zeros * exponent);
    return base.is_negative() && (exponent & 1) != 0 ? -result : result;
  }
  CppInt result = 1;
  CppInt square = Rep::of(base);
  while (true) {
    if ((exponent & 1) != 0) result *= square;
    exponent >>= 1;
    if (exponent == 0) break;
    square *= CppInt(square);
  }
  return Rep::wrap(std::move(result));
}

std::optional<BigInt> pow_mod(const BigInt& base, const BigInt& exponent, const BigInt& modulus) {
  CppInt m = mp::abs(Rep::of(modulus));
  if (m == 1) return BigInt(0);
  CppInt b = positive_mod(Rep::of(base), m);
  CppInt e = Rep::of(exponent);
  if (e.sign() < 0) {
    std::optional<CppInt> inverted = inverse(b, m);
    if (!inverted) return std::nullopt;
    b = std::move(*inverted);
    e = -e;
  }
  CppInt result = 1;
  for (uint64_t bit = e.is_zero() ? 0 : mp::msb(e) + 1; bit-- > 0;) {
    result = result * result % m;
    if (mp::bit_test(e, unsigned(bit))) result = result * b % m;
  }
  if (modulus.is_negative() && !result.is_zero()) result -= m;
  return Rep::wrap(std::move(result));
}

BigInt gcd(const BigInt& a, const BigInt& b) { return Rep::wrap(mp::gcd(Rep::of(a), Rep::of(b))); }

BigInt isqrt(const BigInt& a) {
  if (a.is_zero()) return a;
  // Newton's iteration from above converges downwards to the floor.
  const CppInt& n = Rep::of(a);
  CppInt x = CppInt(1) << ((a.bit_length() + 1) / 2);
  while (true) {
    CppInt y = (x + n / x) >> 1;
    if (y >= x) return Rep::wrap(std::move(x));
    x = std::move(y);
  }
}

}  // namespace gilt
