// Properties of characters that only unicodedata asks for. Unicode 15.0.
//
// Thread-safety: pure functions. Source: CPython Modules/unicodedata.c; UAX #9, #11, #44.
#pragma once

#include <optional>
#include <string_view>

namespace gilt {

// The value of a digit, numeral or fraction.
std::optional<double> numeric_value(char32_t c);
int combining_class(char32_t c);                // 0: not combining
std::string_view bidirectional(char32_t c);     // "L", "AN", ...; empty if unassigned
bool is_mirrored(char32_t c);                   // in text from right to left
std::string_view east_asian_width(char32_t c);  // "F", "H", "W", "Na", "A" or "N"

}  // namespace gilt
