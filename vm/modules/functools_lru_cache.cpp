// The function that functools.lru_cache makes.
//
// Thread-safety: the dict that finds an entry is locked by itself; the list of entries in the order
// of their use, the count and the choice of the dict (cache_clear() starts a new one) are guarded
// by the object's lock. Comparing keys may run Python, which no lock outlasts, so the two are
// changed one after the other:
//  1. Who computed a result puts an entry into the dict, unless there is one.
//  2. Under the lock, and only if the dict is still the current one, the entry is linked, and when
//  the
//     cache is over its limit the least recently used one is unlinked.
//  3. Who unlinked an entry removes it from the dict. Until then it may still be found, and its
//  result
//     is as good as before.
// The list borrows its entries: they are in the dict as long as they are linked.
// A hit, a miss, cache_info() and cache_clear() count as one event each.
#include <vector>

#include "vm/modules/functools.h"
#include "vm/modules/native_iterator.h"
#include "vm/signature.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/int.h"
#include "vm/types/numbers.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

struct EntryObject : Object {
  Slot key, result;              // set once
  EntryObject* older = nullptr;  // these are guarded by the cache's lock; null: not linked
  EntryObject* newer = nullptr;
};

struct LruCacheObject : Instance {
  static constexpr int64_t kUnbounded = -1;

  Slot function;
  Slot info_class;  // of what cache_info() returns
  Slot entry_class;
  Slot keyword_mark;  // stands between positional and keyword arguments in a key
  Slot dict;          // key -> entry; unbounded: key -> result
  int64_t max_size = 0;
  bool typed = false;
  std::atomic<int64_t> hits{0}, misses{0};
  // Guarded by the lock.
  int64_t count = 0;
  EntryObject* oldest = nullptr;
  EntryObject* newest = nullptr;
};

LruCacheObject* cache_of(Value v) { return v.as<LruCacheObject>(); }

// --- the list, under the lock

bool is_linked(const LruCacheObject* cache, const EntryObject* entry) {
  return entry->newer != nullptr || cache->newest == entry;
}

void unlink(LruCacheObject* cache, EntryObject* entry) {
  (entry->older != nullptr ? entry->older->newer : cache->oldest) = entry->newer;
  (entry->newer != nullptr ? entry->newer->older : cache->newest) = entry->older;
  entry->older = entry->newer = nullptr;
  cache->count--;
}

void link_newest(LruCacheObject* cache, EntryObject* entry) {
  entry->older = cache->newest;
  (cache->newest != nullptr ? cache->newest->newer : cache->oldest) = entry;
  cache->newest = entry;
  cache->count++;
}

// --- keys

Ref make_key(Thread& t, LruCacheObject* cache, CallArgs args) {
  if (!cache->typed && args.keyword_count() == 0 && args.positional == 1) {
    Value only = args.values[0];
    if (only.is_small_int() || is_big_int(only) || is_exact_str(only)) return Ref::copy(t, only);
  }
  std::vector<Value> parts(args.values, args.values + args.positional);
  if (args.keyword_count() != 0) parts.push_back(cache->keyword_mark.load());
  for (size_t i = 0; i < args.keyword_count(); i++) {
    parts.push_back(args.keyword_name(i));
    parts.push_back(args.keyword_value(i));
  }
  if (cache->typed) {
    for (size_t i = 0; i < args.total(); i++)
      parts.push_back(Value::from(type_of(t, args.values[i])));
  }
  return make_tuple(t, std::span<const Value>(parts));
}

// --- calls

Ref count_miss_and_call(Thread& t, LruCacheObject* cache, CallArgs args) {
  cache->misses.fetch_add(1, std::memory_order_relaxed);
  Ref function = read_slot(t, cache->function);
  return call(t, function, args);
}

Ref call_unbounded(Thread& t, LruCacheObject* cache, CallArgs args) {
  Ref key = GILT_TRY(make_key(t, cache, args));
  int64_t key_hash = GILT_TRY(hash(t, key)).get();
  Ref dict = read_slot(t, cache->dict);
  Ref known = dict_get_hashed(t, dict.as<DictObject>(), key, key_hash);
  if (known) cache->hits.fetch_add(1, std::memory_order_relaxed);
  if (known || pending(t)) return known;
  Ref result = GILT_TRY(count_miss_and_call(t, cache, args));
  dict = read_slot(t, cache->dict);
  if (!dict_set_hashed(t, dict.as<DictObject>(), key, key_hash, result)) return Ref();
  return result;
}

