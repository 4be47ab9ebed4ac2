#include "vm/types/generator.h"

#include <fmt/format.h>

#include <algorithm>

#include "vm/call.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/exception.h"
#include "vm/types/frame_object.h"
#include "vm/types/str.h"
#include "vm/types/traceback.h"
#include "vm/unraisable.h"

namespace gilt {
namespace {

const char* kind_of(const GeneratorObject* g) {
  return g->is_coroutine ? "coroutine" : "generator";
}

GeneratorObject* self_of(Value v) { return v.as<GeneratorObject>(); }

// Null without an exception becomes StopIteration(value).
Ref or_stop_iteration(Thread& t, Ref yielded, const Ref& returned) {
  if (yielded || pending(t)) return yielded;
  if (!returned || returned.get().is_none())
    return raise_object(t, Ref::copy(t, exception_type(t, Exc::kStopIteration)));
  return raise_value(t, Exc::kStopIteration, returned);
}

// Runs a generator that was claimed and resumed, to its next yield (a value), its return (null, the
// value in *returned if given) or an exception (null and pending).
Ref run_resumed(Thread& t, GeneratorObject* g, Ref* returned) {
  // run_frame() enters a frame anew: give back what resume_generator() did to the thread.
  Frame* frame = &g->frame;
  t.frame = frame->caller;
  t.recursion_depth--;
  bool has_returned = false;
  g->returned = &has_returned;
  Ref result = run_frame(t, frame);
  if (!has_returned) return result;
  if (returned != nullptr) *returned = std::move(result);
  return Ref();
}

// Keeps a created or suspended generator as it is while somebody looks at its frame.
class Look {
 public:
  Look(Thread& t, GeneratorObject* g) : g_(g), state_(g->state.load(std::memory_order_relaxed)) {
    while (state_ != GeneratorState::kRunning && state_ != GeneratorState::kFinished) {
      if (state_ == GeneratorState::kLookedAt) {
        t.host().yield();
        state_ = g->state.load(std::memory_order_relaxed);
        // acquire: pairs with the release in suspend_generator, so that we see the frame as it was left
      } else if (g->state.compare_exchange_weak(state_, GeneratorState::kLookedAt,
                                                std::memory_order_acquire)) {
        holds_ = true;
        return;
      }
    }
  }
  ~Look() {
    // release: our reads of the frame come before the next owner's writes
    if (holds_) g_->state.store(state_, std::memory_order_release);
  }
  Look(const Look&) = delete;
  Look& operator=(const Look&) = delete;

  GeneratorState state() const { return state_; }
  bool holds() const { return holds_; }

