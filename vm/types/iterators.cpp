// iter() over __getitem__ or a callable, reversed and enumerate.
#include "vm/types/iterators.h"

#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/types/dict.h"
#include "vm/types/generic_alias.h"
#include "vm/types/int.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

Ref make_sequence_iterator(Thread& t, Value sequence) {
  auto* it = GILT_TRY(allocate<SequenceIteratorObject>(t, types(t).sequence_iterator));
  it->sequence = Ref::copy(t, sequence).release();
  return Ref::take(t, it);
}

Ref make_callable_iterator(Thread& t, Value callable, Value sentinel) {
  auto* it = GILT_TRY(allocate<CallableIteratorObject>(t, types(t).callable_iterator));
  it->callable = Ref::copy(t, callable).release();
  it->sentinel = Ref::copy(t, sentinel).release();
  return Ref::take(t, it);
}

namespace {

// --- sequences, forwards and backwards

// The item at `index`, and where to go on; IndexError and StopIteration are the end.
Ref step_sequence(Thread& t, Value self, int64_t direction) {
  auto* it = self.as<SequenceIteratorObject>();
  int64_t index = it->index.load(std::memory_order_relaxed);
  if (index < 0) return Ref();
  Ref item = get_item(t, it->sequence, Value::small_int(index));
  it->index.store(item ? index + direction : -1, std::memory_order_relaxed);
  if (!item && !clear_if(t, Exc::kIndexError)) clear_if(t, Exc::kStopIteration);
  return item;
}

Ref sequence_iterator_step(Thread& t, Value self) { return step_sequence(t, self, 1); }
Ref reversed_step(Thread& t, Value self) { return step_sequence(t, self, -1); }

void sequence_iterator_finalize(Thread& t, Object* object) {
  decref(t, static_cast<SequenceIteratorObject*>(object)->sequence);
}
void sequence_iterator_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<SequenceIteratorObject*>(object)->sequence, arg);
}

Ref sequence_length_hint(Thread& t, Args args) {
  auto* it = args[0].as<SequenceIteratorObject>();
  int64_t index = it->index.load(std::memory_order_relaxed);
  if (index < 0) return Ref::immediate(Value::small_int(0));
  if (!type_of(t, it->sequence)->slots.length) return Ref::not_implemented();
  int64_t size = GILT_TRY(length(t, it->sequence)).get();
  return Ref::immediate(Value::small_int(size > index ? size - index : 0));
}

Ref reversed_length_hint(Thread& t, Args args) {
  auto* it = args[0].as<SequenceIteratorObject>();
  int64_t left = it->index.load(std::memory_order_relaxed) + 1;
  if (left == 0) return Ref::immediate(Value::small_int(0));
  int64_t size = GILT_TRY(length(t, it->sequence)).get();
  return Ref::immediate(Value::small_int(size < left ? 0 : left));
}

Ref reversed_construct(Thread& t, Type* cls, CallArgs args) {
  if (!check_construct_args(t, cls, types(t).reversed, "reversed", args, 1, 1)) return Ref();
  Value sequence = args.values[0];
  Ref method = lookup_special(t, sequence, names(t).reversed);
  if (!method && pending(t)) return Ref();
  if (method && !method.get().is_none()) return call(t, method);
  Type* type = type_of(t, sequence);
  if (method || !type->slots.get_item || type->has(Type::kDict)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object is not reversible", type_name(t, sequence)));
  }
  int64_t size = GILT_TRY(length(t, sequence)).get();
  auto* it = GILT_TRY(allocate_of_class<SequenceIteratorObject>(t, cls));
  it->sequence = Ref::copy(t, sequence).release();
  it->index.store(size - 1, std::memory_order_relaxed);
  return Ref::take(t, it);
}

// --- iter(callable, sentinel)

Ref callable_iterator_step(Thread& t, Value self) {
  auto* it = self.as<CallableIteratorObject>();
  if (it->exhausted.load(std::memory_order_relaxed)) return Ref();
  Ref result = call(t, it->callable);
  if (!result) {
    if (clear_if(t, Exc::kStopIteration)) it->exhausted.store(true, std::memory_order_relaxed);
    return Ref();
  }
  if (it->exhausted.load(std::memory_order_relaxed))
    return Ref();  // the call went to the end itself
  Truth done = GILT_TRY(fast_equal(t, it->sentinel, result));
  if (done.no()) return result;
  it->exhausted.store(true, std::memory_order_relaxed);
  return Ref();
}

void callable_iterator_finalize(Thread& t, Object* object) {
  auto* it = static_cast<CallableIteratorObject*>(object);
  decref(t, it->callable);
  decref(t, it->sentinel);
}
void callable_iterator_traverse(Object* object, Visitor visit, void* arg) {
  auto* it = static_cast<CallableIteratorObject*>(object);
  visit(it->callable, arg);
  visit(it->sentinel, arg);
}

// --- enumerate

