// What the steps of scripts say that they did.
#include "lab/step_record.h"

#include "tests/unit/lab_walk.h"

namespace gilt::lab {
namespace {

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

void start_both(Walk& walk) {
  while (walk.execution().threads().size() < 3 || walk.execution().obstacle(0) == Obstacle::kNone) {
    walk.step(0);
  }
}

TEST(LabStepRecord, TheLostUpdate) {
  Walk walk(kCounter);
  start_both(walk);
  EXPECT_EQ(walk.last(), "waits for T1 to end");
  const StepRecord resume = walk.step(1);
  EXPECT_EQ(resume.op, Opcode::RESUME);
  const StepRecord load = walk.step(1);
  EXPECT_EQ(load.thread, 1);
  EXPECT_EQ(load.step, walk.execution().steps());
  EXPECT_EQ(load.file, "<string>");
  EXPECT_EQ(load.line, 5);
  EXPECT_EQ(load.function, "work");
  EXPECT_EQ(load.op, Opcode::LOAD_GLOBAL);
  EXPECT_EQ(load.operand, "counter");
  ASSERT_EQ(load.accesses.size(), 1U);
  EXPECT_EQ(load.accesses[0].kind, Access::Kind::kRead);
  EXPECT_TRUE(load.accesses[0].shared);
  EXPECT_EQ(load.accesses[0].place, "counter");
  EXPECT_EQ(load.accesses[0].value, "0");
  EXPECT_EQ(load.effect(), "counter = 0");
  walk.step(1);  // the 1
  EXPECT_EQ(walk.step(1).effect(), "0 + 1 = 1");
  ASSERT_TRUE(walk.go(2, Opcode::STORE_GLOBAL));
  const StepRecord store = walk.step(1);
  ASSERT_EQ(store.accesses.size(), 1U);
  EXPECT_EQ(store.accesses[0].kind, Access::Kind::kWrite);
  EXPECT_EQ(store.accesses[0].before, "0");
  EXPECT_EQ(store.accesses[0].value, "1");
  EXPECT_EQ(store.effect(), "counter: 0 -> 1");
  EXPECT_EQ(walk.step(2).effect(), "counter: 1 -> 1");
  walk.run(1);
  EXPECT_EQ(walk.last(), "returns None; ends; wakes T0");
  EXPECT_EQ(walk.step(0).effect(), "goes on: t.join() -> None");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "t.start() -> None; starts T1"));
  EXPECT_TRUE(tells(walk, "print(1) -> None; prints '1\\n'"));
  EXPECT_EQ(walk.last(), "returns None; ends");
}

TEST(LabStepRecord, OneLineForEachStep) {
  Walk walk(kCounter);
  start_both(walk);
  walk.step(1);
  const StepRecord load = walk.step(1);
  EXPECT_EQ(format_step(load).substr(6),
            "  T1  <string>:5            LOAD_GLOBAL counter          counter = 0");
  StepRecord record = load;
  record.step = 12;
  record.file = "lab/counter_race.py";
  EXPECT_EQ(format_step(record),
            "    12  T1  counter_race.py:5     LOAD_GLOBAL counter          counter = 0");
  record.file = "<gilt>/concurrent.futures.thread.py";
  EXPECT_EQ(format_step(record),
            "    12  T1  ...utures.thread.py:5 LOAD_GLOBAL counter          counter = 0");
}

// --- variables

TEST(LabStepRecord, LocalsAreNotShared) {
  Walk walk(
      "def f(a, b):\n"
      "    c = a + b\n"
      "    del a\n"
      "    return c\n"
      "f(1, 2)\n");
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW));
  const StepRecord load = walk.step(0);
  ASSERT_EQ(load.accesses.size(), 2U);
  EXPECT_FALSE(load.accesses[0].shared);
  EXPECT_EQ(load.effect(), "local a = 1; local b = 2");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "enters f(a=1, b=2)"));
  EXPECT_TRUE(tells(walk, "local c: unset -> 3"));
  EXPECT_TRUE(tells(walk, "local a: 1 -> unset"));
  EXPECT_TRUE(tells(walk, "returns 3"));
}

