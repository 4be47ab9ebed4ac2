// The built-ins exit and quit: functions whose repr says how to leave the prompt.
//
// Source: CPython Lib/_sitebuiltins.py (Quitter).
#include <fmt/format.h>

#include "vm/heap.h"
#include "vm/modules/sys.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

struct QuitterObject : Object {
  const char* name = "";
};

Ref quitter_repr(Thread& t, Value self) {
  return make_str(
      t, fmt::format("Use {}() or Ctrl-D (i.e. EOF) to exit", self.as<QuitterObject>()->name));
}

Ref quitter_call(Thread& t, Value self, CallArgs args) {
  if (args.total() > 1) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() takes at most 1 argument ({} given)",
                             self.as<QuitterObject>()->name, args.total()));
  }
  if (args.total() == 1 && !args.values[0].is_none()) {
    return raise_value(t, Exc::kSystemExit, args.values[0]);
  }
  return raise_object(t, Ref::copy(t, exception_type(t, Exc::kSystemExit)));
}

}  // namespace

bool add_quitters(Thread& t) {
  Type* type =
      GILT_TRY(new_native_type(t, "_sitebuiltins.Quitter", types(t).object, sizeof(QuitterObject)));
  type->slots.repr = quitter_repr;
  type->slots.call = quitter_call;
  ready_type(t, *type);
  for (const char* name : {"exit", "quit"}) {
    QuitterObject* quitter = GILT_TRY(allocate<QuitterObject>(t, type));
    quitter->name = name;
    Ref owned = Ref::take(t, quitter);
    if (!dict_set(t, t.runtime.builtins, name, owned)) return false;
  }
  return true;
}

}  // namespace gilt
