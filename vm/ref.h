// References: the only place that touches reference counts (design: style.md, "single places of
// truth"). `Ref` owns one reference and drops it at the end of its scope; `StackRef` is a word of the
// evaluation stack, owned or borrowed.
//
// The thread that counts is part of a Ref, because whose count it is decides which count is changed
// (biased reference counting, PEP 703). A Ref never moves to another thread: hand over a Value and
// take it there.
#pragma once

#include <utility>

#include "base/inline.h"
#include "vm/object.h"
#include "vm/thread.h"

namespace gilt {

// Destroys an object whose last reference is gone (vm/heap.cpp). May run Python (__del__).
void destroy(Thread& t, Object* object);

GILT_INLINE void incref(Thread& t, Value v) {
  if (v.is_object()) gil::incref(v.object()->refcount, t);
}

GILT_INLINE void decref(Thread& t, Value v) {
  if (v.is_object() && gil::decref(v.object()->refcount, t) == gil::Life::kDead) {
    destroy(t, v.object());
  }
}

// Never counted again. No other thread may be using the object yet.
inline void immortalise(Value v) {
  if (v.is_object()) gil::immortalise(v.object()->refcount);
}

class Ref {
 public:
  Ref() = default;
  // Becomes the owner of a reference that the caller owned.
  static Ref take(Thread& t, Value v) { return Ref(t, v); }
  template <typename T>
  static Ref take(Thread& t, T* object) {
    return Ref(t, Value::from(object));
  }
  // A new reference to something that somebody else keeps alive.
  static GILT_INLINE Ref copy(Thread& t, Value v) {
    incref(t, v);
    return Ref(t, v);
  }
  template <typename T>
  static Ref copy(Thread& t, T* object) {
    return copy(t, Value::from(object));
  }
  // For immediates, which are not counted.
  static Ref immediate(Value v) {
    Ref r;
    r.value_ = v;
    return r;
  }
  static Ref none() { return immediate(Value::none()); }
  static Ref boolean(bool b) { return immediate(Value::boolean(b)); }
  static Ref not_implemented() { return immediate(Value::not_implemented()); }

  GILT_INLINE Ref(Ref&& other) noexcept : value_(other.value_), thread_(other.thread_) {
    other.value_ = Value();
  }
  GILT_INLINE Ref& operator=(Ref&& other) noexcept {
    std::swap(value_, other.value_);
    std::swap(thread_, other.thread_);
    other.reset();
    return *this;
  }
  Ref(const Ref&) = delete;
  Ref& operator=(const Ref&) = delete;
  GILT_INLINE ~Ref() {
    if (value_.is_object()) decref(*thread_, value_);
  }

  // False for "no value": an exception is pending (or whatever the function that returned it says).
  explicit operator bool() const { return static_cast<bool>(value_); }
  Value get() const { return value_; }
  operator Value() const& { return value_; }
  operator Value() && = delete;  // would dangle: use get() inside one expression, or name the Ref
  template <typename T>
  T* as() const {
    return value_.as<T>();
  }
  Object* object() const { return value_.object(); }

  // Gives the reference to the caller.
  [[nodiscard]] Value release() { return std::exchange(value_, Value()); }
  GILT_INLINE void reset() {
    Value old = release();
    if (old.is_object()) decref(*thread_, old);
  }
  Ref duplicate() const {
    if (!value_.is_object()) return immediate(value_);
    return copy(*thread_, value_);
  }

 private:
  Ref(Thread& t, Value v) : value_(v), thread_(&t) {}

