#include "vm/wait_target.h"

#include <cstddef>

#include "vm/peek.h"
#include "vm/runtime.h"
#include "vm/types/lock.h"

namespace gilt {

using gil::WaitKind;

const Object* waited_object(const Runtime& runtime, WaitKind kind, const void* resource) {
  switch (kind) {
    case WaitKind::kLock:
      return reinterpret_cast<const Object*>(static_cast<const char*>(resource) -
                                             offsetof(LockObject, lock));
    case WaitKind::kRLock:
      if (resource == &runtime.import_lock) return nullptr;
      return reinterpret_cast<const Object*>(static_cast<const char*>(resource) -
                                             offsetof(RLockObject, lock));
    case WaitKind::kCondition:
    case WaitKind::kSemaphore:
    case WaitKind::kEvent:
    case WaitKind::kBarrier:
    case WaitKind::kQueue:
      return static_cast<const Object*>(resource);
    default:
      return nullptr;
  }
}

const LockHistory* lock_history(const Runtime& runtime, const Object* object) {
  if (object == nullptr) return nullptr;
  const Type* type = peek_type(Value::from(object));
  if (type->is_subtype_of(runtime.types.lock)) {
    return &static_cast<const LockObject*>(object)->history;
  }
  if (type->is_subtype_of(runtime.types.rlock)) {
    return &static_cast<const RLockObject*>(object)->history;
  }
  return nullptr;
}

bool in_library(const Frame* frame) { return frame->code->code->filename.starts_with("<gilt>/"); }

const Frame* shown_frame(const Frame* innermost) {
  for (const Frame* frame = innermost; frame != nullptr; frame = frame->caller) {
    if (!in_library(frame)) return frame;
  }
  return innermost;
}

}  // namespace gilt
