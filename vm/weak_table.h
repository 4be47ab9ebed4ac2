// WeakTable: the weak references to each object that has some.
//
// A weak reference knows the address of its target and does not count. Before a target's fields go,
// all its weak references forget it (clear_weakrefs, called by whoever destroys it); until then its
// memory is valid, and whether it is still alive is what its count says (gil::try_incref_weak).
//
// Thread-safety: all functions by any attached thread. Each target belongs to one of a few shards;
// a shard's lock guards its lists, the `target` of the references in them, and the kHasWeakrefs bit
// of their targets. Nothing that could run Python code or wait happens under that lock.
// Source: PEP 205, CPython 3.14 Objects/weakrefobject.c.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "vm/ref.h"

namespace gilt {

struct Type;

// weakref.ref and the two proxy types.
struct WeakRefObject : Object {
  std::atomic<Object*> target{nullptr};  // borrowed; null: it is gone
  Slot callback;                         // no value: none
  static constexpr int64_t kNoHash = -1;
  std::atomic<int64_t> hash{kNoHash};  // the target's, once somebody has asked
};

class WeakTable {
 public:
  WeakTable() = default;
  WeakTable(const WeakTable&) = delete;
  WeakTable& operator=(const WeakTable&) = delete;

  // The caller holds a reference to the target.
  void add(Object* target, WeakRefObject* ref);
  // The reference itself goes.
  void remove(WeakRefObject* ref);
  // A new reference to the target; null: it is gone.
  Ref target_of(Thread& t, WeakRefObject* ref);
  // The weak reference to `target` that is of exactly this type and has no callback; null: none.
  Ref find_plain(Thread& t, Object* target, const Type* type);
  // All of them, the oldest first.
  std::vector<Ref> list(Thread& t, Object* target);

  // Makes the references for which `chosen` says so forget the target. Those that have callbacks
  // are appended to `callbacks`, the youngest first, if that is given.
  enum class Which : uint8_t { kAll, kWithCallback };
  void forget(Thread& t, Object* target, Which which, std::vector<Ref>* callbacks);

 private:
  struct alignas(64) Shard {
    std::mutex mutex;
    std::unordered_map<Object*, std::vector<WeakRefObject*>> lists;  // under mutex
  };
  static constexpr size_t kShards = 64;
  Shard& shard_of(const Object* target);
  std::array<Shard, kShards> shards_;
};

// The object is about to be destroyed: its weak references forget it, and their callbacks are called.
// Errors in those are reported and dropped. An exception that is pending stays.
void clear_weakrefs(Thread& t, Object* object);
// Calls the callback of each, if it has one. Errors in it are reported and dropped.
void call_weakref_callbacks(Thread& t, const std::vector<Ref>& refs);

}  // namespace gilt
