// wrapper_descriptor (`list.__len__`) and method-wrapper (`[].__len__`).
// Source: CPython 3.14 Objects/descrobject.c.
#include <fmt/format.h>

#include "base/hash.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

struct MethodWrapper : Object {
  const SlotRow* row = nullptr;
  Type* owner = nullptr;
  Value self;  // owned
};

template <typename T>
Value name_of(Thread& t, Value v) {
  return names(t).*(v.as<T>()->row->name);
}
std::string_view owner_name(Type* owner) { return str_view(owner->name.load()); }

void finalize_nothing(Thread&, Object*) {}

bool check_self(Thread& t, SlotWrapper* w, Value self) {
  if (type_of(t, self)->is_subtype_of(w->owner)) return true;
  return raise(
      t, Exc::kTypeError,
      fmt::format("descriptor '{}' requires a '{}' object but received a '{}'",
                  str_view(names(t).*w->row->name), owner_name(w->owner), type_name(t, self)));
}

Ref wrapper_repr(Thread& t, Value v) {
  return make_str(
      t, fmt::format("<slot wrapper '{}' of '{}' objects>", str_view(name_of<SlotWrapper>(t, v)),
                     owner_name(v.as<SlotWrapper>()->owner)));
}

Ref wrapper_call(Thread& t, Value v, CallArgs args) {
  auto* w = v.as<SlotWrapper>();
  if (args.positional == 0) {
    return raise(t, Exc::kTypeError,
                 fmt::format("descriptor '{}' of '{}' object needs an argument",
                             str_view(name_of<SlotWrapper>(t, v)), owner_name(w->owner)));
  }
  if (!check_self(t, w, args.values[0])) return Ref();
  return w->row->call(t, w->owner, args.values[0],
                      CallArgs(args.values + 1, args.positional - 1, args.keywords));
}

Ref wrapper_get(Thread& t, Value v, Value object, Value) {
  auto* w = v.as<SlotWrapper>();
  if (!object) return Ref::copy(t, v);
  if (!check_self(t, w, object)) return Ref();
  auto* bound = GILT_TRY(allocate<MethodWrapper>(t, types(t).method_wrapper));
  bound->row = w->row;
  bound->owner = w->owner;
  bound->self = Ref::copy(t, object).release();
  return Ref::take(t, bound);
}

template <typename T>
Ref get_name(Thread& t, Value v) {
  return Ref::copy(t, name_of<T>(t, v));
}
template <typename T>
Ref get_qualname(Thread& t, Value v) {
  return make_str(t, fmt::format("{}.{}", str_view(v.as<T>()->owner->qualname.load()),
                                 str_view(name_of<T>(t, v))));
}
template <typename T>
Ref get_doc(Thread& t, Value v) {
  return make_str(t, std::string_view(v.as<T>()->row->doc));
}
template <typename T>
Ref get_objclass(Thread& t, Value v) {
  return Ref::copy(t, v.as<T>()->owner);
}
template <typename T>
Ref get_text_signature(Thread& t, Value v) {
  std::string_view text = v.as<T>()->row->signature;
  return make_str(
      t, text == "()" ? std::string("($self, /)") : fmt::format("($self, {}", text.substr(1)));
}

constexpr AttributeRow kWrapperAttributes[] = {
    attribute<"__name__", get_name<SlotWrapper>>("name of the method"),
    attribute<"__qualname__", get_qualname<SlotWrapper>>("qualified name"),
    attribute<"__doc__", get_doc<SlotWrapper>>("docstring"),
    attribute<"__objclass__", get_objclass<SlotWrapper>>("class that defines the method"),
    attribute<"__text_signature__", get_text_signature<SlotWrapper>>("signature as text"),
};

// --- method-wrapper

void finalize_bound(Thread& t, Object* object) {
  decref(t, static_cast<MethodWrapper*>(object)->self);
}
void traverse_bound(Object* object, Visitor visit, void* arg) {
  Value self = static_cast<MethodWrapper*>(object)->self;
  if (self.is_object()) visit(self, arg);
}

Ref bound_repr(Thread& t, Value v) {
  auto* w = v.as<MethodWrapper>();
  return make_str(t, fmt::format("<method-wrapper '{}' of {} object at {:#x}>",
                                 str_view(name_of<MethodWrapper>(t, v)), type_name(t, w->self),
                                 identity(t, w->self)));
}

Ref bound_call(Thread& t, Value v, CallArgs args) {
  auto* w = v.as<MethodWrapper>();
  return w->row->call(t, w->owner, w->self, args);
}

Ref bound_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || type_of(t, a) != type_of(t, b)) {
    return Ref::not_implemented();
  }
  auto* x = a.as<MethodWrapper>();
  auto* y = b.as<MethodWrapper>();
  bool same = x->row == y->row && x->owner == y->owner && x->self == y->self;
  return Ref::boolean(same == (op == CompareOp::kEq));
}

Hash bound_hash(Thread& t, Value v) {
  auto* w = v.as<MethodWrapper>();
  return hash_bytes(str_view(name_of<MethodWrapper>(t, v))) ^ hash_identity(identity(t, w->self));
}

Ref get_bound_self(Thread& t, Value v) { return Ref::copy(t, v.as<MethodWrapper>()->self); }

constexpr AttributeRow kBoundAttributes[] = {
    attribute<"__self__", get_bound_self>("what the method is bound to"),
    attribute<"__name__", get_name<MethodWrapper>>("name of the method"),
    attribute<"__qualname__", get_qualname<MethodWrapper>>("qualified name"),
    attribute<"__doc__", get_doc<MethodWrapper>>("docstring"),
    attribute<"__objclass__", get_objclass<MethodWrapper>>("class that defines the method"),
    attribute<"__text_signature__", get_text_signature<MethodWrapper>>("signature as text"),
};

}  // namespace

Ref make_slot_wrapper(Thread& t, const SlotRow& row, Type& owner) {
  auto* w = GILT_TRY(allocate<SlotWrapper>(t, types(t).slot_wrapper));
  w->row = &row;
  w->owner = &owner;
  return Ref::take(t, w);
}

void init_slot_wrapper_type(Thread& t, Type& type) {
  type.instance_size = sizeof(SlotWrapper);
  type.slots.finalize = finalize_nothing;
  type.slots.traverse = traverse_nothing;
  type.slots.repr = wrapper_repr;
  type.slots.call = wrapper_call;
  type.slots.descriptor_get = wrapper_get;
  add_attributes(t, type, kWrapperAttributes);
}

void init_method_wrapper_type(Thread& t, Type& type) {
  type.instance_size = sizeof(MethodWrapper);
  type.slots.finalize = finalize_bound;
  type.slots.traverse = traverse_bound;
  type.slots.repr = bound_repr;
  type.slots.call = bound_call;
  type.slots.compare = bound_compare;
  type.slots.hash = bound_hash;
  add_attributes(t, type, kBoundAttributes);
}

}  // namespace gilt
