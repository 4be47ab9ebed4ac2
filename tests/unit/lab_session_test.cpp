// Sessions: forwards, backwards, along plans; strategies.
#include "lab/session.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lab/strategies/random_walk.h"
#include "lab/strategies/replay.h"
#include "lab/strategies/round_robin.h"
#include "lab/strategies/sequential.h"
#include "tests/unit/lab_support.h"

namespace gilt::lab {
namespace {

constexpr uint64_t kNoLimit = Session::kNoLimit;

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

// Locks, conditions, sleeps, exceptions, queues: much that waits.
constexpr const char* kBusy =
    "import queue, threading, time\n"
    "q = queue.Queue(2)\n"
    "lock = threading.Lock()\n"
    "done = []\n"
    "def produce(n):\n"
    "    for i in range(3):\n"
    "        time.sleep(0.00002 * n)\n"
    "        q.put((n, i))\n"
    "def consume():\n"
    "    while True:\n"
    "        item = q.get()\n"
    "        if item is None: return\n"
    "        with lock:\n"
    "            done.append(item)\n"
    "            print(item)\n"
    "def fail():\n"
    "    raise ValueError('as planned')\n"
    "ps = [threading.Thread(target=produce, args=(n,)) for n in (1, 2)]\n"
    "c = threading.Thread(target=consume)\n"
    "f = threading.Thread(target=fail)\n"
    "for t in ps + [c, f]: t.start()\n"
    "for t in ps: t.join()\n"
    "q.put(None)\n"
    "c.join()\n"
    "print(sorted(done))\n";

std::unique_ptr<Session> session_of(const Script& script, Input::Source source = nullptr,
                                    uint64_t seed = 0) {
  return std::make_unique<Session>(script.program(), std::move(source), seed);
}

std::string output_of(Session& session) {
  std::string text;
  for (const Written& written : session.output()) text += written.text;
  return text;
}

std::string lines(const std::vector<StepRecord>& records) {
  std::string text;
  for (const StepRecord& record : records) text += format_step(record) + "\n";
  return text;
}

// Up to where both threads are started and the main thread waits.
void start_both(Session& session) {
  ASSERT_EQ(session.run_thread(0, nullptr, kNoLimit, nullptr), Stop::kBlocked);
  ASSERT_EQ(session.execution().threads().size(), 3U);
}

TEST(LabSession, GoesBackAndForthAlongThePlan) {
  Script script(kCounter);
  auto session = session_of(script);
  std::string trace;
  Sequential strategy;
  auto listen = [&](const StepRecord& record) { trace += format_step(record) + "\n"; };
  ASSERT_EQ(session->run(strategy, nullptr, kNoLimit, listen), Stop::kFinished);
  const uint64_t end = session->steps();
  const Schedule all = session->plan();
  EXPECT_EQ(all.steps(), end);
  for (const uint64_t step : {end - 1, uint64_t{0}, end / 2, end, uint64_t{1}}) {
    ASSERT_TRUE(session->go_to(step)) << session->misfit();
    EXPECT_EQ(session->steps(), step);
    EXPECT_EQ(session->plan(), all);
    EXPECT_EQ(session->execution().schedule(), all.prefix(step));
  }
  std::string again;
  auto listen_again = [&](const StepRecord& record) { again += format_step(record) + "\n"; };
  ASSERT_TRUE(session->go_to(0));
  EXPECT_EQ(session->replay(nullptr, kNoLimit, listen_again), Stop::kFinished);
  EXPECT_EQ(again, trace);
  EXPECT_EQ(session->replay(nullptr, kNoLimit, nullptr), Stop::kFinished);
  EXPECT_FALSE(session->go_to(end + 1));
  EXPECT_EQ(session->misfit(), fmt::format("the schedule ends with step {}", end));
  EXPECT_EQ(session->steps(), end);
}

TEST(LabSession, AnotherStepDropsThePlan) {
  Script script(kCounter);
  auto session = session_of(script);
  start_both(*session);
  const uint64_t begin = session->steps();
  for (int i = 0; i < 4; ++i) session->step(1, false);
  for (int i = 0; i < 3; ++i) session->step(2, false);
  ASSERT_TRUE(session->go_to(begin + 2));
  EXPECT_EQ(session->plan().steps(), begin + 7);
  session->step(1, false);  // as planned
  EXPECT_EQ(session->plan().steps(), begin + 7);
  session->step(2, false);
  EXPECT_EQ(session->plan().steps(), begin + 4);
  EXPECT_EQ(session->plan(), session->execution().schedule());
  EXPECT_TRUE(session->plan().text().ends_with("T1*3 T2")) << session->plan().text();
}

TEST(LabSession, BothWaysOfTheRace) {
  Script script(kCounter);
  auto session = session_of(script);
  start_both(*session);
  const uint64_t begin = session->steps();
  for (const int thread : {1, 1, 1, 1, 2, 2, 2, 2, 1, 2}) session->step(thread, false);
  Sequential strategy;
  EXPECT_EQ(session->run(strategy, nullptr, kNoLimit, nullptr), Stop::kFinished);
  EXPECT_EQ(output_of(*session), "1\n");
  ASSERT_TRUE(session->go_to(begin + 4));
  EXPECT_EQ(output_of(*session), "");
  EXPECT_EQ(session->run_thread(1, nullptr, kNoLimit, nullptr), Stop::kBlocked);
  EXPECT_EQ(session->run(strategy, nullptr, kNoLimit, nullptr), Stop::kFinished);
  EXPECT_EQ(output_of(*session), "2\n");
}

// Whether steps are made one by one or in stretches, listened to or not, and made or made again:
// they do the same.
TEST(LabSession, StretchesAndSingleStepsAreTheSame) {
  for (const PythonModel model : {PythonModel::kAny, PythonModel::k310, PythonModel::k314t}) {
    Script script(kBusy, {.model = model});
    for (uint64_t seed = 0; seed < 10; ++seed) {
      auto quiet = session_of(script), loud = session_of(script), again = session_of(script);
      RandomWalk walk(seed), same_walk(seed);
      std::vector<StepRecord> heard;
      auto listen = [&](const StepRecord& record) { heard.push_back(record); };
      ASSERT_EQ(quiet->run(walk, nullptr, kNoLimit, nullptr), Stop::kFinished);
      ASSERT_EQ(loud->run(same_walk, nullptr, kNoLimit, listen), Stop::kFinished);
      EXPECT_EQ(loud->plan(), quiet->plan());
      EXPECT_EQ(output_of(*loud), output_of(*quiet));
      EXPECT_NE(output_of(*loud).find("ValueError: as planned"), std::string::npos);
      EXPECT_NE(output_of(*loud).find("\n[(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]\n"),
                std::string::npos);
      again->set_plan(quiet->plan());
      std::vector<StepRecord> repeated;
      auto listen_again = [&](const StepRecord& record) { repeated.push_back(record); };
      ASSERT_EQ(again->replay(nullptr, kNoLimit, listen_again), Stop::kFinished);
      EXPECT_EQ(lines(repeated), lines(heard));
      EXPECT_EQ(lines(quiet->records(1, kNoLimit)), lines(heard));
    }
  }
}

TEST(LabSession, RecordsStepsThatNobodyListenedTo) {
  Script script(kCounter);
  auto session = session_of(script);
  std::vector<StepRecord> heard;
  Sequential strategy;
  session->run(strategy, nullptr, kNoLimit,
               [&](const StepRecord& record) { heard.push_back(record); });
  auto other = session_of(script);
  other->run(strategy, nullptr, kNoLimit, nullptr);
  for (const auto& [first, last] :
       {std::pair<uint64_t, uint64_t>{10, 20}, {15, 30}, {1, 5}, {3, 90}, {80, 1000}, {0, 3}}) {
    std::string expected;
    for (const StepRecord& record : heard) {
      if (record.step >= first && record.step <= last) expected += format_step(record) + "\n";
    }
    EXPECT_EQ(lines(other->records(first, last)), expected) << first << " to " << last;
    EXPECT_EQ(lines(session->records(first, last)), expected) << first << " to " << last;
  }
  EXPECT_TRUE(other->records(1000, 2000).empty());
  EXPECT_TRUE(other->records(5, 4).empty());
}

TEST(LabSession, ARecordHasTheOutputOfItsStepOnly) {
  Script script("print('a')\nprint('b')\nx = 1\n");
  auto session = session_of(script);
  Sequential strategy;
  session->run(strategy, nullptr, kNoLimit, nullptr);
  const uint64_t end = session->steps();
  std::string all;
  for (uint64_t step = 1; step <= end; ++step) all += lines(session->records(step, step));
  EXPECT_EQ(all, lines(session->records(1, end)));
  ASSERT_TRUE(session->go_to(end - 4));
  EXPECT_EQ(output_of(*session), "a\nb\n");
  EXPECT_EQ(session->step(0, true)->notes, std::vector<std::string>());
}

TEST(LabSession, ForgetsRecordsOfStepsThatAreNoMore) {
  Script script(kCounter);
  auto session = session_of(script);
  start_both(*session);
  const uint64_t begin = session->steps();
  session->step(1, true);
  session->step(1, true);
  ASSERT_TRUE(session->go_to(begin + 1));
  session->step(2, true);
  const std::vector<StepRecord> records = session->records(begin + 1, begin + 2);
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].thread, 1);
  EXPECT_EQ(records[1].thread, 2);
}

