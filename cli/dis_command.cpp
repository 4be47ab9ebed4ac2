// gilt dis script.py
#include <fmt/format.h>

#include <memory>
#include <utility>

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
  auto runtime = std::make_unique<Runtime>(gil::OsHost::instance(), options.runtime);
  install_compile_hook(*runtime);
  Thread& t = runtime->main_thread();
  {
    Ref code = runtime->compile(t, source.text, source.filename, CompileMode::kExec, 0);
    if (code) {
      PythonModel model = options.model.value_or(PythonModel::kAny);
      fmt::print("{}\n", switch_legend(model));
      fmt::print("{}", disassemble(*code.as<CodeObject>()->code, {.model = model}));
    }
  }
  Ending ending = report_ending(t);
  finish_output(t, &ending);
  leave(std::move(runtime), ending);
}

}  // namespace gilt::cli
