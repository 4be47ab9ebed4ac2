// Ctrl-C: KeyboardInterrupt in the main thread, wherever it is, and exit status 130.
#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

class Interrupt : public Cli {
 protected:
  // Runs a script with the GIL on and off and interrupts it once it said "ready".
  void expect_interrupted(const std::string& source, const std::string& out_after = "") {
    std::string script = file("script.py", source);
    for (const char* mode : {"on", "off"}) {
      RunOptions options;
      options.interrupt_after = "ready\n";
      options.close_input_late = true;
      RunResult got = gilt({"--gil", mode, script}, options);
      EXPECT_EQ(got.status, 130) << "GIL " << mode << "\n" << got.err;
      EXPECT_EQ(got.out, "ready\n" + out_after);
      EXPECT_TRUE(got.err.starts_with("Traceback (most recent call last):\n")) << got.err;
      EXPECT_EQ(last_line(got.err), "KeyboardInterrupt");
    }
  }
};

TEST_F(Interrupt, InALoop) {
  expect_interrupted("print('ready', flush=True)\nwhile True:\n    pass\n");
}

TEST_F(Interrupt, InALoopWithACall) {
  expect_interrupted(
      "def f(x):\n    return x + 1\n\nn = 0\nprint('ready', flush=True)\n"
      "while True:\n    n = f(n)\n");
}

TEST_F(Interrupt, InALockWait) {
  expect_interrupted(
      "import threading\nlock = threading.Lock()\nlock.acquire()\n"
      "def keep():\n    import time\n    time.sleep(1000)\n"
      "threading.Thread(target=keep, daemon=True).start()\n"
      "print('ready', flush=True)\nlock.acquire()\n");
}

TEST_F(Interrupt, InALockWaitWithATimeout) {
  expect_interrupted(
      "import threading\nlock = threading.Lock()\nlock.acquire()\n"
      "print('ready', flush=True)\nlock.acquire(timeout=1000)\n");
}

TEST_F(Interrupt, InAJoin) {
  expect_interrupted(
      "import threading, time\nt = threading.Thread(target=time.sleep, args=(1000,), daemon=True)\n"
      "t.start()\nprint('ready', flush=True)\nt.join()\n");
}

// Somebody who could still end the wait.
constexpr char kBusy[] =
    "import threading, time\n"
    "threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()\n";

TEST_F(Interrupt, InAConditionWhichIsHeldAgainThen) {
  expect_interrupted(kBusy + std::string("c = threading.Condition()\n"
                                         "with c:\n    with c:\n        try:\n"
                                         "            print('ready', flush=True)\n"
                                         "            c.wait()\n"
                                         "        finally:\n"
                                         "            print(c._is_owned(), repr(c)[-3:])\n"),
                     "True 0)>\n");
}

TEST_F(Interrupt, InAConditionWithALock) {
  expect_interrupted(kBusy + std::string("c = threading.Condition(threading.Lock())\n"
                                         "print('ready', flush=True)\n"
                                         "with c:\n    c.wait_for(lambda: False, 1000)\n"));
}

TEST_F(Interrupt, InAnEvent) {
  expect_interrupted(kBusy + std::string("print('ready', flush=True)\nthreading.Event().wait()\n"));
}

TEST_F(Interrupt, InASemaphore) {
  expect_interrupted(kBusy + std::string("s = threading.Semaphore(0)\nprint('ready', flush=True)\n"
                                         "try:\n    s.acquire()\nfinally:\n"
                                         "    s.release()\n    print(s.acquire(False))\n"),
                     "True\n");
}

TEST_F(Interrupt, InABarrierWhichStaysWhole) {
  expect_interrupted(kBusy + std::string("b = threading.Barrier(2)\nprint('ready', flush=True)\n"
                                         "try:\n    b.wait()\nfinally:\n"
                                         "    print(b.n_waiting, b.broken)\n"),
                     "0 False\n");
}

TEST_F(Interrupt, InASleep) {
  expect_interrupted("import time\nprint('ready', flush=True)\ntime.sleep(1000)\n");
}

TEST_F(Interrupt, InInput) { expect_interrupted("print('ready', flush=True)\ninput()\n"); }

TEST_F(Interrupt, FinallyBlocksRunOnTheWay) {
  expect_interrupted(
      "print('ready', flush=True)\ntry:\n    while True:\n        pass\nfinally:\n"
      "    print('cleaned up')\n",
      "cleaned up\n");
}

TEST_F(Interrupt, WhileOtherThreadsCompute) {
  expect_interrupted(
      "import threading, time\n"
      "def spin():\n    while True:\n        pass\n"
      "threading.Thread(target=spin, daemon=True).start()\n"
      "print('ready', flush=True)\ntime.sleep(1000)\n");
}

TEST_F(Interrupt, ACaughtOneIsTheScriptsAffair) {
  std::string script = file("caught.py",
                            "import time\nprint('ready', flush=True)\ntry:\n    time.sleep(1000)\n"
                            "except KeyboardInterrupt:\n    print('caught')\n");
  RunOptions options;
  options.interrupt_after = "ready\n";
  RunResult got = gilt({script}, options);
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "ready\ncaught\n");
  EXPECT_EQ(got.err, "");
}

}  // namespace
}  // namespace gilt::test
