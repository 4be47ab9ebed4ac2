#include "cli/script.h"

#include <unistd.h>

#include "cli/prompt.h"
#include "vm/call.h"
#include "vm/errors.h"
#include "vm/exit_hooks.h"
#include "vm/operations.h"
#include "vm/thread_life.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

namespace gilt::cli {
namespace {

// sys.path[0]: where the script lies; "" (the current directory) without a file.
bool prepend_script_directory(Thread& t, const Source& source) {
  Ref path = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), "path");
  if (!path) return !pending(t);
  Ref directory = GILT_TRY(make_str(t, source.directory));
  return static_cast<bool>(call_method(t, path, "insert", {Value::small_int(0), directory}));
}

// The __main__ module, in sys.modules.
Ref make_main_module(Thread& t, const Options& options, const Source& source) {
  Ref module = GILT_TRY(make_module(t, "__main__"));
  DictObject* ns = module.as<ModuleObject>()->dict;
  Ref builtins = GILT_TRY(dict_get(t, t.runtime.modules, "builtins"));
  bool ok = dict_set(t, ns, names(t).builtins_, builtins) &&
            dict_set(t, ns, names(t).package, Value::none()) &&
            dict_set(t, t.runtime.modules, "__main__", module);
  if (!ok) return Ref();
  if (options.source == SourceKind::kFile) {
    Ref file = GILT_TRY(make_str(t, source.filename));
    if (!dict_set(t, ns, names(t).file, file)) return Ref();
  }
  return module;
}

bool run_source(Thread& t, DictObject* ns, const Source& source) {
  if (source.filename.starts_with('<')) t.runtime.sources.add(source.filename, source.text);
  Ref code = GILT_TRY(t.runtime.compile(t, source.text, source.filename, CompileMode::kExec, 0));
  return static_cast<bool>(execute(t, code, Value::from(ns), Value::from(ns)));
}

}  // namespace

Ending run_main(Thread& t, const Options& options, const Source& source) {
  Ref module = prepend_script_directory(t, source) ? make_main_module(t, options, source) : Ref();
  if (!module) return report_ending(t);
  DictObject* ns = module.as<ModuleObject>()->dict;
  if (options.source == SourceKind::kPrompt) return run_prompt(t, ns, options);
  (void)run_source(t, ns, source);
  Ending ending = report_ending(t);
  bool prompt = options.inspect && isatty(STDIN_FILENO);
  return prompt ? run_prompt(t, ns, options) : ending;
}

void run_exits(Thread& t) {
  run_thread_exit_hooks(t);
  wait_for_threads(t);
  run_exit_functions(t);
}

}  // namespace gilt::cli
