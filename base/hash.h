// Hash functions, with CPython's results wherever CPython's are deterministic.
//
// Numbers: modulo 2**61 - 1, equal for equal int, float (Python/pyhash.c). Tuples: the xxHash-based
// combiner of Objects/tupleobject.c. str and bytes: SipHash-1-3 under the runtime's key. A hash is
// never -1. Thread-safety: pure functions; HashKey is a value, there is no global key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gilt {

inline constexpr uint64_t kHashModulus = (uint64_t{1} << 61) - 1;
inline constexpr int64_t kHashInfinity = 314159;

struct HashKey {
  uint64_t k0 = 0;
  uint64_t k1 = 0;

  // As PYTHONHASHSEED: 0 gives the zero key, every other seed its own (CPython's generator).
  static HashKey from_seed(uint32_t seed);
};

// Hash of str and bytes contents; 0 for the empty string, as CPython.
int64_t hash_bytes(std::string_view bytes, HashKey key = {});

inline int64_t hash_int(int64_t value) {
  uint64_t magnitude = value < 0 ? uint64_t{0} - uint64_t(value) : uint64_t(value);
  auto reduced = int64_t(magnitude % kHashModulus);
  int64_t hash = value < 0 ? -reduced : reduced;
  return hash == -1 ? -2 : hash;
}

// NaN hashes by identity: pass hash_identity of the object (or 0 where there is none).
int64_t hash_double(double value, int64_t nan_hash = 0);

// Of an address, or what stands for one.
inline int64_t hash_identity(uint64_t identity) {
  auto hash = static_cast<int64_t>((identity >> 4) | (identity << 60));
  return hash == -1 ? -2 : hash;
}

// Hash of a tuple: add() for each item's hash in order, then finish().
class TupleHash {
 public:
  void add(int64_t item_hash) {
    accumulator_ += uint64_t(item_hash) * kPrime2;
    accumulator_ = (accumulator_ << 31) | (accumulator_ >> 33);
    accumulator_ *= kPrime1;
    ++length_;
  }
  int64_t finish() const {
    uint64_t hash = accumulator_ + (length_ ^ (kPrime5 ^ 3527539));
    return hash == uint64_t(-1) ? 1546275796 : int64_t(hash);
  }

 private:
  static constexpr uint64_t kPrime1 = 11400714785074694791u;
  static constexpr uint64_t kPrime2 = 14029467366897019727u;
  static constexpr uint64_t kPrime5 = 2870177450012600261u;
  uint64_t accumulator_ = kPrime5;
  uint64_t length_ = 0;
};

// Hash of a frozenset: independent of the order of the items (Objects/setobject.c).
class SetHash {
 public:
  void add(int64_t item_hash) {
    auto h = uint64_t(item_hash);
    accumulator_ ^= ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
    ++length_;
  }
  int64_t finish() const {
    uint64_t hash = accumulator_ ^ (length_ + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    return hash == uint64_t(-1) ? 590923713 : int64_t(hash);
  }

 private:
  uint64_t accumulator_ = 0;
  uint64_t length_ = 0;
};

}  // namespace gilt
