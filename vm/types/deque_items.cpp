// Subscripts, operators, comparison and repr of deques.
#include <fmt/format.h>

#include <string>

#include "gil/critical_section.h"
#include "vm/types/deque.h"
#include "vm/types/list.h"
#include "vm/types/pattern_flags.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"

namespace gilt {

namespace {

Size deque_length(Thread&, Value self) { return self.as<DequeObject>()->items.size(); }

// The subscript as a number; negative ones are not yet counted from the end.
Size subscript(Thread& t, Value key) {
  if (key.is_small_int()) return key.small_int();
  if (has_index(t, key)) return to_ssize(t, key);
  return raise(t, Exc::kTypeError,
               fmt::format("sequence index must be integer, not '{}'", type_name(t, key)));
}

// The caller holds the lock.
bool in_range(Thread& t, DequeObject* deque, int64_t* index) {
  int64_t size = deque->items.size();
  if (*index < 0) *index += size;
  return (*index >= 0 && *index < size) || raise(t, Exc::kIndexError, "deque index out of range");
}

Ref deque_get_item(Thread& t, Value self, Value key) {
  int64_t index = GILT_TRY(subscript(t, key)).get();
  auto* deque = self.as<DequeObject>();
  gil::CriticalSection section(t, deque->mutex);
  if (!in_range(t, deque, &index)) return Ref();
  return Ref::copy(t, deque->items[index]);
}

bool deque_set_item(Thread& t, Value self, Value key, Value value) {
  int64_t index = GILT_TRY(subscript(t, key)).get();
  auto* deque = self.as<DequeObject>();
  Ref old;  // dropped when the lock is free again
  gil::CriticalSection section(t, deque->mutex);
  if (!in_range(t, deque, &index)) return false;
  if (value) {
    old = Ref::take(t, deque->items.exchange(index, Ref::copy(t, value).release()));
  } else {
    old = Ref::take(t, deque_take(deque, index));
  }
  return true;
}

Truth deque_contains(Thread& t, Value self, Value item) {
  DequeCursor cursor(t, self.as<DequeObject>());
  while (Ref candidate = cursor.next()) {
    if (GILT_TRY(fast_equal(t, candidate, item)).yes()) return true;
  }
  return pending(t) ? Truth() : Truth(false);
}

Ref deque_add(Thread& t, Value a, Value b) {
  if (!is_deque(t, a)) return Ref::not_implemented();
  if (!is_deque(t, b)) {
    return bad_concatenation(t, "deque", b) == Operand::kRaised ? Ref() : Ref::not_implemented();
  }
  Ref result = GILT_TRY(deque_copy(t, a));
  auto* sum = result.as<DequeObject>();
  gil::CriticalSection section(t, sum->mutex);
  return deque_extend(t, sum, b) ? std::move(result) : Ref();
}

Ref deque_in_place_add(Thread& t, Value self, Value other) {
  auto* deque = self.as<DequeObject>();
  gil::CriticalSection section(t, deque->mutex);
  return deque_extend(t, deque, other) ? Ref::copy(t, self) : Ref();
}

bool repeat(Thread& t, DequeObject* deque, int64_t count) {
  gil::CriticalSection section(t, deque->mutex);
  int64_t size = deque->items.size();
  if (size == 0) return true;
  if (count == 0) {
    deque_clear(t, deque);
    return true;
  }
  if (deque->maxlen >= 0) count = std::min(count, (deque->maxlen + size - 1) / size);
  GILT_TRY(repeated_size(t, size, count));
  for (int64_t i = size; i < size * count; i++) {
    // A full deque drops from the left, so the item to repeat stands `size` places before the end.
    Ref item = Ref::copy(t, deque->items[deque->items.size() - size]);
    if (!deque_append(t, deque, std::move(item))) return false;
  }
  return true;
}

Ref deque_multiply(Thread& t, Value a, Value b) {
  bool left = is_deque(t, a);
  int64_t count = 0;
  Operand operand = repeat_count(t, left ? b : a, &count);
  if (operand == Operand::kRaised) return Ref();
  if (operand == Operand::kNotImplemented) return Ref::not_implemented();
  Ref result = GILT_TRY(deque_copy(t, left ? a : b));
  return repeat(t, result.as<DequeObject>(), count) ? std::move(result) : Ref();
}

Ref deque_in_place_multiply(Thread& t, Value self, Value other) {
  int64_t count = 0;
  Operand operand = repeat_count(t, other, &count);
  if (operand == Operand::kRaised) return Ref();
  if (operand == Operand::kNotImplemented) return Ref::not_implemented();
  return repeat(t, self.as<DequeObject>(), count) ? Ref::copy(t, self) : Ref();
}

Ref deque_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (!is_deque(t, other)) return Ref::not_implemented();
  auto* a = self.as<DequeObject>();
  auto* b = other.as<DequeObject>();
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (a == b && equality) return Ref::boolean(op == CompareOp::kEq);
  if (equality && a->items.size() != b->items.size()) return Ref::boolean(op == CompareOp::kNe);
  DequeCursor left(t, a), right(t, b);
  for (;;) {
    Ref x = left.next();
    if (!x && pending(t)) return Ref();
    Ref y = right.next();
    if (!y && pending(t)) return Ref();
    if (!x || !y) return Ref::boolean(ordered(x ? 1 : 0, y ? 1 : 0, op));
    if (GILT_TRY(fast_equal(t, x, y)).yes()) continue;
    if (op == CompareOp::kEq) return Ref::boolean(false);
    if (op == CompareOp::kNe) return Ref::boolean(true);
    return compare(t, x, y, op);
  }
}

Ref deque_repr(Thread& t, Value self) {
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, "[...]");
  auto* deque = self.as<DequeObject>();
  Ref items;
  int64_t maxlen;
  {
    gil::CriticalSection section(t, deque->mutex);
    items = list_from_iterable(t, self);
    maxlen = deque->maxlen;
  }
  if (!items) return Ref();
  Ref name = read_slot(t, type_of(t, self)->name);
  std::string text(str_view(name));
  text += '(';
  if (!append_repr(t, text, items)) return Ref();
  if (maxlen >= 0) text += fmt::format(", maxlen={}", maxlen);
  return make_str(t, text + ")");
}

}  // namespace

void init_deque_items(Type& type) {
  type.flags_bits |= kSequencePattern;
  type.slots.repr = deque_repr;
  type.slots.compare = deque_compare;
  type.slots.contains = deque_contains;
  type.slots.length = deque_length;
  type.slots.get_item = deque_get_item;
  type.slots.set_item = deque_set_item;
  type.slots.binary[static_cast<int>(BinaryOp::kAdd)] = deque_add;
  type.slots.binary[static_cast<int>(BinaryOp::kMultiply)] = deque_multiply;
  type.slots.in_place[static_cast<int>(BinaryOp::kAdd)] = deque_in_place_add;
  type.slots.in_place[static_cast<int>(BinaryOp::kMultiply)] = deque_in_place_multiply;
}

}  // namespace gilt
