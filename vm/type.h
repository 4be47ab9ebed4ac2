// Type: a class, built-in or made by a class statement, with the table of functions ("slots") that
// implement its protocols. The slots mirror CPython's type slots (Include/cpython/object.h); a class
// that defines a dunder method gets the trampoline that calls it (vm/slots.cpp), so that every
// protocol is one indirect call, whoever implements it.
//
// Thread-safety: everything but `attributes`, `version`, `slots`, `bases`, `mro`, the subclass list
// and the shape is written before the type is shared. Those are atomic or guarded by the runtime's
// type lock (Runtime::type_mutex); slot function pointers are atomic words.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "vm/call_args.h"
#include "vm/object.h"
#include "vm/ref.h"
#include "vm/types/instance.h"

namespace gilt {

class Thread;
class Shape;
struct DictObject;
struct TupleObject;

enum class CompareOp : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };  // BINARY's order in COMPARE_OP

// The order is that of the BINARY_OP operand (Include/opcode.h, NB_ADD ...).
enum class BinaryOp : uint8_t {
  kAdd,
  kAnd,
  kFloorDivide,
  kLshift,
  kMatrixMultiply,
  kMultiply,
  kRemainder,
  kOr,
  kPower,
  kRshift,
  kSubtract,
  kTrueDivide,
  kXor,
  kDivmod,  // divmod(); not an operand of BINARY_OP
};
inline constexpr int kBinaryOpCount = 14;

enum class UnaryOp : uint8_t { kNegative, kPositive, kInvert, kAbsolute, kInt, kFloat, kIndex };
inline constexpr int kUnaryOpCount = 7;

// Called with each reference an object owns; see TypeSlots::traverse.
using Visitor = void (*)(Value child, void* arg);
// TypeSlots::traverse of types that own no references; their objects are no part of any cycle.
void traverse_nothing(Object* object, Visitor visit, void* arg);

// A function pointer of a type that class mutation may replace while other threads call it.
template <typename Fn>
class SlotFunction {
 public:
  SlotFunction() = default;
  SlotFunction(Fn* fn) : fn_(fn) {}
  SlotFunction(const SlotFunction& other) : fn_(other.get()) {}
  SlotFunction& operator=(const SlotFunction& other) { return *this = other.get(); }
  SlotFunction& operator=(Fn* fn) {
    fn_.store(fn, std::memory_order_relaxed);
    return *this;
  }
  Fn* get() const { return fn_.load(std::memory_order_relaxed); }
  explicit operator bool() const { return get() != nullptr; }
  template <typename... A>
  auto operator()(A&&... args) const {
    return get()(std::forward<A>(args)...);
  }

 private:
  std::atomic<Fn*> fn_{nullptr};
};

// A pointer that is rarely written, under a lock, and read by anybody without one.
template <typename T>
class SharedPointer {
 public:
  SharedPointer() = default;
  SharedPointer& operator=(T* pointer) {
    pointer_.store(pointer, std::memory_order_release);  // with the acquire in get()
    return *this;
  }
  T* get() const { return pointer_.load(std::memory_order_acquire); }
  operator T*() const { return get(); }
  T* operator->() const { return get(); }

 private:
  std::atomic<T*> pointer_{nullptr};
};

// Conventions: arguments are borrowed. A Ref result is new, and a null Ref means that an exception is
// pending (for `next`: or, with none pending, the end of the iteration). A bool result is false when
// an exception is pending. Missing = null.
struct TypeSlots {
  // Memory. finalize drops what the object owns (its memory is released by the caller).
  SlotFunction<void(Thread&, Object*)> finalize;
  SlotFunction<void(Object*, Visitor, void*)> traverse;  // every owned reference, once each
  // What others notice of an object's end besides its references: it closes a file, leaves a list. Only
  // where finalize has to wait (vm/refcount_lesson.h), which comes after it all the same.
  SlotFunction<void(Thread&, Object*)> let_go;

  SlotFunction<Ref(Thread&, Type* cls, CallArgs)> construct;  // __new__; args without the class
  SlotFunction<bool(Thread&, Value self, CallArgs)> init;     // __init__; args without self
  SlotFunction<Ref(Thread&, Value self, CallArgs)> call;

  SlotFunction<Ref(Thread&, Value)> repr;
  SlotFunction<Ref(Thread&, Value)> str;
  SlotFunction<Ref(Thread&, Value, Value spec)> format;
  SlotFunction<Hash(Thread&, Value)> hash;
  SlotFunction<Ref(Thread&, Value, Value, CompareOp)> compare;  // may be NotImplemented
  SlotFunction<Truth(Thread&, Value)> truth;

