// list[int] and its relatives. Source: Objects/genericaliasobject.c.
#include "vm/types/generic_alias.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "vm/import.h"
#include "vm/native.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/union.h"

namespace gilt {

namespace {

// An alias of class `cls`: GenericAlias or a subclass of it.
Ref make_alias(Thread& t, Type* cls, Value origin, Value args) {
  Ref tuple;
  if (args.is_object() && is_instance_of(t, args, Type::kTuple)) {
    tuple = Ref::copy(t, args);
  } else {
    tuple = GILT_TRY(make_tuple(t, {args}));
  }
  auto* alias = GILT_TRY(allocate_of_class<GenericAliasObject>(t, cls));
  alias->origin = Ref::copy(t, origin).release();
  alias->args = tuple.release();
  return Ref::take(t, alias);
}

}  // namespace

Ref make_generic_alias(Thread& t, Value origin, Value args) {
  return make_alias(t, types(t).generic_alias, origin, args);
}

Ref class_getitem(Thread& t, Args args) { return make_generic_alias(t, args[0], args[1]); }

namespace {

GenericAliasObject* alias_of(Value v) { return v.as<GenericAliasObject>(); }

bool is_alias(Thread& t, Value v) {
  return v.is_object() && type_of(t, v)->is_subtype_of(types(t).generic_alias);
}

// --- text

// A class is shown by its name, everything else by its repr.
bool append_type(Thread& t, std::string& out, Value v) {
  if (v.is_ellipsis()) {
    out += "...";
    return true;
  }
  if (is_exact_list(v)) {  // the parameters of a Callable
    Ref items = GILT_TRY(list_snapshot(t, v.as<ListObject>()));
    out += "[";
    for (size_t i = 0; i < items.as<TupleObject>()->size; i++) {
      if (i > 0) out += ", ";
      if (!append_type(t, out, (*items.as<TupleObject>())[i])) return false;
    }
    out += "]";
    return true;
  }
  if (is_alias(t, v)) return append_repr(t, out, v);
  for (const char* attribute : {"__origin__", "__args__"}) {  // an alias of typing
    Ref name = GILT_TRY(intern(t, attribute));
    Ref found = get_attr_or_null(t, v, name);
    if (pending(t)) return false;
    if (!found) break;
    if (attribute[2] == 'a') return append_repr(t, out, v);
  }
  Ref qualname = get_attr_or_null(t, v, names(t).qualname);
  if (pending(t)) return false;
  Ref module = get_attr_or_null(t, v, names(t).module);
  if (pending(t)) return false;
  if (!qualname || !is_str(t, qualname) || !module || module.get().is_none()) {
    return append_repr(t, out, v);
  }
  if (is_str(t, module) && str_view(module) != "builtins") {
    out += str_view(module);
    out += ".";
  }
  out += str_view(qualname);
  return true;
}

Ref alias_repr(Thread& t, Value self) {
  GenericAliasObject* alias = alias_of(self);
  std::string out = alias->starred ? "*" : "";
  if (!append_type(t, out, alias->origin)) return Ref();
  out += "[";
  auto* args = alias->args.as<TupleObject>();
  for (size_t i = 0; i < args->size; i++) {
    if (i > 0) out += ", ";
    if (!append_type(t, out, (*args)[i])) return Ref();
  }
  if (args->size == 0) out += "()";
  return make_str(t, out + "]");
}

// --- what an alias is itself; the rest is its origin's

constexpr std::string_view kOwnAttributes[] = {
    "__class__",         "__origin__",     "__args__",
    "__unpacked__",      "__parameters__", "__typing_unpacked_tuple_args__",
    "__mro_entries__",   "__reduce_ex__",  "__reduce__",
    "__copy__",          "__deepcopy__",   "__instancecheck__",
    "__subclasscheck__", "__bases__"};

Ref alias_get_attribute(Thread& t, Value self, Value name) {
  bool own = is_str(t, name) && std::find(std::begin(kOwnAttributes), std::end(kOwnAttributes),
                                          str_view(name)) != std::end(kOwnAttributes);
  return own ? generic_get_attr(t, self, name) : get_attr(t, alias_of(self)->origin, name);
}

Ref alias_call(Thread& t, Value self, CallArgs args) {
  Ref object = GILT_TRY(call(t, alias_of(self)->origin, args));
  if (set_attr(t, object, names(t).orig_class, self)) return object;
  // Instances of built-in classes do not take attributes.
  if (clear_if(t, Exc::kAttributeError) || clear_if(t, Exc::kTypeError)) return object;
  return Ref();
}

Ref alias_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (!is_alias(t, other) || (op != CompareOp::kEq && op != CompareOp::kNe)) {
    return Ref::not_implemented();
  }
  GenericAliasObject* a = alias_of(self);
  GenericAliasObject* b = alias_of(other);
  bool same = a->starred == b->starred && GILT_TRY(fast_equal(t, a->origin, b->origin)).yes() &&
              GILT_TRY(fast_equal(t, a->args, b->args)).yes();
  return Ref::boolean(same == (op == CompareOp::kEq));
}

Hash alias_hash(Thread& t, Value self) {
  int64_t origin = GILT_TRY(hash(t, alias_of(self)->origin)).get();
  int64_t args = GILT_TRY(hash(t, alias_of(self)->args)).get();
  int64_t both = origin ^ args;
  return both == -1 ? -2 : both;
}

// --- type variables

// Adds a type variable, or those of another alias or of a list of types, unless they are there.
bool collect_parameters(Thread& t, std::vector<Ref>* out, Value arg) {
  if (is_instance_of(t, arg, Type::kType)) return true;
  auto add = [&](Value parameter) {
    for (const Ref& known : *out) {
      if (known.get() == parameter) return;
    }
    out->push_back(Ref::copy(t, parameter));
  };
  auto each = [&](Value items, auto&& visit) -> bool {
    Ref tuple = GILT_TRY(tuple_from_iterable(t, items));
    for (Value item : tuple.as<TupleObject>()->items()) {
      if (!visit(item)) return false;
    }
    return true;
  };
  if (is_exact_tuple(arg) || is_exact_list(arg)) {
    return each(arg, [&](Value item) { return collect_parameters(t, out, item); });
  }
  Ref name = GILT_TRY(intern(t, "__typing_subst__"));
  Ref is_parameter = get_attr_or_null(t, arg, name);
  if (pending(t)) return false;
  if (is_parameter) {
    add(arg);
    return true;
  }
  name = GILT_TRY(intern(t, "__parameters__"));
  Ref inner = get_attr_or_null(t, arg, name);
  if (!inner || !is_instance_of(t, inner, Type::kTuple)) return !pending(t);
  return each(inner, [&](Value parameter) {
    add(parameter);
    return true;
  });
}

Ref alias_parameters(Thread& t, Value self) {
  std::vector<Ref> found;
  for (Value arg : alias_of(self)->args.as<TupleObject>()->items()) {
    if (!collect_parameters(t, &found, arg)) return Ref();
  }
  std::vector<Value> values(found.begin(), found.end());
  return make_tuple(t, std::span<const Value>(values));
}

// list[T][int]: how type variables are replaced stands in typing, where they come from.
Ref alias_get_item(Thread& t, Value self, Value item) {
  Ref parameters = GILT_TRY(alias_parameters(t, self));
  if (parameters.as<TupleObject>()->size == 0) {
    return raise(t, Exc::kTypeError, fmt::format("{} is not a generic class", repr_text(t, self)));
  }
  Ref typing = GILT_TRY(import_module(t, "typing"));
  Ref args = GILT_TRY(call_method(t, typing, "_substituted_args", {self, item}));
  return make_generic_alias(t, alias_of(self)->origin, args);
}

// *tuple[int, str] yields itself, starred.
Ref alias_iter(Thread& t, Value self) {
  auto* starred = GILT_TRY(allocate<GenericAliasObject>(t, types(t).generic_alias));
  starred->origin = Ref::copy(t, alias_of(self)->origin).release();
  starred->args = Ref::copy(t, alias_of(self)->args).release();
  starred->starred = true;
  Ref once = Ref::take(t, starred);
  Ref tuple = GILT_TRY(make_tuple(t, {once}));
  return get_iter(t, tuple);
}

void alias_finalize(Thread& t, Object* object) {
  decref(t, static_cast<GenericAliasObject*>(object)->origin);
  decref(t, static_cast<GenericAliasObject*>(object)->args);
}

void alias_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<GenericAliasObject*>(object)->origin, arg);
  visit(static_cast<GenericAliasObject*>(object)->args, arg);
}