Ref hit(Thread& t, LruCacheObject* cache, EntryObject* entry) {
  cache->hits.fetch_add(1, std::memory_order_relaxed);
  gil::CriticalSection section(t, cache->mutex);
  if (is_linked(cache, entry) && cache->newest != entry) {
    unlink(cache, entry);
    link_newest(cache, entry);
  }
  return read_slot(t, entry->result);
}

// Step 2; the entry to remove from the dict, if any.
Ref link_and_unlink(Thread& t, LruCacheObject* cache, Value dict, EntryObject* entry) {
  gil::CriticalSection section(t, cache->mutex);
  if (cache->dict.load() != dict) return Ref();  // cleared meanwhile
  link_newest(cache, entry);
  if (cache->count <= cache->max_size) return Ref();
  Ref oldest = Ref::copy(t, cache->oldest);
  unlink(cache, oldest.as<EntryObject>());
  return oldest;
}

bool remember(Thread& t, LruCacheObject* cache, Value key, Value result) {
  Ref own_key = Ref::copy(t, key);
  Ref own_result = Ref::copy(t, result);
  auto* made = make_with_slots<EntryObject, &EntryObject::key, &EntryObject::result>(
      t, cache->entry_class.load().as<Type>(), own_key, own_result);
  Ref entry = Ref::take(t, GILT_TRY(made));
  Ref dict = read_slot(t, cache->dict);
  Ref there = GILT_TRY(dict_set_default(t, dict.as<DictObject>(), key, entry));
  if (there.get() != entry.get()) return true;  // another call was quicker
  Ref spare = link_and_unlink(t, cache, dict, made);
  if (!spare) return true;
  Ref old_key = read_slot(t, spare.as<EntryObject>()->key);
  return dict_delete(t, dict.as<DictObject>(), old_key) || !pending(t);
}

Ref call_bounded(Thread& t, LruCacheObject* cache, CallArgs args) {
  Ref key = GILT_TRY(make_key(t, cache, args));
  int64_t key_hash = GILT_TRY(hash(t, key)).get();
  Ref dict = read_slot(t, cache->dict);
  Ref entry = dict_get_hashed(t, dict.as<DictObject>(), key, key_hash);
  if (entry) return hit(t, cache, entry.as<EntryObject>());
  if (pending(t)) return Ref();
  Ref result = GILT_TRY(count_miss_and_call(t, cache, args));
  if (!remember(t, cache, key, result)) return Ref();
  return result;
}

Ref cache_call(Thread& t, Value self, CallArgs args) {
  LruCacheObject* cache = cache_of(self);
  if (cache->max_size == 0) return count_miss_and_call(t, cache, args);
  if (cache->max_size == LruCacheObject::kUnbounded) return call_unbounded(t, cache, args);
  return call_bounded(t, cache, args);
}

// --- making one

Ref cache_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[4];
  GILT_TRY(
      bind_arguments(t, "lru_cache", "(user_function, maxsize, typed, cache_info_type)", args, v));
  if (!is_callable(t, v[0]))
    return raise(t, Exc::kTypeError, "the first argument must be callable");
  int64_t max_size = LruCacheObject::kUnbounded;
  if (!v[1].is_none()) {
    if (!has_index(t, v[1])) {
      return raise(t, Exc::kTypeError, "maxsize should be integer or None");
    }
    max_size = std::max<int64_t>(0, GILT_TRY(to_ssize(t, v[1], Exc::kOverflowError)).get());
  }
  bool typed = GILT_TRY(is_true(t, v[2])).yes();
  Ref function = Ref::copy(t, v[0]);
  Ref info = Ref::copy(t, v[3]);
  Ref entry = GILT_TRY(dict_get(t, type_namespace(t, *native_class(cls)), "_entry"));
  Ref mark = Ref::take(t, GILT_TRY(allocate<Object>(t, types(t).object)));
  Ref dict = GILT_TRY(empty_dict(t));
  auto* cache =
      make_with_slots<LruCacheObject, &LruCacheObject::function, &LruCacheObject::info_class,
                      &LruCacheObject::entry_class, &LruCacheObject::keyword_mark,
                      &LruCacheObject::dict>(t, cls, function, info, entry, mark, dict);
  Ref result = Ref::take(t, GILT_TRY(cache));
  cache->max_size = max_size;
  cache->typed = typed;
  return result;
}

