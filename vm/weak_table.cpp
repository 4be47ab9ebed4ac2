#include "vm/weak_table.h"

#include <algorithm>
#include <utility>

#include "gil/count_lesson.h"
#include "vm/errors.h"
#include "vm/eval_breaker.h"
#include "vm/gc_table.h"
#include "vm/operations.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

// A new reference to an object that may be dying; null: it is.
Ref revive(Thread& t, Object* object) {
  return gil::try_incref_weak(object->refcount, t) ? Ref::take(t, object) : Ref();
}

}  // namespace

WeakTable::Shard& WeakTable::shard_of(const Object* target) {
  constexpr uint64_t kSpread = 0x9e37'79b9'7f4a'7c15;  // 2^64 over the golden ratio
  return shards_[(reinterpret_cast<uintptr_t>(target) >> 4) * kSpread >> 58];
}

void WeakTable::add(Object* target, WeakRefObject* ref) {
  gil::set_maybe_shared(target->refcount);
  Shard& shard = shard_of(target);
  std::lock_guard lock(shard.mutex);
  shard.lists[target].push_back(ref);
  ref->target.store(target, std::memory_order_release);
  set_gc_bits(target, kHasWeakrefs);
}

void WeakTable::remove(WeakRefObject* ref) {
  Object* target = ref->target.load(std::memory_order_acquire);
  if (target == nullptr) return;
  Shard& shard = shard_of(target);
  std::lock_guard lock(shard.mutex);
  if (ref->target.load(std::memory_order_relaxed) == nullptr) return;  // forgotten meanwhile
  ref->target.store(nullptr, std::memory_order_relaxed);
  auto found = shard.lists.find(target);
  std::erase(found->second, ref);
  if (!found->second.empty()) return;
  shard.lists.erase(found);
  clear_gc_bits(target, kHasWeakrefs);
}

Ref WeakTable::target_of(Thread& t, WeakRefObject* ref) {
  Object* target = ref->target.load(std::memory_order_acquire);
  if (target == nullptr) return Ref();
  // Immortal objects never die; for others the lock keeps the memory.
  const gil::CountsWhole whole(t);
  std::lock_guard lock(shard_of(target).mutex);
  if (ref->target.load(std::memory_order_relaxed) == nullptr) return Ref();
  return revive(t, target);
}

Ref WeakTable::find_plain(Thread& t, Object* target, const Type* type) {
  Shard& shard = shard_of(target);
  const gil::CountsWhole whole(t);
  std::lock_guard lock(shard.mutex);
  auto found = shard.lists.find(target);
  if (found == shard.lists.end()) return Ref();
  for (WeakRefObject* ref : found->second) {
    if (ref->type.load(std::memory_order_relaxed) != type || ref->callback.load()) continue;
    if (Ref alive = revive(t, ref)) return alive;
  }
  return Ref();
}

std::vector<Ref> WeakTable::list(Thread& t, Object* target) {
  std::vector<Ref> alive;
  Shard& shard = shard_of(target);
  const gil::CountsWhole whole(t);
  std::lock_guard lock(shard.mutex);
  auto found = shard.lists.find(target);
  if (found == shard.lists.end()) return alive;
  for (WeakRefObject* ref : found->second) {
    if (Ref one = revive(t, ref)) alive.push_back(std::move(one));
  }
  return alive;
}

void WeakTable::forget(Thread& t, Object* target, Which which, std::vector<Ref>* callbacks) {
  Shard& shard = shard_of(target);
  const gil::CountsWhole whole(t);
  std::lock_guard lock(shard.mutex);
  auto found = shard.lists.find(target);
  if (found == shard.lists.end()) return;
  std::vector<WeakRefObject*>& refs = found->second;
  for (size_t i = refs.size(); i-- > 0;) {
    const bool calls = static_cast<bool>(refs[i]->callback.load());
    if (which == Which::kWithCallback && !calls) continue;
    refs[i]->target.store(nullptr, std::memory_order_release);
    if (calls && callbacks != nullptr) {
      if (Ref alive = revive(t, refs[i])) callbacks->push_back(std::move(alive));
    }
  }
  std::erase_if(refs, [](WeakRefObject* ref) {
    return ref->target.load(std::memory_order_relaxed) == nullptr;
  });
  if (!refs.empty()) return;
  shard.lists.erase(found);
  clear_gc_bits(target, kHasWeakrefs);
}

void call_weakref_callbacks(Thread& t, const std::vector<Ref>& refs) {
  for (const Ref& ref : refs) {
    if (abandoned(t)) return;
    Value taken = ref.as<WeakRefObject>()->callback.exchange(Value());
    if (!taken) continue;
    Ref callback = Ref::take(t, taken);
    if (call(t, callback, {ref.get()})) continue;
    Ref error = take_pending(t);
    std::string message =
        "Exception ignored while calling weakref callback " + repr_text(t, callback);
    set_pending(t, std::move(error));
    report_unraisable(t, Value(), message);
  }
}

void clear_weakrefs(Thread& t, Object* object) {
  std::vector<Ref> callbacks;
  t.runtime.weak_table.forget(t, object, WeakTable::Which::kAll, &callbacks);
  if (callbacks.empty()) return;
  Value pending_before = std::exchange(t.exception, Value());
  call_weakref_callbacks(t, callbacks);
  t.exception = pending_before;
}

}  // namespace gilt
