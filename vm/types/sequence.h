// What the built-in containers share: how they are made, indexed, repeated, compared and shown.
#pragma once

#include <cstring>
#include <string>

#include "vm/heap.h"
#include "vm/operations.h"

namespace gilt {

// An instance of `cls`, a built-in type with the exact layout `layout` or a subclass of it.
template <typename T>
T* allocate_of_class(Thread& t, Type* cls, Layout layout = Layout::kOpaque) {
  size_t extra = cls->instance_size > sizeof(T) ? cls->instance_size - sizeof(T) : 0;
  T* object = allocate<T>(t, cls, cls->has(Type::kHeap) ? Layout::kOpaque : layout, extra);
  if (object != nullptr && extra != 0) std::memset(static_cast<void*>(object + 1), 0, extra);
  return object;
}

// --- arguments of constructors, which get them as they were passed
// "NAME expected at most MAX arguments, got N" and its relatives.
bool check_positional(Thread& t, const char* name, CallArgs args, size_t min, size_t max);
// For __init__: a class with a __new__ of its own may take keywords there and leave them to `base`'s init.
bool check_init_keywords(Thread& t, Value self, Type* base, const char* name, CallArgs args);
bool check_no_keywords(Thread& t, const char* name,
                       CallArgs args);  // "NAME() takes no keyword ..."
// For a constructor of `base`: a subclass with an __init__ of its own may take keywords.
bool check_construct_args(Thread& t, Type* cls, Type* base, const char* name, CallArgs args,
                          size_t min, size_t max);

// --- items by number
// Has the value an __index__?
inline bool has_index(Thread& t, Value v) {
  return v.is_small_int() ||
         static_cast<bool>(type_of(t, v)->slots.unary[static_cast<int>(UnaryOp::kIndex)]);
}
bool is_slice(Thread& t, Value v);
// "NAME indices must be integers or slices, not T"
Failed raise_bad_index(Thread& t, const char* name, Value key);
// The start or stop argument of index(): negative ones count from the end; clipped to [0, length]
// below only.
Size clipped_position(Thread& t, Value v, int64_t otherwise, int64_t length);

// --- iterators
inline Ref iter_self(Thread& t, Value self) { return Ref::copy(t, self); }

// --- + and *
enum class Operand : uint8_t { kUsable, kNotImplemented, kRaised };
// `other` is not of the sequence's kind: leaves the turn to a class of the script that has an operator
// for it, else raises 'can only concatenate NAME (not "T") to NAME'.
Operand bad_concatenation(Thread& t, const char* name, Value other);
// The count of sequence * count; not below 0.
Operand repeat_count(Thread& t, Value other, int64_t* count);
// size * count, or MemoryError.
Size repeated_size(Thread& t, int64_t size, int64_t count);

// --- text
bool append_repr(Thread& t, std::string& out, Value v);

// --- comparison
inline bool ordered(int64_t a, int64_t b, CompareOp op) {
  switch (op) {
    case CompareOp::kLt:
      return a < b;
    case CompareOp::kLe:
      return a <= b;
    case CompareOp::kEq:
      return a == b;
    case CompareOp::kNe:
      return a != b;
    case CompareOp::kGt:
      return a > b;
    case CompareOp::kGe:
      return a >= b;
  }
  return false;
}
inline Ref truth_ref(Truth truth) { return truth.failed() ? Ref() : Ref::boolean(truth.yes()); }
// Equality as in containers, decided at once where that takes no Python.
inline Truth fast_equal(Thread& t, Value a, Value b) {
  if (a == b) return true;
  if (a.is_small_int() && b.is_small_int()) return false;
  return equal(t, a, b);
}

}  // namespace gilt
