// Source bytes made ready for the lexer, and the way back from offsets to lines and columns.
//
// Thread-safety: read-only after load. Invariants: text() is valid UTF-8, has only "\n" line ends,
// ends with one, and holds no null byte. Source: CPython Parser/tokenizer/helpers.c, PEP 263.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bytecode/compiler/arena.h"
#include "bytecode/compiler/diagnostic.h"

namespace gilt::compiler {

class SourceText {
 public:
  /// Decodes `bytes` into the arena; false with `error` filled in if they are no Python source.
  bool load(std::string_view bytes, std::string_view filename, ast::Arena& arena,
            SyntaxDiagnostic& error);

  std::string_view text() const { return text_; }
  int line_count() const { return static_cast<int>(line_starts_.size()); }
  uint32_t line_start(int line) const { return line_starts_[static_cast<size_t>(line - 1)]; }
  /// The line without its line end; empty if there is no such line.
  std::string_view line(int line) const;
  /// Number of characters in the first `byte_col` bytes of the line.
  int char_column(int line, int byte_col) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> line_starts_;
};

}  // namespace gilt::compiler
