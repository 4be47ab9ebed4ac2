#include <fmt/format.h>

#include "vm/eval_breaker.h"
#include "vm/ops/slow.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/generator.h"
#include "vm/types/str.h"
#include "vm/types/traceback.h"
#include "vm/types/tuple.h"

namespace gilt::ops {

Flow reraise_handled_slow(Thread& t) {
  for (HandledException* h = t.handled; h != nullptr; h = h->previous) {
    if (!h->exception) continue;
    set_pending(t, Ref::copy(t, h->exception));
    return Flow::kUnwind;
  }
  raise(t, Exc::kRuntimeError, "No active exception to reraise");
  return Flow::kError;
}

void raise_slow(Thread& t, Value exception, Value cause) {
  Ref object;
  if (is_exception_class(t, exception)) {
    object = instantiate_exception(t, exception);
    if (!object) return;
  } else if (is_exception(t, exception)) {
    object = Ref::copy(t, exception);
  } else {
    raise(t, Exc::kTypeError, "exceptions must derive from BaseException");
    return;
  }
  if (cause && !set_exception_cause(t, object, cause)) return;
  raise_object(t, std::move(object));
}

namespace {

// The operand of except: a class that derives from BaseException, or a tuple of such.
bool check_operand(Thread& t, Value type) {
  if (is_instance_of(t, type, Type::kTuple)) {
    for (Value item : type.as<TupleObject>()->items()) {
      if (!check_operand(t, item)) return false;
    }
    return true;
  }
  if (is_exception_class(t, type)) return true;
  return raise(t, Exc::kTypeError,
               "catching classes that do not inherit from BaseException is not allowed");
}

}  // namespace

Truth check_exception_match_slow(Thread& t, Value exception, Value type) {
  if (!check_operand(t, type)) return Truth();
  return exception_matches(t, exception, type);
}

Ref check_group_match_slow(Thread& t, Value exception, Value type, Ref* rest) {
  if (!check_operand(t, type)) return Ref();
  Truth catches_groups = GILT_TRY(
      exception_matches(t, Value::from(exception_type(t, Exc::kBaseExceptionGroup)), type));
  if (catches_groups.yes()) {
    return raise(t, Exc::kTypeError,
                 "catching ExceptionGroup with except* is not allowed. Use except instead.");
  }
  Ref match;
  if (!exception_group_match(t, exception, type, &match, rest)) return Ref();
  if (!*rest) *rest = Ref::none();
  if (!match) return Ref::none();
  // The matched part is what the except* block handles.
  Value old = t.handled->exception;
  t.handled->exception = match.duplicate().release();
  decref(t, old);
  return match;
}

Ref with_except_slow(Thread& t, Value exit, Value self, Value exception) {
  Ref traceback = read_slot(t, exception.as<ExceptionObject>()->traceback);
  Value type = Value::from(type_of(t, exception));
  Value tb = traceback ? traceback.get() : Value::none();
  if (self) return call(t, exit, {self, type, exception, tb});
  return call(t, exit, {type, exception, tb});
}

Registers unwind_slow(Thread& t, Registers r) {
  while (true) {
    Frame* frame = r.frame;
    // RERAISE has set the frame's instruction back to the first raise; the handler is that of RERAISE.
    auto index = static_cast<uint32_t>(r.ip - frame->code->instrs) - 1;
    const ExceptionRange* range = abandoned(t) ? nullptr : frame->code->code->find_handler(index);
    if (range != nullptr) {
      StackRef* base = frame->stack_base() + range->depth;
      while (r.sp > base) (--r.sp)->drop(t);
      if (range->lasti) *r.sp++ = StackRef::owned(Value::small_int(frame->instr_index()));
      *r.sp++ = StackRef::owned(take_pending(t));
      r.ip = frame->code->instrs + range->target;
      t.frame = frame;
      return r;
    }
    Frame* caller = frame->caller;
    bool entry = (frame->flags & Frame::kEntry) != 0;
    // Dropping what the frame holds may run Python, which must not see the exception.
    Ref exception = take_pending(t);
    if (frame->generator != nullptr) {
      GeneratorObject* generator = frame->generator;
      frame->sp = r.sp;
      finish_generator(t, generator);
    } else {
      clear_frame(t, frame, r.sp);
      release_frame(t, frame);
    }
    set_pending(t, std::move(exception));
    t.recursion_depth--;
    t.frame = caller;
    if (entry) {
      r.frame = nullptr;
      return r;
    }
    r.frame = caller;
    r.ip = caller->ip;
    r.sp = caller->sp;
    add_traceback(t, caller);
  }
}

void abandon_frame(Thread& t, Frame* frame) {
  Ref exception = take_pending(t);
  if (frame->generator != nullptr) {
    finish_generator(t, frame->generator);
  } else {
    clear_frame(t, frame, frame->sp);
    release_frame(t, frame);
  }
  set_pending(t, std::move(exception));
}

}  // namespace gilt::ops
