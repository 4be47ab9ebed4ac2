// Source text to code object: the compiler's front door.
//
// Thread-safety: no state outside the call; compile from as many threads as you like.
// Raises nothing: the outcome is a plain struct. Messages are those of CPython 3.14.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code.h"
#include "bytecode/compiler/diagnostic.h"
#include "bytecode/compiler/parser.h"

namespace gilt::compiler {

struct CompileOptions {
  uint32_t inherited_flags = 0;  // CO_FUTURE_* of the code that calls compile() or exec()
  int optimize = 0;  // 1 drops asserts and sets __debug__ to False, 2 drops docstrings as well
};

struct CompileResult {
  std::shared_ptr<const Code> code;  // null if there is an error
  SyntaxDiagnostic error;
  std::vector<SyntaxWarning> warnings;
};

CompileResult compile(std::string_view source, std::string filename, ParseMode mode,
                      const CompileOptions& options = {});

// The same for a tree that is there already (`source` is for the error's line of text).
CompileResult compile_tree(const ast::ModNode& module, std::string_view source,
                           std::string filename, const CompileOptions& options = {});

}  // namespace gilt::compiler
