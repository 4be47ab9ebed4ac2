// A script as a program of the lab (lab/program.h).
#pragma once

#include "cli/options.h"
#include "cli/source.h"
#include "lab/program.h"

namespace gilt::cli {

// `options` and `source` outlive the program.
lab::Program make_lab_program(const Options& options, const Source& source);

}  // namespace gilt::cli
