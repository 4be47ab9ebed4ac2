// BigInt to and from digits and bytes.

#include <algorithm>
#include <bit>
#include <vector>

#include "base/bigint_rep.h"

namespace gilt {
namespace {

using Rep = BigInt::Rep;

// The largest power of a base that fits a limb.
struct Chunk {
  uint64_t power = 1;
  int digits = 0;

  explicit Chunk(int base) {
    uint64_t next;
    while (!__builtin_mul_overflow(power, uint64_t(base), &next)) {
      power = next;
      ++digits;
    }
  }
};

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

const char* digit_letters(bool upper) {
  return upper ? "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "0123456789abcdefghijklmnopqrstuvwxyz";
}

// magnitude = magnitude * factor + addend
void multiply_add(std::vector<Limb>& magnitude, uint64_t factor, uint64_t addend) {
  uint64_t carry = addend;
  for (Limb& limb : magnitude) {
    auto wide = static_cast<unsigned __int128>(limb) * factor + carry;
    limb = uint64_t(wide);
    carry = uint64_t(wide >> 64);
  }
  if (carry != 0) magnitude.push_back(carry);
}

// magnitude /= divisor, dropping zero limbs at the top; returns the remainder.
uint64_t divide_in_place(std::vector<Limb>& magnitude, uint64_t divisor) {
  uint64_t rest = 0;
  for (size_t i = magnitude.size(); i-- > 0;) {
    auto wide = static_cast<unsigned __int128>(rest) << 64 | magnitude[i];
    magnitude[i] = uint64_t(wide / divisor);
    rest = uint64_t(wide % divisor);
  }
  while (!magnitude.empty() && magnitude.back() == 0) magnitude.pop_back();
  return rest;
}

// Digits of a power-of-two base, most significant first, by cutting bits.
void append_bit_digits(std::string& out, const BigInt& value, int bits, const char* letters) {
  const Limb* limbs = Rep::limbs(value);
  unsigned count = Rep::limb_count(value);
  uint64_t digits = std::max<uint64_t>(1, (value.bit_length() + bits - 1) / uint64_t(bits));
  for (uint64_t i = digits; i-- > 0;) {
    uint64_t at = i * uint64_t(bits);
    uint64_t limb = at / 64;
    int offset = int(at % 64);
    uint64_t digit = limbs[limb] >> offset;
    if (offset + bits > 64 && limb + 1 < count) digit |= limbs[limb + 1] << (64 - offset);
    out.push_back(letters[digit & ((uint64_t{1} << bits) - 1)]);
  }
}

}  // namespace

std::optional<BigInt> BigInt::from_text(std::string_view digits, int base) {
  bool negative = false;
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) {
    negative = digits[0] == '-';
    digits.remove_prefix(1);
  }
  if (digits.empty()) return std::nullopt;
  const Chunk chunk(base);
  std::vector<Limb> magnitude;
  for (size_t i = 0; i < digits.size();) {
    uint64_t part = 0;
    uint64_t power = 1;
    for (int n = 0; n < chunk.digits && i < digits.size(); ++n, ++i) {
      int digit = digit_of(digits[i]);
      if (digit >= base) return std::nullopt;
      part = part * uint64_t(base) + uint64_t(digit);
      power *= uint64_t(base);
    }
    multiply_add(magnitude, power, part);
  }
  if (magnitude.empty()) magnitude.push_back(0);
  return Rep::from_limbs(magnitude.data(), magnitude.size(), negative);
}

std::string BigInt::to_text(int base, bool upper) const {
  const char* letters = digit_letters(upper);
  std::string out;
  if (is_negative()) out.push_back('-');
  if (std::has_single_bit(unsigned(base))) {
    append_bit_digits(out, *this, std::countr_zero(unsigned(base)), letters);
    return out;
  }
  size_t start = out.size();
  const Chunk chunk(base);
  std::vector<Limb> magnitude(Rep::limbs(*this), Rep::limbs(*this) + Rep::limb_count(*this));
  do {  // least significant chunk first, reversed below
    uint64_t part = divide_in_place(magnitude, chunk.power);
    for (int n = 0; n < chunk.digits && (part != 0 || !magnitude.empty()); ++n) {
      out.push_back(letters[part % uint64_t(base)]);
      part /= uint64_t(base);
    }
  } while (!magnitude.empty());
  if (out.size() == start) out.push_back('0');
  std::reverse(out.begin() + ptrdiff_t(start), out.end());
  return out;
}

size_t BigInt::decimal_digits_at_most() const noexcept {
  return size_t(static_cast<long double>(bit_length()) * 0.301029995663981195214L) + 1;
}

BigInt BigInt::from_bytes(std::string_view bytes, bool big_endian, bool is_signed) {
  size_t count = bytes.size();
  auto byte_at = [&](size_t i) {  // i counts from the least significant
    return uint8_t(bytes[big_endian ? count - 1 - i : i]);
  };
  if (count == 0) return BigInt(0);
  bool negative = is_signed && (byte_at(count - 1) & 0x80) != 0;
  std::vector<Limb> magnitude((count + 7) / 8, 0);
  unsigned carry = negative;  // two's complement: invert and add one
  for (size_t i = 0; i < count; ++i) {
    unsigned byte = byte_at(i);
    if (negative) {
      byte = (byte ^ 0xFF) + carry;
      carry = byte >> 8;
      byte &= 0xFF;
    }
    magnitude[i / 8] |= uint64_t(byte) << (i % 8 * 8);
  }
  if (carry != 0) magnitude.push_back(1);  // only for a value of -256**count, which cannot be
  return Rep::from_limbs(magnitude.data(), magnitude.size(), negative);
}

bool BigInt::to_bytes(char* out, size_t length, bool big_endian, bool is_signed) const {
  bool negative = is_negative();
  if (!is_signed) {
    if (negative || bit_length() > length * 8) return false;
  } else if (!is_zero()) {
    // In n bits go -2**(n-1) .. 2**(n-1) - 1.
    uint64_t needed = bit_length() + 1;
    if (negative && trailing_zero_bits() + 1 == bit_length()) --needed;
    if (needed > length * 8) return false;
  }
  const Limb* limbs = Rep::limbs(*this);
  size_t count = Rep::limb_count(*this);
  unsigned carry = negative;
  for (size_t i = 0; i < length; ++i) {
    unsigned byte = i / 8 < count ? uint8_t(limbs[i / 8] >> (i % 8 * 8)) : 0;
    if (negative) {
      byte = (byte ^ 0xFF) + carry;
      carry = byte >> 8;
    }
    out[big_endian ? length - 1 - i : i] = char(byte);
  }
  return true;
}

}  // namespace gilt
