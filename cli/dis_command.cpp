// gilt dis script.py
#include <fmt/format.h>

#include "bytecode/disassembler.h"
#include "cli/commands.h"
#include "cli/compile_hook.h"
#include "cli/finish.h"
#include "cli/source.h"
#include "gil/os_host.h"
#include "vm/types/code.h"

namespace gilt::cli {

int run_dis(const Options& options) {
  Source source;
  if (auto status = read_source(options, &source)) return *status;

  // A runtime, for the sake of SyntaxErrors that look as they do when the script is run.
  Runtime runtime(gil::OsHost::instance(), options.runtime);
  install_compile_hook(runtime);
  Thread& t = runtime.main_thread();
  Ref code = runtime.compile(t, source.text, source.filename, CompileMode::kExec, 0);
  if (!code) {
    int status = report_ending(t).status;
    std::exit(status);
  }

  PythonModel model = options.model.value_or(PythonModel::kAny);
  fmt::print("{}\n", switch_legend(model));
  fmt::print("{}", disassemble(*code.as<CodeObject>()->code, {.model = model}));
  std::fflush(stdout);
  std::exit(0);
}

}  // namespace gilt::cli
