// Doubles to text and back, rounding and division. Expected values are CPython's.

#include "base/float_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gilt {
namespace {

TEST(FloatTextTest, ReprIsShortest) {
  const std::pair<double, const char*> cases[] = {
      {0.1, "0.1"},
      {1.0, "1.0"},
      {-0.0, "-0.0"},
      {1e16, "1e+16"},
      {9999999999999998.0, "9999999999999998.0"},
      {1e22, "1e+22"},
      {0.0001, "0.0001"},
      {0.00001, "1e-05"},
      {1.5e-7, "1.5e-07"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {123456.789, "123456.789"},
      {HUGE_VAL, "inf"},
      {-HUGE_VAL, "-inf"},
      {std::nan(""), "nan"},
      {0.1 + 0.2, "0.30000000000000004"},
  };
  for (auto& [value, text] : cases) EXPECT_EQ(double_repr(value), text);
}

TEST(FloatTextTest, ParsesWhatFloatTakes) {
  EXPECT_EQ(parse_double(" \t1_000.5\n"), 1000.5);
  EXPECT_EQ(parse_double("-.5e-3"), -0.0005);
  EXPECT_EQ(parse_double("5."), 5.0);
  EXPECT_EQ(parse_double("1e400"), HUGE_VAL);
  EXPECT_EQ(parse_double("-1e-400"), 0.0);
  EXPECT_TRUE(std::signbit(*parse_double("-1e-400")));
  EXPECT_EQ(parse_double("0." + std::string(390, '0') + "1e400"), 1e9);
  EXPECT_EQ(parse_double("-Infinity"), -HUGE_VAL);
  EXPECT_TRUE(std::isnan(*parse_double("+nAn")));
  EXPECT_EQ(parse_double("2.4703282292062328e-324"), 5e-324);
  for (const char* bad : {"", ".", "1_", "_1", "1__0", "1_.5", "1e", "1e+", "+-1", "0x10", "1 2",
                          "infin", "e5", "1e1.5"}) {
    EXPECT_FALSE(parse_double(bad)) << bad;
  }
}

TEST(FloatTextTest, HexBothWays) {
  EXPECT_EQ(double_hex(0.1), "0x1.999999999999ap-4");
  EXPECT_EQ(double_hex(-0.0), "-0x0.0p+0");
  EXPECT_EQ(double_hex(5e-324), "0x0.0000000000001p-1022");
  double out;
  EXPECT_EQ(parse_double_hex(" -0x1.8P1 ", out), HexParse::kOk);
  EXPECT_EQ(out, -3.0);
  EXPECT_EQ(parse_double_hex("0x1.00000000000008p0", out), HexParse::kOk);
  EXPECT_EQ(out, 1.0);
  EXPECT_EQ(parse_double_hex("0x1p1024", out), HexParse::kTooLarge);
  EXPECT_EQ(parse_double_hex("0x", out), HexParse::kInvalid);
}

TEST(FloatTextTest, RoundsTheDecimalValue) {
  EXPECT_EQ(round_double(2.675, 2), 2.67);
  EXPECT_EQ(round_double(0.5, 0), 0.0);
  EXPECT_EQ(round_double(1.5, 0), 2.0);
  EXPECT_EQ(round_double(25.0, -1), 20.0);
  EXPECT_EQ(round_double(25.000001, -1), 30.0);
  EXPECT_EQ(round_double(-995.0, -1), -1000.0);
  EXPECT_EQ(round_double(7.0, -1), 10.0);
  EXPECT_EQ(round_double(3.0, -1), 0.0);
  EXPECT_EQ(round_double(1e300, 400), 1e300);
  EXPECT_FALSE(round_double(1.7976931348623157e308, -308));
  EXPECT_EQ(round_half_even(2.5), 2.0);
}

TEST(FloatTextTest, DividesAsPython) {
  EXPECT_EQ(floor_div(-7.0, 2.0), -4.0);
  EXPECT_EQ(floor_mod(-7.0, 2.0), 1.0);
  EXPECT_EQ(floor_mod(1.0, 0.1), 0.09999999999999995);
  EXPECT_EQ(floor_div(1.0, 0.1), 9.0);
  EXPECT_TRUE(std::signbit(floor_mod(6.0, -3.0)));
  EXPECT_EQ(floor_mod(1.0, HUGE_VAL), 1.0);
  EXPECT_EQ(floor_mod(-1.0, HUGE_VAL), HUGE_VAL);
}

TEST(FloatTextTest, RatioIsExact) {
  IntegerRatio r = as_integer_ratio(-0.1);
  EXPECT_EQ(r.numerator, BigInt(-3602879701896397));
  EXPECT_EQ(r.denominator, BigInt(36028797018963968));
  EXPECT_EQ(as_integer_ratio(0.0).denominator, BigInt(1));
  EXPECT_EQ(as_integer_ratio(0x1p100).numerator, BigInt::power_of_two(100));
}

}  // namespace
}  // namespace gilt
