#include "vm/call.h"

#include <fmt/format.h>

#include "vm/frame.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

size_t CallArgs::keyword_count() const { return keywords != nullptr ? keywords->size : 0; }
Value CallArgs::keyword_name(size_t i) const { return (*keywords)[i]; }

Ref call(Thread& t, Value callable, CallArgs args) {
  if (callable.is_object()) {
    if (callable.object()->layout == Layout::kFunction) {
      return call_function(t, callable.as<FunctionObject>(), args);
    }
    if (callable.object()->layout == Layout::kNative) return call_native(t, callable, args);
  }
  Type* type = type_of(t, callable);
  if (!type->slots.call) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object is not callable", type_name(t, callable)));
  }
  if (native_stack_exhausted(t, " while calling a Python object")) return Ref();
  return type->slots.call(t, callable, args);
}

Ref call_method(Thread& t, Value object, Value name, CallArgs args) {
  Ref method = GILT_TRY(get_attr(t, object, name));
  return call(t, method, args);
}

Ref call_method(Thread& t, Value object, std::string_view name, std::initializer_list<Value> args) {
  Ref method = GILT_TRY(get_attr(t, object, name));
  return call(t, method, CallArgs(args.begin(), args.size()));
}

Ref call_function(Thread& t, FunctionObject* function, CallArgs args) {
  Frame* frame = GILT_TRY(make_call_frame(t, function, args));
  return run_frame(t, frame);
}

Ref call_with_self(Thread& t, Value callable, Value self, CallArgs args) {
  std::vector<Value> values(args.total() + 1);
  values[0] = self;
  std::copy_n(args.values, args.total(), values.begin() + 1);
  return call(t, callable, CallArgs(values.data(), args.positional + 1, args.keywords));
}

// --- f(*args, **kwargs)

namespace {

std::string callable_text(Thread& t, Value callable) {
  Ref name = get_attr_or_null(t, callable, names(t).qualname);
  if (!name || !is_str(t, name)) {
    if (pending(t)) clear_pending(t);
    return type_name(t, callable) + " object";
  }
  std::string text = std::string(str_view(name)) + "()";
  Ref module = get_attr_or_null(t, callable, names(t).module);
  if (!module && pending(t)) clear_pending(t);
  if (!module || !is_str(t, module) || str_view(module) == "builtins") return text;
  return fmt::format("{}.{}", str_view(module), text);
}

}  // namespace

CallArgs UnpackedArguments::args() const {
  size_t positional = positional_.as<TupleObject>()->size;
  return CallArgs(values_.data(), positional, names_ ? names_.as<TupleObject>() : nullptr);
}

bool unpack_arguments(Thread& t, Value callable, Value args, Value kwargs, UnpackedArguments* out) {
  if (is_exact_tuple(args)) {
    out->positional_ = Ref::copy(t, args);
  } else {
    Type* type = type_of(t, args);
    if (!type->slots.iter && !type->slots.get_item) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{} argument after * must be an iterable, not {}",
                               callable_text(t, callable), type_name(t, args)));
    }
    out->positional_ = GILT_TRY(tuple_from_iterable(t, args));
  }
  auto positional = out->positional_.as<TupleObject>()->items();
  out->values_.assign(positional.begin(), positional.end());
  if (!kwargs) return true;

  Ref dict;
  if (is_exact_dict(kwargs)) {
    dict = Ref::copy(t, kwargs);
  } else {
    dict = GILT_TRY(empty_dict(t));
    if (!dict_merge_unique(t, dict.as<DictObject>(), kwargs, callable)) return false;
  }
  size_t count = static_cast<size_t>(dict_size(dict.as<DictObject>()));
  if (count == 0) return true;
  Ref keys = GILT_TRY(empty_list(t, count));
  Ref values = GILT_TRY(empty_list(t, count));
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, dict.as<DictObject>(), &position, &key, &value)) {
    if (!is_str(t, key)) return raise(t, Exc::kTypeError, "keywords must be strings");
    if (!list_append(t, keys.as<ListObject>(), std::move(key))) return false;
    if (!list_append(t, values.as<ListObject>(), std::move(value))) return false;
  }
  out->names_ = GILT_TRY(list_as_tuple(t, keys.as<ListObject>()));
  out->keywords_ = GILT_TRY(list_as_tuple(t, values.as<ListObject>()));
  for (Value v : out->keywords_.as<TupleObject>()->items()) out->values_.push_back(v);
  return true;
}

Ref execute(Thread& t, Value code, Value globals, Value locals) {
  Ref function = GILT_TRY(make_function(t, code.as<CodeObject>(), globals.as<DictObject>()));
  Frame* frame = GILT_TRY(make_call_frame(t, function.as<FunctionObject>(), CallArgs()));
  if (!code.as<CodeObject>()->has(kCoNewlocals)) frame->locals = Ref::copy(t, locals).release();
  return run_frame(t, frame);
}

}  // namespace gilt
