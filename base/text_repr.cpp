#include "base/text_repr.h"

#include "base/unicode.h"
#include "base/utf8.h"

namespace gilt {
namespace {

void append_hex(std::string& out, char32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out.push_back("0123456789abcdef"[value >> shift & 15]);
  }
}

void append_escape(std::string& out, char32_t c) {
  if (c < 0x100) {
    out += "\\x";
    append_hex(out, c, 2);
  } else if (c < 0x10000) {
    out += "\\u";
    append_hex(out, c, 4);
  } else {
    out += "\\U";
    append_hex(out, c, 8);
  }
}

// Single quotes, unless that would need escapes and double quotes would not.
char quote_for(std::string_view text) {
  bool single = text.find('\'') != std::string_view::npos;
  bool twofold = text.find('"') != std::string_view::npos;
  return single && !twofold ? '"' : '\'';
}

// The escapes that str and bytes share; false if c has none.
bool append_common_escape(std::string& out, char32_t c, char quote) {
  switch (c) {
    case '\t':
      out += "\\t";
      return true;
    case '\n':
      out += "\\n";
      return true;
    case '\r':
      out += "\\r";
      return true;
    case '\\':
      out += "\\\\";
      return true;
  }
  if (c != char32_t(quote)) return false;
  out.push_back('\\');
  out.push_back(quote);
  return true;
}

std::string quoted(std::string_view text, bool ascii_only) {
  char quote = quote_for(text);
  std::string out;
  out.reserve(text.size() + 2);
  out.push_back(quote);
  for (size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (append_common_escape(out, c, quote)) continue;
    if (is_printable(c) && (c < 0x80 || !ascii_only)) {
      append_code_point(out, c);
    } else {
      append_escape(out, c);
    }
  }
  out.push_back(quote);
  return out;
}

}  // namespace

std::string str_repr(std::string_view text) { return quoted(text, false); }
std::string str_ascii(std::string_view text) { return quoted(text, true); }

std::string escape_non_ascii(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  for (size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (c < 0x80) {
      out.push_back(char(c));
    } else {
      append_escape(out, c);
    }
  }
  return out;
}

std::string bytes_repr(std::string_view bytes) {
  char quote = quote_for(bytes);
  std::string out = "b";
  out.reserve(bytes.size() + 3);
  out.push_back(quote);
  for (char byte : bytes) {
    auto c = uint8_t(byte);
    if (append_common_escape(out, c, quote)) continue;
    if (c >= ' ' && c < 0x7F) {
      out.push_back(byte);
    } else {
      append_escape(out, c);
    }
  }
  out.push_back(quote);
  return out;
}

void next_line(std::string_view text, size_t& offset, size_t& content_end) {
  while (offset < text.size()) {
    content_end = offset;
    char32_t c = next_code_point(text, offset);
    if (!is_line_break(c)) continue;
    if (c == '\r' && offset < text.size() && text[offset] == '\n') ++offset;
    return;
  }
  content_end = offset;
}

void next_line_bytes(std::string_view bytes, size_t& offset, size_t& content_end) {
  size_t end = bytes.find_first_of("\n\r", offset);
  if (end == std::string_view::npos) end = bytes.size();
  content_end = end;
  offset = end;
  if (offset == bytes.size()) return;
  bool pair = bytes[offset] == '\r' && offset + 1 < bytes.size() && bytes[offset + 1] == '\n';
  offset += pair ? 2 : 1;
}

size_t skip_space(std::string_view text, size_t offset) {
  while (offset < text.size()) {
    size_t next = offset;
    if (!is_space(next_code_point(text, next))) break;
    offset = next;
  }
  return offset;
}

size_t trim_space_end(std::string_view text) {
  size_t end = text.size();
  while (end > 0) {
    size_t previous = end;
    if (!is_space(previous_code_point(text, previous))) break;
    end = previous;
  }
  return end;
}

}  // namespace gilt
