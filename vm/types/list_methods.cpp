// The methods of list, and its iterators.
#include <algorithm>

#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/types/generic_alias.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

Ref append(Thread& t, Args args) {
  if (!list_append(t, args[0].as<ListObject>(), Ref::copy(t, args[1]))) return Ref();
  return Ref::none();
}

Ref extend(Thread& t, Args args) {
  if (!list_extend(t, args[0].as<ListObject>(), args[1])) return Ref();
  return Ref::none();
}

Ref insert(Thread& t, Args args) {
  int64_t i = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  auto* list = args[0].as<ListObject>();
  int64_t size = list->count();
  if (i < 0) i = std::max<int64_t>(i + size, 0);
  i = std::min(i, size);
  Value item = args[2];
  if (!list_splice(t, list, i, 0, {&item, 1}, nullptr)) return Ref();
  return Ref::none();
}

Ref pop(Thread& t, Args args) {
  auto* list = args[0].as<ListObject>();
  int64_t i = -1;
  if (args[1]) i = GILT_TRY(to_ssize(t, args[1])).get();
  int64_t size = list->count();
  if (size == 0) return raise(t, Exc::kIndexError, "pop from empty list");
  if (i < 0) i += size;
  if (i < 0 || i >= size) return raise(t, Exc::kIndexError, "pop index out of range");
  if (i == size - 1) {
    list->size.store(i, std::memory_order_release);
    Ref item = Ref::take(t, list->items()[i].exchange(Value()));
    list_shrink(t, list);
    return item;
  }
  Value old;
  list_splice(t, list, i, 1, {}, &old);
  return Ref::take(t, old);
}

Ref remove(Thread& t, Args args) {
  auto* list = args[0].as<ListObject>();
  for (int64_t i = 0; i < list->count(); i++) {
    Ref candidate = read_slot_locked(t, list->items()[i]);
    if (GILT_TRY(fast_equal(t, candidate, args[1])).no()) continue;
    if (i < list->count()) {
      Value old;
      list_splice(t, list, i, 1, {}, &old);
      decref(t, old);
    }
    return Ref::none();
  }
  return raise(t, Exc::kValueError, "list.remove(x): x not in list");
}

Ref index(Thread& t, Args args) {
  auto* list = args[0].as<ListObject>();
  int64_t size = list_size(list);
  int64_t start = GILT_TRY(clipped_position(t, args[2], 0, size)).get();
  int64_t stop = GILT_TRY(clipped_position(t, args[3], INT64_MAX, size)).get();
  for (int64_t i = start; i < stop; i++) {
    Ref candidate = list_get(t, list, i);
    if (!candidate) break;
    if (GILT_TRY(fast_equal(t, candidate, args[1])).yes())
      return Ref::immediate(Value::small_int(i));
  }
  return raise(t, Exc::kValueError, "list.index(x): x not in list");
}

Ref count(Thread& t, Args args) {
  int64_t found = 0;
  for (int64_t i = 0;; i++) {
    Ref candidate = list_get(t, args[0].as<ListObject>(), i);
    if (!candidate) return Ref::immediate(Value::small_int(found));
    found += GILT_TRY(fast_equal(t, candidate, args[1])).yes();
  }
}

Ref clear(Thread& t, Args args) {
  list_clear(t, args[0].as<ListObject>());
  return Ref::none();
}

Ref copy(Thread& t, Args args) {
  auto* list = args[0].as<ListObject>();
  return list_copy_range(t, list, 0, 1, list->count());
}

Ref reverse(Thread&, Args args) {
  auto* list = args[0].as<ListObject>();
  for (int64_t i = 0, j = list->count() - 1; i < j; i++, j--) {
    list->items()[j].store(list->items()[i].exchange(list->items()[j].load()));
  }
  return Ref::none();
}

Ref sort(Thread& t, Args args) {
  bool reversed = args[2] && GILT_TRY(is_true(t, args[2])).yes();
  Value key = args[1].is_none() ? Value() : args[1];
  if (!list_sort_locked(t, args[0].as<ListObject>(), key, reversed)) return Ref();
  return Ref::none();
}

Ref size_of(Thread&, Args args) {
  ListArray* array = args[0].as<ListObject>()->array.load(std::memory_order_relaxed);
  int64_t bytes = sizeof(ListObject);
  if (array != nullptr) bytes += sizeof(ListArray) + array->capacity * sizeof(Slot);
  return Ref::immediate(Value::small_int(bytes));
}

Ref list_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_of_class<ListObject>(t, cls, Layout::kList)));
}

bool list_init(Thread& t, Value self, CallArgs args) {
  if (!check_init_keywords(t, self, types(t).list, "list", args)) return false;
  if (!check_positional(t, "list", args, 0, 1)) return false;
  auto* list = self.as<ListObject>();
  if (list_size(list) > 0) list_clear(t, list);
  return args.positional == 0 || list_extend(t, list, args.values[0]);
}

void list_finalize(Thread& t, Object* object) {
  auto* list = static_cast<ListObject*>(object);
  ListArray* array = list->array.load(std::memory_order_relaxed);
  if (array == nullptr) return;
  for (int64_t i = list->count() - 1; i >= 0; i--) decref(t, array->items[i].load());
  // A reader may have come by the list in another container's slot and still be in the array.
  retire_storage(t, array, sizeof(ListArray) + array->capacity * sizeof(Slot));
}

