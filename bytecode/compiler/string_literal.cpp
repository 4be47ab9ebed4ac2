#include "bytecode/compiler/string_literal.h"

#include "base/utf8.h"

namespace gilt::compiler {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string unicode_error(size_t start, size_t end, const char* reason) {
  // CPython counts in an intermediate form in which the positions are those of the body.
  std::string where = end - start <= 1 ? "byte 0x5c in position " + std::to_string(start)
                                       : "bytes in position " + std::to_string(start) + "-" +
                                             std::to_string(end - 1);
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
          out.error = unicode_error(slash, i,
                                    c == 'x'   ? "truncated \\xXX escape"
                                    : c == 'u' ? "truncated \\uXXXX escape"
                                               : "truncated \\UXXXXXXXX escape");
        }
        return out;
      }
      if (bytes) {
        out.text += static_cast<char>(value);
      } else if (value > kMaxCodePoint) {
        out.error = unicode_error(slash, i, "illegal Unicode character");
        return out;
      } else {
        append_code_point(out.text, value);
      }
      continue;
    }
    if (c == 'N' && !bytes) {
      size_t close = i < body.size() && body[i] == '{' ? body.find('}', i) : std::string_view::npos;
      if (close == std::string_view::npos || close == i + 1) {
        size_t end = close == i + 1                      ? close + 1
                     : i < body.size() && body[i] == '{' ? body.size()
                                                         : i;
        out.error = unicode_error(slash, end, "malformed \\N character escape");
        return out;
      }
      out.error = "(unicode error) gilt has no table of Unicode character names for \\N" +
                  std::string(body.substr(i, close + 1 - i));
      return out;
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
