// gc: the cycle collector, as scripts see it. There is one generation.
//
// Source: CPython 3.14 Modules/gcmodule.c, Doc/library/gc.rst.
#include "gil/stop_the_world.h"
#include "vm/collector.h"
#include "vm/heap.h"
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/runtime.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

CollectorState& state_of(Thread& t) { return *t.runtime.collector; }

// --- when

Ref gc_enable(Thread& t, Args) {
  state_of(t).enabled.store(true, std::memory_order_relaxed);
  update_gc_limit(t);
  return Ref::none();
}

Ref gc_disable(Thread& t, Args) {
  state_of(t).enabled.store(false, std::memory_order_relaxed);
  update_gc_limit(t);
  return Ref::none();
}

Ref gc_isenabled(Thread& t, Args) {
  return Ref::boolean(state_of(t).enabled.load(std::memory_order_relaxed));
}

Ref gc_collect(Thread& t, Args args) {
  Size generation = args[0] ? int_argument(t, args[0]) : Size(2);
  if (generation.failed()) return Ref();
  if (generation.get() < 0 || generation.get() > 2) {
    return raise(t, Exc::kValueError, "invalid generation");
  }
  return make_int(t, collect_cycles(t));
}

Ref gc_set_threshold(Thread& t, Args args) {
  CollectorState& state = state_of(t);
  std::atomic<int64_t>* const fields[] = {&state.threshold0, &state.threshold1, &state.threshold2};
  int64_t values[3];
  for (size_t i = 0; i < 3; i++) {
    values[i] = args[i] ? GILT_TRY(int_argument(t, args[i])).get()
                        : fields[i]->load(std::memory_order_relaxed);
  }
  for (size_t i = 0; i < 3; i++) fields[i]->store(values[i], std::memory_order_relaxed);
  update_gc_limit(t);
  return Ref::none();
}

Ref three_ints(Thread& t, int64_t a, int64_t b, int64_t c) {
  return make_tuple(t, {Value::small_int(a), Value::small_int(b), Value::small_int(c)});
}

Ref gc_get_threshold(Thread& t, Args) {
  const CollectorState& state = state_of(t);
  return three_ints(t, state.threshold0.load(std::memory_order_relaxed),
                    state.threshold1.load(std::memory_order_relaxed),
                    state.threshold2.load(std::memory_order_relaxed));
}

Ref gc_get_count(Thread& t, Args) {
  return three_ints(t, std::max<int64_t>(t.runtime.gc_table.young() + t.gc_stock.balance, 0), 0, 0);
}

Ref gc_set_debug(Thread& t, Args args) {
  Size flags = GILT_TRY(int_argument(t, args[0]));
  state_of(t).debug.store(static_cast<uint32_t>(flags.get()), std::memory_order_relaxed);
  return Ref::none();
}

Ref gc_get_debug(Thread& t, Args) {
  return make_int(t, state_of(t).debug.load(std::memory_order_relaxed));
}

// Three dicts, as for three generations; the last one is the one there is.
Ref gc_get_stats(Thread& t, Args) {
  const CollectorState& state = state_of(t);
  Ref result = GILT_TRY(empty_list(t));
  for (int generation = 0; generation < 3; generation++) {
    const bool last = generation == 2;
    auto number = [&](const std::atomic<int64_t>& field) {
      return Value::small_int(last ? field.load(std::memory_order_relaxed) : 0);
    };
    Ref stats = GILT_TRY(empty_dict(t));
    auto* dict = stats.as<DictObject>();
    bool ok = dict_set(t, dict, "collections", number(state.collections)) &&
              dict_set(t, dict, "collected", number(state.collected)) &&
              dict_set(t, dict, "uncollectable", Value::small_int(0));
    if (!ok || !list_append(t, result.as<ListObject>(), std::move(stats))) return Ref();
  }
  return result;
}

// --- what

// Those objects that `wanted` says, as a list. The list itself is not among them.
template <typename Wanted>
Ref list_of_tracked(Thread& t, Wanted wanted) {
  std::vector<Object*> found;
  {
    gil::StoppedWorld stopped(t);
    for (Object* object : tracked_objects(t)) {
      if (!wanted(object)) continue;
      incref(t, Value::from(object));
      found.push_back(object);
    }
  }
  std::vector<Value> values;
  for (Object* object : found) values.push_back(Value::from(object));
  return make_list_stealing(t, values.data(), values.size());
}

Ref gc_get_objects(Thread& t, Args args) {
  if (args[0] && !args[0].is_none()) {
    Size generation = GILT_TRY(int_argument(t, args[0]));
    if (generation.get() >= 3) {
      return raise(
          t, Exc::kValueError,
          "generation parameter must be less than the number of available generations (3)");
    }
    if (generation.get() < 0) {
      return raise(t, Exc::kValueError, "generation parameter cannot be negative");
    }
    if (generation.get() != 2) return empty_list(t);
  }
  return list_of_tracked(t, [](Object*) { return true; });
}

struct ReferrerSearch {
  std::span<const Value> wanted;
  bool found = false;
};

Ref gc_get_referrers(Thread& t, Args args) {
  auto* given = args[0].as<TupleObject>();
  return list_of_tracked(t, [&](Object* object) {
    if (object == given) return false;
    ReferrerSearch search{given->items()};
    object->type.load(std::memory_order_relaxed)
        ->slots.traverse(
            object,
            [](Value child, void* arg) {
              auto& s = *static_cast<ReferrerSearch*>(arg);
              for (Value v : s.wanted) s.found |= v == child;
            },
            &search);
    return search.found;
  });
}

