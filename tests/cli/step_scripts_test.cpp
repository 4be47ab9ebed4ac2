// Whole scripts under gilt step: the lessons, and what else waits, sleeps, fails and ends.
#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

class Scripts : public Stepping {
 protected:
  // Runs the script to its end in turn, at random and sequentially, each from its beginning; every
  // run must have written these lines of the main thread.
  void expect_lines(const std::vector<std::string>& script, const std::vector<std::string>& lines,
                    bool sequential = true) {
    std::string commands = "continue round-robin\noutput\n";
    if (sequential) commands += "restart\ncontinue sequential\noutput\n";
    for (int seed = 1; seed <= 5; ++seed) {
      commands += "restart\ncontinue random " + std::to_string(seed) + "\noutput\n";
    }
    for (const char* model : {"any", "3.10", "3.14", "3.14t"}) {
      SCOPED_TRACE(model);
      std::vector<std::string> args = {"--python", model};
      args.insert(args.end(), script.begin(), script.end());
      const RunResult got = step(args, commands);
      EXPECT_EQ(got.status, 0) << got.out;
      EXPECT_EQ(got.err, "");
      size_t runs = 0;
      for (size_t at = 0; (at = got.out.find("(gilt) output\n", at)) != got.out.npos; ++runs) {
        at += 14;
        const std::string output = got.out.substr(at, got.out.find("(gilt) ", at) - at);
        for (const std::string& line : lines) EXPECT_CONTAINS(output, "T0| " + line + "\n");
      }
      EXPECT_EQ(runs, sequential ? 7U : 6U);
    }
  }
};

TEST_F(Scripts, LessonsThatDoNotDependOnTime) {
  expect_lines({lesson("lock_fix.py"), "20"}, {"counted 40 of 40: 0 updates lost"});
  expect_lines({lesson("deadlock_fixed.py"), "5"}, {"10 rounds with both locks"});
  expect_lines({lesson("event_start_signal.py")},
               {"5 runners at the line, 0 have run", "a short wait for the signal: False",
                "after the signal 5 have run, too early: 0", "the last to finish was a late one"});
}

TEST_F(Scripts, LessonsAboutConditionsAndSemaphores) {
  expect_lines({lesson("bounded_buffer.py"), "20"},
               {"2 producers put 40 items, 2 consumers got 40", "each item exactly once: True",
                "the buffer never held more than it had room for: True"});
  expect_lines({lesson("semaphore_pool.py")},
               {"never more than 3 at a time: True", "took at least 3 visits: True (0.30 s)",
                "one release too many: Semaphore released too many times"});
  expect_lines({lesson("barrier_phases.py"), "3"},
               {"3 threads, 3 phases", "the same as one thread computes: True"});
}

TEST_F(Scripts, LessonsAboutQueuesAndPools) {
  expect_lines({lesson("producer_consumer.py"), "20"},
               {"together 40, as many as were produced,", "their sum is right: True"});
  expect_lines({lesson("pipeline.py"), "10"},
               {"download: [10], together 10", "upload: [10], together 10",
                "10 results, the first: uploaded small image 0"});
  expect_lines({lesson("thread_pool.py"), "20"},
               {"workers that slept: ['sleeping1_0', 'sleeping4_0', 'sleeping4_1', 'sleeping4_2', "
                "'sleeping4_3']"});
  // Who asks again and again never lets another one go on by itself.
  expect_lines(
      {lesson("busy_wait_queue.py"), "3"},
      {"blocking: 3 items, 0 calls of get() for nothing", "waiting is better than asking: True"},
      false);
}

TEST_F(Scripts, TimeJumpsOverSleepsAndTimeouts) {
  const std::string script =
      file("sleepy.py",
           "import threading, time, queue\n"
           "start = time.monotonic()\n"
           "def sleeper(s):\n"
           "    time.sleep(s)\n"
           "ts = [threading.Thread(target=sleeper, args=(s,)) for s in (3600, 60)]\n"
           "for t in ts: t.start()\n"
           "for t in ts: t.join()\n"
           "lock = threading.Lock(); lock.acquire()\n"
           "print(lock.acquire(timeout=100))\n"
           "print(threading.Event().wait(1000))\n"
           "try: queue.Queue().get(timeout=10)\n"
           "except queue.Empty: print('empty')\n"
           "c = threading.Condition()\n"
           "with c: print(c.wait(5))\n"
           "print(round(time.monotonic() - start))\n");
  expect_lines({script}, {"False\nT0| False\nT0| empty\nT0| False\nT0| 4715"});
}

