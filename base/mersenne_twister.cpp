#include "base/mersenne_twister.h"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "base/sha512.h"

namespace gilt {
namespace {

constexpr int kSize = MersenneTwister::kStateSize;
constexpr int kShift = 397;

uint32_t twist(uint32_t high, uint32_t low) {
  uint32_t y = (high & 0x80000000) | (low & 0x7FFFFFFF);
  return y >> 1 ^ ((low & 1) != 0 ? 0x9908B0DF : 0);
}

}  // namespace

void MersenneTwister::seed(uint64_t magnitude) {
  const uint32_t key[2] = {uint32_t(magnitude), uint32_t(magnitude >> 32)};
  seed_from_words({key, key[1] != 0 ? size_t{2} : size_t{1}});
}

void MersenneTwister::seed(const BigInt& value) {
  BigInt magnitude = value.abs();
  size_t words = std::max<uint64_t>(1, (magnitude.bit_length() + 31) / 32);
  std::vector<uint32_t> key(words);
  std::string bytes(words * 4, '\0');
  magnitude.to_bytes(bytes.data(), bytes.size(), false, false);
  for (size_t i = 0; i < words; ++i) {
    for (size_t j = 4; j-- > 0;) key[i] = key[i] << 8 | uint8_t(bytes[4 * i + j]);
  }
  seed_from_words(key);
}

void MersenneTwister::seed_from_bytes(std::string_view bytes) {
  std::array<uint8_t, 64> digest = sha512(bytes);
  std::string text(bytes);
  text.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  seed(BigInt::from_bytes(text, true, false));
}

void MersenneTwister::seed_from_words(std::span<const uint32_t> key) {
  auto& mt = state_.words;
  mt[0] = 19650218;
  for (int i = 1; i < kSize; ++i) mt[i] = 1812433253u * (mt[i - 1] ^ mt[i - 1] >> 30) + uint32_t(i);

  int i = 1;
  size_t j = 0;
  auto advance = [&] {
    if (++i >= kSize) {
      mt[0] = mt[kSize - 1];
      i = 1;
    }
  };
  for (size_t k = std::max<size_t>(kSize, key.size()); k > 0; --k) {
    mt[i] = (mt[i] ^ (mt[i - 1] ^ mt[i - 1] >> 30) * 1664525u) + key[j] + uint32_t(j);
    advance();
    if (++j >= key.size()) j = 0;
  }
  for (int k = kSize - 1; k > 0; --k) {
    mt[i] = (mt[i] ^ (mt[i - 1] ^ mt[i - 1] >> 30) * 1566083941u) - uint32_t(i);
    advance();
  }
  mt[0] = 0x80000000;
  state_.index = kSize;
}

void MersenneTwister::generate() {
  auto& mt = state_.words;
  int k = 0;
  for (; k < kSize - kShift; ++k) mt[k] = mt[k + kShift] ^ twist(mt[k], mt[k + 1]);
  for (; k < kSize - 1; ++k) mt[k] = mt[k + kShift - kSize] ^ twist(mt[k], mt[k + 1]);
  mt[kSize - 1] = mt[kShift - 1] ^ twist(mt[kSize - 1], mt[0]);
  state_.index = 0;
}

uint32_t MersenneTwister::next_word() {
  if (state_.index >= uint32_t(kSize)) generate();
  uint32_t y = state_.words[state_.index++];
  y ^= y >> 11;
  y ^= y << 7 & 0x9D2C5680;
  y ^= y << 15 & 0xEFC60000;
  return y ^ y >> 18;
}

double MersenneTwister::random() {
  uint32_t a = next_word() >> 5;
  uint32_t b = next_word() >> 6;
  return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
}

uint64_t MersenneTwister::random_bits(int count) {
  if (count == 0) return 0;
  if (count <= 32) return next_word() >> (32 - count);
  uint64_t low = next_word();
  uint64_t high = next_word() >> (64 - count);
  return high << 32 | low;
}

BigInt MersenneTwister::random_bits_big(uint64_t count) {
  if (count <= 64) return BigInt::from_uint64(random_bits(int(count)));
  std::string bytes;
  bytes.reserve((count + 31) / 32 * 4);
  for (uint64_t left = count; left > 0; left -= std::min<uint64_t>(left, 32)) {
    uint32_t word = next_word();
    if (left < 32) word >>= 32 - left;
    for (int i = 0; i < 4; ++i) bytes.push_back(char(word >> (8 * i)));
  }
  return BigInt::from_bytes(bytes, false, false);
}

uint64_t MersenneTwister::random_below(uint64_t limit) {
  int bits = std::bit_width(limit);
  uint64_t value;
  do value = random_bits(bits);
  while (value >= limit);
  return value;
}

BigInt MersenneTwister::random_below(const BigInt& limit) {
  uint64_t bits = limit.bit_length();
  while (true) {
    BigInt value = random_bits_big(bits);
    if (value.compare(limit) < 0) return value;
  }
}

}  // namespace gilt
