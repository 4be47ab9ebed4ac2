#include <fmt/format.h>

#include <vector>

#include "vm/call.h"
#include "vm/import.h"
#include "vm/interpreter.h"
#include "vm/memory_guard.h"
#include "vm/ops/slow.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt::ops {
namespace {

// Values of stack operands, clean of borrow marks, in a small array when they are few.
class CleanArgs {
 public:
  CleanArgs(const StackRef* args, size_t count) {
    Value* out = small_;
    if (count > kSmall) {
      large_.resize(count);
      out = large_.data();
    }
    for (size_t i = 0; i < count; i++) out[i] = args[i].value();
    data_ = out;
  }
  const Value* data() const { return data_; }

 private:
  static constexpr size_t kSmall = 8;
  Value small_[kSmall];
  std::vector<Value> large_;
  const Value* data_;
};

CallPlan plan_function(Thread& t, FunctionObject* function, CallArgs args) {
  CallPlan plan;
  plan.frame = make_call_frame(t, function, args);
  return plan;
}

// A class made by a class statement, whose instances are made by object.__new__: makes the instance
// and enters __init__ when that is a Python function. Null frame and result: not such a class.
CallPlan plan_class(Thread& t, Type* type, CallArgs args) {
  CallPlan plan;
  if (!type->has(Type::kHeap) || type_of(t, Value::from(type)) != types(t).type) return plan;
  if (type->slots.construct.get() != types(t).object->slots.construct.get()) return plan;
  if (type->has(Type::kAbstract)) return plan;
  Ref init = type_lookup(t, type, names(t).init);
  if (!init || !is_function(init)) return plan;
  Ref instance = Ref::take(t, allocate_instance(t, type));
  if (!instance) return plan;
  std::vector<Value> values(args.total() + 1);
  values[0] = instance;
  std::copy_n(args.values, args.total(), values.begin() + 1);
  plan.frame = make_call_frame(t, init.as<FunctionObject>(),
                               CallArgs(values.data(), args.positional + 1, args.keywords));
  if (plan.frame == nullptr) return plan;
  plan.frame->flags |= Frame::kConstructor;
  plan.instance = instance.release();
  return plan;
}

CallPlan plan_clean(Thread& t, Value callable, CallArgs args) {
  if (is_function(callable)) return plan_function(t, callable.as<FunctionObject>(), args);
  if (is_method(callable)) {
    auto* method = callable.as<MethodObject>();
    if (is_function(method->function)) {
      std::vector<Value> values(args.total() + 1);
      values[0] = method->self;
      std::copy_n(args.values, args.total(), values.begin() + 1);
      return plan_function(t, method->function.as<FunctionObject>(),
                           CallArgs(values.data(), args.positional + 1, args.keywords));
    }
  }
  if (callable.is_object() && callable.object()->layout == Layout::kType) {
    CallPlan plan = plan_class(t, callable.as<Type>(), args);
    if (plan.frame != nullptr || pending(t)) return plan;
  }
  CallPlan plan;
  plan.result = call(t, callable, args);
  return plan;
}

}  // namespace

Flow recursion_error_slow(Thread& t) {
  raise(t, Exc::kRecursionError, "maximum recursion depth exceeded");
  return Flow::kUnwind;
}

CallPlan plan_call_slow(Thread& t, Value callable, const StackRef* args, uint32_t count,
                        const TupleObject* keywords) {
  CleanArgs clean(args, count);
  size_t keyword_count = keywords != nullptr ? keywords->size : 0;
  return plan_clean(t, callable, CallArgs(clean.data(), count - keyword_count, keywords));
}

CallPlan plan_call_ex_slow(Thread& t, Value callable, Value args, Value kwargs) {
  CallPlan plan;
  UnpackedArguments unpacked;
  if (!unpack_arguments(t, callable, args, kwargs, &unpacked)) return plan;
  return plan_clean(t, callable, unpacked.args());
}

Ref call_native_on_stack(Thread& t, NativeFunction* function, const StackRef* args,
                         uint32_t count) {
  CleanArgs clean(args, count);
  if (calls_directly(t, function, clean.data(), count)) {
    return guard_memory(t, [&] { return function->function(t, Args(clean.data(), count)); });
  }
  return call_native(t, Value::from(function), CallArgs(clean.data(), count));
}

bool constructor_result_slow(Thread& t, Value result) {
  if (result.is_none()) return true;
  std::string type = type_name(t, result);
  decref(t, result);
  return raise(t, Exc::kTypeError, fmt::format("__init__() should return None, not '{}'", type));
}

void set_function_attribute(Thread& t, Value function, uint32_t which, Ref value) {
  auto* f = function.as<FunctionObject>();
  switch (which) {
    case kFunctionDefaults:
      assign_slot(t, f->defaults, std::move(value));
      break;
    case kFunctionKwDefaults:
      assign_slot(t, f->kw_defaults, std::move(value));
      break;
    case kFunctionAnnotations:
      assign_slot(t, f->annotations, std::move(value));
      break;
    case kFunctionClosure:
      assign_slot(t, f->closure, std::move(value));
      break;
    case kFunctionAnnotate:
      assign_slot(t, f->annotate, std::move(value));
      break;
  }
}