TEST_F(Scripts, ASleeperThatIsAskedToStepWakesUp) {
  const std::string script = file("one.py",
                                  "import threading, time\n"
                                  "def late():\n"
                                  "    time.sleep(3600)\n"
                                  "    print('late', round(time.monotonic()))\n"
                                  "t = threading.Thread(target=late)\n"
                                  "t.start()\n"
                                  "print('main', round(time.monotonic()))\n"
                                  "t.join()\n");
  const RunResult got = step({script}, "until 7\nrun 1\nthreads\nT1\nT0*12\n");
  EXPECT_CONTAINS(answer(got.out, "run 1"),
                  "CALL 1                       sleeps until 3600.000 s\n");
  EXPECT_CONTAINS(answer(got.out, "threads"), "sleeps until 3600.000 s");
  EXPECT_CONTAINS(answer(got.out, "T1"), "goes on: time.sleep(3600) -> None\n");
  EXPECT_CONTAINS(got.out, "T0| main 4600\n");
}

TEST_F(Scripts, ExceptionsAndExitsAreTheScripts) {
  const std::string script = file("fails.py",
                                  "import atexit, sys, threading, time\n"
                                  "atexit.register(lambda: print('at exit'))\n"
                                  "def bad():\n"
                                  "    raise ValueError('no')\n"
                                  "def daemon():\n"
                                  "    while True: time.sleep(1)\n"
                                  "t = threading.Thread(target=bad)\n"
                                  "d = threading.Thread(target=daemon, daemon=True)\n"
                                  "d.start(); t.start(); t.join()\n"
                                  "print('leaving', file=sys.stderr)\n"
                                  "sys.exit(7)\n");
  for (const char* way : {"round-robin", "random 3", "sequential"}) {
    const RunResult got = step({script}, std::string("continue ") + way + "\nthreads\n");
    EXPECT_EQ(got.status, 0) << way;
    EXPECT_CONTAINS(got.out,
                    "T2! Exception in thread Thread-1 (bad):\n"
                    "T2! Traceback (most recent call last):\n"
                    "T2!   File \"fails.py\", line 4, in bad\n"
                    "T2!     raise ValueError('no')\n"
                    "T2! ValueError: no\n");
    EXPECT_CONTAINS(got.out, "T0! leaving\nT0| at exit\n");
    EXPECT_CONTAINS(got.out, "the program has ended with status 7 after ");
  }
  const RunResult got = step({file("raise.py", "def f():\n    1 / 0\nf()\n")}, "run\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_CONTAINS(got.out, "T0! ZeroDivisionError: division by zero\n");
  EXPECT_CONTAINS(got.out, "the program has ended with status 1 after ");
}

TEST_F(Scripts, AreTheSameEachTime) {
  const std::string script =
      file("nosy.py",
           "import os, random, threading, time\n"
           "class C: pass\n"
           "def work():\n"
           "    print(random.random(), time.time(), id(C()), hash(C()), C(),\n"
           "          threading.get_ident(), os.urandom(3), {'a', 'b', 'c'})\n"
           "ts = [threading.Thread(target=work) for _ in range(3)]\n"
           "for t in ts: t.start()\n");
  const std::string commands = "continue random 4\noutput\nrestart\ncontinue random 4\noutput\n";
  const RunResult first = step({"--seed", "5", script}, commands);
  const RunResult again = step({"--seed", "5", script}, commands);
  const RunResult other = step({"--seed", "6", script}, commands);
  EXPECT_EQ(first.out, again.out);
  EXPECT_NE(first.out, other.out);
  const size_t at = first.out.find("(gilt) output\n");
  const std::string output = answer(first.out, "output");
  EXPECT_EQ(first.out.substr(at + 14, output.size()), output);
}

}  // namespace
}  // namespace gilt::test
