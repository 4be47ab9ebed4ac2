// guard_memory(): what C++ cannot allocate, a text of 2**60 blanks for instance, is a MemoryError
// of the script. Stands around everything that may build texts and numbers of any size: calls of
// native functions, operators, formatting.
#pragma once

#include <new>
#include <stdexcept>

#include "vm/errors.h"
#include "vm/ref.h"

namespace gilt {

template <typename F>
Ref guard_memory(Thread& t, F&& f) {
  try {
    return f();
  } catch (const std::bad_alloc&) {
  } catch (const std::length_error&) {  // more than a std::string can hold
  }
  return raise_no_memory(t);
}

}  // namespace gilt
