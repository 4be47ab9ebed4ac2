#include "cli/lab_program.h"

#include "cli/compile_hook.h"
#include "cli/finish.h"
#include "cli/script.h"

namespace gilt::cli {

lab::Program make_lab_program(const Options& options, const Source& source) {
  lab::Program program;
  program.name = options.script;
  program.text = source.text;
  program.options = options.runtime;
  program.prepare = [](Runtime& runtime) { install_compile_hook(runtime); };
  program.main = [&options, &source](Thread& t) {
    const Ending ending = run_main(t, options, source);
    run_exits(t);
    return ending.status;
  };
  program.finish = [](Thread& t, int status) {
    Ending ending{status, false};
    finish_output(t, &ending);
    return ending.status;
  };
  return program;
}

}  // namespace gilt::cli
