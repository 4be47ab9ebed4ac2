#include <fmt/format.h>

#include "vm/ops/slow.h"
#include "vm/types/exception.h"
#include "vm/types/generator.h"
#include "vm/types/str.h"

namespace gilt::ops {

Registers return_from_generator_slow(Thread& t, Registers r, Value value) {
  Frame* frame = r.frame;
  Frame* caller = frame->caller;
  bool entry = (frame->flags & Frame::kEntry) != 0;
  frame->sp = r.sp;
  if (entry) *frame->generator->returned = true;
  finish_generator(t, frame->generator);
  t.recursion_depth--;
  t.frame = caller;
  if (entry) {
    r.frame = nullptr;
    r.result = value;
    return r;
  }
  r.frame = caller;
  r.ip = caller->ip;
  r.sp = caller->sp;
  Instr waiting = r.ip[-1];
  if (waiting.op() == Opcode::FOR_ITER) {  // the loop is over
    decref(t, value);
    r.ip = caller->code->instrs + waiting.arg() + 1;
  } else {  // SEND: the value of the yield from
    *r.sp++ = StackRef::owned(value);
    r.ip = caller->code->instrs + waiting.arg();
  }
  return r;
}

Ref send_slow(Thread& t, Value receiver, Value value, Ref* returned) {
  if (is_generator(receiver)) {
    return generator_send(t, receiver.as<GeneratorObject>(), Ref::copy(t, value).release(),
                          returned);
  }
  // Not iter_next(): the value of a StopIteration is wanted.
  auto* next = type_of(t, receiver)->slots.next.get();
  Ref yielded = value.is_none() && next != nullptr
                    ? next(t, receiver)
                    : call_method(t, receiver, names(t).send, CallArgs(&value, 1));
  if (yielded) return yielded;
  if (!pending(t)) {
    *returned = Ref::none();
  } else if (pending_is(t, Exc::kStopIteration)) {
    Ref stop = take_pending(t);
    *returned = exception_field(t, stop, stop_iteration::kValue);
  }
  return Ref();
}

Ref cleanup_throw_slow(Thread& t, Value exception) {
  if (is_exception_of(t, exception, Exc::kStopIteration)) {
    return exception_field(t, exception, stop_iteration::kValue);
  }
  set_pending(t, Ref::copy(t, exception));
  return Ref();
}

Ref get_awaitable_slow(Thread& t, Value v, uint32_t arg) {
  if (is_generator(v) && v.as<GeneratorObject>()->is_coroutine) {
    auto* coroutine = v.as<GeneratorObject>();
    if (generator_delegate(t, coroutine)) {
      return raise(t, Exc::kRuntimeError, "coroutine is being awaited already");
    }
    return Ref::copy(t, v);
  }
  Type* type = type_of(t, v);
  if (!type->slots.await) {
    const char* place = arg == 1 ? "'async with' received an object from __aenter__ that does not "
                                   "implement __await__: "
                        : arg == 2 ? "'async with' received an object from __aexit__ that does not "
                                     "implement __await__: "
                                   : "";
    if (*place != '\0') {
      return raise(t, Exc::kTypeError, fmt::format("{}{}", place, type_name(t, v)));
    }
    return raise(t, Exc::kTypeError, fmt::format("'{}' object can't be awaited", type_name(t, v)));
  }
  Ref iterator = GILT_TRY(type->slots.await(t, v));
  if (!type_of(t, iterator)->slots.next) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("__await__() returned non-iterator of type '{}'", type_name(t, iterator)));
  }
  return iterator;
}

Ref get_async_iter_slow(Thread& t, Value v) {
  Type* type = type_of(t, v);
  if (!type->slots.async_iter) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'async for' requires an object with __aiter__ method, got {}",
                             type_name(t, v)));
  }
  Ref iterator = GILT_TRY(type->slots.async_iter(t, v));
  if (!type_of(t, iterator)->slots.async_next) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'async for' received an object from __aiter__ that does not "
                             "implement __anext__: {}",
                             type_name(t, iterator)));
  }
  return iterator;
}

Ref get_async_next_slow(Thread& t, Value v) {
  Type* type = type_of(t, v);
  if (!type->slots.async_next) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'async for' requires an iterator with __anext__ method, got {}",
                             type_name(t, v)));
  }
  Ref awaitable = GILT_TRY(type->slots.async_next(t, v));
  return get_awaitable_slow(t, awaitable, 0);
}

}  // namespace gilt::ops
