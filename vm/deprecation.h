// Old names that still work, with a DeprecationWarning at the place that uses them.
//
// Thread-safety: runs Python code (the filters of the module warnings), so it can switch.
#pragma once

#include <string>
#include <string_view>

#include "vm/native.h"

namespace gilt {

// warnings.warn(message, DeprecationWarning) on behalf of the Python code that calls native code.
// False: a filter has made it an exception.
bool warn_deprecated(Thread& t, std::string_view message);

// For a row of a table: warns that Old is deprecated and says what to do instead, then does it.
template <FixedString Old, FixedString Advice, auto Function>
Ref deprecated(Thread& t, Args args) {
  if (!warn_deprecated(t, std::string(Old.text) + "() is deprecated, " + Advice.text + " instead"))
    return Ref();
  return Function(t, args);
}

}  // namespace gilt