TEST(LabSession, SaysWhereAPlanDoesNotFit) {
  Script script(kCounter);
  auto session = session_of(script);
  Schedule plan;
  plan.add(0, 5);
  plan.add(2, 1);
  session->set_plan(plan);
  EXPECT_FALSE(session->plan_fits());
  EXPECT_EQ(session->misfit(), "step 6 is T2's: there is no thread T2");
  EXPECT_EQ(session->steps(), 0U);
  EXPECT_EQ(session->replay(nullptr, kNoLimit, nullptr), Stop::kMisfit);
  EXPECT_EQ(session->misfit(), "step 6 is T2's: there is no thread T2");
  EXPECT_EQ(session->steps(), 5U);
  EXPECT_FALSE(session->go_to(6));
  EXPECT_EQ(session->steps(), 5U);

  plan.clear();
  plan.add(0, 1'000'000);
  session->set_plan(plan);
  EXPECT_FALSE(session->plan_fits());
  EXPECT_TRUE(session->misfit().ends_with("T0 waits for T1 to end")) << session->misfit();

  Script short_script("x = 1\n");
  auto other = session_of(short_script);
  other->set_plan(plan);
  EXPECT_FALSE(other->plan_fits());
  EXPECT_TRUE(other->misfit().ends_with("is T0's: the program has ended")) << other->misfit();
}

