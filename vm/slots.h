// Slots and special methods: the one table that says which special method name stands for which slot
// of a type, how Python calls the slot (a slot_wrapper object, `list.__len__`), and what the slot of
// a class that defines the method in Python is (a trampoline, vm/trampolines.h).
//
// Thread-safety: the table is constant.
// Source of the rules: CPython 3.14 Objects/typeobject.c (slotdefs, update_one_slot).
#pragma once

#include <span>

#include "vm/runtime.h"
#include "vm/type.h"

namespace gilt {

struct SlotRow {
  Value Names::*name;
  bool (*present)(const TypeSlots&);
  bool (*same)(const TypeSlots&, const TypeSlots&);
  // Rows with the same `copy` are about the same slot.
  void (*copy)(TypeSlots& to, const TypeSlots& from);
  void (*clear)(TypeSlots&);
  void (*install)(TypeSlots&);  // the trampoline
  // Calls the slot of `owner`; the arguments are checked by it.
  Ref (*call)(Thread&, Type* owner, Value self, CallArgs);
  const char* signature;  // without self
  const char* doc;
};

std::span<const SlotRow> slot_rows();

// The special method as an attribute of a built-in type.
struct SlotWrapper : Object {
  const SlotRow* row = nullptr;
  Type* owner = nullptr;
};
Ref make_slot_wrapper(Thread& t, const SlotRow& row, Type& owner);

// Makes every slot of a heap class what its namespace and MRO say. The caller holds the type lock or
// is the only one to know the class.
void update_slots(Thread& t, Type& type);

// Calls special method `name` of self's class with self and `args`. Null with *found false and no
// exception: there is none.
Ref call_special(Thread& t, Value self, Value name, std::span<const Value> args, bool* found);

// The hash slot of classes whose __hash__ is None.
Hash unhashable(Thread& t, Value v);

}  // namespace gilt
