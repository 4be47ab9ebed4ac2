// Union, intersection, difference and comparison of sets. An operation on two sets holds the locks of
// both, so that it sees each at one moment, unless it comes to compare items in Python; from other
// iterables it takes one item at a time.
#include "vm/types/set_algebra.h"

#include "gil/critical_section.h"
#include "vm/types/dict.h"
#include "vm/types/sequence.h"
#include "vm/types/set.h"

namespace gilt {

namespace {

// Calls fn(item) for the items of a set.
template <typename Fn>
bool for_each_item(Thread& t, Value set, Fn fn) {
  size_t position = 0;
  while (Ref item = set_next(t, set, &position)) {
    if (!fn(item.get())) return false;
  }
  return true;
}

// A set and, if it is one too, `other`, locked while this lives.
class SetsLocked {
 public:
  SetsLocked(Thread& t, Value set, Value other)
      : section_(t, set.object()->mutex, (is_any_set(t, other) ? other : set).object()->mutex) {}

 private:
  gil::CriticalSection2 section_;
};

}  // namespace

Ref set_intersection(Thread& t, Value set, Value iterable) {
  Ref result = GILT_TRY(new_set(t, base_set_type(t, set), Value()));
  if (set == iterable) {
    return set_update(t, result, set) ? std::move(result) : Ref();
  }
  SetsLocked locked(t, set, iterable);
  // Goes through the smaller one.
  if (is_any_set(t, iterable) && set_size(iterable) > set_size(set)) std::swap(set, iterable);
  auto keep = [&](Value item) -> bool {
    Truth common = GILT_TRY(set_contains(t, set, item));
    return common.no() || set_add(t, result, item);
  };
  bool ok = is_any_set(t, iterable) ? for_each_item(t, iterable, keep)
                                    : for_each(t, iterable, [&](Ref item) { return keep(item); });
  return ok ? std::move(result) : Ref();
}

bool set_difference_update(Thread& t, Value set, Value iterable) {
  if (set == iterable) {
    set_clear(t, set);
    return true;
  }
  SetsLocked locked(t, set, iterable);
  auto remove = [&](Value item) { return !set_discard(t, set, item).failed(); };
  if (is_any_set(t, iterable)) return for_each_item(t, iterable, remove);
  return for_each(t, iterable, [&](Ref item) { return remove(item); });
}

Ref set_difference(Thread& t, Value set, Value iterable) {
  bool is_set = is_any_set(t, iterable);
  bool is_dict = iterable.is_object() && is_instance_of(t, iterable, Type::kDict);
  int64_t count = is_set ? set_size(iterable) : is_dict ? dict_size(iterable.as<DictObject>()) : 0;
  // Copying and removing is for others that cannot be searched, or are much smaller.
  if ((!is_set && !is_dict) || set_size(set) / 4 > count) {
    Ref result = GILT_TRY(new_set(t, base_set_type(t, set), set));
    return set_difference_update(t, result, iterable) ? std::move(result) : Ref();
  }
  Ref result = GILT_TRY(new_set(t, base_set_type(t, set), Value()));
  SetsLocked locked(t, set, iterable);
  bool ok = for_each_item(t, set, [&](Value item) -> bool {
    Truth other = is_set ? set_contains(t, iterable, item)
                         : dict_contains(t, iterable.as<DictObject>(), item);
    if (other.failed()) return false;
    return other.yes() || set_add(t, result, item);
  });
  return ok ? std::move(result) : Ref();
}

bool set_symmetric_difference_update(Thread& t, Value set, Value iterable) {
  if (set == iterable) {
    set_clear(t, set);
    return true;
  }
  Ref other;
  if (is_any_set(t, iterable)) {
    other = Ref::copy(t, iterable);
  } else {
    other = GILT_TRY(set_from_iterable(t, iterable));
  }
  SetsLocked locked(t, set, other);
  return for_each_item(t, other, [&](Value item) -> bool {
    Truth removed = GILT_TRY(set_discard(t, set, item));
    return removed.yes() || set_add(t, set, item);
  });
}

bool set_intersection_update(Thread& t, Value set, Value iterable) {
  if (set == iterable) return true;
  Ref other;
  if (is_any_set(t, iterable)) {
    other = Ref::copy(t, iterable);
  } else {
    other = GILT_TRY(set_from_iterable(t, iterable));
  }
  Ref common;  // in the end what the set held: dropped when the locks are free again
  SetsLocked locked(t, set, other);
  common = GILT_TRY(set_intersection(t, set, other));
  set_swap(set.as<SetObject>(), common.as<SetObject>());
  return true;
}

Truth set_is_subset(Thread& t, Value set, Value other) {
  SetsLocked locked(t, set, other);
  if (set_size(set) > set_size(other)) return false;
  bool all = true;
  bool ok = for_each_item(t, set, [&](Value item) -> bool {
    all = GILT_TRY(set_contains(t, other, item)).yes();
    return all;
  });
  if (!ok && pending(t)) return Truth();
  return all;
}

Truth set_is_disjoint(Thread& t, Value set, Value iterable) {
  SetsLocked locked(t, set, iterable);
  if (is_any_set(t, iterable) && set_size(iterable) > set_size(set)) std::swap(set, iterable);
  bool disjoint = true;
  auto check = [&](Value item) -> bool {
    disjoint = GILT_TRY(set_contains(t, set, item)).no();
    return disjoint;
  };
  bool ok = is_any_set(t, iterable) ? for_each_item(t, iterable, check)
                                    : for_each(t, iterable, [&](Ref item) { return check(item); });
  if (!ok && pending(t)) return Truth();
  return disjoint;
}

Ref set_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (!is_any_set(t, other)) return Ref::not_implemented();
  SetsLocked locked(t, self, other);
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe: {
      Truth same = set_size(self) == set_size(other) ? set_is_subset(t, self, other) : Truth(false);
      if (same.failed()) return Ref();
      return Ref::boolean(same.yes() == (op == CompareOp::kEq));
    }
    case CompareOp::kLe:
      return truth_ref(set_is_subset(t, self, other));
    case CompareOp::kGe:
      return truth_ref(set_is_subset(t, other, self));
    case CompareOp::kLt:
      if (set_size(self) >= set_size(other)) return Ref::boolean(false);
      return truth_ref(set_is_subset(t, self, other));
    case CompareOp::kGt:
      if (set_size(self) <= set_size(other)) return Ref::boolean(false);
      return truth_ref(set_is_subset(t, other, self));
  }
  return Ref::not_implemented();
}

}  // namespace gilt
