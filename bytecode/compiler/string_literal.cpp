#include "bytecode/compiler/string_literal.h"

#include <algorithm>
#include <optional>

#include "base/unicode_names.h"
#include "base/utf8.h"

namespace gilt::compiler {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// CPython decodes a form of the body in which characters beyond ASCII, and a backslash before one,
// are written as escapes of ten and six characters: its positions count those.
size_t position_in_escapes(std::string_view body, size_t offset) {
  size_t position = 0;
  bool escaped = false;
  for (size_t i = 0; i < offset; ++i) {
    bool ascii = static_cast<unsigned char>(body[i]) < 0x80;
    if (!ascii && is_continuation(body[i])) continue;
    position += ascii ? 1 : escaped ? 15 : 10;
    escaped = ascii && body[i] == '\\' && !escaped;
  }
  return position;
}

std::string unicode_error(std::string_view body, size_t start, size_t end, const char* reason) {
  size_t first = position_in_escapes(body, start);
  size_t last = position_in_escapes(body, end) - 1;
  std::string where =
      first == last ? "byte 0x5c in position " + std::to_string(first)
                    : "bytes in position " + std::to_string(first) + "-" + std::to_string(last);
  return "(unicode error) 'unicodeescape' codec can't decode " + where + ": " + reason;
}

}  // namespace

DecodedLiteral decode_escapes(std::string_view body, bool bytes) {
  DecodedLiteral out;
  out.text.reserve(body.size());
  size_t i = 0;
  while (i < body.size()) {
    size_t slash = body.find('\\', i);
    if (slash == std::string_view::npos) slash = body.size();
    out.text.append(body, i, slash - i);
    i = slash + 1;
    if (slash >= body.size()) break;
    if (i >= body.size()) {  // before a brace of an f-string
      if (out.bad_escape == std::string_view::npos) out.bad_escape = slash;
      out.text += '\\';
      break;
    }
    char c = body[i++];
    switch (c) {
      case '\n':
        continue;
      case '\\':
      case '\'':
      case '"':
        out.text += c;
        continue;
      case 'a':
        out.text += '\a';
        continue;
      case 'b':
        out.text += '\b';
        continue;
      case 'f':
        out.text += '\f';
        continue;
      case 'n':
        out.text += '\n';
        continue;
      case 'r':
        out.text += '\r';
        continue;
      case 't':
        out.text += '\t';
        continue;
      case 'v':
        out.text += '\v';
        continue;
      default:
        break;
    }
    if (c >= '0' && c <= '7') {
      unsigned value = static_cast<unsigned>(c - '0');
      for (int n = 0; n < 2 && i < body.size() && body[i] >= '0' && body[i] <= '7'; ++n) {
        value = value * 8 + static_cast<unsigned>(body[i++] - '0');
      }
      if (value > 0377 && out.bad_escape == std::string_view::npos) {
        out.bad_escape = slash;
        out.bad_octal = true;
      }
      if (bytes) {
        out.text += static_cast<char>(value & 0xff);
      } else {
        append_code_point(out.text, value);
      }
      continue;
    }
    if (c == 'x' || (!bytes && (c == 'u' || c == 'U'))) {
      int want = c == 'x' ? 2 : c == 'u' ? 4 : 8;
      char32_t value = 0;
      int got = 0;
      while (got < want && i < body.size() && hex_value(body[i]) >= 0) {
        value = value * 16 + static_cast<char32_t>(hex_value(body[i++]));
        ++got;
      }
      if (got < want) {
        if (bytes) {
          out.error = "(value error) invalid \\x escape at position " + std::to_string(slash);
        } else {
          out.error = unicode_error(body, slash, i,
                                    c == 'x'   ? "truncated \\xXX escape"
                                    : c == 'u' ? "truncated \\uXXXX escape"
                                               : "truncated \\UXXXXXXXX escape");
        }
        return out;
      }
      if (bytes) {
        out.text += static_cast<char>(value);
      } else if (value > kMaxCodePoint) {
        out.error = unicode_error(body, slash, i, "illegal Unicode character");
        return out;
      } else {
        append_code_point(out.text, value);
      }
      continue;
    }
    if (c == 'N' && !bytes) {
      bool braced = i < body.size() && body[i] == '{';
      size_t close = braced ? std::min(body.find('}', i), body.size()) : i;
      if (close == body.size() || close <= i + 1) {
        out.error = unicode_error(body, slash, close, "malformed \\N character escape");
        return out;
      }
      std::optional<char32_t> named = unicode_lookup(body.substr(i + 1, close - i - 1));
      i = close + 1;
      if (!named) {
        out.error = unicode_error(body, slash, i, "unknown Unicode character name");
        return out;
      }
      append_code_point(out.text, *named);
      continue;
    }
    if (out.bad_escape == std::string_view::npos) out.bad_escape = slash;
    out.text += '\\';
    --i;
    // The character itself is copied by the next round; a lone backslash is not special there.
    if (i < body.size()) out.text += body[i++];
  }
  return out;
}

}  // namespace gilt::compiler