 private:
  GeneratorObject* g_;
  GeneratorState state_;
  bool holds_ = false;
};

bool runs_it(Thread& t, const GeneratorObject* g) {
  for (const Frame* frame = t.frame; frame != nullptr; frame = frame->caller) {
    if (frame == &g->frame) return true;
  }
  return false;
}

// The delegate of a generator whose frame the caller may read.
Value delegate_in_frame(const Frame& frame) {
  // The RESUME that comes next says that it is in a yield from or await; the iterator is on top.
  Instr next = *frame.ip;
  if (next.op() != Opcode::RESUME || (next.arg() & kResumePointMask) < 2) return Value();
  return frame.sp[-1].value();
}

// Closes what the generator delegates to: sub.close(), if it has that.
bool close_delegate(Thread& t, Value delegate) {
  if (is_generator(delegate)) {
    return static_cast<bool>(call_method(t, delegate, names(t).close));
  }
  Ref close = get_attr_or_null(t, delegate, names(t).close);
  if (!close) return !pending(t);
  return static_cast<bool>(call(t, close));
}

// Raises `exception` at the yield that the claimed generator is suspended in.
Ref throw_into_frame(Thread& t, GeneratorObject* g, Ref exception, Ref* returned) {
  Ref self = Ref::copy(t, g);
  resume_generator(t, g, t.frame, Value::none());
  g->frame.flags |= Frame::kEntry;
  raise_object(t, std::move(exception));  // its context is what the generator is handling
  add_traceback(t, &g->frame);
  return run_resumed(t, g, returned);
}

Ref close_generator(Thread& t, GeneratorObject* g) {
  GeneratorState was;
  if (!claim_generator(t, g, &was)) return Ref();
  if (was == GeneratorState::kFinished) return Ref::none();
  if (was == GeneratorState::kCreated) {
    finish_generator(t, g);
    return Ref::none();
  }
  Ref delegate = Ref::copy(t, delegate_in_frame(g->frame));
  if (delegate && !close_delegate(t, delegate)) {
    Ref error = take_pending(t);
    Ref result = throw_into_frame(t, g, std::move(error), nullptr);
    if (result)
      return raise(t, Exc::kRuntimeError, fmt::format("{} ignored GeneratorExit", kind_of(g)));
    if (!pending(t)) return Ref::none();
    return Ref();
  }
  Ref exit =
      GILT_TRY(instantiate_exception(t, Value::from(exception_type(t, Exc::kGeneratorExit))));
  Ref returned;
  Ref yielded = throw_into_frame(t, g, std::move(exit), &returned);
  if (yielded) {
    return raise(t, Exc::kRuntimeError, fmt::format("{} ignored GeneratorExit", kind_of(g)));
  }
  if (!pending(t)) return returned ? std::move(returned) : Ref::none();
  if (clear_if(t, Exc::kStopIteration) || clear_if(t, Exc::kGeneratorExit)) return Ref::none();
  return Ref();
}

// throw(): an exception, a class, or (deprecated) class, value, traceback.
Ref exception_to_throw(Thread& t, Args args) {
  Value type = args[1];
  Value value = args[2];
  if (is_exception(t, type)) return Ref::copy(t, type);
  if (is_exception_class(t, type)) {
    if (value && is_exception(t, value)) return Ref::copy(t, value);
    Ref made = value && !value.is_none() ? instantiate_exception(t, type, {value})
                                         : instantiate_exception(t, type);
    return made ? std::move(made) : take_pending(t);  // what making it raised is thrown instead
  }
  return raise(t, Exc::kTypeError,
               fmt::format("exceptions must be classes or instances deriving from BaseException, "
                           "not {}",
                           type_name(t, type)));
}

// --- methods

Ref generator_next(Thread& t, Value self) {
  Ref returned;
  Ref yielded = generator_send(t, self_of(self), Value::none(), &returned);
  if (yielded || pending(t) || !returned || returned.get().is_none()) return yielded;
  return raise_value(t, Exc::kStopIteration, returned);
}

Ref method_send(Thread& t, Args args) {
  Ref returned;
  Ref yielded = generator_send(t, self_of(args[0]), Ref::copy(t, args[1]).release(), &returned);
  return or_stop_iteration(t, std::move(yielded), returned);
}

Ref method_throw(Thread& t, Args args) {
  Ref exception = GILT_TRY(exception_to_throw(t, args));
  Ref returned;
  Ref yielded = generator_throw(t, self_of(args[0]), std::move(exception), &returned);
  return or_stop_iteration(t, std::move(yielded), returned);
}

Ref method_close(Thread& t, Args args) { return close_generator(t, self_of(args[0])); }

Ref generator_repr(Thread& t, Value self) {
  return make_str(t, fmt::format("<{} object {} at {:#x}>", kind_of(self_of(self)),
                                 str_view(self_of(self)->qualname.load()), identity(t, self)));
}

Ref generator_iter(Thread& t, Value self) { return Ref::copy(t, self); }

void finalize_generator(Thread& t, Object* object) {
  auto* g = static_cast<GeneratorObject*>(object);
  GeneratorState state = g->state.load(std::memory_order_relaxed);
  if (state == GeneratorState::kCreated || state == GeneratorState::kSuspended) {
    finish_generator(t, g);
  }
  decref(t, g->name.exchange(Value()));
  decref(t, g->qualname.exchange(Value()));
  decref(t, g->code);
}

void traverse_generator(Object* object, Visitor visit, void* arg) {
  auto* g = static_cast<GeneratorObject*>(object);
  if (g->code) visit(g->code, arg);
  visit(g->name.load(), arg);
  visit(g->qualname.load(), arg);
  if (g->handled.exception) visit(g->handled.exception, arg);
  GeneratorState state = g->state.load(std::memory_order_relaxed);
  if (state == GeneratorState::kFinished) return;
  for (StackRef* slot = g->frame.slots; slot < g->frame.sp; slot++) {
    if (!slot->is_null() && !slot->is_borrowed()) visit(slot->value(), arg);
  }
  if (g->frame.function.value() && !g->frame.function.is_borrowed()) {
    visit(g->frame.function.value(), arg);
  }
}

// The destructor of a suspended generator runs its finally blocks: it is closed.
Ref method_del(Thread& t, Args args) {
  GeneratorObject* g = self_of(args[0]);
  if (g->is_coroutine && g->state.load(std::memory_order_relaxed) == GeneratorState::kCreated) {
    return Ref::none();
  }
  return close_generator(t, g);
}

Ref get_running(Thread&, Value self) {
  return Ref::boolean(self_of(self)->state.load(std::memory_order_relaxed) ==
                      GeneratorState::kRunning);
}
Ref get_suspended(Thread& t, Value self) {
  return Ref::boolean(Look(t, self_of(self)).state() == GeneratorState::kSuspended);
}
Ref get_yield_from(Thread& t, Value self) {
  Ref delegate = generator_delegate(t, self_of(self));
  return delegate ? std::move(delegate) : Ref::none();
}
// A snapshot; None once it is finished.
Ref get_frame(Thread& t, Value self) {
  GeneratorObject* g = self_of(self);
  if (runs_it(t, g)) return make_frame_object(t, &g->frame);
  FrameView view;
  {
    Look look(t, g);
    if (look.state() == GeneratorState::kFinished) return Ref::none();
    if (!look.holds()) {
      return raise(
          t, Exc::kNotImplementedError,
          fmt::format("gilt does not show the frame of a {} that another thread is executing",
                      kind_of(g)));
    }
    view = FrameView(t, g->frame);
  }
  return make_frame_object(t, view);
}
Ref get_code(Thread& t, Value self) { return Ref::copy(t, self_of(self)->code); }
Ref get_name(Thread& t, Value self) { return read_slot(t, self_of(self)->name); }
Ref get_qualname(Thread& t, Value self) { return read_slot(t, self_of(self)->qualname); }

template <Slot GeneratorObject::*Member>
bool set_text(Thread& t, Value self, Value value) {
  if (!value || !is_str(t, value)) {
    const char* which = Member == &GeneratorObject::name ? "__name__" : "__qualname__";
    return raise(t, Exc::kTypeError, fmt::format("{} must be set to a string object", which));
  }
  assign_slot(t, self_of(self)->*Member, Ref::copy(t, value));
  return true;
}

constexpr MethodRow kMethods[] = {
    method<"send", method_send>("(value, /)", "Go on with value as the result of the yield."),
    method<"throw", method_throw>("(type, value=None, traceback=None, /)",
                                  "Raise an exception at the yield."),
    method<"close", method_close>("()", "Raise GeneratorExit at the yield."),
    method<"__del__", method_del>("()", "Close the generator when it is destroyed."),
};
constexpr AttributeRow kNames[] = {
    attribute<"__name__", get_name, set_text<&GeneratorObject::name>>("name"),
    attribute<"__qualname__", get_qualname, set_text<&GeneratorObject::qualname>>("qualified name"),
};
constexpr AttributeRow kGeneratorAttributes[] = {
    attribute<"gi_running", get_running>("is it executing?"),
    attribute<"gi_suspended", get_suspended>("is it at a yield?"),
    attribute<"gi_yieldfrom", get_yield_from>("the iterator of its yield from, or None"),
    attribute<"gi_frame", get_frame>("frame, or None when it is finished"),
    attribute<"gi_code", get_code>("code object"),
};
constexpr AttributeRow kCoroutineAttributes[] = {
    attribute<"cr_running", get_running>("is it executing?"),
    attribute<"cr_suspended", get_suspended>("is it suspended?"),
    attribute<"cr_await", get_yield_from>("what it awaits, or None"),
    attribute<"cr_frame", get_frame>("frame, or None when it is finished"),
    attribute<"cr_code", get_code>("code object"),
};

void init_common(Thread& t, Type& type) {
  type.instance_size = sizeof(GeneratorObject);
  type.instance_layout = Layout::kGenerator;
  type.slots.finalize = finalize_generator;
  type.slots.traverse = traverse_generator;
  type.slots.repr = generator_repr;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kNames);
  type.flags_bits.fetch_or(Type::kHasFinalizer, std::memory_order_relaxed);
}

}  // namespace

