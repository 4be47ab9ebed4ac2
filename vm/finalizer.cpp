#include "vm/finalizer.h"

#include <utility>

#include "vm/errors.h"
#include "vm/operations.h"
#include "vm/unraisable.h"

namespace gilt {

bool run_finalizer(Thread& t, Object* object) {
  if ((object->flags & Object::kFinalized) != 0) return true;
  object->flags |= Object::kFinalized;
  gil::revive(object->refcount, t);
  {
    Ref self = Ref::copy(t, object);
    // The finalizer must not disturb the exception that is on its way.
    Value pending_before = std::exchange(t.exception, Value());
    Ref finalizer = lookup_special(t, self, names(t).del);
    Ref result = finalizer ? call(t, finalizer) : Ref();
    if (pending(t)) report_unraisable(t, finalizer);
    t.exception = pending_before;
    // `self` is dropped here; the reference of revive() is still there, so the object stays.
  }
  return gil::decref(object->refcount, t) == gil::Life::kDead;
}

}  // namespace gilt
