#include "vm/types/deque.h"

#include <fmt/format.h>

#include <algorithm>

#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/signature.h"
#include "vm/types/generic_alias.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

bool is_deque(Thread& t, Value v) {
  return v.is_object() && type_of(t, v)->is_subtype_of(types(t).deque);
}

bool deque_append(Thread& t, DequeObject* deque, Ref item) {
  deque->state++;
  if (deque->items.size() == deque->maxlen) {
    if (deque->maxlen > 0) decref(t, deque->items.push_back_and_pop(item.release()));
    return true;
  }
  if (!deque->items.push_back(t, item.get())) return false;
  (void)item.release();
  return true;
}

bool deque_append_left(Thread& t, DequeObject* deque, Ref item) {
  deque->state++;
  if (deque->items.size() == deque->maxlen) {
    if (deque->maxlen > 0) decref(t, deque->items.push_front_and_pop(item.release()));
    return true;
  }
  if (!deque->items.push_front(t, item.get())) return false;
  (void)item.release();
  return true;
}

void deque_rotate(DequeObject* deque, int64_t n) {
  int64_t size = deque->items.size();
  if (size < 2) return;
  n %= size;
  if (n < 0) n += size;
  if (n == 0) return;
  deque->items.rotate(n);
  deque->state++;
}

Value deque_take(DequeObject* deque, int64_t index) {
  deque_rotate(deque, -index);
  Value item = deque->items.pop_front();
  deque->state++;
  deque_rotate(deque, index);
  return item;
}

void deque_clear(Thread& t, DequeObject* deque) {
  Ring old;
  old.swap(deque->items);
  deque->state++;
  old.destroy(t);
}

namespace {

// What a deque takes over from itself is what it held when the operation began.
template <bool (*Append)(Thread&, DequeObject*, Ref)>
bool extend_with(Thread& t, DequeObject* deque, Value iterable) {
  if (iterable == Value::from(deque)) {
    Ref items = GILT_TRY(list_from_iterable(t, iterable));
    return for_each(t, items, [&](Ref item) { return Append(t, deque, std::move(item)); });
  }
  return for_each(t, iterable, [&](Ref item) { return Append(t, deque, std::move(item)); });
}

}  // namespace

bool deque_extend(Thread& t, DequeObject* deque, Value iterable) {
  return extend_with<deque_append>(t, deque, iterable);
}

Ref deque_copy(Thread& t, Value self) {
  auto* deque = self.as<DequeObject>();
  Type* cls = type_of(t, self);
  if (cls == types(t).deque) {
    auto* copy = GILT_TRY(allocate_of_class<DequeObject>(t, cls));
    Ref result = Ref::take(t, copy);
    gil::CriticalSection section(t, deque->mutex);
    copy->maxlen = deque->maxlen;
    for (int64_t i = 0; i < deque->items.size(); i++) {
      if (!deque_append(t, copy, Ref::copy(t, deque->items[i]))) return Ref();
    }
    return result;
  }
  Ref result = deque->maxlen < 0
                   ? call(t, Value::from(cls), {self})
                   : call(t, Value::from(cls), {self, Value::small_int(deque->maxlen)});
  if (!result || is_deque(t, result)) return result;
  return raise(
      t, Exc::kTypeError,
      fmt::format("{}() must return a deque, not {}", type_name(t, self), type_name(t, result)));
}

DequeCursor::DequeCursor(Thread& t, DequeObject* deque) : t_(t), deque_(deque) {
  gil::CriticalSection section(t, deque->mutex);
  state_ = deque->state;
}

Ref DequeCursor::next() {
  gil::CriticalSection section(t_, deque_->mutex);
  if (deque_->state != state_) {
    return raise(t_, Exc::kRuntimeError, "deque mutated during iteration");
  }
  if (index_ >= deque_->items.size()) return Ref();
  return Ref::copy(t_, deque_->items[index_++]);
}

