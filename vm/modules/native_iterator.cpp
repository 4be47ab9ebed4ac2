#include "vm/modules/native_iterator.h"

#include <string_view>

#include "vm/import.h"
#include "vm/types/str.h"

namespace gilt {

bool clear_slot_if(Thread& t, Object* owner, Slot& slot, Value expected) {
  {
    gil::CriticalSection section(t, owner->mutex);
    if (slot.load() != expected) return false;
    slot.store(Value());
  }
  decref(t, expected);
  return true;
}

Type* new_native_class(Thread& t, const NativeClass& what) {
  Type* type = new_native_type(t, what.name, nullptr, what.size);
  if (type == nullptr) return nullptr;
  type->doc = what.doc;
  if (what.subclassable) type->flags_bits |= Type::kSubclassable;
  type->slots.finalize = what.finalize;
  type->slots.traverse = what.traverse;
  return type;
}

Type* new_iterator_class(Thread& t, const IteratorClass& what) {
  Type* type = new_native_class(t, what.base);
  if (type == nullptr) return nullptr;
  type->slots.construct = what.construct;
  type->slots.iter = iter_self;
  type->slots.next = what.next;
  return type;
}

bool publish(Thread& t, DictObject* ns, Type* type, const char* name) {
  ready_type(t, *type);
  std::string_view own = type->native_name;
  if (name == nullptr) name = own.substr(own.rfind('.') + 1).data();
  return add_value(t, ns, name, Ref::copy(t, type));
}

Ref module_member(Thread& t, const char* module, const char* name) {
  Ref found = GILT_TRY(import_module(t, module));
  return get_attr(t, found, name);
}

}  // namespace gilt
