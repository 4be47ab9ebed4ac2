// property. Source: CPython 3.14 Objects/descrobject.c.
#include <fmt/format.h>

#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/descriptors.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

constexpr const char* kDoc =
    "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n"
    "  fset\n    function to be used for setting an attribute value\n"
    "  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring";

PropertyObject* self_of(Value v) { return v.as<PropertyObject>(); }

void for_each_slot(PropertyObject* p, auto visit) {
  for (Slot* slot : {&p->getter, &p->setter, &p->deleter, &p->doc, &p->name}) visit(*slot);
}

void property_finalize(Thread& t, Object* object) {
  for_each_slot(static_cast<PropertyObject*>(object),
                [&](Slot& slot) { decref(t, slot.exchange(Value())); });
}

void property_traverse(Object* object, Visitor visit, void* arg) {
  for_each_slot(static_cast<PropertyObject*>(object), [&](Slot& slot) {
    Value v = slot.load();
    if (v.is_object()) visit(v, arg);
  });
}

void set_unless_none(Thread& t, Slot& slot, Value v) {
  assign_slot(t, slot, v && !v.is_none() ? Ref::copy(t, v) : Ref());
}

Ref property_construct(Thread& t, Type* cls, CallArgs) {
  Object* object = GILT_TRY(allocate_object(t, cls, cls->instance_size));
  return Ref::take(t, object);
}

bool property_init(Thread& t, Value self, CallArgs args) {
  Value v[4];
  if (!bind_arguments(t, "property", "(fget=None, fset=None, fdel=None, doc=None)", args, v)) {
    return false;
  }
  PropertyObject* p = self_of(self);
  set_unless_none(t, p->getter, v[0]);
  set_unless_none(t, p->setter, v[1]);
  set_unless_none(t, p->deleter, v[2]);
  if (v[3]) {
    assign_slot(t, p->doc, Ref::copy(t, v[3]));
  } else if (v[0] && !v[0].is_none()) {
    Ref doc = get_attr_or_null(t, v[0], names(t).doc);
    if (!doc && pending(t)) return false;
    assign_slot(t, p->doc, std::move(doc));
    p->doc_from_getter.store(true, std::memory_order_relaxed);
  }
  return true;
}

// The name from __set_name__ or, failing that, the getter's; null: unknown.
Ref property_name(Thread& t, PropertyObject* p) {
  Ref name = read_slot(t, p->name);
  if (name) return name;
  Ref getter = read_slot(t, p->getter);
  if (!getter) return Ref();
  name = get_attr_or_null(t, getter, names(t).name);
  if (!name) clear_if(t, Exc::kBaseException);
  return name;
}

Failed raise_missing(Thread& t, PropertyObject* p, Value object, const char* what) {
  Ref name = property_name(t, p);
  Ref qualname = read_slot(t, type_of(t, object)->qualname);
  std::string message =
      name ? fmt::format("property {} of {} object has no {}", repr_text(t, name),
                         repr_text(t, qualname), what)
           : fmt::format("property of {} object has no {}", repr_text(t, qualname), what);
  return raise(t, Exc::kAttributeError, message);
}

Ref property_get(Thread& t, Value self, Value object, Value) {
  if (!object || object.is_none()) return Ref::copy(t, self);
  Ref getter = read_slot(t, self_of(self)->getter);
  if (!getter) return raise_missing(t, self_of(self), object, "getter");
  return call(t, getter, {object});
}

bool property_set(Thread& t, Value self, Value object, Value value) {
  PropertyObject* p = self_of(self);
  Ref function = read_slot(t, value ? p->setter : p->deleter);
  if (!function) return raise_missing(t, p, object, value ? "setter" : "deleter");
  Value args[] = {object, value};
  return static_cast<bool>(call(t, function, CallArgs(args, value ? 2 : 1)));
}

template <Slot PropertyObject::*Member>
Ref get_slot(Thread& t, Value self) {
  Ref v = read_slot(t, self_of(self)->*Member);
  return v ? std::move(v) : Ref::none();
}

bool set_doc(Thread& t, Value self, Value value) {
  assign_slot(t, self_of(self)->doc, value ? Ref::copy(t, value) : Ref());
  return true;
}

Ref get_name(Thread& t, Value self) {
  Ref name = property_name(t, self_of(self));
  if (name) return name;
  return raise_attribute_error(t, self, names(t).name,
                               "'property' object has no attribute '__name__'");
}

