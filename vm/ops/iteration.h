// Jumps and loops, generators and their resumption.
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"
#include "vm/types/generator.h"
#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/tuple.h"

namespace gilt::ops {

GILT_HANDLER JUMP_FORWARD(Thread&, Registers& r, uint32_t arg) {
  jump(r, arg);
  return Flow::kNext;
}
GILT_HANDLER JUMP_BACKWARD(Thread&, Registers& r, uint32_t arg) {
  jump(r, arg);
  return Flow::kNext;
}
GILT_HANDLER JUMP_BACKWARD_NO_INTERRUPT(Thread&, Registers& r, uint32_t arg) {
  jump(r, arg);
  return Flow::kNext;
}
GILT_HANDLER POP_JUMP_IF_FALSE(Thread&, Registers& r, uint32_t arg) {
  if (pop(r).value().is_false()) jump(r, arg);
  return Flow::kNext;
}
GILT_HANDLER POP_JUMP_IF_TRUE(Thread&, Registers& r, uint32_t arg) {
  if (pop(r).value().is_true()) jump(r, arg);
  return Flow::kNext;
}
GILT_HANDLER POP_JUMP_IF_NONE(Thread& t, Registers& r, uint32_t arg) {
  StackRef v = pop(r);
  if (v.value().is_none()) jump(r, arg);
  v.drop(t);
  return Flow::kNext;
}
GILT_HANDLER POP_JUMP_IF_NOT_NONE(Thread& t, Registers& r, uint32_t arg) {
  StackRef v = pop(r);
  if (!v.value().is_none()) jump(r, arg);
  v.drop(t);
  return Flow::kNext;
}

GILT_HANDLER GET_ITER(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 1, get_iter(t, peek(r, 1)));
}
GILT_HANDLER GET_YIELD_FROM_ITER(Thread& t, Registers& r, uint32_t) {
  Value v = peek(r, 1);
  if (is_generator(v)) return Flow::kNext;
  return replace(t, r, 1, get_iter(t, v));
}

GILT_HANDLER FOR_ITER(Thread& t, Registers& r, uint32_t arg) {  // iter -- iter, next
  Object* iterator = peek(r, 1).object();
  if (iterator->layout == Layout::kRangeIterator) {
    Value next = range_iterator_next(static_cast<RangeIteratorObject*>(iterator));
    if (!next) {
      jump(r, arg + 1);
    } else {
      push(r, StackRef::owned(next));
    }
    return Flow::kNext;
  }
  if (iterator->layout == Layout::kGenerator) {
    auto* generator = static_cast<GeneratorObject*>(iterator);
    GeneratorState was;
    if (!claim_generator(t, generator, &was)) return Flow::kError;
    if (was == GeneratorState::kFinished) {
      jump(r, arg + 1);
      return Flow::kNext;
    }
    r.frame->ip = r.ip;
    r.frame->sp = r.sp;
    r.frame = resume_generator(t, generator, r.frame, Value::none());
    r.ip = r.frame->ip;
    r.sp = r.frame->sp;
    return Flow::kNext;
  }
  Ref next = iter_next(t, Value::from(iterator));
  if (next) {
    push(r, std::move(next));
    return Flow::kNext;
  }
  if (pending(t) && !clear_if(t, Exc::kStopIteration)) return Flow::kError;
  jump(r, arg + 1);
  return Flow::kNext;
}

// --- generators

GILT_HANDLER RETURN_GENERATOR(Thread& t, Registers& r, uint32_t) {
  Frame* frame = r.frame;
  frame->ip = r.ip;
  frame->sp = r.sp;
  Ref generator = make_generator(t, frame);
  if (!generator) return Flow::kError;
  Frame* caller = frame->caller;
  uint32_t flags = frame->flags;
  release_frame(t, frame);
  t.recursion_depth--;
  t.frame = caller;
  r.frame = caller;
  if ((flags & Frame::kEntry) != 0) {
    r.result = generator.release();
    return Flow::kExit;
  }
  r.ip = caller->ip;
  r.sp = caller->sp;
  push(r, std::move(generator));
  return Flow::kNext;
}

GILT_HANDLER YIELD_VALUE(Thread& t, Registers& r, uint32_t) {
  Value value = pop(r).steal(t);
  Frame* frame = r.frame;
  Frame* caller = frame->caller;
  frame->ip = r.ip;
  frame->sp = r.sp;
  bool entry = (frame->flags & Frame::kEntry) != 0;
  suspend_generator(t, frame->generator);
  r.frame = caller;
  if (entry) {
    r.result = value;
    return Flow::kExit;
  }
  r.ip = caller->ip;
  r.sp = caller->sp;
  push(r, StackRef::owned(value));
  return Flow::kNext;
}

GILT_HANDLER SEND(Thread& t, Registers& r, uint32_t arg) {  // receiver, v -- receiver, yielded
  Value receiver = peek(r, 2);
  if (is_generator(receiver)) {
    auto* generator = receiver.as<GeneratorObject>();
    GeneratorState was;
    if (!claim_generator(t, generator, &was)) return Flow::kError;
    if (was != GeneratorState::kFinished) {
      Value sent = pop(r).steal(t);
      r.frame->ip = r.ip;
      r.frame->sp = r.sp;
      r.frame = resume_generator(t, generator, r.frame, sent);
      r.ip = r.frame->ip;
      r.sp = r.frame->sp;
      return Flow::kNext;
    }
  }
  Ref returned;
  Ref yielded = send_slow(t, receiver, peek(r, 1), &returned);
  if (yielded) return replace(t, r, 1, std::move(yielded));
  if (!returned) return Flow::kError;
  jump(r, arg);
  return replace(t, r, 1, std::move(returned));
}

GILT_HANDLER CLEANUP_THROW(Thread& t, Registers& r, uint32_t) {  // iter, last sent, exc
  Ref value = cleanup_throw_slow(t, peek(r, 1));
  if (!value) return Flow::kUnwind;
  for (int i = 0; i < 3; i++) pop(r).drop(t);
  push(r, StackRef::owned(Value::none()));
  push(r, std::move(value));
  return Flow::kNext;
}

GILT_HANDLER GET_AWAITABLE(Thread& t, Registers& r, uint32_t arg) {
  return replace(t, r, 1, get_awaitable_slow(t, peek(r, 1), arg));
}
GILT_HANDLER GET_AITER(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 1, get_async_iter_slow(t, peek(r, 1)));
}
GILT_HANDLER GET_ANEXT(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 0, get_async_next_slow(t, peek(r, 1)));
}
GILT_HANDLER END_ASYNC_FOR(Thread& t, Registers& r, uint32_t) {  // aiter, exc
  Value exception = peek(r, 1);
  Truth end =
      exception_matches(t, exception, Value::from(exception_type(t, Exc::kStopAsyncIteration)));
  if (end.failed()) return Flow::kError;
  if (end.yes()) return discard(t, r, 2, true);
  set_pending(t, Ref::take(t, pop(r).steal(t)));
  return Flow::kUnwind;
}

}  // namespace gilt::ops
