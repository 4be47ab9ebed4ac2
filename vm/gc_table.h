// GcTable: the objects that the cycle collector knows: all whose type can own
// references (TypeSlots::traverse). Each has
// a GcHead in front of its header and an entry in the table that points to it.
//
// Entries are handed out from small stocks that threads keep, so that making and destroying objects
// takes no lock; the collector reads the table while the world is stopped.
//
// Thread-safety: add() and remove() by any attached thread; each entry is written only by whoever
// makes or destroys its object. for_each() with the world stopped (or the GIL held).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "vm/object.h"

namespace gilt {

class Thread;

struct alignas(16) GcHead {
  Object** entry = nullptr;
  int64_t refs = 0;  // the collector's, while it works: references that it cannot account for
};
static_assert(sizeof(GcHead) == 16);

// Bits of Object::gc_bits.
inline constexpr uint8_t kGcTracked = 1;    // has a GcHead and an entry; never changes
inline constexpr uint8_t kGcCandidate = 2;  // of the collection that is going on
inline constexpr uint8_t kGcReachable = 4;
inline constexpr uint8_t kGcShell = 8;    // taken apart: only its memory is left
inline constexpr uint8_t kGcFrozen = 16;  // gc.freeze(): the collector does not look at it

inline constexpr uint8_t kHasWeakrefs = 32;  // in WeakTable

inline bool has_gc_bits(const Object* object, uint8_t bits) {
  return (object->gc_bits.load(std::memory_order_relaxed) & bits) == bits;
}
inline void set_gc_bits(Object* object, uint8_t bits) {
  object->gc_bits.fetch_or(bits, std::memory_order_relaxed);
}
inline void clear_gc_bits(Object* object, uint8_t bits) {
  object->gc_bits.fetch_and(static_cast<uint8_t>(~bits), std::memory_order_relaxed);
}
inline bool is_tracked(const Object* object) { return has_gc_bits(object, kGcTracked); }
inline GcHead& gc_head(Object* object) { return reinterpret_cast<GcHead*>(object)[-1]; }

// A thread's stock of free entries.
struct GcStock {
  static constexpr size_t kMost = 32;
  Object** entries[kMost];
  size_t count = 0;
  int64_t balance = 0;  // objects made minus objects destroyed, not yet reported to the table
};

class GcTable {
 public:
  GcTable() = default;
  GcTable(const GcTable&) = delete;
  GcTable& operator=(const GcTable&) = delete;

  // False: there is no memory.
  bool add(GcStock& stock, Object* object) {
    if (stock.count == 0 && !refill(stock)) return false;
    Object** entry = stock.entries[--stock.count];
    *entry = object;
    gc_head(object).entry = entry;
    if (++stock.balance >= kReport) report(stock);
    return true;
  }
  void remove(GcStock& stock, Object* object) {
    Object** entry = gc_head(object).entry;
    *entry = nullptr;
    if (stock.count == GcStock::kMost) flush(stock, GcStock::kMost / 2);
    stock.entries[stock.count++] = entry;
    if (--stock.balance <= -kReport) report(stock);
  }
  // A thread ends: its stock goes back.
  void give_back(GcStock& stock);

  // Objects made minus objects destroyed since note_collection(), about; above the limit it is time
  // for a collection.
  int64_t young() const { return young_.load(std::memory_order_relaxed); }
  void note_collection() { young_.store(0, std::memory_order_relaxed); }
  bool over_limit() const { return young() > limit_.load(std::memory_order_relaxed); }
  void set_limit(int64_t limit) { limit_.store(limit, std::memory_order_relaxed); }

  template <typename F>
  void for_each(F f) {
    for (const auto& chunk : chunks_) {
      for (size_t i = 0; i < kChunk; ++i) {
        if (chunk[i] != nullptr) f(chunk[i]);
      }
    }
  }

 private:
  static constexpr size_t kChunk = 4096;  // entries
  static constexpr int64_t kReport = 64;
  bool refill(GcStock& stock);
  void flush(GcStock& stock, size_t count);
  void report(GcStock& stock) {
    young_.fetch_add(stock.balance, std::memory_order_relaxed);
    stock.balance = 0;
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Object*[]>> chunks_;  // under mutex_, or the world stopped
  std::vector<Object**> free_;                      // under mutex_
  std::atomic<int64_t> young_{0};
  std::atomic<int64_t> limit_{INT64_MAX};
};

}  // namespace gilt