namespace {

DequeObject* self_of(Args args) { return args[0].as<DequeObject>(); }

// --- methods; each holds the lock, as its row says

Ref append(Thread& t, Args args) {
  return deque_append(t, self_of(args), Ref::copy(t, args[1])) ? Ref::none() : Ref();
}

Ref append_left(Thread& t, Args args) {
  return deque_append_left(t, self_of(args), Ref::copy(t, args[1])) ? Ref::none() : Ref();
}

Ref extend(Thread& t, Args args) {
  return deque_extend(t, self_of(args), args[1]) ? Ref::none() : Ref();
}

Ref extend_left(Thread& t, Args args) {
  return extend_with<deque_append_left>(t, self_of(args), args[1]) ? Ref::none() : Ref();
}

template <Value (Ring::*Pop)()>
Ref pop_end(Thread& t, Args args) {
  DequeObject* deque = self_of(args);
  if (deque->items.size() == 0) return raise(t, Exc::kIndexError, "pop from an empty deque");
  Ref item = Ref::take(t, (deque->items.*Pop)());
  deque->state++;
  deque->items.shrink(t);
  return item;
}

Ref rotate(Thread& t, Args args) {
  int64_t n = args[1] ? GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get() : 1;
  deque_rotate(self_of(args), n);
  return Ref::none();
}

Ref insert(Thread& t, Args args) {
  int64_t index = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  DequeObject* deque = self_of(args);
  int64_t size = deque->items.size();
  if (size == deque->maxlen) {
    return raise(t, Exc::kIndexError, "deque already at its maximum size");
  }
  Ref item = Ref::copy(t, args[2]);
  bool ok;
  if (index >= size) {
    ok = deque_append(t, deque, std::move(item));
  } else if (index <= -size || index == 0) {
    ok = deque_append_left(t, deque, std::move(item));
  } else {
    deque_rotate(deque, -index);
    ok = index < 0 ? deque_append(t, deque, std::move(item))
                   : deque_append_left(t, deque, std::move(item));
    deque_rotate(deque, index);
  }
  return ok ? Ref::none() : Ref();
}

Ref remove(Thread& t, Args args) {
  DequeObject* deque = self_of(args);
  uint64_t state = deque->state;
  for (int64_t i = 0; i < deque->items.size(); i++) {
    Ref candidate = Ref::copy(t, deque->items[i]);
    bool found = GILT_TRY(fast_equal(t, candidate, args[1])).yes();
    if (deque->state != state) {
      return raise(t, Exc::kIndexError, "deque mutated during iteration");
    }
    if (!found) continue;
    decref(t, deque_take(deque, i));
    return Ref::none();
  }
  Ref text = GILT_TRY(repr(t, args[1]));
  return raise(t, Exc::kValueError, fmt::format("{} is not in deque", str_view(text)));
}

Ref index(Thread& t, Args args) {
  DequeObject* deque = self_of(args);
  int64_t size = deque->items.size();
  int64_t start = GILT_TRY(clipped_position(t, args[2], 0, size)).get();
  int64_t stop = std::min(GILT_TRY(clipped_position(t, args[3], INT64_MAX, size)).get(), size);
  uint64_t state = deque->state;
  for (int64_t i = start; i < stop; i++) {
    Ref candidate = Ref::copy(t, deque->items[i]);
    bool found = GILT_TRY(fast_equal(t, candidate, args[1])).yes();
    if (found) return Ref::immediate(Value::small_int(i));
    if (deque->state != state) {
      return raise(t, Exc::kRuntimeError, "deque mutated during iteration");
    }
  }
  Ref text = GILT_TRY(repr(t, args[1]));
  return raise(t, Exc::kValueError, fmt::format("{} is not in deque", str_view(text)));
}

Ref count(Thread& t, Args args) {
  DequeCursor cursor(t, self_of(args));
  int64_t found = 0;
  while (Ref item = cursor.next()) found += GILT_TRY(fast_equal(t, item, args[1])).yes();
  return pending(t) ? Ref() : Ref::immediate(Value::small_int(found));
}

Ref clear(Thread& t, Args args) {
  deque_clear(t, self_of(args));
  return Ref::none();
}

Ref copy(Thread& t, Args args) { return deque_copy(t, args[0]); }

Ref reverse(Thread&, Args args) {
  self_of(args)->items.reverse();
  self_of(args)->state++;
  return Ref::none();
}

Ref size_of(Thread& t, Args args) {
  int64_t bytes = type_of(t, args[0])->instance_size + self_of(args)->items.bytes();
  return Ref::immediate(Value::small_int(bytes));
}

Ref reduce(Thread& t, Args args) {
  DequeObject* deque = self_of(args);
  Ref rest = deque->maxlen < 0
                 ? empty_tuple(t)
                 : make_tuple(t, {empty_tuple(t).get(), Value::small_int(deque->maxlen)});
  if (!rest) return Ref();
  Ref dict = GILT_TRY(intern(t, "__dict__"));
  Ref state = get_attr_or_null(t, args[0], dict);
  if (!state && pending(t)) return Ref();
  Ref items = GILT_TRY(get_iter(t, args[0]));
  return make_tuple(
      t, {Value::from(type_of(t, args[0])), rest, state ? state.get() : Value::none(), items});
}

Ref get_maxlen(Thread& t, Value self) {
  auto* deque = self.as<DequeObject>();
  gil::CriticalSection section(t, deque->mutex);
  if (deque->maxlen < 0) return Ref::none();
  return Ref::immediate(Value::small_int(deque->maxlen));
}

// --- making one

Ref deque_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_of_class<DequeObject>(t, cls)));
}

