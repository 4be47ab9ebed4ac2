#include "vm/types/tuple.h"

#include <string>

#include "base/hash.h"
#include "vm/native.h"
#include "vm/types/generic_alias.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"

namespace gilt {

namespace {

TupleObject* new_tuple(Thread& t, size_t size) {
  auto* tuple =
      GILT_TRY(allocate<TupleObject>(t, types(t).tuple, Layout::kTuple, size * sizeof(Value)));
  for (size_t i = 0; i < size; i++) tuple->items_[i] = Value();
  tuple->size = size;
  return tuple;
}

}  // namespace

TupleObject* allocate_tuple(Thread& t, size_t size) { return new_tuple(t, size); }

// One for each runtime; before init_tuple_type there is none yet.
Ref empty_tuple(Thread& t) {
  if (t.runtime.empty_tuple) return Ref::copy(t, t.runtime.empty_tuple);
  return Ref::take(t, GILT_TRY(new_tuple(t, 0)));
}

Ref make_tuple(Thread& t, std::span<const Value> items) {
  if (items.empty()) return empty_tuple(t);
  auto* tuple = GILT_TRY(new_tuple(t, items.size()));
  for (size_t i = 0; i < items.size(); i++) {
    incref(t, items[i]);
    tuple->items_[i] = items[i];
  }
  return Ref::take(t, tuple);
}

Ref make_tuple_stealing(Thread& t, Value* owned, size_t count) {
  if (count == 0) return empty_tuple(t);
  TupleObject* tuple = new_tuple(t, count);
  if (tuple == nullptr) {
    for (size_t i = 0; i < count; i++) decref(t, owned[i]);
    return Ref();
  }
  std::copy_n(owned, count, tuple->items_);
  return Ref::take(t, tuple);
}

Ref tuple_from_iterable(Thread& t, Value iterable) {
  if (is_exact_tuple(iterable)) return Ref::copy(t, iterable);
  if (is_exact_list(iterable)) return list_as_tuple(t, iterable.as<ListObject>());
  Ref list = GILT_TRY(list_from_iterable(t, iterable));
  return list_as_tuple(t, list.as<ListObject>());
}

namespace {

bool is_tuple(Thread& t, Value v) { return v.is_object() && is_instance_of(t, v, Type::kTuple); }

Ref tuple_construct(Thread& t, Type* cls, CallArgs args) {
  Type* exact = types(t).tuple;
  if (!check_construct_args(t, cls, exact, "tuple", args, 0, 1)) return Ref();
  Ref items = args.positional == 0 ? empty_tuple(t) : tuple_from_iterable(t, args.values[0]);
  if (!items || cls == exact) return items;
  // An instance of a subclass: the items stand behind what the class adds.
  auto* source = items.as<TupleObject>();
  size_t added = cls->instance_size - sizeof(TupleObject);
  auto* tuple = GILT_TRY(
      allocate<TupleObject>(t, cls, Layout::kOpaque, added + source->size * sizeof(Value)));
  std::memset(static_cast<void*>(tuple + 1), 0, added);
  tuple->flags |= static_cast<uint8_t>(added / sizeof(Value));
  tuple->size = source->size;
  for (size_t i = 0; i < source->size; i++) {
    incref(t, (*source)[i]);
    tuple->data()[i] = (*source)[i];
  }
  return Ref::take(t, tuple);
}

void tuple_finalize(Thread& t, Object* object) {
  for (Value item : static_cast<TupleObject*>(object)->items()) decref(t, item);
}

void tuple_traverse(Object* object, Visitor visit, void* arg) {
  for (Value item : static_cast<TupleObject*>(object)->items()) {
    if (item) visit(item, arg);
  }
}

Ref tuple_repr(Thread& t, Value self) {
  auto* tuple = self.as<TupleObject>();
  if (tuple->size == 0) return make_str(t, "()");
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, "(...)");
  std::string out = "(";
  for (size_t i = 0; i < tuple->size; i++) {
    if (i > 0) out += ", ";
    if (!append_repr(t, out, (*tuple)[i])) return Ref();
  }
  return make_str(t, out + (tuple->size == 1 ? ",)" : ")"));
}

Hash tuple_hash(Thread& t, Value self) {
  TupleHash h;
  for (Value item : self.as<TupleObject>()->items()) h.add(GILT_TRY(hash(t, item)).get());
  return h.finish();
}

Ref tuple_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (!is_tuple(t, other)) return Ref::not_implemented();
  auto* a = self.as<TupleObject>();
  auto* b = other.as<TupleObject>();
  size_t common = std::min(a->size, b->size);
  for (size_t i = 0; i < common; i++) {
    Truth same = GILT_TRY(fast_equal(t, (*a)[i], (*b)[i]));
    if (same.yes()) continue;
    if (op == CompareOp::kEq) return Ref::boolean(false);
    if (op == CompareOp::kNe) return Ref::boolean(true);
    return compare(t, (*a)[i], (*b)[i], op);
  }
  return Ref::boolean(ordered(a->size, b->size, op));
}

