// NativeFunction: a function written in C++, of a module, bound to an object, or (type
// method_descriptor) as it stands in the namespace of a built-in type. One struct for both, so that
// the interpreter loop calls `list.append` through LOAD_ATTR/CALL without binding it first.
//
// Thread-safety: immutable.
// Source: CPython's Objects/methodobject.c and Objects/descrobject.c.
#pragma once

#include <cstdint>

#include "vm/native.h"
#include "vm/object.h"
#include "vm/operations.h"

namespace gilt {

class Signature;

struct NativeFunction : Object {  // Layout::kNative
  NativeFn function = nullptr;
  // Without self. With `simple`, min_positional..max_positional values are the whole check.
  uint16_t min_positional = 0;
  uint16_t max_positional = 0;
  bool simple = false;
  bool polls = true;        // at the end of the call, in models from 3.11 on
  bool takes_self = false;  // the first value is self (or the class)
  Binding binding = Binding::kFunction;
  Value self;             // owned; what it is bound to, or its module; null for descriptors
  Value name;             // owned, interned str
  Value module;           // owned; name of the module, or null
  Type* owner = nullptr;  // borrowed; the class of a method, kept by the runtime
  const Signature* signature = nullptr;  // shared, counted
  const char* doc = nullptr;

  bool is_bound() const { return takes_self && static_cast<bool>(self); }
};

// method_descriptor and NativeFunction both. Is a call with `count` values (self included when it
// takes one and is not bound) one that only needs `function(t, Args(values, count))`?
inline bool calls_directly(Thread& t, const NativeFunction* f, const Value* values, size_t count) {
  if (!f->simple || f->is_bound()) return false;
  if (!f->takes_self) return count >= f->min_positional && count <= f->max_positional;
  if (count == 0 || count - 1 < f->min_positional || count - 1 > f->max_positional) return false;
  Type* type = type_of(t, values[0]);
  return f->binding == Binding::kMethod && (type == f->owner || type->is_subtype_of(f->owner));
}

inline bool is_native_function(Value v) {
  return v.is_object() && v.object()->layout == Layout::kNative;
}

// A new NativeFunction: `descriptor` bound to an object.
Ref bind_native(Thread& t, NativeFunction* descriptor, Value self);
// Any call, with all checks.
Ref call_native(Thread& t, Value function, CallArgs args);

// Attributes of built-in types that are computed (getset) and __slots__ members.
struct GetSetDescriptor : Object {
  GetFn get = nullptr;
  SetFn set = nullptr;
  Value name;  // owned
  Type* owner = nullptr;
  const char* doc = nullptr;
};

struct MemberDescriptor : Object {
  Value name;  // owned
  Type* owner = nullptr;
  uint32_t offset = 0;  // of the Slot in instances
};

Ref make_member_descriptor(Thread& t, Type& owner, Value name, uint32_t offset);

// "descriptor 'x' for 'C' objects doesn't apply to a 'D' object" unless `object` is an instance of
// the owner.
bool check_descriptor_self(Thread& t, Value name, Type* owner, Value object);

}  // namespace gilt
