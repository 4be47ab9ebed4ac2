#include "vm/types/type_attributes.h"

#include <fmt/format.h>

#include <vector>

#include "gil/mutex.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/class_layout.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/mapping_proxy.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

std::string_view name_of(Value cls) { return str_view(cls.as<Type>()->name.load()); }

DictObject* namespace_of(Thread& t, Value cls) { return type_namespace(t, *cls.as<Type>()); }

bool check_assignable(Thread& t, Value cls, Value value, const char* name) {
  if (!cls.as<Type>()->has(Type::kHeap)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("cannot set '{}' attribute of immutable type '{}'", name, name_of(cls)));
  }
  if (value) return true;
  return raise(t, Exc::kTypeError,
               fmt::format("cannot delete '{}' attribute of type '{}'", name, name_of(cls)));
}

Ref get_name(Thread& t, Value cls) { return read_slot(t, cls.as<Type>()->name); }
Ref get_qualname(Thread& t, Value cls) { return read_slot(t, cls.as<Type>()->qualname); }

bool set_name(Thread& t, Value cls, Value value) {
  if (!check_assignable(t, cls, value, "__name__")) return false;
  if (!is_str(t, value)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("can only assign string to {}.__name__, not '{}'", name_of(cls),
                             type_name(t, value)));
  }
  // Messages read the name without counting: names stay, as classes do.
  Ref interned = GILT_TRY(intern(t, value));
  cls.as<Type>()->name.store(interned.release());
  return true;
}

bool set_qualname(Thread& t, Value cls, Value value) {
  if (!check_assignable(t, cls, value, "__qualname__")) return false;
  if (!is_str(t, value)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("can only assign string to {}.__qualname__, not '{}'", name_of(cls),
                             type_name(t, value)));
  }
  Ref interned = GILT_TRY(intern(t, value));
  cls.as<Type>()->qualname.store(interned.release());
  return true;
}

bool set_module(Thread& t, Value cls, Value value) {
  if (!check_assignable(t, cls, value, "__module__")) return false;
  return type_assign(t, *cls.as<Type>(), names(t).module, value);
}

Ref get_bases(Thread& t, Value cls) { return read_slot(t, cls.as<Type>()->bases); }
Ref get_mro(Thread& t, Value cls) { return read_slot(t, cls.as<Type>()->mro); }
Ref get_base(Thread& t, Value cls) {
  Type* base = cls.as<Type>()->base;
  return base != nullptr ? Ref::copy(t, base) : Ref::none();
}

Ref collect_mro(Thread& t, Type& type) {
  Ref bases = read_slot(t, type.bases);
  return compute_mro(t, type, bases.as<TupleObject>());
}

bool set_bases(Thread& t, Value cls, Value value) {
  if (!check_assignable(t, cls, value, "__bases__")) return false;
  if (!is_instance_of(t, value, Type::kTuple)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("can only assign tuple to {}.__bases__, not {}", name_of(cls),
                             type_name(t, value)));
  }
  auto* bases = value.as<TupleObject>();
  if (bases->size == 0) {
    return raise(t, Exc::kTypeError,
                 fmt::format("can only assign non-empty tuple to {}.__bases__, "
                             "not ()",
                             name_of(cls)));
  }
  return assign_bases(t, *cls.as<Type>(), value);
}

Ref get_dict(Thread& t, Value cls) {
  return make_mapping_proxy(t, Value::from(namespace_of(t, cls)));
}

Ref get_doc(Thread& t, Value cls) {
  Ref doc = dict_get(t, namespace_of(t, cls), names(t).doc);
  if (!doc) return pending(t) ? Ref() : Ref::none();
  auto* get = type_of(t, doc)->slots.descriptor_get.get();
  return get != nullptr ? get(t, doc, Value(), cls) : std::move(doc);
}

bool set_doc(Thread& t, Value cls, Value value) {
  if (!check_assignable(t, cls, value, "__doc__")) return false;
  return type_assign(t, *cls.as<Type>(), names(t).doc, value);
}

Ref get_annotate(Thread& t, Value cls) {
  if (!cls.as<Type>()->has(Type::kHeap)) return Ref::none();
  DictObject* ns = namespace_of(t, cls);
  Ref annotate = dict_get(t, ns, names(t).annotate);
  if (!annotate && !pending(t)) annotate = dict_get(t, ns, names(t).annotate_func);
  return annotate || pending(t) ? std::move(annotate) : Ref::none();
}

