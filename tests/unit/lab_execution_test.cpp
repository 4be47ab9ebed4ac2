// Executions: steps, choice points of the models, waiting, determinism, the end.
#include "lab/execution.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <set>

#include "tests/unit/lab_support.h"

namespace gilt::lab {
namespace {

using Status = Execution::Status;

constexpr const char* kCounter =
    "import threading\n"
    "counter = 0\n"
    "def work():\n"
    "    global counter\n"
    "    counter += 1\n"
    "threads = [threading.Thread(target=work) for _ in range(2)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n"
    "print(counter)\n";

// Both threads started, the main thread waits for the first of them.
void start_both(Execution& execution) {
  while (execution.threads().size() < 3 || execution.obstacle(0) == Obstacle::kNone) {
    execution.step(0);
  }
}

TEST(LabExecution, BothLoadZeroBothStoreOne) {
  Script script(kCounter);
  auto execution = script.start();
  start_both(*execution);
  EXPECT_EQ(execution->obstacle(0), Obstacle::kWaits);
  ASSERT_TRUE(step_to(*execution, 1, Opcode::STORE_GLOBAL));
  ASSERT_TRUE(step_to(*execution, 2, Opcode::STORE_GLOBAL));
  EXPECT_EQ(run_to_end(*execution, sequential()), "1\n");
  EXPECT_EQ(execution->status(), Status::kFinished);
  EXPECT_EQ(execution->exit_status(), 0);
}

TEST(LabExecution, OneAfterTheOtherLosesNothing) {
  Script script(kCounter);
  auto execution = script.start();
  start_both(*execution);
  EXPECT_EQ(run_to_end(*execution, sequential()), "2\n");
}

// Steps are whole instructions, so no count is lost; and what is dead is left to the quarantine.
TEST(LabExecution, NaiveCountsWithoutTheGil) {
  Script script(kCounter, {.gil = false, .refcount = gil::RefcountPolicy::kNaive});
  auto execution = script.start();
  EXPECT_EQ(run_to_end(*execution, sequential()), "2\n");
  execution.reset();
}

// Under 3.14 there is no choice point between the load and the store.
TEST(LabExecution, Python314HoldsTheGilBetweenLoadAndStore) {
  Script script(kCounter, {.model = PythonModel::k314});
  auto execution = script.start();
  start_both(*execution);
  ASSERT_TRUE(step_to(*execution, 1, Opcode::STORE_GLOBAL));
  EXPECT_EQ(execution->obstacle(2), Obstacle::kHeld);
  EXPECT_EQ(execution->runnable(), std::vector{1});
  for (uint32_t seed = 0; seed < 50; ++seed) {
    auto other = script.start();
    EXPECT_EQ(run_to_end(*other, random_walk(seed)), "2\n") << seed;
  }
}

TEST(LabExecution, ModelsThatSwitchInTheWindowFindTheLostUpdate) {
  for (PythonModel model : {PythonModel::kAny, PythonModel::k39, PythonModel::k314t}) {
    Script script(kCounter, {.model = model});
    std::set<std::string> outcomes;
    for (uint32_t seed = 0; seed < 100; ++seed) {
      auto execution = script.start();
      outcomes.insert(run_to_end(*execution, random_walk(seed)));
    }
    EXPECT_EQ(outcomes, (std::set<std::string>{"1\n", "2\n"}));
  }
}

// Everything that could differ between two runs, printed.
constexpr const char* kNosy =
    "import os, random, threading, time\n"
    "class C: pass\n"
    "def work(n):\n"
    "    print(n, threading.get_ident(), threading.get_native_id(), id(C()), C(), hash(C()),\n"
    "          time.time(), time.monotonic(), time.thread_time(), random.random(), os.urandom(4),\n"
    "          {C(), C(), 'a', 'b', len, [].append}, object())\n"
    "ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]\n"
    "for t in ts: t.start()\n"
    "for t in ts: t.join()\n";

TEST(LabExecution, TheSameStepsMakeTheSameExecution) {
  for (bool gil : {true, false}) {
    Script script(kNosy, {.gil = gil});
    auto first = script.start();
    const std::string text = run_to_end(*first, random_walk(5));
    ASSERT_EQ(first->status(), Status::kFinished);
    EXPECT_EQ(text.find("Error"), text.npos) << text;
    auto again = script.start();
    for (const ScheduleRun& run : first->schedule().runs()) {
      uint64_t made = 0;
      while (made < run.steps) made += again->run(run.thread, run.steps - made);
    }
    std::string replayed;
    for (const Written& written : again->take_output()) replayed += written.text;
    EXPECT_EQ(replayed, text);
    EXPECT_EQ(again->schedule(), first->schedule());
    EXPECT_EQ(again->status(), Status::kFinished);
  }
}

TEST(LabExecution, TimeJumpsWhenAllSleep) {
  Script script(
      "import threading, time\n"
      "def work(s):\n"
      "    time.sleep(s)\n"
      "    print(s)\n"
      "ts = [threading.Thread(target=work, args=(s,)) for s in (3600, 1, 60)]\n"
      "for t in ts: t.start()\n"
      "for t in ts: t.join()\n"
      "print(int(time.monotonic()) - 1000)\n");
  auto execution = script.start();
  EXPECT_EQ(run_to_end(*execution, round_robin()), "1\n60\n3600\n3600\n");
}

// Each step takes a microsecond: who only asks again and again keeps no sleeper asleep.
TEST(LabExecution, ASleeperWakesWhenItsTimeHasPassed) {
  Script script(
      "import threading, time\n"
      "done = False\n"
      "def work():\n"
      "    global done\n"
      "    time.sleep(0.001)\n"
      "    done = True\n"
      "t = threading.Thread(target=work)\n"
      "t.start()\n"
      "while not done: pass\n"
      "print('seen')\n");
  auto execution = script.start();
  EXPECT_EQ(run_to_end(*execution, round_robin()), "seen\n");
  EXPECT_GT(execution->steps(), 1000U);
  EXPECT_LT(execution->steps(), 3000U);
}

TEST(LabExecution, ASleeperMayBeChosenBeforeItsTime) {
  Script script(
      "import threading, time\n"
      "def work():\n"
      "    time.sleep(10)\n"
      "    print('late')\n"
      "t = threading.Thread(target=work)\n"
      "t.start()\n"
      "print('main')\n"
      "t.join()\n");
  auto execution = script.start();
  while (execution->threads().size() < 2) execution->step(0);
  while (execution->obstacle(1) == Obstacle::kNone) execution->step(1);
  ASSERT_EQ(execution->obstacle(1), Obstacle::kAsleep);
  EXPECT_EQ(execution->runnable(), std::vector{0});
  execution->step(1);
  EXPECT_EQ(execution->obstacle(1), Obstacle::kNone);
  EXPECT_GE(execution->now(), 10'000'000'000);
  while (execution->obstacle(1) == Obstacle::kNone) execution->step(1);
  EXPECT_EQ(run_to_end(*execution, sequential()), "late\nmain\n");
}

TEST(LabExecution, AnyWaiterMayTakeAFreeLock) {
  Script script(
      "import threading\n"
      "lock = threading.Lock()\n"
      "order = []\n"
      "def work(n):\n"
      "    with lock: order.append(n)\n"
      "ts = [threading.Thread(target=work, args=(i,)) for i in (1, 2)]\n"
      "with lock:\n"
      "    for t in ts: t.start()\n"
      "    x = 0\n"
      "for t in ts: t.join()\n"
      "print(order)\n");
  std::set<std::string> outcomes;
  for (uint32_t seed = 0; seed < 60; ++seed) {
    auto execution = script.start();
    outcomes.insert(run_to_end(*execution, random_walk(seed)));
  }
  EXPECT_EQ(outcomes, (std::set<std::string>{"[1, 2]\n", "[2, 1]\n"}));
  // Both queue up, the second one gets it first.
  auto execution = script.start();
  while (execution->threads().size() < 3) execution->step(0);
  for (int thread : {1, 2}) {
    while (execution->obstacle(thread) == Obstacle::kNone) execution->step(thread);
    EXPECT_EQ(execution->obstacle(thread), Obstacle::kWaits);
  }
  while (execution->obstacle(2) == Obstacle::kWaits) execution->step(0);
  EXPECT_EQ(execution->obstacle(1), Obstacle::kNone);
  while (execution->obstacle(2) == Obstacle::kNone) execution->step(2);
  EXPECT_EQ(run_to_end(*execution, sequential()), "[2, 1]\n");
}

constexpr const char* kTwoLocks =
    "import threading\n"
    "a, b = threading.Lock(), threading.Lock()\n"
    "def work(first, second):\n"
    "    with first:\n"
    "        with second: pass\n"
    "ts = [threading.Thread(target=work, args=p) for p in ({})]\n"
    "for t in ts: t.start()\n"
    "for t in ts: t.join()\n"
    "print('done')\n";

TEST(LabExecution, DeadlockIsAStateOfItsOwn) {
  Script script(fmt::format(fmt::runtime(kTwoLocks), "(a, b), (b, a)"));
  int deadlocks = 0;
  for (uint32_t seed = 0; seed < 40; ++seed) {
    auto execution = script.start();
    const std::string text = run_to_end(*execution, random_walk(seed));
    if (execution->status() != Status::kDeadlock) {
      EXPECT_EQ(text, "done\n");
      continue;
    }
    ++deadlocks;
    EXPECT_TRUE(execution->runnable().empty());
    const gil::Deadlock deadlock = execution->find_deadlock();
    EXPECT_EQ(deadlock.ring, 2u);
    const std::string report = execution->describe(deadlock);
    EXPECT_NE(report.find("waits for b, held by"), report.npos) << report;
    EXPECT_NE(report.find("<string>:4"), report.npos) << report;
  }
  EXPECT_GT(deadlocks, 0);
  EXPECT_LT(deadlocks, 40);
}

TEST(LabExecution, OrderedLocksNeverDeadlock) {
  Script script(fmt::format(fmt::runtime(kTwoLocks), "(a, b), (a, b)"));
  for (uint32_t seed = 0; seed < 100; ++seed) {
    auto execution = script.start();
    EXPECT_EQ(run_to_end(*execution, random_walk(seed)), "done\n") << seed;
  }
}

// Native code that calls back into Python stops inside.
TEST(LabExecution, StopsInsideNativeCode) {
  Script script(
      "import threading\n"
      "log = []\n"
      "def key(x):\n"
      "    log.append(x)\n"
      "    return -x\n"
      "def work(): print(sorted([1, 2, 3], key=key))\n"
      "t = threading.Thread(target=work)\n"
      "t.start()\n"
      "log.append('main')\n"
      "t.join()\n"
      "print(log)\n");
  auto execution = script.start();
  while (execution->threads().size() < 2) execution->step(0);
  // Into the first call of key(), and out of it again: the sort waits in the middle.
  ASSERT_TRUE(step_to(*execution, 1, Opcode::UNARY_NEGATIVE));
  while (execution->obstacle(0) == Obstacle::kNone) execution->step(0);
  EXPECT_EQ(run_to_end(*execution, sequential()), "[3, 2, 1]\n[1, 'main', 2, 3]\n");
}

TEST(LabExecution, InputIsReadAgain) {
  Script script(
      "a = input(); b = input()\nprint(a + b)\ntry: input()\nexcept EOFError: print('end')",
      {.input = "x\ny\n"});
  for (int round = 0; round < 2; ++round) {
    auto execution = script.start();
    EXPECT_EQ(run_to_end(*execution, sequential()), "xy\nend\n");
  }
}

TEST(LabExecution, DaemonsEndWithTheProgram) {
  Script script(
      "import threading, sys\n"
      "class Loud:\n"
      "    def __del__(self): print('never')\n"
      "def work():\n"
      "    loud = Loud()\n"
      "    try:\n"
      "        lock.acquire()\n"
      "    finally:\n"
      "        print('never')\n"
      "lock = threading.Lock()\n"
      "lock.acquire()\n"
      "threading.Thread(target=work, daemon=True).start()\n"
      "sys.exit(7)\n");
  for (bool gil : {true, false}) {
    Script with(script.program().text, {.gil = gil});
    auto execution = with.start();
    EXPECT_EQ(run_to_end(*execution, round_robin()), "");
    EXPECT_EQ(execution->status(), Status::kFinished);
    EXPECT_EQ(execution->exit_status(), 7);
  }
}

// An execution that is given up at any moment unwinds all its threads without running their code.
TEST(LabExecution, CanBeGivenUpAnywhere) {
  const char* text =
      "import threading, queue\n"
      "q = queue.Queue(1); lock = threading.RLock(); event = threading.Event()\n"
      "barrier = threading.Barrier(2)\n"
      "def put():\n"
      "    with lock:\n"
      "        for i in range(3): q.put(sorted([2, 1], key=lambda x: x + i))\n"
      "    barrier.wait(); event.set()\n"
      "def get():\n"
      "    try:\n"
      "        for i in range(3): q.get(timeout=5)\n"
      "        barrier.wait()\n"
      "    finally: print('got')\n"
      "ts = [threading.Thread(target=f) for f in (put, get)]\n"
      "for t in ts: t.start()\n"
      "event.wait()\n"
      "for t in ts: t.join()\n"
      "print('all')\n";
  for (bool gil : {true, false}) {
    Script script(text, {.gil = gil});
    auto whole = script.start();
    EXPECT_EQ(run_to_end(*whole, random_walk(1)), "got\nall\n");
    for (uint64_t steps = 1; steps < whole->steps(); steps += 7) {
      auto execution = script.start();
      run_to_end(*execution, random_walk(static_cast<uint32_t>(steps)), steps);
    }
  }
}

// Threads that never run an instruction of Python.
TEST(LabExecution, NativeTargetsWaitAndAreGivenUp) {
  Script script(
      "import threading\n"
      "event = threading.Event()\n"
      "ts = [threading.Thread(target=event.wait) for _ in range(3)]\n"
      "for t in ts: t.start()\n"
      "threading.Thread(target=print, args=('printed',)).start()\n"
      "event.set()\n"
      "for t in ts: t.join()\n"
      "print('all')\n");
  for (PythonModel model : {PythonModel::kAny, PythonModel::k314, PythonModel::k314t}) {
    Script with(script.program().text, {.model = model});
    auto whole = with.start();
    EXPECT_EQ(run_to_end(*whole, sequential()), "printed\nall\n");
    for (uint64_t steps = 1; steps < whole->steps(); ++steps) {
      auto execution = with.start();
      run_to_end(*execution, random_walk(static_cast<uint32_t>(steps)), steps);
    }
  }
}

TEST(LabExecution, ExceptionsInThreadsAndInMain) {
  Script script(
      "import threading\n"
      "def work(): raise ValueError('in thread')\n"
      "t = threading.Thread(target=work, name='bad'); t.start(); t.join()\n"
      "1 / 0\n");
  auto execution = script.start();
  const std::string text = run_to_end(*execution, sequential());
  EXPECT_NE(text.find("Exception in thread bad:"), text.npos) << text;
  EXPECT_NE(text.find("ValueError: in thread"), text.npos) << text;
  EXPECT_NE(text.find("ZeroDivisionError: division by zero"), text.npos) << text;
  EXPECT_EQ(execution->exit_status(), 1);
}

TEST(LabExecution, SyntaxErrorsEndAtOnce) {
  Script script("def f(:\n    pass\n");
  auto execution = script.start();
  EXPECT_EQ(execution->status(), Status::kFinished);
  EXPECT_EQ(execution->exit_status(), 1);
  EXPECT_NE(run_to_end(*execution, sequential()).find("SyntaxError"), std::string::npos);
}

TEST(LabExecution, AThousandThreads) {
  Script script(
      "import threading\n"
      "lock = threading.Lock(); go = threading.Event(); total = 0\n"
      "def work(n):\n"
      "    global total\n"
      "    go.wait()\n"
      "    with lock: total += n\n"
      "ts = [threading.Thread(target=work, args=(i,)) for i in range(1000)]\n"
      "for t in ts: t.start()\n"
      "go.set()\n"
      "for t in ts: t.join()\n"
      "print(total)\n");
  auto execution = script.start();
  EXPECT_EQ(run_to_end(*execution, random_walk(3)), "499500\n");
  EXPECT_EQ(execution->threads().size(), 1001u);
}

}  // namespace
}  // namespace gilt::lab
