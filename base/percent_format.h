// One conversion of the % operator on str and bytes, given its parsed flags.
//
// Source: Objects/unicodeobject.c (unicode_format_arg). The caller walks the format string, takes
// the arguments and converts them (str(), repr(), int, float). Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bigint.h"

namespace gilt {

struct PercentSpec {
  bool left = false;       // -
  bool plus = false;       // +
  bool space = false;      // blank
  bool alternate = false;  // #
  bool zero = false;       // 0
  int64_t width = -1;
  int64_t precision = -1;
  char type = 's';
};

// %d %i %u %o %x %X
std::string percent_int(int64_t value, const PercentSpec& spec);
std::string percent_int(const BigInt& value, const PercentSpec& spec);
// %e %E %f %F %g %G
std::string percent_double(double value, const PercentSpec& spec);
// %s %r %a %c: precision cuts (not for c), width pads; both in code points.
std::string percent_text(std::string_view text, const PercentSpec& spec);

// The parts of a conversion between '%' and its letter. Reads text[pos...], where text[pos - 1] is
// '%', and leaves pos behind the letter.
struct PercentConversion {
  PercentSpec spec;
  bool has_key = false;
  std::string_view key;         // of %(key)s
  bool star_width = false;      // the width is the next argument
  bool star_precision = false;  // the precision is the next argument
  char32_t letter = 0;          // as written; not checked
  const char* error = nullptr;  // message of the ValueError, or null
};
PercentConversion parse_percent(std::string_view text, size_t& pos);

}  // namespace gilt