Ref make_generator(Thread& t, Frame* frame) {
  CodeObject* code = frame->code;
  bool coroutine = code->has(kCoCoroutine);
  if (code->has(kCoAsyncGenerator)) {
    return raise(t, Exc::kNotImplementedError, "gilt does not support async generators yet");
  }
  size_t words = static_cast<size_t>(code->frame_words) - kFrameHeaderWords;
  auto* g = GILT_TRY(allocate<GeneratorObject>(
      t, coroutine ? types(t).coroutine : types(t).generator, Layout::kGenerator, words * 8));
  g->is_coroutine = coroutine;
  auto* function = frame->function.value().as<FunctionObject>();
  g->name.store(read_slot(t, function->name).release());
  g->qualname.store(read_slot(t, function->qualname).release());
  g->code = Ref::copy(t, code).release();
  g->frame.code = code;
  g->frame.function = StackRef::owned(frame->function.steal(t));
  g->frame.globals = frame->globals;
  g->frame.builtins = frame->builtins;
  g->frame.locals = frame->locals;
  g->frame.ip = frame->ip;
  g->frame.caller = nullptr;
  g->frame.generator = g;
  g->frame.flags = 0;
  // The caller will not outlive the generator's use of its arguments.
  StackRef* to = g->frame.slots;
  for (StackRef* from = frame->slots; from < frame->sp; from++) {
    *to++ = StackRef::owned(from->steal(t));
  }
  g->frame.sp = to;
  return Ref::take(t, g);
}