  SlotFunction<Ref(Thread&, Value, Value name)> get_attribute;
  SlotFunction<bool(Thread&, Value, Value name, Value value)> set_attribute;  // null value: delete
  SlotFunction<Ref(Thread&, Value descriptor, Value object, Value type)> descriptor_get;
  SlotFunction<bool(Thread&, Value descriptor, Value object, Value value)> descriptor_set;

  SlotFunction<Ref(Thread&, Value)> iter;
  SlotFunction<Ref(Thread&, Value)> next;
  SlotFunction<Size(Thread&, Value)> length;
  SlotFunction<Ref(Thread&, Value, Value key)> get_item;
  SlotFunction<bool(Thread&, Value, Value key, Value value)> set_item;  // null value: delete
  SlotFunction<Truth(Thread&, Value, Value item)> contains;

  // Called for either operand, left type first; a result of NotImplemented passes the turn on.
  std::array<SlotFunction<Ref(Thread&, Value, Value)>, kBinaryOpCount> binary;
  std::array<SlotFunction<Ref(Thread&, Value, Value)>, kBinaryOpCount> in_place;
  std::array<SlotFunction<Ref(Thread&, Value)>, kUnaryOpCount> unary;
  SlotFunction<Ref(Thread&, Value, Value, Value)> power;  // three-argument pow()

  SlotFunction<Ref(Thread&, Value)> await;
  SlotFunction<Ref(Thread&, Value)> async_iter;
  SlotFunction<Ref(Thread&, Value)> async_next;
};

// A class. Classes are instances too (of `type` or a metaclass), hence the Instance part.
struct Type : Instance {
  enum Flags : uint32_t {
    kHeap = 1 << 0,          // made by a class statement or type()
    kSubclassable = 1 << 1,  // may be a base
    kHasFinalizer = 1 << 2,  // some class in the MRO defines __del__
    kAbstract = 1 << 3,
    kMutableAttributes = 1 << 4,
    kInt = 1 << 8,  // fast subclass tests, as Py_TPFLAGS_*_SUBCLASS
    kStr = 1 << 9,
    kBytes = 1 << 10,
    kList = 1 << 11,
    kTuple = 1 << 12,
    kDict = 1 << 13,
    kException = 1 << 14,
    kType = 1 << 15,
    kFloat = 1 << 16,
    kSet = 1 << 17,  // set and frozenset
    kFamilyMask = 0xfff00,
    kGenericAttributes = 1 << 20,  // get_attribute is the generic one: inline caches may be used
    kGenericConstruct =
        1 << 21,  // construct is object.__new__: the loop may create instances itself
    kIterableCoroutine = 1 << 22,
    kWeakReferable = 1 << 23,
  };

  Slot name;                 // str, __name__
  Slot qualname;             // str
  Slot bases;                // tuple
  Slot mro;                  // tuple, self first
  SharedPointer<Type> base;  // the base whose layout is extended; borrowed (classes are immortal)
  Slot attributes;           // dict: the class's own namespace
  std::atomic<uint32_t> flags_bits{0};

  // Guard of inline caches for objects without a shape: changes (fresh number) whenever an attribute
  // of the type or of a base does. 0: numbers are exhausted, do not cache. Guarded by the type lock.
  std::atomic<uint32_t> version{0};

  uint32_t instance_size = 0;      // bytes, header included
  uint32_t attributes_offset = 0;  // where instances keep their AttributeStorage; 0: they have none
  Layout instance_layout = Layout::kOpaque;

  TypeSlots slots;

  std::atomic<Shape*> root_shape{nullptr};  // of fresh instances; owned by the runtime
  std::atomic<uint16_t> inline_slots{0};    // attributes that a fresh instance has room for
  // Attributes found on the type that inline caches refer to by index (append-only, borrowed from the
  // namespaces of the MRO; reset when version changes). Guarded by the type lock, entries atomic.
  static constexpr int kResolvedMax = 64;
  // Stored once, released with the cache word that first refers to it.
  std::atomic<std::array<Slot, kResolvedMax>*> resolved{nullptr};
  std::atomic<uint32_t> resolved_count{0};

  std::vector<Type*>* subclasses = nullptr;  // borrowed; guarded by the type lock
  const char* native_name = nullptr;         // of built-in types
  const char* doc = nullptr;

  bool has(uint32_t flag) const { return (flags_bits.load(std::memory_order_relaxed) & flag) != 0; }
  bool is_subtype_of(const Type* other) const;
};

}  // namespace gilt
