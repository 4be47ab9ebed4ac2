#include "vm/peek.h"

#include "base/hash.h"
#include "vm/runtime.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/module.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

bool is_text(Value v) { return v.is_object() && peek_type(v)->has(Type::kStr); }

// Small ints and floats with an integral value are one key, and so are True and 1.
bool number_of(Value v, double* out) {
  if (v.is_small_int()) {
    *out = static_cast<double>(v.small_int());
  } else if (v.is_bool()) {
    *out = v.is_true() ? 1 : 0;
  } else if (is_exact_float(v)) {
    *out = float_value(v);
  } else {
    return false;
  }
  return true;
}

// What the object has in the slot of a member descriptor; no value: it is none, or nothing is there.
Value value_of_member(Value object, Value descriptor) {
  if (!descriptor.is_object() || built_in_base(peek_type(descriptor)) != "member_descriptor") {
    return {};
  }
  const uint32_t offset = descriptor.as<MemberDescriptor>()->offset;
  return reinterpret_cast<const Slot*>(reinterpret_cast<const char*>(object.object()) + offset)
      ->load();
}

}  // namespace

std::string_view class_name(const Type* type) {
  const Value name = type->name.load();
  if (name) return str_view(name);
  const std::string_view native = type->native_name != nullptr ? type->native_name : "object";
  const size_t dot = native.rfind('.');
  return dot == std::string_view::npos ? native : native.substr(dot + 1);
}

std::string_view class_name(Value v) {
  if (v.is_object()) return class_name(peek_type(v));
  if (v.is_small_int()) return "int";
  if (v.is_immediate_double()) return "float";
  if (v.is_bool()) return "bool";
  if (v.is_none()) return "NoneType";
  return v.is_ellipsis() ? "ellipsis" : "NotImplementedType";
}

std::string_view built_in_base(const Type* type) {
  while (type->has(Type::kHeap) && type->base != nullptr) type = type->base;
  return type->native_name != nullptr ? type->native_name : "object";
}

bool same_key(Value a, Value b) {
  if (a == b) return true;
  double x = 0, y = 0;
  if (number_of(a, &x))
    return !(a.is_small_int() && b.is_small_int()) && number_of(b, &y) && x == y;
  if (!a.is_object() || !b.is_object()) return false;
  if (is_text(a)) return is_text(b) && str_view(a) == str_view(b);
  if (is_big_int(a)) return is_big_int(b) && a.as<IntObject>()->value == b.as<IntObject>()->value;
  if (!peek_type(a)->has(Type::kTuple) || !peek_type(b)->has(Type::kTuple)) return false;
  const TupleObject& p = *a.as<TupleObject>();
  const TupleObject& q = *b.as<TupleObject>();
  if (p.size != q.size) return false;
  for (size_t i = 0; i < p.size; ++i) {
    if (!same_key(p[i], q[i])) return false;
  }
  return true;
}

Value peek_item(const DictObject* dict, Value key) {
  if (is_exact_str(key)) return peek_item(dict, str_view(key));
  if (key.is_small_int()) {
    auto same = [](Value candidate, const void* wanted) {
      return same_key(*static_cast<const Value*>(wanted), candidate);
    };
    return dict_peek(dict, hash_int(key.small_int()), same, &key);
  }
  Value found;
  for_each_item(dict, [&](Value candidate, Value value) {
    if (!found && same_key(candidate, key)) found = value;
  });
  return found;
}

Value peek_item(const DictObject* dict, std::string_view key) {
  auto same = [](Value candidate, const void* wanted) {
    return is_text(candidate) &&
           str_view(candidate) == *static_cast<const std::string_view*>(wanted);
  };
  return dict_peek(dict, hash_bytes(key), same, &key);
}

Value peek_own_attribute(Value object, std::string_view name) {
  if (!object.is_object()) return {};
  Value found;
  for_each_attribute(object, [&](Value candidate, Value value) {
    if (!found && is_text(candidate) && str_view(candidate) == name) found = value;
  });
  return found ? found : value_of_member(object, peek_class_attribute(peek_type(object), name));
}

void for_each_member(Value object, const std::function<void(Value name, Value value)>& f) {
  for (const Type* type = peek_type(object); type->has(Type::kHeap); type = type->base) {
    const Value attributes = type->attributes.load();
    if (!attributes || !peek_item(attributes.as<DictObject>(), "__slots__")) continue;
    for_each_item(attributes.as<DictObject>(), [&](Value name, Value descriptor) {
      if (const Value value = value_of_member(object, descriptor)) f(name, value);
    });
  }
}

Value peek_class_attribute(const Type* type, std::string_view name) {
  const Value mro = type->mro.load();
  if (!mro) return {};
  for (Value cls : mro.as<TupleObject>()->items()) {
    const Value attributes = cls.as<Type>()->attributes.load();
    if (!attributes) continue;
    if (const Value found = peek_item(attributes.as<DictObject>(), name)) return found;
  }
  return {};
}

const DictObject* peek_module(const Runtime& runtime, std::string_view name) {
  if (runtime.modules == nullptr) return nullptr;
  const Value module = peek_item(runtime.modules, name);
  if (!module.is_object() || peek_type(module) != runtime.types.module) return nullptr;
  return module.as<ModuleObject>()->dict;
}

}  // namespace gilt
