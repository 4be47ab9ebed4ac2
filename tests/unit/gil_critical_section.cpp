// Critical sections, and memory reclamation by quiescent states.
#include "gil/critical_section.h"

#include <gtest/gtest.h>

#include "gil/qsbr.h"
#include "tests/unit/gil_support.h"

namespace gilt::gil::test {
namespace {

TEST(CriticalSection, DoesNothingWithTheGil) {
  Domain domain(OsHost::instance(), with_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  Mutex mutex;
  CriticalSection section(thread, mutex);
  EXPECT_FALSE(mutex.locked());
  finish(thread);
}

TEST(CriticalSection, DetachingGivesAllUpAndRetakesTheInnermost) {
  Domain domain(OsHost::instance(), without_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  Mutex a, b, c;
  {
    CriticalSection outer(thread, a);
    {
      CriticalSection2 inner(thread, c, b);
      EXPECT_TRUE(a.locked() && b.locked() && c.locked());
      {
        BlockingRegion detached(thread);
        EXPECT_FALSE(a.locked() || b.locked() || c.locked());
      }
      EXPECT_FALSE(a.locked());
      EXPECT_TRUE(b.locked() && c.locked());
    }
    EXPECT_TRUE(a.locked());  // innermost again
    EXPECT_FALSE(b.locked() || c.locked());
    CriticalSection same(thread, a);  // adds nothing
    CriticalSection2 twice(thread, a, a);
  }
  EXPECT_FALSE(a.locked());
  EXPECT_EQ(thread.critical_section, nullptr);
  finish(thread);
}

TEST(CriticalSection, NestingInOppositeOrdersDoesNotDeadlock) {
  Domain domain(OsHost::instance(), without_gil());
  Mutex a, b;
  int of_a = 0, of_b = 0, of_both = 0;
  run_threads(domain, 4, [&](ThreadState& thread, int index) {
    Mutex& first = index % 2 == 0 ? a : b;
    Mutex& second = index % 2 == 0 ? b : a;
    int& of_first = index % 2 == 0 ? of_a : of_b;
    int& of_second = index % 2 == 0 ? of_b : of_a;
    for (int i = 0; i < 1500; ++i) {
      {
        CriticalSection outer(thread, first);
        ++of_first;
        thread.host().yield();
        {
          CriticalSection inner(thread, second);
          ++of_second;
          thread.host().yield();
        }
        ++of_first;
        // Entered again below another one: waits for itself, which makes it give itself up.
        CriticalSection other(thread, second);
        CriticalSection again(thread, first);
        ++of_first;
      }
      {
        CriticalSection2 two(thread, second, first);
        ++of_both;
        if (i % 8 == 0) {
          BlockingRegion detached(thread);
          thread.host().yield();
        }
        ++of_both;
      }
      poll(thread);
    }
  });
  EXPECT_EQ(of_a, 2 * 1500 * 3 + 2 * 1500);
  EXPECT_EQ(of_b, 2 * 1500 * 3 + 2 * 1500);
  EXPECT_EQ(of_both, 4 * 1500 * 2);
}

struct Node {
  explicit Node(int number) : value(number) {}
  int value;
  static inline std::atomic<int> alive{0};
};

Node* make(int value) {
  ++Node::alive;
  return new Node(value);
}

void destroy(void* node) {
  --Node::alive;
  delete static_cast<Node*>(node);
}

TEST(Qsbr, FreesAtOnceWithTheGil) {
  Domain domain(OsHost::instance(), with_gil());
  ThreadState thread(domain);
  domain.attach(thread);
  domain.qsbr().retire(thread, make(1), destroy);
  EXPECT_EQ(Node::alive, 0);
  finish(thread);
}

TEST(Qsbr, WaitsForReadersAndNotForTheDetached) {
  Options options = without_gil();
  options.retire_batch = 32;
  Domain domain(OsHost::instance(), options);
  ThreadState writer(domain), reader(domain), sleeper(domain);
  domain.attach(writer);
  domain.attach(reader);  // one OS thread plays both
  for (int i = 0; i < 100; ++i) domain.qsbr().retire(writer, make(i), destroy);
  for (int i = 0; i < 3; ++i) domain.poll(writer);
  EXPECT_EQ(Node::alive, 100);  // the reader has not polled yet
  EXPECT_TRUE(reader.pending(kEventQuiesce));
  domain.poll(reader);
  domain.poll(writer);
  EXPECT_LT(Node::alive, 100);
  finish(reader);
  finish(writer);  // the rest goes to the domain
  domain.attach(sleeper);
  domain.poll(sleeper);
  EXPECT_EQ(Node::alive, 0);
  finish(sleeper);
}

// AddressSanitizer and ThreadSanitizer see a node that is freed while somebody reads it.
TEST(Qsbr, NoEarlyFreeUnderStress) {
  {
    Domain domain(OsHost::instance(), without_gil());
    std::atomic<Node*> slot{make(0)};
    std::atomic<int> writers{2};
    std::atomic<long> sum{0};
    run_threads(domain, 5, [&](ThreadState& thread, int index) {
      if (index < 2) {
        for (int i = 1; i < 4000; ++i) {
          Node* before = slot.exchange(make(i), std::memory_order_acq_rel);
          domain.qsbr().retire(thread, before, destroy);
          poll(thread);
        }
        --writers;
        return;
      }
      for (int i = 0; writers > 0; ++i) {
        Node* node = slot.load(std::memory_order_acquire);
        sum += node->value;
        thread.host().yield();
        sum += node->value;
        poll(thread);
        if (i % 5 == 0) BlockingRegion detached(thread);
      }
    });
    destroy(slot.load());
  }
  EXPECT_EQ(Node::alive, 0);
}

}  // namespace
}  // namespace gilt::gil::test