bool maxlen_argument(Thread& t, Value v, int64_t* out) {
  if (!v || v.is_none()) return true;
  if (!is_int(t, v)) return raise(t, Exc::kTypeError, "an integer is required");
  if (!int_fits_int64(v, out)) {
    return raise(t, Exc::kOverflowError, "Python int too large to convert to C ssize_t");
  }
  return *out >= 0 || raise(t, Exc::kValueError, "maxlen must be non-negative");
}

bool deque_init(Thread& t, Value self, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "deque", "(iterable=(), maxlen=None)", args, v));
  int64_t maxlen = -1;
  if (!maxlen_argument(t, v[1], &maxlen)) return false;
  auto* deque = self.as<DequeObject>();
  gil::CriticalSection section(t, deque->mutex);
  deque->maxlen = maxlen;
  if (deque->items.size() > 0) deque_clear(t, deque);
  return !v[0] || deque_extend(t, deque, v[0]);
}

void deque_finalize(Thread& t, Object* object) {
  static_cast<DequeObject*>(object)->items.destroy(t);
}

void deque_traverse(Object* object, Visitor visit, void* arg) {
  static_cast<DequeObject*>(object)->items.traverse(visit, arg);
}

// --- iterators

Ref new_iterator(Thread& t, Type* type, Value self) {
  auto* it = GILT_TRY(allocate<DequeIteratorObject>(t, type));
  it->deque = Ref::copy(t, self).release();
  auto* deque = self.as<DequeObject>();
  gil::CriticalSection section(t, deque->mutex);
  it->remaining = deque->items.size();
  it->state = deque->state;
  return Ref::take(t, it);
}

Ref deque_iter(Thread& t, Value self) { return new_iterator(t, types(t).deque_iterator, self); }
Ref reversed(Thread& t, Args args) {
  return new_iterator(t, types(t).deque_reverse_iterator, args[0]);
}

