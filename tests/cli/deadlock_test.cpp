// Deadlocks are reported, with exit status 3; what can still go on is not.
#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

class Deadlock : public Cli {
 protected:
  // Runs a script with the GIL on and off; each run must be reported with all of these texts.
  void expect_reported(const std::string& source, const std::vector<std::string>& texts) {
    std::string script = file("stuck.py", source);
    for (const char* mode : {"on", "off"}) {
      SCOPED_TRACE(mode);
      RunOptions options;
      options.close_input_late = true;
      RunResult got = gilt({"--gil", mode, script}, options);
      EXPECT_EQ(got.status, 3) << got.err;
      EXPECT_EQ(got.out, "before\n");
      std::string err = got.err;
      for (size_t at; (at = err.find(dir_.string() + "/")) != err.npos;) {
        err.erase(at, dir_.string().size() + 1);
      }
      EXPECT_TRUE(err.starts_with("gilt: deadlock: ")) << err;
      for (const std::string& text : texts) EXPECT_CONTAINS(err, text);
    }
  }

  // It ends by itself, with nothing on standard error.
  void expect_fine(const std::string& source, const RunOptions& options = {}) {
    std::string script = file("fine.py", source);
    for (const char* mode : {"on", "off"}) {
      SCOPED_TRACE(mode);
      RunResult got = gilt({"--gil", mode, script}, options);
      EXPECT_EQ(got.status, 0);
      EXPECT_EQ(got.err, "");
      EXPECT_EQ(got.out, "done\n");
    }
  }
};

TEST_F(Deadlock, TwoLocksInOppositeOrder) {
  expect_reported(
      "import threading\nboth_hold = threading.Barrier(2)\n"
      "lock_a = threading.Lock()\nlock_b = threading.Lock()\n"
      "def worker1():\n    with lock_a:\n        both_hold.wait()\n        with lock_b:\n"
      "            pass\n"
      "def worker2():\n    with lock_b:\n        both_hold.wait()\n        with lock_a:\n"
      "            pass\n"
      "print('before')\n"
      "threads = [threading.Thread(target=f) for f in (worker1, worker2)]\n"
      "for t in threads:\n    t.start()\nfor t in threads:\n    t.join()\n",
      {"2 threads wait for each other, and nothing can wake them\n",
       "  Thread-1 (worker1)\n"
       "    holds lock_a (made at stuck.py:3), acquired at stuck.py:6 `with lock_a:`\n"
       "    waits for lock_b, held by Thread-2 (worker2), at stuck.py:8 `with lock_b:`\n",
       "  Thread-2 (worker2)\n"
       "    holds lock_b (made at stuck.py:4), acquired at stuck.py:11 `with lock_b:`\n"
       "    waits for lock_a, held by Thread-1 (worker1), at stuck.py:13 `with lock_a:`\n",
       "  MainThread\n    waits for Thread-1 (worker1) to end, at stuck.py:20 `t.join()`\n",
       "in the same order"});
}

// The same without a join: the main thread waits for them at its end.
TEST_F(Deadlock, AtTheEndOfTheProgram) {
  expect_reported(
      "import threading\n"
      "a, b, both = threading.Lock(), threading.Lock(), threading.Barrier(2)\n"
      "def work(first, second):\n    with first:\n        both.wait()\n        with second: "
      "pass\n"
      "threading.Thread(target=work, args=(a, b), name='Anna').start()\n"
      "threading.Thread(target=work, args=(b, a), name='Bert').start()\n"
      "print('before')\n",
      {"2 threads wait for each other",
       "waits for b, held by Bert, at stuck.py:6 `with second: pass`",
       "waits for a, held by Anna, at stuck.py:6",
       "  MainThread\n    waits for Anna to end, at the end of the program\n"});
}

