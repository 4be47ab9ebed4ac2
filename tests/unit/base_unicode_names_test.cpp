#include <gtest/gtest.h>

#include "base/unicode_names.h"

namespace gilt {
namespace {

TEST(UnicodeNames, FindCharactersInAnyCase) {
  EXPECT_EQ(unicode_lookup("BULLET"), U'\u2022');
  EXPECT_EQ(unicode_lookup("Latin small letter e with acute"), U'\u00e9');
  EXPECT_EQ(unicode_lookup("SPACE"), U' ');
  EXPECT_EQ(unicode_lookup("TIBETAN LETTER -A"), U'\u0f60');
  EXPECT_EQ(unicode_lookup("TAG VERTICAL LINE"), U'\U000e007c');
  EXPECT_EQ(unicode_lookup("VARIATION SELECTOR-256"), U'\U000e01ef');
}

TEST(UnicodeNames, FindNamesByRule) {
  EXPECT_EQ(unicode_lookup("CJK UNIFIED IDEOGRAPH-4E00"), U'\u4e00');
  EXPECT_EQ(unicode_lookup("CJK UNIFIED IDEOGRAPH-04E00"), std::nullopt);
  EXPECT_EQ(unicode_lookup("CJK UNIFIED IDEOGRAPH-41"), std::nullopt);
  EXPECT_EQ(unicode_lookup("HANGUL SYLLABLE GA"), U'\uac00');
  EXPECT_EQ(unicode_lookup("HANGUL SYLLABLE HIH"), U'\ud7a3');
  EXPECT_EQ(unicode_lookup("HANGUL SYLLABLE A"), U'\uc544');
  EXPECT_EQ(unicode_lookup("HANGUL SYLLABLE X"), std::nullopt);
}

TEST(UnicodeNames, FindAliases) {
  EXPECT_EQ(unicode_lookup("LF"), U'\n');
  EXPECT_EQ(unicode_lookup("weierstrass elliptic function"), U'\u2118');
  EXPECT_EQ(unicode_name(U'\u2118'), "SCRIPT CAPITAL P");
}

TEST(UnicodeNames, RefuseOtherTexts) {
  for (const char* name : {"", " ", "-", "BULLE", "ULLET", "BULLET ", " BULLET",
                           "LATIN  SMALL LETTER A", "SMALL LETTER A", "\xc3\xa9"}) {
    EXPECT_EQ(unicode_lookup(name), std::nullopt) << name;
  }
}

TEST(UnicodeNames, ComeBack) {
  size_t named = 0;
  for (char32_t c = 0; c < 0x30000; ++c) {
    std::string name = unicode_name(c);
    if (name.empty()) continue;
    ++named;
    if (c % 97 == 0) {
      EXPECT_EQ(unicode_lookup(name), c) << name;
    }
  }
  EXPECT_EQ(named, 133573u);
  EXPECT_EQ(unicode_name(U'\n'), "");
  EXPECT_EQ(unicode_name(0xd800), "");
  EXPECT_EQ(unicode_name(U'\u0f0a'), "TIBETAN MARK BKA- SHOG YIG MGO");
}

}  // namespace
}  // namespace gilt
