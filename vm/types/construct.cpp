#include "vm/types/construct.h"

#include <fmt/format.h>

#include <vector>

#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

std::string name_of(Type* type) { return std::string(str_view(type->name.load())); }

// "Can't instantiate abstract class C without an implementation for abstract method 'f'"
Failed raise_abstract(Thread& t, Type* cls) {
  Ref methods = GILT_TRY(get_attr(t, Value::from(cls), names(t).abstractmethods));
  Ref list = GILT_TRY(list_from_iterable(t, methods));
  GILT_TRY(list_sort(t, list.as<ListObject>(), Value(), false));
  std::string names;
  int64_t count = list_size(list.as<ListObject>());
  for (int64_t i = 0; i < count; i++) {
    Ref name = GILT_TRY(list_get(t, list.as<ListObject>(), i));
    names += fmt::format("{}'{}'", i == 0 ? "" : ", ", str_view(name));
  }
  return raise(t, Exc::kTypeError,
               fmt::format("Can't instantiate abstract class {} without an implementation for "
                           "abstract method{} {}",
                           name_of(cls), count == 1 ? "" : "s", names));
}

// The arguments of the Python-level call `Base.__new__(cls, *rest, **keywords)`.
Ref construct_function(Thread& t, Args args) {
  Type* owner = args[0].as<Type>();
  auto* positional = args[1].as<TupleObject>();
  std::string base = owner->native_name;
  if (positional->size == 0) {
    return raise(t, Exc::kTypeError, fmt::format("{}.__new__(): not enough arguments", base));
  }
  Value first = positional->items()[0];
  if (!is_instance_of(t, first, Type::kType)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("{}.__new__(X): X is not a type object ({})", base, type_name(t, first)));
  }
  Type* cls = first.as<Type>();
  if (!cls->is_subtype_of(owner)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}.__new__({}): {} is not a subtype of {}", base, name_of(cls),
                             name_of(cls), base));
  }
  // The nearest built-in base knows the layout; nobody else may make the instance.
  Type* native = cls;
  while (native->has(Type::kHeap)) native = native->base;
  if (native != owner && native->slots.construct.get() != owner->slots.construct.get()) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}.__new__({}) is not safe, use {}.__new__()", base, name_of(cls),
                             native->native_name));
  }
  auto rest = positional->items().subspan(1);
  std::vector<Value> values(rest.begin(), rest.end());
  std::vector<Value> keywords;
  std::vector<Ref> kept;
  if (args[2]) {
    size_t position = 0;
    Ref key, value;
    while (dict_next(t, args[2].as<DictObject>(), &position, &key, &value)) {
      keywords.push_back(key);
      values.push_back(value);
      kept.push_back(std::move(key));
      kept.push_back(std::move(value));
    }
  }
  Ref keyword_names;
  if (!keywords.empty()) keyword_names = GILT_TRY(make_tuple(t, std::span<const Value>(keywords)));
  CallArgs call_args(values.data(), rest.size(),
                     keyword_names ? keyword_names.as<TupleObject>() : nullptr);
  return owner->slots.construct(t, cls, call_args);
}

constexpr MethodRow kConstructRow = {
    "__new__",
    construct_function,
    Binding::kStatic,
    Locks::kNone,
    Polls::kYes,
    "(*args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature."};

}  // namespace

Ref object_construct(Thread& t, Type* cls, CallArgs args) {
  if (args.total() != 0) {
    if (cls->slots.construct.get() != object_construct) {
      return raise(t, Exc::kTypeError,
                   "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (cls->slots.init.get() == object_init) {
      return raise(t, Exc::kTypeError, fmt::format("{}() takes no arguments", name_of(cls)));
    }
  }
  if (cls->has(Type::kAbstract)) return raise_abstract(t, cls);
  return Ref::take(t, allocate_instance(t, cls));
}

bool object_init(Thread& t, Value self, CallArgs args) {
  if (args.total() == 0) return true;
  Type* cls = type_of(t, self);
  if (cls->slots.init.get() != object_init) {
    return raise(t, Exc::kTypeError,
                 "object.__init__() takes exactly one argument (the instance to initialize)");
  }
  if (cls->slots.construct.get() == object_construct) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("{}.__init__() takes exactly one argument (the instance to initialize)",
                    name_of(cls)));
  }
  return true;
}

Ref call_type(Thread& t, Value cls, CallArgs args) {
  Type* type = cls.as<Type>();
  if (type == types(t).type) {
    if (args.positional == 1 && args.keyword_count() == 0) {
      return Ref::copy(t, type_of(t, args.values[0]));
    }
    if (args.positional != 3) {
      return raise(t, Exc::kTypeError, "type() takes 1 or 3 arguments");
    }
  }
  if (!type->slots.construct) {
    return raise(t, Exc::kTypeError,
                 fmt::format("cannot create '{}' instances",
                             type->native_name ? type->native_name : name_of(type)));
  }
  Ref object = GILT_TRY(type->slots.construct(t, type, args));
  Type* made = type_of(t, object);
  if (made != type && !made->is_subtype_of(type)) return object;
  if (made->slots.init && !made->slots.init(t, object, args)) return Ref();
  return object;
}

Ref make_construct_function(Thread& t, Type& type) {
  Ref f = GILT_TRY(make_native_function(t, kConstructRow, Value::from(&type)));
  f.as<NativeFunction>()->takes_self = true;  // values[0] is the type
  return f;
}

bool is_construct_function(Value v) {
  return is_native_function(v) && v.as<NativeFunction>()->function == construct_function;
}

}  // namespace gilt
