// format() specifications and % conversions. Expected values are CPython's.

#include "base/format_spec.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/percent_format.h"

namespace gilt {
namespace {

std::string fi(int64_t value, std::string_view spec) {
  Formatted word = format_int(value, spec);
  Formatted big = format_int(BigInt(value), spec);
  EXPECT_EQ(word.text, big.text) << spec;
  return word.text;
}
std::string ff(double value, std::string_view spec) { return format_double(value, spec).text; }
std::string fs(std::string_view value, std::string_view spec) {
  return format_str(value, spec).text;
}

TEST(FormatSpecTest, Ints) {
  EXPECT_EQ(fi(42, "5"), "   42");
  EXPECT_EQ(fi(42, "<5d"), "42   ");
  EXPECT_EQ(fi(42, "*^7"), "**42***");
  EXPECT_EQ(fi(-42, "06"), "-00042");
  EXPECT_EQ(fi(-42, "x=+6"), "-xxx42");
  EXPECT_EQ(fi(255, "#x"), "0xff");
  EXPECT_EQ(fi(255, "#010X"), "0X000000FF");
  EXPECT_EQ(fi(-5, "b"), "-101");
  EXPECT_EQ(fi(1234567, ","), "1,234,567");
  EXPECT_EQ(fi(1234567, "_x"), "12_d687");
  EXPECT_EQ(fi(1234, "012,"), "0,000,001,234");
  EXPECT_EQ(fi(1234, "011,"), "000,001,234");
  EXPECT_EQ(fi(0x20AC, "c"), "\u20AC");
  EXPECT_EQ(fi(97, "05c"), "0000a");
  EXPECT_EQ(fi(3, "+n"), "+3");
  EXPECT_EQ(fi(3, ".2f"), "3.00");
  EXPECT_EQ(fi(3, " %"), " 300.000000%");
  EXPECT_EQ(format_int(pow(BigInt(10), 25), ",").text, "10,000,000,000,000,000,000,000,000");
}

TEST(FormatSpecTest, Doubles) {
  EXPECT_EQ(ff(3.14159, ".2f"), "3.14");
  EXPECT_EQ(ff(1234567.891, ",.1f"), "1,234,567.9");
  EXPECT_EQ(ff(1e20, ""), "1e+20");
  EXPECT_EQ(ff(10.0, ".3"), "10.0");
  EXPECT_EQ(ff(1000.0, ".3"), "1e+03");
  EXPECT_EQ(ff(0.0001, "g"), "0.0001");
  EXPECT_EQ(ff(0.00001234, "G"), "1.234E-05");
  EXPECT_EQ(ff(1.0, "#g"), "1.00000");
  EXPECT_EQ(ff(1.0, "#.0f"), "1.");
  EXPECT_EQ(ff(0.256, ".1%"), "25.6%");
  EXPECT_EQ(ff(-0.001, "z.1f"), "0.0");
  EXPECT_EQ(ff(-0.001, ".1f"), "-0.0");
  EXPECT_EQ(ff(HUGE_VAL, "08.2F"), "00000INF");
  EXPECT_EQ(ff(-1.5, "010.2e"), "-01.50e+00");
  EXPECT_EQ(ff(2.5, ".0f"), "2");
  EXPECT_EQ(ff(1234.5678, ".6_f"), "1234.567_800");
  EXPECT_EQ(ff(1234.56789, "_.,f"), "1_234.567,890");
}

TEST(FormatSpecTest, Strings) {
  EXPECT_EQ(fs("h\u00E9llo", "7"), "h\u00E9llo  ");
  EXPECT_EQ(fs("h\u00E9llo", "\u65E5>7.2"), "\u65E5\u65E5\u65E5\u65E5\u65E5h\u00E9");
  EXPECT_EQ(fs("abc", "^8s"), "  abc   ");
  EXPECT_EQ(fs("abc", "05"), "abc00");
}

TEST(FormatSpecTest, Errors) {
  EXPECT_EQ(fi(3, "y"), "Unknown format code 'y' for object of type 'int'");
  EXPECT_EQ(fi(3, "\n"), "Unknown format code '\\xa' for object of type 'int'");
  EXPECT_EQ(fi(3, "abc"), "Invalid format specifier 'abc' for object of type 'int'");
  EXPECT_EQ(fi(3, ".2"), "Precision not allowed in integer format specifier");
  EXPECT_EQ(fi(3, ",_"), "Cannot specify both ',' and '_'.");
  EXPECT_EQ(fi(3, ",x"), "Cannot specify ',' with 'x'.");
  EXPECT_EQ(fi(3, "5."), "Format specifier missing precision");
  EXPECT_EQ(fi(3, "99999999999999999999"), "Too many decimal digits in format string");
  EXPECT_EQ(fi(3, "+c"), "Sign not allowed with integer format specifier 'c'");
  EXPECT_EQ(ff(3, "d"), "Unknown format code 'd' for object of type 'float'");
  EXPECT_EQ(fs("x", "=5"), "'=' alignment not allowed in string format specifier");
  EXPECT_EQ(fs("x", ","), "Cannot specify ',' with 's'.");
  EXPECT_EQ(fs("x", "+"), "Sign not allowed in string format specifier");
  Formatted overflow = format_int(-1, "c");
  EXPECT_EQ(overflow.error, Formatted::Error::kOverflowError);
  EXPECT_EQ(overflow.text, "%c arg not in range(0x110000)");
  EXPECT_EQ(format_int(pow(BigInt(10), 400), "f").text, "int too large to convert to float");
}

std::string percent(std::string_view format, int64_t number, double real, std::string_view text) {
  size_t pos = 1;
  PercentConversion c = parse_percent(format, pos);
  if (c.error != nullptr) return c.error;
  EXPECT_EQ(pos, format.size());
  switch (c.spec.type) {
    case 'd':
    case 'x':
    case 'X':
    case 'o':
      return percent_int(number, c.spec);
    case 's':
    case 'c':
      return percent_text(text, c.spec);
    default:
      return percent_double(real, c.spec);
  }
}

TEST(PercentFormatTest, MatchesCPython) {
  EXPECT_EQ(percent("%5d", 42, 0, ""), "   42");
  EXPECT_EQ(percent("%-5d", 42, 0, ""), "42   ");
  EXPECT_EQ(percent("%05.3d", 3, 0, ""), "00003");
  EXPECT_EQ(percent("%+.3ld", 3, 0, ""), "+003");
  EXPECT_EQ(percent("%#05x", -3, 0, ""), "-0x03");
  EXPECT_EQ(percent("%#.4X", 10, 0, ""), "0X000A");
  EXPECT_EQ(percent("%06.2f", 0, -1.5, ""), "-01.50");
  EXPECT_EQ(percent("% e", 0, 12345.678, ""), " 1.234568e+04");
  EXPECT_EQ(percent("%05f", 0, HUGE_VAL, ""), "00inf");
  EXPECT_EQ(percent("%-6.2s", 0, 0, "\u65E5\u672C\u8A9E"), "\u65E5\u672C    ");
  EXPECT_EQ(percent("%.0c", 0, 0, "a"), "a");
  EXPECT_EQ(percent("%(a", 0, 0, ""), "incomplete format key");
  EXPECT_EQ(percent("%5", 0, 0, ""), "incomplete format");
  EXPECT_EQ(percent("%99999999999999999999d", 0, 0, ""), "width too big");
}

TEST(PercentFormatTest, ReadsKeysAndStars) {
  size_t pos = 1;
  PercentConversion c = parse_percent("%(a(b))-*.*s rest", pos);
  EXPECT_EQ(c.key, "a(b)");
  EXPECT_TRUE(c.has_key && c.star_width && c.star_precision && c.spec.left);
  EXPECT_EQ(c.letter, U's');
  EXPECT_EQ(pos, 12u);
}

}  // namespace
}  // namespace gilt
