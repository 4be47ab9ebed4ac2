// Locks and what else threads wait for, from outside.
#include <fmt/format.h>

#include <algorithm>

#include "lab/inspect.h"
#include "lab/position.h"
#include "lab/wait_text.h"
#include "vm/heap.h"
#include "vm/peek.h"
#include "vm/types/barrier.h"
#include "vm/types/condition.h"
#include "vm/types/event.h"
#include "vm/types/lock.h"
#include "vm/types/ring.h"
#include "vm/types/semaphore.h"
#include "vm/wait_target.h"

namespace gilt::lab {
namespace {

bool is_sync_object(const Runtime& runtime, const Object* object) {
  const BuiltinTypes& types = runtime.types;
  const Type* type = peek_type(Value::from(object));
  for (const Type* base : {types.lock, types.rlock, types.condition, types.semaphore, types.event,
                           types.barrier, types.simple_queue}) {
    if (type == base || type->is_subtype_of(base)) return true;
  }
  return false;
}

std::string lock_state(const Execution& execution, const Object* lock, bool locked) {
  if (!locked) return "free";
  const int holder = holder_of(execution, lock);
  if (holder < 0) return "held";
  std::string text = fmt::format("held by {}{}", thread_label(holder), since_text(execution, lock));
  const LabThread& thread = execution.thread(holder);
  if (thread.thread == nullptr) return text + ", which has ended";
  if (!peek_type(Value::from(lock))->is_subtype_of(execution.runtime().types.rlock)) return text;
  const uint64_t depth = static_cast<const RLockObject*>(lock)->lock.depth(*thread.thread);
  return depth > 1 ? fmt::format("{}, {} times", text, depth) : text;
}

}  // namespace

std::string sync_state(const Execution& execution, const Object* object) {
  const BuiltinTypes& types = execution.runtime().types;
  const Type* type = peek_type(Value::from(object));
  auto is = [type](const Type* base) { return type->is_subtype_of(base); };
  if (is(types.lock)) {
    const bool locked = static_cast<const LockObject*>(object)->lock.locked();
    return lock_state(execution, object, locked);
  }
  if (is(types.rlock)) {
    const bool locked = static_cast<const RLockObject*>(object)->lock.locked();
    return lock_state(execution, object, locked);
  }
  if (is(types.condition)) {
    const Value lock = static_cast<const ConditionObject*>(object)->lock.load();
    if (!lock.is_object() || lock_history(execution.runtime(), lock.object()) == nullptr) {
      return "has a lock of its own kind";
    }
    return sync_state(execution, lock.object());
  }
  if (is(types.semaphore)) {
    const auto* semaphore = static_cast<const SemaphoreObject*>(object);
    return fmt::format("value {}", semaphore->value.load(std::memory_order_relaxed));
  }
  if (is(types.event)) {
    const auto* event = static_cast<const EventObject*>(object);
    return event->flag.load(std::memory_order_relaxed) ? "set" : "not set";
  }
  if (is(types.barrier)) {
    const auto* barrier = static_cast<const BarrierObject*>(object);
    if (barrier->broken.load(std::memory_order_relaxed)) return "broken";
    return fmt::format("{} of {} threads", barrier->count.load(std::memory_order_relaxed),
                       barrier->parties.load(std::memory_order_relaxed));
  }
  return "";
}

std::vector<LockView> view_locks(Execution& execution) {
  std::vector<const Object*> objects;
  Runtime& runtime = execution.runtime();
  runtime.heap.for_each([&](const Object* object) {
    if (is_sync_object(runtime, object)) objects.push_back(object);
  });
  ObjectNames names(execution);
  names.find(objects);
  std::vector<LockView> views;
  for (const Object* object : objects) {
    LockView view;
    for (const auto& thread : execution.threads()) {
      if (waiting_of(execution, *thread).object == object) view.waiters.push_back(thread->number);
    }
    if (view.waiters.empty() && !names.has_variable(object)) continue;
    view.name = names.name(object);
    const std::string_view kind = class_name(Value::from(object));
    view.kind = kind == "lock" ? "Lock" : std::string(kind);
    view.state = sync_state(execution, object);
    view.holder = holder_of(execution, object);
    views.push_back(std::move(view));
  }
  std::sort(views.begin(), views.end(),
            [](const LockView& a, const LockView& b) { return a.name < b.name; });
  return views;
}

}  // namespace gilt::lab