bool set_name(Thread& t, Value self, Value value) {
  assign_slot(t, self_of(self)->name, value ? Ref::copy(t, value) : Ref());
  return true;
}

Ref get_is_abstract(Thread& t, Value self) {
  PropertyObject* p = self_of(self);
  for (Slot* slot : {&p->getter, &p->setter, &p->deleter}) {
    Ref function = read_slot(t, *slot);
    if (!function) continue;
    Ref flag = get_attr_or_null(t, function, names(t).isabstractmethod);
    if (!flag && pending(t)) return Ref();
    if (!flag) continue;
    Truth truth = is_true(t, flag);
    if (truth.failed()) return Ref();
    if (truth.yes()) return Ref::boolean(true);
  }
  return Ref::boolean(false);
}

// A copy with one function replaced.
Ref copy_with(Thread& t, Value self, Slot PropertyObject::*member, Value function) {
  PropertyObject* p = self_of(self);
  Ref parts[4];
  Slot PropertyObject::*const kMembers[] = {&PropertyObject::getter, &PropertyObject::setter,
                                            &PropertyObject::deleter};
  Value values[4];
  for (int i = 0; i < 3; i++) {
    parts[i] = kMembers[i] == member ? Ref::copy(t, function) : read_slot(t, p->*kMembers[i]);
    values[i] = parts[i] ? parts[i].get() : Value::none();
  }
  size_t count = 3;
  bool getter_doc = p->doc_from_getter.load(std::memory_order_relaxed);
  parts[3] = read_slot(t, p->doc);
  if (parts[3] && !getter_doc) values[count++] = parts[3];
  Ref copy = GILT_TRY(call(t, Value::from(type_of(t, self)), CallArgs(values, count)));
  Ref name = read_slot(t, p->name);
  if (name && type_of(t, copy)->is_subtype_of(types(t).property)) {
    assign_slot(t, self_of(copy)->name, std::move(name));
  }
  return copy;
}

Ref property_getter(Thread& t, Args args) {
  return copy_with(t, args[0], &PropertyObject::getter, args[1]);
}
Ref property_setter(Thread& t, Args args) {
  return copy_with(t, args[0], &PropertyObject::setter, args[1]);
}
Ref property_deleter(Thread& t, Args args) {
  return copy_with(t, args[0], &PropertyObject::deleter, args[1]);
}
Ref property_set_name(Thread& t, Args args) {
  assign_slot(t, self_of(args[0])->name, Ref::copy(t, args[2]));
  return Ref::none();
}

constexpr AttributeRow kAttributes[] = {
    attribute<"fget", get_slot<&PropertyObject::getter>>("the getter"),
    attribute<"fset", get_slot<&PropertyObject::setter>>("the setter"),
    attribute<"fdel", get_slot<&PropertyObject::deleter>>("the deleter"),
    attribute<"__doc__", get_slot<&PropertyObject::doc>, set_doc>("docstring"),
    attribute<"__name__", get_name, set_name>("name of the property"),
    attribute<"__isabstractmethod__", get_is_abstract>("is one of the functions abstract?"),
};

constexpr MethodRow kMethods[] = {
    method<"getter", property_getter>("(object, /)",
                                      "Descriptor to obtain a copy of the property "
                                      "with a different getter."),
    method<"setter", property_setter>("(object, /)",
                                      "Descriptor to obtain a copy of the property "
                                      "with a different setter."),
    method<"deleter", property_deleter>("(object, /)",
                                        "Descriptor to obtain a copy of the property "
                                        "with a different deleter."),
    method<"__set_name__", property_set_name>("(owner, name, /)",
                                              "Method to set name of a property."),
};

}  // namespace

void init_property_type(Thread& t, Type& type) {
  type.instance_size = sizeof(PropertyObject);
  type.flags_bits |= Type::kSubclassable;
  type.slots.finalize = property_finalize;
  type.slots.traverse = property_traverse;
  type.slots.construct = property_construct;
  type.slots.init = property_init;
  type.slots.descriptor_get = property_get;
  type.slots.descriptor_set = property_set;
  type.doc = kDoc;
  add_attributes(t, type, kAttributes);
  add_methods(t, type, kMethods);
}

}  // namespace gilt
