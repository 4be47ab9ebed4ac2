#include "vm/collector.h"

#include <fmt/format.h>

#include <algorithm>

#include "gil/stop_the_world.h"
#include "vm/errors.h"
#include "vm/eval_breaker.h"
#include "vm/finalizer.h"
#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/runtime.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/uncaught.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

using Objects = std::vector<Object*>;

void traverse(Object* object, Visitor visit, void* arg) {
  object->type.load(std::memory_order_relaxed)->slots.traverse(object, visit, arg);
}

bool is_candidate(Value v) { return v.is_object() && has_gc_bits(v.object(), kGcCandidate); }

// References that are left when those among the objects themselves are taken away. `own`: how many
// of each the caller has.
void count_outside_references(const Objects& objects, int64_t own) {
  for (Object* object : objects) {
    set_gc_bits(object, kGcCandidate);
    gc_head(object).refs = static_cast<int64_t>(gil::total(object->refcount)) - own;
  }
  for (Object* object : objects) {
    traverse(
        object,
        [](Value child, void*) {
          if (is_candidate(child)) --gc_head(child.object()).refs;
        },
        nullptr);
  }
}

// Marks what outside references lead to. Needs count_outside_references().
void mark_reachable(const Objects& objects) {
  Objects todo;
  auto reach = [](Value child, void* arg) {
    if (!is_candidate(child) || has_gc_bits(child.object(), kGcReachable)) return;
    set_gc_bits(child.object(), kGcReachable);
    static_cast<Objects*>(arg)->push_back(child.object());
  };
  for (Object* object : objects) {
    if (gc_head(object).refs == 0 || has_gc_bits(object, kGcReachable)) continue;
    set_gc_bits(object, kGcReachable);
    todo.push_back(object);
    while (!todo.empty()) {
      Object* next = todo.back();
      todo.pop_back();
      traverse(next, reach, &todo);
    }
  }
}

// Takes the marks away, and what is reachable out of `objects`, into `reachable` if that is asked for.
void keep_unreachable(Objects* objects, Objects* reachable) {
  size_t kept = 0;
  for (Object* object : *objects) {
    const bool leaves = has_gc_bits(object, kGcReachable);
    clear_gc_bits(object, kGcCandidate | kGcReachable);
    if (!leaves) {
      (*objects)[kept++] = object;
    } else if (reachable != nullptr) {
      reachable->push_back(object);
    }
  }
  objects->resize(kept);
}

// Weak references to garbage forget it, if they have callbacks and are not garbage themselves; with
// those that are, callbacks go too. Needs mark_reachable().
void forget_garbage(Thread& t, const Objects& objects, std::vector<Ref>* callbacks) {
  std::vector<Ref> refs;
  for (Object* object : objects) {
    if (has_gc_bits(object, kGcReachable) || !has_gc_bits(object, kHasWeakrefs)) continue;
    t.runtime.weak_table.forget(t, object, WeakTable::Which::kWithCallback, &refs);
  }
  for (Ref& ref : refs) {
    const bool garbage = is_candidate(ref) && !has_gc_bits(ref.object(), kGcReachable);
    if (!garbage) callbacks->push_back(std::move(ref));
  }
}

// The garbage, each object with one more reference, which is the collector's.
Objects find_garbage(Thread& t, std::vector<Ref>* callbacks) {
  gil::StoppedWorld stopped(t);
  Objects objects = tracked_objects(t);
  count_outside_references(objects, 0);
  mark_reachable(objects);
  forget_garbage(t, objects, callbacks);
  const auto all = static_cast<int64_t>(objects.size());
  keep_unreachable(&objects, nullptr);
  for (Object* object : objects) incref(t, Value::from(object));
  t.runtime.collector->live.store(all - static_cast<int64_t>(objects.size()),
                                  std::memory_order_relaxed);
  return objects;
}

void call_finalizers(Thread& t, const Objects& garbage) {
  for (Object* object : garbage) {
    const bool has = object->type.load(std::memory_order_acquire)->has(Type::kHasFinalizer);
    if (has) finalize_alive(t, object);
  }
}

// What finalizers have made reachable again leaves the garbage; weak references forget the rest.
void let_go_resurrected(Thread& t, Objects* garbage) {
  Objects alive;
  {
    gil::StoppedWorld stopped(t);
    count_outside_references(*garbage, 1);
    mark_reachable(*garbage);
    keep_unreachable(garbage, &alive);
    for (Object* object : *garbage) {
      if (!has_gc_bits(object, kHasWeakrefs)) continue;
      t.runtime.weak_table.forget(t, object, WeakTable::Which::kAll, nullptr);
    }
  }
  for (Object* object : alive) decref(t, Value::from(object));
}

// Nobody but the collector has a way to any of these. First all of them drop what they own, then
// their memory goes.
void take_apart(Thread& t, const Objects& garbage) {
  for (Object* object : garbage) {
    t.runtime.gc_table.remove(t.gc_stock, object);
    set_gc_bits(object, kGcShell);
  }
  for (Object* object : garbage) {
    object->type.load(std::memory_order_relaxed)->slots.finalize(t, object);
  }
  for (Object* object : garbage) decref(t, Value::from(object));
}

