// itertools.count, cycle and repeat.
#include <fmt/format.h>

#include "vm/modules/itertools.h"
#include "vm/modules/native_iterator.h"
#include "vm/signature.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/numbers.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// --- count

// Counts in `fast` while the numbers are small ints one apart, else in `value`; `step` empty: 1.
struct CountObject : Object {
  static constexpr int64_t kSlow = INT64_MAX;  // of `fast`: look at `value`

  std::atomic<int64_t> fast{kSlow};
  Slot value;  // replaced under the lock
  Slot step;
};

bool is_number(Thread& t, Value v) {
  const TypeSlots& slots = type_of(t, v)->slots;
  return is_int(t, v) || slots.unary[static_cast<int>(UnaryOp::kIndex)] ||
         slots.unary[static_cast<int>(UnaryOp::kInt)] ||
         slots.unary[static_cast<int>(UnaryOp::kFloat)] || type_of(t, v) == types(t).complex;
}

Ref count_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "count", "(start=0, step=1)", args, v));
  Value start = v[0] ? v[0] : Value::small_int(0);
  Value step = v[1] ? v[1] : Value::small_int(1);
  if (!is_number(t, start) || !is_number(t, step)) {
    return raise(t, Exc::kTypeError, "a number is required");
  }
  auto* it = GILT_TRY(allocate_of_class<CountObject>(t, cls));
  Ref result = Ref::take(t, it);
  it->step.store(Ref::copy(t, step).release());
  if (start.is_small_int() && step == Value::small_int(1)) {
    it->fast.store(start.small_int(), std::memory_order_relaxed);
  } else {
    it->value.store(Ref::copy(t, start).release());
  }
  return result;
}

// From small ints to big ones: only one thread's number is the first.
void leave_fast_count(Thread& t, CountObject* it) {
  Ref first = make_int(t, Value::kMaxSmallInt + 1);
  gil::CriticalSection section(t, it->mutex);
  if (it->value.load()) return;
  it->value.store(first.release());
  it->fast.store(CountObject::kSlow, std::memory_order_release);
}

// Nobody else has replaced the value since it was read: then it is this thread's.
bool advance(Thread& t, CountObject* it, Value from, Ref to) {
  gil::CriticalSection section(t, it->mutex);
  if (it->value.load() != from) return false;
  it->value.store(to.release());
  return true;
}

Ref count_next_slow(Thread& t, CountObject* it) {
  if (it->fast.load(std::memory_order_acquire) != CountObject::kSlow) leave_fast_count(t, it);
  while (true) {
    Ref value = read_slot(t, it->value);
    Ref step = read_slot(t, it->step);
    Ref next = GILT_TRY(binary_op(t, BinaryOp::kAdd, value, step));
    if (!advance(t, it, value, std::move(next))) continue;
    decref(t, value);  // the slot's reference
    return value;
  }
}

Ref count_next(Thread& t, Value self) {
  auto* it = self.as<CountObject>();
  int64_t n = it->fast.load(std::memory_order_relaxed);
  while (n <= Value::kMaxSmallInt) {
    if (it->fast.compare_exchange_weak(n, n + 1, std::memory_order_relaxed)) {
      return Ref::immediate(Value::small_int(n));
    }
  }
  return count_next_slow(t, it);
}

Ref count_repr(Thread& t, Value self) {
  auto* it = self.as<CountObject>();
  std::string_view name = str_view(type_of(t, self)->name.load());
  int64_t n = it->fast.load(std::memory_order_relaxed);
  if (n <= Value::kMaxSmallInt) return make_str(t, fmt::format("{}({})", name, n));
  if (n != CountObject::kSlow) return make_str(t, fmt::format("{}({})", name, n));
  Ref value = read_slot(t, it->value);
  Ref step = read_slot(t, it->step);
  Ref text = GILT_TRY(repr(t, value));
  if (step.get() == Value::small_int(1)) {
    return make_str(t, fmt::format("{}({})", name, str_view(text)));
  }
  Ref by = GILT_TRY(repr(t, step));
  return make_str(t, fmt::format("{}({}, {})", name, str_view(text), str_view(by)));
}

// --- cycle

struct CycleObject : Object {
  Slot source;  // empty once it is at its end
  Slot saved;   // list
  std::atomic<int64_t> index{0};
};

Ref cycle_construct(Thread& t, Type* cls, CallArgs args) {
  if (!positional_only(t, cls, args, 1, 1)) return Ref();
  Ref source = GILT_TRY(get_iter(t, args.values[0]));
  Ref saved = GILT_TRY(empty_list(t));
  auto* it = make_with_slots<CycleObject, &CycleObject::source, &CycleObject::saved>(t, cls, source,
                                                                                     saved);
  return Ref::take(t, GILT_TRY(it));
}

