// The interactive prompt: >>> and ... , values shown by sys.displayhook.
#pragma once

#include "cli/finish.h"
#include "cli/options.h"
#include "vm/types/dict.h"

namespace gilt::cli {

// Reads and runs statements in `ns` (that of __main__) until Ctrl-D or SystemExit.
Ending run_prompt(Thread& t, DictObject* ns, const Options& options);

}  // namespace gilt::cli