bool claim_generator(Thread& t, GeneratorObject* g, GeneratorState* was) {
  GeneratorState& state = *was;
  state = g->state.load(std::memory_order_relaxed);
  while (true) {
    if (state == GeneratorState::kFinished) return true;
    if (state == GeneratorState::kRunning) {
      return raise(t, Exc::kValueError, fmt::format("{} already executing", kind_of(g)));
    }
    if (state == GeneratorState::kLookedAt) {
      t.host().yield();
      state = g->state.load(std::memory_order_relaxed);
      continue;
    }
    // acquire: pairs with the release in suspend_generator, so that we see the frame as it was left
    if (g->state.compare_exchange_weak(state, GeneratorState::kRunning,
                                       std::memory_order_acquire)) {
      return true;
    }
  }
}

Frame* resume_generator(Thread& t, GeneratorObject* g, Frame* caller, Value sent) {
  Frame* frame = &g->frame;
  frame->caller = caller;
  frame->flags = 0;
  *frame->sp++ = StackRef::owned(sent);
  g->handled.previous = t.handled;
  t.handled = &g->handled;
  t.frame = frame;
  t.recursion_depth++;
  return frame;
}

void suspend_generator(Thread& t, GeneratorObject* g) {
  t.handled = g->handled.previous;
  t.frame = g->frame.caller;
  t.recursion_depth--;
  // release: pairs with the acquire in claim_generator
  g->state.store(GeneratorState::kSuspended, std::memory_order_release);
}

