// Classes of characters, and the predicates of str built on them.

#include "base/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/unicode_tables.h"
#include "base/utf8.h"

namespace gilt {
namespace {

bool in_ranges(std::span<const CodePointRange> ranges, char32_t c) {
  auto after = std::upper_bound(ranges.begin(), ranges.end(), c,
                                [](char32_t x, const CodePointRange& r) { return x < r.first; });
  return after != ranges.begin() && c <= (after - 1)->last;
}

unsigned category_of(char32_t c) { return unsigned(utf8proc_category(utf8proc_int32_t(c))); }

constexpr uint32_t bit(unsigned category) { return uint32_t{1} << category; }
bool has_category(char32_t c, uint32_t set) { return (bit(category_of(c)) & set) != 0; }

constexpr uint32_t kLetters = bit(UTF8PROC_CATEGORY_LU) | bit(UTF8PROC_CATEGORY_LL) |
                              bit(UTF8PROC_CATEGORY_LT) | bit(UTF8PROC_CATEGORY_LM) |
                              bit(UTF8PROC_CATEGORY_LO);
constexpr uint32_t kNumbers =
    bit(UTF8PROC_CATEGORY_ND) | bit(UTF8PROC_CATEGORY_NL) | bit(UTF8PROC_CATEGORY_NO);
constexpr uint32_t kStart = kLetters | bit(UTF8PROC_CATEGORY_NL);
constexpr uint32_t kContinue = kStart | bit(UTF8PROC_CATEGORY_MN) | bit(UTF8PROC_CATEGORY_MC) |
                               bit(UTF8PROC_CATEGORY_ND) | bit(UTF8PROC_CATEGORY_PC);
constexpr uint32_t kUnprintable = bit(UTF8PROC_CATEGORY_CN) | bit(UTF8PROC_CATEGORY_CC) |
                                  bit(UTF8PROC_CATEGORY_CF) | bit(UTF8PROC_CATEGORY_CS) |
                                  bit(UTF8PROC_CATEGORY_CO) | bit(UTF8PROC_CATEGORY_ZS) |
                                  bit(UTF8PROC_CATEGORY_ZL) | bit(UTF8PROC_CATEGORY_ZP);

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }
bool ascii_lower(char32_t c) { return between(c, 'a', 'z'); }
bool ascii_upper(char32_t c) { return between(c, 'A', 'Z'); }
bool ascii_digit(char32_t c) { return between(c, '0', '9'); }

// Whether the text is not empty and each of its characters satisfies the predicate.
template <typename Predicate>
bool every(std::string_view text, Predicate predicate) {
  for (size_t i = 0; i < text.size();) {
    if (!predicate(next_code_point(text, i))) return false;
  }
  return !text.empty();
}

}  // namespace

bool is_alpha(char32_t c) {
  if (c < 0x80) return ascii_lower(c) || ascii_upper(c);
  return has_category(c, kLetters);
}

int decimal_value(char32_t c) {
  if (c < 0x80) return ascii_digit(c) ? int(c - '0') : -1;
  if (category_of(c) != UTF8PROC_CATEGORY_ND) return -1;
  // Decimal digits come in runs of ten from zero to nine; runs may touch.
  char32_t first = c;
  while (category_of(first - 1) == UTF8PROC_CATEGORY_ND) --first;
  return int((c - first) % 10);
}
bool is_decimal(char32_t c) {
  return c < 0x80 ? ascii_digit(c) : category_of(c) == UTF8PROC_CATEGORY_ND;
}

int digit_value(char32_t c) {
  int value = decimal_value(c);
  if (value >= 0 || c < 0x80) return value;
  for (const DigitRange& r : kOtherDigits) {
    if (c >= r.first && c <= r.last) return r.value + int(c - r.first);
  }
  return -1;
}
bool is_digit(char32_t c) { return digit_value(c) >= 0; }

