// Schedules in files, and what they ask of the options.
#pragma once

#include <optional>
#include <string>

#include "cli/options.h"
#include "lab/session.h"

namespace gilt::cli {

// The steps that were made; a relative path is one of the directory that gilt was started in,
// whatever the script did. False: `error` says why not.
bool write_schedule(const lab::Session& session, const std::string& file, std::string* error);

// --schedule. A value is the exit status; what is wrong has been said on standard error.
std::optional<int> read_schedule(const std::string& file, lab::ScheduleFile* out);

// What the file says of model, GIL, counts, arguments and seed goes into the options, unless the
// command line says something else: that is an error. A value is the exit status.
std::optional<int> adopt(const std::string& file, const lab::ScheduleFile& schedule,
                         Options* options);

}  // namespace gilt::cli