  Value value_;
  Thread* thread_ = nullptr;
};

// --- slots

// A new reference to what the slot holds; null for an empty slot. With the GIL off the object may be
// dropped by others between the load and the count: then its count is dead (its memory outlives this
// call, see Heap), the try fails, and the slot is read again. Not for slots of storage that may be
// retired meanwhile: a dead object can stand in them for good.
GILT_INLINE Ref read_slot(Thread& t, const Slot& slot) {
  Value v = slot.load();
  if (!v.is_object()) return Ref::immediate(v);
  if (!t.free_threaded) return Ref::copy(t, v);
  while (v.is_object() && !gil::try_incref(v.object()->refcount, t)) v = slot.load();
  return v.is_object() ? Ref::take(t, v) : Ref::immediate(v);
}

// One lock-free attempt to read a slot whose container may be replaced meanwhile (list arrays, dict
// tables). False: the object is dying, or its owner has kept it private so far: take the container's
// lock and use read_slot_locked().
inline bool try_read_slot(Thread& t, const Slot& slot, Ref* out) {
  Value v = slot.load();
  if (!v.is_object()) {
    *out = Ref::immediate(v);
    return true;
  }
  if (!t.free_threaded) {
    *out = Ref::copy(t, v);
    return true;
  }
  if (!gil::try_incref(v.object()->refcount, t)) return false;
  *out = Ref::take(t, v);
  return true;
}

// The same for caches: null when the attempt failed, or the slot is empty.
inline Ref read_slot_once(Thread& t, const Slot& slot) {
  Value v = slot.load();
  if (!v.is_object()) return Ref::immediate(v);
  if (!t.free_threaded) return Ref::copy(t, v);
  return gil::try_incref(v.object()->refcount, t) ? Ref::take(t, v) : Ref();
}

// The caller holds the lock that guards the slot. Lets others read it without from now on.
inline Ref read_slot_locked(Thread& t, const Slot& slot) {
  Value v = slot.load();
  if (!v.is_object()) return Ref::immediate(v);
  if (t.free_threaded) gil::set_maybe_shared(v.object()->refcount);
  return Ref::copy(t, v);
}

// Stores a reference and drops the old one. The caller holds the lock that guards the slot, or needs
// none (the exchange is atomic).
GILT_INLINE void assign_slot(Thread& t, Slot& slot, Ref value) {
  Value old = slot.exchange(value.release());
  decref(t, old);
}

// --- the evaluation stack

// A word of the evaluation stack. A borrowed reference is kept alive by a local variable of the same
// frame (LOAD_FAST_BORROW).
class StackRef {
 public:
  StackRef() = default;
  static GILT_INLINE StackRef owned(Value v) { return StackRef(v.bits()); }
  static GILT_INLINE StackRef borrowed(Value v) {
    return StackRef(v.is_object() ? v.bits() | kBorrowed : v.bits());
  }
  static StackRef owned(Ref r) { return owned(r.release()); }

  GILT_INLINE Value value() const {
    return Value::from_bits((bits_ & 7) == 0 ? bits_ & ~kBorrowed : bits_);
  }
  bool is_null() const { return bits_ == 0; }
  bool is_borrowed() const { return (bits_ & 15) == kBorrowed; }
  uint64_t bits() const { return bits_; }

  // The reference as an owned Value; this word is spent.
  GILT_INLINE Value steal(Thread& t) const {
    if (!is_borrowed()) return Value::from_bits(bits_);
    Value v = Value::from_bits(bits_ & ~kBorrowed);
    gil::incref(v.object()->refcount, t);
    return v;
  }
  // This word is spent.
  GILT_INLINE void drop(Thread& t) const {
    if ((bits_ & 15) == 0 && bits_ != 0) decref(t, Value::from_bits(bits_));
  }
  GILT_INLINE StackRef duplicate(Thread& t) const {
    if ((bits_ & 15) == 0 && bits_ != 0) incref(t, Value::from_bits(bits_));
    return *this;
  }

 private:
  explicit StackRef(uint64_t bits) : bits_(bits) {}
  static constexpr uint64_t kBorrowed = 8;

  uint64_t bits_ = 0;
};
static_assert(sizeof(StackRef) == 8);

}  // namespace gilt