bool is_numeric(char32_t c) {
  if (c < 0x80) return ascii_digit(c);
  return has_category(c, kNumbers) || in_ranges(kOtherNumeric, c);
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || between(c, '\t', '\r') || between(c, 0x1C, 0x1F);
  return c == 0x85 || category_of(c) == UTF8PROC_CATEGORY_ZS || c == 0x2028 || c == 0x2029;
}

bool is_printable(char32_t c) {
  if (c < 0x80) return between(c, ' ', '~');
  return !has_category(c, kUnprintable);
}

bool is_upper(char32_t c) {
  if (c < 0x80) return ascii_upper(c);
  return category_of(c) == UTF8PROC_CATEGORY_LU || in_ranges(kOtherUppercase, c);
}
bool is_lower(char32_t c) {
  if (c < 0x80) return ascii_lower(c);
  return category_of(c) == UTF8PROC_CATEGORY_LL || in_ranges(kOtherLowercase, c);
}
bool is_title(char32_t c) { return c >= 0x80 && category_of(c) == UTF8PROC_CATEGORY_LT; }

bool is_identifier_start(char32_t c) {
  if (c < 0x80) return ascii_lower(c) || ascii_upper(c) || c == '_';
  if (has_category(c, kStart)) return !in_ranges(kNotStart, c);
  return in_ranges(kOtherStart, c);
}
bool is_identifier_continue(char32_t c) {
  if (c < 0x80) return ascii_lower(c) || ascii_upper(c) || ascii_digit(c) || c == '_';
  if (has_category(c, kContinue)) return !in_ranges(kNotContinue, c);
  return in_ranges(kOtherContinue, c);
}

bool is_line_break(char32_t c) {
  return between(c, 0x0A, 0x0D) || between(c, 0x1C, 0x1E) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

bool is_combining(char32_t c) {
  return c >= 0x80 && utf8proc_get_property(utf8proc_int32_t(c))->combining_class != 0;
}

bool str_isalpha(std::string_view text) { return every(text, is_alpha); }
bool str_isdecimal(std::string_view text) { return every(text, is_decimal); }
bool str_isdigit(std::string_view text) { return every(text, is_digit); }
bool str_isnumeric(std::string_view text) { return every(text, is_numeric); }
bool str_isalnum(std::string_view text) { return every(text, is_alnum); }
bool str_isspace(std::string_view text) { return every(text, is_space); }
bool str_isprintable(std::string_view text) { return text.empty() || every(text, is_printable); }

bool str_isupper(std::string_view text) {
  bool any = false;
  bool all = every(text, [&](char32_t c) {
    any = any || is_upper(c);
    return !is_lower(c) && !is_title(c);
  });
  return all && any;
}
bool str_islower(std::string_view text) {
  bool any = false;
  bool all = every(text, [&](char32_t c) {
    any = any || is_lower(c);
    return !is_upper(c) && !is_title(c);
  });
  return all && any;
}
bool str_istitle(std::string_view text) {
  bool any = false;
  bool after_cased = false;
  bool all = every(text, [&](char32_t c) {
    bool capital = is_upper(c) || is_title(c);
    bool small = is_lower(c);
    if (capital ? after_cased : small && !after_cased) return false;
    after_cased = capital || small;
    any = any || after_cased;
    return true;
  });
  return all && any;
}
bool str_isidentifier(std::string_view text) {
  bool first = true;
  return every(text, [&](char32_t c) {
    return std::exchange(first, false) ? is_identifier_start(c) : is_identifier_continue(c);
  });
}

std::string_view category(char32_t c) { return utf8proc_category_string(utf8proc_int32_t(c)); }
int terminal_width(char32_t c) { return utf8proc_charwidth(utf8proc_int32_t(c)); }

std::string numeral_to_ascii(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  for (size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (c < 0x7F) {
      out.push_back(char(c));
    } else if (is_space(c)) {
      out.push_back(' ');
    } else {
      int value = decimal_value(c);
      out.push_back(value < 0 ? '?' : char('0' + value));
    }
  }
  return out;
}

}  // namespace gilt
