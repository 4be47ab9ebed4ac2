#include "vm/types/range.h"

#include <string>

#include <fmt/format.h>

#include "base/bigint.h"
#include "base/hash.h"
#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/types/int.h"
#include "vm/types/sequence.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

Ref make_int128(Thread& t, __int128 i) {
  if (i >= INT64_MIN && i <= INT64_MAX) return make_int(t, static_cast<int64_t>(i));
  return make_int(t, BigInt::from_int128(i));
}

// The number of items.
Ref count_items(Thread& t, Value start, Value stop, Value step) {
  if (start.is_small_int() && stop.is_small_int() && step.is_small_int()) {
    __int128 low = start.small_int(), high = stop.small_int(), by = step.small_int();
    if (by < 0) {
      std::swap(low, high);
      by = -by;
    }
    return low >= high ? Ref::immediate(Value::small_int(0))
                       : make_int128(t, (high - low - 1) / by + 1);
  }
  BigInt low = to_bigint(start), high = to_bigint(stop), by = to_bigint(step);
  if (by.is_negative()) {
    std::swap(low, high);
    by = -by;
  }
  if (low >= high) return Ref::immediate(Value::small_int(0));
  return make_int(t, floor_div(high - low - BigInt(1), by) + BigInt(1));
}

// start + i * step
Ref value_at(Thread& t, const RangeObject* range, const BigInt& i) {
  return make_int(t, to_bigint(range->start) + i * to_bigint(range->step));
}

Ref value_at(Thread& t, const RangeObject* range, int64_t i) {
  if (!range->is_small()) return value_at(t, range, BigInt(i));
  return make_int128(t,
                     range->start.small_int() + static_cast<__int128>(i) * range->step.small_int());
}

}  // namespace

Ref make_range(Thread& t, Value start, Value stop, Value step) {
  Ref length = GILT_TRY(count_items(t, start, stop, step));
  auto* range = GILT_TRY(allocate<RangeObject>(t, types(t).range));
  range->start = Ref::copy(t, start).release();
  range->stop = Ref::copy(t, stop).release();
  range->step = Ref::copy(t, step).release();
  range->length = length.release();
  return Ref::take(t, range);
}

namespace {

Ref range_construct(Thread& t, Type*, CallArgs args) {
  if (!check_no_keywords(t, "range", args)) return Ref();
  if (!check_positional(t, "range", args, 1, 3)) return Ref();
  Ref first = GILT_TRY(to_index(t, args.values[0]));
  Value zero = Value::small_int(0), one = Value::small_int(1);
  if (args.positional == 1) return make_range(t, zero, first, one);
  Ref stop = GILT_TRY(to_index(t, args.values[1]));
  if (args.positional == 2) return make_range(t, first, stop, one);
  Ref step = GILT_TRY(to_index(t, args.values[2]));
  if (step.get() == zero) return raise(t, Exc::kValueError, "range() arg 3 must not be zero");
  return make_range(t, first, stop, step);
}

void range_finalize(Thread& t, Object* object) {
  auto* range = static_cast<RangeObject*>(object);
  for (Value v : {range->start, range->stop, range->step, range->length}) decref(t, v);
}

void range_traverse(Object* object, Visitor visit, void* arg) {
  auto* range = static_cast<RangeObject*>(object);
  for (Value v : {range->start, range->stop, range->step, range->length}) visit(v, arg);
}

Ref range_repr(Thread& t, Value self) {
  auto* range = self.as<RangeObject>();
  std::string out = "range(";
  if (!append_repr(t, out, range->start)) return Ref();
  out += ", ";
  if (!append_repr(t, out, range->stop)) return Ref();
  if (range->step != Value::small_int(1)) {
    out += ", ";
    if (!append_repr(t, out, range->step)) return Ref();
  }
  return make_str(t, out + ")");
}

// (length, start, step) with what does not matter left out: equal for equal ranges.
Ref essence(Thread& t, const RangeObject* range) {
  Value none = Value::none();
  if (range->length == Value::small_int(0)) return make_tuple(t, {range->length, none, none});
  if (range->length == Value::small_int(1)) {
    return make_tuple(t, {range->length, range->start, none});
  }
  return make_tuple(t, {range->length, range->start, range->step});
}

Hash range_hash(Thread& t, Value self) {
  Ref key = GILT_TRY(essence(t, self.as<RangeObject>()));
  return hash(t, key);
}

Ref range_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return Ref::not_implemented();
  if (!other.is_object() || type_of(t, other) != types(t).range) return Ref::not_implemented();
  Ref a = GILT_TRY(essence(t, self.as<RangeObject>()));
  Ref b = GILT_TRY(essence(t, other.as<RangeObject>()));
  return compare(t, a, b, op);
}

