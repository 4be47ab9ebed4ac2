// Reference counts under all four policies, and the merge queue.
#include "gil/refcount.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <utility>

#include "gil/count_lesson.h"
#include "gil/mutex.h"
#include "tests/unit/gil_support.h"

namespace gilt::gil::test {
namespace {

Options counting(RefcountPolicy policy) {
  Options options = without_gil(policy);
  options.count_ops = true;
  return options;
}

std::vector<Options> sound_policies() {
  return {with_gil(), without_gil(RefcountPolicy::kBiased), without_gil(RefcountPolicy::kAtomic),
          counting(RefcountPolicy::kBiased), counting(RefcountPolicy::kAtomic)};
}

TEST(RefCount, OneThread) {
  for (const Options& options : sound_policies()) {
    Domain domain(OsHost::instance(), options);
    ThreadState thread(domain);
    domain.attach(thread);
    RefCount count;
    init(count, thread);
    EXPECT_TRUE(is_unique(count, thread));
    EXPECT_EQ(total(count), 1u);
    incref(count, thread);
    EXPECT_TRUE(try_incref(count, thread));
    EXPECT_FALSE(is_unique(count, thread));
    EXPECT_EQ(total(count), 3u);
    EXPECT_EQ(decref(count, thread), Life::kAlive);
    EXPECT_EQ(decref(count, thread), Life::kAlive);
    EXPECT_EQ(decref(count, thread), Life::kDead);
    // A finaliser gets a reference, keeps another, and so resurrects the object.
    revive(count, thread);
    incref(count, thread);
    EXPECT_EQ(decref(count, thread), Life::kAlive);
    EXPECT_EQ(decref(count, thread), Life::kDead);
    if (options.count_ops) {
      EXPECT_EQ(thread.stats.count_ops, 8u);
    }
    finish(thread);
  }
}

TEST(RefCount, ImmortalsDoNotCount) {
  for (const Options& options : sound_policies()) {
    Domain domain(OsHost::instance(), options);
    ThreadState thread(domain);
    RefCount count;
    init(count, thread);
    immortalise(count);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(decref(count, thread), Life::kAlive);
    incref(count, thread);
    EXPECT_TRUE(try_incref(count, thread));
    EXPECT_TRUE(is_immortal(count));
    EXPECT_EQ(total(count), kImmortalTotal);
    EXPECT_EQ(thread.stats.count_atomics, 0u);
  }
}

TEST(RefCount, OwnerMergesWhatOthersGiveUp) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadState owner(domain), other(domain);
  Thing thing;
  init(thing.count, owner);
  incref(thing.count, owner);  // this one is given to `other`
  drop(thing, other);          // queued, not subtracted
  EXPECT_EQ(other.stats.count_queued, 1u);
  EXPECT_TRUE(owner.pending(kEventMerge));
  drop(thing, owner);
  EXPECT_EQ(thing.destroyed, 0);
  poll(owner);
  EXPECT_EQ(thing.destroyed, 1);
}

TEST(RefCount, SharedCountMayBeNegativeMeanwhile) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadState owner(domain), other(domain);
  Thing thing;
  init(thing.count, owner);
  for (int i = 0; i < 3; ++i) incref(thing.count, owner);
  for (int i = 0; i < 3; ++i) drop(thing, other);
  EXPECT_LT(thing.count.shared.load(), 0);
  drop(thing, owner);
  EXPECT_EQ(thing.destroyed, 0);
  poll(owner);
  EXPECT_EQ(thing.destroyed, 1);
}

TEST(RefCount, DeadOwnersCountsAreMergedByTheActor) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadState other(domain);
  domain.attach(other);
  Thing thing;
  run_threads(domain, 1, [&](ThreadState& owner, int) {
    init(thing.count, owner);
    incref(thing.count, owner);
  });
  EXPECT_EQ(total(thing.count), 2u);
  drop(thing, other);
  EXPECT_EQ(thing.destroyed, 0);
  EXPECT_EQ(thing.count.owner.load(), kUnowned);
  drop(thing, other);
  EXPECT_EQ(thing.destroyed, 1);
  finish(other);
}

TEST(RefCount, TryIncrefFailsOnPrivateAndDeadObjects) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadState owner(domain), other(domain);
  Thing thing;
  init(thing.count, owner);
  thing.count.shared.store(0);
  EXPECT_FALSE(try_incref(thing.count, other));
  set_maybe_shared(thing.count);
  EXPECT_TRUE(try_incref(thing.count, other));
  drop(thing, owner);
  EXPECT_EQ(thing.destroyed, 0);
  EXPECT_TRUE(is_unique(thing.count, other));
  drop(thing, other);
  EXPECT_EQ(thing.destroyed, 1);
  EXPECT_FALSE(try_incref(thing.count, owner));
  EXPECT_FALSE(try_incref(thing.count, other));
}

