// getset_descriptor and member_descriptor: computed attributes of built-in types and __slots__.
// Source: CPython 3.14 Objects/descrobject.c.
#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/heap.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

std::string_view owner_name(Type* owner) { return str_view(owner->name.load()); }

template <typename T>
void finalize_named(Thread& t, Object* object) {
  decref(t, static_cast<T*>(object)->name);
}
template <typename T>
void traverse_named(Object* object, Visitor visit, void* arg) {
  Value name = static_cast<T*>(object)->name;
  if (name) visit(name, arg);
}
template <typename T>
Ref get_name(Thread& t, Value v) {
  return Ref::copy(t, v.as<T>()->name);
}
template <typename T>
Ref get_objclass(Thread& t, Value v) {
  return Ref::copy(t, v.as<T>()->owner);
}
template <typename T>
Ref get_qualname(Thread& t, Value v) {
  Ref owner = read_slot(t, v.as<T>()->owner->qualname);
  return make_str(t, fmt::format("{}.{}", str_view(owner), str_view(v.as<T>()->name)));
}

// --- getset_descriptor

Ref getset_repr(Thread& t, Value v) {
  auto* d = v.as<GetSetDescriptor>();
  return make_str(
      t, fmt::format("<attribute '{}' of '{}' objects>", str_view(d->name), owner_name(d->owner)));
}

Ref getset_get(Thread& t, Value descriptor, Value object, Value) {
  auto* d = descriptor.as<GetSetDescriptor>();
  if (!object) return Ref::copy(t, descriptor);
  GILT_TRY(check_descriptor_self(t, d->name, d->owner, object));
  return d->get(t, object);
}

bool getset_set(Thread& t, Value descriptor, Value object, Value value) {
  auto* d = descriptor.as<GetSetDescriptor>();
  GILT_TRY(check_descriptor_self(t, d->name, d->owner, object));
  if (d->set != nullptr) return d->set(t, object, value);
  return raise(t, Exc::kAttributeError,
               fmt::format("attribute '{}' of '{}' objects is not writable", str_view(d->name),
                           owner_name(d->owner)));
}

Ref getset_doc(Thread& t, Value v) {
  const char* doc = v.as<GetSetDescriptor>()->doc;
  return doc != nullptr ? make_str(t, std::string_view(doc)) : Ref::none();
}

constexpr AttributeRow kGetSetAttributes[] = {
    attribute<"__name__", get_name<GetSetDescriptor>>("name of the attribute"),
    attribute<"__qualname__", get_qualname<GetSetDescriptor>>("qualified name"),
    attribute<"__objclass__", get_objclass<GetSetDescriptor>>("class of the attribute"),
    attribute<"__doc__", getset_doc>("docstring"),
};

// --- member_descriptor

Slot& member_slot(MemberDescriptor* d, Value object) {
  return *reinterpret_cast<Slot*>(reinterpret_cast<char*>(object.object()) + d->offset);
}

Ref member_repr(Thread& t, Value v) {
  auto* d = v.as<MemberDescriptor>();
  return make_str(
      t, fmt::format("<member '{}' of '{}' objects>", str_view(d->name), owner_name(d->owner)));
}

Ref member_get(Thread& t, Value descriptor, Value object, Value) {
  auto* d = descriptor.as<MemberDescriptor>();
  if (!object) return Ref::copy(t, descriptor);
  GILT_TRY(check_descriptor_self(t, d->name, d->owner, object));
  Ref value = read_slot(t, member_slot(d, object));
  if (value) return value;
  return raise_attribute_error(
      t, object, d->name,
      fmt::format("'{}' object has no attribute '{}'", type_name(t, object), str_view(d->name)));
}

bool member_set(Thread& t, Value descriptor, Value object, Value value) {
  auto* d = descriptor.as<MemberDescriptor>();
  GILT_TRY(check_descriptor_self(t, d->name, d->owner, object));
  Slot& slot = member_slot(d, object);
  if (value) {
    assign_slot(t, slot, Ref::copy(t, value));
    return true;
  }
  Value old = slot.exchange(Value());
  decref(t, old);
  if (old) return true;
  return raise_attribute_error(t, object, d->name, str_view(d->name));
}

Ref member_doc(Thread&, Value) { return Ref::none(); }

constexpr AttributeRow kMemberAttributes[] = {
    attribute<"__name__", get_name<MemberDescriptor>>("name of the attribute"),
    attribute<"__qualname__", get_qualname<MemberDescriptor>>("qualified name"),
    attribute<"__objclass__", get_objclass<MemberDescriptor>>("class of the attribute"),
    attribute<"__doc__", member_doc>("docstring"),
};

}  // namespace

Ref make_member_descriptor(Thread& t, Type& owner, Value name, uint32_t offset) {
  auto* d = GILT_TRY(allocate<MemberDescriptor>(t, types(t).member_descriptor));
  d->name = Ref::copy(t, name).release();
  d->owner = &owner;
  d->offset = offset;
  return Ref::take(t, d);
}

void init_getset_descriptor_type(Thread& t, Type& type) {
  type.instance_size = sizeof(GetSetDescriptor);
  type.slots.finalize = finalize_named<GetSetDescriptor>;
  type.slots.traverse = traverse_named<GetSetDescriptor>;
  type.slots.repr = getset_repr;
  type.slots.descriptor_get = getset_get;
  type.slots.descriptor_set = getset_set;
  add_attributes(t, type, kGetSetAttributes);
}

void init_member_descriptor_type(Thread& t, Type& type) {
  type.instance_size = sizeof(MemberDescriptor);
  type.slots.finalize = finalize_named<MemberDescriptor>;
  type.slots.traverse = traverse_named<MemberDescriptor>;
  type.slots.repr = member_repr;
  type.slots.descriptor_get = member_get;
  type.slots.descriptor_set = member_set;
  add_attributes(t, type, kMemberAttributes);
}

}  // namespace gilt
