#include "vm/types/slice.h"

#include <fmt/format.h>

#include "base/bigint.h"
#include "base/hash.h"
#include "vm/native.h"
#include "vm/types/int.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

Ref make_slice(Thread& t, Value start, Value stop, Value step) {
  auto* slice = GILT_TRY(allocate<SliceObject>(t, types(t).slice));
  slice->start = Ref::copy(t, start).release();
  slice->stop = Ref::copy(t, stop).release();
  slice->step = Ref::copy(t, step).release();
  return Ref::take(t, slice);
}

void SliceRange::adjust(int64_t n) {
  auto clip = [&](int64_t i) {
    if (i < 0) {
      i += n;
      if (i < 0) i = step < 0 ? -1 : 0;
    } else if (i >= n) {
      i = step < 0 ? n - 1 : n;
    }
    return i;
  };
  start = clip(start);
  stop = clip(stop);
  if (step < 0) {
    length = stop < start ? (start - stop - 1) / -step + 1 : 0;
  } else {
    length = start < stop ? (stop - start - 1) / step + 1 : 0;
  }
}

namespace {

// A start, stop or step that is not None, as an int.
Ref slice_index(Thread& t, Value v) {
  if (!has_index(t, v)) {
    return raise(t, Exc::kTypeError,
                 "slice indices must be integers or None or have an __index__ method");
  }
  return to_index(t, v);
}

bool unpack_index(Thread& t, Value v, int64_t* out) {
  if (v.is_none()) return true;
  if (v.is_small_int()) {
    *out = v.small_int();
    return true;
  }
  Ref index = GILT_TRY(slice_index(t, v));
  *out = GILT_TRY(to_ssize_clipped(t, index)).get();
  return true;
}

}  // namespace

bool unpack_slice(Thread& t, Value slice, SliceRange* out) {
  auto* s = slice.as<SliceObject>();
  out->step = 1;
  if (!unpack_index(t, s->step, &out->step)) return false;
  if (out->step == 0) return raise(t, Exc::kValueError, "slice step cannot be zero");
  if (out->step < -INT64_MAX) out->step = -INT64_MAX;  // so that it can be negated
  out->start = out->step < 0 ? INT64_MAX : 0;
  out->stop = out->step < 0 ? INT64_MIN : INT64_MAX;
  return unpack_index(t, s->start, &out->start) && unpack_index(t, s->stop, &out->stop);
}

namespace {

Ref slice_construct(Thread& t, Type*, CallArgs args) {
  if (!check_no_keywords(t, "slice", args)) return Ref();
  if (!check_positional(t, "slice", args, 1, 3)) return Ref();
  const Value* v = args.values;
  if (args.positional == 1) return make_slice(t, Value::none(), v[0], Value::none());
  return make_slice(t, v[0], v[1], args.positional == 3 ? v[2] : Value::none());
}

void slice_finalize(Thread& t, Object* object) {
  auto* s = static_cast<SliceObject*>(object);
  decref(t, s->start);
  decref(t, s->stop);
  decref(t, s->step);
}

void slice_traverse(Object* object, Visitor visit, void* arg) {
  auto* s = static_cast<SliceObject*>(object);
  visit(s->start, arg);
  visit(s->stop, arg);
  visit(s->step, arg);
}

Ref slice_repr(Thread& t, Value self) {
  auto* s = self.as<SliceObject>();
  std::string out = "slice(";
  if (!append_repr(t, out, s->start)) return Ref();
  out += ", ";
  if (!append_repr(t, out, s->stop)) return Ref();
  out += ", ";
  if (!append_repr(t, out, s->step)) return Ref();
  return make_str(t, out + ")");
}

Hash slice_hash(Thread& t, Value self) {
  auto* s = self.as<SliceObject>();
  TupleHash h;
  h.add(GILT_TRY(hash(t, s->start)).get());
  h.add(GILT_TRY(hash(t, s->stop)).get());
  h.add(GILT_TRY(hash(t, s->step)).get());
  return h.finish();
}

// As the tuples of the three values.
Ref slice_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_slice(t, b)) return Ref::not_implemented();
  auto* x = a.as<SliceObject>();
  auto* y = b.as<SliceObject>();
  Ref left = GILT_TRY(make_tuple(t, {x->start, x->stop, x->step}));
  Ref right = GILT_TRY(make_tuple(t, {y->start, y->stop, y->step}));
  return compare(t, left, right, op);
}

