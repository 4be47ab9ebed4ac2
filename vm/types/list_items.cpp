// Subscripts, slices, operators and comparison of lists.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

bool is_list(Thread& t, Value v) { return v.is_object() && is_instance_of(t, v, Type::kList); }

// Drops references collected under the lock, after it.
class Dropped {
 public:
  explicit Dropped(Thread& t) : t_(t) {}
  ~Dropped() {
    for (Value v : values) decref(t_, v);
  }
  Dropped(const Dropped&) = delete;
  Dropped& operator=(const Dropped&) = delete;
  std::vector<Value> values;

 private:
  Thread& t_;
};

Size list_length(Thread&, Value self) { return list_size(self.as<ListObject>()); }

Ref get_slice(Thread& t, Value self, Value key) {
  SliceRange range;
  if (!unpack_slice(t, key, &range)) return Ref();
  auto* list = self.as<ListObject>();
  gil::CriticalSection section(t, list->mutex);
  range.adjust(list->count());
  return list_copy_range(t, list, range.start, range.step, range.length);
}

Ref list_get_item(Thread& t, Value self, Value key) {
  auto* list = self.as<ListObject>();
  int64_t i;
  if (key.is_small_int()) {
    i = key.small_int();
  } else if (has_index(t, key)) {
    i = GILT_TRY(to_ssize(t, key)).get();
  } else if (is_slice(t, key)) {
    return get_slice(t, self, key);
  } else {
    return raise_bad_index(t, "list", key);
  }
  Ref item = list_get(t, list, i < 0 ? i + list_size(list) : i);
  if (!item) return raise(t, Exc::kIndexError, "list index out of range");
  return item;
}

// list[start:stop] = values
bool set_simple_slice(Thread& t, ListObject* list, SliceRange range,
                      std::span<const Value> values) {
  Dropped dropped(t);
  gil::CriticalSection section(t, list->mutex);
  range.adjust(list->count());
  int64_t removed = range.stop < range.start ? 0 : range.stop - range.start;
  dropped.values.resize(static_cast<size_t>(removed));
  return list_splice(t, list, range.start, removed, values, dropped.values.data());
}

bool set_extended_slice(Thread& t, ListObject* list, SliceRange range,
                        std::span<const Value> values) {
  Dropped dropped(t);
  gil::CriticalSection section(t, list->mutex);
  range.adjust(list->count());
  if (static_cast<int64_t>(values.size()) != range.length) {
    return raise(t, Exc::kValueError,
                 fmt::format("attempt to assign sequence of size {} to extended slice of size {}",
                             values.size(), range.length));
  }
  dropped.values.reserve(values.size());
  int64_t to = range.start;
  for (Value value : values) {
    dropped.values.push_back(list->items()[to].exchange(Ref::copy(t, value).release()));
    to += range.step;
  }
  return true;
}

bool delete_slice(Thread& t, ListObject* list, SliceRange range) {
  if (range.step == 1) return set_simple_slice(t, list, range, {});
  Dropped dropped(t);
  gil::CriticalSection section(t, list->mutex);
  int64_t size = list->count();
  range.adjust(size);
  if (range.length == 0) return true;
  if (range.step < 0) {
    range.start += range.step * (range.length - 1);
    range.step = -range.step;
  }
  Slot* items = list->items();
  int64_t next_gone = range.start, gone = 0;
  dropped.values.reserve(static_cast<size_t>(range.length));
  list->size.store(size - range.length, std::memory_order_release);
  for (int64_t i = range.start; i < size; i++) {
    if (i == next_gone && gone < range.length) {
      dropped.values.push_back(items[i].load());
      gone++;
      next_gone += range.step;
    } else {
      items[i - gone].store(items[i].load());
    }
  }
  for (int64_t i = size - range.length; i < size; i++) items[i].store(Value());
  list_shrink(t, list);
  return true;
}

bool set_slice(Thread& t, Value self, Value key, Value value) {
  SliceRange range;
  if (!unpack_slice(t, key, &range)) return false;
  auto* list = self.as<ListObject>();
  if (!value) return delete_slice(t, list, range);
  if (!is_exact_list(value) && !is_exact_tuple(value) && !type_of(t, value)->slots.iter &&
      !type_of(t, value)->slots.get_item) {
    return raise(t, Exc::kTypeError, "must assign iterable to extended slice");
  }
  Ref values = GILT_TRY(tuple_from_iterable(t, value));
  if (range.step == 1) return set_simple_slice(t, list, range, values.as<TupleObject>()->items());
  return set_extended_slice(t, list, range, values.as<TupleObject>()->items());
}

bool delete_index(Thread& t, ListObject* list, int64_t i) {
  Value old;
  {
    gil::CriticalSection section(t, list->mutex);
    if (i < 0) i += list->count();
    if (i < 0 || i >= list->count()) {
      return raise(t, Exc::kIndexError, "list assignment index out of range");
    }
    list_splice(t, list, i, 1, {}, &old);
  }
  decref(t, old);
  return true;
}

bool list_set_item(Thread& t, Value self, Value key, Value value) {
  auto* list = self.as<ListObject>();
  int64_t i;
  if (key.is_small_int()) {
    i = key.small_int();
  } else if (has_index(t, key)) {
    i = GILT_TRY(to_ssize(t, key)).get();
  } else if (is_slice(t, key)) {
    return set_slice(t, self, key, value);
  } else {
    return raise_bad_index(t, "list", key);
  }
  if (!value) return delete_index(t, list, i);
  if (list_set(t, list, i < 0 ? i + list_size(list) : i, Ref::copy(t, value))) return true;
  return raise(t, Exc::kIndexError, "list assignment index out of range");
}

