// "Did you mean": the name that an error about an unknown name probably means.
//
// The candidates, the costs of the edit distance and its limits are those of CPython 3.14, so that
// both suggest the same names; but of a function's variables only the names are known, not which
// are bound, and `self.name` is not suggested. Source: Lib/traceback.py
// (_compute_suggestion_error), Python/suggestions.c.
#pragma once

#include <string>

#include "vm/ref.h"

namespace gilt {

// What a NameError, AttributeError or ImportError ends with when it is printed, for example
// ". Did you mean: 'print'?"; empty when nothing is near enough, and for all other exceptions. May
// run
// __dir__ of the object; what it raises is dropped. No exception may be pending.
std::string suggestion_text(Thread& t, Value exception);

}  // namespace gilt
