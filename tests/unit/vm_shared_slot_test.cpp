// Lock-free reads of slots without the GIL: readers against a writer that drops the last reference to
// what they are about to count. The sanitizer builds are what makes this a test.
#include <gtest/gtest.h>

#include <atomic>

#include "gil/os_host.h"
#include "vm/eval_breaker.h"
#include "vm/heap.h"
#include "vm/runtime.h"
#include "vm/teardown.h"
#include "vm/thread_life.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr int kReaders = 3;
constexpr int kRounds = 20'000;

RuntimeOptions free_threaded(gil::RefcountPolicy policy) {
  RuntimeOptions options;
  options.gil = false;
  options.refcount = policy;
  options.handle_signals = false;
  return options;
}

void finish(std::unique_ptr<Runtime> runtime) {
  Thread& t = runtime->main_thread();
  drain_heap(t);
  free_heap(t);
  dispose_runtime(std::move(runtime));
}

// What a reader found must be whole.
void expect_whole(Ref value) {
  ASSERT_TRUE(is_exact_tuple(value));
  const TupleObject& tuple = *value.as<TupleObject>();
  ASSERT_EQ(tuple.size, 2u);
  EXPECT_EQ(tuple[0].small_int(), tuple[1].small_int());
}

class SharedSlot : public testing::TestWithParam<gil::RefcountPolicy> {
 protected:
  // Runs `read` over and over in kReaders threads while `write` runs here with 0, 1, 2, ...
  template <typename Read, typename Write>
  void race(Thread& t, Read read, Write write) {
    std::atomic<bool> stop{false};
    std::shared_ptr<ThreadEnd> ends[kReaders];
    for (auto& end : ends) {
      end = std::make_shared<ThreadEnd>();
      ThreadStart start;
      start.name = "reader";
      start.end = end;
      start.run = [&](Thread& reader) {
        while (!stop.load(std::memory_order_relaxed)) {
          read(reader);
          (void)handle_events(reader);
        }
      };
      ASSERT_NE(start_thread(t, std::move(start)), 0u);
    }
    for (int i = 0; i < kRounds; ++i) {
      write(i);
      if (i % 16 == 0) (void)handle_events(t);
    }
    stop.store(true, std::memory_order_relaxed);
    for (auto& end : ends) (void)end->done.wait(t);
  }

  Ref pair(Thread& t, int i) { return make_tuple(t, {Value::small_int(i), Value::small_int(i)}); }
};

TEST_P(SharedSlot, ReplacedWhileRead) {
  auto runtime = std::make_unique<Runtime>(gil::OsHost::instance(), free_threaded(GetParam()));
  Thread& t = runtime->main_thread();
  Slot slot(pair(t, 0).release());
  race(
      t, [&](Thread& reader) { expect_whole(read_slot(reader, slot)); },
      [&](int i) { assign_slot(t, slot, pair(t, i)); });
  assign_slot(t, slot, Ref());
  finish(std::move(runtime));
}

TEST_P(SharedSlot, ListThatGrowsAndShrinks) {
  auto runtime = std::make_unique<Runtime>(gil::OsHost::instance(), free_threaded(GetParam()));
  Thread& t = runtime->main_thread();
  Ref list = empty_list(t);
  auto* items = list.as<ListObject>();
  ASSERT_TRUE(list_append(t, items, pair(t, 0)));
  race(
      t,
      [&](Thread& reader) {
        if (Ref item = list_get(reader, items, 0)) expect_whole(std::move(item));
      },
      [&](int i) {
        if (i % 300 == 0) list_clear(t, items);
        ASSERT_TRUE(list_append(t, items, pair(t, i)));
        ASSERT_TRUE(list_set(t, items, 0, pair(t, i)));
      });
  list.reset();
  finish(std::move(runtime));
}

INSTANTIATE_TEST_SUITE_P(Policies, SharedSlot,
                         testing::Values(gil::RefcountPolicy::kBiased,
                                         gil::RefcountPolicy::kAtomic),
                         [](const auto& info) {
                           return info.param == gil::RefcountPolicy::kBiased ? "biased" : "atomic";
                         });

}  // namespace
}  // namespace gilt
