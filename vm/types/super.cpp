#include "vm/types/super.h"

#include <fmt/format.h>

#include "vm/frame.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/cell.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

SuperObject* self_of(Value v) { return v.as<SuperObject>(); }

void super_finalize(Thread& t, Object* object) {
  auto* s = static_cast<SuperObject*>(object);
  for (Slot* slot : {&s->type, &s->object, &s->object_type}) decref(t, slot->exchange(Value()));
}

void super_traverse(Object* object, Visitor visit, void* arg) {
  auto* s = static_cast<SuperObject*>(object);
  for (Slot* slot : {&s->type, &s->object, &s->object_type}) {
    Value v = slot->load();
    if (v.is_object()) visit(v, arg);
  }
}

// The class whose MRO super(cls, self) searches; null with TypeError pending.
Ref check_object(Thread& t, Type* cls, Value self) {
  if (is_instance_of(t, self, Type::kType) && self.as<Type>()->is_subtype_of(cls)) {
    return Ref::copy(t, self);
  }
  if (type_of(t, self)->is_subtype_of(cls)) return Ref::copy(t, type_of(t, self));
  Ref claimed = get_attr_or_null(t, self, names(t).class_);
  if (!claimed && pending(t)) return Ref();
  if (claimed && is_instance_of(t, claimed, Type::kType) &&
      claimed.as<Type>()->is_subtype_of(cls)) {
    return claimed;
  }
  bool is_class = is_instance_of(t, self, Type::kType);
  std::string_view shown = str_view((is_class ? self.as<Type>() : type_of(t, self))->name.load());
  return raise(
      t, Exc::kTypeError,
      fmt::format("super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
                  is_class ? "type" : "instance of", shown, str_view(cls->name.load())));
}

// What stands behind `cls` in the MRO of `start`, bound to self; null without an exception: nothing.
Ref search_behind(Thread& t, Type* cls, Type* start, Value self, Value name, bool* is_method) {
  Ref mro = read_slot(t, start->mro);
  bool behind = false;
  for (Value entry : mro.as<TupleObject>()->items()) {
    if (!behind) {
      behind = entry == Value::from(cls);
      continue;
    }
    Ref found = dict_get(t, type_namespace(t, *entry.as<Type>()), name);
    if (!found) {
      if (pending(t)) return Ref();
      continue;
    }
    bool plain = is_function(found) || type_of(t, found) == types(t).method_descriptor;
    if (is_method != nullptr && plain && self != Value::from(start)) {
      *is_method = true;
      return found;
    }
    auto* get = type_of(t, found)->slots.descriptor_get.get();
    if (get == nullptr) return found;
    return get(t, found, self == Value::from(start) ? Value() : self, Value::from(start));
  }
  return Ref();
}

// The two arguments that super() leaves out: the cell `__class__` and the first parameter.
bool implicit_arguments(Thread& t, Ref* cls, Ref* self) {
  Frame* frame = t.frame;
  if (frame == nullptr) return raise(t, Exc::kRuntimeError, "super(): no current frame");
  CodeObject* code = frame->code;
  if (code->argcount == 0) return raise(t, Exc::kRuntimeError, "super(): no arguments");
  Value first = frame->slots[0].value();
  const std::vector<uint8_t>& kinds = code->code->localsplus_kinds;
  if (first && (kinds[0] & kLocalCell) != 0 && type_of(t, first) == types(t).cell) {
    *self = read_slot(t, first.as<CellObject>()->contents);
  } else if (first) {
    *self = Ref::copy(t, first);
  }
  if (!*self) return raise(t, Exc::kRuntimeError, "super(): arg[0] deleted");
  for (int i = 0; i < code->nlocalsplus; i++) {
    if ((kinds[static_cast<size_t>(i)] & kLocalFree) == 0 ||
        code->local_names[i] != names(t).class_) {
      continue;
    }
    Value cell = frame->slots[i].value();
    if (!cell || type_of(t, cell) != types(t).cell) {
      return raise(t, Exc::kRuntimeError, "super(): bad __class__ cell");
    }
    *cls = read_slot(t, cell.as<CellObject>()->contents);
    if (!*cls) return raise(t, Exc::kRuntimeError, "super(): empty __class__ cell");
    if (is_instance_of(t, *cls, Type::kType)) return true;
    return raise(t, Exc::kRuntimeError,
                 fmt::format("super(): __class__ is not a type ({})", type_name(t, *cls)));
  }
  return raise(t, Exc::kRuntimeError, "super(): __class__ cell not found");
}

