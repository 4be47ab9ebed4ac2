// Hashes, SHA-512 and the Mersenne Twister.
// Expected values are CPython's (PYTHONHASHSEED=0 and 42).

#include <gtest/gtest.h>

#include <cmath>

#include "base/hash.h"
#include "base/mersenne_twister.h"
#include "base/sha512.h"

namespace gilt {
namespace {

TEST(HashTest, Bytes) {
  EXPECT_EQ(hash_bytes(""), 0);
  EXPECT_EQ(hash_bytes("hello"), -2096571579003691106);
  EXPECT_EQ(hash_bytes("aaaaaaaa"), -4250921761727411054);
  EXPECT_EQ(hash_bytes("hello", HashKey::from_seed(42)), 841626496250501200);
  EXPECT_EQ(hash_bytes("aaaaaaaaa", HashKey::from_seed(42)), 758400941608139100);
}

TEST(HashTest, Numbers) {
  EXPECT_EQ(hash_int(-1), -2);
  EXPECT_EQ(hash_int(int64_t(kHashModulus)), 0);
  EXPECT_EQ(hash_double(1.5), 1152921504606846977);
  EXPECT_EQ(hash_double(1e300), 1224995262755759164);
  EXPECT_EQ(hash_double(0.1), 230584300921369408);
  EXPECT_EQ(hash_double(-1.0), -2);
  EXPECT_EQ(hash_double(1e15), hash_int(1000000000000000));
  EXPECT_EQ(hash_double(0x1p100), BigInt::power_of_two(100).hash());
  EXPECT_EQ(hash_double(-HUGE_VAL), -314159);
  EXPECT_EQ(hash_double(-0.0), 0);
}

TEST(HashTest, Containers) {
  TupleHash tuple;
  EXPECT_EQ(tuple.finish(), 5740354900026072187);
  for (int64_t i : {1, 2, 3}) tuple.add(hash_int(i));
  EXPECT_EQ(tuple.finish(), 529344067295497451);
  SetHash set;
  for (int64_t i : {3, 1, 2}) set.add(hash_int(i));
  EXPECT_EQ(set.finish(), -272375401224217160);
}

std::string hex(std::string_view text) {
  std::string out;
  for (uint8_t byte : sha512(text)) {
    out.push_back("0123456789abcdef"[byte >> 4]);
    out.push_back("0123456789abcdef"[byte & 15]);
  }
  return out;
}

TEST(Sha512Test, KnownDigests) {
  EXPECT_EQ(
      hex("abc"),
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23"
      "a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
  EXPECT_EQ(hex(std::string(112, 'a')).substr(0, 32), "c01d080efd492776a1c43bd23dd99d0a");
}

// random.Random(seed): random(), getrandbits(32), getrandbits(70), _randbelow(1000) and
// _randbelow(10**25), in this order.
void expect_sequence(MersenneTwister& mt, double real, uint32_t bits, const char* wide,
                     uint64_t below, const char* below_wide) {
  EXPECT_EQ(mt.random(), real);
  EXPECT_EQ(mt.random_bits(32), bits);
  EXPECT_EQ(mt.random_bits_big(70).to_text(), wide);
  EXPECT_EQ(mt.random_below(1000), below);
  EXPECT_EQ(mt.random_below(pow(BigInt(10), 25)).to_text(), below_wide);
}

TEST(MersenneTwisterTest, SequencesForSeeds) {
  MersenneTwister mt;
  expect_sequence(mt, 0.8444218515250481, 3255389356, "44651664552134903426", 265,
                  "9399215832719257649067258");
  mt.seed(42);
  MersenneTwister::State start = mt.state();
  expect_sequence(mt, 0.6394267984578837, 107420369, "281774556622676705531", 228,
                  "1982540511329817145688553");
  mt.set_state(start);
  EXPECT_EQ(mt.random(), 0.6394267984578837);
  mt.seed(-BigInt::power_of_two(70));
  expect_sequence(mt, 0.2327882718301838, 1782696399, "942769308587278225369", 768,
                  "4417158750105818653817102");
  mt.seed_from_bytes("hello");
  expect_sequence(mt, 0.3537754404730722, 2848416207, "139228744674818433191", 133,
                  "3204460657178445976342911");
}

}  // namespace
}  // namespace gilt
