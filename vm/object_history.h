// ObjectHistory: what happened to the objects of a runtime whose counts are wrong on purpose
// (vm/refcount_lesson.h): where each was made, where it was freed, and which updates of its count were
// lost. A table by address, in shards; an object is in it from when its memory is allocated until that
// is given back.
//
// Thread-safety: any thread; each record is read and written under its shard's lock, under which
// nothing blocks, counts or runs Python code.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "vm/moment.h"

namespace gilt {

struct ObjectRecord {
  Moment made;
  Moment freed;               // happened() when it has been, and not come to life again
  size_t size = 0;            // bytes
  uint32_t lost_increfs = 0;  // updates of its count that are lost
  uint32_t lost_decrefs = 0;
  // References to it in objects that were freed although somebody still had them.
  uint32_t in_early_freed = 0;
  bool is_shared = false;  // counted by a thread that did not make it

  // Its count is smaller than the references to it: freed now, it is freed early.
  bool is_too_low() const { return lost_increfs + in_early_freed > lost_decrefs; }
};

class ObjectHistory {
 public:
  void add(const void* object, const ObjectRecord& record) {
    Shard& shard = shard_of(object);
    std::lock_guard lock(shard.mutex);
    shard.records[object] = record;
  }
  void erase(const void* object) {
    Shard& shard = shard_of(object);
    std::lock_guard lock(shard.mutex);
    shard.records.erase(object);
  }
  // Calls f(ObjectRecord&), if there is one.
  template <typename F>
  void with(const void* object, F f) {
    Shard& shard = shard_of(object);
    std::lock_guard lock(shard.mutex);
    auto found = shard.records.find(object);
    if (found != shard.records.end()) f(found->second);
  }
  // An empty record, if there is none.
  ObjectRecord find(const void* object) {
    ObjectRecord copy;
    with(object, [&](const ObjectRecord& record) { copy = record; });
    return copy;
  }
  // Calls f(object, const ObjectRecord&), in no order.
  template <typename F>
  void for_each(F f) {
    for (Shard& shard : shards_) {
      std::lock_guard lock(shard.mutex);
      for (const auto& [object, record] : shard.records) f(object, record);
    }
  }

 private:
  struct alignas(64) Shard {
    std::mutex mutex;
    std::unordered_map<const void*, ObjectRecord> records;  // under mutex
  };
  Shard& shard_of(const void* object) {
    const auto address = reinterpret_cast<uintptr_t>(object);
    return shards_[(address >> 4 ^ address >> 12) % kShards];
  }

  static constexpr size_t kShards = 64;
  std::array<Shard, kShards> shards_;
};

}  // namespace gilt