TEST_F(Deadlock, ALockAcquiredTwice) {
  expect_reported(
      "import threading\nlock = threading.Lock()\nprint('before')\n"
      "lock.acquire()\nlock.acquire()\n",
      {"MainThread waits for a lock that it holds itself",
       "    holds lock (made at stuck.py:2), acquired at stuck.py:4 `lock.acquire()`\n"
       "    waits for lock, which it holds itself, at stuck.py:5 `lock.acquire()`\n",
       "threading.RLock()"});
}

TEST_F(Deadlock, ALockAcquiredTwiceInAThread) {
  expect_reported(
      "import threading\n"
      "class Account:\n"
      "    def __init__(self):\n        self.lock = threading.Lock()\n"
      "    def deposit(self):\n        with self.lock: self.log()\n"
      "    def log(self):\n        with self.lock: pass\n"
      "accounts = [Account(), Account()]\nprint('before')\n"
      "t = threading.Thread(target=accounts[1].deposit, name='Clerk')\nt.start()\nt.join()\n",
      {"Clerk waits for a lock that it holds itself",
       "holds accounts[1].lock (made at stuck.py:4), acquired at stuck.py:6 `with self.lock: "
       "self.log()`",
       "at stuck.py:8 `with self.lock: pass`", "threading.RLock()"});
}

TEST_F(Deadlock, RLocksAreCertainWhileOthersRun) {
  expect_reported(
      "import threading, time\n"
      "a, b, both = threading.RLock(), threading.RLock(), threading.Barrier(2)\n"
      "def work(first, second):\n    with first:\n        both.wait()\n        with second: "
      "pass\n"
      "for pair in ((a, b), (b, a)): threading.Thread(target=work, args=pair).start()\n"
      "print('before')\nwhile True: time.sleep(0.01)\n",
      {"2 threads wait for each other", "holds a (made at stuck.py:2)", "holds b "});
}

TEST_F(Deadlock, AnRLockWhoseOwnerHasEnded) {
  expect_reported(
      "import threading\nlock = threading.RLock()\n"
      "t = threading.Thread(target=lock.acquire)\nt.start()\nt.join()\n"
      "print('before')\nlock.acquire()\n",
      {"MainThread waits, and no thread is left that could wake it",
       "waits for lock, held by thread ", "(which has ended), at stuck.py:7 `lock.acquire()`"});
}

TEST_F(Deadlock, ThreadsThatJoinEachOther) {
  expect_reported(
      "import threading\nthreads, all_run = [], threading.Barrier(3)\n"
      "def work(other):\n    all_run.wait()\n    threads[other].join()\n"
      "threads += [threading.Thread(target=work, args=(i,), name=f'T{i}') for i in (1, 2, 0)]\n"
      "print('before')\nfor t in threads: t.start()\n",
      {"3 threads wait for each other",
       "waits for T2 to end, at stuck.py:5 `threads[other].join()`"});
}

TEST_F(Deadlock, ALockThatNobodyReleases) {
  expect_reported(
      "import threading\nlock = threading.Lock()\n"
      "def work():\n    lock.acquire()\n"
      "print('before')\n"
      "for i in range(2):\n    t = threading.Thread(target=work)\n    t.start()\nt.join()\n",
      {"2 threads wait, and none is left that could wake them", "waits for lock, held by thread ",
       "(which has ended), at stuck.py:4 `lock.acquire()`"});
}

TEST_F(Deadlock, AConditionThatNobodyNotifies) {
  expect_reported(
      "import threading\ncond = threading.Condition()\n"
      "def consumer():\n    with cond:\n        cond.wait()\n"
      "print('before')\n"
      "for name in 'Ida', 'Udo': threading.Thread(target=consumer, name=name).start()\n",
      {"3 threads wait, and none is left that could wake them",
       "  Ida\n    waits for cond to be notified, at stuck.py:5 `cond.wait()`\n", "  Udo\n",
       "  MainThread\n    waits for Ida to end, at the end of the program\n"});
}

