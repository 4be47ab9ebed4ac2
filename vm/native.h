// Binding native functions: one row of a table for each method, function or attribute; no
// hand-written argument checks.
//
//   static constexpr MethodRow kMethods[] = {
//       method<"append", list_append, Locks::kSelf>("(object, /)", "Append object to the end."),
//       method<"sort", list_sort>("(*, key=None, reverse=False)", "Sort the list in place."),
//       class_method<"fromkeys", dict_fromkeys>("(iterable, value=None, /)", "..."),
//   };
//   static constexpr AttributeRow kAttributes[] = {
//       attribute<"real", int_real>("the real part"),
//   };
//   void init_list_type(Thread& t, Type& type) { ...; add_methods(t, type, kMethods); }
//
// The signature (Python's syntax, without self) is parsed once at start; calls are bound to it, with
// CPython's messages for wrong arguments. In the function, args[0] is self (the class for
// class methods; functions and static methods start with their first parameter), then the parameters
// in order; a parameter that was not passed is "no value"; `*args` is a tuple, `**kwargs` a dict or
// no value. The default in a signature is documentation; the function supplies it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "gil/critical_section.h"
#include "vm/call_args.h"
#include "vm/errors.h"
#include "vm/ref.h"
#include "vm/type.h"

namespace gilt {

using NativeFn = Ref (*)(Thread&, Args);
using GetFn = Ref (*)(Thread&, Value self);
using SetFn = bool (*)(Thread&, Value self, Value value);  // null value: delete

// Which object locks a native holds while it runs with the GIL off (critical sections, so they are
// let go while the thread blocks or runs contended Python code).
enum class Locks : uint8_t { kNone, kSelf, kSelfAndFirst };

// What CPython 3.11+ does at the end of a call of this function: its specialised len, isinstance,
// list.append do not poll the eval breaker (facts: "Never poll in 3.11+").
enum class Polls : uint8_t { kYes, kNotSince311 };

enum class Binding : uint8_t { kMethod, kStatic, kClass, kFunction };

template <size_t N>
struct FixedString {
  char text[N];
  consteval FixedString(const char (&s)[N]) { std::copy_n(s, N, text); }
};

struct MethodRow {
  const char* name;
  NativeFn function;
  Binding binding;
  Locks locks;
  Polls polls;
  const char* signature;
  const char* doc;
};

struct AttributeRow {
  const char* name;
  GetFn get;
  SetFn set;
  const char* doc;
};

template <NativeFn Fn, Locks L>
Ref locked_native(Thread& t, Args args) {
  if constexpr (L == Locks::kSelf) {
    gil::CriticalSection section(t, args[0].object()->mutex);
    return Fn(t, args);
  } else if constexpr (L == Locks::kSelfAndFirst) {
    Value first = args[1];
    if (first.is_object()) {
      gil::CriticalSection2 section(t, args[0].object()->mutex, first.object()->mutex);
      return Fn(t, args);
    }
    gil::CriticalSection section(t, args[0].object()->mutex);
    return Fn(t, args);
  } else {
    return Fn(t, args);
  }
}

template <FixedString Name, NativeFn Fn, Locks L = Locks::kNone, Polls P = Polls::kYes>
constexpr MethodRow method(const char* signature, const char* doc) {
  return {Name.text, locked_native<Fn, L>, Binding::kMethod, L, P, signature, doc};
}
template <FixedString Name, NativeFn Fn>
constexpr MethodRow static_method(const char* signature, const char* doc) {
  return {Name.text, Fn, Binding::kStatic, Locks::kNone, Polls::kYes, signature, doc};
}
template <FixedString Name, NativeFn Fn>
constexpr MethodRow class_method(const char* signature, const char* doc) {
  return {Name.text, Fn, Binding::kClass, Locks::kNone, Polls::kYes, signature, doc};
}
// A module-level function.
template <FixedString Name, NativeFn Fn, Polls P = Polls::kYes>
constexpr MethodRow function(const char* signature, const char* doc) {
  return {Name.text, Fn, Binding::kFunction, Locks::kNone, P, signature, doc};
}
template <FixedString Name, GetFn Get, SetFn Set = nullptr>
constexpr AttributeRow attribute(const char* doc) {
  return {Name.text, Get, Set, doc};
}

void add_methods(Thread& t, Type& type, std::span<const MethodRow> rows);
void add_attributes(Thread& t, Type& type, std::span<const AttributeRow> rows);
// A class attribute (a constant).
void add_constant(Thread& t, Type& type, const char* name, Ref value);

// --- modules
// A native module: `init` fills the new module's namespace when it is first imported.
struct ModuleRow {
  const char* name;
  const char* doc;
  bool (*init)(Thread&, DictObject* ns);
};
bool add_functions(Thread& t, DictObject* ns, std::span<const MethodRow> rows);
bool add_value(Thread& t, DictObject* ns, const char* name, Ref value);
// A new native type that belongs to a module (threading.Lock and the like): registered in the
// runtime, ready for its slots and methods, not yet in any namespace. When they are filled in, call
// ready_type() (vm/types/type.h).
Type* new_native_type(Thread& t, const char* qualified_name, Type* base, size_t instance_size,
                      Layout layout = Layout::kOpaque);

// A callable NativeFunction object (not bound to anything).
Ref make_native_function(Thread& t, const MethodRow& row, Value self = {}, Value module = {});

// --- argument conversion helpers for native bodies
// int64 from an int argument ("'str' object cannot be interpreted as an integer", OverflowError).
Size int_argument(Thread& t, Value v);
// Clips to the int64 range (slice-like parameters of index(), find(), ...).
Size index_argument(Thread& t, Value v, int64_t otherwise);
// UTF-8 text of a str argument; TypeError "NAME() argument N must be str, not T" when it is none.
bool str_argument(Thread& t, Value v, const char* function, const char* which,
                  std::string_view* out);

}  // namespace gilt
