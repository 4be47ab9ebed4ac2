// The 24-byte header of every heap object, and Slot, the only way shared heap memory holds a Value.
//
// Thread-safety: `type` changes only through `__class__` assignment (release store; readers acquire);
// `refcount` belongs to gil/refcount.h and vm/ref.h; `mutex` is the object's lock (gil/mutex.h),
// taken through gil::CriticalSection when the GIL is off; `layout` never changes.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "gil/mutex.h"
#include "gil/refcount.h"
#include "vm/value.h"

namespace gilt {

struct Type;

// What the memory behind the header looks like, for checks that must not touch the type.
enum class Layout : uint8_t {
  kOpaque,    // nothing that the interpreter loop knows
  kInstance,  // starts with an Instance (vm/types/instance.h): attributes in slots behind a shape
  kFunction,  // FunctionObject
  kNative,    // NativeFunction
  kBoundMethod,
  kType,
  kStr,
  kInt,    // big int
  kFloat,  // boxed double
  kList,
  kTuple,
  kDict,
  kRangeIterator,
  kListIterator,
  kTupleIterator,
  kGenerator,
  kCell,
};

struct alignas(8) Object {
  std::atomic<Type*> type;
  gil::RefCount refcount;
  gil::Mutex mutex;
  std::atomic<uint8_t> gc_bits{0};  // vm/gc_table.h
  Layout layout = Layout::kOpaque;
  uint8_t flags = 0;  // of the concrete type; written only before the object is shared

  // Bits of `flags` that every type has.
  static constexpr uint8_t kFinalized = 0x80;  // __del__ has run
};
static_assert(sizeof(Object) == 24);

// A field of a heap object (or of its storage) that holds an owned reference and that several threads
// may read and write. Stores publish the object behind the pointer (release, paired with the acquire
// of load()). Counting is the caller's: see Ref, read_slot() and assign_slot() in vm/ref.h.
class Slot {
 public:
  Slot() = default;
  explicit Slot(Value v) : bits_(v.bits()) {}
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

  Value load() const { return Value::from_bits(bits_.load(std::memory_order_acquire)); }
  void store(Value v) { bits_.store(v.bits(), std::memory_order_release); }
  Value exchange(Value v) {
    return Value::from_bits(bits_.exchange(v.bits(), std::memory_order_acq_rel));
  }

 private:
  std::atomic<uint64_t> bits_{0};
};
static_assert(sizeof(Slot) == 8);

}  // namespace gilt