TEST(LabSession, ReadsInputOnce) {
  Script script(
      "a = input()\nb = input()\nprint(a + b)\ntry: input()\nexcept EOFError: print('end')\n");
  int asked = 0;
  auto source = [&asked]() -> std::optional<std::string> {
    if (++asked > 2) return std::nullopt;
    return std::to_string(asked) + "\n";
  };
  auto session = session_of(script, source);
  Sequential strategy;
  session->run(strategy, nullptr, kNoLimit, nullptr);
  EXPECT_EQ(output_of(*session), "12\nend\n");
  EXPECT_EQ(asked, 3);
  const ScheduleFile file = session->schedule_file();
  EXPECT_EQ(file.input, "1\n2\n");
  EXPECT_TRUE(file.input_end);
  ASSERT_TRUE(session->go_to(0));
  EXPECT_EQ(session->schedule_file().input, "");
  session->run(strategy, nullptr, kNoLimit, nullptr);
  EXPECT_EQ(output_of(*session), "12\nend\n");
  EXPECT_EQ(asked, 3);

  // From the file, nobody is asked.
  Session again(script.program(), source, file);
  EXPECT_TRUE(again.plan_fits()) << again.misfit();
  EXPECT_EQ(again.replay(nullptr, kNoLimit, nullptr), Stop::kFinished);
  EXPECT_EQ(output_of(again), "12\nend\n");
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(again.schedule_file(), file);
}

TEST(LabSession, FindsDirectoryAndEnvironmentAsAtFirst) {
  Script script(
      "import os\n"
      "print(os.environ.get('GILT_TEST_STEP'), os.getcwd() == '/')\n"
      "os.environ['GILT_TEST_STEP'] = 'set'\n"
      "os.chdir('/')\n"
      "print(os.environ.get('GILT_TEST_STEP'), os.getcwd() == '/')\n");
  const Surroundings mine;
  auto session = session_of(script);
  Sequential strategy;
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(session->go_to(0));
    session->run(strategy, nullptr, kNoLimit, nullptr);
    EXPECT_EQ(output_of(*session), "None False\nset True\n");
  }
  // A second execution leaves the first one's as they are.
  EXPECT_EQ(std::string(getenv("GILT_TEST_STEP")), "set");
  EXPECT_FALSE(session->records(1, 20).empty());
  EXPECT_TRUE(session->plan_fits());
  EXPECT_EQ(std::string(getenv("GILT_TEST_STEP")), "set");
  EXPECT_EQ(std::filesystem::current_path(), "/");
  mine.restore();
  EXPECT_EQ(getenv("GILT_TEST_STEP"), nullptr);
  EXPECT_NE(std::filesystem::current_path(), "/");
}

