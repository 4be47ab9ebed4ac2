#include "cli/prompt.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "cli/compile_hook.h"
#include "cli/line_editor.h"
#include "vm/call.h"
#include "vm/operations.h"
#include "vm/types/str.h"
#include "vm/uncaught.h"

namespace gilt::cli {
namespace {

enum class Read { kStatement, kEnd, kAbandoned };

// sys.ps1 and sys.ps2, which the script may set.
std::string prompt_text(Thread& t, const char* name) {
  Ref value = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), name);
  Ref text = value ? to_str(t, value) : Ref();
  if (pending(t)) clear_pending(t);
  return text ? std::string(str_view(text)) : std::string();
}

void flush_output(Thread& t) {
  Ref out = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), names(t).stdout_);
  if (out && !out.get().is_none()) call_method(t, out, names(t).flush);
  if (pending(t)) clear_pending(t);
}

class Prompt {
 public:
  Prompt(Thread& t, DictObject* ns, const Options& options)
      : t_(t),
        ns_(ns),
        optimize_(options.runtime.optimize),
        editor_(history_file(".gilt_history")) {}

  Ending run() {
    while (true) {
      compiler::CompileResult compiled;
      Read read = read_statement(&compiled);
      if (read == Read::kEnd) return {};
      if (read == Read::kAbandoned) {
        write_to_stderr(t_, "KeyboardInterrupt\n");
        continue;
      }
      Ref code = finish_compilation(t_, std::move(compiled), filename_);
      if (code) (void)execute(t_, code, Value::from(ns_), Value::from(ns_));
      bool leave = pending(t_) && pending_is(t_, Exc::kSystemExit);
      Ending ending = report_ending(t_);
      if (leave) return ending;
      flush_output(t_);
    }
  }

 private:
  // Reads lines until they make a statement, or cannot.
  Read read_statement(compiler::CompileResult* compiled) {
    filename_ = fmt::format("<stdin>-{}", count_++);
    std::string source, line;
    while (true) {
      switch (editor_.read(t_, prompt_text(t_, source.empty() ? "ps1" : "ps2"), &line)) {
        case LineEditor::Outcome::kEnd:
          return Read::kEnd;
        case LineEditor::Outcome::kInterrupted:
          return Read::kAbandoned;
        case LineEditor::Outcome::kLine:
          break;
      }
      if (source.empty() && line.find_first_not_of(" \t\n\f") == std::string::npos) continue;
      source += line;
      compiler::CompileOptions options;
      options.optimize = optimize_;
      *compiled = compiler::compile(source, filename_, compiler::ParseMode::kPrompt, options);
      if (compiled->error.incomplete) continue;
      t_.runtime.sources.add(filename_, source);
      return Read::kStatement;
    }
  }

  Thread& t_;
  DictObject* ns_;
  int optimize_;
  LineEditor editor_;
  int count_ = 0;
  std::string filename_;
};

bool set_prompts(Thread& t) {
  auto* sys = t.runtime.sys_namespace.as<DictObject>();
  Ref first = make_str(t, ">>> ");
  Ref more = make_str(t, "... ");
  return first && more && dict_set(t, sys, "ps1", first) && dict_set(t, sys, "ps2", more);
}

}  // namespace

Ending run_prompt(Thread& t, DictObject* ns, const Options& options) {
  if (!set_prompts(t)) return report_ending(t);
  if (!options.quiet && options.source == SourceKind::kPrompt) {
    write_to_stderr(t, fmt::format("gilt {} (Python 3.14, GIL {})\n", kVersion,
                                   options.runtime.gil ? "on" : "off"));
  }
  return Prompt(t, ns, options).run();
}

}  // namespace gilt::cli
