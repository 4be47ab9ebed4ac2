// What the compiler tells its caller when a program is wrong: plain data, ready for a traceback.
// Thread-safety: a value type. Source: CPython 3.14's SyntaxError attributes.
#pragma once

#include <string>

namespace gilt::compiler {

/// A SyntaxError or one of its kin. An empty `type` means that there is no error.
struct SyntaxDiagnostic {
  std::string type;      ///< "SyntaxError", "IndentationError", "TabError", "MemoryError", ...
  std::string message;   ///< CPython's text
  std::string filename;  ///< as given to the compiler
  int line = 0;          ///< from 1; 0: unknown
  int column = 0;        ///< from 1, in characters; 0: unknown
  int end_line = 0;
  int end_column = 0;
  std::string text;  ///< the source line, without its line end

  /// The source ended too early: a prompt may ask for a continuation line.
  bool incomplete = false;

  explicit operator bool() const { return !type.empty(); }
};

/// A SyntaxWarning (they never stop a compilation here; the caller decides what to do with them).
struct SyntaxWarning {
  std::string message;
  int line = 0;
  int column = 0;  ///< from 1, in characters; 0: unknown
};

}  // namespace gilt::compiler
