// NotifyList: order, what a thread that gives up learns, and that no notification is lost.
#include "gil/notify_list.h"

#include <gtest/gtest.h>

#include "gil/critical_section.h"
#include "tests/unit/gil_support.h"

namespace gilt::gil::test {
namespace {

std::vector<Options> both() { return {with_gil(), without_gil()}; }

// A list with its guard, which does nothing with the GIL on.
struct Guarded {
  Mutex mutex;
  NotifyList list;
};

size_t waiting(ThreadState& thread, Guarded& guarded) {
  CriticalSection section(thread, guarded.mutex);
  return guarded.list.size();
}

TEST(NotifyList, TicketsNotifiedBeforeTheSleepAreNotLost) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    run_threads(domain, 1, [&](ThreadState& thread, int) {
      NotifyList list;
      NotifyTicket first, second;
      list.enlist(first);
      list.enlist(second);
      EXPECT_EQ(list.size(), 2u);
      EXPECT_EQ(list.notify(thread, 1), 1u);
      const NotifyWait wait{WaitKind::kEvent, &list};
      EXPECT_EQ(NotifyList::sleep(thread, first, wait), WaitResult::kDone);
      EXPECT_FALSE(list.withdraw(first));
      EXPECT_EQ(NotifyList::sleep(thread, second, {WaitKind::kEvent, &list, 1}),
                WaitResult::kTimedOut);
      EXPECT_TRUE(list.withdraw(second));
      EXPECT_TRUE(list.empty());
      EXPECT_EQ(list.notify_all(thread), 0u);
    });
  }
}

TEST(NotifyList, WakesInOrder) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    Guarded guarded;
    std::atomic<int> woken{0};
    run_threads(domain, 4, [&](ThreadState& thread, int me) {
      if (me == 3) {
        poll_until(thread, [&] { return waiting(thread, guarded) == 3; });
        for (int i = 0; i < 3; ++i) {
          {
            CriticalSection section(thread, guarded.mutex);
            EXPECT_EQ(guarded.list.notify(thread, 1), 1u);
          }
          poll_until(thread, [&] { return woken == i + 1; });
        }
        return;
      }
      poll_until(thread, [&] { return waiting(thread, guarded) == static_cast<size_t>(me); });
      NotifyTicket ticket;
      {
        CriticalSection section(thread, guarded.mutex);
        guarded.list.enlist(ticket);
      }
      EXPECT_EQ(NotifyList::sleep(thread, ticket, {WaitKind::kEvent, &guarded}), WaitResult::kDone);
      EXPECT_EQ(woken++, me);
    });
  }
}

// Each notification that found a ticket is seen by its thread, however the timeouts fall.
TEST(NotifyList, TimeoutsLoseNothing) {
  for (const Options& options : both()) {
    Domain domain(OsHost::instance(), options);
    Guarded guarded;
    std::atomic<int> running{3};
    std::atomic<int> seen{0};
    size_t given = 0;
    run_threads(domain, 4, [&](ThreadState& thread, int me) {
      if (me == 3) {
        while (running > 0) {
          {
            CriticalSection section(thread, guarded.mutex);
            given += guarded.list.notify(thread, 1);
          }
          BlockingRegion detached(thread);
          thread.host().yield();
        }
        return;
      }
      for (int i = 0; i < 2000; ++i) {
        NotifyTicket ticket;
        {
          CriticalSection section(thread, guarded.mutex);
          guarded.list.enlist(ticket);
        }
        const Nanos deadline = thread.host().now() + 1000 * (i % 40);
        const WaitResult result =
            NotifyList::sleep(thread, ticket, {WaitKind::kEvent, &guarded, deadline});
        CriticalSection section(thread, guarded.mutex);
        const bool notified = !guarded.list.withdraw(ticket);
        EXPECT_TRUE(notified || result == WaitResult::kTimedOut);
        if (notified) ++seen;
      }
      --running;
    });
    EXPECT_EQ(static_cast<size_t>(seen), given);
    EXPECT_TRUE(guarded.list.empty());
  }
}

// A sleeping thread says what it waits for.
TEST(NotifyList, SaysWhatItWaitsFor) {
  Domain domain(OsHost::instance(), without_gil());
  Guarded guarded;
  std::atomic<ThreadState*> sleeper{nullptr};
  run_threads(domain, 2, [&](ThreadState& thread, int me) {
    if (me == 0) {
      NotifyTicket ticket;
      {
        CriticalSection section(thread, guarded.mutex);
        guarded.list.enlist(ticket);
      }
      sleeper = &thread;
      EXPECT_EQ(NotifyList::sleep(thread, ticket, {WaitKind::kBarrier, &guarded}),
                WaitResult::kDone);
      EXPECT_EQ(thread.wait.kind.load(), WaitKind::kNone);
      sleeper = nullptr;
      return;
    }
    poll_until(thread, [&] {
      ThreadState* other = sleeper;
      return other != nullptr && other->wait.kind.load() == WaitKind::kBarrier &&
             other->wait.resource.load() == &guarded;
    });
    CriticalSection section(thread, guarded.mutex);
    guarded.list.notify_all(thread);
  });
}

}  // namespace
}  // namespace gilt::gil::test