void list_traverse(Object* object, Visitor visit, void* arg) {
  auto* list = static_cast<ListObject*>(object);
  for (int64_t i = 0; i < list->count(); i++) visit(list->items()[i].load(), arg);
}

// --- iterators

Ref new_iterator(Thread& t, Value self, Type* type, Layout layout, int64_t index) {
  auto* it = GILT_TRY(allocate<ListIteratorObject>(t, type, layout));
  it->list.store(Ref::copy(t, self).release());
  it->index.store(index, std::memory_order_relaxed);
  return Ref::take(t, it);
}

Ref list_iter(Thread& t, Value self) {
  return new_iterator(t, self, types(t).list_iterator, Layout::kListIterator, 0);
}

Ref reversed(Thread& t, Args args) {
  return new_iterator(t, args[0], types(t).list_reverse_iterator, Layout::kOpaque,
                      list_size(args[0].as<ListObject>()) - 1);
}

Ref list_iterator_step(Thread& t, Value self) {
  return list_iterator_next(t, self.as<ListIteratorObject>());
}

Ref list_reverse_iterator_step(Thread& t, Value self) {
  auto* it = self.as<ListIteratorObject>();
  int64_t index = it->index.load(std::memory_order_relaxed);
  if (index < 0) return Ref();
  Ref item = list_get(t, it->list.load().as<ListObject>(), index);
  it->index.store(item ? index - 1 : -1, std::memory_order_relaxed);
  return item;
}

Ref forward_length_hint(Thread&, Args args) {
  auto* it = args[0].as<ListIteratorObject>();
  int64_t index = it->index.load(std::memory_order_relaxed);
  int64_t left = index < 0 ? 0 : list_size(it->list.load().as<ListObject>()) - index;
  return Ref::immediate(Value::small_int(std::max<int64_t>(left, 0)));
}

Ref reverse_length_hint(Thread&, Args args) {
  auto* it = args[0].as<ListIteratorObject>();
  int64_t left = it->index.load(std::memory_order_relaxed) + 1;
  if (left > list_size(it->list.load().as<ListObject>())) left = 0;
  return Ref::immediate(Value::small_int(left));
}

void iterator_finalize(Thread& t, Object* object) {
  decref(t, static_cast<ListIteratorObject*>(object)->list.load());
}

void iterator_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<ListIteratorObject*>(object)->list.load(), arg);
}

constexpr MethodRow kMethods[] = {
    method<"append", append, Locks::kNone, Polls::kNotSince311>(  // list_append locks
        "(object, /)", "Append object to the end of the list."),
    method<"extend", extend>(  // list_extend locks, both for exact lists
        "(iterable, /)", "Extend list by appending elements from the iterable."),
    method<"insert", insert, Locks::kSelf>("(index, object, /)", "Insert object before index."),
    method<"pop", pop, Locks::kSelf>("(index=-1, /)",
                                     "Remove and return item at index (default last).\n\nRaises "
                                     "IndexError if list is empty or index is out of range."),
    method<"remove", remove, Locks::kSelf>(
        "(value, /)",
        "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."),
    method<"index", index>(
        "(value, start=0, stop=9223372036854775807, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present."),
    method<"count", count>("(value, /)", "Return number of occurrences of value."),
    method<"clear", clear>("()", "Remove all items from list."),  // list_clear locks
    method<"copy", copy, Locks::kSelf>("()", "Return a shallow copy of the list."),
    method<"reverse", reverse, Locks::kSelf>("()", "Reverse *IN PLACE*."),
    method<"sort", sort, Locks::kSelf>(
        "(*, key=None, reverse=False)",
        "Sort the list in ascending order and return None.\n\nThe sort is in-place and stable. The "
        "reverse flag can be set to sort in descending order."),
    method<"__reversed__", reversed>("()", "Return a reverse iterator over the list."),
    method<"__sizeof__", size_of>("()", "Return the size of the list in memory, in bytes."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", forward_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

constexpr MethodRow kReverseIteratorMethods[] = {
    method<"__length_hint__", reverse_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

}  // namespace

void init_list_type(Thread& t, Type& type) {
  type.instance_size = sizeof(ListObject);
  type.instance_layout = Layout::kList;
  type.flags_bits |= Type::kSubclassable | Type::kList;
  type.doc =
      "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty "
      "list.\nThe argument must be an iterable if specified.";
  type.slots.construct = list_construct;
  type.slots.init = list_init;
  type.slots.finalize = list_finalize;
  type.slots.traverse = list_traverse;
  type.slots.iter = list_iter;
  init_list_items(type);
  add_methods(t, type, kMethods);
}

void init_list_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(ListIteratorObject);
  type.instance_layout = Layout::kListIterator;
  type.slots.finalize = iterator_finalize;
  type.slots.traverse = iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = list_iterator_step;
  add_methods(t, type, kIteratorMethods);
}

void init_list_reverse_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(ListIteratorObject);
  type.slots.finalize = iterator_finalize;
  type.slots.traverse = iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = list_reverse_iterator_step;
  add_methods(t, type, kReverseIteratorMethods);
}

}  // namespace gilt
