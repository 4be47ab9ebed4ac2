// What Unicode says about characters: classes, case, normalization, widths.
//
// Tables are utf8proc's (Unicode 15). The meaning of each predicate is that of the str method of
// the same name (Objects/unicodectype.c, Tools/unicode/makeunicodedata.py). Strings are WTF-8
// (base/utf8.h). Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gilt {

// Predicates on one character.
bool is_alpha(char32_t c);
bool is_decimal(char32_t c);
bool is_digit(char32_t c);
bool is_numeric(char32_t c);
inline bool is_alnum(char32_t c) { return is_alpha(c) || is_numeric(c); }
bool is_space(char32_t c);
bool is_printable(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_title(char32_t c);
bool is_identifier_start(char32_t c);     // XID_Start or '_'
bool is_identifier_continue(char32_t c);  // XID_Continue
bool is_line_break(char32_t c);           // where str.splitlines splits
bool is_combining(char32_t c);

// Value of a decimal digit 0..9, or -1.
int decimal_value(char32_t c);
// Value of a digit in the sense of isdigit (also superscripts and circled digits), or -1.
int digit_value(char32_t c);

// The str methods of these names; false for the empty string as Python's, but is_ascii and
// isprintable.
bool str_isalpha(std::string_view text);
bool str_isdecimal(std::string_view text);
bool str_isdigit(std::string_view text);
bool str_isnumeric(std::string_view text);
bool str_isalnum(std::string_view text);
bool str_isspace(std::string_view text);
bool str_isprintable(std::string_view text);
bool str_isupper(std::string_view text);
bool str_islower(std::string_view text);
bool str_istitle(std::string_view text);
bool str_isidentifier(std::string_view text);

// Full case mappings (ß -> SS, final sigma).
std::string str_lower(std::string_view text);
std::string str_upper(std::string_view text);
std::string str_title(std::string_view text);
std::string str_capitalize(std::string_view text);
std::string str_swapcase(std::string_view text);
std::string str_casefold(std::string_view text);

// unicodedata.
enum class Normalization { kNfc, kNfd, kNfkc, kNfkd };
std::string normalize(std::string_view text, Normalization form);
std::string_view category(char32_t c);  // "Lu", "Nd", ...
int terminal_width(char32_t c);         // columns on a terminal: 0, 1 or 2

// int() and float() accept digits and blanks of every script: all become ASCII, other characters
// stay '?' if they are not ASCII (_PyUnicode_TransformDecimalAndSpaceToASCII).
std::string numeral_to_ascii(std::string_view text);

}  // namespace gilt
