#include "vm/types/class_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/unicode.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

Ref get_dict(Thread& t, Value self) {
  AttributeStorage* storage = attribute_storage(self.object());
  if (storage == nullptr) return raise(t, Exc::kAttributeError, "This object has no __dict__");
  return instance_dict(t, self.object(), *storage);
}

bool set_dict(Thread& t, Value self, Value value) {
  AttributeStorage* storage = attribute_storage(self.object());
  if (storage == nullptr) return raise(t, Exc::kAttributeError, "This object has no __dict__");
  if (!value) return raise(t, Exc::kTypeError, "cannot delete __dict__");
  if (!is_instance_of(t, value, Type::kDict)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("__dict__ must be set to a dictionary, not a '{}'", type_name(t, value)));
  }
  return set_instance_dict(t, self.object(), *storage, Ref::copy(t, value));
}

// The first of the weak references, as in CPython, where the attribute shows the head of their list.
Ref get_weakref(Thread& t, Value self) {
  std::vector<Ref> refs = t.runtime.weak_table.list(t, self.object());
  return refs.empty() ? Ref::none() : std::move(refs.front());
}

constexpr AttributeRow kDictAttribute[] = {
    attribute<"__dict__", get_dict, set_dict>("dictionary for instance variables"),
};
constexpr AttributeRow kWeakrefAttribute[] = {
    attribute<"__weakref__", get_weakref>("list of weak references to the object"),
};

// "_Class__name" for "__name" in a class called "Class".
std::string mangled(std::string_view class_name, std::string_view name) {
  if (!name.starts_with("__") || name.ends_with("__") || name.find('.') != std::string_view::npos) {
    return std::string(name);
  }
  while (class_name.starts_with('_')) class_name.remove_prefix(1);
  return class_name.empty() ? std::string(name) : fmt::format("_{}{}", class_name, name);
}

// __slots__ as a list of names; `dict` and `weakref` say whether those were among them.
struct SlotNames {
  std::vector<std::string> members;
  bool dict = false;
  bool weakref = false;
};

bool collect_slots(Thread& t, Type& type, Value slots, SlotNames* out) {
  Ref names_tuple = is_str(t, slots) ? make_tuple(t, {slots}) : tuple_from_iterable(t, slots);
  if (!names_tuple) return false;
  std::string_view class_name = str_view(type.name.load());
  for (Value name : names_tuple.as<TupleObject>()->items()) {
    if (!is_str(t, name)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("__slots__ items must be strings, not '{}'", type_name(t, name)));
    }
    std::string_view text = str_view(name);
    if (!str_isidentifier(text)) {
      return raise(t, Exc::kTypeError, "__slots__ must be identifiers");
    }
    if (text == "__dict__") {
      if (out->dict || type.base->attributes_offset != 0) {
        return raise(t, Exc::kTypeError, "__dict__ slot disallowed: we already got one");
      }
      out->dict = true;
    } else if (text == "__weakref__") {
      if (out->weakref || type.base->has(Type::kWeakReferable)) {
        return raise(t, Exc::kTypeError, "__weakref__ slot disallowed: we already got one");
      }
      out->weakref = true;
    } else {
      out->members.push_back(mangled(class_name, text));
    }
  }
  std::sort(out->members.begin(), out->members.end());
  return true;
}

bool holds_items_behind(Type* base) {
  return base->has(Type::kInt | Type::kTuple | Type::kBytes | Type::kType);
}

bool other_base_is_weak_referable(Type& type, TupleObject* bases) {
  return std::any_of(bases->items().begin(), bases->items().end(), [&](Value base) {
    return base.as<Type>() != type.base && base.as<Type>()->has(Type::kWeakReferable);
  });
}

// Must instances get attribute storage because a base other than type.base gives it to its own?
bool other_base_has_attributes(Type& type, TupleObject* bases) {
  return std::any_of(bases->items().begin(), bases->items().end(), [&](Value base) {
    return base.as<Type>() != type.base && base.as<Type>()->attributes_offset != 0;
  });
}