Ref super_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_object(t, cls, cls->instance_size)));
}

bool super_init(Thread& t, Value v, CallArgs args) {
  if (args.keyword_count() != 0) {
    return raise(t, Exc::kTypeError, "super() takes no keyword arguments");
  }
  if (args.positional > 2) {
    return raise(t, Exc::kTypeError,
                 fmt::format("super() expected at most 2 arguments, got {}", args.positional));
  }
  Ref cls, object, object_type;
  if (args.positional == 0) {
    if (!implicit_arguments(t, &cls, &object)) return false;
  } else {
    cls = Ref::copy(t, args.values[0]);
    if (!is_instance_of(t, cls, Type::kType)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("super() argument 1 must be a type, not {}", type_name(t, cls)));
    }
    if (args.positional == 2 && !args.values[1].is_none()) object = Ref::copy(t, args.values[1]);
  }
  if (object) object_type = GILT_TRY(check_object(t, cls.as<Type>(), object));
  SuperObject* s = self_of(v);
  assign_slot(t, s->type, std::move(cls));
  assign_slot(t, s->object, std::move(object));
  assign_slot(t, s->object_type, std::move(object_type));
  return true;
}

Ref super_get_attribute(Thread& t, Value v, Value name) {
  SuperObject* s = self_of(v);
  Ref cls = read_slot(t, s->type);
  Ref object = read_slot(t, s->object);
  Ref start = read_slot(t, s->object_type);
  if (start && name != names(t).class_) {
    Ref found = search_behind(t, cls.as<Type>(), start.as<Type>(), object, name, nullptr);
    if (found || pending(t)) return found;
  }
  return generic_get_attr(t, v, name);
}

Ref super_descriptor_get(Thread& t, Value v, Value object, Value) {
  SuperObject* s = self_of(v);
  if (!object || object.is_none() || s->object.load()) return Ref::copy(t, v);
  Ref cls = read_slot(t, s->type);
  return call(t, Value::from(type_of(t, v)), {cls, object});
}

Ref super_repr(Thread& t, Value v) {
  Ref cls = read_slot(t, self_of(v)->type);
  Ref start = read_slot(t, self_of(v)->object_type);
  std::string_view name = cls ? str_view(cls.as<Type>()->name.load()) : "NULL";
  if (!start) return make_str(t, fmt::format("<super: <class '{}'>, NULL>", name));
  return make_str(t, fmt::format("<super: <class '{}'>, <{} object>>", name,
                                 str_view(start.as<Type>()->name.load())));
}

template <Slot SuperObject::*Member>
Ref get_slot(Thread& t, Value v) {
  Ref found = read_slot(t, self_of(v)->*Member);
  return found ? std::move(found) : Ref::none();
}

constexpr AttributeRow kAttributes[] = {
    attribute<"__thisclass__", get_slot<&SuperObject::type>>("the class invoking super()"),
    attribute<"__self__", get_slot<&SuperObject::object>>("the instance invoking super(); may be "
                                                          "None"),
    attribute<"__self_class__", get_slot<&SuperObject::object_type>>(
        "the type of the instance invoking super(); may be None"),
};

}  // namespace

Ref super_lookup(Thread& t, Type* cls, Value self, Value name, bool* is_method) {
  Ref start = GILT_TRY(check_object(t, cls, self));
  if (name != names(t).class_) {
    Ref found = search_behind(t, cls, start.as<Type>(), self, name, is_method);
    if (found || pending(t)) return found;
  }
  Ref super = GILT_TRY(call(t, Value::from(types(t).super), {Value::from(cls), self}));
  return generic_get_attr(t, super, name);
}

void init_super_type(Thread& t, Type& type) {
  type.instance_size = sizeof(SuperObject);
  type.flags_bits |= Type::kSubclassable;
  type.slots.finalize = super_finalize;
  type.slots.traverse = super_traverse;
  type.slots.construct = super_construct;
  type.slots.init = super_init;
  type.slots.repr = super_repr;
  type.slots.get_attribute = super_get_attribute;
  type.slots.descriptor_get = super_descriptor_get;
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
