#include "gil/refcount.h"

#include "gil/count_lesson.h"
#include "gil/domain.h"
#include "gil/merge_queue.h"

namespace gilt::gil {
namespace {

// Zero under the naive policy: several threads may believe that theirs was the last reference.
Life free_naively(RefCount& count) {
  uint32_t owner = kSharedOwner;
  // Acquire and release among the threads that come here for the same count: one of them destroys.
  if (!count.owner.compare_exchange_strong(owner, kFreedOwner, std::memory_order_acq_rel)) {
    return Life::kAlive;
  }
  count.local.store(0, std::memory_order_relaxed);
  return Life::kDead;
}

}  // namespace

void incref_slow(RefCount& count, ThreadState& thread) {
  if (thread.lesson != nullptr) return lesson_incref(count, thread);
  ++thread.stats.count_ops;
  const uint32_t owner = count.owner.load(std::memory_order_relaxed);
  if (owner == thread.policy_id) {  // here for counting only
    count.local.store(count.local.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  } else if (owner == kImmortalOwner || owner == kFreedOwner) {
    return;
  } else {
    ++thread.stats.count_atomics;
    count.shared.fetch_add(kSharedOne, std::memory_order_relaxed);
  }
}

Life decref_slow(RefCount& count, ThreadState& thread) {
  if (thread.lesson != nullptr) return lesson_decref(count, thread);
  ++thread.stats.count_ops;
  const uint32_t owner = count.owner.load(std::memory_order_relaxed);
  if (owner == thread.policy_id) {  // here for counting only
    const uint32_t left = count.local.load(std::memory_order_relaxed) - 1;
    count.local.store(left, std::memory_order_relaxed);
    return static_cast<int32_t>(left) > 0 ? Life::kAlive : decref_zero_slow(count, thread);
  }
  if (owner == kImmortalOwner || owner == kFreedOwner) return Life::kAlive;
  ++thread.stats.count_atomics;
  int32_t seen = count.shared.load(std::memory_order_relaxed);
  int32_t next;
  bool queue;
  do {
    queue = seen == 0 || seen == kMaybeWeakref;
    next = queue ? kQueued : seen - kSharedOne;
    // Release: what this thread did to the object comes before its end. Acquire: with the releases
    // of all other decrements, if this one is the end.
  } while (!count.shared.compare_exchange_weak(seen, next, std::memory_order_acq_rel,
                                               std::memory_order_relaxed));
  if (queue) return thread.domain().merge_queue().enqueue(count, thread);
  return next == kMerged ? Life::kDead : Life::kAlive;
}

Life decref_zero_slow(RefCount& count, ThreadState& thread) {
  const Options& options = thread.domain().options();
  if (thread.free_threaded && options.refcount == RefcountPolicy::kNaive) {
    return free_naively(count);
  }
  // Acquire: with the release of foreign decrements that brought it back to zero.
  int32_t seen = count.shared.load(std::memory_order_acquire);
  count.owner.store(kUnowned, std::memory_order_relaxed);
  if (seen == 0) return Life::kDead;  // never shared, or private again: nobody else can reach it
  ++thread.stats.count_merges;
  ++thread.stats.count_atomics;
  int32_t next;
  do {
    next = (seen & ~kFlagMask) | kMerged;
    // Release: the owner's work on the object, to the decrement that ends it; acquire: see
    // decref_slow.
  } while (!count.shared.compare_exchange_weak(seen, next, std::memory_order_acq_rel,
                                               std::memory_order_acquire));
  return next == kMerged ? Life::kDead : Life::kAlive;
}

bool try_incref_slow(RefCount& count, ThreadState& thread) {
  if (thread.lesson != nullptr) return lesson_try_incref(count, thread);
  ++thread.stats.count_ops;
  const uint32_t owner = count.owner.load(std::memory_order_relaxed);
  if (owner == thread.policy_id) {
    count.local.store(count.local.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    return true;
  }
  // Freed: naive only, where nothing holds a reader back from a dead object.
  if (owner == kImmortalOwner || owner == kFreedOwner) return true;
  ++thread.stats.count_atomics;
  int32_t seen = count.shared.load(std::memory_order_relaxed);
  do {
    if (seen == 0 || seen == kMerged) return false;  // private to its owner, or dead
    // Acquire: with the release of whoever shared the object (set_maybe_shared, a decrement).
  } while (!count.shared.compare_exchange_weak(seen, seen + kSharedOne, std::memory_order_acquire,
                                               std::memory_order_relaxed));
  return true;
}

void set_maybe_shared(RefCount& count) {
  int32_t seen = count.shared.load(std::memory_order_relaxed);
  // Release: the object's contents, to the acquire in try_incref_slow.
  while ((seen & kFlagMask) == 0 &&
         !count.shared.compare_exchange_weak(seen, seen | kMaybeWeakref, std::memory_order_release,
                                             std::memory_order_relaxed)) {
  }
}

bool is_unique(const RefCount& count, const ThreadState& thread) {
  const uint32_t owner = count.owner.load(std::memory_order_relaxed);
  // Acquire: with the release of the decrements that left this reference the only one.
  const int32_t shared = count.shared.load(std::memory_order_acquire);
  if (owner == kUnowned) return shared == (kSharedOne | kMerged);
  return owner == thread.policy_id && (shared == 0 || shared == kMaybeWeakref) &&
         count.local.load(std::memory_order_relaxed) == 1;
}

void immortalise(RefCount& count) {
  count.owner.store(kImmortalOwner, std::memory_order_relaxed);
  count.local.store(0, std::memory_order_relaxed);
  count.shared.store(0, std::memory_order_relaxed);
}

void revive(RefCount& count, const ThreadState& thread) { init(count, thread); }

uint32_t total(const RefCount& count) {
  const uint32_t owner = count.owner.load(std::memory_order_relaxed);
  if (owner == kImmortalOwner) return kImmortalTotal;
  if (owner == kFreedOwner) return 0;
  const int32_t shared = count.shared.load(std::memory_order_relaxed) >> kSharedShift;
  return count.local.load(std::memory_order_relaxed) + static_cast<uint32_t>(shared);
}

Life merge_explicitly(RefCount& count, int32_t extra, ThreadState& thread) {
  if (is_immortal(count)) return Life::kAlive;
  ++thread.stats.count_merges;
  ++thread.stats.count_atomics;
  const int32_t local = static_cast<int32_t>(count.local.load(std::memory_order_relaxed));
  // Before the merge: once the count is merged, another thread may end the object.
  count.local.store(0, std::memory_order_relaxed);
  count.owner.store(kUnowned, std::memory_order_relaxed);
  int32_t seen = count.shared.load(std::memory_order_relaxed);
  int32_t sum;
  do {
    sum = (seen >> kSharedShift) + local + extra;
    // Orders as in decref_slow.
  } while (!count.shared.compare_exchange_weak(
      seen, sum * kSharedOne + kMerged, std::memory_order_acq_rel, std::memory_order_relaxed));
  return sum == 0 ? Life::kDead : Life::kAlive;
}

}  // namespace gilt::gil