Ref cycle_next(Thread& t, Value self) {
  auto* it = self.as<CycleObject>();
  Ref saved = read_slot(t, it->saved);
  auto* list = saved.as<ListObject>();
  if (Ref source = read_slot(t, it->source)) {
    Ref item = iter_next(t, source);
    if (item) {
      if (!list_append(t, list, item.duplicate())) return Ref();
      return item;
    }
    if (pending(t)) return Ref();
    clear_slot_if(t, it, it->source, source);
  }
  int64_t size = list_size(list);
  if (size == 0) return Ref();
  int64_t index = it->index.load(std::memory_order_relaxed);
  while (!it->index.compare_exchange_weak(index, index + 1 >= size ? 0 : index + 1,
                                          std::memory_order_relaxed)) {
  }
  return list_get(t, list, index);
}

// --- repeat

struct RepeatObject : Object {
  Slot item;
  std::atomic<int64_t> left{-1};  // -1: for ever
};

Ref repeat_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "repeat", "(object, times=None)", args, v));
  int64_t left = -1;
  if (v[1]) left = std::max<int64_t>(GILT_TRY(to_ssize(t, v[1], Exc::kOverflowError)).get(), 0);
  Ref item = Ref::copy(t, v[0]);
  auto* it = GILT_TRY((make_with_slots<RepeatObject, &RepeatObject::item>(t, cls, item)));
  it->left.store(left, std::memory_order_relaxed);
  return Ref::take(t, it);
}

Ref repeat_next(Thread& t, Value self) {
  auto* it = self.as<RepeatObject>();
  int64_t left = it->left.load(std::memory_order_relaxed);
  do {
    if (left == 0) return Ref();
    if (left < 0) break;
  } while (!it->left.compare_exchange_weak(left, left - 1, std::memory_order_relaxed));
  return read_slot(t, it->item);
}

Ref repeat_repr(Thread& t, Value self) {
  auto* it = self.as<RepeatObject>();
  Ref item = read_slot(t, it->item);
  Ref text = GILT_TRY(repr(t, item));
  int64_t left = it->left.load(std::memory_order_relaxed);
  std::string_view name = str_view(type_of(t, self)->name.load());
  if (left < 0) return make_str(t, fmt::format("{}({})", name, str_view(text)));
  return make_str(t, fmt::format("{}({}, {})", name, str_view(text), left));
}

Ref repeat_length_hint(Thread& t, Args args) {
  int64_t left = args[0].as<RepeatObject>()->left.load(std::memory_order_relaxed);
  if (left < 0) return raise(t, Exc::kTypeError, "len() of unsized object");
  return make_int(t, left);
}

constexpr MethodRow kRepeatMethods[] = {
    method<"__length_hint__", repeat_length_hint>("()", "How many items are left."),
};

constexpr IteratorClass kCount = {
    {"itertools.count",
     "count(start=0, step=1)\n--\n\nThe numbers start, start + step, start + 2 * step, and so on.",
     sizeof(CountObject), true,
     finalize_slots<CountObject, &CountObject::value, &CountObject::step>,
     traverse_slots<CountObject, &CountObject::value, &CountObject::step>},
    count_construct,
    count_next};

constexpr IteratorClass kCycle = {
    {"itertools.cycle", "cycle(iterable, /)\n--\n\nThe items of iterable, again and again.",
     sizeof(CycleObject), true,
     finalize_slots<CycleObject, &CycleObject::source, &CycleObject::saved>,
     traverse_slots<CycleObject, &CycleObject::source, &CycleObject::saved>},
    cycle_construct,
    cycle_next};

constexpr IteratorClass kRepeat = {
    {"itertools.repeat",
     "repeat(object [,times])\n--\n\nThe object, again and again, or as often as times says.",
     sizeof(RepeatObject), true, finalize_slots<RepeatObject, &RepeatObject::item>,
     traverse_slots<RepeatObject, &RepeatObject::item>},
    repeat_construct,
    repeat_next};

}  // namespace

bool add_itertools_endless(Thread& t, DictObject* ns) {
  Type* count = GILT_TRY(new_iterator_class(t, kCount));
  count->slots.repr = count_repr;
  Type* cycle = GILT_TRY(new_iterator_class(t, kCycle));
  Type* repeat = GILT_TRY(new_iterator_class(t, kRepeat));
  repeat->slots.repr = repeat_repr;
  add_methods(t, *repeat, kRepeatMethods);
  return publish(t, ns, count) && publish(t, ns, cycle) && publish(t, ns, repeat);
}

}  // namespace gilt
