// Opcodes that call and return. Calls of Python functions push a frame and stay in the loop.
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"
#include "vm/runtime.h"
#include "vm/types/function.h"
#include "vm/types/native_function.h"

namespace gilt::ops {

// Goes on in `callee`, whose arguments are in its slots. The caller's operands are off its stack.
GILT_INLINE Flow enter(Thread& t, Registers& r, Frame* callee) {
  r.frame->ip = r.ip;
  r.frame->sp = r.sp;
  callee->caller = r.frame;
  r.frame = callee;
  r.ip = callee->ip;
  r.sp = callee->sp;
  t.frame = callee;
  if (++t.recursion_depth > t.runtime.recursion_limit.load(std::memory_order_relaxed))
      [[unlikely]] {
    return recursion_error_slow(t);
  }
  return Flow::kNext;
}

// Goes back to the caller, with `value` (owned) as the result of its call.
GILT_INLINE Flow leave(Thread& t, Registers& r, Value value) {
  Frame* frame = r.frame;
  Frame* caller = frame->caller;
  uint32_t flags = frame->flags;
  t.recursion_depth--;
  t.frame = caller;
  if (flags != 0) [[unlikely]] {
    if ((flags & Frame::kEntry) != 0) {
      r.result = value;
      r.frame = caller;
      release_frame(t, frame);
      return Flow::kExit;
    }
    release_frame(t, frame);
    r.frame = caller;
    r.ip = caller->ip;
    r.sp = caller->sp;
    return constructor_result_slow(t, value) ? Flow::kNext : Flow::kError;
  }
  release_frame(t, frame);
  r.frame = caller;
  r.ip = caller->ip;
  r.sp = caller->sp;
  push(r, StackRef::owned(value));
  return Flow::kNext;
}

// Calls a Python function whose parameters are all positional with exactly its arguments, which are
// the `count` values from `args`; they and the operands below are taken off the stack.
GILT_INLINE Flow call_plain(Thread& t, Registers& r, FunctionObject* function, StackRef callable,
                            StackRef* args, uint32_t count, StackRef* new_sp) {
  CodeObject* code = function->code;
  Frame* callee = allocate_frame(t, static_cast<size_t>(code->frame_words));
  if (callee == nullptr) [[unlikely]]
    return Flow::kError;
  callee->code = code;
  callee->function = callable;
  callee->globals = function->globals;
  callee->builtins = function->builtins;
  callee->locals = Value();
  callee->ip = code->instrs;
  callee->generator = nullptr;
  callee->flags = 0;
  uint32_t slots = static_cast<uint32_t>(code->nlocalsplus);
  // A borrowed argument stays borrowed: the caller's local variable keeps it alive during the call.
  for (uint32_t i = 0; i < count; i++) callee->slots[i] = args[i];
  for (uint32_t i = count; i < slots; i++) callee->slots[i] = StackRef();
  callee->sp = callee->slots + slots;
  r.sp = new_sp;
  return enter(t, r, callee);
}

GILT_HANDLER CALL(Thread& t, Registers& r, uint32_t arg) {  // callable, self or null, args[arg]
  StackRef* args = r.sp - arg;
  StackRef callable = args[-2];
  uint32_t count = arg;
  if (!args[-1].is_null()) {
    args--;
    count++;
  }
  Value f = callable.value();
  if (f.is_object()) {
    Object* object = f.object();
    if (object->layout == Layout::kFunction) {
      auto* function = static_cast<FunctionObject*>(object);
      if (function->code->plain_parameters &&
          function->code->argcount == static_cast<int32_t>(count)) [[likely]] {
        StackRef* new_sp = r.sp - arg - 2;
        return call_plain(t, r, function, callable, args, count, new_sp);
      }
    } else if (object->layout == Layout::kNative) {
      Ref result = call_native_on_stack(t, static_cast<NativeFunction*>(object), args, count);
      return replace(t, r, static_cast<int>(arg) + 2, std::move(result));
    }
  }
  // A class, a bound method, a function with defaults, *args, ...
  CallPlan plan = plan_call_slow(t, f, args, count, nullptr);
  if (plan.frame != nullptr) {
    for (uint32_t i = 0; i < arg + 2; i++) pop(r).drop(t);
    if (plan.instance) push(r, StackRef::owned(plan.instance));
    return enter(t, r, plan.frame);
  }
  return replace(t, r, static_cast<int>(arg) + 2, std::move(plan.result));
}

GILT_HANDLER CALL_KW(Thread& t, Registers& r, uint32_t arg) {  // ..., args[arg], kwnames
  auto* keywords = peek(r, 1).as<TupleObject>();
  StackRef* args = r.sp - 1 - arg;
  uint32_t count = arg;
  Value f = args[-2].value();
  if (!args[-1].is_null()) {
    args--;
    count++;
  }
  CallPlan plan = plan_call_slow(t, f, args, count, keywords);
  if (plan.frame != nullptr) {
    for (uint32_t i = 0; i < arg + 3; i++) pop(r).drop(t);
    if (plan.instance) push(r, StackRef::owned(plan.instance));
    return enter(t, r, plan.frame);
  }
  return replace(t, r, static_cast<int>(arg) + 3, std::move(plan.result));
}

GILT_HANDLER CALL_FUNCTION_EX(Thread& t, Registers& r, uint32_t) {  // callable, null, args, kwargs
  CallPlan plan = plan_call_ex_slow(t, peek(r, 4), peek(r, 2), peek(r, 1));
  if (plan.frame != nullptr) {
    for (int i = 0; i < 4; i++) pop(r).drop(t);
    if (plan.instance) push(r, StackRef::owned(plan.instance));
    return enter(t, r, plan.frame);
  }
  return replace(t, r, 4, std::move(plan.result));
}

GILT_HANDLER RETURN_VALUE(Thread& t, Registers& r, uint32_t) {
  Value value = pop(r).steal(t);
  Frame* frame = r.frame;
  if (frame->generator != nullptr) [[unlikely]] {
    Registers after = return_from_generator_slow(t, Registers{r.ip, r.sp, frame, Value()}, value);
    r.ip = after.ip;
    r.sp = after.sp;
    r.frame = after.frame;
    r.result = after.result;
    return after.frame == nullptr ? Flow::kExit : Flow::kNext;
  }
  StackRef* slots = frame->slots;
  for (StackRef* slot = slots + frame->code->nlocalsplus; slot-- > slots;) slot->drop(t);
  if (frame->locals) [[unlikely]]
    decref(t, frame->locals);
  frame->function.drop(t);
  return leave(t, r, value);
}

GILT_HANDLER MAKE_FUNCTION(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 1, make_function(t, peek(r, 1).as<CodeObject>(), r.frame->globals));
}
GILT_HANDLER SET_FUNCTION_ATTRIBUTE(Thread& t, Registers& r, uint32_t arg) {  // value, function
  StackRef function = pop(r);
  set_function_attribute(t, function.value(), arg, Ref::take(t, pop(r).steal(t)));
  push(r, function);
  return Flow::kNext;
}
GILT_HANDLER CALL_INTRINSIC_1(Thread& t, Registers& r, uint32_t arg) {
  return replace(t, r, 1, intrinsic1_slow(t, r.frame, arg, peek(r, 1)));
}
GILT_HANDLER CALL_INTRINSIC_2(Thread& t, Registers& r, uint32_t arg) {
  return replace(t, r, 2, intrinsic2_slow(t, arg, peek(r, 2), peek(r, 1)));
}
GILT_HANDLER INTERPRETER_EXIT(Thread& t, Registers&, uint32_t) {  // never compiled
  raise(t, Exc::kSystemError, "INTERPRETER_EXIT executed");
  return Flow::kError;
}
GILT_HANDLER EXIT_INIT_CHECK(Thread& t, Registers& r, uint32_t arg) {  // never compiled
  return INTERPRETER_EXIT(t, r, arg);
}

}  // namespace gilt::ops
