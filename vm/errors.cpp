#include "vm/errors.h"

#include <cstring>
#include <utility>

#include "vm/operations.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

// The exception that the code of this thread is handling, or no value; borrowed from the thread.
Value handled_exception(Thread& t) {
  for (HandledException* h = t.handled; h != nullptr; h = h->previous) {
    if (h->exception && !h->exception.is_none()) return h->exception;
  }
  return {};
}

// Sets __context__ to the exception being handled. If the new exception is already part of that
// one's chain of contexts, the chain is cut there, so that chains have no cycles.
void chain_context(Thread& t, Value raised) {
  Value handled = handled_exception(t);
  if (!handled || handled == raised) return;
  Ref at = Ref::copy(t, handled);
  Ref slow = at.duplicate();  // Floyd: a cycle may exist already (made by assigning __context__)
  for (bool step = false;; step = !step) {
    Ref context = read_slot(t, at.as<ExceptionObject>()->context);
    if (!context) break;
    if (context.get() == raised) {
      assign_slot(t, at.as<ExceptionObject>()->context, Ref());
      break;
    }
    at = std::move(context);
    if (at.get() == slow.get()) break;
    if (step) slow = read_slot(t, slow.as<ExceptionObject>()->context);
    if (!slow) break;
  }
  assign_slot(t, raised.as<ExceptionObject>()->context, Ref::copy(t, handled));
}

Failed raise_instance(Thread& t, Ref exception) {
  chain_context(t, exception.get());
  set_pending(t, std::move(exception));
  return {};
}

bool matches_one(Thread& t, Type* raised, Value operand) {
  return is_exception_class(t, operand) && raised->is_subtype_of(operand.as<Type>());
}

}  // namespace

Type* exception_type(Thread& t, Exc which) {
  return t.runtime.exceptions[static_cast<size_t>(which)];
}

Failed raise(Thread& t, Exc which, std::string_view message) {
  Ref text = make_str(t, message);
  if (!text) return {};
  return raise_value(t, which, text);
}

Failed raise_value(Thread& t, Exc which, Value argument) {
  Ref exception = instantiate_exception(t, Value::from(exception_type(t, which)), {&argument, 1});
  if (!exception) return {};
  return raise_instance(t, std::move(exception));
}

Failed raise_object(Thread& t, Ref exception) {
  if (is_exception_class(t, exception)) {
    Ref made = instantiate_exception(t, exception);
    if (!made) return {};
    return raise_instance(t, std::move(made));
  }
  if (!is_exception(t, exception)) {
    return raise(t, Exc::kTypeError, "exceptions must derive from BaseException");
  }
  return raise_instance(t, std::move(exception));
}

Failed raise_no_memory(Thread& t) {
  if (t.raising_memory_error) {
    // No memory even for the exception: the one that the runtime keeps for this.
    set_pending(t, Ref::copy(t, t.runtime.last_memory_error));
    return {};
  }
  t.raising_memory_error = true;
  Ref exception = instantiate_exception(t, Value::from(exception_type(t, Exc::kMemoryError)));
  t.raising_memory_error = false;
  if (!exception) return {};
  return raise_instance(t, std::move(exception));
}

Failed raise_os_error(Thread& t, int error, std::string_view filename) {
  Ref text = make_str(t, std::string_view(strerror(error)));
  if (!text) return {};
  Ref name = filename.empty() ? Ref::none() : make_str(t, filename);
  if (!name) return {};
  Value args[] = {Value::small_int(error), text, name};
  Ref exception = instantiate_exception(t, Value::from(exception_type(t, Exc::kOSError)),
                                        {args, filename.empty() ? size_t{2} : size_t{3}});
  if (!exception) return {};
  return raise_instance(t, std::move(exception));
}

bool pending_is(Thread& t, Exc which) { return is_exception_of(t, t.exception, which); }

Ref take_pending(Thread& t) { return Ref::take(t, std::exchange(t.exception, Value())); }

void set_pending(Thread& t, Ref exception) {
  Value old = std::exchange(t.exception, exception.release());
  decref(t, old);
}

void clear_pending(Thread& t) { set_pending(t, Ref()); }

bool clear_if(Thread& t, Exc which) {
  if (!pending(t) || !pending_is(t, which)) return false;
  clear_pending(t);
  return true;
}

std::string type_name(Thread& t, Value v) {
  Type* type = type_of(t, v);
  // As tp_name: with the module for types that CPython has in C, the bare name for those of Python.
  std::string_view native = type->native_name != nullptr ? type->native_name : "";
  if (native.find('.') != native.npos && !native.starts_with("threading."))
    return std::string(native);
  Ref name = read_slot(t, type->name);
  return name ? std::string(str_view(name)) : std::string("?");
}

Truth exception_matches(Thread& t, Value exception, Value operand) {
  Type* raised = is_exception_class(t, exception) ? exception.as<Type>() : type_of(t, exception);
  constexpr const char* kNotAClass =
      "catching classes that do not inherit from BaseException is not allowed";
  if (is_instance_of(t, operand, Type::kTuple)) {
    for (Value item : operand.as<TupleObject>()->items()) {
      if (!is_exception_class(t, item)) return raise(t, Exc::kTypeError, kNotAClass);
    }
    for (Value item : operand.as<TupleObject>()->items()) {
      if (matches_one(t, raised, item)) return true;
    }
    return false;
  }
  if (!is_exception_class(t, operand)) return raise(t, Exc::kTypeError, kNotAClass);
  return matches_one(t, raised, operand);
}

}  // namespace gilt
