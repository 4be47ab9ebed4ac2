// MergeQueue: hands counts that a foreign thread brought to zero to their owner, who alone knows
// `local`.
//
// A foreign decrement that finds the shared count at zero does not subtract: it marks the count
// kQueued and gives its reference to the queue of the owner, whose eval breaker then says
// kEventMerge. At its next poll the owner merges and learns which counts reached zero. Owners that
// are gone have no queue: then the acting thread merges, since nobody writes `local` any more.
//
// Thread-safety: all methods by any thread; drain() and remove() by the owner.
// Invariant: a thread is in its shard from add() to remove(), and remove() succeeds only when its
// queue is empty, under the shard's lock. So a count is never queued for a thread that will not
// look. Source: PEP 703; CPython 3.13 Python/brc.c (257 buckets there).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "gil/atomic.h"
#include "gil/refcount.h"

namespace gilt::gil {

class MergeQueue {
 public:
  void add(ThreadState& thread);
  // False if something is queued: drain() first.
  [[nodiscard]] bool remove(ThreadState& thread);

  // The count is marked kQueued and the reference that `actor` gives up goes with it.
  [[nodiscard]] Life enqueue(RefCount& count, ThreadState& actor);

  // Merges what is queued for this owner; returns the counts that reached zero.
  std::vector<RefCount*> drain(ThreadState& owner);

 private:
  struct Shard {
    ShortLock lock;  // guards both: the list and the merge_queue of every thread in it
    std::vector<ThreadState*> threads;
  };
  static constexpr size_t kShards = 64;
  Shard& shard_of(uint32_t id) { return shards_[id % kShards]; }

  std::array<Shard, kShards> shards_;
};

}  // namespace gilt::gil
