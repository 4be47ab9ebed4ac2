// Opcodes that build containers and strings, and take them apart.
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt::ops {

// Pops `count` operands as owned references into the place they have on the stack, for builders that
// steal them.
inline Value* own_operands(Thread& t, Registers& r, uint32_t count) {
  StackRef* first = r.sp - count;
  for (uint32_t i = 0; i < count; i++) first[i] = StackRef::owned(first[i].steal(t));
  return reinterpret_cast<Value*>(first);
}

GILT_HANDLER BUILD_TUPLE(Thread& t, Registers& r, uint32_t arg) {
  Ref tuple = make_tuple_stealing(t, own_operands(t, r, arg), arg);
  if (!tuple) return Flow::kError;
  r.sp -= arg;
  push(r, std::move(tuple));
  return Flow::kNext;
}
GILT_HANDLER BUILD_LIST(Thread& t, Registers& r, uint32_t arg) {
  Ref list = make_list_stealing(t, own_operands(t, r, arg), arg);
  if (!list) return Flow::kError;
  r.sp -= arg;
  push(r, std::move(list));
  return Flow::kNext;
}
GILT_HANDLER BUILD_SET(Thread& t, Registers& r, uint32_t arg) {
  Ref set = build_set_slow(t, r.sp - arg, arg);
  return replace(t, r, static_cast<int>(arg), std::move(set));
}
GILT_HANDLER BUILD_MAP(Thread& t, Registers& r, uint32_t arg) {
  Ref map = build_map_slow(t, r.sp - 2 * arg, arg);
  return replace(t, r, static_cast<int>(2 * arg), std::move(map));
}
GILT_HANDLER BUILD_STRING(Thread& t, Registers& r, uint32_t arg) {
  Ref str = build_string_slow(t, r.sp - arg, arg);
  return replace(t, r, static_cast<int>(arg), std::move(str));
}
GILT_HANDLER BUILD_SLICE(Thread& t, Registers& r, uint32_t arg) {
  int n = static_cast<int>(arg);
  Value step = arg == 3 ? peek(r, 1) : Value::none();
  return replace(t, r, n, build_slice_slow(t, peek(r, n), peek(r, n - 1), step));
}
GILT_HANDLER BUILD_INTERPOLATION(Thread& t, Registers&, uint32_t) {
  raise(t, Exc::kNotImplementedError, "gilt does not support template strings (t'...') yet");
  return Flow::kError;
}
GILT_HANDLER BUILD_TEMPLATE(Thread& t, Registers& r, uint32_t arg) {
  return BUILD_INTERPOLATION(t, r, arg);
}

GILT_HANDLER FORMAT_SIMPLE(Thread& t, Registers& r, uint32_t) {
  if (is_exact_str(peek(r, 1))) return Flow::kNext;
  return replace(t, r, 1, format_value(t, peek(r, 1), names(t).empty));
}
GILT_HANDLER FORMAT_WITH_SPEC(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 2, format_value(t, peek(r, 2), peek(r, 1)));
}
GILT_HANDLER CONVERT_VALUE(Thread& t, Registers& r, uint32_t arg) {
  Value v = peek(r, 1);
  return replace(t, r, 1, arg == 1 ? to_str(t, v) : arg == 2 ? repr(t, v) : ascii_repr(t, v));
}

// --- growing a container that is `arg` values below the operand

GILT_HANDLER LIST_APPEND(Thread& t, Registers& r, uint32_t arg) {
  auto* list = peek(r, static_cast<int>(arg) + 1).as<ListObject>();
  Ref item = Ref::take(t, pop(r).steal(t));
  return list_append(t, list, std::move(item)) ? Flow::kNext : Flow::kError;
}
GILT_HANDLER LIST_EXTEND(Thread& t, Registers& r, uint32_t arg) {
  auto* list = peek(r, static_cast<int>(arg) + 1).as<ListObject>();
  return discard(t, r, 1, list_extend_slow(t, list, peek(r, 1)));
}
GILT_HANDLER SET_ADD(Thread& t, Registers& r, uint32_t arg) {
  return discard(t, r, 1, set_add_slow(t, peek(r, static_cast<int>(arg) + 1), peek(r, 1)));
}
GILT_HANDLER SET_UPDATE(Thread& t, Registers& r, uint32_t arg) {
  return discard(t, r, 1, set_update_slow(t, peek(r, static_cast<int>(arg) + 1), peek(r, 1)));
}
GILT_HANDLER MAP_ADD(Thread& t, Registers& r, uint32_t arg) {
  auto* dict = peek(r, static_cast<int>(arg) + 2).as<DictObject>();
  return discard(t, r, 2, dict_set(t, dict, peek(r, 2), peek(r, 1)));
}
GILT_HANDLER DICT_UPDATE(Thread& t, Registers& r, uint32_t arg) {
  auto* dict = peek(r, static_cast<int>(arg) + 1).as<DictObject>();
  return discard(t, r, 1, dict_update_slow(t, dict, peek(r, 1)));
}
GILT_HANDLER DICT_MERGE(Thread& t, Registers& r, uint32_t arg) {
  auto* dict = peek(r, static_cast<int>(arg) + 1).as<DictObject>();
  Value callable = peek(r, static_cast<int>(arg) + 4);
  return discard(t, r, 1, dict_merge_unique(t, dict, peek(r, 1), callable));
}

// --- unpacking: the first item ends on top

GILT_HANDLER UNPACK_SEQUENCE(Thread& t, Registers& r, uint32_t arg) {
  StackRef sequence = r.sp[-1];
  Value v = sequence.value();
  if (v.is_object() && v.object()->layout == Layout::kTuple && v.as<TupleObject>()->size == arg) {
    r.sp--;
    auto* tuple = v.as<TupleObject>();
    for (uint32_t i = arg; i-- > 0;) push(r, Ref::copy(t, tuple->items_[i]));
    sequence.drop(t);
    return Flow::kNext;
  }
  if (!unpack_sequence_slow(t, v, arg, r.sp)) return Flow::kError;
  // The items are above the sequence, last one first.
  for (uint32_t i = 0; i < arg; i++) r.sp[static_cast<int>(i) - 1] = r.sp[i];
  r.sp += static_cast<int>(arg) - 1;
  sequence.drop(t);
  return Flow::kNext;
}
GILT_HANDLER UNPACK_EX(Thread& t, Registers& r, uint32_t arg) {
  StackRef sequence = r.sp[-1];
  uint32_t count = (arg & 255) + 1 + (arg >> 8);
  if (!unpack_ex_slow(t, sequence.value(), arg & 255, arg >> 8, r.sp)) return Flow::kError;
  for (uint32_t i = 0; i < count; i++) r.sp[static_cast<int>(i) - 1] = r.sp[i];
  r.sp += static_cast<int>(count) - 1;
  sequence.drop(t);
  return Flow::kNext;
}

}  // namespace gilt::ops
