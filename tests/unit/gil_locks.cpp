// The parking lot, Mutex, RecursiveMutex, ThreadLock, TimedEvent, and signals that interrupt them.
#include <gtest/gtest.h>

#include "gil/mutex.h"
#include "gil/parking_lot.h"
#include "gil/recursive_mutex.h"
#include "gil/signals.h"
#include "gil/thread_lock.h"
#include "gil/timed_event.h"
#include "tests/unit/gil_support.h"

namespace gilt::gil::test {
namespace {

std::vector<Options> both() { return {with_gil(), without_gil()}; }

TEST(Host, TokensAreKept) {
  Host& host = OsHost::instance();
  Parker parker;
  host.unpark(parker);
  EXPECT_EQ(host.park(parker, kForever), ParkResult::kWoken);
  EXPECT_EQ(host.park(parker, 0), ParkResult::kTimedOut);
  host.interrupt(parker);
  EXPECT_EQ(host.park(parker, 0, Interruptible::kNo), ParkResult::kTimedOut);
  EXPECT_EQ(host.park(parker, kForever, Interruptible::kYes), ParkResult::kInterrupted);
  EXPECT_EQ(host.park(parker, 0, Interruptible::kYes), ParkResult::kTimedOut);
}

TEST(Host, PingPong) {
  Host& host = OsHost::instance();
  Parker here, there;
  std::atomic<bool> ended{false};
  int turns = 0;  // plain: handed over by the tokens
  ASSERT_TRUE(host.spawn(
      [&] {
        for (int i = 0; i < 2000; ++i) {
          host.park(there, kForever);
          ++turns;
          host.unpark(here);
        }
        ended = true;
      },
      "a long name for a thread", 1 << 20));
  for (int i = 0; i < 2000; ++i) {
    ++turns;
    host.unpark(there);
    host.park(here, kForever);
  }
  EXPECT_EQ(turns, 4000);
  while (!ended) host.yield();
}

TEST(ParkingLot, ValidatesAndWakesInOrder) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    ParkingLot& lot = domain.parking_lot();
    int address = 0, other_address = 0;
    std::atomic<int> parked{0};
    std::vector<int> order;  // woken one at a time
    std::atomic<int> woken{0};
    run_threads(domain, 5, [&](ThreadState& thread, int index) {
      if (index < 4) {
        EXPECT_EQ(lot.park(thread, &address, [] { return false; }, {}), LotResult::kInvalid);
        poll_until(thread, [&] { return parked == index; });
        int data = index;
        auto count = [&] { return ++parked, true; };  // under the bucket's lock: queue order
        EXPECT_EQ(lot.park(thread, &address, count, {.data = &data}), LotResult::kUnparked);
        order.push_back(index);
        ++woken;
        return;
      }
      poll_until(thread, [&] { return parked == 4; });
      lot.unpark_one(thread.host(), &other_address, [&](void* data, bool more) {
        EXPECT_EQ(data, nullptr);
        EXPECT_FALSE(more);
      });
      for (int i = 0; i < 4; ++i) {
        lot.unpark_one(thread.host(), &address, [&](void* data, bool more) {
          EXPECT_EQ(*static_cast<int*>(data), i);
          EXPECT_EQ(more, i < 3);
        });
        poll_until(thread, [&] { return woken == i + 1; });
      }
    });
    EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3}));
  }
}

TEST(ParkingLot, TimesOut) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  int address = 0;
  EXPECT_EQ(domain.parking_lot().park(thread, &address, [] { return true; }, {.deadline = 0}),
            LotResult::kTimedOut);
  EXPECT_TRUE(thread.attached());
  domain.parking_lot().unpark_all(thread.host(), &address);  // nobody is left in the queue
  finish(thread);
}

TEST(Mutex, KeepsThreadsApart) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    Mutex mutex;
    int counter = 0;
    run_threads(domain, 8, [&](ThreadState& thread, int) {
      for (int i = 0; i < 1000; ++i) {
        MutexGuard guard(thread, mutex);
        ++counter;
        if (i % 16 == 0) {
          BlockingRegion detached(thread);  // keep it while others queue up
          thread.host().yield();
        }
        poll(thread);
      }
    });
    EXPECT_EQ(counter, 8 * 1000);
    EXPECT_FALSE(mutex.locked());
  }
}

