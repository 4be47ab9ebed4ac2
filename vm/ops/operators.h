// Opcodes for operators: arithmetic, comparison, subscripts, truth.
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

namespace gilt::ops {

// Asked of the raw words of the stack: a borrow mark does not touch the tags of immediates.
GILT_INLINE bool both_small_ints(StackRef a, StackRef b) { return (a.bits() & b.bits() & 1) != 0; }
GILT_INLINE bool both_immediate_doubles(StackRef a, StackRef b) {
  return (a.bits() & 3) == 2 && (b.bits() & 3) == 2;
}
GILT_INLINE Value immediate(StackRef word) { return Value::from_bits(word.bits()); }

// Sum, difference and product of small ints work on the tagged words: 2x+1. False: overflow.
GILT_INLINE bool add_small(Value a, Value b, Value* out) {
  int64_t word;
  if (__builtin_add_overflow(static_cast<int64_t>(a.bits()), static_cast<int64_t>(b.bits() - 1),
                             &word)) {
    return false;
  }
  *out = Value::from_bits(static_cast<uint64_t>(word));
  return true;
}
GILT_INLINE bool subtract_small(Value a, Value b, Value* out) {
  int64_t word;
  if (__builtin_sub_overflow(static_cast<int64_t>(a.bits()), static_cast<int64_t>(b.bits() - 1),
                             &word)) {
    return false;
  }
  *out = Value::from_bits(static_cast<uint64_t>(word));
  return true;
}
GILT_INLINE bool multiply_small(Value a, Value b, Value* out) {
  int64_t word;
  if (__builtin_mul_overflow(static_cast<int64_t>(a.bits() - 1), b.small_int(), &word)) {
    return false;
  }
  *out = Value::from_bits(static_cast<uint64_t>(word) + 1);
  return true;
}

// Operators on two small ints that need no slow half; null for the others.
GILT_INLINE Value small_int_op(uint32_t arg, Value a, Value b) {
  Value out;
  switch (static_cast<BinaryOperator>(arg)) {
    case BinaryOperator::Add:
    case BinaryOperator::InplaceAdd:
      return add_small(a, b, &out) ? out : Value();
    case BinaryOperator::Subtract:
    case BinaryOperator::InplaceSubtract:
      return subtract_small(a, b, &out) ? out : Value();
    case BinaryOperator::Multiply:
    case BinaryOperator::InplaceMultiply:
      return multiply_small(a, b, &out) ? out : Value();
    case BinaryOperator::And:
    case BinaryOperator::InplaceAnd:
      return Value::from_bits(a.bits() & b.bits());
    case BinaryOperator::Or:
    case BinaryOperator::InplaceOr:
      return Value::from_bits(a.bits() | b.bits());
    case BinaryOperator::Xor:
    case BinaryOperator::InplaceXor:
      return Value::from_bits((a.bits() ^ b.bits()) | 1);
    default:
      return Value();
  }
}

GILT_INLINE bool double_op(uint32_t arg, double a, double b, double* out) {
  switch (static_cast<BinaryOperator>(arg)) {
    case BinaryOperator::Add:
    case BinaryOperator::InplaceAdd:
      *out = a + b;
      return true;
    case BinaryOperator::Subtract:
    case BinaryOperator::InplaceSubtract:
      *out = a - b;
      return true;
    case BinaryOperator::Multiply:
    case BinaryOperator::InplaceMultiply:
      *out = a * b;
      return true;
    case BinaryOperator::TrueDivide:
    case BinaryOperator::InplaceTrueDivide:
      if (b == 0) return false;
      *out = a / b;
      return true;
    default:
      return false;
  }
}

// list[i] and tuple[i] with a small int; null without an exception: go the slow way.
GILT_INLINE Ref index_sequence(Thread& t, Value container, Value key) {
  if (!container.is_object() || !key.is_small_int()) return Ref();
  int64_t i = key.small_int();
  if (container.object()->layout == Layout::kList) {
    auto* list = container.as<ListObject>();
    return list_get(t, list, i < 0 ? i + list_size(list) : i);
  }
  if (container.object()->layout == Layout::kTuple) {
    auto* tuple = container.as<TupleObject>();
    int64_t size = static_cast<int64_t>(tuple->size);
    if (i < 0) i += size;
    if (i >= 0 && i < size) return Ref::copy(t, tuple->items_[i]);
  }
  return Ref();
}

GILT_HANDLER BINARY_OP(Thread& t, Registers& r, uint32_t arg) {
  StackRef x = r.sp[-2];
  StackRef y = r.sp[-1];
  if (both_small_ints(x, y)) [[likely]] {
    if (Value result = small_int_op(arg, immediate(x), immediate(y))) [[likely]] {
      r.sp--;
      r.sp[-1] = StackRef::owned(result);
      return Flow::kNext;
    }
  } else if (both_immediate_doubles(x, y)) {
    double result;
    if (double_op(arg, immediate(x).immediate_double(), immediate(y).immediate_double(), &result) &&
        Value::fits_immediate_double(result)) {
      r.sp--;
      r.sp[-1] = StackRef::owned(Value::immediate_double(result));
      return Flow::kNext;
    }
  } else if (arg == static_cast<uint32_t>(BinaryOperator::Subscr)) {
    if (Ref item = index_sequence(t, x.value(), y.value())) {
      return replace(t, r, 2, std::move(item));
    }
    return replace(t, r, 2, get_item(t, x.value(), y.value()));
  }
  return replace(t, r, 2, binary_op_slow(t, arg, x.value(), y.value()));
}

GILT_HANDLER STORE_SUBSCR(Thread& t, Registers& r, uint32_t) {  // value, container, key --
  Value value = peek(r, 3);
  Value container = peek(r, 2);
  Value key = peek(r, 1);
  if (container.is_object()) {
    Object* object = container.object();
    if (object->layout == Layout::kList && key.is_small_int()) {
      auto* list = container.as<ListObject>();
      int64_t i = key.small_int();
      if (list_set(t, list, i < 0 ? i + list_size(list) : i, Ref::copy(t, value))) {
        return discard(t, r, 3, true);
      }
    } else if (object->layout == Layout::kDict) {
      return discard(t, r, 3, dict_set(t, container.as<DictObject>(), key, value));
    }
  }
  return discard(t, r, 3, set_item(t, container, key, value));
}
GILT_HANDLER DELETE_SUBSCR(Thread& t, Registers& r, uint32_t) {
  return discard(t, r, 2, set_item(t, peek(r, 2), peek(r, 1), Value()));
}
GILT_HANDLER BINARY_SLICE(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 3, binary_slice_slow(t, peek(r, 3), peek(r, 2), peek(r, 1)));
}
GILT_HANDLER STORE_SLICE(Thread& t, Registers& r, uint32_t) {
  return discard(t, r, 4, store_slice_slow(t, peek(r, 4), peek(r, 3), peek(r, 2), peek(r, 1)));
}

