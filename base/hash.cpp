#include "base/hash.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace gilt {
namespace {

// The state of SipHash-1-3 (Aumasson and Bernstein 2012, with Rust's and CPython's round counts).
struct SipState {
  uint64_t v0, v1, v2, v3;

  explicit SipState(HashKey key)
      : v0(key.k0 ^ 0x736f6d6570736575),
        v1(key.k1 ^ 0x646f72616e646f6d),
        v2(key.k0 ^ 0x6c7967656e657261),
        v3(key.k1 ^ 0x7465646279746573) {}

  void round() {
    v0 += v1, v2 += v3;
    v1 = std::rotl(v1, 13) ^ v0, v3 = std::rotl(v3, 16) ^ v2;
    v0 = std::rotl(v0, 32);
    v2 += v1, v0 += v3;
    v1 = std::rotl(v1, 17) ^ v2, v3 = std::rotl(v3, 21) ^ v0;
    v2 = std::rotl(v2, 32);
  }
  void absorb(uint64_t word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }
};

}  // namespace

HashKey HashKey::from_seed(uint32_t seed) {
  if (seed == 0) return {};
  // The linear congruential generator that CPython fills its secret with (Python/bootstrap_hash.c).
  uint8_t bytes[16];
  uint32_t x = seed;
  for (uint8_t& byte : bytes) {
    x = x * 214013 + 2531011;
    byte = uint8_t(x >> 16);
  }
  HashKey key;
  std::memcpy(&key.k0, bytes, 8);
  std::memcpy(&key.k1, bytes + 8, 8);
  return key;
}

int64_t hash_bytes(std::string_view bytes, HashKey key) {
  static_assert(std::endian::native == std::endian::little);
  if (bytes.empty()) return 0;
  SipState state(key);
  const char* p = bytes.data();
  size_t left = bytes.size();
  for (; left >= 8; left -= 8, p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    state.absorb(word);
  }
  uint64_t last = 0;
  std::memcpy(&last, p, left);
  state.absorb(last | uint64_t(bytes.size()) << 56);
  state.v2 ^= 0xFF;
  for (int i = 0; i < 3; ++i) state.round();
  auto hash = int64_t(state.v0 ^ state.v1 ^ state.v2 ^ state.v3);
  return hash == -1 ? -2 : hash;
}

int64_t hash_double(double value, int64_t nan_hash) {
  if (!std::isfinite(value)) {
    if (std::isnan(value)) return nan_hash;
    return value > 0 ? kHashInfinity : -kHashInfinity;
  }
  if (value >= -0x1p60 && value <= 0x1p60 && value == double(int64_t(value))) {
    return hash_int(int64_t(value));
  }
  // value = mantissa * 2**exponent with a 53-bit mantissa; powers of two rotate modulo 2**61 - 1.
  int exponent;
  auto mantissa = int64_t(std::ldexp(std::frexp(value, &exponent), 53));
  exponent = (exponent - 53) % 61;
  if (exponent < 0) exponent += 61;
  uint64_t x = mantissa < 0 ? uint64_t(-mantissa) : uint64_t(mantissa);
  x = ((x << exponent) & kHashModulus) | x >> (61 - exponent);
  auto hash = value < 0 ? -int64_t(x) : int64_t(x);
  return hash == -1 ? -2 : hash;
}

}  // namespace gilt
