// The methods and operators of set and frozenset, and their iterator. The set_... functions lock the
// sets themselves.
#include <string>

#include <fmt/format.h>

#include "base/hash.h"
#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/slots.h"
#include "vm/types/generic_alias.h"
#include "vm/types/sequence.h"
#include "vm/types/set.h"
#include "vm/types/set_algebra.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

Ref set_construct(Thread& t, Type* cls, CallArgs) { return new_set(t, cls, Value()); }

bool set_init(Thread& t, Value self, CallArgs args) {
  if (!check_init_keywords(t, self, types(t).set, "set", args)) return false;
  if (!check_positional(t, "set", args, 0, 1)) return false;
  if (set_size(self) > 0) set_clear(t, self);
  return args.positional == 0 || set_update(t, self, args.values[0]);
}

Ref frozenset_construct(Thread& t, Type* cls, CallArgs args) {
  Type* exact = types(t).frozenset;
  if (!check_construct_args(t, cls, exact, "frozenset", args, 0, 1)) return Ref();
  Value iterable = args.positional == 1 ? args.values[0] : Value();
  if (cls == exact && iterable && type_of(t, iterable) == exact) return Ref::copy(t, iterable);
  return new_set(t, cls, iterable);
}

void set_finalize(Thread& t, Object* object) { set_clear(t, Value::from(object)); }

void set_traverse(Object* object, Visitor visit, void* arg) {
  auto* set = static_cast<SetObject*>(object);
  for (uint64_t i = 0; set->table != nullptr && i <= set->mask; i++) {
    if (Value key = set->table[i].key.load()) visit(key, arg);
  }
}

Ref set_repr(Thread& t, Value self) {
  Type* type = type_of(t, self);
  std::string name = type_name(t, self);
  if (set_size(self) == 0) return make_str(t, name + "()");
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, name + "(...)");
  std::string out;
  size_t position = 0;
  while (Ref item = set_next(t, self, &position)) {
    if (!out.empty()) out += ", ";
    if (!append_repr(t, out, item)) return Ref();
  }
  if (type == types(t).set) return make_str(t, "{" + out + "}");
  return make_str(t, name + "({" + out + "})");
}

// Order does not matter, so neither does the table's size.
Hash frozenset_hash(Thread&, Value self) {
  auto* set = self.as<SetObject>();
  int64_t known = set->hash.load(std::memory_order_relaxed);
  if (known != -1) return known;
  SetHash h;
  for (uint64_t i = 0; set->table != nullptr && i <= set->mask; i++) {
    if (set->table[i].key.load()) h.add(set->table[i].hash);
  }
  set->hash.store(h.finish(), std::memory_order_relaxed);
  return h.finish();
}

Size set_length(Thread&, Value self) { return set_size(self); }

// A set without a hash is looked for as the frozenset of its items.
Ref as_element(Thread& t, Value item) {
  const bool hashless = is_any_set(t, item) && type_of(t, item)->slots.hash.get() == unhashable;
  return hashless ? make_frozenset(t, item) : Ref::copy(t, item);
}

Truth set_has(Thread& t, Value self, Value item) {
  Ref element = GILT_TRY(as_element(t, item));
  return set_contains(t, self, element);
}

template <bool (*kChange)(Thread&, Value, Value)>
Ref combine(Thread& t, Value self, Value other) {
  Ref result = GILT_TRY(new_set(t, base_set_type(t, self), self));
  return kChange(t, result, other) ? std::move(result) : Ref();
}

// --- operators: both operands must be sets

template <Ref (*kMake)(Thread&, Value, Value)>
Ref operate(Thread& t, Value a, Value b) {
  if (!is_any_set(t, a) || !is_any_set(t, b)) return Ref::not_implemented();
  return kMake(t, a, b);
}

template <bool (*kChange)(Thread&, Value, Value)>
Ref operate_in_place(Thread& t, Value self, Value other) {
  if (!is_any_set(t, other)) return Ref::not_implemented();
  return kChange(t, self, other) ? Ref::copy(t, self) : Ref();
}

// --- methods

Ref copy(Thread& t, Args args) {
  if (type_of(t, args[0]) == types(t).frozenset) return Ref::copy(t, args[0]);
  return new_set(t, base_set_type(t, args[0]), args[0]);
}

std::span<const Value> others_of(Args args) { return args[1].as<TupleObject>()->items(); }

template <bool (*kChange)(Thread&, Value, Value)>
Ref change_with_all(Thread& t, Args args) {
  for (Value other : others_of(args)) {
    if (!kChange(t, args[0], other)) return Ref();
  }
  return Ref::none();
}

Ref union_(Thread& t, Args args) {
  Ref result = GILT_TRY(new_set(t, base_set_type(t, args[0]), args[0]));
  for (Value other : others_of(args)) {
    if (!set_update(t, result, other)) return Ref();
  }
  return result;
}

