#include "bytecode/compiler/compile.h"

#include "bytecode/compiler/codegen.h"

namespace gilt::compiler {
namespace {

// --- __future__ ---

bool is_docstring(const ast::StmtNode* stmt) {
  auto* expr = ast::dyn<ast::Expr>(stmt);
  auto* constant = expr ? ast::dyn<ast::Constant>(expr->value) : nullptr;
  return constant && constant->value_kind == ast::ConstantKind::kStr;
}

uint32_t future_feature(std::string_view name, const ast::StmtNode* stmt) {
  static constexpr std::string_view kOld[] = {
      "nested_scopes",  "generators",     "division",         "absolute_import",
      "with_statement", "print_function", "unicode_literals", "generator_stop"};
  if (name == "annotations") return kCoFutureAnnotations;
  for (std::string_view old : kOld) {
    if (name == old) return 0;  // always on
  }
  if (name == "braces") fail(stmt, "not a chance");
  if (name == "barry_as_FLUFL") {
    fail(stmt, "future feature barry_as_FLUFL is not supported");
  }
  fail(stmt, "future feature " + std::string(name) + " is not defined");
}

uint32_t future_flags(const ast::ModNode& module) {
  const ast::Seq<ast::StmtNode*>* body = nullptr;
  if (auto* exec = ast::dyn<ast::Module>(&module)) body = &exec->body;
  if (auto* single = ast::dyn<ast::Interactive>(&module)) body = &single->body;
  uint32_t flags = 0;
  if (!body) return flags;
  bool done = false;
  for (size_t i = 0; i < body->size(); ++i) {
    const ast::StmtNode* stmt = (*body)[i];
    auto* import = ast::dyn<ast::ImportFrom>(stmt);
    bool is_future = import && import->module == "__future__" && import->level == 0;
    if (!is_future) {
      if (!(i == 0 && is_docstring(stmt))) done = true;
      continue;
    }
    if (done) fail(stmt, "from __future__ imports must occur at the beginning of the file");
    for (const ast::Alias* alias : import->names) flags |= future_feature(alias->name, stmt);
  }
  return flags;
}

// --- where an error is ---

std::string_view source_line(std::string_view source, int line) {
  for (int i = 1; i < line; ++i) {
    size_t end = source.find('\n');
    if (end == source.npos) return {};
    source.remove_prefix(end + 1);
  }
  source = source.substr(0, source.find('\n'));
  if (!source.empty() && source.back() == '\r') source.remove_suffix(1);
  return source;
}

// Byte offset in a line to a column in characters, from 1.
int column_of(std::string_view line, int offset) {
  int column = 1;
  for (int i = 0; i < offset && i < static_cast<int>(line.size()); ++i) {
    column += (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
  }
  return column;
}

SyntaxDiagnostic diagnose(const SyntaxFailure& failure, std::string_view source,
                          const std::string& filename) {
  SyntaxDiagnostic error;
  error.type = failure.type;
  error.message = failure.message;
  error.filename = filename;
  const ast::Location& where = failure.location;
  std::string_view line = source_line(source, where.lineno);
  error.line = where.lineno;
  error.column = column_of(line, where.col_offset);
  error.end_line = where.end_lineno;
  error.end_column = column_of(source_line(source, where.end_lineno), where.end_col_offset);
  error.text = line;
  return error;
}

}  // namespace

CompileResult compile_tree(const ast::ModNode& module, std::string_view source,
                           std::string filename, const CompileOptions& options) {
  CompileResult result;
  try {
    uint32_t flags = future_flags(module) | (options.inherited_flags & kCoFutureAnnotations);
    SymbolTable symbols = build_symbol_table(module, (flags & kCoFutureAnnotations) != 0);
    result.code = Codegen(symbols, filename, flags, options, result.warnings).module(module);
  } catch (const SyntaxFailure& failure) {
    result.error = diagnose(failure, source, filename);
  }
  for (SyntaxWarning& warning : result.warnings) {
    warning.column = column_of(source_line(source, warning.line), warning.column - 1);
  }
  return result;
}

CompileResult compile(std::string_view source, std::string filename, ParseMode mode,
                      const CompileOptions& options) {
  ast::Arena arena;
  ParseResult parsed = parse(source, mode, arena, filename);
  CompileResult result;
  if (parsed.module) result = compile_tree(*parsed.module, source, filename, options);
  if (parsed.error) {
    result.error = parsed.error;
    result.error.filename = filename;
  }
  result.warnings.insert(result.warnings.begin(), parsed.warnings.begin(), parsed.warnings.end());
  return result;
}

}  // namespace gilt::compiler