// gc.DEBUG_SAVEALL: into gc.garbage instead.
bool save_all(Thread& t, const Objects& garbage) {
  Ref list = read_slot(t, t.runtime.collector->garbage);
  if (!list) return false;
  for (Object* object : garbage) {
    if (!list_append(t, list.as<ListObject>(), Ref::take(t, object))) clear_pending(t);
  }
  return true;
}

// gc.callbacks: each is called with "start" or "stop" and what is known.
void call_callbacks(Thread& t, const char* phase, int64_t collected) {
  Ref callbacks = read_slot(t, t.runtime.collector->callbacks);
  if (!callbacks || list_size(callbacks.as<ListObject>()) == 0) return;
  Ref name = make_str(t, phase);
  Ref info = empty_dict(t);
  bool ok = name && info && dict_set(t, info.as<DictObject>(), "generation", Value::small_int(2)) &&
            dict_set(t, info.as<DictObject>(), "collected", Value::small_int(collected)) &&
            dict_set(t, info.as<DictObject>(), "uncollectable", Value::small_int(0));
  for (int64_t i = 0; ok && i < list_size(callbacks.as<ListObject>()); i++) {
    Ref callback = list_get(t, callbacks.as<ListObject>(), i);
    if (!callback || !call(t, callback, {name, info})) report_unraisable(t, callback, {});
  }
  if (pending(t)) clear_pending(t);
}

void say_collectable(Thread& t, const Objects& garbage) {
  for (Object* object : garbage) {
    const Value v = Value::from(object);
    write_to_stderr(t,
                    fmt::format("gc: collectable <{} {:#x}>\n", type_name(t, v), identity(t, v)));
  }
}

int64_t collect_now(Thread& t) {
  CollectorState& state = *t.runtime.collector;
  const uint32_t debug = state.debug.load(std::memory_order_relaxed);
  call_callbacks(t, "start", 0);
  std::vector<Ref> callbacks;
  Objects garbage = find_garbage(t, &callbacks);
  const auto found = static_cast<int64_t>(garbage.size());
  if ((debug & kGcDebugCollectable) != 0) say_collectable(t, garbage);
  if (found > 0) {
    call_weakref_callbacks(t, callbacks);
    call_finalizers(t, garbage);
    const bool saved = (debug & kGcDebugSaveAll) != 0 && save_all(t, garbage);
    if (!saved) {
      let_go_resurrected(t, &garbage);
      take_apart(t, garbage);
    }
  }
  state.collections.fetch_add(1, std::memory_order_relaxed);
  state.collected.fetch_add(found, std::memory_order_relaxed);
  t.runtime.gc_table.note_collection();
  update_gc_limit(t);
  if ((debug & kGcDebugStats) != 0) {
    write_to_stderr(t, fmt::format("gc: done, {} unreachable, 0 uncollectable\n", found));
  }
  call_callbacks(t, "stop", found);
  return found;
}

bool counts_say_nothing(Thread& t) { return t.lesson != nullptr; }

}  // namespace

std::vector<Object*> tracked_objects(Thread& t) {
  Objects objects;
  t.runtime.gc_table.for_each([&](Object* object) {
    // A count of zero: somebody is about to destroy it, and runs Python code before (callbacks of
    // weak references, finalizers of what dies with it).
    const bool dying = gil::total(object->refcount) == 0;
    if (dying || has_gc_bits(object, kGcFrozen) || gil::is_immortal(object->refcount)) return;
    objects.push_back(object);
  });
  return objects;
}

int64_t collect_cycles(Thread& t) {
  CollectorState& state = *t.runtime.collector;
  if (counts_say_nothing(t) || state.collecting.exchange(true, std::memory_order_acquire)) return 0;
  Ref exception = pending(t) ? take_pending(t) : Ref();
  const int64_t found = collect_now(t);
  if (exception) set_pending(t, std::move(exception));
  state.collecting.store(false, std::memory_order_release);  // the next one's exchange
  return found;
}

void collect_if_due(Thread& t) {
  if (t.runtime.gc_table.over_limit() && !abandoned(t)) (void)collect_cycles(t);
}

void start_collecting(Thread& t) {
  t.runtime.collector->live.store(static_cast<int64_t>(tracked_objects(t).size()),
                                  std::memory_order_relaxed);
  t.runtime.gc_table.note_collection();
  update_gc_limit(t);
}

void update_gc_limit(Thread& t) {
  const CollectorState& state = *t.runtime.collector;
  const int64_t threshold = state.threshold0.load(std::memory_order_relaxed);
  const bool automatic =
      state.enabled.load(std::memory_order_relaxed) && threshold > 0 && !counts_say_nothing(t);
  const int64_t quarter = state.live.load(std::memory_order_relaxed) / 4;
  t.runtime.gc_table.set_limit(automatic ? std::max(threshold, quarter) : INT64_MAX);
}

}  // namespace gilt
