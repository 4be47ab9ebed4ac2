// staticmethod and classmethod. Source: CPython 3.14 Objects/funcobject.c.
#include <fmt/format.h>

#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/descriptors.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

Slot& callable_of(Value v) { return v.as<WrapperObject>()->callable; }

void wrapper_finalize(Thread& t, Object* object) {
  decref(t, static_cast<WrapperObject*>(object)->callable.exchange(Value()));
}
void wrapper_traverse(Object* object, Visitor visit, void* arg) {
  Value v = static_cast<WrapperObject*>(object)->callable.load();
  if (v.is_object()) visit(v, arg);
}

Ref wrapper_construct(Thread& t, Type* cls, CallArgs args) {
  const char* name = cls->is_subtype_of(types(t).static_method) ? "staticmethod" : "classmethod";
  if (args.keyword_count() != 0) {
    return raise(t, Exc::kTypeError, fmt::format("{}() takes no keyword arguments", name));
  }
  if (args.positional != 1) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{} expected 1 argument, got {}", name, args.positional));
  }
  Ref wrapper = Ref::take(t, GILT_TRY(allocate_object(t, cls, cls->instance_size)));
  callable_of(wrapper).store(Ref::copy(t, args.values[0]).release());
  return wrapper;
}

bool wrapper_init(Thread&, Value, CallArgs) { return true; }

Ref wrapper_repr(Thread& t, Value self) {
  Ref callable = read_slot(t, callable_of(self));
  Ref inner = GILT_TRY(repr(t, callable));
  return make_str(t, fmt::format("<{}({})>", type_name(t, self), str_view(inner)));
}

Ref static_get(Thread& t, Value self, Value, Value) { return read_slot(t, callable_of(self)); }

Ref static_call(Thread& t, Value self, CallArgs args) {
  Ref callable = read_slot(t, callable_of(self));
  return call(t, callable, args);
}

Ref class_get(Thread& t, Value self, Value object, Value type) {
  Ref callable = read_slot(t, callable_of(self));
  return make_method(t, callable, type ? type : Value::from(type_of(t, object)));
}

Ref get_func(Thread& t, Value self) { return read_slot(t, callable_of(self)); }

// What functools.wraps would copy.
template <Value Names::*Name>
Ref get_from_callable(Thread& t, Value self) {
  Ref callable = read_slot(t, callable_of(self));
  return get_attr(t, callable, names(t).*Name);
}

Ref get_is_abstract(Thread& t, Value self) {
  Ref callable = read_slot(t, callable_of(self));
  Ref flag = get_attr_or_null(t, callable, names(t).isabstractmethod);
  if (!flag) return pending(t) ? Ref() : Ref::boolean(false);
  Truth truth = is_true(t, flag);
  return truth.failed() ? Ref() : Ref::boolean(truth.yes());
}

constexpr AttributeRow kAttributes[] = {
    attribute<"__func__", get_func>("the function"),
    attribute<"__wrapped__", get_func>("the function"),
    attribute<"__name__", get_from_callable<&Names::name>>("name of the function"),
    attribute<"__qualname__", get_from_callable<&Names::qualname>>("qualified name"),
    attribute<"__module__", get_from_callable<&Names::module>>("name of the module"),
    attribute<"__doc__", get_from_callable<&Names::doc>>("docstring"),
    attribute<"__annotations__", get_from_callable<&Names::annotations>>("annotations"),
    attribute<"__annotate__", get_from_callable<&Names::annotate>>(
        "function that computes the annotations"),
    attribute<"__isabstractmethod__", get_is_abstract>("is the function abstract?"),
};

Ref make_wrapper(Thread& t, Type* type, Value callable) {
  auto* wrapper = GILT_TRY(allocate<WrapperObject>(t, type));
  wrapper->callable.store(Ref::copy(t, callable).release());
  return Ref::take(t, wrapper);
}

void init_wrapper_type(Thread& t, Type& type) {
  type.instance_size = sizeof(WrapperObject);
  type.flags_bits |= Type::kSubclassable;
  type.slots.finalize = wrapper_finalize;
  type.slots.traverse = wrapper_traverse;
  type.slots.construct = wrapper_construct;
  type.slots.init = wrapper_init;
  type.slots.repr = wrapper_repr;
  add_attributes(t, type, kAttributes);
}

}  // namespace

Ref make_static_method(Thread& t, Value callable) {
  return make_wrapper(t, types(t).static_method, callable);
}
Ref make_class_method(Thread& t, Value callable) {
  return make_wrapper(t, types(t).class_method, callable);
}

void init_static_method_type(Thread& t, Type& type) {
  init_wrapper_type(t, type);
  type.slots.descriptor_get = static_get;
  type.slots.call = static_call;
}

void init_class_method_type(Thread& t, Type& type) {
  init_wrapper_type(t, type);
  type.slots.descriptor_get = class_get;
}

}  // namespace gilt
