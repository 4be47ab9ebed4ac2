// Raising, handling, with statements, imports and match statements.
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"

namespace gilt::ops {

GILT_HANDLER RAISE_VARARGS(Thread& t, Registers& r, uint32_t arg) {
  if (arg == 0) return reraise_handled_slow(t);
  Value cause = arg == 2 ? peek(r, 1) : Value();
  raise_slow(t, peek(r, static_cast<int>(arg)), cause);
  return Flow::kError;
}

GILT_HANDLER RERAISE(Thread& t, Registers& r, uint32_t arg) {  // lasti..., exc
  Ref exception = Ref::take(t, pop(r).steal(t));
  if (arg != 0) {
    // The traceback goes on from where the exception was raised first.
    Value lasti = r.sp[-static_cast<int>(arg)].value();
    r.frame->ip = r.frame->code->instrs + lasti.small_int() + 1;
  }
  set_pending(t, std::move(exception));
  return Flow::kUnwind;
}

GILT_HANDLER PUSH_EXC_INFO(Thread& t, Registers& r, uint32_t) {  // exc -- previous exc, exc
  StackRef exception = pop(r);
  Value previous = t.handled->exception;
  push(r, StackRef::owned(previous ? previous : Value::none()));
  t.handled->exception = exception.duplicate(t).value();
  push(r, exception);
  return Flow::kNext;
}
GILT_HANDLER POP_EXCEPT(Thread& t, Registers& r, uint32_t) {
  Value previous = pop(r).steal(t);
  Value old = t.handled->exception;
  t.handled->exception = previous.is_none() ? Value() : previous;
  decref(t, old);
  return Flow::kNext;
}
GILT_HANDLER CHECK_EXC_MATCH(Thread& t, Registers& r, uint32_t) {  // exc, type -- exc, bool
  Truth match = check_exception_match_slow(t, peek(r, 2), peek(r, 1));
  if (match.failed()) return Flow::kError;
  return replace(t, r, 1, Ref::boolean(match.yes()));
}
GILT_HANDLER CHECK_EG_MATCH(Thread& t, Registers& r, uint32_t) {  // exc, type -- rest, match
  Ref rest;
  Ref match = check_group_match_slow(t, peek(r, 2), peek(r, 1), &rest);
  if (!match) return Flow::kError;
  pop(r).drop(t);
  pop(r).drop(t);
  push(r, std::move(rest));
  push(r, std::move(match));
  return Flow::kNext;
}
GILT_HANDLER WITH_EXCEPT_START(Thread& t, Registers& r, uint32_t) {
  // exit, self or null, lasti, previous, exc
  return replace(t, r, 0, with_except_slow(t, peek(r, 5), peek(r, 4), peek(r, 1)));
}

GILT_HANDLER IMPORT_NAME(Thread& t, Registers& r, uint32_t arg) {  // level, fromlist
  return replace(t, r, 2, import_name_slow(t, r.frame, name_at(r, arg), peek(r, 2), peek(r, 1)));
}
GILT_HANDLER IMPORT_FROM(Thread& t, Registers& r, uint32_t arg) {
  return replace(t, r, 0, import_from_slow(t, peek(r, 1), name_at(r, arg)));
}

GILT_HANDLER GET_LEN(Thread& t, Registers& r, uint32_t) {
  Size n = length(t, peek(r, 1));
  if (n.failed()) return Flow::kError;
  push(r, StackRef::owned(Value::small_int(n.get())));
  return Flow::kNext;
}
GILT_HANDLER MATCH_MAPPING(Thread& t, Registers& r, uint32_t) {
  push(r, StackRef::owned(Value::boolean(matches_mapping(t, peek(r, 1)))));
  return Flow::kNext;
}
GILT_HANDLER MATCH_SEQUENCE(Thread& t, Registers& r, uint32_t) {
  push(r, StackRef::owned(Value::boolean(matches_sequence(t, peek(r, 1)))));
  return Flow::kNext;
}
GILT_HANDLER MATCH_KEYS(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 0, match_keys_slow(t, peek(r, 2), peek(r, 1)));
}
GILT_HANDLER MATCH_CLASS(Thread& t, Registers& r, uint32_t arg) {  // subject, type, names
  return replace(t, r, 3, match_class_slow(t, peek(r, 3), peek(r, 2), peek(r, 1), arg));
}

}  // namespace gilt::ops