bool set_annotate(Thread& t, Value cls, Value value) {
  if (!check_assignable(t, cls, value, "__annotate__")) return false;
  if (!value.is_none() && !is_callable(t, value)) {
    return raise(t, Exc::kTypeError, "__annotate__ must be callable or None");
  }
  return type_assign(t, *cls.as<Type>(), names(t).annotate_func, value);
}

// Computed once, by the function that the class body left behind (PEP 649).
Ref get_annotations(Thread& t, Value cls) {
  if (!cls.as<Type>()->has(Type::kHeap)) {
    return raise_attribute_error(
        t, cls, names(t).annotations,
        fmt::format("type object '{}' has no attribute '__annotations__'", name_of(cls)));
  }
  DictObject* ns = namespace_of(t, cls);
  Ref known = dict_get(t, ns, names(t).annotations);
  if (known || pending(t)) return known;
  Ref annotate = GILT_TRY(get_annotate(t, cls));
  Ref made;
  if (annotate.get().is_none()) {
    made = GILT_TRY(empty_dict(t));
  } else {
    made = GILT_TRY(call(t, annotate, {Value::small_int(1)}));
    if (!is_instance_of(t, made, Type::kDict)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("__annotate__ returned non-dict of type '{}'", type_name(t, made)));
    }
  }
  Ref stored = dict_set_default(t, ns, names(t).annotations, made);
  type_modified(t, *cls.as<Type>());
  return stored;
}

bool set_annotations(Thread& t, Value cls, Value value) {
  if (!cls.as<Type>()->has(Type::kHeap)) {
    return check_assignable(t, cls, value, "__annotations__");
  }
  if (type_assign(t, *cls.as<Type>(), names(t).annotations, value)) return true;
  return pending(t) ? false : static_cast<bool>(raise(t, Exc::kAttributeError, "__annotations__"));
}

Ref get_type_params(Thread& t, Value cls) {
  if (!cls.as<Type>()->has(Type::kHeap)) return empty_tuple(t);
  Ref params = dict_get(t, namespace_of(t, cls), names(t).type_params);
  return params || pending(t) ? std::move(params) : empty_tuple(t);
}

bool set_type_params(Thread& t, Value cls, Value value) {
  if (!check_assignable(t, cls, value, "__type_params__")) return false;
  return type_assign(t, *cls.as<Type>(), names(t).type_params, value);
}

Ref get_abstract_methods(Thread& t, Value cls) {
  if (cls != Value::from(types(t).type)) {
    Ref methods = dict_get(t, namespace_of(t, cls), names(t).abstractmethods);
    if (methods || pending(t)) return methods;
  }
  return raise_attribute_error(t, cls, names(t).abstractmethods,
                               fmt::format("type object '{}' has no attribute "
                                           "'__abstractmethods__'",
                                           name_of(cls)));
}

bool set_abstract_methods(Thread& t, Value cls, Value value) {
  Truth abstract = value ? is_true(t, value) : Truth(false);
  if (abstract.failed()) return false;
  if (!type_assign(t, *cls.as<Type>(), names(t).abstractmethods, value)) {
    return pending(t) ? false
                      : static_cast<bool>(raise(t, Exc::kAttributeError, "__abstractmethods__"));
  }
  Type* type = cls.as<Type>();
  if (abstract.yes()) {
    type->flags_bits.fetch_or(Type::kAbstract, std::memory_order_relaxed);
  } else {
    type->flags_bits.fetch_and(~uint32_t{Type::kAbstract}, std::memory_order_relaxed);
  }
  return true;
}

Ref get_basic_size(Thread& t, Value cls) { return make_int(t, cls.as<Type>()->instance_size); }
Ref get_dict_offset(Thread& t, Value cls) { return make_int(t, cls.as<Type>()->attributes_offset); }
Ref get_flags(Thread& t, Value cls) {
  return make_int(t, cls.as<Type>()->flags_bits.load(std::memory_order_relaxed));
}

// --- methods

Ref type_mro(Thread& t, Args args) {
  Ref mro = GILT_TRY(collect_mro(t, *args[0].as<Type>()));
  return make_list(t, mro.as<TupleObject>()->items());
}