Ref alias_construct(Thread& t, Type* cls, CallArgs args) {
  if (!check_no_keywords(t, "GenericAlias", args)) return Ref();
  if (!check_positional(t, "GenericAlias", args, 2, 2)) return Ref();
  return make_alias(t, cls, args.values[0], args.values[1]);
}

Ref mro_entries(Thread& t, Args args) { return make_tuple(t, {alias_of(args[0])->origin}); }

Ref instancecheck(Thread& t, Args) {
  return raise(t, Exc::kTypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
Ref subclasscheck(Thread& t, Args) {
  return raise(t, Exc::kTypeError, "issubclass() argument 2 cannot be a parameterized generic");
}

Ref alias_origin(Thread& t, Value self) { return Ref::copy(t, alias_of(self)->origin); }
Ref alias_args(Thread& t, Value self) { return Ref::copy(t, alias_of(self)->args); }
Ref alias_unpacked(Thread&, Value self) { return Ref::boolean(alias_of(self)->starred); }

constexpr MethodRow kMethods[] = {
    method<"__mro_entries__", mro_entries>("(bases, /)", ""),
    method<"__instancecheck__", instancecheck>("(instance, /)", ""),
    method<"__subclasscheck__", subclasscheck>("(subclass, /)", ""),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"__origin__", alias_origin>("The class that was subscripted."),
    attribute<"__args__", alias_args>("What it was subscripted with."),
    attribute<"__parameters__", alias_parameters>("Type variables in the GenericAlias."),
    attribute<"__unpacked__", alias_unpacked>(""),
};

}  // namespace

void init_generic_alias_type(Thread& t, Type& type) {
  type.instance_size = sizeof(GenericAliasObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc =
      "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and "
      "t.__args__ is (int,).";
  type.slots.construct = alias_construct;
  type.slots.finalize = alias_finalize;
  type.slots.traverse = alias_traverse;
  type.slots.repr = alias_repr;
  type.slots.hash = alias_hash;
  type.slots.compare = alias_compare;
  type.slots.call = alias_call;
  type.slots.get_attribute = alias_get_attribute;
  type.slots.get_item = alias_get_item;
  type.slots.iter = alias_iter;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = make_union;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