bool add_members(Thread& t, Type& type, DictObject* ns, const SlotNames& slots) {
  for (const std::string& name : slots.members) {
    Ref key = GILT_TRY(intern(t, name));
    Truth taken = dict_contains(t, ns, key);
    if (taken.failed()) return false;
    if (taken.yes()) {
      // A repeated name is one slot; anything else of that name is a mistake.
      Ref other = dict_get(t, ns, key);
      if (!other) return false;
      if (type_of(t, other) == types(t).member_descriptor &&
          other.as<MemberDescriptor>()->owner == &type) {
        continue;
      }
      return raise(t, Exc::kValueError,
                   fmt::format("'{}' in __slots__ conflicts with class variable", name));
    }
    Ref member = GILT_TRY(make_member_descriptor(t, type, key, type.instance_size));
    if (!dict_set(t, ns, key, member)) return false;
    type.instance_size += sizeof(Slot);
  }
  return true;
}

}  // namespace

void add_dict_attribute(Thread& t, Type& type) { add_attributes(t, type, kDictAttribute); }

bool lay_out_class(Thread& t, Type& type, TupleObject* bases, DictObject* ns) {
  Type* base = type.base;
  type.instance_size = aligned_size(base->instance_size);
  type.attributes_offset = base->attributes_offset;
  type.instance_layout =
      base->instance_layout == Layout::kInstance ? Layout::kInstance : Layout::kOpaque;
  if (base->has(Type::kType)) {  // classes keep their attributes in their namespace
    type.instance_layout = Layout::kType;
    type.attributes_offset = 0;
  }
  Ref declared = dict_get(t, ns, names(t).slots);
  if (!declared && pending(t)) return false;
  SlotNames slots;
  if (declared && !collect_slots(t, type, declared, &slots)) return false;
  if (!slots.members.empty() && holds_items_behind(base)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("nonempty __slots__ not supported for subtype of '{}'",
                             str_view(base->name.load())));
  }
  bool wants_attributes = !declared || slots.dict || other_base_has_attributes(type, bases);
  if (wants_attributes && type.attributes_offset == 0 && !base->has(Type::kType)) {
    type.attributes_offset = type.instance_size;
    type.instance_size += sizeof(AttributeStorage);
    if (type.attributes_offset == sizeof(Object)) type.instance_layout = Layout::kInstance;
    add_dict_attribute(t, type);
  }
  const bool wants_weakrefs =
      !declared || slots.weakref || other_base_is_weak_referable(type, bases);
  if (base->has(Type::kWeakReferable)) {
    type.flags_bits |= Type::kWeakReferable;
  } else if (wants_weakrefs && !holds_items_behind(base)) {
    type.flags_bits |= Type::kWeakReferable;
    add_attributes(t, type, kWeakrefAttribute);
  }
  return add_members(t, type, ns, slots);
}

void finalize_heap_instance(Thread& t, Object* object) {
  Type* type = object->type.load(std::memory_order_acquire);
  for (; type->has(Type::kHeap); type = type->base) {
    uint32_t offset = aligned_size(type->base->instance_size);
    if (type->attributes_offset != 0 && type->base->attributes_offset == 0) {
      finalize_attributes(t, *attribute_storage(object));
      offset += sizeof(AttributeStorage);
    }
    for (; offset < type->instance_size; offset += sizeof(Slot)) {
      Slot* slot = reinterpret_cast<Slot*>(reinterpret_cast<char*>(object) + offset);
      decref(t, slot->exchange(Value()));
    }
  }
  type->slots.finalize(t, object);
}

void traverse_heap_instance(Object* object, Visitor visit, void* arg) {
  Type* type = object->type.load(std::memory_order_acquire);
  for (; type->has(Type::kHeap); type = type->base) {
    uint32_t offset = aligned_size(type->base->instance_size);
    if (type->attributes_offset != 0 && type->base->attributes_offset == 0) {
      traverse_attributes(*attribute_storage(object), visit, arg);
      offset += sizeof(AttributeStorage);
    }
    for (; offset < type->instance_size; offset += sizeof(Slot)) {
      Slot* slot = reinterpret_cast<Slot*>(reinterpret_cast<char*>(object) + offset);
      Value value = slot->load();
      if (value.is_object()) visit(value, arg);
    }
  }
  type->slots.traverse(object, visit, arg);
}

}  // namespace gilt