Ref type_subclasses(Thread& t, Args args) {
  Ref list = GILT_TRY(empty_list(t));
  std::vector<Type*> below;
  {
    gil::MutexGuard guard(t, t.runtime.type_mutex);
    if (args[0].as<Type>()->subclasses != nullptr) below = *args[0].as<Type>()->subclasses;
  }
  for (Type* type : below) {
    if (!list_append(t, list.as<ListObject>(), Ref::copy(t, type))) return Ref();
  }
  return list;
}

Ref type_prepare(Thread& t, Args) { return empty_dict(t); }

Ref type_instance_check(Thread& t, Args args) {
  Truth answer = generic_is_instance(t, args[1], args[0]);
  return answer.failed() ? Ref() : Ref::boolean(answer.yes());
}

Ref type_subclass_check(Thread& t, Args args) {
  Truth answer = generic_is_subclass(t, args[1], args[0]);
  return answer.failed() ? Ref() : Ref::boolean(answer.yes());
}

Ref type_dir(Thread& t, Args args) {
  Ref all = GILT_TRY(empty_dict(t));
  Ref mro = read_slot(t, args[0].as<Type>()->mro);
  for (Value cls : mro.as<TupleObject>()->items()) {
    if (!dict_update(t, all.as<DictObject>(), Value::from(namespace_of(t, cls)))) return Ref();
  }
  return dict_keys_list(t, all.as<DictObject>());
}

Ref type_sizeof(Thread& t, Args) { return make_int(t, int64_t{sizeof(Type)}); }

constexpr AttributeRow kAttributes[] = {
    attribute<"__name__", get_name, set_name>("name of the class"),
    attribute<"__qualname__", get_qualname, set_qualname>("qualified name of the class"),
    attribute<"__module__", type_module, set_module>("name of the module"),
    attribute<"__bases__", get_bases, set_bases>("the classes that it derives from"),
    attribute<"__mro__", get_mro>("method resolution order"),
    attribute<"__base__", get_base>("the base whose layout it extends"),
    attribute<"__dict__", get_dict>("the class's namespace"),
    attribute<"__doc__", get_doc, set_doc>("docstring"),
    attribute<"__annotations__", get_annotations, set_annotations>("annotations"),
    attribute<"__annotate__", get_annotate, set_annotate>("function that computes the annotations"),
    attribute<"__type_params__", get_type_params, set_type_params>("type parameters"),
    attribute<"__abstractmethods__", get_abstract_methods, set_abstract_methods>(
        "names of the abstract methods"),
    attribute<"__basicsize__", get_basic_size>("bytes of an instance"),
    attribute<"__dictoffset__", get_dict_offset>("where instances keep their attributes"),
    attribute<"__flags__", get_flags>("flags of the class"),
};

constexpr MethodRow kMethods[] = {
    method<"mro", type_mro>("()", "Return a type's method resolution order."),
    method<"__subclasses__", type_subclasses>("()", "Return a list of immediate subclasses."),
    class_method<"__prepare__", type_prepare>("(*args, **kwargs)",
                                              "Create the namespace for the class statement."),
    method<"__instancecheck__", type_instance_check>("(instance, /)",
                                                     "Check if an object is an instance."),
    method<"__subclasscheck__", type_subclass_check>("(subclass, /)",
                                                     "Check if a class is a subclass."),
    method<"__dir__", type_dir>("()", "Specialized __dir__ implementation for types."),
    method<"__sizeof__", type_sizeof>("()", "Return memory consumption of the type object."),
};

}  // namespace

Ref type_module(Thread& t, Value cls) {
  Type* type = cls.as<Type>();
  if (type->native_name != nullptr) {
    std::string_view name = type->native_name;
    size_t dot = name.rfind('.');
    return make_str(
        t, dot == std::string_view::npos ? std::string_view("builtins") : name.substr(0, dot));
  }
  Ref module = dict_get(t, namespace_of(t, cls), names(t).module);
  if (module || pending(t)) return module;
  return raise_attribute_error(t, cls, names(t).module, "__module__");
}

void add_type_attributes(Thread& t, Type& type) {
  add_attributes(t, type, kAttributes);
  add_methods(t, type, kMethods);
}

}  // namespace gilt
