#include "cli/compile_hook.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "vm/errors.h"
#include "vm/source_cache.h"
#include "vm/types/code.h"
#include "vm/types/exception.h"
#include "vm/uncaught.h"

namespace gilt::cli {
namespace {

compiler::ParseMode parse_mode(CompileMode mode) {
  switch (mode) {
    case CompileMode::kExec:
      return compiler::ParseMode::kExec;
    case CompileMode::kEval:
      return compiler::ParseMode::kEval;
    case CompileMode::kSingle:
      return compiler::ParseMode::kSingle;
  }
  return compiler::ParseMode::kExec;
}

Exc exception_class(const std::string& name) {
  for (int i = 0; i < static_cast<int>(Exc::kCount); i++) {
    if (name == exception_class_name(static_cast<Exc>(i))) return static_cast<Exc>(i);
  }
  return Exc::kSyntaxError;
}

Failed raise_diagnostic(Thread& t, const compiler::SyntaxDiagnostic& error) {
  Exc which = exception_class(error.type);
  bool has_place =
      which == Exc::kSyntaxError || which == Exc::kIndentationError || which == Exc::kTabError;
  if (!has_place) return raise(t, which, error.message);
  SyntaxErrorFields fields;
  fields.message = error.message;
  fields.filename = error.filename;
  fields.text = error.text;
  fields.line = error.line;
  fields.offset = error.column;
  fields.end_line = error.end_line;
  fields.end_offset = error.end_column;
  return raise_syntax_error(t, which, fields);
}

// As warnings.showwarning does.
void print_warning(Thread& t, const compiler::SyntaxWarning& warning, std::string_view filename) {
  std::string text =
      fmt::format("{}:{}: SyntaxWarning: {}\n", filename, warning.line, warning.message);
  auto lines = t.runtime.sources.lines(filename, warning.line, warning.line);
  if (!lines.empty()) {
    size_t start = lines[0].find_first_not_of(" \t\f");
    if (start != std::string::npos) text += fmt::format("  {}\n", lines[0].substr(start));
  }
  write_to_stderr(t, text);
}

Ref compile(Thread& t, std::string_view source, std::string_view filename, CompileMode mode,
            int flags) {
  compiler::CompileOptions options;
  options.inherited_flags = static_cast<uint32_t>(flags);
  options.optimize = t.runtime.options.optimize;
  if (filename.starts_with("<gilt>/")) t.runtime.sources.add(filename, source);
  return finish_compilation(
      t, compiler::compile(source, std::string(filename), parse_mode(mode), options), filename);
}

}  // namespace

Ref finish_compilation(Thread& t, compiler::CompileResult result, std::string_view filename) {
  for (const compiler::SyntaxWarning& warning : result.warnings) {
    print_warning(t, warning, filename);
  }
  if (!result.code) return raise_diagnostic(t, result.error);
  return make_code(t, std::move(result.code));
}

void install_compile_hook(Runtime& runtime) {
  runtime.compile = compile;
}

}  // namespace gilt::cli
