// MT19937 with the seeding and outputs of CPython's _random.Random, bit for bit.
//
// Source: Matsumoto and Nishimura 1998, 2002 (init_by_array); Modules/_randommodule.c.
// Thread-safety: none; the owner locks.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/bigint.h"

namespace gilt {

class MersenneTwister {
 public:
  static constexpr int kStateSize = 624;
  struct State {
    std::array<uint32_t, kStateSize> words;
    uint32_t index;  // 0..624: the next word to hand out; 624 = generate first
  };

  MersenneTwister() { seed(uint64_t{0}); }

  // random.seed(int): the absolute value as an array of 32-bit words, low first.
  void seed(uint64_t magnitude);
  void seed(const BigInt& value);
  // random.seed(str or bytes), version 2: the bytes followed by their SHA-512, read big-endian.
  void seed_from_bytes(std::string_view bytes);
  void seed_from_words(std::span<const uint32_t> key);

  uint32_t next_word();
  double random();                         // [0, 1) with 53 bits
  uint64_t random_bits(int count);         // 0..64 bits
  BigInt random_bits_big(uint64_t count);  // getrandbits(count), any count

  // Random._randbelow: uniform in [0, limit). Requires limit > 0.
  uint64_t random_below(uint64_t limit);
  BigInt random_below(const BigInt& limit);

  const State& state() const { return state_; }
  void set_state(const State& state) { state_ = state; }  // requires index <= 624

 private:
  void generate();

  State state_;
};

}  // namespace gilt