void finish_generator(Thread& t, GeneratorObject* g) {
  GeneratorState state = g->state.load(std::memory_order_relaxed);
  if (state == GeneratorState::kRunning && t.handled == &g->handled) {
    t.handled = g->handled.previous;
  }
  Value handled = std::exchange(g->handled.exception, Value());
  g->state.store(GeneratorState::kFinished, std::memory_order_release);
  clear_frame(t, &g->frame, g->frame.sp);
  g->frame.sp = g->frame.slots;
  g->frame.function = StackRef();
  decref(t, handled);
}

Ref generator_send(Thread& t, GeneratorObject* g, Value sent, Ref* returned) {
  Ref value = Ref::take(t, sent);
  GeneratorState was;
  if (!claim_generator(t, g, &was)) return Ref();
  if (was == GeneratorState::kCreated && !sent.is_none()) {
    g->state.store(was, std::memory_order_release);
    return raise(t, Exc::kTypeError,
                 fmt::format("can't send non-None value to a just-started {}", kind_of(g)));
  }
  if (was == GeneratorState::kFinished) {
    if (g->is_coroutine) {
      return raise(t, Exc::kRuntimeError, "cannot reuse already awaited coroutine");
    }
    if (returned != nullptr) *returned = Ref::none();
    return Ref();
  }
  Ref self = Ref::copy(t, g);
  resume_generator(t, g, t.frame, value.release());
  return run_resumed(t, g, returned);
}

Ref generator_delegate(Thread& t, GeneratorObject* g) {
  Look look(t, g);
  if (look.state() != GeneratorState::kSuspended) return Ref();
  return Ref::copy(t, delegate_in_frame(g->frame));
}

Ref generator_throw(Thread& t, GeneratorObject* g, Ref exception, Ref* returned) {
  GeneratorState was;
  if (!claim_generator(t, g, &was)) return Ref();
  if (was != GeneratorState::kSuspended) {
    if (was == GeneratorState::kCreated) finish_generator(t, g);
    raise_object(t, std::move(exception));
    return Ref();
  }
  Ref delegate = Ref::copy(t, delegate_in_frame(g->frame));
  if (!delegate) return throw_into_frame(t, g, std::move(exception), returned);
  if (is_exception_of(t, exception, Exc::kGeneratorExit)) {
    if (!close_delegate(t, delegate)) exception = take_pending(t);
    return throw_into_frame(t, g, std::move(exception), returned);
  }
  Ref value;
  Ref yielded;
  if (is_generator(delegate)) {
    yielded = generator_throw(t, delegate.as<GeneratorObject>(), std::move(exception), &value);
  } else {
    Ref method = get_attr_or_null(t, delegate, names(t).throw_);
    if (!method) {
      if (pending(t)) exception = take_pending(t);
      return throw_into_frame(t, g, std::move(exception), returned);
    }
    yielded = call(t, method, {exception});
    if (!yielded && pending_is(t, Exc::kStopIteration)) {
      Ref stop = take_pending(t);
      value = exception_field(t, stop, stop_iteration::kValue);
    }
  }
  if (yielded) {
    g->state.store(GeneratorState::kSuspended, std::memory_order_release);
    return yielded;
  }
  if (!value) return throw_into_frame(t, g, take_pending(t), returned);
  // The delegate has returned `value`: CLEANUP_THROW takes it from a StopIteration.
  raise_value(t, Exc::kStopIteration, value);
  return throw_into_frame(t, g, take_pending(t), returned);
}

void init_generator_type(Thread& t, Type& type) {
  init_common(t, type);
  type.slots.iter = generator_iter;
  type.slots.next = generator_next;
  add_attributes(t, type, kGeneratorAttributes);
}

void init_coroutine_type(Thread& t, Type& type) {
  init_common(t, type);
  type.slots.await = generator_iter;
  type.slots.next = generator_next;
  add_attributes(t, type, kCoroutineAttributes);
}

}  // namespace gilt
