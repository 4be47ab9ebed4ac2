// collections.defaultdict: a dict that makes the value of a missing key.
//
// Thread-safety: the dict's. The factory is called without any lock, and its result then stored, as
// in CPython: two threads that miss the same key both call it, and the last one's value stays.
// Source: CPython 3.14 Modules/_collectionsmodule.c (defdict).
#include <fmt/format.h>

#include <string>
#include <vector>

#include "vm/native.h"
#include "vm/types/dict_storage.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

struct DefaultDictObject : DictObject {
  Slot factory;  // empty: none
};

DefaultDictObject* as_default_dict(Value v) { return v.as<DefaultDictObject>(); }

Ref factory_of(Thread& t, Value self) {
  Ref factory = read_slot(t, as_default_dict(self)->factory);
  return factory ? std::move(factory) : Ref::none();
}

// What self[key] is for a key that is not there.
Ref make_missing(Thread& t, Value self, Value key) {
  Ref factory = factory_of(t, self);
  if (factory.get().is_none()) return raise_value(t, Exc::kKeyError, key);
  Ref value = GILT_TRY(call(t, factory));
  if (!set_item(t, self, key, value)) return Ref();
  return value;
}

Ref missing(Thread& t, Args args) { return make_missing(t, args[0], args[1]); }

Ref get_or_make(Thread& t, Value self, Value key) {
  Ref value = dict_get(t, self.as<DictObject>(), key);
  if (value || pending(t)) return value;
  if (type_of(t, self) == types(t).default_dict) return make_missing(t, self, key);
  Ref method = GILT_TRY(lookup_special(t, self, names(t).missing));
  return call(t, method, {key});
}

Ref construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_of_class<DefaultDictObject>(t, cls)));
}

bool init(Thread& t, Value self, CallArgs args) {
  CallArgs rest = args;
  Value factory;
  if (args.positional > 0) {
    factory = args.values[0];
    if (!factory.is_none() && !is_callable(t, factory)) {
      return raise(t, Exc::kTypeError, "first argument must be callable or None");
    }
    rest.values++;
    rest.positional--;
  }
  if (factory.is_none()) factory = Value();
  assign_slot(t, as_default_dict(self)->factory, factory ? Ref::copy(t, factory) : Ref());
  return types(t).dict->slots.init(t, self, rest);
}

// A defaultdict of the same class with the same factory and `entries`.
Ref make_like(Thread& t, Value self, Value entries) {
  Ref factory = factory_of(t, self);
  return call(t, Value::from(type_of(t, self)), {factory, entries});
}

Ref copy(Thread& t, Args args) { return make_like(t, args[0], args[0]); }

Ref merge(Thread& t, Value a, Value b) {
  Value self = type_of(t, a)->is_subtype_of(types(t).default_dict) ? a : b;
  Value other = self == a ? b : a;
  if (!is_instance_of(t, other, Type::kDict)) return Ref::not_implemented();
  Ref result = GILT_TRY(make_like(t, self, a));
  if (!is_instance_of(t, result, Type::kDict)) return Ref::not_implemented();
  return dict_update(t, result.as<DictObject>(), b) ? std::move(result) : Ref();
}

Ref reduce(Thread& t, Args args) {
  Ref factory = factory_of(t, args[0]);
  Ref rest = factory.get().is_none() ? empty_tuple(t) : make_tuple(t, {factory});
  if (!rest) return Ref();
  Ref items = GILT_TRY(call_method(t, args[0], "items", {}));
  Ref iterator = GILT_TRY(get_iter(t, items));
  return make_tuple(
      t, {Value::from(type_of(t, args[0])), rest, Value::none(), Value::none(), iterator});
}

Ref show(Thread& t, Value self) {
  Ref name = read_slot(t, type_of(t, self)->name);
  std::string text = fmt::format("{}(", str_view(name));
  Ref factory = factory_of(t, self);
  {
    ReprGuard guard(t, factory);  // a bound method of this dict as its factory
    if (guard.entered()) {
      text += "...";
    } else if (!append_repr(t, text, factory)) {
      return Ref();
    }
  }
  text += ", ";
  Ref entries = GILT_TRY(types(t).dict->slots.repr(t, self));
  text += str_view(entries);
  return make_str(t, text + ")");
}

Ref get_factory(Thread& t, Value self) { return factory_of(t, self); }

bool set_factory(Thread& t, Value self, Value value) {
  if (value.is_none()) value = Value();
  assign_slot(t, as_default_dict(self)->factory, value ? Ref::copy(t, value) : Ref());
  return true;
}

void finalize(Thread& t, Object* object) {
  decref(t, static_cast<DefaultDictObject*>(object)->factory.exchange(Value()));
  types(t).dict->slots.finalize(t, object);
}

void traverse(Object* object, Visitor visit, void* arg) {
  dict_traverse(object, visit, arg);
  if (Value factory = static_cast<DefaultDictObject*>(object)->factory.load()) visit(factory, arg);
}

constexpr MethodRow kMethods[] = {
    method<"__missing__", missing>(
        "(key, /)",
        "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if "
        "self.default_factory is None: raise KeyError((key,))\n  self[key] = value = "
        "self.default_factory()\n  return value"),
    method<"copy", copy>("()", "D.copy() -> a shallow copy of D."),
    method<"__copy__", copy>("()", "D.copy() -> a shallow copy of D."),
    method<"__reduce__", reduce>("()", "Return state information for pickling."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"default_factory", get_factory, set_factory>(
        "Factory for default value called by __missing__()."),
};

}  // namespace

void init_default_dict_type(Thread& t, Type& type) {
  type.instance_size = sizeof(DefaultDictObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc =
      "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default "
      "factory is called without arguments to produce\na new value when a key is not present, in "
      "__getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll "
      "remaining arguments are treated the same as if they were\npassed to the dict constructor, "
      "including keyword arguments.";
  type.slots.construct = construct;
  type.slots.init = init;
  type.slots.repr = show;
  type.slots.finalize = finalize;
  type.slots.traverse = traverse;
  type.slots.get_item = get_or_make;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = merge;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