Truth range_truth(Thread&, Value self) {
  return self.as<RangeObject>()->length != Value::small_int(0);
}

Size range_length(Thread& t, Value self) {
  int64_t n;
  if (int_fits_int64(self.as<RangeObject>()->length, &n)) return n;
  return raise(t, Exc::kOverflowError, "Python int too large to convert to C ssize_t");
}

// Is the int `v` one of the items?
bool holds_int(const RangeObject* range, Value v) {
  if (range->is_small() && v.is_small_int()) {
    int64_t i = v.small_int(), start = range->start.small_int(), stop = range->stop.small_int();
    int64_t step = range->step.small_int();
    bool inside = step > 0 ? i >= start && i < stop : i <= start && i > stop;
    return inside && (i - start) % step == 0;
  }
  BigInt i = to_bigint(v), start = to_bigint(range->start), stop = to_bigint(range->stop);
  BigInt step = to_bigint(range->step);
  bool inside = step.is_negative() ? i <= start && i > stop : i >= start && i < stop;
  return inside && floor_mod(i - start, step).is_zero();
}

bool is_plain_int(Value v) { return v.is_small_int() || is_big_int(v) || v.is_bool(); }

// The position of an item equal to `v`, by comparing; -1: none.
Size search(Thread& t, Value self, Value v) {
  int64_t i = 0, found = -1;
  bool ok = for_each(t, self, [&](Ref item) -> bool {
    if (GILT_TRY(fast_equal(t, item, v)).yes()) {
      found = i;
      return false;
    }
    i++;
    return true;
  });
  if (!ok && found < 0) return Size();
  return found;
}

Truth range_contains(Thread& t, Value self, Value v) {
  if (is_plain_int(v)) return holds_int(self.as<RangeObject>(), v);
  return GILT_TRY(search(t, self, v)).get() >= 0;
}

Ref range_slice(Thread& t, const RangeObject* range, Value key) {
  if (range->is_small()) {
    SliceRange slice;
    if (!unpack_slice(t, key, &slice)) return Ref();
    slice.adjust(range->length.small_int());
    Ref start = GILT_TRY(value_at(t, range, slice.start));
    Ref stop = GILT_TRY(value_at(t, range, slice.stop));
    Ref step =
        GILT_TRY(make_int128(t, static_cast<__int128>(range->step.small_int()) * slice.step));
    return make_range(t, start, stop, step);
  }
  BigInt from, to, by;
  if (!slice_indices(t, key, to_bigint(range->length), &from, &to, &by)) return Ref();
  Ref start = GILT_TRY(value_at(t, range, from));
  Ref stop = GILT_TRY(value_at(t, range, to));
  Ref step = GILT_TRY(make_int(t, by * to_bigint(range->step)));
  return make_range(t, start, stop, step);
}

Ref range_get_item(Thread& t, Value self, Value key) {
  auto* range = self.as<RangeObject>();
  if (is_slice(t, key)) return range_slice(t, range, key);
  if (!has_index(t, key)) return raise_bad_index(t, "range", key);
  Ref index = GILT_TRY(to_index(t, key));
  if (range->is_small() && index.get().is_small_int()) {
    int64_t i = index.get().small_int(), n = range->length.small_int();
    if (i < 0) i += n;
    if (i >= 0 && i < n) return value_at(t, range, i);
  } else {
    BigInt i = to_bigint(index), n = to_bigint(range->length);
    if (i.is_negative()) i = i + n;
    if (!i.is_negative() && i < n) return value_at(t, range, i);
  }
  return raise(t, Exc::kIndexError, "range object index out of range");
}

Ref make_iterator(Thread& t, bool small, Value start, Value step, Value length) {
  if (small) {
    auto* it =
        GILT_TRY(allocate<RangeIteratorObject>(t, types(t).range_iterator, Layout::kRangeIterator));
    it->start = start.small_int();
    it->step = step.small_int();
    it->length = length.small_int();
    return Ref::take(t, it);
  }
  auto* it = GILT_TRY(allocate<LongRangeIteratorObject>(t, types(t).long_range_iterator));
  it->next.store(Ref::copy(t, start).release());
  it->remaining.store(Ref::copy(t, length).release());
  it->step = Ref::copy(t, step).release();
  return Ref::take(t, it);
}

Ref range_iter(Thread& t, Value self) {
  auto* range = self.as<RangeObject>();
  return make_iterator(t, range->is_small(), range->start, range->step, range->length);
}

Ref reversed(Thread& t, Args args) {
  auto* range = args[0].as<RangeObject>();
  Ref step = GILT_TRY(make_int(t, -to_bigint(range->step)));
  Ref last = GILT_TRY(value_at(t, range, to_bigint(range->length) - BigInt(1)));
  bool small = range->is_small() && step.get().is_small_int() && last.get().is_small_int();
  return make_iterator(t, small, last, step, range->length);
}

