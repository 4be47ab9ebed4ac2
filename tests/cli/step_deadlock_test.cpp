// Deadlocks are shown at the step that makes them, with the cycle and its lines.
#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

constexpr const char* kCycle =
    "gilt: deadlock: 2 threads wait for each other, and nothing can wake them\n"
    "  Thread-1 (worker1)\n"
    "    holds lock_a (made at deadlock.py:17), acquired at deadlock.py:22 `with "
    "lock_a:`\n"
    "    waits for lock_b, held by Thread-2 (worker2), at deadlock.py:24 `with lock_b:`\n"
    "  Thread-2 (worker2)\n"
    "    holds lock_b (made at deadlock.py:18), acquired at deadlock.py:29 `with "
    "lock_b:`\n"
    "    waits for lock_a, held by Thread-1 (worker1), at deadlock.py:31 `with lock_a:`\n"
    "  MainThread\n"
    "    waits for Thread-1 (worker1) to end, at deadlock.py:40 `t.join()`\n"
    "Threads that need several locks should acquire them in the same order.\n";

TEST_F(Stepping, IntoTheDeadlockAndOutOfIt) {
  const RunResult got = step({lesson("deadlock.py")},
                             "run\nrun 1\nrun 2\n"  // all wait or sleep, with a lock each
                             "run 1\nrun 2\nlocks\nT1\nback\nlocks\n");
  EXPECT_EQ(got.status, 1);  // T1 could not go on
  EXPECT_CONTAINS(got.out,
                  "    85  T1  deadlock.py:23        CALL 1                       sleeps "
                  "until 0.100 s\n");
  EXPECT_EQ(
      answer(got.out, "run 2"),
      "   109  T2  deadlock.py:30        CALL 1                       goes on: "
      "time.sleep(0.1) -> None\n"
      "   110  T2  deadlock.py:30        POP_TOP\n"
      "   111  T2  deadlock.py:31        LOAD_GLOBAL lock_a           lock_a = <locked Lock>\n"
      "   112  T2  deadlock.py:31        COPY 1\n"
      "   113  T2  deadlock.py:31        LOAD_SPECIAL __exit__\n"
      "   114  T2  deadlock.py:31        SWAP 2\n"
      "   115  T2  deadlock.py:31        SWAP 3\n"
      "   116  T2  deadlock.py:31        LOAD_SPECIAL __enter__\n"
      "   117  T2  deadlock.py:31        CALL 0                       waits for lock_a, held "
      "by T1\n" +
          std::string(kCycle) +
          "        T2  deadlock.py:31        CALL 0                       waits for lock_a, "
          "held by T1 since deadlock.py:22\n");
  EXPECT_EQ(answer(got.out, "T1"),
            "T1 waits for lock_b, held by T2 since deadlock.py:29\n"
            "        T2  deadlock.py:31        CALL 0                       waits for lock_a, held "
            "by T1 since deadlock.py:22\n");
  EXPECT_EQ(answer(got.out, "back"),
            "step 116; 1 more is planned\n"
            "  next  T2  deadlock.py:31        CALL 0                       `with lock_a:`\n");
  EXPECT_EQ(answer(got.out, "locks"),
            "lock_a  Lock  held by T1 since deadlock.py:22\n"
            "lock_b  Lock  held by T2 since deadlock.py:29  T1 waits\n");
}

// The status is that of `gilt script.py` when the last thing that happened was continue.
TEST_F(Stepping, ContinueIntoADeadlockHasItsStatus) {
  const std::string script = lesson("deadlock.py");
  RunResult got = step({script}, "continue\n");
  EXPECT_EQ(got.status, 3);
  EXPECT_CONTAINS(got.out, kCycle);
  EXPECT_EQ(step({script}, "continue\nthreads\nlocks\nsave /dev/null\n").status, 3);
  EXPECT_EQ(step({script}, "continue\nback\n").status, 0);
  EXPECT_EQ(step({script}, "continue\nnonsense\n").status, 1);
  EXPECT_EQ(step({script}, "run\nrun 1\nrun 2\nrun 1\nrun 2\n").status, 0);
  EXPECT_EQ(step({"-x", "continue", script}, "").status, 3);
}

TEST_F(Stepping, LocksInOneOrderNeverDeadlock) {
  std::string commands;
  for (int seed = 1; seed <= 200; ++seed) {
    commands += "restart\ncontinue random " + std::to_string(seed) + "\n";
  }
  RunResult got = step({lesson("deadlock_fixed.py"), "2"}, commands);
  EXPECT_EQ(got.status, 0);
  EXPECT_EQ(got.out.find("gilt: deadlock"), std::string::npos);
  size_t ends = 0;
  for (size_t at = 0; (at = got.out.find("T0| 4 rounds with both locks\n", at)) != got.out.npos;
       ++at) {
    ++ends;
  }
  EXPECT_EQ(ends, 200U);

  // The same seeds find it where the orders differ, if not each of them.
  const std::string unordered =
      "import threading\n"
      "a, b = threading.Lock(), threading.Lock()\n"
      "def work(first, second):\n"
      "    with first:\n"
      "        with second: pass\n"
      "ts = [threading.Thread(target=work, args=p) for p in ((a, b), (b, a))]\n"
      "for t in ts: t.start()\n"
      "for t in ts: t.join()\n"
      "print('through')\n";
  got = step({file("unordered.py", unordered)}, commands);
  EXPECT_CONTAINS(got.out, "gilt: deadlock: 2 threads wait for each other");
  EXPECT_CONTAINS(got.out, "T0| through\n");
}

// Two threads for ever, while another one could go on for ever.
TEST_F(Stepping, ADeadlockOfSomeThreadsIsShownToo) {
  const std::string script = file("some.py",
                                  "import threading, time\n"
                                  "a, b = threading.RLock(), threading.RLock()\n"
                                  "def work(first, second):\n"
                                  "    with first:\n"
                                  "        time.sleep(1)\n"
                                  "        with second: pass\n"
                                  "ts = [threading.Thread(target=work, args=p)\n"
                                  "      for p in ((a, b), (b, a))]\n"
                                  "for t in ts: t.start()\n"
                                  "while True: pass\n");
  const RunResult got = step({script}, "until 10\nrun 1\nrun 2\nrun 1\nrun 2\nT2\nT0\nt 0\n");
  EXPECT_EQ(got.status, 1);
  const std::string last_run = answer(got.out, "run 2");
  EXPECT_CONTAINS(last_run, "gilt: deadlock: 2 threads wait for each other");
  EXPECT_CONTAINS(last_run,
                  "waits for a, held by Thread-1 (work), at some.py:6 `with second: pass`");
  EXPECT_EQ(answer(got.out, "T2").find("deadlock:"), std::string::npos);
  EXPECT_TRUE(answer(got.out, "t 0").starts_with("  next  T0  some.py:10"))
      << answer(got.out, "t 0");
}

TEST_F(Stepping, JoiningOneselfOrWaitingForNobody) {
  RunResult got = step({file("self.py",
                             "import threading\nlock = threading.Lock()\n"
                             "lock.acquire()\nlock.acquire()\n")},
                       "continue\n");
  EXPECT_EQ(got.status, 3);
  EXPECT_CONTAINS(got.out, "MainThread waits for a lock that it holds itself");
  got = step({file("event.py", "import threading\nthreading.Event().wait()\n")}, "continue\n");
  EXPECT_EQ(got.status, 3);
  EXPECT_CONTAINS(got.out, "gilt: deadlock: ");
}

}  // namespace
}  // namespace gilt::test