GILT_HANDLER UNARY_NEGATIVE(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 1, unary_op(t, UnaryOp::kNegative, peek(r, 1)));
}
GILT_HANDLER UNARY_INVERT(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 1, unary_op(t, UnaryOp::kInvert, peek(r, 1)));
}
GILT_HANDLER UNARY_NOT(Thread&, Registers& r, uint32_t) {
  r.sp[-1] = StackRef::owned(Value::boolean(!peek(r, 1).is_true()));
  return Flow::kNext;
}
GILT_HANDLER TO_BOOL(Thread& t, Registers& r, uint32_t) {
  Value v = peek(r, 1);
  if (v.is_bool()) return Flow::kNext;
  if (v.is_small_int()) {
    r.sp[-1] = StackRef::owned(Value::boolean(v.small_int() != 0));
    return Flow::kNext;
  }
  Truth truth = is_true(t, v);
  if (truth.failed()) return Flow::kError;
  return replace(t, r, 1, Ref::boolean(truth.yes()));
}

GILT_INLINE bool compare_numbers(uint32_t op, auto a, auto b) {
  switch (static_cast<CompareOperator>(op)) {
    case CompareOperator::Lt:
      return a < b;
    case CompareOperator::Le:
      return a <= b;
    case CompareOperator::Eq:
      return a == b;
    case CompareOperator::Ne:
      return a != b;
    case CompareOperator::Gt:
      return a > b;
    case CompareOperator::Ge:
      return a >= b;
  }
  return false;
}
GILT_HANDLER COMPARE_OP(Thread& t, Registers& r, uint32_t arg) {
  StackRef x = r.sp[-2];
  StackRef y = r.sp[-1];
  uint32_t op = arg >> kCompareShift;
  if (both_small_ints(x, y)) [[likely]] {
    bool result =
        compare_numbers(op, static_cast<int64_t>(x.bits()), static_cast<int64_t>(y.bits()));
    r.sp--;
    r.sp[-1] = StackRef::owned(Value::boolean(result));
    return Flow::kNext;
  }
  if (both_immediate_doubles(x, y)) {
    bool result =
        compare_numbers(op, immediate(x).immediate_double(), immediate(y).immediate_double());
    r.sp--;
    r.sp[-1] = StackRef::owned(Value::boolean(result));
    return Flow::kNext;
  }
  return replace(t, r, 2, compare_slow(t, arg, x.value(), y.value()));
}
GILT_HANDLER IS_OP(Thread& t, Registers& r, uint32_t arg) {
  bool same = peek(r, 2) == peek(r, 1);
  return replace(t, r, 2, Ref::boolean(same != (arg != 0)));
}
GILT_HANDLER CONTAINS_OP(Thread& t, Registers& r, uint32_t arg) {
  Truth found = contains(t, peek(r, 1), peek(r, 2));
  if (found.failed()) return Flow::kError;
  return replace(t, r, 2, Ref::boolean(found.yes() != (arg != 0)));
}

}  // namespace gilt::ops
