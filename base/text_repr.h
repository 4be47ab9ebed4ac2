// How text is written and cut: repr() and ascii() of str and bytes, line splitting, blanks.
//
// Source: Objects/unicodeobject.c, Objects/bytesobject.c. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gilt {

std::string str_repr(std::string_view text);
// ascii(): as repr, with everything beyond ASCII escaped.
std::string str_ascii(std::string_view text);
// Escapes what is not ASCII in any text (a repr that another type produced), \x \u \U.
std::string escape_non_ascii(std::string_view text);
// b'...'. bytearray's repr puts its own name around it.
std::string bytes_repr(std::string_view bytes);

// str.splitlines and bytes.splitlines: one call per line. Moves `offset` behind the line and its
// separator; `content_end` is where the separator starts. Requires offset < text.size().
void next_line(std::string_view text, size_t& offset, size_t& content_end);
void next_line_bytes(std::string_view bytes, size_t& offset, size_t& content_end);

// Byte offsets of the text without blanks at its ends (str.strip() without arguments).
size_t skip_space(std::string_view text, size_t offset = 0);
size_t trim_space_end(std::string_view text);  // offset behind the last non-blank
inline bool is_space_byte(char c) {            // bytes.isspace, bytes.strip
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace gilt