Truth list_contains(Thread& t, Value self, Value item) {
  auto* list = self.as<ListObject>();
  for (int64_t i = 0;; i++) {
    Ref candidate = list_get(t, list, i);
    if (!candidate) return false;
    if (GILT_TRY(fast_equal(t, candidate, item)).yes()) return true;
  }
}

Ref list_add(Thread& t, Value a, Value b) {
  if (!is_list(t, a)) return Ref::not_implemented();
  if (!is_list(t, b)) {
    return bad_concatenation(t, "list", b) == Operand::kRaised ? Ref() : Ref::not_implemented();
  }
  auto* x = a.as<ListObject>();
  auto* y = b.as<ListObject>();
  Ref result = GILT_TRY(empty_list(t, static_cast<size_t>(list_size(x) + list_size(y))));
  auto* sum = result.as<ListObject>();
  gil::CriticalSection2 section(t, x->mutex, y->mutex);
  if (!list_reserve(t, sum, x->count() + y->count())) return Ref();
  int64_t n = 0;
  for (int64_t i = 0; i < x->count(); i++) {
    sum->items()[n++].store(read_slot_locked(t, x->items()[i]).release());
  }
  for (int64_t i = 0; i < y->count(); i++) {
    sum->items()[n++].store(read_slot_locked(t, y->items()[i]).release());
  }
  sum->size.store(n, std::memory_order_relaxed);
  return result;
}

Ref list_multiply(Thread& t, Value a, Value b) {
  bool left = is_list(t, a);
  int64_t count = 0;
  Operand operand = repeat_count(t, left ? b : a, &count);
  if (operand == Operand::kRaised) return Ref();
  if (operand == Operand::kNotImplemented) return Ref::not_implemented();
  auto* list = (left ? a : b).as<ListObject>();
  Ref items = GILT_TRY(list_snapshot(t, list));
  std::span<const Value> once = items.as<TupleObject>()->items();
  int64_t total = GILT_TRY(repeated_size(t, once.size(), count)).get();
  Ref result = GILT_TRY(empty_list(t, static_cast<size_t>(total)));
  auto* product = result.as<ListObject>();
  for (int64_t i = 0; total > 0 && i < count; i++) list_extend_locked(t, product, once);
  return result;
}

Ref list_in_place_add(Thread& t, Value self, Value other) {
  if (!list_extend(t, self.as<ListObject>(), other)) return Ref();
  return Ref::copy(t, self);
}

Ref list_in_place_multiply(Thread& t, Value self, Value other) {
  int64_t count = 0;
  Operand operand = repeat_count(t, other, &count);
  if (operand == Operand::kRaised) return Ref();
  if (operand == Operand::kNotImplemented) return Ref::not_implemented();
  auto* list = self.as<ListObject>();
  if (count == 0) {
    list_clear(t, list);
    return Ref::copy(t, self);
  }
  gil::CriticalSection section(t, list->mutex);
  int64_t size = list->count();
  int64_t total = GILT_TRY(repeated_size(t, size, count)).get();
  if (!list_reserve(t, list, total)) return Ref();
  for (int64_t i = size; i < total; i++) {
    list->items()[i].store(read_slot_locked(t, list->items()[i - size]).release());
  }
  list->size.store(total, std::memory_order_release);
  return Ref::copy(t, self);
}

Ref list_repr(Thread& t, Value self) {
  auto* list = self.as<ListObject>();
  if (list_size(list) == 0) return make_str(t, "[]");
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, "[...]");
  std::string out = "[";
  for (int64_t i = 0;; i++) {
    Ref item = list_get(t, list, i);
    if (!item) break;
    if (i > 0) out += ", ";
    if (!append_repr(t, out, item)) return Ref();
  }
  return make_str(t, out + "]");
}

Ref list_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (!is_list(t, other)) return Ref::not_implemented();
  auto* a = self.as<ListObject>();
  auto* b = other.as<ListObject>();
  if (list_size(a) != list_size(b) && (op == CompareOp::kEq || op == CompareOp::kNe)) {
    return Ref::boolean(op == CompareOp::kNe);
  }
  for (int64_t i = 0;; i++) {
    Ref x = list_get(t, a, i);
    Ref y = list_get(t, b, i);
    if (!x || !y) return Ref::boolean(ordered(list_size(a), list_size(b), op));
    if (GILT_TRY(fast_equal(t, x, y)).yes()) continue;
    if (op == CompareOp::kEq) return Ref::boolean(false);
    if (op == CompareOp::kNe) return Ref::boolean(true);
    return compare(t, x, y, op);
  }
}

}  // namespace

void init_list_items(Type& type) {
  type.slots.repr = list_repr;
  type.slots.compare = list_compare;
  type.slots.contains = list_contains;
  type.slots.length = list_length;
  type.slots.get_item = list_get_item;
  type.slots.set_item = list_set_item;
  type.slots.binary[static_cast<int>(BinaryOp::kAdd)] = list_add;
  type.slots.binary[static_cast<int>(BinaryOp::kMultiply)] = list_multiply;
  type.slots.in_place[static_cast<int>(BinaryOp::kAdd)] = list_in_place_add;
  type.slots.in_place[static_cast<int>(BinaryOp::kMultiply)] = list_in_place_multiply;
}

}  // namespace gilt
