// Locks and what else threads wait for, from outside.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "lab/inspect.h"
#include "lab/wait_text.h"
#include "vm/heap.h"
#include "vm/peek.h"
#include "vm/queue_state.h"
#include "vm/types/barrier.h"
#include "vm/types/condition.h"
#include "vm/types/event.h"
#include "vm/types/lock.h"
#include "vm/types/semaphore.h"
#include "vm/types/simple_queue.h"
#include "vm/wait_target.h"

namespace gilt::lab {
namespace {

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
  if (is(types.simple_queue)) {
    return items_text(static_cast<const SimpleQueueObject*>(object)->items.size(), 0);
  }
  if (!is_queue_class(type)) return "";
  const std::optional<QueueState> queue = queue_state(Value::from(object));
  return queue ? items_text(queue->items, queue->room) : "";
}

namespace {

// The sync objects of an execution. Each class is looked at once.
class Collection {
 public:
  explicit Collection(Execution& execution) : types_(execution.runtime().types) {
    execution.runtime().heap.for_each([this](const Object* object) {
      if (wanted(peek_type(Value::from(object))) && gil::total(object->refcount) != 0) {
        objects_.push_back(object);
      }
    });
  }

  const std::vector<const Object*>& objects() const { return objects_; }
  // The locks and conditions that belong to queues.
  std::unordered_set<const Object*> parts() const {
    std::unordered_set<const Object*> result;
    for (const Object* object : objects_) {
      if (!is_queue_class(peek_type(Value::from(object)))) continue;
      const std::optional<QueueState> queue = queue_state(Value::from(object));
      if (queue) result.insert(queue->parts.begin(), queue->parts.end());
    }
    return result;
  }

 private:
  bool wanted(const Type* type) {
    auto [known, fresh] = known_.emplace(type, false);
    if (fresh) known->second = is_sync_class(type);
    return known->second;
  }
  bool is_sync_class(const Type* type) const {
    for (const Type* base : {types_.lock, types_.rlock, types_.condition, types_.semaphore,
                             types_.event, types_.barrier, types_.simple_queue}) {
      if (type->is_subtype_of(base)) return true;
    }
    return is_queue_class(type);
  }

  const BuiltinTypes& types_;
  std::unordered_map<const Type*, bool> known_;
  std::vector<const Object*> objects_;
};

// Who waits for which object.
std::unordered_map<const Object*, std::vector<int>> all_waiters(const Execution& execution) {
  std::unordered_map<const Object*, std::vector<int>> waiters;
  for (const auto& thread : execution.threads()) {
    const Waiting waiting = waiting_of(execution, *thread);
    if (waiting.object != nullptr) waiters[waiting.object].push_back(thread->number);
  }
  return waiters;
}

}  // namespace

std::vector<LockView> view_locks(Execution& execution) {
  const Collection collection(execution);
  const std::unordered_set<const Object*> parts = collection.parts();
  auto waiters = all_waiters(execution);
  ObjectNames names(execution);
  names.find(collection.objects());
  std::vector<LockView> views;
  for (const Object* object : collection.objects()) {
    LockView view;
    if (auto found = waiters.find(object); found != waiters.end()) view.waiters = found->second;
    view.holder = holder_of(execution, object);
    // The inner workings of libraries are shown while something goes on there.
    const bool held = view.holder >= 0 && lock_history(execution.runtime(), object) != nullptr;
    const bool idle = view.waiters.empty() && !held;
    if (idle && (!names.is_users(object) || parts.contains(object))) continue;
    view.name = names.name(object);
    const std::string_view kind = class_name(Value::from(object));
    view.kind = kind == "lock" ? "Lock" : std::string(kind);
    view.state = sync_state(execution, object);
    views.push_back(std::move(view));
  }
  std::sort(views.begin(), views.end(),
            [](const LockView& a, const LockView& b) { return a.name < b.name; });
  return views;
}

}  // namespace gilt::lab