Truth tuple_contains(Thread& t, Value self, Value item) {
  for (Value candidate : self.as<TupleObject>()->items()) {
    if (GILT_TRY(fast_equal(t, candidate, item)).yes()) return true;
  }
  return false;
}

Size tuple_length(Thread&, Value self) {
  return static_cast<int64_t>(self.as<TupleObject>()->size);
}

Ref tuple_slice(Thread& t, Value self, Value key) {
  SliceRange range;
  if (!unpack_slice(t, key, &range)) return Ref();
  auto* tuple = self.as<TupleObject>();
  range.adjust(static_cast<int64_t>(tuple->size));
  if (range.step == 1) {
    if (range.length == static_cast<int64_t>(tuple->size) && is_exact_tuple(self)) {
      return Ref::copy(t, self);
    }
    return make_tuple(t, tuple->items().subspan(range.start, range.length));
  }
  if (range.length == 0) return empty_tuple(t);
  auto* result = GILT_TRY(new_tuple(t, range.length));
  for (int64_t i = 0, from = range.start; i < range.length; i++, from += range.step) {
    incref(t, (*tuple)[from]);
    result->items_[i] = (*tuple)[from];
  }
  return Ref::take(t, result);
}

Ref tuple_get_item(Thread& t, Value self, Value key) {
  auto* tuple = self.as<TupleObject>();
  int64_t i;
  if (key.is_small_int()) {
    i = key.small_int();
  } else if (has_index(t, key)) {
    i = GILT_TRY(to_ssize(t, key)).get();
  } else if (is_slice(t, key)) {
    return tuple_slice(t, self, key);
  } else {
    return raise_bad_index(t, "tuple", key);
  }
  auto size = static_cast<int64_t>(tuple->size);
  if (i < 0) i += size;
  if (i < 0 || i >= size) return raise(t, Exc::kIndexError, "tuple index out of range");
  return Ref::copy(t, (*tuple)[i]);
}

Ref tuple_add(Thread& t, Value a, Value b) {
  if (!is_tuple(t, a)) return Ref::not_implemented();
  if (!is_tuple(t, b)) {
    return bad_concatenation(t, "tuple", b) == Operand::kRaised ? Ref() : Ref::not_implemented();
  }
  auto* x = a.as<TupleObject>();
  auto* y = b.as<TupleObject>();
  if (y->size == 0 && is_exact_tuple(a)) return Ref::copy(t, a);
  if (x->size == 0 && is_exact_tuple(b)) return Ref::copy(t, b);
  if (x->size + y->size == 0) return empty_tuple(t);
  auto* result = GILT_TRY(new_tuple(t, x->size + y->size));
  Value* out = result->items_;
  for (Value item : x->items()) *out++ = Ref::copy(t, item).release();
  for (Value item : y->items()) *out++ = Ref::copy(t, item).release();
  return Ref::take(t, result);
}

Ref tuple_multiply(Thread& t, Value a, Value b) {
  bool left = is_tuple(t, a);
  Value self = left ? a : b;
  int64_t count = 0;
  Operand operand = repeat_count(t, left ? b : a, &count);
  if (operand == Operand::kRaised) return Ref();
  if (operand == Operand::kNotImplemented) return Ref::not_implemented();
  auto* tuple = self.as<TupleObject>();
  if (count == 1 && is_exact_tuple(self)) return Ref::copy(t, self);
  int64_t total = GILT_TRY(repeated_size(t, tuple->size, count)).get();
  if (total == 0) return empty_tuple(t);
  auto* result = GILT_TRY(new_tuple(t, total));
  Value* out = result->items_;
  for (int64_t i = 0; i < count; i++) {
    for (Value item : tuple->items()) *out++ = Ref::copy(t, item).release();
  }
  return Ref::take(t, result);
}

