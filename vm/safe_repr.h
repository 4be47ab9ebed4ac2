// Values in a few words, for people who look at an execution from outside. Runs no Python code,
// takes no locks, counts nothing, and is the same in every build: numbers, texts and the containers
// of the language as repr() shows them, cut at a depth and a length; other objects as
// <Account object>, functions as <function work>, classes as <class Account>.
//
// Thread-safety: only while nothing that is looked at changes: the world is stopped, the GIL is held,
// or (in the lab) no thread runs.
#pragma once

#include <cstddef>
#include <string>

#include "vm/value.h"

namespace gilt {

// At most `width` code points; what is cut ends in "...".
std::string safe_repr(Value v, size_t width = 60);

// A text of at most `width` code points.
std::string shortened(std::string text, size_t width);

}  // namespace gilt
