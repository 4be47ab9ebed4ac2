// Which threads are stuck (the graph, on plain data), and finding them in a domain.
#include "gil/deadlock.h"

#include <gtest/gtest.h>

#include "gil/deadlock_watch.h"
#include "gil/recursive_mutex.h"
#include "gil/thread_lock.h"
#include "tests/unit/gil_support.h"

namespace gilt::gil::test {
namespace {

ThreadWait waits(uint32_t thread, WaitKind kind, uint32_t holder = 0) {
  return {.thread = thread, .for_ever = true, .kind = kind, .holder = holder};
}
ThreadWait runs(uint32_t thread) { return {.thread = thread}; }
ThreadWait daemon(ThreadWait wait) {
  wait.foreground = false;
  return wait;
}

std::vector<uint32_t> ids(const Deadlock& deadlock) {
  std::vector<uint32_t> ids;
  for (const ThreadWait& wait : deadlock.threads) ids.push_back(wait.thread);
  return ids;
}
using Ids = std::vector<uint32_t>;

TEST(StuckIn, NobodyWhoRuns) {
  EXPECT_FALSE(stuck_in({}));
  EXPECT_FALSE(stuck_in({runs(1)}));
  EXPECT_FALSE(stuck_in({waits(1, WaitKind::kJoin, 2), runs(2)}));
}

TEST(StuckIn, PlainLocksAreCertainWhenNobodyIsLeft) {
  const ThreadWait one = waits(1, WaitKind::kLock, 2), two = waits(2, WaitKind::kLock, 1);
  EXPECT_FALSE(stuck_in({one, two, runs(3)}));
  const Deadlock deadlock = stuck_in({waits(3, WaitKind::kJoin, 1), one, two});
  EXPECT_EQ(ids(deadlock), (Ids{1, 2, 3}));
  EXPECT_EQ(deadlock.ring, 2u);
}

TEST(StuckIn, RLocksAndJoinsAreCertainAtOnce) {
  const Deadlock deadlock = stuck_in({runs(1), waits(2, WaitKind::kRLock, 3),
                                      waits(3, WaitKind::kJoin, 2), waits(4, WaitKind::kRLock, 1)});
  EXPECT_EQ(ids(deadlock), (Ids{2, 3}));
  EXPECT_EQ(deadlock.ring, 2u);
}

TEST(StuckIn, APlainLockInTheRingMakesItUncertain) {
  EXPECT_FALSE(stuck_in({runs(1), waits(2, WaitKind::kRLock, 3), waits(3, WaitKind::kLock, 2)}));
}

TEST(StuckIn, WhoWaitsForItself) {
  const Deadlock deadlock = stuck_in({waits(1, WaitKind::kLock, 1)});
  EXPECT_EQ(ids(deadlock), (Ids{1}));
  EXPECT_EQ(deadlock.ring, 1u);
}

TEST(StuckIn, ThreadsThatHaveEnded) {
  // Nobody releases the RLock of one that is gone; one that is gone wakes those that join it.
  EXPECT_EQ(ids(stuck_in({runs(1), waits(2, WaitKind::kRLock, 9)})), (Ids{2}));
  EXPECT_FALSE(stuck_in({waits(1, WaitKind::kJoin, 9)}));
  // An RLock without an owner has just been released.
  EXPECT_FALSE(stuck_in({waits(1, WaitKind::kRLock, 0)}));
}

TEST(StuckIn, WithoutARing) {
  const Deadlock deadlock = stuck_in({waits(1, WaitKind::kJoin, 2), waits(2, WaitKind::kCondition),
                                      daemon(waits(3, WaitKind::kEvent))});
  EXPECT_EQ(ids(deadlock), (Ids{1, 2, 3}));
  EXPECT_EQ(deadlock.ring, 0u);
}

TEST(StuckIn, DaemonsDoNotCount) {
  const ThreadWait one = daemon(waits(2, WaitKind::kRLock, 3));
  const ThreadWait two = daemon(waits(3, WaitKind::kRLock, 2));
  EXPECT_FALSE(stuck_in({runs(1), one, two}));
  EXPECT_EQ(ids(stuck_in({waits(1, WaitKind::kRLock, 2), one, two})), (Ids{2, 3, 1}));
}

// Two threads over two locks, found while a third looks; then one lock is released.
TEST(FindDeadlock, SeesWhatThreadsWaitFor) {
  for (const Options& options : {with_gil(), without_gil()}) {
    Domain domain(OsHost::instance(), options);
    ThreadLock plain;
    RecursiveMutex recursive;
    std::atomic<int> ready{0};
    std::atomic<uint32_t> ids_of[2];
    std::atomic<bool> looked{false};
    run_threads(domain, 3, [&](ThreadState& thread, int index) {
      if (index == 2) {
        thread.background = true;
        Deadlock found;
        poll_until(thread,
                   [&] { return static_cast<bool>(found = find_deadlock(domain, &thread)); });
        EXPECT_EQ(found.threads.size(), 2u);
        EXPECT_EQ(found.ring, 2u);
        for (const ThreadWait& wait : found.threads) {
          const int which = wait.thread == ids_of[0] ? 0 : 1;
          EXPECT_EQ(wait.thread, ids_of[which]);
          EXPECT_EQ(wait.holder, ids_of[1 - which]);
          EXPECT_EQ(wait.kind, which == 0 ? WaitKind::kRLock : WaitKind::kLock);
          EXPECT_EQ(wait.resource, which == 0 ? static_cast<void*>(&recursive) : &plain);
        }
        EXPECT_EQ(find_deadlock(domain, &thread), found);
        // This thread could release the plain lock: only who looks at it from outside leaves it
        // out.
        EXPECT_FALSE(find_deadlock(domain));
        looked = true;
        EXPECT_TRUE(plain.release(thread));
        return;
      }
      ids_of[index] = thread.id();
      ASSERT_EQ(index == 0 ? plain.acquire(thread) : recursive.acquire(thread),
                LockResult::kAcquired);
      ++ready;
      poll_until(thread, [&] { return ready == 2; });
      if (index == 1) {
        ASSERT_EQ(plain.acquire(thread), LockResult::kAcquired);
        EXPECT_TRUE(looked);
        EXPECT_TRUE(plain.release(thread));
        EXPECT_TRUE(recursive.release(thread));
      } else {
        ASSERT_EQ(recursive.acquire(thread), LockResult::kAcquired);
        EXPECT_TRUE(recursive.release(thread));
      }
    });
    EXPECT_FALSE(find_deadlock(domain));
  }
}

TEST(FindDeadlock, NotWithADeadlineOrASignalUnderWay) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadLock lock;
  std::atomic<bool> done{false};
  run_threads(domain, 2, [&](ThreadState& thread, int index) {
    if (index == 0) {
      ASSERT_EQ(lock.acquire(thread), LockResult::kAcquired);
      EXPECT_EQ(lock.acquire(thread, thread.host().now() + 20'000'000), LockResult::kTimedOut);
      done = true;
    } else {
      while (!done) {
        EXPECT_FALSE(find_deadlock(domain, &thread));
        poll(thread);
      }
    }
  });
}

// Locks that change hands all the time: a false report would be one too many.
TEST(FindDeadlock, NeverAmongThreadsThatGoOn) {
  for (const Options& options : {with_gil(), without_gil()}) {
    Domain domain(OsHost::instance(), options);
    ThreadLock a, b;
    RecursiveMutex c;
    std::atomic<int> working{4};
    run_threads(domain, 5, [&](ThreadState& thread, int index) {
      if (index == 4) {
        while (working > 0) {
          EXPECT_FALSE(find_deadlock(domain, &thread));
          BlockingRegion detached(thread);
          thread.host().yield();
        }
        return;
      }
      for (int i = 0; i < 2000; ++i) {
        ASSERT_EQ(a.acquire(thread), LockResult::kAcquired);
        ASSERT_EQ(c.acquire(thread), LockResult::kAcquired);
        ASSERT_EQ(b.acquire(thread), LockResult::kAcquired);
        if (i % 4 == index) {
          BlockingRegion detached(thread);
          thread.host().yield();
        }
        EXPECT_TRUE(b.release(thread));
        EXPECT_TRUE(c.release(thread));
        EXPECT_TRUE(a.release(thread));
        poll(thread);
      }
      --working;
    });
  }
}

TEST(DeadlockWatch, ReportsOnceAndStops) {
  for (const Options& options : {with_gil(), without_gil()}) {
    Domain domain(OsHost::instance(), options);
    std::atomic<int> reports{0};
    ThreadLock lock;
    Domain* const place = &domain;
    {
      DeadlockWatch watch(domain, [&](const Deadlock& deadlock) {
        EXPECT_EQ(deadlock.ring, 1u);
        // As Ctrl-C would: some thread that nobody counted on.
        ThreadState outsider(*place);
        place->attach(outsider);
        ++reports;
        EXPECT_TRUE(lock.release(outsider));
        finish(outsider);
        return true;
      });
      ThreadState thread(domain);
      domain.attach(thread);
      ASSERT_EQ(lock.acquire(thread), LockResult::kAcquired);
      ASSERT_EQ(lock.acquire(thread), LockResult::kAcquired);
      EXPECT_EQ(reports, 1);
      watch.stop(thread);
      finish(thread);
    }
    while (domain.departing != 0) domain.host().yield();
  }
}

TEST(DeadlockWatch, StopsUnstarted) {
  Domain domain(OsHost::instance(), with_gil());
  DeadlockWatch watch(domain, [](const Deadlock&) { return true; });
  ThreadState thread(domain);
  domain.attach(thread);
  watch.stop(thread);
  finish(thread);
}

}  // namespace
}  // namespace gilt::gil::test
