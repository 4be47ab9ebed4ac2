#include "vm/eval_breaker.h"

#include <signal.h>

#include <cstddef>

#include "vm/collector.h"
#include "vm/errors.h"
#include "vm/heap.h"
#include "vm/runtime.h"
#include "vm/types/function.h"
#include "vm/types/native_function.h"

namespace gilt {
namespace {

// What a call instruction is about to call, below its operands.
Value callable_of(const StackRef* sp, Instr instr) {
  int arg = static_cast<int>(instr.arg());
  switch (instr.op()) {
    case Opcode::CALL:
      return sp[-arg - 2].value();
    case Opcode::CALL_KW:
      return sp[-arg - 3].value();
    default:
      return sp[-4].value();
  }
}

bool enters_python(Value callable) {
  if (is_method(callable)) callable = callable.as<MethodObject>()->function;
  return is_function(callable);
}

bool is_call(Opcode op) {
  return op == Opcode::CALL || op == Opcode::CALL_KW || op == Opcode::CALL_FUNCTION_EX;
}

// 3.14 turns a conditional jump to the head of its loop around: it jumps forward to the loop's body and
// falls through to a JUMP_BACKWARD. Up to 3.12 the way to the body was the one not taken.
bool is_inverted(const Instr* fall_through) {
  if (fall_through->op() == Opcode::NOT_TAKEN) fall_through++;
  return fall_through->op() == Opcode::JUMP_BACKWARD;
}

Object* object_of(gil::RefCount* count) {
  return reinterpret_cast<Object*>(reinterpret_cast<char*>(count) - offsetof(Object, refcount));
}

}  // namespace

PollDecision decide_poll(Thread& t, Frame* frame, const StackRef* sp, Instr instr) {
  PythonModel model = t.runtime.options.model;
  if (t.free_threaded || model == PythonModel::kAny) return PollDecision::kNow;
  Opcode op = instr.op();
  if (op == Opcode::RETURN_VALUE) {
    // The end of a call, when it was a call instruction that made it.
    bool from_loop = (frame->flags & Frame::kEntry) == 0 && frame->generator == nullptr;
    return from_loop ? PollDecision::kAfter : PollDecision::kNo;
  }
  // A Python function polls in its RESUME, and at its RETURN_VALUE where the version polls after calls.
  if (is_call(op) && enters_python(callable_of(sp, instr))) return PollDecision::kNo;
  switch (poll_point(op, model)) {
    case PollPoint::Never:
      return PollDecision::kNo;
    case PollPoint::After:
      return PollDecision::kAfter;
    case PollPoint::Taken:
      return is_inverted(frame->ip) ? PollDecision::kNo : PollDecision::kTaken;
    case PollPoint::Resume:
      return (instr.arg() & kResumePointMask) < 2 ? PollDecision::kAfter : PollDecision::kNo;
    case PollPoint::Native: {
      Value callable = callable_of(sp, instr);
      if (is_native_function(callable) && !callable.as<NativeFunction>()->polls) {
        return PollDecision::kNo;
      }
      bool type_of_one = callable == Value::from(types(t).type) && instr.arg() == 1;
      return type_of_one ? PollDecision::kNo : PollDecision::kAfter;
    }
  }
  return PollDecision::kNo;
}

bool handle_events(Thread& t) {
  uint32_t events = t.domain().poll(t);
  if ((events & gil::kEventMerge) != 0) {
    for (gil::RefCount* count : t.domain().merge(t)) destroy(t, object_of(count));
  }
  if ((events & gil::kEventGc) != 0) collect_if_due(t);
  t.settle();
  return (events & gil::kEventSignals) == 0 && !abandoned(t) ? true : handle_signals(t);
}

bool handle_signals(Thread& t) {
  if (abandoned(t)) return raise_object(t, Ref::copy(t, exception_type(t, Exc::kSystemExit)));
  gil::SignalRelay* relay = t.runtime.signals();
  if (relay == nullptr || !t.is_main()) return true;
  bool interrupted = false;
  while (int signal = relay->take()) interrupted |= signal == SIGINT;
  if (interrupted) raise_object(t, Ref::copy(t, exception_type(t, Exc::kKeyboardInterrupt)));
  return !interrupted;
}

}  // namespace gilt
