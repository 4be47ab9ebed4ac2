// Biased reference counts (PEP 703): an object's owner counts in `local` with plain adds, everybody
// else in `shared` with atomics. The policy (GIL, biased, atomic, naive) is only which id a thread
// presents; see gil/domain.h.
//
//   owner   id of the owning thread; kUnowned once merged; kImmortalOwner, kFreedOwner match nobody
//   local   the owner's count. Owner writes (relaxed load + store); >= 1 as long as it has an owner
//   shared  count << 2 | flags. Anybody writes, by read-modify-write. May be negative until merged
// The object's reference count is local + (shared >> 2).
//
// Flags only go up: kNone, kMaybeWeakref (a lock-free reader may try_incref; the biased policy starts
// here, since objects are read from slots of containers that nobody locked), kQueued (handed to
// the owner's merge queue, which holds the reference that was given up), kMerged (no owner; local
// is 0 for good). An object dies only from raw shared 0 or kMerged with count 0.
//
// The inline paths are an id compare and a plain add. Everything else is out of line, `_slow`.
// Under the naive policy several threads do the plain add on the same count: counts get lost, which
// is the lesson, but the accesses are atomic, so C++ stays well defined. A count that was freed there
// gets kFreedOwner. With an Options::lesson, which is told, all operations take the slow path, and
// there the way of gil/count_lesson.h.
// Source: PEP 703, CPython 3.13 Include/refcount.h, Objects/object.c.
#pragma once

#include <cstdint>

#include "gil/atomic.h"
#include "gil/thread_state.h"

namespace gilt::gil {

struct RefCount {
  Atomic<uint32_t> owner;
  Atomic<uint32_t> local;
  Atomic<int32_t> shared;
};
static_assert(sizeof(RefCount) == 12 && alignof(RefCount) == 4);

inline constexpr uint32_t kUnowned = 0;  // merged: the count is in shared
// presented by all threads with the GIL, and under naive
inline constexpr uint32_t kSharedOwner = 1;
inline constexpr uint32_t kFirstThreadId = 2;  // ThreadState::id of a domain's first thread
// presented by a thread that never takes the plain path
inline constexpr uint32_t kNobody = 0xfffffffd;
inline constexpr uint32_t kFreedOwner = 0xfffffffe;
inline constexpr uint32_t kImmortalOwner = 0xffffffff;

inline constexpr int32_t kSharedShift = 2;
inline constexpr int32_t kSharedOne = 1 << kSharedShift;
inline constexpr int32_t kFlagMask = 3;
inline constexpr int32_t kMaybeWeakref = 1;
inline constexpr int32_t kQueued = 2;
inline constexpr int32_t kMerged = 3;

// what total() says of an immortal count, as CPython 3.14
inline constexpr uint32_t kImmortalTotal = 3u << 30;

// kDead: the count reached zero and the caller destroys the object
enum class Life : bool { kAlive, kDead };

void incref_slow(RefCount& count, ThreadState& thread);
[[nodiscard]] Life decref_slow(RefCount& count, ThreadState& thread);
[[nodiscard]] Life decref_zero_slow(RefCount& count, ThreadState& thread);
[[nodiscard]] bool try_incref_slow(RefCount& count, ThreadState& thread);

// A new object with one reference, held by `thread`. Publish the object with a release store.
inline void init(RefCount& count, const ThreadState& thread) {
  count.owner.store(thread.initial_owner, std::memory_order_relaxed);
  count.local.store(thread.initial_local, std::memory_order_relaxed);
  count.shared.store(thread.initial_shared, std::memory_order_relaxed);
}

inline void incref(RefCount& count, ThreadState& thread) {
  if (count.owner.load(std::memory_order_relaxed) == thread.presented_id) [[likely]] {
    count.local.store(count.local.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  } else {
    incref_slow(count, thread);
  }
}

[[nodiscard]] inline Life decref(RefCount& count, ThreadState& thread) {
  if (count.owner.load(std::memory_order_relaxed) == thread.presented_id) [[likely]] {
    uint32_t left = count.local.load(std::memory_order_relaxed) - 1;
    count.local.store(left, std::memory_order_relaxed);
    // Signed, so that a count that naive threads drove below zero is seen as well.
    if (static_cast<int32_t>(left) > 0) [[likely]]
      return Life::kAlive;
    return decref_zero_slow(count, thread);
  }
  return decref_slow(count, thread);
}

// Increments a count reached without holding a reference (a lock-free read of a shared slot); false
// if the object may be dying. The memory must still be a count (type-stable until QSBR says
// otherwise), and the caller must re-check the slot afterwards.
[[nodiscard]] inline bool try_incref(RefCount& count, ThreadState& thread) {
  if (count.owner.load(std::memory_order_relaxed) == thread.presented_id) [[likely]] {
    count.local.store(count.local.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    return true;
  }
  return try_incref_slow(count, thread);
}

// The same for a weak reference, whose target may be dead for good: false for freed counts, too.
[[nodiscard]] inline bool try_incref_weak(RefCount& count, ThreadState& thread) {
  return count.owner.load(std::memory_order_relaxed) != kFreedOwner &&
         try_incref_slow(count, thread);
}

// Lets foreign threads try_incref an object that its owner has kept private so far. The caller
// holds a reference or the lock of the container that holds one.
void set_maybe_shared(RefCount& count);

// Is the caller's reference the only one? Only true answers are dependable, and only as long as the
// caller gives nothing away.
[[nodiscard]] bool is_unique(const RefCount& count, const ThreadState& thread);

// Never counts again. Call before other threads can see the object.
void immortalise(RefCount& count);
[[nodiscard]] inline bool is_immortal(const RefCount& count) {
  return count.owner.load(std::memory_order_relaxed) == kImmortalOwner;
}

// The caller got kDead and wants to run a finaliser: gives the dead object one reference again, to
// be given up by decref.
void revive(RefCount& count, const ThreadState& thread);

// The number that sys.getrefcount shows (a snapshot; kImmortalTotal for immortals, 0 for freed).
[[nodiscard]] uint32_t total(const RefCount& count);

// Moves local and `extra` into shared and drops the owner; kDead if nothing is left. The caller is
// the owner, or the owner is gone.
[[nodiscard]] Life merge_explicitly(RefCount& count, int32_t extra, ThreadState& thread);

}  // namespace gilt::gil