template <Ref (*kMake)(Thread&, Value, Value)>
Ref fold(Thread& t, Args args) {
  if (others_of(args).empty()) return copy(t, args);
  Ref result = Ref::copy(t, args[0]);
  for (Value other : others_of(args)) result = GILT_TRY(kMake(t, result, other));
  return result;
}

Ref symmetric_difference(Thread& t, Args args) {
  return combine<set_symmetric_difference_update>(t, args[0], args[1]);
}

Ref isdisjoint(Thread& t, Args args) { return truth_ref(set_is_disjoint(t, args[0], args[1])); }

Ref issubset(Thread& t, Args args) {
  if (is_any_set(t, args[1])) return truth_ref(set_is_subset(t, args[0], args[1]));
  Ref common = GILT_TRY(set_intersection(t, args[0], args[1]));
  return Ref::boolean(set_size(common) == set_size(args[0]));
}

Ref issuperset(Thread& t, Args args) {
  if (is_any_set(t, args[1])) return truth_ref(set_is_subset(t, args[1], args[0]));
  bool all = true;
  bool ok = for_each(t, args[1], [&](Ref item) -> bool {
    all = GILT_TRY(set_contains(t, args[0], item)).yes();
    return all;
  });
  if (!ok && pending(t)) return Ref();
  return Ref::boolean(all);
}

Ref add(Thread& t, Args args) { return set_add(t, args[0], args[1]) ? Ref::none() : Ref(); }

Ref discard(Thread& t, Args args) {
  Ref element = GILT_TRY(as_element(t, args[1]));
  GILT_TRY(set_discard(t, args[0], element));
  return Ref::none();
}

Ref remove(Thread& t, Args args) {
  Ref element = GILT_TRY(as_element(t, args[1]));
  Truth removed = GILT_TRY(set_discard(t, args[0], element));
  if (removed.yes()) return Ref::none();
  return raise_value(t, Exc::kKeyError, args[1]);
}

Ref pop(Thread& t, Args args) {
  auto* set = args[0].as<SetObject>();
  if (set_size(args[0]) == 0) return raise(t, Exc::kKeyError, "pop from an empty set");
  uint64_t i = set->finger & set->mask;
  while (!set->table[i].key.load()) i = (i + 1) & set->mask;
  set->finger = i + 1;
  set->table[i].hash = -1;
  set->size.store(set_size(args[0]) - 1, std::memory_order_release);
  return Ref::take(t, set->table[i].key.exchange(Value()));
}

Ref clear(Thread& t, Args args) {
  set_clear(t, args[0]);
  return Ref::none();
}

Ref symmetric_difference_update(Thread& t, Args args) {
  return set_symmetric_difference_update(t, args[0], args[1]) ? Ref::none() : Ref();
}

Ref size_of(Thread&, Args args) {
  auto* set = args[0].as<SetObject>();
  auto bytes = sizeof(SetObject) + set_storage_bytes(set);
  return Ref::immediate(Value::small_int(static_cast<int64_t>(bytes)));
}