Ref tuple_iter(Thread& t, Value self) {
  auto* it =
      GILT_TRY(allocate<TupleIteratorObject>(t, types(t).tuple_iterator, Layout::kTupleIterator));
  it->tuple.store(Ref::copy(t, self).release());
  return Ref::take(t, it);
}

Ref tuple_index(Thread& t, Args args) {
  auto* tuple = args[0].as<TupleObject>();
  auto size = static_cast<int64_t>(tuple->size);
  int64_t start = GILT_TRY(clipped_position(t, args[2], 0, size)).get();
  int64_t stop = GILT_TRY(clipped_position(t, args[3], INT64_MAX, size)).get();
  for (int64_t i = start; i < std::min(stop, size); i++) {
    if (GILT_TRY(fast_equal(t, (*tuple)[i], args[1])).yes())
      return Ref::immediate(Value::small_int(i));
  }
  return raise(t, Exc::kValueError, "tuple.index(x): x not in tuple");
}

Ref tuple_count(Thread& t, Args args) {
  int64_t count = 0;
  for (Value item : args[0].as<TupleObject>()->items()) {
    count += GILT_TRY(fast_equal(t, item, args[1])).yes();
  }
  return Ref::immediate(Value::small_int(count));
}

Ref tuple_getnewargs(Thread& t, Args args) {
  Ref items = GILT_TRY(make_tuple(t, args[0].as<TupleObject>()->items()));
  return make_tuple(t, {items});
}

Ref tuple_sizeof(Thread&, Args args) {
  auto size = static_cast<int64_t>(args[0].as<TupleObject>()->size);
  return Ref::immediate(Value::small_int(sizeof(TupleObject) + size * sizeof(Value)));
}

constexpr MethodRow kMethods[] = {
    method<"index", tuple_index>(
        "(value, start=0, stop=9223372036854775807, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not "
        "present."),
    method<"count", tuple_count>("(value, /)", "Return number of occurrences of value."),
    method<"__getnewargs__", tuple_getnewargs>("()", ""),
    method<"__sizeof__", tuple_sizeof>("()", "Size of object in memory, in bytes."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

Ref tuple_iterator_step(Thread& t, Value self) {
  return tuple_iterator_next(t, self.as<TupleIteratorObject>());
}

void tuple_iterator_finalize(Thread& t, Object* object) {
  decref(t, static_cast<TupleIteratorObject*>(object)->tuple.load());
}

void tuple_iterator_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<TupleIteratorObject*>(object)->tuple.load(), arg);
}

Ref tuple_iterator_length_hint(Thread&, Args args) {
  auto* it = args[0].as<TupleIteratorObject>();
  int64_t index = it->index.load(std::memory_order_relaxed);
  auto size = static_cast<int64_t>(it->tuple.load().as<TupleObject>()->size);
  return Ref::immediate(Value::small_int(index < 0 ? 0 : size - index));
}

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", tuple_iterator_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

}  // namespace

void init_tuple_type(Thread& t, Type& type) {
  type.instance_size = sizeof(TupleObject);
  type.instance_layout = Layout::kTuple;
  type.flags_bits |= Type::kSubclassable | Type::kTuple;
  type.doc =
      "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty "
      "tuple.\nIf iterable is specified the tuple is initialized from iterable's items.";
  type.slots.construct = tuple_construct;
  type.slots.finalize = tuple_finalize;
  type.slots.traverse = tuple_traverse;
  type.slots.repr = tuple_repr;
  type.slots.hash = tuple_hash;
  type.slots.compare = tuple_compare;
  type.slots.contains = tuple_contains;
  type.slots.length = tuple_length;
  type.slots.get_item = tuple_get_item;
  type.slots.iter = tuple_iter;
  type.slots.binary[static_cast<int>(BinaryOp::kAdd)] = tuple_add;
  type.slots.binary[static_cast<int>(BinaryOp::kMultiply)] = tuple_multiply;
  add_methods(t, type, kMethods);
  if (TupleObject* empty = new_tuple(t, 0)) {
    gil::immortalise(empty->refcount);
    t.runtime.empty_tuple = Value::from(empty);
  }
}

void init_tuple_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(TupleIteratorObject);
  type.instance_layout = Layout::kTupleIterator;
  type.slots.finalize = tuple_iterator_finalize;
  type.slots.traverse = tuple_iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = tuple_iterator_step;
  add_methods(t, type, kIteratorMethods);
}

}  // namespace gilt
