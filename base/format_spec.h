// format(): the format specification mini-language, for int, float and str.
//
// Source: Python/formatter_unicode.c of 3.14. A spec is parsed once and then applied. Errors come
// back as the exception's name and text; type_name is the name of the formatted object's type, for
// those texts. Widths count code points; text is UTF-8. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bigint.h"

namespace gilt {

struct FormatSpec {
  char32_t fill = ' ';
  char align = '>';             // one of < > = ^
  char sign = 0;                // 0 + - or space
  char thousands = 0;           // 0 , or _
  char fraction_thousands = 0;  // the same behind the point (3.14)
  bool no_negative_zero = false;
  bool alternate = false;
  int64_t width = -1;
  int64_t precision = -1;
  char32_t type = 0;
};

// The outcome of a formatting function: text, or an exception.
struct Formatted {
  enum class Error : uint8_t { kNone, kValueError, kOverflowError };

  Error error = Error::kNone;
  std::string text;  // the result, or the exception's message

  bool ok() const { return error == Error::kNone; }
};

// Parses and applies in one go. An empty spec is the caller's business (it means str(value)).
Formatted format_int(int64_t value, std::string_view spec, std::string_view type_name = "int");
Formatted format_int(const BigInt& value, std::string_view spec,
                     std::string_view type_name = "int");
Formatted format_double(double value, std::string_view spec, std::string_view type_name = "float");
Formatted format_str(std::string_view value, std::string_view spec,
                     std::string_view type_name = "str");

// Only parses. Fills `out`, or returns the message of the ValueError.
std::string parse_format_spec(std::string_view spec, char default_type, char default_align,
                              std::string_view type_name, FormatSpec& out);

// The message for a type code that the type does not know.
std::string unknown_format_code(char32_t code, std::string_view type_name);

// Pads to `width` code points; align as in FormatSpec without '='.
std::string pad_text(std::string_view text, int64_t width, char align, char32_t fill);

}  // namespace gilt