TEST(LabStepRecord, CellsAreShared) {
  Walk walk(
      "def outer():\n"
      "    n = 0\n"
      "    def inner():\n"
      "        nonlocal n\n"
      "        n += 1\n"
      "    inner()\n"
      "    del n\n"
      "outer()\n");
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_DEREF));
  const StepRecord load = walk.step(0);
  ASSERT_EQ(load.accesses.size(), 1U);
  EXPECT_TRUE(load.accesses[0].shared);
  walk.run_all();
  EXPECT_TRUE(tells(walk, "cell n: unset -> 0"));
  EXPECT_TRUE(tells(walk, "the cell of n"));
  EXPECT_TRUE(tells(walk, "cell n = 0"));
  EXPECT_TRUE(tells(walk, "cell n: 0 -> 1"));
  EXPECT_TRUE(tells(walk, "cell n: 1 -> unset"));
}

TEST(LabStepRecord, NamesOfModulesClassesAndBuiltins) {
  Walk walk(
      "x = 1\n"
      "class C:\n"
      "    y = x\n"
      "del x\n"
      "len\n");
  ASSERT_TRUE(walk.go(0, Opcode::STORE_NAME, 3));
  const StepRecord in_class = walk.step(0);
  EXPECT_FALSE(in_class.accesses.at(0).shared);
  EXPECT_EQ(in_class.effect(), "y: unset -> 1");
  ASSERT_TRUE(walk.go(0, Opcode::DELETE_NAME));
  const StepRecord deleted = walk.step(0);
  EXPECT_TRUE(deleted.accesses.at(0).shared);
  EXPECT_EQ(deleted.accesses.at(0).kind, Access::Kind::kDelete);
  EXPECT_EQ(deleted.effect(), "x: 1 -> unset");
  const StepRecord builtin = walk.step(0);
  EXPECT_FALSE(builtin.accesses.at(0).shared);
  EXPECT_EQ(builtin.effect(), "len = <built-in len>");
}

// --- objects