TEST_F(Deadlock, AConditionWaitedForWithItsLockTakenBySomebodyStuck) {
  expect_reported(
      "import threading\ncond = threading.Condition()\ngo = threading.Event()\n"
      "def keeper():\n    with cond:\n        go.wait()\n"
      "print('before')\n"
      "t = threading.Thread(target=keeper, name='Keeper')\nt.start()\n"
      "while not cond._is_owned() and cond.acquire(timeout=0.01): cond.release()\n"
      "with cond: go.set()\n",
      {"waits for the lock of cond, held by Keeper, at stuck.py:11 `with cond: go.set()`",
       "holds the lock of cond (made at stuck.py:2), acquired at stuck.py:5 `with cond:`",
       "waits for go to be set, at stuck.py:6 `go.wait()`"});
}

TEST_F(Deadlock, ASemaphoreThatNobodyReleases) {
  expect_reported(
      "import threading\npool = threading.Semaphore(2)\n"
      "print('before')\nfor _ in range(3): pool.acquire()\n",
      {"MainThread waits, and no thread is left that could wake it",
       "waits for pool to be released, at stuck.py:4"});
}

TEST_F(Deadlock, AnEventThatNobodySets) {
  expect_reported(
      "import threading\nready = threading.Event()\n"
      "t = threading.Thread(target=ready.wait)\nt.start()\nprint('before')\nt.join()\n",
      {"waits for ready to be set", "to end, at stuck.py:6 `t.join()`"});
}

TEST_F(Deadlock, ABarrierThatTooFewComeTo) {
  expect_reported(
      "import threading\nbarrier = threading.Barrier(3)\n"
      "threads = [threading.Thread(target=barrier.wait) for _ in range(2)]\n"
      "print('before')\nfor t in threads: t.start()\nfor t in threads: t.join()\n",
      {"waits for more threads at barrier"});
}

TEST_F(Deadlock, ASimpleQueueThatNobodyFills) {
  expect_reported(
      "from _queue import SimpleQueue\nq = SimpleQueue()\nq.put(1)\nprint('before')\n"
      "while q.get(): pass\n",
      {"MainThread waits, and no thread is left that could wake it",
       "waits for an item in q, at stuck.py:5 `while q.get(): pass`"});
}

TEST_F(Deadlock, AQueueThatNobodyFills) {
  expect_reported(
      "import threading\nfrom queue import Queue\njobs = Queue()\n"
      "def consumer():\n    while True: jobs.get()\n"
      "t = threading.Thread(target=consumer, name='Consumer')\n"
      "print('before')\nt.start()\njobs.put(1)\nt.join()\n",
      {"2 threads wait, and none is left that could wake them",
       "  Consumer\n    waits for jobs.not_empty to be notified, at stuck.py:5 "
       "`while True: jobs.get()` (in Queue.",
       "  MainThread\n    waits for Consumer to end, at stuck.py:10 `t.join()`\n"});
}

TEST_F(Deadlock, APoolWhoseOnlyWorkerWaitsForIt) {
  expect_reported(
      "from concurrent.futures import ThreadPoolExecutor\n"
      "pool = ThreadPoolExecutor(1)\n"
      "def outer():\n    return pool.submit(len, 'text').result()\n"
      "print('before')\npool.submit(outer).result()\n",
      {"2 threads wait, and none is left that could wake them", "  MainThread\n    waits for ",
       "at stuck.py:6 `pool.submit(outer).result()` (in Future.",
       "at stuck.py:4 `return pool.submit(len, 'text').result()` (in Future."});
}

TEST_F(Deadlock, DaemonsThatWaitForOneThatIsStuckToo) {
  expect_reported(
      "import threading\nlock = threading.Lock()\nlock.acquire()\n"
      "threading.Thread(target=lock.acquire, daemon=True).start()\n"
      "print('before')\nlock.acquire()\n",
      {"MainThread waits for a lock that it holds itself", "Thread-1"});
}