TEST(Mutex, TimedWaitsRaceWithUnlocks) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    Mutex mutex;
    int counter = 0;
    std::atomic<int> acquired{0};
    run_threads(domain, 6, [&](ThreadState& thread, int index) {
      for (int i = 0; i < 500; ++i) {
        const Nanos deadline = thread.host().now() + 1000 * index;
        if (mutex.lock(thread, LockWait{.deadline = deadline}) == LockResult::kTimedOut) continue;
        ++counter;
        ++acquired;
        {
          BlockingRegion detached(thread);
          thread.host().yield();
        }
        mutex.unlock(thread);
      }
    });
    EXPECT_EQ(counter, acquired);
    EXPECT_FALSE(mutex.locked());
  }
}

TEST(ThreadLock, TriesWithoutReleasingTheGil) {
  Domain domain(OsHost::instance(), with_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  ThreadLock lock;
  EXPECT_EQ(lock.acquire(thread), LockResult::kAcquired);
  EXPECT_FALSE(lock.try_acquire(thread));
  EXPECT_EQ(lock.acquire(thread, 0), LockResult::kTimedOut);
  EXPECT_EQ(thread.stats.gil_acquisitions, 1u);
  EXPECT_EQ(lock.holder(), thread.id());
  EXPECT_TRUE(lock.release(thread));
  EXPECT_FALSE(lock.release(thread));
  EXPECT_FALSE(lock.locked());
  finish(thread);
}

TEST(ThreadLock, AnyThreadReleasesAndWaitersSayWhatTheyWaitFor) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    ThreadLock lock;
    std::atomic<uint32_t> holder{0};
    std::atomic<ThreadState*> waiter{nullptr};
    run_threads(domain, 3, [&](ThreadState& thread, int index) {
      if (index == 0) {
        ASSERT_EQ(lock.acquire(thread), LockResult::kAcquired);
        holder = thread.id();
        poll_until(thread, [&] { return !lock.locked() || waiter == nullptr || holder == 0; });
      } else if (index == 1) {
        poll_until(thread, [&] { return holder != 0; });
        waiter = &thread;
        EXPECT_EQ(lock.acquire(thread), LockResult::kAcquired);
        waiter = nullptr;
        EXPECT_TRUE(lock.release(thread));
      } else {
        poll_until(thread, [&] {
          ThreadState* who = waiter;
          return who != nullptr && who->wait.kind.load() == WaitKind::kLock &&
                 who->state.load() == RunState::kDetached;
        });
        EXPECT_EQ(waiter.load()->wait.resource.load(), &lock);
        EXPECT_EQ(waiter.load()->wait.holder.load(), holder.load());
        EXPECT_TRUE(lock.release(thread));
      }
    });
    EXPECT_FALSE(lock.locked());
  }
}

TEST(ThreadLock, ConcurrentReleasesLeaveItUsable) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadLock lock;
  std::atomic<int> releases{0}, acquires{0};
  std::atomic<int> acquiring{3};
  run_threads(domain, 6, [&](ThreadState& thread, int index) {
    if (index < 3) {
      for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(lock.acquire(thread), LockResult::kAcquired);
        ++acquires;
      }
      --acquiring;
    } else {
      while (acquiring > 0) {
        if (lock.release(thread)) {
          ++releases;
        } else {
          thread.host().yield();
        }
        poll(thread);
      }
    }
  });
  EXPECT_EQ(acquires, 3000);
  EXPECT_EQ(acquires - releases, lock.locked() ? 1 : 0);
}