namespace {

// print() of the interactive prompt: sys.displayhook.
Ref display(Thread& t, Value v) {
  Ref hook = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), "displayhook");
  if (!hook) {
    if (pending(t)) return Ref();
    return raise(t, Exc::kRuntimeError, "lost sys.displayhook");
  }
  return call(t, hook, {v});
}

// from module import *
Ref import_star(Thread& t, Frame* frame, Value module) {
  Ref ns = GILT_TRY(get_attr(t, module, names(t).dict));
  Ref all = get_attr_or_null(t, module, names(t).all);
  if (!all && pending(t)) return Ref();
  bool skip_private = !all;
  Ref wanted = all ? std::move(all) : get_attr(t, module, names(t).dict);
  Ref listed = GILT_TRY(list_from_iterable(t, wanted));
  Ref snapshot = GILT_TRY(list_as_tuple(t, listed.as<ListObject>()));
  for (Value name : snapshot.as<TupleObject>()->items()) {
    if (!is_str(t, name)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("Item in module.__all__ must be str, not {}", type_name(t, name)));
    }
    if (skip_private && str_view(name).starts_with('_')) continue;
    Ref interned = GILT_TRY(intern(t, name));
    Ref value = GILT_TRY(get_attr(t, module, interned));
    if (!store_name_slow(t, frame, interned, value)) return Ref();
  }
  return Ref::none();
}

// A StopIteration that leaves a generator becomes a RuntimeError (PEP 479).
Ref stop_iteration_error(Thread& t, Frame* frame, Value exception) {
  const char* message = nullptr;
  bool coroutine = frame->code->has(kCoCoroutine);
  if (is_exception_of(t, exception, Exc::kStopIteration)) {
    message = coroutine ? "coroutine raised StopIteration" : "generator raised StopIteration";
  }
  if (message == nullptr) return Ref::copy(t, exception);
  raise(t, Exc::kRuntimeError, message);
  Ref error = take_pending(t);
  if (!set_exception_cause(t, error, exception)) return Ref();
  assign_slot(t, error.as<ExceptionObject>()->context, Ref::copy(t, exception));
  return error;
}

// --- type parameters (PEP 695): their classes are Python, in typing

Ref call_typing(Thread& t, std::string_view function, std::initializer_list<Value> args) {
  Ref typing = GILT_TRY(import_module(t, "typing"));
  return call_method(t, typing, function, args);
}

// The name of the module that the frame's code belongs to, or None.
Ref module_of(Thread& t, Frame* frame) {
  Ref name = dict_get(t, frame->globals, names(t).name);
  return name || pending(t) ? std::move(name) : Ref::none();
}

}  // namespace

Ref intrinsic1_slow(Thread& t, Frame* frame, uint32_t which, Value v) {
  switch (static_cast<Intrinsic1>(which)) {
    case Intrinsic1::Print:
      return display(t, v);
    case Intrinsic1::ImportStar:
      return import_star(t, frame, v);
    case Intrinsic1::StopIterationError:
      return stop_iteration_error(t, frame, v);
    case Intrinsic1::UnaryPositive:
      return unary_op(t, UnaryOp::kPositive, v);
    case Intrinsic1::ListToTuple:
      return list_as_tuple(t, v.as<ListObject>());
    case Intrinsic1::AsyncGenWrap:
      return raise(t, Exc::kNotImplementedError, "gilt does not support async generators yet");
    case Intrinsic1::TypeVar:
      return call_typing(t, "_intrinsic_typevar", {v});
    case Intrinsic1::ParamSpec:
      return call_typing(t, "_intrinsic_paramspec", {v});
    case Intrinsic1::TypeVarTuple:
      return call_typing(t, "_intrinsic_typevartuple", {v});
    case Intrinsic1::SubscriptGeneric:
      return call_typing(t, "_intrinsic_generic", {v});
    case Intrinsic1::TypeAlias: {
      auto parts = v.as<TupleObject>()->items();  // name, type parameters, function
      Ref module = GILT_TRY(module_of(t, frame));
      return call_typing(t, "_intrinsic_alias", {parts[0], parts[1], parts[2], module});
    }
    case Intrinsic1::Invalid:
      break;
  }
  return raise(t, Exc::kSystemError, "unknown intrinsic");
}

Ref intrinsic2_slow(Thread& t, uint32_t which, Value a, Value b) {
  switch (static_cast<Intrinsic2>(which)) {
    case Intrinsic2::PrepReraiseStar:
      return prepare_reraise_star(t, a, b);
    case Intrinsic2::TypeVarWithBound:
    case Intrinsic2::TypeVarWithConstraints: {
      Value constrained =
          Value::boolean(static_cast<Intrinsic2>(which) == Intrinsic2::TypeVarWithConstraints);
      return call_typing(t, "_intrinsic_typevar", {a, b, constrained});
    }
    case Intrinsic2::SetFunctionTypeParams:
      assign_slot(t, a.as<FunctionObject>()->type_params, Ref::copy(t, b));
      return Ref::copy(t, a);
    case Intrinsic2::SetTypeparamDefault:
      return call_typing(t, "_intrinsic_default", {a, b});
    case Intrinsic2::Invalid:
      break;
  }
  return raise(t, Exc::kSystemError, "unknown intrinsic");
}

}  // namespace gilt::ops