template <bool kReverse>
Ref iterator_step(Thread& t, Value self) {
  auto* it = self.as<DequeIteratorObject>();
  auto* deque = it->deque.as<DequeObject>();
  gil::CriticalSection section(t, deque->mutex);
  if (deque->state != it->state) {
    it->remaining = 0;
    return raise(t, Exc::kRuntimeError, "deque mutated during iteration");
  }
  if (it->remaining == 0) return Ref();
  it->remaining--;
  return Ref::copy(
      t, deque->items[kReverse ? it->remaining : deque->items.size() - 1 - it->remaining]);
}

Ref length_hint(Thread& t, Args args) {
  auto* it = args[0].as<DequeIteratorObject>();
  gil::CriticalSection section(t, it->deque.object()->mutex);
  return Ref::immediate(Value::small_int(it->remaining));
}

void iterator_finalize(Thread& t, Object* object) {
  decref(t, static_cast<DequeIteratorObject*>(object)->deque);
}

void iterator_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<DequeIteratorObject*>(object)->deque, arg);
}

constexpr MethodRow kMethods[] = {
    method<"append", append, Locks::kSelf>("(item, /)",
                                           "Add an element to the right side of the deque."),
    method<"appendleft", append_left, Locks::kSelf>(
        "(item, /)", "Add an element to the left side of the deque."),
    method<"extend", extend, Locks::kSelf>(
        "(iterable, /)", "Extend the right side of the deque with elements from the iterable."),
    method<"extendleft", extend_left, Locks::kSelf>(
        "(iterable, /)", "Extend the left side of the deque with elements from the iterable."),
    method<"pop", pop_end<&Ring::pop_back>, Locks::kSelf>(
        "()", "Remove and return the rightmost element."),
    method<"popleft", pop_end<&Ring::pop_front>, Locks::kSelf>(
        "()", "Remove and return the leftmost element."),
    method<"rotate", rotate, Locks::kSelf>(
        "(n=1, /)", "Rotate the deque n steps to the right.  If n is negative, rotates left."),
    method<"insert", insert, Locks::kSelf>("(index, value, /)", "Insert value before index."),
    method<"remove", remove, Locks::kSelf>("(value, /)", "Remove first occurrence of value."),
    method<"index", index, Locks::kSelf>(
        "(value, start=0, stop=9223372036854775807, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present."),
    method<"count", count>("(value, /)",
                           "Return number of occurrences of value."),  // the cursor locks
    method<"clear", clear, Locks::kSelf>("()", "Remove all elements from the deque."),
    method<"copy", copy>("()", "Return a shallow copy of a deque."),  // deque_copy locks
    method<"__copy__", copy>("()", "Return a shallow copy of a deque."),
    method<"reverse", reverse, Locks::kSelf>("()", "Reverse *IN PLACE*."),
    method<"__reversed__", reversed>("()", "Return a reverse iterator over the deque."),
    method<"__sizeof__", size_of, Locks::kSelf>(
        "()", "Return the size of the deque in memory, in bytes."),
    method<"__reduce__", reduce>("()", "Return state information for pickling."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"maxlen", get_maxlen>("maximum size of a deque or None if unbounded"),
};

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

}  // namespace

void init_deque_type(Thread& t, Type& type) {
  type.instance_size = sizeof(DequeObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc =
      "A list-like sequence optimized for data accesses near its endpoints.\n\n  iterable\n    "
      "what it starts with\n  maxlen\n    its largest length";
  type.slots.construct = deque_construct;
  type.slots.init = deque_init;
  type.slots.finalize = deque_finalize;
  type.slots.traverse = deque_traverse;
  type.slots.iter = deque_iter;
  init_deque_items(type);
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

void init_deque_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(DequeIteratorObject);
  type.slots.finalize = iterator_finalize;
  type.slots.traverse = iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = iterator_step<false>;
  add_methods(t, type, kIteratorMethods);
}

void init_deque_reverse_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(DequeIteratorObject);
  type.slots.finalize = iterator_finalize;
  type.slots.traverse = iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = iterator_step<true>;
  add_methods(t, type, kIteratorMethods);
}

}  // namespace gilt
