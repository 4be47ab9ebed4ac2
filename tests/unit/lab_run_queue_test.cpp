// The queue of threads that can go on, and who makes which step of a schedule.
#include <gtest/gtest.h>

#include "lab/run_queue.h"
#include "lab/schedule.h"

namespace gilt::lab {
namespace {

TEST(LabSchedule, PrefixesAndSteps) {
  std::string error;
  const Schedule schedule = *Schedule::parse("T0*3 T1 T2*2", &error);
  EXPECT_EQ(schedule.prefix(0).text(), "");
  EXPECT_EQ(schedule.prefix(2).text(), "T0*2");
  EXPECT_EQ(schedule.prefix(5).text(), "T0*3 T1 T2");
  EXPECT_EQ(schedule.prefix(100), schedule);
  EXPECT_EQ(schedule.thread_at(2), 0);
  EXPECT_EQ(schedule.thread_at(3), 1);
  EXPECT_EQ(schedule.thread_at(5), 2);
  EXPECT_EQ(schedule.thread_at(6), -1);
}

std::vector<int> ready(const RunQueue& queue) {
  std::vector<int> threads;
  queue.collect(&threads, 0);
  return threads;
}

TEST(RunQueue, WaitersForAFreeLockCanGoOn) {
  RunQueue queue;
  gil::Mutex mutex;
  ASSERT_TRUE(mutex.try_lock());
  for (int thread : {0, 1, 2, 3}) queue.add(thread);
  queue.wait(0, &mutex, gil::kForever);
  queue.wait(3, &mutex, gil::kForever);
  EXPECT_EQ(ready(queue), (std::vector{1, 2}));
  EXPECT_FALSE(queue.can_go_on(3, 0));
  queue.wake(3);  // it was given a token
  EXPECT_EQ(ready(queue), (std::vector{1, 2, 3}));

  gil::Mutex free;
  queue.wait(2, &free, gil::kForever);
  EXPECT_TRUE(queue.can_go_on(2, 0));
  EXPECT_EQ(ready(queue), (std::vector{1, 2, 3}));
  queue.remove(2);
  EXPECT_EQ(ready(queue), (std::vector{1, 3}));
}

TEST(RunQueue, SleepersInTheOrderOfTheirDeadlines) {
  RunQueue queue;
  for (int thread : {0, 1, 2}) queue.add(thread);
  EXPECT_EQ(queue.next_sleeper(), -1);
  queue.wait(0, nullptr, 300);
  queue.wait(1, nullptr, 100);
  queue.wait(2, nullptr, gil::kForever);
  EXPECT_TRUE(queue.nobody_can());
  EXPECT_EQ(queue.next_sleeper(), 1);
  queue.wake(1);
  EXPECT_FALSE(queue.nobody_can());
  EXPECT_EQ(queue.next_sleeper(), 0);
}

TEST(RunQueue, ADeadlineThatHasPassedIsNoReasonToWait) {
  RunQueue queue;
  queue.wait(1, nullptr, 500);
  queue.wait(2, nullptr, 400);
  std::vector<int> ready;
  queue.collect(&ready, 399);
  EXPECT_EQ(ready, std::vector<int>());
  queue.collect(&ready, 400);
  EXPECT_EQ(ready, std::vector{2});
  queue.collect(&ready, 500);
  EXPECT_EQ(ready, (std::vector{1, 2}));
  EXPECT_FALSE(queue.can_go_on(1, 499));
  EXPECT_TRUE(queue.can_go_on(1, 500));
  EXPECT_EQ(queue.next_sleeper(), 2);
}

}  // namespace
}  // namespace gilt::lab
