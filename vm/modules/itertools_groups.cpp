// itertools.batched, groupby and pairwise: items together.
#include <fmt/format.h>

#include <vector>

#include "vm/modules/itertools.h"
#include "vm/modules/native_iterator.h"
#include "vm/signature.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// --- batched

struct BatchedObject : Object {
  Slot source;  // empty at the end
  int64_t size = 0;
  bool strict = false;
};

Ref batched_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[3];
  GILT_TRY(bind_arguments(t, "batched", "(iterable, n, *, strict=False)", args, v));
  int64_t size = GILT_TRY(to_ssize(t, v[1], Exc::kOverflowError)).get();
  Truth strict = v[2] ? GILT_TRY(is_true(t, v[2])) : Truth(false);
  if (size < 1) return raise(t, Exc::kValueError, "n must be at least one");
  Ref source = GILT_TRY(get_iter(t, v[0]));
  auto* it = GILT_TRY((make_with_slots<BatchedObject, &BatchedObject::source>(t, cls, source)));
  it->size = size;
  it->strict = strict.yes();
  return Ref::take(t, it);
}

Ref batched_next(Thread& t, Value self) {
  auto* it = self.as<BatchedObject>();
  Ref source = read_slot(t, it->source);
  if (!source) return Ref();
  std::vector<Value> values;
  std::vector<Ref> items;
  while (static_cast<int64_t>(items.size()) < it->size) {
    Ref item = iter_next(t, source);
    if (!item) {
      if (pending(t)) return Ref();
      clear_slot_if(t, it, it->source, source);
      break;
    }
    values.push_back(item);
    items.push_back(std::move(item));
  }
  if (items.empty()) return Ref();
  if (it->strict && static_cast<int64_t>(items.size()) < it->size) {
    return raise(t, Exc::kValueError, "batched(): incomplete batch");
  }
  return make_tuple(t, std::span<const Value>(values));
}

// --- pairwise

struct PairwiseObject : Object {
  Slot source;  // empty at the end
  Slot before;
};

Ref pairwise_construct(Thread& t, Type* cls, CallArgs args) {
  if (!positional_only(t, cls, args, 1, 1)) return Ref();
  Ref source = GILT_TRY(get_iter(t, args.values[0]));
  auto* it = make_with_slots<PairwiseObject, &PairwiseObject::source>(t, cls, source);
  return Ref::take(t, GILT_TRY(it));
}

// The next item; at the end (or after an error) the iterator lets go of what it holds.
Ref pairwise_item(Thread& t, PairwiseObject* it, Value source) {
  Ref item = iter_next(t, source);
  if (item) return item;
  Ref error = pending(t) ? take_pending(t) : Ref();
  clear_slot_if(t, it, it->source, source);
  assign_slot(t, it->before, Ref());
  if (error) set_pending(t, std::move(error));
  return Ref();
}

Ref pairwise_next(Thread& t, Value self) {
  auto* it = self.as<PairwiseObject>();
  Ref source = read_slot(t, it->source);
  if (!source) return Ref();
  Ref before = read_slot(t, it->before);
  if (!before) {
    before = pairwise_item(t, it, source);
    if (!before) return Ref();
    assign_slot(t, it->before, before.duplicate());
    source = read_slot(t, it->source);  // the item may have come from this iterator itself
    if (!source) return Ref();
  }
  Ref item = pairwise_item(t, it, source);
  if (!item) return Ref();
  assign_slot(t, it->before, item.duplicate());
  return make_tuple(t, {before, item});
}

// --- groupby

struct GroupByObject : Object {
  Slot source;
  Slot key_function;  // or None
  Slot target_key;    // of the group that was handed out last
  Slot current_key, current_value;
  std::atomic<uint64_t> group{0};  // number of the group that may go on
};

// The items of one group.
struct GrouperObject : Object {
  Slot parent;
  Slot key;
  uint64_t number = 0;
};

Ref groupby_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "groupby", "(iterable, key=None)", args, v));
  Ref source = GILT_TRY(get_iter(t, v[0]));
  Ref key = Ref::copy(t, v[1] ? v[1] : Value::none());
  auto* it = make_with_slots<GroupByObject, &GroupByObject::source, &GroupByObject::key_function>(
      t, cls, source, key);
  return Ref::take(t, GILT_TRY(it));
}

// Moves on by one item. False: the end, or an exception.
bool groupby_step(Thread& t, GroupByObject* it) {
  Ref source = read_slot(t, it->source);
  Ref item = iter_next(t, source);
  if (!item) return false;
  Ref function = read_slot(t, it->key_function);
  Ref key = function.get().is_none() ? item.duplicate() : call(t, function, {item});
  if (!key) return false;
  assign_slot(t, it->current_value, std::move(item));
  assign_slot(t, it->current_key, std::move(key));
  return true;
}

