#include "gil/count_lesson.h"

#include "gil/domain.h"

namespace gilt::gil {
namespace {

using At = CountStep::At;

uint32_t owner_of(const RefCount& count) { return count.owner.load(std::memory_order_relaxed); }

// Of the policies that count in `local` for everybody.
int64_t plain_count(const RefCount& count) {
  return static_cast<int32_t>(count.local.load(std::memory_order_relaxed));
}

int64_t shared_count(int32_t shared) { return shared >> kSharedShift; }

// Objects that nobody counts, and those that are gone. False: go on.
bool is_beyond_counting(RefCount& count, ThreadState& thread, FreedTouch touch) {
  if (thread.counts_ignored) return true;
  ++thread.stats.count_ops;
  const uint32_t owner = owner_of(count);
  if (owner == kFreedOwner) thread.lesson->touched(thread, count, touch);
  return owner == kFreedOwner || owner == kImmortalOwner;
}

// Several threads may believe that theirs was the last reference: one of them destroys.
Life free_once(RefCount& count, ThreadState& thread, uint32_t owner) {
  // Acquire and release among the threads that come here for the same count.
  if (!count.owner.compare_exchange_strong(owner, kFreedOwner, std::memory_order_acq_rel)) {
    thread.lesson->touched(thread, count, FreedTouch::kDoubleFree);
    return Life::kAlive;
  }
  thread.lesson->freed(thread, count);
  return Life::kDead;
}

// --- naive

// Load, then store, and see what that undid. False: the count was freed in between.
bool update_plainly(RefCount& count, ThreadState& thread, int change, int64_t* left) {
  const int64_t seen = plain_count(count);
  thread.lesson->between(thread, count, {At::kLoaded, change, seen});
  *left = seen + change;
  const auto replaced = static_cast<int32_t>(
      count.local.exchange(static_cast<uint32_t>(*left), std::memory_order_relaxed));
  if (owner_of(count) == kFreedOwner) {
    thread.lesson->touched(thread, count, FreedTouch::kStore);
    return false;
  }
  const int64_t net = replaced - seen;
  if (net == 0) return true;
  (net > 0 ? thread.stats.lost_increfs : thread.stats.lost_decrefs) +=
      static_cast<uint64_t>(net > 0 ? net : -net);
  thread.lesson->lost(thread, count, net);
  return true;
}

Life naive_decref(RefCount& count, ThreadState& thread) {
  int64_t left;
  if (!update_plainly(count, thread, -1, &left) || left > 0) return Life::kAlive;
  return free_once(count, thread, kSharedOwner);
}

// --- the test by itself

Life separate_decref(RefCount& count, ThreadState& thread) {
  ++thread.stats.count_atomics;
  const uint32_t before = count.local.fetch_sub(1, std::memory_order_acq_rel);
  const int64_t left = static_cast<int32_t>(before) - 1;
  thread.lesson->between(thread, count, {At::kChanged, -1, left});
  if (plain_count(count) > 0) return Life::kAlive;
  return free_once(count, thread, kSharedOwner);
}

// --- atomic

void atomic_incref(RefCount& count, ThreadState& thread) {
  ++thread.stats.count_atomics;
  count.shared.fetch_add(kSharedOne, std::memory_order_relaxed);
  if (owner_of(count) == kFreedOwner) {
    thread.lesson->touched(thread, count, FreedTouch::kIncref);
  }
}

Life atomic_decref(RefCount& count, ThreadState& thread) {
  ++thread.stats.count_atomics;
  // Release and acquire among the decrements, as in decref_slow().
  const int32_t before = count.shared.fetch_sub(kSharedOne, std::memory_order_acq_rel);
  if (shared_count(before) != 1) return Life::kAlive;
  return free_once(count, thread, kUnowned);
}

RefcountPolicy policy_of(const ThreadState& thread) { return thread.domain().options().refcount; }

}  // namespace

void lesson_incref(RefCount& count, ThreadState& thread) {
  if (is_beyond_counting(count, thread, FreedTouch::kIncref)) return;
  int64_t left;
  switch (policy_of(thread)) {
    case RefcountPolicy::kNaive:
      (void)update_plainly(count, thread, +1, &left);
      return;
    case RefcountPolicy::kSeparateTest:
      ++thread.stats.count_atomics;
      count.local.fetch_add(1, std::memory_order_relaxed);
      return;
    default:
      return atomic_incref(count, thread);
  }
}

Life lesson_decref(RefCount& count, ThreadState& thread) {
  if (is_beyond_counting(count, thread, FreedTouch::kDecref)) return Life::kAlive;
  switch (policy_of(thread)) {
    case RefcountPolicy::kNaive:
      return naive_decref(count, thread);
    case RefcountPolicy::kSeparateTest:
      return separate_decref(count, thread);
    default:
      return atomic_decref(count, thread);
  }
}

bool lesson_try_incref(RefCount& count, ThreadState& thread) {
  if (thread.domain().options().unsafe_slot_reads && !thread.counts_ignored &&
      !is_immortal(count)) {
    const int32_t shared = count.shared.load(std::memory_order_relaxed);
    thread.lesson->between(thread, count, {At::kSlotRead, +1, shared_count(shared)});
  }
  lesson_incref(count, thread);
  return true;
}

}  // namespace gilt::gil