bool enumerate_args(Thread& t, CallArgs args, Value* iterable, Value* start) {
  if (args.total() > 2) {
    return raise(t, Exc::kTypeError,
                 fmt::format("enumerate() takes at most 2 arguments ({} given)", args.total()));
  }
  if (args.positional > 0) *iterable = args.values[0];
  if (args.positional > 1) *start = args.values[1];
  for (size_t i = 0; i < args.keyword_count(); i++) {
    std::string_view name = str_view(args.keyword_name(i));
    Value* target = name == "iterable" ? iterable : name == "start" ? start : nullptr;
    if (target == nullptr || *target) {
      return raise(t, Exc::kTypeError,
                   fmt::format("'{}' is an invalid keyword argument for enumerate()", name));
    }
    *target = args.keyword_value(i);
  }
  if (*iterable) return true;
  return raise(t, Exc::kTypeError, "enumerate() missing required argument 'iterable'");
}

Ref enumerate_construct(Thread& t, Type* cls, CallArgs args) {
  Value iterable, start;
  if (!enumerate_args(t, args, &iterable, &start)) return Ref();
  Ref first = start ? to_index(t, start) : Ref::immediate(Value::small_int(0));
  if (!first) return Ref();
  Ref iterator = GILT_TRY(get_iter(t, iterable));
  auto* it = GILT_TRY(allocate_of_class<EnumerateObject>(t, cls));
  it->iterator = iterator.release();
  if (first.get().is_small_int()) {
    it->next.store(first.get().small_int(), std::memory_order_relaxed);
  } else {
    it->next.store(INT64_MAX, std::memory_order_relaxed);
    it->big_next.store(first.release());
  }
  return Ref::take(t, it);
}

Ref next_big_number(Thread& t, EnumerateObject* it) {
  gil::CriticalSection section(t, it->mutex);
  if (!it->big_next.load()) {
    it->big_next.store(GILT_TRY(make_int(t, Value::kMaxSmallInt + 1)).release());
  }
  Ref number = Ref::copy(t, it->big_next.load());
  Ref after = GILT_TRY(int_add(t, number, Value::small_int(1)));
  assign_slot(t, it->big_next, std::move(after));
  return number;
}

Ref enumerate_step(Thread& t, Value self) {
  auto* it = self.as<EnumerateObject>();
  Ref item = iter_next(t, it->iterator);
  if (!item) return Ref();
  int64_t n = it->next.load(std::memory_order_relaxed);
  Value pair[2];
  if (n <= Value::kMaxSmallInt) {
    it->next.store(n + 1, std::memory_order_relaxed);
    pair[0] = Value::small_int(n);
  } else {
    pair[0] = GILT_TRY(next_big_number(t, it)).release();
  }
  pair[1] = item.release();
  return make_tuple_stealing(t, pair, 2);
}

void enumerate_finalize(Thread& t, Object* object) {
  auto* it = static_cast<EnumerateObject*>(object);
  decref(t, it->iterator);
  decref(t, it->big_next.load());
}
void enumerate_traverse(Object* object, Visitor visit, void* arg) {
  auto* it = static_cast<EnumerateObject*>(object);
  visit(it->iterator, arg);
  if (Value big = it->big_next.load()) visit(big, arg);
}

constexpr MethodRow kSequenceIteratorMethods[] = {
    method<"__length_hint__", sequence_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};
constexpr MethodRow kReversedMethods[] = {
    method<"__length_hint__", reversed_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};
constexpr MethodRow kEnumerateMethods[] = {
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

}  // namespace

void init_sequence_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(SequenceIteratorObject);
  type.slots.finalize = sequence_iterator_finalize;
  type.slots.traverse = sequence_iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = sequence_iterator_step;
  add_methods(t, type, kSequenceIteratorMethods);
}

void init_reversed_type(Thread& t, Type& type) {
  type.instance_size = sizeof(SequenceIteratorObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc = "Return a reverse iterator over the values of the given sequence.";
  type.slots.construct = reversed_construct;
  type.slots.finalize = sequence_iterator_finalize;
  type.slots.traverse = sequence_iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = reversed_step;
  add_methods(t, type, kReversedMethods);
}

void init_callable_iterator_type(Thread&, Type& type) {
  type.instance_size = sizeof(CallableIteratorObject);
  type.slots.finalize = callable_iterator_finalize;
  type.slots.traverse = callable_iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = callable_iterator_step;
}

void init_enumerate_type(Thread& t, Type& type) {
  type.instance_size = sizeof(EnumerateObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc =
      "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe "
      "enumerate "
      "object yields pairs containing a count (from start, which\ndefaults to zero) and a value "
      "yielded by "
      "the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, "
      "seq[0]), (1, "
      "seq[1]), (2, seq[2]), ...";
  type.slots.construct = enumerate_construct;
  type.slots.finalize = enumerate_finalize;
  type.slots.traverse = enumerate_traverse;
  type.slots.iter = iter_self;
  type.slots.next = enumerate_step;
  add_methods(t, type, kEnumerateMethods);
}

}  // namespace gilt
