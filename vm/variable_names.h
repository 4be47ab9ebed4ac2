// By which variable of a script is an object known? For reports that speak of locks.
//
// Looks through the globals of the script and of the modules it imports (not the standard
// library's), the local variables of the given frames, and two levels further through attributes,
// lists, tuples and dicts: lock_a, bank.lock, forks[2], self._lock, accounts['eva'].lock.
//
// Thread-safety: call with the world stopped, or the GIL held, and for frames of threads that stand
// still. Nothing is counted, locked or called.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "vm/frame.h"

namespace gilt {

// The shortest way found to each of the objects; those without one are left out.
std::unordered_map<const Object*, std::string> variable_names(
    const Runtime& runtime, const std::vector<const Object*>& objects,
    const std::vector<const Frame*>& frames);

}  // namespace gilt
