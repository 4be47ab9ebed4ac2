// Built-in functions that walk an iterable.
#include <fmt/format.h>

#include <cmath>

#include "vm/modules/builtins.h"
#include "vm/operations.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/iterators.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

Ref builtin_iter(Thread& t, Args args) {
  if (!args[1]) return get_iter(t, args[0]);
  if (!is_callable(t, args[0])) return raise(t, Exc::kTypeError, "iter(v, w): v must be callable");
  return make_callable_iterator(t, args[0], args[1]);
}

Ref builtin_next(Thread& t, Args args) {
  Type* type = type_of(t, args[0]);
  if (!type->slots.next) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object is not an iterator", type_name(t, args[0])));
  }
  Ref item = type->slots.next(t, args[0]);
  if (item) return item;
  if (pending(t) && !(args[1] && pending_is(t, Exc::kStopIteration))) return Ref();
  if (!args[1]) return raise_object(t, Ref::copy(t, exception_type(t, Exc::kStopIteration)));
  clear_pending(t);
  return Ref::copy(t, args[1]);
}

// all() and any(): the first item whose truth is `wanted` decides.
Ref decide(Thread& t, Value iterable, bool wanted) {
  Ref iterator = GILT_TRY(get_iter(t, iterable));
  while (Ref item = iter_next(t, iterator)) {
    Truth truth = GILT_TRY(is_true(t, item));
    if (truth.yes() == wanted) return Ref::boolean(wanted);
  }
  if (pending(t) && !clear_if(t, Exc::kStopIteration)) return Ref();
  return Ref::boolean(!wanted);
}
Ref builtin_all(Thread& t, Args args) { return decide(t, args[0], false); }
Ref builtin_any(Thread& t, Args args) { return decide(t, args[0], true); }

// The sum of the doubles seen so far, with the error of each addition kept apart (Neumaier), as
// CPython has it since 3.12.
struct CompensatedSum {
  double high = 0, low = 0;
  void add(double x) {
    double sum = high + x;
    low += std::abs(high) >= std::abs(x) ? (high - sum) + x : (x - sum) + high;
    high = sum;
  }
  double total() const { return low != 0 && std::isfinite(low) ? high + low : high; }
};

Ref builtin_sum(Thread& t, Args args) {
  Ref total = args[1] ? Ref::copy(t, args[1]) : Ref::immediate(Value::small_int(0));
  if (is_str(t, total)) {
    return raise(t, Exc::kTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  }
  if (is_instance_of(t, total, Type::kBytes)) {
    return raise(t, Exc::kTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  }
  Ref iterator = GILT_TRY(get_iter(t, args[0]));
  Ref item;
  auto next = [&] { return static_cast<bool>(item = iter_next(t, iterator)); };
  bool more = next();
  // Small ints and floats, as long as that is what comes.
  while (more && total.get().is_small_int() && item.get().is_small_int()) {
    int64_t sum = total.get().small_int() + item.get().small_int();  // 63 bits: no overflow
    if (!Value::fits_small_int(sum)) break;
    total = Ref::immediate(Value::small_int(sum));
    more = next();
  }
  if (more && is_exact_float(total)) {
    CompensatedSum sum;
    sum.add(float_value(total));
    while (more && (is_exact_float(item) || item.get().is_small_int())) {
      sum.add(item.get().is_small_int() ? static_cast<double>(item.get().small_int())
                                        : float_value(item));
      more = next();
    }
    total = GILT_TRY(make_float(t, sum.total()));
  } else if (more && total.get().is_small_int() && is_exact_float(item)) {
    CompensatedSum sum;
    sum.add(static_cast<double>(total.get().small_int()));
    while (more && (is_exact_float(item) || item.get().is_small_int())) {
      sum.add(item.get().is_small_int() ? static_cast<double>(item.get().small_int())
                                        : float_value(item));
      more = next();
    }
    total = GILT_TRY(make_float(t, sum.total()));
  }
  for (; more; more = next()) total = GILT_TRY(binary_op(t, BinaryOp::kAdd, total, item));
  if (pending(t) && !clear_if(t, Exc::kStopIteration)) return Ref();
  return total;
}

// min() and max(). args: *args, key, default.
Ref extreme(Thread& t, Args args, CompareOp better, const char* name) {
  auto* values = args[0].as<TupleObject>();
  Value key = args[1] && !args[1].is_none() ? args[1] : Value();
  Value fallback = args[2];
  if (values->size == 0) {
    return raise(t, Exc::kTypeError, fmt::format("{} expected at least 1 argument, got 0", name));
  }
  bool from_iterable = values->size == 1;
  if (!from_iterable && fallback) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("Cannot specify a default for {}() with multiple positional arguments", name));
  }
  Ref iterator = GILT_TRY(get_iter(t, from_iterable ? values->items_[0] : args[0]));
  Ref best, best_key;
  while (Ref item = iter_next(t, iterator)) {
    Ref item_key = key ? GILT_TRY(call(t, key, {item})) : item.duplicate();
    if (best) {
      Truth wins = GILT_TRY(compare_truth(t, item_key, best_key, better));
      if (!wins.yes()) continue;
    }
    best = std::move(item);
    best_key = std::move(item_key);
  }
  if (pending(t) && !clear_if(t, Exc::kStopIteration)) return Ref();
  if (best) return best;
  if (fallback) return Ref::copy(t, fallback);
  return raise(t, Exc::kValueError, fmt::format("{}() iterable argument is empty", name));
}
Ref builtin_min(Thread& t, Args args) { return extreme(t, args, CompareOp::kLt, "min"); }
Ref builtin_max(Thread& t, Args args) { return extreme(t, args, CompareOp::kGt, "max"); }

Ref builtin_sorted(Thread& t, Args args) {  // *args, key, reverse
  auto* values = args[0].as<TupleObject>();
  if (values->size != 1) {
    return raise(t, Exc::kTypeError,
                 fmt::format("sorted expected 1 argument, got {}", values->size));
  }
  Ref list = GILT_TRY(list_from_iterable(t, values->items_[0]));
  bool reverse = false;
  if (args[2]) reverse = GILT_TRY(is_true(t, args[2])).yes();
  Value key = args[1] ? args[1] : Value::none();
  return list_sort(t, list.as<ListObject>(), key, reverse) ? std::move(list) : Ref();
}

constexpr MethodRow kFunctions[] = {
    function<"iter", builtin_iter>("(object, sentinel=None, /)", "Get an iterator from an object."),
    function<"next", builtin_next>("(iterator, default=None, /)",
                                   "Return the next item from the iterator."),
    function<"all", builtin_all>("(iterable, /)", "Return True if all items are true."),
    function<"any", builtin_any>("(iterable, /)", "Return True if any item is true."),
    function<"sum", builtin_sum>("(iterable, /, start=0)",
                                 "Return the sum of a start value and the items."),
    function<"min", builtin_min>("(*args, key=None, default=None)", "Return the smallest item."),
    function<"max", builtin_max>("(*args, key=None, default=None)", "Return the biggest item."),
    function<"sorted", builtin_sorted>("(*args, key=None, reverse=False)",
                                       "Return a new sorted list from the items."),
};

}  // namespace

std::span<const MethodRow> builtin_iteration_functions() { return kFunctions; }

}  // namespace gilt
