// Source text to syntax tree, with CPython 3.14's grammar and error messages.
//
// Thread-safety: no state outside the call; parse from as many threads as you like.
// Raises nothing: the outcome is a plain struct. Source: CPython Grammar/python.gram, PEP 617, 701.
#pragma once

#include <string_view>
#include <vector>

#include "bytecode/compiler/ast.h"
#include "bytecode/compiler/diagnostic.h"

namespace gilt::compiler {

enum class ParseMode {
  kExec,    ///< a file: ast::Module
  kEval,    ///< one expression: ast::Expression
  kSingle,  ///< one interactive statement: ast::Interactive
  kPrompt,  ///< the same, typed line by line: it may not be complete yet
};

struct ParseResult {
  ast::ModNode* module = nullptr;  ///< null if there is an error; lives in the arena
  SyntaxDiagnostic error;
  std::vector<SyntaxWarning> warnings;
};

/// `source` is the raw bytes of the program (UTF-8, perhaps with a BOM or a coding cookie). The
/// tree does not refer to it. With kPrompt, source that merely stops too early (an open bracket, an
/// open block, a header without its body) gives error.incomplete; a compound statement is complete
/// once an empty line or a dedented line follows, as at CPython's prompt.
ParseResult parse(std::string_view source, ParseMode mode, ast::Arena& arena,
                  std::string_view filename = "<string>");

}  // namespace gilt::compiler
