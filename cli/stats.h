// --stats: what the GIL, the reference counts and the locks did, on standard error.
//
// In two steps, since the locks of a script have their names until its modules are emptied, and
// what that still does is to be counted too.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "vm/contention.h"
#include "vm/thread.h"

namespace gilt::cli {

struct LockLine {
  ContentionTable::Line line;
  std::string name;  // the variable that holds it; empty if none was found
};

// While the modules are there. Nothing without --stats.
std::vector<LockLine> lock_lines(Thread& t);

// To be called at the end, by the thread that finalises. kNone prints nothing.
void print_stats(Thread& t, StatsForm form, const std::vector<LockLine>& locks);
// The same for a process that ends with its threads stuck, by one that looks at them from outside
// and has stopped the world.
std::string stats_of_others(Thread& observer, StatsForm form);

}  // namespace gilt::cli
