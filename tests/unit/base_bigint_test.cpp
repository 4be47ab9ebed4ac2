// BigInt and the word-sized arithmetic. Expected values are CPython's.

#include "base/bigint.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/int_math.h"

namespace gilt {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

BigInt big(std::string_view digits, int base = 10) { return *BigInt::from_text(digits, base); }

const BigInt kA = pow(BigInt(3), 200);
const BigInt kB = -pow(BigInt(7), 50);

TEST(BigIntTest, TextRoundTrips) {
  EXPECT_EQ(kB.to_text(), "-1798465042647412146620280340569649349251249");
  EXPECT_EQ(big("-1798465042647412146620280340569649349251249"), kB);
  for (int base = 2; base <= 36; ++base) {
    EXPECT_EQ(big(kB.to_text(base), base), kB) << base;
    EXPECT_EQ(big(kA.to_text(base, true), base), kA) << base;
  }
  EXPECT_EQ(big("ffffffffffffffffffff", 16).to_text(), "1208925819614629174706175");
  EXPECT_EQ(BigInt(0).to_text(), "0");
  EXPECT_EQ(BigInt(0).to_text(2), "0");
  EXPECT_EQ(big("-0").to_text(), "0");
  EXPECT_EQ((BigInt(1) << 64).to_text(16), "10000000000000000");
  EXPECT_EQ(pow(BigInt(10), 57).to_text(), "1" + std::string(57, '0'));
  for (const char* bad : {"", "-", "+", "12a", "1 ", "1_0", "--1", "0x1"}) {
    EXPECT_FALSE(BigInt::from_text(bad)) << bad;
  }
  EXPECT_FALSE(BigInt::from_text("12", 2));
}

TEST(BigIntTest, DividesWithPythonSigns) {
  EXPECT_EQ(floor_div(kA, kB), big("-147689269781346654697366079240021362541982658661987021"));
  EXPECT_EQ(floor_mod(kA, kB), big("-755410807900735363553565675570880206995228"));
  for (int64_t a : {-7, 7, -6, 6}) {
    for (int64_t b : {-3, 3}) {
      auto [q, r] = floor_divmod(BigInt(a), BigInt(b));
      EXPECT_EQ(q.to_int64(), floor_div(a, b));
      EXPECT_EQ(r.to_int64(), floor_mod(a, b));
    }
  }
  EXPECT_EQ(floor_div(-7, 2), -4);
  EXPECT_EQ(floor_mod(-7, 2), 1);
  EXPECT_EQ(floor_mod(7, -2), -1);
  EXPECT_EQ(divmod_near(BigInt(25), BigInt(10)).quotient, BigInt(2));
  EXPECT_EQ(divmod_near(BigInt(35), BigInt(10)).quotient, BigInt(4));
  EXPECT_EQ(divmod_near(BigInt(-25), BigInt(10)).quotient, BigInt(-2));
}

TEST(BigIntTest, BitsAreTwosComplement) {
  EXPECT_EQ((kA & kB).to_text(),
            "2656139888758747693387813220357796268292334526533944955703159948761894"
            "61407509546668755328704513");
  EXPECT_EQ((kA | kB).to_text(), "-1394206075784509117126487704244019978911761");
  EXPECT_EQ((kA ^ kB) ^ kB, kA);
  EXPECT_EQ(~kA, -kA - BigInt(1));
  EXPECT_EQ(kB >> 20, big("-1715149920127308031673698750085496282"));
  EXPECT_EQ(kB >> 1000, BigInt(-1));
  EXPECT_EQ((kB << 77) >> 77, kB);
  EXPECT_EQ(kB.bit_count(), 75u);
  EXPECT_EQ((BigInt::power_of_two(100) - BigInt(1)).bit_length(), 100u);
  EXPECT_EQ(BigInt(0).bit_length(), 0u);
  EXPECT_EQ(BigInt::power_of_two(100).trailing_zero_bits(), 100u);
}

TEST(BigIntTest, ConvertsToDoubleHalfToEven) {
  BigInt ulp_tie = BigInt::power_of_two(53) + BigInt(1);
  EXPECT_EQ(*ulp_tie.to_double(), 0x1p53);
  EXPECT_EQ(*(ulp_tie + BigInt(2)).to_double(), 0x1p53 + 4);
  EXPECT_EQ(*((ulp_tie << 200) + BigInt(1)).to_double(), 0x1.0000000000001p253);
  EXPECT_FALSE(BigInt::power_of_two(1024).to_double());
  EXPECT_FALSE((BigInt::power_of_two(1024) - BigInt(1)).to_double());
  EXPECT_EQ(*(-BigInt::power_of_two(1023)).to_double(), -0x1p1023);
  EXPECT_EQ(BigInt::from_double(-1e30).to_text(), "-1000000000000000019884624838656");
  EXPECT_EQ(BigInt::from_double(-2.9).to_int64(), -2);
}

TEST(BigIntTest, TrueDivisionRoundsOnce) {
  EXPECT_EQ(*true_divide(kA, kB), -0x1.8abd195e23ac7p+176);
  EXPECT_EQ(*true_divide(pow(BigInt(10), 400), pow(BigInt(10), 399)), 10.0);
  EXPECT_EQ(*true_divide(BigInt(1), pow(BigInt(10), 320)), 1e-320);
  EXPECT_EQ(*true_divide(BigInt(1), pow(BigInt(10), 400)), 0.0);
  EXPECT_FALSE(true_divide(pow(BigInt(10), 400), BigInt(3)));
  EXPECT_EQ(true_divide(kMax, int64_t{3}), 3.0744573456182584e+18);
  EXPECT_EQ(true_divide(kMin, int64_t{-1}), 0x1p63);
}

TEST(BigIntTest, PowersAndRoots) {
  EXPECT_EQ(pow(BigInt(-2), 65), -BigInt::power_of_two(65));
  EXPECT_EQ(pow(BigInt(0), 0), BigInt(1));
  BigInt m = pow(BigInt(10), 20) + BigInt(39);
  EXPECT_EQ(*pow_mod(BigInt(3), BigInt(-5), m), big("63786008230452674922"));
  EXPECT_EQ(*pow_mod(BigInt(3), pow(BigInt(10), 18), BigInt(-97)), BigInt(-36));
  EXPECT_FALSE(pow_mod(BigInt(6), BigInt(-1), BigInt(9)));
  EXPECT_EQ(pow_mod(int64_t{-3}, 5, int64_t{7}), 2);
  EXPECT_EQ(isqrt(kA), pow(BigInt(3), 100));
  EXPECT_EQ(isqrt(kA - BigInt(1)), pow(BigInt(3), 100) - BigInt(1));
  EXPECT_EQ(isqrt(~uint64_t{0}), 4294967295u);
  EXPECT_EQ(gcd(kA * BigInt(10), -kA * BigInt(15)), kA * BigInt(5));
}

TEST(BigIntTest, BytesBothWays) {
  char buffer[4];
  ASSERT_TRUE(BigInt(-2).to_bytes(buffer, 4, true, true));
  EXPECT_EQ(std::string(buffer, 4), "\xFF\xFF\xFF\xFE");
  EXPECT_TRUE(BigInt(-128).to_bytes(buffer, 1, true, true));
  EXPECT_FALSE(BigInt(128).to_bytes(buffer, 1, true, true));
  EXPECT_FALSE(BigInt(-129).to_bytes(buffer, 1, true, true));
  EXPECT_FALSE(BigInt(256).to_bytes(buffer, 1, true, false));
  EXPECT_EQ(BigInt::from_bytes("\x01\x02", false, false), BigInt(513));
  EXPECT_EQ(BigInt::from_bytes("\x80", true, true), BigInt(-128));
  std::string wide(20, '\0');
  ASSERT_TRUE(kB.to_bytes(wide.data(), wide.size(), false, true));
  EXPECT_EQ(BigInt::from_bytes(wide, false, true), kB);
}

TEST(BigIntTest, ComparesExactlyWithDoubles) {
  BigInt x = BigInt::power_of_two(70) + BigInt(1);
  EXPECT_GT(x.compare(0x1p70), 0);
  EXPECT_LT(x.compare(HUGE_VAL), 0);
  EXPECT_LT(compare(int64_t{2}, 2.5), 0);
  EXPECT_GT(compare(kMax, -1e300), 0);
  EXPECT_LT(compare(kMax, 0x1p63), 0);
  EXPECT_EQ(compare(kMin, -0x1p63), 0);
}

TEST(BigIntTest, HashesAsCPython) {
  EXPECT_EQ(pow(BigInt(10), 30).hash(), 465258685558744706);
  EXPECT_EQ((-pow(BigInt(10), 30)).hash(), -465258685558744706);
  EXPECT_EQ(kB.hash(), -831258137981302851);
  EXPECT_EQ(BigInt(-1).hash(), -2);
}

TEST(BigIntTest, FitsAWord) {
  EXPECT_EQ(BigInt(kMin).to_int64(), kMin);
  EXPECT_FALSE((BigInt(kMin) - BigInt(1)).fits_int64());
  EXPECT_FALSE((BigInt(kMax) + BigInt(1)).fits_int64());
  EXPECT_EQ((BigInt(kMax) + BigInt(1)).to_uint64(), uint64_t{1} << 63);
  EXPECT_EQ(BigInt::from_int128(static_cast<__int128>(kMin) * kMin), BigInt::power_of_two(126));
}

TEST(BigIntTest, MovesAndCopies) {
  BigInt a = kA;
  BigInt b = std::move(a);
  a = b;
  EXPECT_EQ(a, kA);
  BigInt c(5);
  c = std::move(b);
  EXPECT_EQ(c, kA);
}

TEST(IntMathTest, OverflowIsReported) {
  int64_t out;
  EXPECT_FALSE(checked_add(kMax, 1, out));
  EXPECT_FALSE(checked_mul(kMax, 2, out));
  EXPECT_FALSE(checked_shift_left(1, 63, out));
  EXPECT_TRUE(checked_shift_left(-1, 63, out));
  EXPECT_EQ(out, kMin);
  EXPECT_TRUE(checked_pow(-3, 39, out));
  EXPECT_EQ(out, -4052555153018976267);
  EXPECT_FALSE(checked_pow(10, 19, out));
  EXPECT_EQ(shift_right(-5, 200), -1);
  EXPECT_EQ(bit_length(kMin), 64);
  EXPECT_EQ(int_to_text(kMin), "-9223372036854775808");
  EXPECT_EQ(int_from_text("+12"), 12);
  EXPECT_FALSE(int_from_text("9223372036854775808"));
  EXPECT_FALSE(int_from_text("+-1"));
}

}  // namespace
}  // namespace gilt
