// types.SimpleNamespace. Source: CPython 3.14 Objects/namespaceobject.c.
#include <fmt/format.h>

#include <string>

#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

void namespace_finalize(Thread& t, Object* object) {
  finalize_attributes(t, static_cast<Instance*>(object)->attributes_);
}
void namespace_traverse(Object* object, Visitor visit, void* arg) {
  traverse_attributes(static_cast<Instance*>(object)->attributes_, visit, arg);
}

Ref namespace_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_object(t, cls, cls->instance_size, cls->instance_layout)));
}

bool namespace_init(Thread& t, Value self, CallArgs args) {
  if (args.positional > 1) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("{} expected at most 1 argument, got {}", type_name(t, self), args.positional));
  }
  AttributeStorage& storage = *attribute_storage(self.object());
  if (args.positional == 1) {
    Ref given = GILT_TRY(empty_dict(t));
    GILT_TRY(dict_update(t, given.as<DictObject>(), args.values[0]));
    size_t position = 0;
    Ref key, value;
    while (dict_next(t, given.as<DictObject>(), &position, &key, &value)) {
      if (!is_str(t, key)) return raise(t, Exc::kTypeError, "keywords must be strings");
      Ref name = GILT_TRY(intern(t, key));
      GILT_TRY(instance_set(t, self.object(), storage, name, value));
    }
  }
  for (size_t i = 0; i < args.keyword_count(); i++) {
    Ref name = GILT_TRY(intern(t, args.keyword_name(i)));
    GILT_TRY(instance_set(t, self.object(), storage, name, args.keyword_value(i)));
  }
  return true;
}

Ref get_dict(Thread& t, Value self) {
  return instance_dict(t, self.object(), *attribute_storage(self.object()));
}

Ref namespace_repr(Thread& t, Value self) {
  bool exact = type_of(t, self) == types(t).namespace_;
  std::string name = exact ? "namespace" : type_name(t, self);
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, name + "(...)");
  Ref dict = GILT_TRY(get_dict(t, self));
  std::string text;
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, dict.as<DictObject>(), &position, &key, &value)) {
    if (!is_str(t, key)) continue;
    Ref shown = GILT_TRY(repr(t, value));
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", str_view(key), str_view(shown));
  }
  return make_str(t, fmt::format("{}({})", name, text));
}

Ref namespace_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!type_of(t, a)->is_subtype_of(types(t).namespace_) ||
      !type_of(t, b)->is_subtype_of(types(t).namespace_)) {
    return Ref::not_implemented();
  }
  Ref x = GILT_TRY(get_dict(t, a));
  Ref y = GILT_TRY(get_dict(t, b));
  return compare(t, x, y, op);
}

// A namespace with other values for some of the names (copy.replace).
Ref namespace_replace(Thread& t, Args args) {
  if (args[1].as<TupleObject>()->size != 0) {
    return raise(t, Exc::kTypeError, "__replace__() takes no positional arguments");
  }
  Ref made = GILT_TRY(call(t, Value::from(type_of(t, args[0]))));
  Ref from = GILT_TRY(get_dict(t, args[0]));
  Ref to = GILT_TRY(get_attr(t, made, names(t).dict));
  if (!is_exact_dict(to)) return raise(t, Exc::kTypeError, "__dict__ must be a dict");
  if (!dict_update(t, to.as<DictObject>(), from)) return Ref();
  if (args[2] && !dict_update(t, to.as<DictObject>(), args[2])) return Ref();
  return made;
}

constexpr MethodRow kMethods[] = {
    method<"__replace__", namespace_replace>("(*args, **kwargs)",
                                             "Return a copy with new values for some attributes."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"__dict__", get_dict>("the attributes"),
};

}  // namespace

void init_namespace__type(Thread& t, Type& type) {
  type.instance_size = sizeof(Instance);
  type.instance_layout = Layout::kInstance;
  type.attributes_offset = sizeof(Object);
  type.flags_bits |= Type::kSubclassable;
  type.slots.finalize = namespace_finalize;
  type.slots.traverse = namespace_traverse;
  type.slots.construct = namespace_construct;
  type.slots.init = namespace_init;
  type.slots.repr = namespace_repr;
  type.slots.compare = namespace_compare;
  type.doc = "A simple attribute-based namespace.";
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