TEST(RecursiveMutex, CountsAndBelongsToItsOwner) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    RecursiveMutex mutex;
    int counter = 0;
    run_threads(domain, 4, [&](ThreadState& thread, int) {
      EXPECT_FALSE(mutex.owned_by(thread));
      for (int i = 0; i < 300; ++i) {
        ASSERT_EQ(mutex.acquire(thread), LockResult::kAcquired);
        ASSERT_EQ(mutex.acquire(thread), LockResult::kAcquired);
        EXPECT_EQ(mutex.depth(thread), 2u);
        ++counter;
        poll(thread);
        const uint64_t depth = mutex.release_all(thread);
        EXPECT_EQ(depth, 2u);
        EXPECT_FALSE(mutex.release(thread));
        ASSERT_EQ(mutex.reacquire(thread, depth), LockResult::kAcquired);
        ++counter;
        EXPECT_TRUE(mutex.release(thread));
        EXPECT_TRUE(mutex.owned_by(thread));
        EXPECT_TRUE(mutex.release(thread));
      }
    });
    EXPECT_EQ(counter, 4 * 300 * 2);
    EXPECT_FALSE(mutex.locked());
  }
}

TEST(TimedEvent, WakesAllAndPublishes) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    for (int round = 0; round < 50; ++round) {
      TimedEvent event;
      int value = 0;
      run_threads(domain, 4, [&](ThreadState& thread, int index) {
        if (index == 3) {
          value = 42;
          event.set(thread);
        } else {
          EXPECT_NE(event.wait(thread, 0), WaitResult::kInterrupted);
          EXPECT_EQ(event.wait(thread), WaitResult::kDone);
          EXPECT_EQ(value, 42);
        }
      });
    }
  }
}

TEST(Sleep, EndsAtItsDeadline) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    ThreadState thread(domain);
    domain.attach(thread);
    const Nanos deadline = thread.host().now() + 1'000'000;
    EXPECT_EQ(sleep_until(thread, deadline), WaitResult::kTimedOut);
    EXPECT_GE(thread.host().now(), deadline);
    EXPECT_EQ(sleep_until(thread, 0), WaitResult::kTimedOut);
    finish(thread);
  }
}

// Ctrl-C while the main thread waits for a lock, for an event, and sleeps.
TEST(Signals, InterruptTheMainThreadsWaits) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    ThreadState main(domain);
    domain.attach(main);
    SignalRelay relay(main);
    ASSERT_TRUE(relay.active());
    EXPECT_FALSE(SignalRelay(main).active());
    ASSERT_TRUE(relay.watch(SIGINT));
    ThreadLock lock;
    TimedEvent event;
    ASSERT_EQ(lock.acquire(main), LockResult::kAcquired);
    for (int kind = 0; kind < 3; ++kind) {
      const WaitKind expected[] = {WaitKind::kLock, WaitKind::kJoin, WaitKind::kSleep};
      std::thread killer([&] {
        while (main.wait.kind.load() != expected[kind]) std::this_thread::yield();
        raise(SIGINT);  // the handler runs in this thread
      });
      bool interrupted =
          kind == 0 ? lock.acquire(main, kForever, Interruptible::kYes) == LockResult::kInterrupted
          : kind == 1
              ? event.wait(main, kForever, Interruptible::kYes, WaitKind::kJoin) ==
                    WaitResult::kInterrupted
              : sleep_until(main, kForever, Interruptible::kYes) == WaitResult::kInterrupted;
      killer.join();
      EXPECT_TRUE(interrupted);
      EXPECT_EQ(domain.poll(main) & kEventSignals, kEventSignals);
      EXPECT_EQ(relay.take(), SIGINT);
      EXPECT_EQ(relay.take(), 0);
    }
    // A signal that came while running is seen at the poll, and does not disturb the next wait.
    relay.trip(SIGINT);
    EXPECT_EQ(domain.poll(main) & kEventSignals, kEventSignals);
    EXPECT_EQ(relay.take(), SIGINT);
    EXPECT_EQ(lock.acquire(main, main.host().now() + 1000, Interruptible::kYes),
              LockResult::kTimedOut);
    EXPECT_TRUE(lock.release(main));
    finish(main);
  }
}

}  // namespace
}  // namespace gilt::gil::test
