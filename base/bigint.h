// Integers of any size: the value behind Python ints that do not fit a word.
//
// A BigInt is a plain value (Boost.Multiprecision's cpp_int in aligned storage, so that no includer
// compiles Boost). Up to 128 bits live inside the object; moving never allocates.
// Thread-safety: as for std::string (const access from many threads, writes from one).
// Semantics: Python's (Objects/longobject.c): floor division, infinite two's complement for bits.
// Functions state their preconditions; errors (zero divisor, negative shift) are the caller's.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gilt {

struct BigIntDivMod;

class BigInt {
 public:
  BigInt() noexcept : BigInt(int64_t{0}) {}
  explicit BigInt(int64_t value) noexcept;
  BigInt(const BigInt& other);
  BigInt(BigInt&& other) noexcept;
  BigInt& operator=(const BigInt& other);
  BigInt& operator=(BigInt&& other) noexcept;
  ~BigInt();

  static BigInt from_uint64(uint64_t value);
  static BigInt from_int128(__int128 value);
  // Truncates towards zero. Requires a finite value.
  static BigInt from_double(double value);
  // `digits`: an optional sign, then at least one digit of the base (2..36, either case); nothing
  // else: no blanks, underscores or prefix. Empty if it is not that.
  static std::optional<BigInt> from_text(std::string_view digits, int base = 10);
  static BigInt from_bytes(std::string_view bytes, bool big_endian, bool is_signed);
  static BigInt power_of_two(uint64_t exponent);

  bool is_zero() const noexcept;
  bool is_negative() const noexcept;
  bool is_odd() const noexcept;
  int sign() const noexcept;  // -1, 0, 1

  bool fits_int64() const noexcept;
  std::optional<int64_t> to_int64() const noexcept;
  std::optional<uint64_t> to_uint64() const noexcept;
  // The low 64 bits in two's complement (for masks and hashing by callers).
  uint64_t low_bits() const noexcept;
  // Correctly rounded, half to even. Empty if it is too large for a finite double.
  std::optional<double> to_double() const noexcept;
  // value = mantissa * 2**exponent with 0.5 <= |mantissa| < 1, correctly rounded; never overflows
  // (_PyLong_Frexp). For math.log.
  double frexp(int64_t& exponent) const noexcept;

  // Digits with a leading '-' if negative; no prefix. base 2..36.
  std::string to_text(int base = 10, bool upper = false) const;
  // Number of decimal digits: this value or one less. O(1), for the int-max-str-digits check.
  size_t decimal_digits_at_most() const noexcept;
  // Writes `length` bytes of two's complement; false if it does not fit. Requires !is_negative()
  // unless is_signed.
  bool to_bytes(char* out, size_t length, bool big_endian, bool is_signed) const;

  uint64_t bit_length() const noexcept;          // of the absolute value
  uint64_t bit_count() const noexcept;           // ones in the absolute value
  uint64_t trailing_zero_bits() const noexcept;  // 0 for zero

  BigInt operator-() const;
  BigInt operator~() const;
  BigInt abs() const;

  int compare(const BigInt& other) const noexcept;  // <0, 0, >0
  int compare(int64_t other) const noexcept;
  // Exact comparison with a double that is not NaN (infinities allowed).
  int compare(double other) const noexcept;
  bool operator==(const BigInt& other) const noexcept { return compare(other) == 0; }
  auto operator<=>(const BigInt& other) const noexcept { return compare(other) <=> 0; }

  // As CPython: the value modulo 2**61 - 1 with its sign, never -1.
  int64_t hash() const noexcept;

  friend BigInt operator+(const BigInt& a, const BigInt& b);
  friend BigInt operator-(const BigInt& a, const BigInt& b);
  friend BigInt operator*(const BigInt& a, const BigInt& b);
  friend BigInt operator&(const BigInt& a, const BigInt& b);
  friend BigInt operator|(const BigInt& a, const BigInt& b);
  friend BigInt operator^(const BigInt& a, const BigInt& b);
  friend BigInt operator<<(const BigInt& a, uint64_t count);
  friend BigInt operator>>(const BigInt& a, uint64_t count);  // floors, as Python

  // Python's // % divmod. Require divisor != 0.
  friend BigInt floor_div(const BigInt& a, const BigInt& divisor);
  friend BigInt floor_mod(const BigInt& a, const BigInt& divisor);
  friend BigIntDivMod floor_divmod(const BigInt& a, const BigInt& divisor);
  // Python's / on ints: correctly rounded. Requires divisor != 0. Empty on overflow.
  friend std::optional<double> true_divide(const BigInt& a, const BigInt& divisor);
  friend BigInt pow(const BigInt& base, uint64_t exponent);
  // pow(base, exponent, modulus). Requires modulus != 0. A negative exponent takes the modular
  // inverse; empty if there is none. The result has the sign of the modulus.
  friend std::optional<BigInt> pow_mod(const BigInt& base, const BigInt& exponent,
                                       const BigInt& modulus);
  friend BigInt gcd(const BigInt& a, const BigInt& b);  // never negative
  friend BigInt isqrt(const BigInt& a);                 // floor of the root; requires a >= 0

  struct Rep;  // access to the storage as a cpp_int: base/bigint_rep.h, for base only

 private:
  alignas(16) std::byte storage_[32];
};

struct BigIntDivMod {
  BigInt quotient;
  BigInt remainder;
};

BigInt floor_div(const BigInt& a, const BigInt& divisor);
BigInt floor_mod(const BigInt& a, const BigInt& divisor);
BigIntDivMod floor_divmod(const BigInt& a, const BigInt& divisor);
// divmod with the quotient rounded half to even, for round(int, -n).
BigIntDivMod divmod_near(const BigInt& a, const BigInt& divisor);
std::optional<double> true_divide(const BigInt& a, const BigInt& divisor);
BigInt pow(const BigInt& base, uint64_t exponent);
std::optional<BigInt> pow_mod(const BigInt& base, const BigInt& exponent, const BigInt& modulus);
BigInt gcd(const BigInt& a, const BigInt& b);
BigInt isqrt(const BigInt& a);

}  // namespace gilt
