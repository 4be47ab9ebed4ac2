#include "cli/compile_hook.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "vm/errors.h"
#include "vm/operations.h"
#include "vm/source_cache.h"
#include "vm/types/code.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"
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

// Filters may turn a warning into an exception; the code is wrong then.
bool raise_as_syntax_error(Thread& t, const compiler::SyntaxWarning& warning,
                           std::string_view filename) {
  if (!pending_is(t, Exc::kSyntaxWarning)) return false;
  clear_pending(t);
  auto lines = t.runtime.sources.lines(filename, warning.line, warning.line);
  SyntaxErrorFields fields;
  fields.message = warning.message;
  fields.filename = filename;
  if (!lines.empty()) fields.text = lines[0];
  fields.line = fields.end_line = warning.line;
  fields.offset = fields.end_offset = warning.column;
  return raise_syntax_error(t, Exc::kSyntaxError, fields);
}

// A script that has imported the module warnings has a say in what is shown. False: raised.
bool issue_warning(Thread& t, const compiler::SyntaxWarning& warning, std::string_view filename) {
  Ref module = dict_get(t, t.runtime.modules, "warnings");
  Ref warn = module ? get_attr(t, module, "warn_explicit") : Ref();
  if (pending(t)) clear_pending(t);  // the module is not complete yet
  if (!warn) {
    print_warning(t, warning, filename);
    return true;
  }
  Ref text = GILT_TRY(make_str(t, warning.message));
  Ref file = GILT_TRY(make_str(t, filename));
  Value category = Value::from(exception_type(t, Exc::kSyntaxWarning));
  Ref done = call(t, warn, {text, category, file, Value::small_int(warning.line)});
  return done || raise_as_syntax_error(t, warning, filename);
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
    if (!issue_warning(t, warning, filename)) return Ref();
  }
  if (!result.code) return raise_diagnostic(t, result.error);
  return make_code(t, std::move(result.code));
}

void install_compile_hook(Runtime& runtime) { runtime.compile = compile; }

}  // namespace gilt::cli
