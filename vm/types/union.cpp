#include "vm/types/union.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "vm/heap.h"
#include "vm/import.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type_attributes.h"

namespace gilt {
namespace {

void union_finalize(Thread& t, Object* object) {
  decref(t, static_cast<UnionObject*>(object)->args);
}
void union_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<UnionObject*>(object)->args, arg);
}

std::span<const Value> members(Value v) {
  return v.as<UnionObject>()->args.as<TupleObject>()->items();
}

bool can_be_member(Thread& t, Value v) {
  Type* type = type_of(t, v);
  return v.is_none() || type->has(Type::kType) || type == types(t).union_ ||
         type->is_subtype_of(types(t).generic_alias);
}

// Adds v, or the members of the union v, unless they are there already.
bool add_member(Thread& t, std::vector<Value>* out, Value v) {
  if (type_of(t, v) == types(t).union_) {
    for (Value member : members(v)) {
      if (!add_member(t, out, member)) return false;
    }
    return true;
  }
  if (v.is_none()) v = Value::from(types(t).none);
  for (Value seen : *out) {
    Truth same = equal(t, seen, v);
    if (same.failed()) return false;
    if (same.yes()) return true;
  }
  out->push_back(v);
  return true;
}

bool append_member(Thread& t, std::string* out, Value v) {
  if (v == Value::from(types(t).none)) {
    *out += "None";
    return true;
  }
  if (!is_instance_of(t, v, Type::kType)) {
    Ref text = GILT_TRY(repr(t, v));
    *out += str_view(text);
    return true;
  }
  Ref module = type_module(t, v);
  if (!module) return false;
  if (is_str(t, module) && str_view(module) != "builtins") {
    *out += str_view(module);
    *out += '.';
  }
  *out += str_view(v.as<Type>()->qualname.load());
  return true;
}

Ref union_repr(Thread& t, Value self) {
  std::string text;
  for (Value member : members(self)) {
    if (!text.empty()) text += " | ";
    if (!append_member(t, &text, member)) return Ref();
  }
  return make_str(t, text);
}

Ref union_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || type_of(t, b) != types(t).union_) {
    return Ref::not_implemented();
  }
  bool same = members(a).size() == members(b).size();
  for (size_t i = 0; same && i < members(a).size(); i++) {
    bool found = false;
    for (Value other : members(b)) {
      Truth equals = equal(t, members(a)[i], other);
      if (equals.failed()) return Ref();
      found = found || equals.yes();
    }
    same = found;
  }
  return Ref::boolean(same == (op == CompareOp::kEq));
}

Hash union_hash(Thread& t, Value self) {
  uint64_t mixed = 0;
  for (Value member : members(self)) {
    Hash h = hash(t, member);
    if (h.failed()) return Hash();
    mixed ^= static_cast<uint64_t>(h.get()) * 0x9e3779b97f4a7c15u;
  }
  return static_cast<int64_t>(mixed >> 1);
}

// The union of types that have been checked; a single one is itself.
Ref union_of(Thread& t, std::span<const Value> wanted) {
  std::vector<Value> all;
  for (Value v : wanted) {
    if (!add_member(t, &all, v)) return Ref();
  }
  if (all.size() == 1) return Ref::copy(t, all[0]);
  Ref args = GILT_TRY(make_tuple(t, std::span<const Value>(all)));
  auto* result = GILT_TRY(allocate<UnionObject>(t, types(t).union_));
  result->args = args.release();
  return Ref::take(t, result);
}

// Union[X, Y]: what may be a member stands in typing.
Ref union_class_getitem(Thread& t, Args args) {
  Ref typing = GILT_TRY(import_module(t, "typing"));
  Ref wanted = GILT_TRY(call_method(t, typing, "_union_members", {args[1]}));
  return union_of(t, wanted.as<TupleObject>()->items());
}

// (int | list[T])[str]
Ref union_get_item(Thread& t, Value self, Value item) {
  Ref typing = GILT_TRY(import_module(t, "typing"));
  Ref replaced = GILT_TRY(call_method(t, typing, "_substituted_args", {self, item}));
  return union_of(t, replaced.as<TupleObject>()->items());
}

Ref get_args(Thread& t, Value self) { return Ref::copy(t, self.as<UnionObject>()->args); }
Ref get_origin(Thread& t, Value) { return Ref::copy(t, types(t).union_); }

Ref get_parameters(Thread& t, Value self) {
  Ref typing = GILT_TRY(import_module(t, "typing"));
  return call_method(t, typing, "_collect_parameters", {self.as<UnionObject>()->args});
}

Ref mro_entries(Thread& t, Args args) {
  return raise(t, Exc::kTypeError, fmt::format("Cannot subclass {}", repr_text(t, args[0])));
}

constexpr AttributeRow kAttributes[] = {
    attribute<"__args__", get_args>("the members"),
    attribute<"__origin__", get_origin>("typing.Union"),
    attribute<"__parameters__", get_parameters>("the type variables in it"),
};

constexpr MethodRow kMethods[] = {
    class_method<"__class_getitem__", union_class_getitem>("(params, /)", "See PEP 585"),
    method<"__mro_entries__", mro_entries>("(bases, /)", "Unions are no base classes."),
};

}  // namespace

Ref make_union(Thread& t, Value a, Value b) {
  if (!can_be_member(t, a) || !can_be_member(t, b) || (a.is_none() && b.is_none())) {
    return Ref::not_implemented();
  }
  const Value both[] = {a, b};
  return union_of(t, both);
}

Ref union_args(Thread& t, Value v) { return Ref::copy(t, v.as<UnionObject>()->args); }

void init_union__type(Thread& t, Type& type) {
  type.instance_size = sizeof(UnionObject);
  type.slots.finalize = union_finalize;
  type.slots.traverse = union_traverse;
  type.slots.repr = union_repr;
  type.slots.compare = union_compare;
  type.slots.hash = union_hash;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = make_union;
  type.doc = "Represent a union type\n\nE.g. for int | str";
  type.slots.get_item = union_get_item;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