Ref gc_get_referents(Thread& t, Args args) {
  std::vector<Value> values;
  {
    gil::StoppedWorld stopped(t);
    for (Value v : args[0].as<TupleObject>()->items()) {
      if (!v.is_object()) continue;
      const Type* type = v.object()->type.load(std::memory_order_relaxed);
      if (!type->slots.traverse) continue;
      type->slots.traverse(
          v.object(),
          [](Value child, void* arg) { static_cast<std::vector<Value>*>(arg)->push_back(child); },
          &values);
    }
    for (Value v : values) incref(t, v);
  }
  return make_list_stealing(t, values.data(), values.size());
}

Ref gc_is_tracked(Thread& t, Args args) {
  return Ref::boolean(args[0].is_object() &&
                      (is_tracked(args[0].object()) || is_instance_of(t, args[0], Type::kType)));
}

Ref gc_is_finalized(Thread&, Args args) {
  return Ref::boolean(args[0].is_object() && (args[0].object()->flags & Object::kFinalized) != 0 &&
                      is_tracked(args[0].object()));
}

// --- permanent objects

template <bool Freeze>
Ref set_frozen(Thread& t, Args) {
  gil::StoppedWorld stopped(t);
  int64_t count = 0;
  t.runtime.gc_table.for_each([&](Object* object) {
    Freeze ? set_gc_bits(object, kGcFrozen) : clear_gc_bits(object, kGcFrozen);
    count += Freeze ? 1 : 0;
  });
  state_of(t).frozen.store(count, std::memory_order_relaxed);
  return Ref::none();
}

Ref gc_get_freeze_count(Thread& t, Args) {
  return make_int(t, state_of(t).frozen.load(std::memory_order_relaxed));
}

constexpr MethodRow kFunctions[] = {
    function<"enable", gc_enable>("()", "Enable automatic garbage collection."),
    function<"disable", gc_disable>("()", "Disable automatic garbage collection."),
    function<"isenabled", gc_isenabled>("()",
                                        "Returns true if automatic garbage collection is enabled."),
    function<"collect", gc_collect>("(generation=2)",
                                    "Run the garbage collector; return how many unreachable "
                                    "objects it found.\nThere is one generation."),
    function<"get_count", gc_get_count>("()", "Objects made since the last collection, 0, 0."),
    function<"set_debug", gc_set_debug>("(flags, /)", "Set the debugging flags."),
    function<"get_debug", gc_get_debug>("()", "Get the debugging flags."),
    function<"get_stats", gc_get_stats>("()", "Return a list of dictionaries with statistics."),
    function<"set_threshold", gc_set_threshold>(
        "(threshold0, threshold1=10, threshold2=0, /)",
        "Set the collection threshold. A collection is due when there are more than threshold0\n"
        "new objects, and a quarter of those that lived after the last one; zero disables it."),
    function<"get_threshold", gc_get_threshold>("()", "Return the current collection thresholds."),
    function<"get_objects", gc_get_objects>("(generation=None)",
                                            "Return a list of objects tracked by the collector."),
    function<"get_referrers", gc_get_referrers>(
        "(*objs)", "Return the list of objects that directly refer to any of 'objs'."),
    function<"get_referents", gc_get_referents>(
        "(*objs)", "Return the list of objects that are directly referred to by 'objs'."),
    function<"is_tracked", gc_is_tracked>("(obj, /)",
                                          "Returns true if the object is tracked by the garbage "
                                          "collector."),
    function<"is_finalized", gc_is_finalized>(
        "(obj, /)", "Returns true if the object has been already finalized by the GC."),
    function<"freeze", set_frozen<true>>(
        "()", "Freeze all current tracked objects and ignore them for future collections."),
    function<"unfreeze", set_frozen<false>>("()", "Unfreeze all objects."),
    function<"get_freeze_count", gc_get_freeze_count>("()", "Return the number of frozen objects."),
};

bool init_gc_module(Thread& t, DictObject* ns) {
  Ref garbage = empty_list(t);
  Ref callbacks = empty_list(t);
  if (!garbage || !callbacks) return false;
  assign_slot(t, state_of(t).garbage, garbage.duplicate());
  assign_slot(t, state_of(t).callbacks, callbacks.duplicate());
  struct {
    const char* name;
    uint32_t value;
  } const flags[] = {
      {"DEBUG_STATS", kGcDebugStats},
      {"DEBUG_COLLECTABLE", kGcDebugCollectable},
      {"DEBUG_UNCOLLECTABLE", kGcDebugUncollectable},
      {"DEBUG_SAVEALL", kGcDebugSaveAll},
      {"DEBUG_LEAK", kGcDebugCollectable | kGcDebugUncollectable | kGcDebugSaveAll},
  };
  for (const auto& flag : flags) {
    if (!dict_set(t, ns, flag.name, Value::small_int(flag.value))) return false;
  }
  return dict_set(t, ns, "garbage", garbage) && dict_set(t, ns, "callbacks", callbacks) &&
         add_functions(t, ns, kFunctions);
}

}  // namespace

const ModuleRow k_gc_module = {
    "gc",
    "The cycle garbage collector: it finds objects that are kept alive only by each other.\n\n"
    "Without it, reference counts destroy an object as soon as nothing refers to it.",
    init_gc_module,
};

}  // namespace gilt