constexpr MethodRow kMethods[] = {
    method<"copy", copy>("()", "Return a shallow copy of a set."),
    method<"union", union_>("(*others)",
                            "Return a new set with elements from the set and all others."),
    method<"intersection", fold<set_intersection>>(
        "(*others)", "Return a new set with elements common to the set and all others."),
    method<"difference", fold<set_difference>>(
        "(*others)", "Return a new set with elements in the set that are not in the others."),
    method<"symmetric_difference", symmetric_difference>(
        "(other, /)", "Return a new set with elements in either the set or other but not both."),
    method<"isdisjoint", isdisjoint>("(other, /)",
                                     "Return True if two sets have a null intersection."),
    method<"issubset", issubset>("(other, /)", "Report whether another set contains this set."),
    method<"issuperset", issuperset>("(other, /)", "Report whether this set contains another set."),
    method<"__sizeof__", size_of, Locks::kSelf>("()",
                                                "S.__sizeof__() -> size of S in memory, in bytes."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

constexpr MethodRow kSetMethods[] = {
    method<"add", add>("(object, /)",
                       "Add an element to a set.\n\nThis has no effect if the element is "
                       "already present."),
    method<"discard", discard>(
        "(object, /)",
        "Remove an element from a set if it is a member.\n\nUnlike set.remove(), "
        "the discard() method does not raise an exception when an element is "
        "missing from the set."),
    method<"remove", remove>(
        "(object, /)",
        "Remove an element from a set; it must be a member.\n\nIf the element is not "
        "a member, raise a KeyError."),
    method<"pop", pop, Locks::kSelf>(
        "()",
        "Remove and return an arbitrary set element.\n\nRaises KeyError "
        "if the set is empty."),
    method<"clear", clear>("()", "Remove all elements from this set."),
    method<"update", change_with_all<set_update>>(
        "(*others)", "Update the set, adding elements from all others."),
    method<"intersection_update", change_with_all<set_intersection_update>>(
        "(*others)", "Update the set, keeping only elements found in it and all others."),
    method<"difference_update", change_with_all<set_difference_update>>(
        "(*others)", "Update the set, removing elements found in others."),
    method<"symmetric_difference_update", symmetric_difference_update>(
        "(other, /)",
        "Update the set, keeping only elements found in either set, but not in both."),
};

// --- the iterator

struct SetIteratorObject : Object {
  Value set;                     // owned
  std::atomic<int64_t> size{0};  // the set's at the start; -1 once it has changed
  std::atomic<size_t> position{0};
  std::atomic<int64_t> remaining{0};  // -1: exhausted
};

Ref set_iter(Thread& t, Value self) {
  auto* it = GILT_TRY(allocate<SetIteratorObject>(t, types(t).set_iterator));
  it->set = Ref::copy(t, self).release();
  it->size.store(set_size(self), std::memory_order_relaxed);
  it->remaining.store(set_size(self), std::memory_order_relaxed);
  return Ref::take(t, it);
}

Ref set_iterator_step(Thread& t, Value self) {
  auto* it = self.as<SetIteratorObject>();
  int64_t remaining = it->remaining.load(std::memory_order_relaxed);
  if (remaining < 0) return Ref();
  if (it->size.load(std::memory_order_relaxed) != set_size(it->set)) {
    it->size.store(-1, std::memory_order_relaxed);  // so that it stays an error
    return raise(t, Exc::kRuntimeError, "Set changed size during iteration");
  }
  size_t position = it->position.load(std::memory_order_relaxed);
  Ref item = set_next(t, it->set, &position);
  it->position.store(position, std::memory_order_relaxed);
  it->remaining.store(item ? remaining - 1 : -1, std::memory_order_relaxed);
  return item;
}

Ref length_hint(Thread&, Args args) {
  auto* it = args[0].as<SetIteratorObject>();
  int64_t remaining = it->remaining.load(std::memory_order_relaxed);
  bool valid = it->size.load(std::memory_order_relaxed) == set_size(it->set);
  return Ref::immediate(Value::small_int(valid && remaining > 0 ? remaining : 0));
}

void iterator_finalize(Thread& t, Object* object) {
  decref(t, static_cast<SetIteratorObject*>(object)->set);
}
void iterator_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<SetIteratorObject*>(object)->set, arg);
}

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

void init_both(Thread& t, Type& type) {
  type.instance_size = sizeof(SetObject);
  type.flags_bits |= Type::kSubclassable | Type::kSet;
  type.slots.finalize = set_finalize;
  type.slots.traverse = set_traverse;
  type.slots.repr = set_repr;
  type.slots.compare = set_compare;
  type.slots.length = set_length;
  type.slots.contains = set_has;
  type.slots.iter = set_iter;
  auto& binary = type.slots.binary;
  binary[static_cast<int>(BinaryOp::kOr)] = operate<combine<set_update>>;
  binary[static_cast<int>(BinaryOp::kAnd)] = operate<set_intersection>;
  binary[static_cast<int>(BinaryOp::kSubtract)] = operate<set_difference>;
  binary[static_cast<int>(BinaryOp::kXor)] = operate<combine<set_symmetric_difference_update>>;
  add_methods(t, type, kMethods);
}

}  // namespace

void init_set_type(Thread& t, Type& type) {
  init_both(t, type);
  type.doc = "Build an unordered collection of unique elements.";
  type.slots.construct = set_construct;
  type.slots.init = set_init;
  auto& in_place = type.slots.in_place;
  in_place[static_cast<int>(BinaryOp::kOr)] = operate_in_place<set_update>;
  in_place[static_cast<int>(BinaryOp::kAnd)] = operate_in_place<set_intersection_update>;
  in_place[static_cast<int>(BinaryOp::kSubtract)] = operate_in_place<set_difference_update>;
  in_place[static_cast<int>(BinaryOp::kXor)] = operate_in_place<set_symmetric_difference_update>;
  add_methods(t, type, kSetMethods);
}

void init_frozenset_type(Thread& t, Type& type) {
  init_both(t, type);
  type.doc = "Build an immutable unordered collection of unique elements.";
  type.slots.construct = frozenset_construct;
  type.slots.hash = frozenset_hash;
}

void init_set_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(SetIteratorObject);
  type.slots.finalize = iterator_finalize;
  type.slots.traverse = iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = set_iterator_step;
  add_methods(t, type, kIteratorMethods);
}

}  // namespace gilt