// Threads hand references to each other through slots and take them from there; at the end every
// object was destroyed exactly once. Thread 0 creates and leaves early in every other round (a dead
// owner).
TEST(RefCount, ExactlyOneDestroyUnderStress) {
  for (const Options& options : sound_policies()) {
    for (int round = 0; round < 4; ++round) {
      Domain domain(OsHost::instance(), options);
      constexpr int kThreads = 4;
      constexpr int kThings = 50;
      auto things = std::make_unique<Thing[]>(kThings);
      Mutex slots_lock;
      std::vector<Thing*> slots;  // each holds a reference; under slots_lock
      std::atomic<bool> filled{false};
      run_threads(domain, kThreads, [&](ThreadState& thread, int index) {
        std::mt19937 random(static_cast<unsigned>(round * kThreads + index));
        std::vector<Thing*> mine;
        if (index == 0) {
          for (int i = 0; i < kThings; ++i) {
            init(things[i].count, thread);
            incref(things[i].count, thread);
            mine.push_back(&things[i]);
            MutexGuard guard(thread, slots_lock);
            slots.push_back(&things[i]);
          }
          filled = true;
        }
        poll_until(thread, [&] { return filled.load(); });
        const int steps = index == 0 && round % 2 == 0 ? 20 : 3000;
        for (int i = 0; i < steps; ++i) {
          poll(thread);
          switch (random() % 4) {
            case 0: {  // move one out of a slot
              MutexGuard guard(thread, slots_lock);
              if (slots.empty()) break;
              std::swap(slots[random() % slots.size()], slots.back());
              mine.push_back(slots.back());
              slots.pop_back();
              break;
            }
            case 1: {  // copy one from a slot
              MutexGuard guard(thread, slots_lock);
              if (slots.empty()) break;
              Thing* thing = slots[random() % slots.size()];
              incref(thing->count, thread);
              mine.push_back(thing);
              break;
            }
            case 2:  // drop one
              if (mine.empty()) break;
              drop(*mine.back(), thread);
              mine.pop_back();
              break;
            default: {  // give one away
              if (mine.empty()) break;
              MutexGuard guard(thread, slots_lock);
              slots.push_back(mine.back());
              mine.pop_back();
            }
          }
        }
        for (Thing* thing : mine) drop(*thing, thread);
      });
      ThreadState last(domain);
      domain.attach(last);
      for (Thing* thing : slots) drop(*thing, last);
      finish(last);
      for (int i = 0; i < kThings; ++i) EXPECT_EQ(things[i].destroyed, 1) << "thing " << i;
    }
  }
}

// Readers take references from a slot without a lock while a writer replaces what is in it.
TEST(RefCount, LockFreeReadersNeverReviveTheDead) {
  Domain domain(OsHost::instance(), without_gil());
  constexpr int kThings = 3000;
  auto things = std::make_unique<Thing[]>(kThings);  // type-stable: never freed while readers run
  std::atomic<Thing*> slot{nullptr};
  std::atomic<bool> over{false};
  run_threads(domain, 3, [&](ThreadState& thread, int index) {
    if (index == 0) {
      for (int i = 0; i < kThings; ++i) {
        init(things[i].count, thread);
        set_maybe_shared(things[i].count);
        Thing* before = slot.exchange(&things[i], std::memory_order_acq_rel);
        if (before != nullptr) drop(*before, thread);
        poll(thread);
      }
      Thing* last = slot.exchange(nullptr, std::memory_order_acq_rel);
      drop(*last, thread);
      over = true;
      return;
    }
    while (!over) {
      poll(thread);
      Thing* thing = slot.load(std::memory_order_acquire);
      if (thing == nullptr || !try_incref(thing->count, thread)) continue;
      EXPECT_EQ(thing->destroyed, 0);
      drop(*thing, thread);
    }
  });
  for (int i = 0; i < kThings; ++i) EXPECT_EQ(things[i].destroyed, 1) << "thing " << i;
}

// What a lesson was told.
struct Told final : CountLesson {
  std::atomic<int> increfs{0}, decrefs{0}, stores{0}, double_frees{0}, freed_counts{0};
  std::atomic<int64_t> net_lost{0};
  std::function<void(ThreadState&, const CountStep&)> meanwhile;

  void between(ThreadState& thread, RefCount&, const CountStep& step) override {
    if (meanwhile) std::exchange(meanwhile, nullptr)(thread, step);
  }
  void lost(ThreadState&, RefCount&, int64_t net) override { net_lost += net; }
  void freed(ThreadState&, RefCount&) override { ++freed_counts; }
  void touched(ThreadState&, RefCount&, FreedTouch touch) override {
    ++(touch == FreedTouch::kIncref   ? increfs
       : touch == FreedTouch::kDecref ? decrefs
       : touch == FreedTouch::kStore  ? stores
                                      : double_frees);
  }
};

Options lesson_options(Told& told, RefcountPolicy policy) {
  Options options = without_gil(policy);
  options.lesson = &told;
  return options;
}

