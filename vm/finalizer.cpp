#include "vm/finalizer.h"

#include <string>
#include <utility>

#include "vm/errors.h"
#include "vm/eval_breaker.h"
#include "vm/operations.h"
#include "vm/refcount_lesson.h"
#include "vm/types/function.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

void call_finalizer(Thread& t, Object* object) {
  object->flags |= Object::kFinalized;
  if (abandoned(t)) return;
  Ref self = Ref::copy(t, object);
  // The finalizer must not disturb the exception that is on its way.
  Value pending_before = std::exchange(t.exception, Value());
  Ref finalizer = lookup_special(t, self, names(t).del);
  Ref result = finalizer ? call(t, finalizer) : Ref();
  if (pending(t)) {
    Value callee = is_method(finalizer) ? finalizer.as<MethodObject>()->function : finalizer;
    Ref error = take_pending(t);
    std::string message = "Exception ignored while calling deallocator " + repr_text(t, callee);
    set_pending(t, std::move(error));
    report_unraisable(t, Value(), message);
  }
  t.exception = pending_before;
}

}  // namespace

bool run_finalizer(Thread& t, Object* object) {
  if ((object->flags & Object::kFinalized) != 0) return true;
  gil::revive(object->refcount, t);
  if (t.lesson != nullptr) t.runtime.refcount_lesson->revived(object);
  call_finalizer(t, object);  // the reference of revive() keeps the object
  return gil::decref(object->refcount, t) == gil::Life::kDead;
}

void finalize_alive(Thread& t, Object* object) {
  if ((object->flags & Object::kFinalized) == 0) call_finalizer(t, object);
}

}  // namespace gilt
