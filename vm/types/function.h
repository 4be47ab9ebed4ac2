// function: a code object with its globals, defaults and closure; method: a function bound to self.
//
// Thread-safety: the attributes that scripts may assign are slots; `code` can be replaced
// (f.__code__ = ...), so a frame keeps the one it started with.
#pragma once

#include "vm/object.h"
#include "vm/ref.h"
#include "vm/types/code.h"
#include "vm/types/instance.h"

namespace gilt {

struct DictObject;
struct TupleObject;

struct FunctionObject : Instance {
  CodeObject* code = nullptr;      // owned
  DictObject* globals = nullptr;   // owned
  DictObject* builtins = nullptr;  // owned
  Slot defaults;                   // tuple or empty
  Slot kw_defaults;                // dict or empty
  Slot closure;  // tuple of cells or empty; written only before the function is shared
  Slot name, qualname, module, doc;
  Slot annotations;  // dict or empty
  Slot annotate;     // function or None
  Slot type_params;
};

struct MethodObject : Object {
  Value function, self;  // owned, immutable
};

Ref make_function(Thread& t, CodeObject* code, DictObject* globals);
Ref make_method(Thread& t, Value function, Value self);
inline bool is_function(Value v) {
  return v.is_object() && v.object()->layout == Layout::kFunction;
}
inline bool is_method(Value v) {
  return v.is_object() && v.object()->layout == Layout::kBoundMethod;
}

}  // namespace gilt
