// Escapes of string and bytes literals.
// Thread-safety: pure functions. Source: CPython Parser/string_parser.c, Objects/unicodeobject.c.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gilt::compiler {

struct DecodedLiteral {
  std::string text;   ///< UTF-8 (lone surrogates as three bytes) or bytes
  std::string error;  ///< the SyntaxError's message, or empty
  /// The first escape that Python does not know, at this offset of the body; npos if none.
  size_t bad_escape = std::string_view::npos;
  bool bad_octal = false;
};

/// The value of the text between the quotes of a literal that is not raw.
DecodedLiteral decode_escapes(std::string_view body, bool bytes);

}  // namespace gilt::compiler