TEST(LabSession, StopsWhenItIsInterrupted) {
  Script script("while True: pass\n");
  auto session = session_of(script);
  Sequential strategy;
  int calls = 0;
  auto condition = [&](Execution&, int) {
    if (++calls == 1000) session->interrupt();
    return false;
  };
  EXPECT_EQ(session->run(strategy, condition, kNoLimit, nullptr), Stop::kInterrupted);
  EXPECT_EQ(session->steps(), 1000U);
  EXPECT_EQ(session->run(strategy, nullptr, 10, nullptr), Stop::kLimit);
  EXPECT_EQ(session->steps(), 1010U);
}

TEST(LabSession, ASleeperIsWokenByItsFirstStepOnly) {
  Script script("import time\ntime.sleep(1)\ntime.sleep(1)\n");
  auto session = session_of(script);
  EXPECT_EQ(session->run_thread(0, nullptr, kNoLimit, nullptr), Stop::kBlocked);
  EXPECT_EQ(session->execution().obstacle(0), Obstacle::kAsleep);
  EXPECT_EQ(session->run_thread(0, nullptr, kNoLimit, nullptr), Stop::kBlocked);
  EXPECT_GE(session->execution().now(), 1'000'000'000);
  EXPECT_EQ(session->run_thread(0, nullptr, kNoLimit, nullptr), Stop::kFinished);
  EXPECT_GE(session->execution().now(), 2'000'000'000);
}

TEST(LabSession, ConditionsStopBeforeTheStep) {
  Script script(kCounter);
  auto session = session_of(script);
  RoundRobin strategy;
  auto at_store = [](Execution& execution, int thread) {
    const LabThread& t = execution.thread(thread);
    return thread > 0 && t.state == LabThread::State::kAtInstruction &&
           t.instr().op() == Opcode::STORE_GLOBAL;
  };
  EXPECT_EQ(session->run(strategy, at_store, kNoLimit, nullptr), Stop::kCondition);
  const uint64_t steps = session->steps();
  EXPECT_EQ(session->run(strategy, at_store, kNoLimit, nullptr), Stop::kCondition);
  EXPECT_EQ(session->steps(), steps);
}

// --- strategies

// Who makes the steps once both threads are there, and the main thread waits for the first.
std::string choices(Strategy& strategy, uint64_t count) {
  Script script(kCounter);
  auto session = session_of(script);
  start_both(*session);
  const uint64_t begin = session->steps();
  session->run(strategy, nullptr, count, nullptr);
  Schedule made;
  uint64_t before = 0;
  for (const ScheduleRun& run : session->plan().runs()) {
    const uint64_t end = before + run.steps;
    if (end > begin) made.add(run.thread, end - std::max(before, begin));
    before = end;
  }
  return made.text();
}

TEST(LabStrategies, RoundRobinTakesTurns) {
  RoundRobin one, two(2);
  EXPECT_EQ(choices(one, 6), "T1 T2 T1 T2 T1 T2");
  EXPECT_EQ(choices(two, 7), "T1*2 T2*2 T1*2 T2");
}

TEST(LabStrategies, SequentialKeepsOn) {
  Sequential strategy;
  EXPECT_EQ(choices(strategy, 5), "T1*5");
  const std::string all = choices(strategy, kNoLimit);
  EXPECT_TRUE(all.starts_with("T1*7 T0")) << all;
}

// The same in every build: recorded once.
TEST(LabStrategies, RandomWalksRepeatThemselves) {
  RandomWalk one(1), same(1), two(2);
  const std::string walk = choices(one, 12);
  EXPECT_EQ(walk, "T1*5 T2 T1 T2 T1 T0*2 T2");
  EXPECT_EQ(choices(same, 12), walk);
  EXPECT_NE(choices(two, 12), walk);
}

TEST(LabStrategies, ReplayBeginsInTheMiddleOfAStretch) {
  std::string error;
  const Schedule schedule = *Schedule::parse("T0*2 T1*3 T0", &error);
  Script script("x = 1\ny = 2\nz = 3\n");
  auto execution = script.start();
  execution->run(0, 3);
  Replay replay(schedule, 3);
  EXPECT_EQ(replay.choose(*execution, {}), (ScheduleRun{1, 2}));
  execution->run(0, 1);
  EXPECT_EQ(replay.choose(*execution, {}), (ScheduleRun{1, 1}));
  execution->run(0, 1);
  EXPECT_EQ(replay.choose(*execution, {}), (ScheduleRun{0, 1}));
  execution->run(0, 1);
  EXPECT_EQ(replay.choose(*execution, {}).thread, Strategy::kNobody);
}

}  // namespace
}  // namespace gilt::lab
