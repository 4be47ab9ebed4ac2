// UTF-8, Unicode, repr and search. Expected values are CPython's.

#include <gtest/gtest.h>

#include "base/string_search.h"
#include "base/text_repr.h"
#include "base/unicode.h"
#include "base/unicode_values.h"
#include "base/utf8.h"

namespace gilt {
namespace {

std::string check(std::string_view bytes) {
  Utf8Error e = check_utf8(bytes);
  if (!e.found) return "ok";
  return std::to_string(e.start) + "-" + std::to_string(e.end) + " " + e.reason;
}

TEST(Utf8Test, ReportsErrorsAsTheDecoder) {
  EXPECT_EQ(check("plain ascii, long enough \u65E5\u672C \U0001F389"), "ok");
  EXPECT_EQ(check("ab\x80"), "2-3 invalid start byte");
  EXPECT_EQ(check("\xC0\x80"), "0-1 invalid start byte");
  EXPECT_EQ(check("\xE2\x82"), "0-2 unexpected end of data");
  EXPECT_EQ(check("\xE2\x82g"), "0-2 invalid continuation byte");
  EXPECT_EQ(check("\xE0\x80\x80"), "0-1 invalid continuation byte");
  EXPECT_EQ(check("\xED\xA0\x80"), "0-1 invalid continuation byte");
  EXPECT_EQ(check("\xF4\x90\x80\x80"), "0-1 invalid continuation byte");
  EXPECT_EQ(check("\xF0\x9F\x8E"), "0-3 unexpected end of data");
}

TEST(Utf8Test, CountsAndFinds) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "a\u00E9\u65E5\U0001F389";
  EXPECT_EQ(count_code_points(text), 160u);
  size_t offset = 0;
  for (size_t i = 0; i < 160; ++i) {
    EXPECT_EQ(offset_of_index(text, i), offset);
    next_code_point(text, offset);
  }
  EXPECT_EQ(offset_of_index(text, 1000), text.size());
  EXPECT_EQ(from_code_points(to_code_points(text)), text);
  EXPECT_EQ(slice_code_points(text, 159, -2, 3), "\U0001F389\u00E9\U0001F389");
  EXPECT_TRUE(is_ascii(std::string(100, 'x')));
  EXPECT_FALSE(is_ascii(std::string(50, 'x') + "\u00E9"));
  EXPECT_EQ(find_surrogates("\u65E5x\xED\xA0\x80\xED\xB0\x80y").start, 2u);
  EXPECT_EQ(find_surrogates("\u65E5x\xED\xA0\x80\xED\xB0\x80y").end, 4u);
  EXPECT_FALSE(find_surrogates("\uD7FF").found);
  std::string bytes;
  EXPECT_EQ(utf8_to_single_bytes("a\u00FF", 256, bytes), -1);
  EXPECT_EQ(bytes, "a\xFF");
  EXPECT_EQ(utf8_to_single_bytes("a\u00FF", 128, bytes), 1);
  EXPECT_EQ(latin1_to_utf8("a\xFF"), "a\u00FF");
}

TEST(UnicodeTest, Classifies) {
  EXPECT_TRUE(str_isdecimal("\u0663\u0967") && !str_isdecimal("\u00B2"));
  EXPECT_TRUE(str_isdigit("\u00B2\u2460") && !str_isdigit("\u00BD"));
  EXPECT_TRUE(str_isnumeric("\u00BD\u4E09"));
  EXPECT_TRUE(str_isspace("\u00A0\u2028\x1C") && !str_isspace(""));
  EXPECT_TRUE(str_isprintable("") && str_isprintable("a b") && !str_isprintable("\u00AD"));
  EXPECT_TRUE(str_isidentifier("\u03B1_1") && !str_isidentifier("1a") && !str_isidentifier(""));
  EXPECT_TRUE(str_isupper("A1") && !str_isupper("1") && !str_isupper("Aa"));
  EXPECT_TRUE(str_istitle("Hello World 1") && !str_istitle("HeLlo"));
  EXPECT_EQ(decimal_value(0x1D7DA), 2);
  EXPECT_EQ(digit_value(0x2468), 9);
  EXPECT_EQ(category(U'\u20AC'), "Sc");
  EXPECT_EQ(east_asian_width(U'\u65E5'), "W");
  EXPECT_EQ(numeral_to_ascii("\u0661\u00A0\u0662x\u65E5"), "1 2x?");
}

TEST(UnicodeTest, MapsCase) {
  EXPECT_EQ(str_upper("stra\u00DFe \uFB01"), "STRASSE FI");
  EXPECT_EQ(str_title("\u01C6 o'neil \uFB01n"), "\u01C5 O'Neil Fin");
  EXPECT_EQ(str_lower("\u039F\u0394\u039F\u03A3 \u03A3"), "\u03BF\u03B4\u03BF\u03C2 \u03C3");
  EXPECT_EQ(str_lower("\u0130"), "i\u0307");
  EXPECT_EQ(str_capitalize("\u00DFABC"), "Ssabc");
  EXPECT_EQ(str_swapcase("aB\u00DF"), "AbSS");
  EXPECT_EQ(str_casefold("Stra\u00DFe\u03A3\u03C2"), "strasse\u03C3\u03C3");
  EXPECT_EQ(normalize("e\u0301\u212B", Normalization::kNfc), "\u00E9\u00C5");
  EXPECT_EQ(normalize("\u00E9\xED\xA0\x80", Normalization::kNfd), "e\u0301\xED\xA0\x80");
  EXPECT_EQ(normalize("\uFB01\u00B2", Normalization::kNfkc), "fi2");
}

TEST(TextReprTest, Escapes) {
  EXPECT_EQ(str_repr("it's"), "\"it's\"");
  EXPECT_EQ(str_repr("it's \"x\""), "'it\\'s \"x\"'");
  EXPECT_EQ(str_repr("\t\n\r\\\x7F\u00E9\u00AD\u2028\U000E0001\xED\xA0\x80"),
            "'\\t\\n\\r\\\\\\x7f\u00E9\\xad\\u2028\\U000e0001\\ud800'");
  EXPECT_EQ(str_ascii("\u00E9\u65E5\U0001F389"), "'\\xe9\\u65e5\\U0001f389'");
  EXPECT_EQ(bytes_repr(std::string_view("a'\0\xFF\n", 5)), "b\"a'\\x00\\xff\\n\"");
}

TEST(TextReprTest, SplitsLines) {
  std::string_view text =
      "a\r\nb\n\u2028c\x1C"
      "d";
  std::string lines;
  for (size_t offset = 0, end; offset < text.size();) {
    size_t start = offset;
    next_line(text, offset, end);
    lines += "[" + std::string(text.substr(start, end - start)) + "]";
  }
  EXPECT_EQ(lines, "[a][b][][c][d]");
  std::string_view blanks = " \u3000x \n";
  EXPECT_EQ(skip_space(blanks), 4u);
  EXPECT_EQ(trim_space_end(blanks), 5u);
}

TEST(StringSearchTest, FindsWhatTheNaiveSearchFinds) {
  std::string text;
  uint32_t x = 1;
  for (int i = 0; i < 3000; ++i) {
    x = x * 1664525 + 1013904223;
    text.push_back("ab"[x >> 31]);
  }
  for (size_t n = 1; n < 40; ++n) {
    for (size_t at = 0; at + n < text.size(); at += 97) {
      std::string needle = text.substr(at, n);
      ASSERT_EQ(find_first(text, needle), text.find(needle));
      ASSERT_EQ(find_first(text, needle, at + 1), text.find(needle, at + 1));
      ASSERT_EQ(find_last(text, needle), text.rfind(needle));
    }
    ASSERT_EQ(find_first(text, std::string(n, 'a') + "c"), std::string::npos);
  }
  EXPECT_EQ(find_first("abc", "", 3), 3u);
  EXPECT_EQ(find_first("abc", "", 4), std::string::npos);
}

TEST(StringSearchTest, CountsAndReplaces) {
  EXPECT_EQ(count_occurrences("aaaa", "aa"), 2u);
  EXPECT_EQ(replace_all("a-b-c", "-", "+", 1), "a+b-c");
  EXPECT_EQ(replace_all("abc", "", "."), ".a.b.c.");
  EXPECT_EQ(replace_between_code_points("\u00E9a", ".", 2), ".\u00E9.a");
}

TEST(StringSearchTest, StaysLinear) {
  std::string text(2'000'000, 'a');
  std::string needle = std::string(100'000, 'a') + "b" + std::string(100'000, 'a');
  EXPECT_EQ(find_first(text, needle), std::string::npos);
  EXPECT_EQ(find_last(text, needle), std::string::npos);
}

}  // namespace
}  // namespace gilt