Ref slice_start(Thread& t, Value self) { return Ref::copy(t, self.as<SliceObject>()->start); }
Ref slice_stop(Thread& t, Value self) { return Ref::copy(t, self.as<SliceObject>()->stop); }
Ref slice_step(Thread& t, Value self) { return Ref::copy(t, self.as<SliceObject>()->step); }

// One end of the slice for a sequence of `length` items, in numbers of any size.
bool exact_end(Thread& t, Value v, const BigInt& otherwise, const BigInt& lower,
               const BigInt& upper, const BigInt& length, BigInt* out) {
  if (v.is_none()) {
    *out = otherwise;
    return true;
  }
  Ref index = GILT_TRY(slice_index(t, v));
  BigInt i = to_bigint(index);
  if (i.is_negative()) {
    i = i + length;
    if (i < lower) i = lower;
  } else if (i > upper) {
    i = upper;
  }
  *out = i;
  return true;
}

}  // namespace

bool slice_indices(Thread& t, Value slice, const BigInt& length, BigInt* start, BigInt* stop,
                   BigInt* step) {
  auto* s = slice.as<SliceObject>();
  *step = BigInt(1);
  if (!s->step.is_none()) {
    Ref step_ref = GILT_TRY(slice_index(t, s->step));
    *step = to_bigint(step_ref);
  }
  if (step->is_zero()) return raise(t, Exc::kValueError, "slice step cannot be zero");
  bool down = step->is_negative();
  BigInt lower(down ? -1 : 0);
  BigInt upper = down ? length - BigInt(1) : length;
  return exact_end(t, s->start, down ? upper : lower, lower, upper, length, start) &&
         exact_end(t, s->stop, down ? lower : upper, lower, upper, length, stop);
}

namespace {

Ref indices(Thread& t, Args args) {
  Ref length_ref = GILT_TRY(to_index(t, args[1]));
  BigInt length = to_bigint(length_ref);
  if (length.is_negative()) return raise(t, Exc::kValueError, "length should not be negative");
  BigInt start, stop, step;
  if (!slice_indices(t, args[0], length, &start, &stop, &step)) return Ref();
  Ref a = GILT_TRY(make_int(t, std::move(start)));
  Ref b = GILT_TRY(make_int(t, std::move(stop)));
  Ref c = GILT_TRY(make_int(t, std::move(step)));
  return make_tuple(t, {a, b, c});
}

Ref slice_reduce(Thread& t, Args args) {
  auto* s = args[0].as<SliceObject>();
  Ref values = GILT_TRY(make_tuple(t, {s->start, s->stop, s->step}));
  return make_tuple(t, {Value::from(types(t).slice), values});
}

constexpr MethodRow kMethods[] = {
    method<"indices", indices>("(object, /)",
                               "(start, stop, step) of this slice of a sequence that long."),
    method<"__reduce__", slice_reduce>("()", "How to make this slice again."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"start", slice_start>(""),
    attribute<"stop", slice_stop>(""),
    attribute<"step", slice_step>(""),
};

}  // namespace

void init_slice_type(Thread& t, Type& type) {
  type.instance_size = sizeof(SliceObject);
  type.doc =
      "slice(stop)\nslice(start, stop[, step])\n\nWhich items of a sequence: seq[start:stop:step].";
  type.slots.construct = slice_construct;
  type.slots.finalize = slice_finalize;
  type.slots.traverse = slice_traverse;
  type.slots.repr = slice_repr;
  type.slots.hash = slice_hash;
  type.slots.compare = slice_compare;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
