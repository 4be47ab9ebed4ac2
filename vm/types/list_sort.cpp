// list.sort. While it runs the list is empty for everybody else; what they put into it meanwhile is
// lost, with a ValueError, as in CPython (Objects/listobject.c, list_sort_impl).
#include <algorithm>
#include <string_view>
#include <vector>

#include "gil/critical_section.h"
#include "vm/operations.h"
#include "vm/types/float.h"
#include "vm/types/list.h"
#include "vm/types/merge_sort.h"
#include "vm/types/str.h"

namespace gilt {

namespace {

struct Keyed {
  Value key, value;
};
Value key_of(Value v) { return v; }
Value key_of(const Keyed& k) { return k.key; }

struct NeverFails {
  static constexpr bool failed = false;
};

struct LessInt : NeverFails {
  template <typename T>
  bool operator()(const T& a, const T& b) const {
    return key_of(a).small_int() < key_of(b).small_int();
  }
};

struct LessFloat : NeverFails {
  template <typename T>
  bool operator()(const T& a, const T& b) const {
    return float_value(key_of(a)) < float_value(key_of(b));
  }
};

// UTF-8 orders as code points do.
struct LessStr : NeverFails {
  template <typename T>
  bool operator()(const T& a, const T& b) const {
    return str_view(key_of(a)) < str_view(key_of(b));
  }
};

struct LessAny {
  Thread& t;
  bool failed = false;

  template <typename T>
  bool operator()(const T& a, const T& b) {
    if (failed) return false;
    Truth less = compare_truth(t, key_of(a), key_of(b), CompareOp::kLt);
    failed = less.failed();
    return less.yes();
  }
};

template <typename T>
bool sort_items(Thread& t, std::vector<T>& items) {
  auto all = [&](auto is_kind) {
    return std::all_of(items.begin(), items.end(), [&](const T& x) { return is_kind(key_of(x)); });
  };
  auto run = [&](auto less) { return MergeSort(items.data(), items.size(), less).sort(); };
  if (all([](Value v) { return v.is_small_int(); })) return run(LessInt{});
  if (all(is_exact_float)) return run(LessFloat{});
  if (all(is_exact_str)) return run(LessStr{});
  return run(LessAny{t});
}

// Calls the key function for every item and sorts by the results.
bool sort_by_key(Thread& t, std::vector<Value>& values, Value key) {
  std::vector<Keyed> items;
  items.reserve(values.size());
  bool ok = true;
  for (Value value : values) {
    Ref result = call(t, key, {value});
    ok = static_cast<bool>(result);
    if (!ok) break;
    items.push_back({result.release(), value});
  }
  ok = ok && sort_items(t, items);
  if (items.size() == values.size()) {
    for (size_t i = 0; i < items.size(); i++) values[i] = items[i].value;
  }
  for (const Keyed& item : items) decref(t, item.key);
  return ok;
}

}  // namespace

bool list_sort_locked(Thread& t, ListObject* list, Value key, bool reverse) {
  int64_t size = list->count();
  ListArray* array = list->array.load(std::memory_order_relaxed);
  list->size.store(0, std::memory_order_release);
  list->array.store(nullptr, std::memory_order_release);

  std::vector<Value> values(static_cast<size_t>(size));
  for (int64_t i = 0; i < size; i++) values[i] = array->items[i].load();
  // Reversed before and after, so that equal items keep their order.
  if (reverse) std::reverse(values.begin(), values.end());
  bool by_key = key && !key.is_none();
  bool ok = by_key ? sort_by_key(t, values, key) : sort_items(t, values);
  if (reverse) std::reverse(values.begin(), values.end());
  for (int64_t i = 0; i < size; i++) array->items[i].store(values[i]);

  ListArray* intruder = list->array.load(std::memory_order_relaxed);
  int64_t intruded = list->count();
  list->array.store(array, std::memory_order_release);
  list->size.store(size, std::memory_order_release);
  if (intruder != nullptr) {
    for (int64_t i = 0; i < intruded; i++) decref(t, intruder->items[i].load());
    retire_storage(t, intruder, sizeof(ListArray) + intruder->capacity * sizeof(Slot));
    if (ok) return raise(t, Exc::kValueError, "list modified during sort");
  }
  return ok;
}

bool list_sort(Thread& t, ListObject* list, Value key, bool reverse) {
  if (key.is_none()) key = Value();
  gil::CriticalSection section(t, list->mutex);
  return list_sort_locked(t, list, key, reverse);
}

}  // namespace gilt