Ref index(Thread& t, Args args) {
  auto* range = args[0].as<RangeObject>();
  if (!is_plain_int(args[1])) {
    int64_t found = GILT_TRY(search(t, args[0], args[1])).get();
    if (found >= 0) return make_int(t, found);
    return raise(t, Exc::kValueError, "sequence.index(x): x not in sequence");
  }
  if (!holds_int(range, args[1])) {
    return raise(t, Exc::kValueError, fmt::format("{} is not in range", repr_text(t, args[1])));
  }
  return make_int(t,
                  floor_div(to_bigint(args[1]) - to_bigint(range->start), to_bigint(range->step)));
}

Ref count(Thread& t, Args args) {
  if (is_plain_int(args[1])) {
    return Ref::immediate(Value::small_int(holds_int(args[0].as<RangeObject>(), args[1])));
  }
  int64_t found = 0;
  bool ok = for_each(t, args[0], [&](Ref item) -> bool {
    found += GILT_TRY(fast_equal(t, item, args[1])).yes();
    return true;
  });
  return ok ? make_int(t, found) : Ref();
}

Ref range_start(Thread& t, Value self) { return Ref::copy(t, self.as<RangeObject>()->start); }
Ref range_stop(Thread& t, Value self) { return Ref::copy(t, self.as<RangeObject>()->stop); }
Ref range_step(Thread& t, Value self) { return Ref::copy(t, self.as<RangeObject>()->step); }

constexpr MethodRow kMethods[] = {
    method<"count", count>("(value, /)", "Return number of occurrences of value."),
    method<"index", index>(
        "(value, /)", "Return index of value.\n\nRaise ValueError if the value is not present."),
    method<"__reversed__", reversed>("()", "Return a reverse iterator."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"start", range_start>(""),
    attribute<"stop", range_stop>(""),
    attribute<"step", range_step>(""),
};

// --- iterators

Ref range_iterator_step(Thread&, Value self) {
  return Ref::immediate(range_iterator_next(self.as<RangeIteratorObject>()));
}

Ref length_hint(Thread& t, Args args) {
  return make_int(t, args[0].as<RangeIteratorObject>()->remaining());
}

Ref long_range_iterator_step(Thread& t, Value self) {
  auto* it = self.as<LongRangeIteratorObject>();
  gil::CriticalSection section(t, it->mutex);
  Value remaining = it->remaining.load();
  if (remaining == Value::small_int(0)) return Ref();
  Ref left = GILT_TRY(int_subtract(t, remaining, Value::small_int(1)));
  Ref next = GILT_TRY(int_add(t, it->next.load(), it->step));
  assign_slot(t, it->remaining, std::move(left));
  return Ref::take(t, it->next.exchange(next.release()));
}

Ref long_length_hint(Thread& t, Args args) {
  return read_slot_locked(t, args[0].as<LongRangeIteratorObject>()->remaining);
}

void long_iterator_finalize(Thread& t, Object* object) {
  auto* it = static_cast<LongRangeIteratorObject*>(object);
  decref(t, it->next.load());
  decref(t, it->remaining.load());
  decref(t, it->step);
}

void long_iterator_traverse(Object* object, Visitor visit, void* arg) {
  auto* it = static_cast<LongRangeIteratorObject*>(object);
  visit(it->next.load(), arg);
  visit(it->remaining.load(), arg);
  visit(it->step, arg);
}

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

constexpr MethodRow kLongIteratorMethods[] = {
    method<"__length_hint__", long_length_hint, Locks::kSelf>(
        "()", "Private method returning an estimate of len(list(it))."),
};

}  // namespace

void init_range_type(Thread& t, Type& type) {
  type.instance_size = sizeof(RangeObject);
  type.doc =
      "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object "
      "that "
      "produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.";
  type.slots.construct = range_construct;
  type.slots.finalize = range_finalize;
  type.slots.traverse = range_traverse;
  type.slots.repr = range_repr;
  type.slots.hash = range_hash;
  type.slots.compare = range_compare;
  type.slots.truth = range_truth;
  type.slots.length = range_length;
  type.slots.contains = range_contains;
  type.slots.get_item = range_get_item;
  type.slots.iter = range_iter;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

void init_range_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(RangeIteratorObject);
  type.instance_layout = Layout::kRangeIterator;
  type.slots.iter = iter_self;
  type.slots.next = range_iterator_step;
  add_methods(t, type, kIteratorMethods);
}

void init_long_range_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(LongRangeIteratorObject);
  type.slots.finalize = long_iterator_finalize;
  type.slots.traverse = long_iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = long_range_iterator_step;
  add_methods(t, type, kLongIteratorMethods);
}

}  // namespace gilt