Ref make_grouper(Thread& t, GroupByObject* parent, Value key) {
  Type* native = native_class(parent->type.load(std::memory_order_relaxed));
  Ref cls = GILT_TRY(dict_get(t, type_namespace(t, *native), "_grouper"));
  Ref owner = Ref::copy(t, parent);
  Ref own_key = Ref::copy(t, key);
  auto* group =
      GILT_TRY((make_with_slots<GrouperObject, &GrouperObject::parent, &GrouperObject::key>(
          t, cls.as<Type>(), owner, own_key)));
  group->number = parent->group.fetch_add(1, std::memory_order_relaxed) + 1;
  return Ref::take(t, group);
}

Ref groupby_next(Thread& t, Value self) {
  auto* it = self.as<GroupByObject>();
  it->group.fetch_add(1, std::memory_order_relaxed);  // the group before may not go on
  while (true) {
    Ref key = read_slot(t, it->current_key);
    if (key) {
      Ref target = read_slot(t, it->target_key);
      if (!target) break;
      Truth same = GILT_TRY(equal(t, target, key));
      if (same.no()) break;
    }
    if (!groupby_step(t, it)) return Ref();
  }
  Ref key = read_slot(t, it->current_key);
  assign_slot(t, it->target_key, key.duplicate());
  Ref group = GILT_TRY(make_grouper(t, it, key));
  return make_tuple(t, {key, group});
}

Ref grouper_next(Thread& t, Value self) {
  auto* group = self.as<GrouperObject>();
  Ref parent = read_slot(t, group->parent);
  auto* it = parent.as<GroupByObject>();
  if (it->group.load(std::memory_order_relaxed) != group->number) return Ref();
  Ref value = Ref::take(t, it->current_value.exchange(Value()));
  if (!value) {
    if (!groupby_step(t, it)) return Ref();
    value = Ref::take(t, it->current_value.exchange(Value()));
    if (!value) return Ref();  // another thread was quicker
  }
  Ref key = read_slot(t, it->current_key);
  if (GILT_TRY(equal(t, group->key.load(), key)).yes()) return value;
  assign_slot(t, it->current_value, std::move(value));  // the first of the next group
  return Ref();
}

constexpr IteratorClass kBatched = {
    {"itertools.batched",
     "batched(iterable, n, *, strict=False)\n--\n\nTuples of n items each; the last one may be "
     "shorter, unless strict is true.",
     sizeof(BatchedObject), true, finalize_slots<BatchedObject, &BatchedObject::source>,
     traverse_slots<BatchedObject, &BatchedObject::source>},
    batched_construct,
    batched_next};

constexpr IteratorClass kPairwise = {
    {"itertools.pairwise",
     "pairwise(iterable, /)\n--\n\nEach item with the next one: s -> (s0, s1), (s1, s2), ...",
     sizeof(PairwiseObject), true,
     finalize_slots<PairwiseObject, &PairwiseObject::source, &PairwiseObject::before>,
     traverse_slots<PairwiseObject, &PairwiseObject::source, &PairwiseObject::before>},
    pairwise_construct,
    pairwise_next};

constexpr IteratorClass kGroupBy = {
    {"itertools.groupby",
     "groupby(iterable, key=None)\n--\n\nPairs of a key and an iterator over the neighbouring "
     "items "
     "that have it.",
     sizeof(GroupByObject), true,
     finalize_slots<GroupByObject, &GroupByObject::source, &GroupByObject::key_function,
                    &GroupByObject::target_key, &GroupByObject::current_key,
                    &GroupByObject::current_value>,
     traverse_slots<GroupByObject, &GroupByObject::source, &GroupByObject::key_function,
                    &GroupByObject::target_key, &GroupByObject::current_key,
                    &GroupByObject::current_value>},
    groupby_construct,
    groupby_next};

constexpr IteratorClass kGrouper = {
    {"itertools._grouper", "The items of one group.", sizeof(GrouperObject), false,
     finalize_slots<GrouperObject, &GrouperObject::parent, &GrouperObject::key>,
     traverse_slots<GrouperObject, &GrouperObject::parent, &GrouperObject::key>},
    nullptr,
    grouper_next};

}  // namespace

bool add_itertools_groups(Thread& t, DictObject* ns) {
  for (const IteratorClass* what : {&kBatched, &kPairwise}) {
    Type* type = GILT_TRY(new_iterator_class(t, *what));
    if (!publish(t, ns, type)) return false;
  }
  Type* grouper = GILT_TRY(new_iterator_class(t, kGrouper));
  Type* groupby = GILT_TRY(new_iterator_class(t, kGroupBy));
  if (!publish(t, ns, grouper) || !publish(t, ns, groupby)) return false;
  add_constant(t, *groupby, "_grouper", Ref::copy(t, grouper));
  return true;
}

}  // namespace gilt