TEST(CountLesson, ReportsTouchesOfFreedCounts) {
  Told told;
  Domain domain(OsHost::instance(), lesson_options(told, RefcountPolicy::kNaive));
  ThreadState a(domain), b(domain);
  Thing thing;
  init(thing.count, a);
  drop(thing, b);  // plain, though another thread's
  EXPECT_EQ(thing.destroyed, 1);
  EXPECT_EQ(told.freed_counts, 1);
  EXPECT_EQ(total(thing.count), 0u);
  incref(thing.count, a);
  drop(thing, a);
  drop(thing, b);
  EXPECT_EQ(thing.destroyed, 1);
  EXPECT_EQ(told.increfs, 1);
  EXPECT_EQ(told.decrefs, 2);
  {
    const CountsIgnored ignored(a);
    drop(thing, a);
    incref(thing.count, a);
  }
  EXPECT_EQ(told.increfs + told.decrefs, 3);
}

// The load of one update, the whole of another, the store of the first.
TEST(CountLesson, CountsWhatAStoreUndoes) {
  Told told;
  Domain domain(OsHost::instance(), lesson_options(told, RefcountPolicy::kNaive));
  ThreadState a(domain), b(domain);
  Thing thing;
  init(thing.count, a);
  incref(thing.count, a);
  told.meanwhile = [&](ThreadState&, const CountStep& step) {
    EXPECT_EQ(step.at, CountStep::At::kLoaded);
    EXPECT_EQ(step.seen, 2);
    EXPECT_EQ(step.change, -1);
    incref(thing.count, b);
  };
  drop(thing, a);
  EXPECT_EQ(total(thing.count), 1u);  // instead of 2
  EXPECT_EQ(told.net_lost, 1);
  EXPECT_EQ(a.stats.lost_increfs, 1u);
  told.meanwhile = [&](ThreadState&, const CountStep&) { drop(thing, b); };
  incref(thing.count, a);  // into what was freed
  EXPECT_EQ(thing.destroyed, 1);
  EXPECT_EQ(told.stores, 1);
}

TEST(CountLesson, ASeparateTestFreesTwice) {
  Told told;
  Domain domain(OsHost::instance(), lesson_options(told, RefcountPolicy::kSeparateTest));
  ThreadState a(domain), b(domain);
  Thing thing;
  init(thing.count, a);
  incref(thing.count, b);
  told.meanwhile = [&](ThreadState&, const CountStep& step) {
    EXPECT_EQ(step.at, CountStep::At::kChanged);
    EXPECT_EQ(step.seen, 1);
    drop(thing, b);
  };
  drop(thing, a);
  EXPECT_EQ(thing.destroyed, 1);
  EXPECT_EQ(told.double_frees, 1);
}

TEST(CountLesson, UnsafeSlotReadsCountTheDead) {
  Told told;
  Options options = lesson_options(told, RefcountPolicy::kAtomic);
  options.unsafe_slot_reads = true;
  Domain domain(OsHost::instance(), options);
  ThreadState a(domain), b(domain);
  Thing thing;
  init(thing.count, a);
  EXPECT_TRUE(try_incref(thing.count, b));
  EXPECT_EQ(total(thing.count), 2u);
  drop(thing, b);
  told.meanwhile = [&](ThreadState&, const CountStep& step) {
    EXPECT_EQ(step.at, CountStep::At::kSlotRead);
    drop(thing, a);
  };
  EXPECT_TRUE(try_incref(thing.count, b));
  EXPECT_EQ(thing.destroyed, 1);
  EXPECT_EQ(told.increfs, 1);
}

// What was lost explains the count, to the last reference.
TEST(CountLesson, LossesAreCountedExactly) {
  Told told;
  Domain domain(OsHost::instance(), lesson_options(told, RefcountPolicy::kNaive));
  Thing thing;
  constexpr int kMany = 100'000;  // so that it is not freed
  {
    ThreadState maker(domain);
    init(thing.count, maker);
    for (int i = 0; i < kMany; ++i) incref(thing.count, maker);
  }
  run_threads(domain, 4, [&](ThreadState& thread, int) {
    for (int i = 0; i < 20000; ++i) {
      incref(thing.count, thread);
      drop(thing, thread);
    }
  });
  EXPECT_EQ(static_cast<int64_t>(total(thing.count)), 1 + kMany - told.net_lost);
}

TEST(NaivePolicy, RacesWithoutUndefinedBehaviour) {
  Domain domain(OsHost::instance(), without_gil(RefcountPolicy::kNaive));
  Thing thing;
  {
    ThreadState maker(domain);
    init(thing.count, maker);
  }
  run_threads(domain, 4, [&](ThreadState& thread, int) {
    for (int i = 0; i < 20000; ++i) {
      incref(thing.count, thread);
      drop(thing, thread);
    }
  });
  EXPECT_LE(thing.destroyed, 1);  // whatever was lost, it is not freed twice
}

}  // namespace
}  // namespace gilt::gil::test
