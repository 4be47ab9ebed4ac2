// The names of characters, as in unicodedata and \N{...}: Unicode 15.0, from CPython 3.12's
// unicodedata, without named sequences.
//
// Thread-safety: pure functions. Source: CPython Modules/unicodedata.c; the Unicode Standard, 4.8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gilt {

// The character with this name or alias, in any case.
std::optional<char32_t> unicode_lookup(std::string_view name);
// The name of a character, empty if it has none (control characters, surrogates, unassigned ones).
std::string unicode_name(char32_t c);

}  // namespace gilt
