#include "vm/deprecation.h"

#include "vm/import.h"
#include "vm/operations.h"
#include "vm/types/str.h"

namespace gilt {

bool warn_deprecated(Thread& t, std::string_view message) {
  Ref module = GILT_TRY(import_module(t, "warnings"));
  Ref warn = GILT_TRY(get_attr(t, module, "warn"));
  Ref text = GILT_TRY(make_str(t, message));
  return static_cast<bool>(
      call(t, warn, {text, Value::from(exception_type(t, Exc::kDeprecationWarning))}));
}

}  // namespace gilt