TEST_F(Deadlock, IsNotLookedForWhenNotWanted) {
  std::string script = file("stuck.py",
                            "import threading\nlock = threading.Lock()\nlock.acquire()\n"
                            "print('ready', flush=True)\nlock.acquire()\n");
  for (const char* mode : {"on", "off"}) {
    RunOptions options;
    options.interrupt_after = "ready\n";
    options.interrupt_delay = 1.5;
    RunResult got = gilt({"--gil", mode, "--no-deadlock-check", script}, options);
    EXPECT_EQ(got.status, 130) << got.err;
    EXPECT_EQ(last_line(got.err), "KeyboardInterrupt");
  }
}

TEST_F(Deadlock, NotWithATimeout) {
  expect_fine(
      "import threading\nlock = threading.Lock()\nlock.acquire()\n"
      "t = threading.Thread(target=lock.acquire, daemon=True)\nt.start()\n"
      "assert not lock.acquire(timeout=0.8)\nt.join(0.1)\nprint('done')\n");
}

TEST_F(Deadlock, NotWhileSomebodySleeps) {
  expect_fine(
      "import threading, time\nlock = threading.Lock()\nlock.acquire()\n"
      "def help():\n    time.sleep(0.8)\n    lock.release()\n"
      "threading.Thread(target=help, daemon=True).start()\nlock.acquire()\nprint('done')\n");
}

TEST_F(Deadlock, NotWhileSomebodyComputes) {
  expect_fine(
      "import threading, time\nlock = threading.Lock()\nlock.acquire()\n"
      "def help():\n    end = time.monotonic() + 0.8\n    while time.monotonic() < end: pass\n"
      "    lock.release()\n"
      "threading.Thread(target=help).start()\nlock.acquire()\nprint('done')\n");
}

TEST_F(Deadlock, NotWhileInputMayCome) {
  std::string script = file("input.py",
                            "import threading\nlock = threading.Lock()\nlock.acquire()\n"
                            "help = lambda: (input(), lock.release())\n"
                            "threading.Thread(target=help, daemon=True).start()\n"
                            "print('ready', flush=True)\nlock.acquire()\n");
  for (const char* mode : {"on", "off"}) {
    RunOptions options;
    options.interrupt_after = "ready\n";
    options.interrupt_delay = 1;
    options.close_input_late = true;
    RunResult got = gilt({"--gil", mode, script}, options);
    EXPECT_EQ(got.status, 130) << got.err;
    EXPECT_EQ(last_line(got.err), "KeyboardInterrupt");
  }
}

TEST_F(Deadlock, NotWhenOnlyDaemonsAreStuck) {
  expect_fine(
      "import threading, time\na, b = threading.RLock(), threading.RLock()\n"
      "def work(first, second):\n    with first:\n        time.sleep(0.05)\n        with second: "
      "pass\n"
      "for pair in ((a, b), (b, a)):\n"
      "    threading.Thread(target=work, args=pair, daemon=True).start()\n"
      "time.sleep(0.8)\nprint('done')\n");
}

// A plain lock may be released by anybody, so one thread that goes on clears the others.
TEST_F(Deadlock, NotWhenAThreadThatGoesOnMayRelease) {
  expect_fine(
      "import threading, time\na, b = threading.Lock(), threading.Lock()\n"
      "def work(first, second):\n    first.acquire()\n    time.sleep(0.05)\n"
      "    second.acquire()\n    second.release()\n"
      "threads = [threading.Thread(target=work, args=pair) for pair in ((a, b), (b, a))]\n"
      "for t in threads: t.start()\n"
      "time.sleep(0.8)\na.release()\nb.release()\nfor t in threads: t.join()\nprint('done')\n");
}

TEST_F(Deadlock, OrderedLocksRunAThousandTimes) {
  expect_fine(
      "import threading\na, b = threading.Lock(), threading.Lock()\n"
      "def work():\n    with a:\n        with b: pass\n"
      "for i in range(1000):\n"
      "    threads = [threading.Thread(target=work) for _ in range(2)]\n"
      "    for t in threads: t.start()\n    for t in threads: t.join()\n"
      "print('done')\n");
}

}  // namespace
}  // namespace gilt::test
