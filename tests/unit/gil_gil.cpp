// The GIL's protocol, attach and detach, the eval breaker, stopping the world, the end of a domain.
#include "gil/gil.h"

#include <gtest/gtest.h>

#include "gil/stop_the_world.h"
#include "tests/unit/gil_support.h"

namespace gilt::gil::test {
namespace {

TEST(Gil, KeepsThreadsApart) {
  Domain domain(OsHost::instance(), with_gil());
  int counter = 0;  // plain: ThreadSanitizer watches
  run_threads(domain, 8, [&](ThreadState& thread, int) {
    for (int i = 0; i < 3000; ++i) {
      ++counter;
      if (i % 7 == 0) BlockingRegion detached(thread);
      poll(thread);
    }
  });
  EXPECT_EQ(counter, 8 * 3000);
}

TEST(Gil, ForcesASwitchOnRequest) {
  Domain domain(OsHost::instance(), with_gil());
  std::atomic<bool> second_ran{false};
  run_threads(domain, 2, [&](ThreadState& thread, int index) {
    if (index == 1) {
      second_ran = true;
      return;
    }
    // Never releases voluntarily: only a drop request lets the second thread in.
    while (!second_ran) poll(thread);
  });
  EXPECT_TRUE(second_ran);
}

TEST(Gil, AForcedDropHandsOver) {
  Domain domain(OsHost::instance(), with_gil());
  std::atomic<int> running{0};
  run_threads(domain, 2, [&](ThreadState& thread, int) {
    ++running;
    while (running < 2) poll(thread);
    for (int drops = 0; drops < 200; ++drops) {
      const uint64_t before = domain.gil().switch_number();
      const uint64_t forced = thread.stats.gil_forced_drops;
      while (thread.stats.gil_forced_drops == forced && domain.thread_count() == 2) poll(thread);
      if (thread.stats.gil_forced_drops > forced) {
        // Somebody else had it in between, and this thread took it back.
        EXPECT_GE(domain.gil().switch_number(), before + 2);
      }
    }
  });
}

TEST(Gil, ManyWaitersAndBlockersAllFinish) {
  Domain domain(OsHost::instance(), with_gil());
  std::atomic<int> done{0};
  run_threads(domain, 16, [&](ThreadState& thread, int index) {
    for (int i = 0; i < 400; ++i) {
      if (index % 2 == 0) {
        BlockingRegion detached(thread);
        thread.host().yield();
      } else {
        poll(thread);
      }
    }
    ++done;
  });
  EXPECT_EQ(done, 16);
  EXPECT_EQ(domain.thread_count(), 0u);
}

TEST(Gil, CountsAcquisitionsAndDrops) {
  Domain domain(OsHost::instance(), with_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  EXPECT_TRUE(domain.gil().held_by(thread));
  { BlockingRegion detached(thread); }
  EXPECT_EQ(thread.stats.gil_acquisitions, 2u);
  EXPECT_EQ(thread.stats.gil_waits, 0u);
  EXPECT_EQ(thread.stats.gil_forced_drops, 0u);
  EXPECT_EQ(domain.total_stats(thread).gil_acquisitions, 2u);
  finish(thread);
}

TEST(EvalBreaker, SwapsTablesAndLosesNoRequest) {
  static const void* fast_label = nullptr;
  static const void* poll_label = nullptr;
  const void* const* fast = &fast_label;
  const void* const* slow = &poll_label;
  Domain domain(OsHost::instance(), without_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  thread.set_tables(fast, slow);
  EXPECT_EQ(thread.dispatch.load(), fast);
  constexpr int kRequests = 5000;
  std::atomic<int> seen{0};
  std::thread other([&] {
    for (int i = 0; i < kRequests; ++i) {
      thread.request(kEventGc);
      while (seen.load() <= i) std::this_thread::yield();
    }
  });
  while (seen < kRequests) {
    // As the loop does: looks only at the table. A lost request would hang here.
    if (thread.dispatch.load(std::memory_order_relaxed) == slow) {
      if (domain.poll(thread) & kEventGc) ++seen;
    } else {
      std::this_thread::yield();
    }
  }
  other.join();
  EXPECT_EQ(thread.dispatch.load(), fast);
  finish(thread);
}

TEST(EvalBreaker, SettlesOnTheTableThatEventsDemand) {
  static const void* fast_label = nullptr;
  static const void* poll_label = nullptr;
  Domain domain(OsHost::instance(), without_gil());
  ThreadState thread(domain);
  thread.request(kEventGc);  // before there are tables
  thread.set_tables(&fast_label, &poll_label);
  EXPECT_EQ(thread.dispatch.load(), &poll_label);
  thread.settle();
  EXPECT_EQ(thread.dispatch.load(), &poll_label);
  thread.clear(kEventGc);
  thread.settle();
  EXPECT_EQ(thread.dispatch.load(), &fast_label);
  thread.request(kEventGc);
  EXPECT_EQ(thread.dispatch.load(), &poll_label);
}

TEST(EvalBreaker, PollReturnsVmEventsOnceAndOnlyThose) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  thread.request(kEventPendingCalls | kEventAsyncException | kEventQuiesce);
  EXPECT_EQ(domain.poll(thread), kEventPendingCalls | kEventAsyncException);
  EXPECT_EQ(domain.poll(thread), 0u);
  EXPECT_EQ(thread.events.load(), 0u);
  finish(thread);
}

TEST(Domain, IdsAreNotReused) {
  Domain domain(OsHost::instance(), without_gil());
  uint32_t last = 0;
  for (int i = 0; i < 3; ++i) {
    ThreadState thread(domain);
    EXPECT_GT(thread.id(), last);
    EXPECT_EQ(thread.is_main(), i == 0);
    last = thread.id();
  }
}

TEST(Domain, PolicyDecidesWhichIdIsPresented) {
  Domain gil(OsHost::instance(), with_gil());
  Domain biased(OsHost::instance(), without_gil());
  Domain atomic(OsHost::instance(), without_gil(RefcountPolicy::kAtomic));
  Domain naive(OsHost::instance(), without_gil(RefcountPolicy::kNaive));
  ThreadState a(gil), b(gil), c(biased), d(biased), e(atomic), f(naive), g(naive);
  EXPECT_EQ(a.presented_id, b.presented_id);
  EXPECT_NE(c.presented_id, d.presented_id);
  EXPECT_EQ(e.presented_id, kNobody);
  EXPECT_EQ(f.presented_id, g.presented_id);
}

TEST(StopTheWorld, OthersStandStill) {
  Domain domain(OsHost::instance(), without_gil());
  constexpr int kThreads = 6;
  constexpr int kStops = 100;
  std::vector<int> mine(kThreads, 0);  // each thread's own, or anybody's in a stopped world
  int stops = 0;                       // only in a stopped world
  std::atomic<long> steps{0};
  std::atomic<int> stoppers{2};
  run_threads(domain, kThreads, [&](ThreadState& thread, int index) {
    for (int i = 0; index < 2 && i < kStops; ++i) {
      const long before = steps;
      while (steps < before + 10) poll(thread);  // the others are running
      StoppedWorld stopped(thread);
      const long frozen = steps;
      ++stops;
      for (int& value : mine) ++value;
      EXPECT_EQ(steps, frozen);
    }
    if (index < 2) --stoppers;
    for (int i = 0; stoppers > 0; ++i) {
      if (index >= 2) ++steps;
      ++mine[static_cast<size_t>(index)];
      if (i % 64 == index) BlockingRegion detached(thread);
      poll(thread);
    }
  });
  EXPECT_EQ(stops, 2 * kStops);
}

TEST(Finalization, DaemonThreadsHang) {
  for (bool gil : {true, false}) {
    auto domain = std::make_unique<Domain>(OsHost::instance(), gil ? with_gil() : without_gil());
    struct Shared {
      std::atomic<int> started{0};
      std::atomic<bool> over{false};
      std::atomic<int> late{0};
    };
    auto* shared = new Shared;  // the daemons keep it for ever
    static std::atomic<Shared*> kept[2];
    kept[gil] = shared;
    ThreadState main(*domain);
    domain->attach(main);
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(OsHost::instance().spawn(
          [&domain = *domain, shared, i] {
            ThreadState thread(domain);
            domain.attach(thread);
            ++shared->started;
            for (;;) {
              if (shared->over) ++shared->late;
              poll(thread);
              if (i == 0) {
                BlockingRegion detached(thread);
                thread.host().yield();
              }
            }
          },
          "daemon", 0));
    }
    poll_until(main, [&] { return shared->started == 3; });
    domain->begin_finalization(main);
    shared->over = true;
    for (int i = 0; i < 100; ++i) {
      poll(main);
      BlockingRegion detached(main);  // the finalizer itself may still detach and attach
      main.host().yield();
    }
    EXPECT_EQ(shared->late, 0);
    finish(main);
    Domain::dispose(std::move(domain));
  }
}

}  // namespace
}  // namespace gilt::gil::test
