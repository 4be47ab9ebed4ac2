#include "vm/types/mapping_proxy.h"

#include <fmt/format.h>

#include "vm/native.h"
#include "vm/types/generic_alias.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"

namespace gilt {

Ref make_mapping_proxy(Thread& t, Value mapping) {
  auto* proxy = GILT_TRY(allocate<MappingProxyObject>(t, types(t).mapping_proxy));
  proxy->mapping = Ref::copy(t, mapping).release();
  return Ref::take(t, proxy);
}

namespace {

Value mapping_of(Value proxy) { return proxy.as<MappingProxyObject>()->mapping; }

Ref proxy_construct(Thread& t, Type*, CallArgs args) {
  bool by_name = args.positional == 0 && args.keyword_count() == 1 &&
                 str_view(args.keyword_name(0)) == "mapping";
  if (!by_name) {
    if (!check_no_keywords(t, "mappingproxy", args)) return Ref();
    if (args.positional == 0) {
      return raise(t, Exc::kTypeError,
                   "mappingproxy() missing required argument 'mapping' (pos 1)");
    }
    if (!check_positional(t, "mappingproxy", args, 1, 1)) return Ref();
  }
  Type* type = type_of(t, args.values[0]);
  if (!type->slots.get_item || type->has(Type::kList) || type->has(Type::kTuple)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("mappingproxy() argument must be a mapping, not {}",
                             type_name(t, args.values[0])));
  }
  return make_mapping_proxy(t, args.values[0]);
}

void proxy_finalize(Thread& t, Object* object) {
  decref(t, static_cast<MappingProxyObject*>(object)->mapping);
}
void proxy_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<MappingProxyObject*>(object)->mapping, arg);
}

Ref proxy_repr(Thread& t, Value self) {
  std::string out = "mappingproxy(";
  if (!append_repr(t, out, mapping_of(self))) return Ref();
  return make_str(t, out + ")");
}
Ref proxy_str(Thread& t, Value self) { return to_str(t, mapping_of(self)); }
Hash proxy_hash(Thread& t, Value self) { return hash(t, mapping_of(self)); }
Ref proxy_compare(Thread& t, Value self, Value other, CompareOp op) {
  return compare(t, mapping_of(self), other, op);
}
Ref proxy_iter(Thread& t, Value self) { return get_iter(t, mapping_of(self)); }
Size proxy_length(Thread& t, Value self) { return length(t, mapping_of(self)); }
Ref proxy_get_item(Thread& t, Value self, Value key) { return get_item(t, mapping_of(self), key); }
Truth proxy_contains(Thread& t, Value self, Value key) {
  return contains(t, mapping_of(self), key);
}

Ref proxy_or(Thread& t, Value a, Value b) {
  Type* proxy = types(t).mapping_proxy;
  if (type_of(t, a) == proxy) a = mapping_of(a);
  if (type_of(t, b) == proxy) b = mapping_of(b);
  return binary_op(t, BinaryOp::kOr, a, b);
}

Ref proxy_in_place_or(Thread& t, Value self, Value) {
  return raise(t, Exc::kTypeError,
               fmt::format("'|=' is not supported by {}; use '|' instead", type_name(t, self)));
}

Ref get(Thread& t, Args args) {
  return call_method(t, mapping_of(args[0]), "get", {args[1], args[2] ? args[2] : Value::none()});
}
Ref keys(Thread& t, Args args) { return call_method(t, mapping_of(args[0]), "keys", {}); }
Ref values(Thread& t, Args args) { return call_method(t, mapping_of(args[0]), "values", {}); }
Ref items(Thread& t, Args args) { return call_method(t, mapping_of(args[0]), "items", {}); }
Ref copy(Thread& t, Args args) { return call_method(t, mapping_of(args[0]), "copy", {}); }
Ref reversed(Thread& t, Args args) {
  return call_method(t, mapping_of(args[0]), "__reversed__", {});
}

constexpr MethodRow kMethods[] = {
    method<"get", get>("(key, default=None, /)",
                       "Return the value for key if key is in the mapping, else default."),
    method<"keys", keys>("()", "a set-like object providing a view on the mapping's keys"),
    method<"values", values>("()", "an object providing a view on the mapping's values"),
    method<"items", items>("()", "a set-like object providing a view on the mapping's items"),
    method<"copy", copy>("()", "a shallow copy of the mapping"),
    method<"__reversed__", reversed>("()", "reverse iterator"),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

}  // namespace

void init_mapping_proxy_type(Thread& t, Type& type) {
  type.instance_size = sizeof(MappingProxyObject);
  type.doc = "Read-only proxy of a mapping.";
  type.slots.construct = proxy_construct;
  type.slots.finalize = proxy_finalize;
  type.slots.traverse = proxy_traverse;
  type.slots.repr = proxy_repr;
  type.slots.str = proxy_str;
  type.slots.hash = proxy_hash;
  type.slots.compare = proxy_compare;
  type.slots.iter = proxy_iter;
  type.slots.length = proxy_length;
  type.slots.get_item = proxy_get_item;
  type.slots.contains = proxy_contains;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = proxy_or;
  type.slots.in_place[static_cast<int>(BinaryOp::kOr)] = proxy_in_place_or;
  add_methods(t, type, kMethods);
}

}  // namespace gilt