TEST(LabStepRecord, AttributesByTheVariableOfTheirOwner) {
  Walk walk(
      "class Account:\n"
      "    def __init__(self):\n"
      "        self.balance = 10\n"
      "accounts = [Account()]\n"
      "accounts[0].balance += 5\n"
      "del accounts[0].balance\n"
      "def make(): return Account()\n"
      "make().balance\n"
      "Account.rate = 3\n"
      "Account.rate = 4\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "enters Account.__init__(self=<Account object>)"));
  EXPECT_TRUE(tells(walk, "self.balance: unset -> 10"));
  EXPECT_TRUE(tells(walk, "accounts[0] = <Account object>"));
  EXPECT_TRUE(tells(walk, "accounts[0].balance = 10"));
  EXPECT_TRUE(tells(walk, "accounts[0].balance: 10 -> 15"));
  EXPECT_TRUE(tells(walk, "accounts[0].balance: 15 -> unset"));
  EXPECT_TRUE(tells(walk, "make().balance = 10"));
  EXPECT_TRUE(tells(walk, "Account.rate: unset -> 3"));
  EXPECT_TRUE(tells(walk, "Account.rate: 3 -> 4"));
}

TEST(LabStepRecord, SlotsAndProperties) {
  Walk walk(
      "class Point:\n"
      "    __slots__ = ('x',)\n"
      "    @property\n"
      "    def double(self): return self.x * 2\n"
      "p = Point()\n"
      "p.x = 1\n"
      "p.x = 2\n"
      "p.double\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "p.x: unset -> 1"));
  EXPECT_TRUE(tells(walk, "p.x: 1 -> 2"));
  EXPECT_TRUE(tells(walk, "enters Point.double(self=<Point object>)"));
  EXPECT_TRUE(tells(walk, "returns 4; LOAD_ATTR double -> 4"));
}

TEST(LabStepRecord, ItemsAndSlices) {
  Walk walk(
      "forks = [1, 2, 3]\n"
      "i = 1\n"
      "forks[i] += 5\n"
      "forks[0:1] = [8, 9]\n"
      "forks[1:]\n"
      "del forks[-1]\n"
      "d = {}\n"
      "d['k'] = 1\n"
      "d['k'] += 1\n"
      "d[1, 2] = 3\n"
      "del d[1, 2]\n"
      "'text'[0]\n"
      "d['l'] = [4]\n"
      "d['l'][0]\n");
  ASSERT_TRUE(walk.go(0, Opcode::BINARY_OP, 3));
  EXPECT_TRUE(walk.step(0).accesses.at(0).shared);
  walk.run_all();
  EXPECT_TRUE(tells(walk, "forks[1] = 2"));
  EXPECT_TRUE(tells(walk, "2 + 5 = 7"));
  EXPECT_TRUE(tells(walk, "forks[1]: 2 -> 7"));
  EXPECT_TRUE(tells(walk, "forks[0:1]: [1] -> [8, 9]"));
  EXPECT_TRUE(tells(walk, "forks[1:] = [9, 7, 3]"));
  EXPECT_TRUE(tells(walk, "forks[-1]: 3 -> unset"));
  EXPECT_TRUE(tells(walk, "d['k']: unset -> 1"));
  EXPECT_TRUE(tells(walk, "d['k']: 1 -> 2"));
  EXPECT_TRUE(tells(walk, "d[(1, 2)]: unset -> 3"));
  EXPECT_TRUE(tells(walk, "d[(1, 2)]: 3 -> unset"));
  EXPECT_TRUE(tells(walk, "d['l'][0] = 4"));
}

TEST(LabStepRecord, DefaultDictsMakeWhatIsMissing) {
  Walk walk(
      "from collections import defaultdict\n"
      "d = defaultdict(int)\n"
      "d['a'] += 1\n"
      "d['a'] += 1\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "d['a']: unset -> 0"));
  EXPECT_TRUE(tells(walk, "d['a']: 0 -> 1"));
  EXPECT_TRUE(tells(walk, "d['a'] = 1"));
}

// --- values

TEST(LabStepRecord, OperatorsAndTests) {
  Walk walk(
      "a, b = 3, [1, 3]\n"
      "a < 5\n"
      "a in b\n"
      "a is None\n"
      "-a\n"
      "not b\n"
      "'x' + 'y' * a\n"
      "if a == 4: pass\n"
      "if a is not None: pass\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "3 < 5 -> True"));
  EXPECT_TRUE(tells(walk, "3 in [1, 3] -> True"));
  EXPECT_TRUE(tells(walk, "3 is None -> False"));
  EXPECT_TRUE(tells(walk, "-(3) = -3"));
  EXPECT_TRUE(tells(walk, "bool([1, 3]) -> True"));
  EXPECT_TRUE(tells(walk, "not True -> False"));
  EXPECT_TRUE(tells(walk, "'x' + 'yyy' = 'xyyy'"));
  EXPECT_TRUE(tells(walk, "3 == 4 -> False"));
  EXPECT_TRUE(tells(walk, "jumps to line 9"));
  EXPECT_TRUE(tells(walk, "does not jump"));
}

TEST(LabStepRecord, LoopsAndGenerators) {
  Walk walk(
      "def gen():\n"
      "    yield 7\n"
      "for i in range(1):\n"
      "    pass\n"
      "for v in gen():\n"
      "    pass\n"
      "list(gen())\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "next: 0"));
  EXPECT_TRUE(tells(walk, "exhausted, jumps to line 3"));
  EXPECT_TRUE(tells(walk, "makes the generator"));
  EXPECT_TRUE(tells(walk, "enters gen"));
  EXPECT_TRUE(tells(walk, "yields 7"));
  EXPECT_TRUE(tells(walk, "goes on in gen"));
  EXPECT_TRUE(tells(walk, "list(<generator gen>) enters gen"));
  EXPECT_TRUE(tells(walk, "yields 7; goes on in gen"));
  EXPECT_TRUE(tells(walk, "returns None; the loop ends, goes on at line 5"));
  EXPECT_TRUE(tells(walk, "returns None; list(...) -> [7]"));
}

// --- calls and exceptions

TEST(LabStepRecord, NativeFunctionsThatChangeContainers) {
  Walk walk(
      "import heapq\n"
      "class C: pass\n"
      "c = C()\n"
      "c.items = [1]\n"
      "c.items.append(2)\n"
      "heapq.heappush(c.items, 0)\n"
      "d = {}\n"
      "d.update(k=1)\n"
      "many = list(range(100))\n"
      "many.append(1)\n"
      "[1].append(2)\n"
      "len(many)\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "c.items: [1] -> [1, 2]; c.items.append(2) -> None"));
  EXPECT_TRUE(tells(walk, "c.items: [1, 2] -> [0, 2, 1]; heapq.heappush([1, 2], 0) -> None"));
  EXPECT_TRUE(tells(walk, "d: {} -> {'k': 1}; d.update(k=1) -> None"));
  EXPECT_TRUE(tells(walk, "many: 100 items -> 101 items; many.append(1) -> None"));
  EXPECT_TRUE(tells(walk, "<list>.append(2) -> None"));
  EXPECT_TRUE(tells(walk, "len([0, 1, 2, 3, 4, 5, 6,...) -> 101"));
}

TEST(LabStepRecord, ThreadLocalsAreNotShared) {
  Walk walk(
      "import threading\n"
      "mine = threading.local()\n"
      "mine.x = 1\n"
      "mine.x += 1\n");
  ASSERT_TRUE(walk.go(0, Opcode::STORE_ATTR, 4));
  const StepRecord store = walk.step(0);
  EXPECT_EQ(store.effect(), "mine.x: 1 -> 2");
  EXPECT_FALSE(store.accesses.at(0).shared);
}

TEST(LabStepRecord, CallsOfNativeCodeThatCallsBack) {
  Walk walk(
      "def key(x): return -x\n"
      "sorted([1, 2], key=key)\n"
      "int('12')\n"
      "max(*[[1, 2]], **{'default': 0})\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "sorted([1, 2], key=<function key>) enters key(x=1)"));
  EXPECT_TRUE(tells(walk, "returns -1; enters key(x=2)"));
  EXPECT_TRUE(tells(walk, "returns -2; sorted(...) -> [2, 1]"));
  EXPECT_TRUE(tells(walk, "int('12') -> 12"));
  EXPECT_TRUE(tells(walk, "max([1, 2], default=0) -> 2"));
}

TEST(LabStepRecord, ExceptionsAndWhereTheyGo) {
  Walk walk(
      "def f():\n"
      "    raise ValueError('no')\n"
      "try:\n"
      "    f()\n"
      "except KeyError:\n"
      "    pass\n"
      "except ValueError:\n"
      "    pass\n"
      "try:\n"
      "    {}['k']\n"
      "except KeyError:\n"
      "    pass\n"
      "1 / 0\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "raises ValueError: no, goes on at line 5 in <module>"));
  EXPECT_TRUE(tells(walk, "ValueError does not match KeyError"));
  EXPECT_TRUE(tells(walk, "ValueError matches ValueError"));
  EXPECT_TRUE(tells(walk, "raises KeyError: 'k', goes on at line 11"));
  const std::string& last = walk.last();
  EXPECT_NE(last.find("raises ZeroDivisionError: division by zero, and nothing catches it"),
            std::string::npos)
      << last;
  EXPECT_TRUE(last.ends_with("; ends")) << last;
}

// Exceptions that never come to a handler of the script.
TEST(LabStepRecord, ExceptionsThatNativeCodeCatches) {
  Walk walk(
      "class Items:\n"
      "    def __iter__(self): return self\n"
      "    def __next__(self): raise StopIteration\n"
      "for i in Items(): pass\n"
      "class C:\n"
      "    def __getattr__(self, name): raise AttributeError(name)\n"
      "hasattr(C(), 'x')\n"
      "class D:\n"
      "    def __init__(self): return 3\n"
      "try: D()\n"
      "except TypeError: pass\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk,
                    "raises StopIteration, and native code catches it; the loop ends, goes on "
                    "at line 4"));
  EXPECT_TRUE(tells(walk,
                    "raises AttributeError: x, and native code catches it; hasattr(...) -> "
                    "False"));
  EXPECT_TRUE(tells(walk,
                    "returns 3; raises TypeError: __init__() should return None, not 'int', "
                    "goes on at line 11 in <module>"));
}

// The frame of a call that raised is followed by another one in the same place.
TEST(LabStepRecord, NativeCodeThatCatchesAndCallsAgain) {
  Walk walk(
      "class C:\n"
      "    def __getattr__(self, name): raise AttributeError(name)\n"
      "def both(c): return hasattr(c, 'x')\n"
      "list(map(both, [C(), C()]))\n");
  walk.run_all();
  EXPECT_EQ(
      walk.count("raises AttributeError: x, and native code catches it; hasattr(...) -> False"), 2);
  EXPECT_TRUE(tells(walk, "list(<map object>) enters both(c=<C object>)"));
  EXPECT_TRUE(tells(walk, "returns False; enters both(c=<C object>)"));
  EXPECT_TRUE(tells(walk, "returns False; list(...) -> [False, False]"));
}

TEST(LabStepRecord, FinalizersThatAStoreEnters) {
  Walk walk(
      "class Gone:\n"
      "    def __del__(self): pass\n"
      "g = Gone()\n"
      "g = None\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "g: <Gone object> -> None; enters Gone.__del__(self=<Gone object>)"));
}

TEST(LabStepRecord, ThreadsThatEndWithAnException) {
  Walk walk(
      "import threading\n"
      "def work(): raise ValueError('in a thread')\n"
      "t = threading.Thread(target=work)\n"
      "t.start()\n"
      "t.join()\n");
  walk.run_all();
  const auto raised = std::find_if(walk.effects().begin(), walk.effects().end(), [](auto& effect) {
    return effect.starts_with(
        "raises ValueError: in a thread, and nothing catches it; prints to "
        "stderr 'Exception in thread Thread-1 (work)");
  });
  EXPECT_NE(raised, walk.effects().end());
}

// --- locks and the like

TEST(LabStepRecord, LocksThatAreTakenAndWaitedFor) {
  Walk walk(
      "import threading\n"
      "lock = threading.Lock()\n"
      "def work():\n"
      "    with lock:\n"
      "        pass\n"
      "t = threading.Thread(target=work)\n"
      "lock.acquire()\n"
      "lock.acquire(False)\n"
      "t.start()\n"
      "lock.release()\n"
      "t.join()\n");
  ASSERT_TRUE(walk.go(0, Opcode::CALL, 10));
  EXPECT_TRUE(tells(walk, "acquires lock"));
  EXPECT_TRUE(tells(walk, "does not get lock, held by T0"));
  walk.run(1);
  EXPECT_EQ(walk.last(), "waits for lock, held by T0");
  const StepRecord released = walk.step(0);
  EXPECT_EQ(released.effect(), "releases lock; wakes T1");
  const StepRecord acquired = walk.step(1);
  EXPECT_TRUE(acquired.went_on);
  EXPECT_EQ(acquired.effect(), "goes on: acquires lock");
  walk.run(1);
  EXPECT_EQ(walk.count("releases lock"), 1);
}

TEST(LabStepRecord, RecursiveLocks) {
  Walk walk(
      "import threading\n"
      "lock = threading.RLock()\n"
      "with lock:\n"
      "    with lock:\n"
      "        pass\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "acquires lock"));
  EXPECT_TRUE(tells(walk, "acquires lock, 2 times"));
  EXPECT_TRUE(tells(walk, "releases lock once, and still has it"));
  EXPECT_TRUE(tells(walk, "releases lock"));
}

TEST(LabStepRecord, ALockIsReleasedWhenTheBodyRaises) {
  Walk walk(
      "import threading\n"
      "lock = threading.Lock()\n"
      "try:\n"
      "    with lock:\n"
      "        raise ValueError\n"
      "except ValueError:\n"
      "    pass\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "raises ValueError, goes on at line 4"));
  EXPECT_TRUE(tells(walk, "releases lock"));
}

TEST(LabStepRecord, EventsSemaphoresConditionsBarriersQueues) {
  Walk walk(
      "import threading, queue\n"
      "ready = threading.Event()\n"
      "room = threading.Semaphore(1)\n"
      "change = threading.Condition()\n"
      "gate = threading.Barrier(2)\n"
      "items = queue.SimpleQueue()\n"
      "def work():\n"
      "    ready.wait()\n"
      "    room.acquire()\n"
      "    with change:\n"
      "        change.wait()\n"
      "    gate.wait()\n"
      "    items.get()\n"
      "t = threading.Thread(target=work)\n"
      "t.start()\n"
      "room.acquire()\n"
      "ready.set()\n"
      "room.release()\n"
      "with change:\n"
      "    change.notify()\n"
      "gate.wait()\n"
      "items.put(5)\n"
      "t.join()\n");
  ASSERT_TRUE(walk.go(0, Opcode::CALL, 16));
  walk.run(1);
  EXPECT_EQ(walk.last(), "waits for ready to be set");
  ASSERT_TRUE(walk.go(0, Opcode::CALL, 18));
  EXPECT_TRUE(tells(walk, "room.acquire() -> True; room: value 1 -> value 0"));
  EXPECT_TRUE(tells(walk, "ready.set() -> None; ready: not set -> set; wakes T1"));
  walk.run(1);
  EXPECT_TRUE(tells(walk, "goes on: ready.wait() -> True"));
  EXPECT_EQ(walk.last(), "waits for room to be released");
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_NAME, 19));
  EXPECT_TRUE(tells(walk, "room.release() -> None; room: value 0 -> value 1; wakes T1"));
  walk.run(1);
  EXPECT_TRUE(tells(walk, "acquires change"));
  EXPECT_EQ(walk.last(), "releases change; waits for change to be notified");
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_NAME, 21));
  EXPECT_TRUE(tells(walk, "change.notify() -> None; wakes T1"));
  EXPECT_TRUE(tells(walk, "releases change"));
  walk.run(1);
  EXPECT_TRUE(tells(walk, "goes on: change.wait() -> True; acquires change"));
  EXPECT_EQ(walk.last(), "waits for more threads at gate");
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_NAME, 22));
  walk.run(1);
  EXPECT_EQ(walk.last(), "waits for an item in items");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "goes on: items.get() -> 5; items: 1 item -> 0 items"));
}

TEST(LabStepRecord, SleepsAndTimeouts) {
  Walk walk(
      "import threading, time\n"
      "lock = threading.Lock()\n"
      "lock.acquire()\n"
      "time.sleep(0.5)\n"
      "lock.acquire(timeout=1)\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "sleeps until 0.500 s"));
  EXPECT_TRUE(tells(walk, "goes on: time.sleep(0.5) -> None"));
  EXPECT_TRUE(tells(walk, "waits for lock, which it holds itself, until 1.500 s"));
  EXPECT_TRUE(tells(walk, "goes on: does not get lock, held by T0"));
}

TEST(LabStepRecord, ThreadsOfNativeCode) {
  Walk walk(
      "import threading, time\n"
      "t = threading.Thread(target=print, args=('hello',))\n"
      "t.start()\n"
      "u = threading.Thread(target=time.sleep, args=(1,))\n"
      "u.start()\n"
      "u.join()\n");
  walk.run_all();
  EXPECT_TRUE(tells(walk, "t.start() -> None; T1 prints 'hello\\n'; starts T1; T1 ends"));
  EXPECT_TRUE(tells(walk, "u.start() -> None; starts T2"));
  EXPECT_TRUE(tells(walk, "goes on: ends; wakes T0"));
}

// Writing lets other threads run where the model has a GIL and poll points.
TEST(LabStepRecord, OutputUnderPython314) {
  Walk walk("print('x')\n", {.model = PythonModel::k314});
  walk.run_all();
  EXPECT_TRUE(tells(walk, "prints 'x\\n'; lets others run"));
  EXPECT_TRUE(tells(walk, "goes on: print('x') -> None"));
}

TEST(LabStepRecord, TheSameInEveryRun) {
  auto all = [] {
    Walk walk(
        "import threading, queue\n"
        "q = queue.Queue()\n"
        "def work():\n"
        "    for i in range(3): q.put(object())\n"
        "ts = [threading.Thread(target=work) for _ in range(2)]\n"
        "for t in ts: t.start()\n"
        "for i in range(6): print({q.get(), object()})\n");
    walk.run_all();
    return walk.effects();
  };
  EXPECT_EQ(all(), all());
}

}  // namespace
}  // namespace gilt::lab