Ref cache_descriptor_get(Thread& t, Value self, Value object, Value) {
  if (!object || object.is_none()) return Ref::copy(t, self);
  return make_method(t, self, object);
}

// --- methods

Ref cache_info(Thread& t, Args args) {
  LruCacheObject* cache = cache_of(args[0]);
  Value numbers[4];
  {
    gil::CriticalSection section(t, cache->mutex);
    bool unbounded = cache->max_size == LruCacheObject::kUnbounded;
    numbers[0] = Value::small_int(cache->hits.load(std::memory_order_relaxed));
    numbers[1] = Value::small_int(cache->misses.load(std::memory_order_relaxed));
    numbers[2] = unbounded ? Value::none() : Value::small_int(cache->max_size);
    numbers[3] =
        Value::small_int(unbounded ? dict_size(cache->dict.load().as<DictObject>()) : cache->count);
  }
  Ref info = read_slot(t, cache->info_class);
  return call(t, info, CallArgs(numbers, 4));
}

Ref cache_clear(Thread& t, Args args) {
  LruCacheObject* cache = cache_of(args[0]);
  Ref fresh = GILT_TRY(empty_dict(t));
  Ref old;
  {
    gil::CriticalSection section(t, cache->mutex);
    while (cache->oldest != nullptr) unlink(cache, cache->oldest);
    old = Ref::take(t, cache->dict.exchange(fresh.release()));
    cache->hits.store(0, std::memory_order_relaxed);
    cache->misses.store(0, std::memory_order_relaxed);
  }
  return Ref::none();
}

Ref cache_self(Thread& t, Args args) { return Ref::copy(t, args[0]); }

Ref cache_reduce(Thread& t, Args args) { return get_attr(t, args[0], names(t).qualname); }

Ref get_dict(Thread& t, Value self) {
  return instance_dict(t, self.object(), *attribute_storage(self.object()));
}

constexpr MethodRow kMethods[] = {
    method<"cache_info", cache_info>("()", "Report cache statistics"),
    method<"cache_clear", cache_clear>("()", "Clear the cache and cache statistics"),
    method<"__copy__", cache_self>("()", "The cache itself."),
    method<"__deepcopy__", cache_self>("(memo, /)", "The cache itself."),
    method<"__reduce__", cache_reduce>("()", "For pickling by name."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"__dict__", get_dict>("attributes, those of the wrapped function among them"),
};

void cache_finalize(Thread& t, Object* object) {
  finalize_attributes(t, static_cast<LruCacheObject*>(object)->attributes_);
  finalize_slots<LruCacheObject, &LruCacheObject::function, &LruCacheObject::info_class,
                 &LruCacheObject::entry_class, &LruCacheObject::keyword_mark,
                 &LruCacheObject::dict>(t, object);
}
void cache_traverse(Object* object, Visitor visit, void* arg) {
  traverse_attributes(static_cast<LruCacheObject*>(object)->attributes_, visit, arg);
  traverse_slots<LruCacheObject, &LruCacheObject::function, &LruCacheObject::info_class,
                 &LruCacheObject::entry_class, &LruCacheObject::keyword_mark,
                 &LruCacheObject::dict>(object, visit, arg);
}

constexpr NativeClass kCache = {"functools._lru_cache_wrapper",
                                "A function that remembers the results of its latest calls.",
                                sizeof(LruCacheObject),
                                true,
                                cache_finalize,
                                cache_traverse};

constexpr NativeClass kEntry = {
    "functools._lru_list_elem",
    "A result that a cache remembers.",
    sizeof(EntryObject),
    false,
    finalize_slots<EntryObject, &EntryObject::key, &EntryObject::result>,
    traverse_slots<EntryObject, &EntryObject::key, &EntryObject::result>};

}  // namespace

bool add_lru_cache(Thread& t, DictObject* ns) {
  Type* entry = GILT_TRY(new_native_class(t, kEntry));
  ready_type(t, *entry);
  Type* cache = GILT_TRY(new_native_class(t, kCache));
  cache->flags_bits |= Type::kWeakReferable;
  cache->attributes_offset = sizeof(Object);
  cache->slots.construct = cache_construct;
  cache->slots.call = cache_call;
  cache->slots.descriptor_get = cache_descriptor_get;
  add_methods(t, *cache, kMethods);
  add_attributes(t, *cache, kAttributes);
  if (!publish(t, ns, cache)) return false;
  add_constant(t, *cache, "_entry", Ref::copy(t, entry));
  return true;
}

}  // namespace gilt
