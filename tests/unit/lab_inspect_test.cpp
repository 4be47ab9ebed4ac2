// Executions looked at from outside: threads, frames, variables, locks, counts, obstacles.
#include "lab/inspect.h"

#include "tests/unit/lab_walk.h"
#include "vm/safe_repr.h"

namespace gilt::lab {
namespace {

constexpr const char* kCounter =
    "import threading\n"
    "counter = 0\n"
    "def work(n):\n"
    "    global counter\n"
    "    for _ in range(n):\n"
    "        counter += 1\n"
    "threads = [threading.Thread(target=work, args=(2,)) for _ in range(2)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n";

constexpr const char* kDeadlock =
    "import threading, time\n"
    "lock_a = threading.Lock()\n"
    "lock_b = threading.Lock()\n"
    "def one():\n"
    "    with lock_a:\n"
    "        time.sleep(0.1)\n"
    "        with lock_b: pass\n"
    "def two():\n"
    "    with lock_b:\n"
    "        time.sleep(0.1)\n"
    "        with lock_a: pass\n"
    "a = threading.Thread(target=one, name='first')\n"
    "b = threading.Thread(target=two)\n"
    "a.start(); b.start()\n"
    "a.join(); b.join()\n";

// All threads started, the main thread waits.
void start_all(Walk& walk, size_t threads = 3) {
  while (walk.execution().threads().size() < threads ||
         walk.execution().obstacle(0) == Obstacle::kNone) {
    walk.step(0);
  }
}

std::string repr_of(Walk& walk, const std::string& path) {
  std::string error;
  const std::optional<Value> v = find_variable(walk.execution(), 0, path, &error);
  return v ? safe_repr(*v) : "error: " + error;
}

std::string value_in(const std::vector<VariableView>& variables, std::string_view name) {
  for (const VariableView& variable : variables) {
    if (variable.name == name) return variable.value;
  }
  return "not there";
}

const LockView* lock_in(const std::vector<LockView>& locks, std::string_view name) {
  for (const LockView& lock : locks) {
    if (lock.name == name) return &lock;
  }
  return nullptr;
}

// --- threads

TEST(LabInspect, Threads) {
  Walk walk(kCounter);
  start_all(walk);
  ASSERT_TRUE(walk.go(1, Opcode::STORE_GLOBAL));
  const std::vector<ThreadView> views = view_threads(walk.execution());
  ASSERT_EQ(views.size(), 3U);
  EXPECT_EQ(views[0].name, "MainThread");
  EXPECT_EQ(views[0].state, "waits for T1 to end");
  EXPECT_EQ(views[0].obstacle, Obstacle::kWaits);
  EXPECT_EQ(views[0].line, 9);
  EXPECT_EQ(views[0].function, "<module>");
  EXPECT_EQ(views[1].number, 1);
  EXPECT_EQ(views[1].name, "Thread-1 (work)");
  EXPECT_EQ(views[1].state, "ready");
  EXPECT_EQ(views[1].obstacle, Obstacle::kNone);
  EXPECT_EQ(views[1].file, "<string>");
  EXPECT_EQ(views[1].line, 6);
  EXPECT_EQ(views[1].function, "work");
  EXPECT_EQ(views[1].source, "counter += 1");
  EXPECT_EQ(views[1].next, "STORE_GLOBAL counter");
  EXPECT_TRUE(views[1].may_switch);
  walk.run(1);
  const std::vector<ThreadView> later = view_threads(walk.execution());
  EXPECT_EQ(later[1].state, "ended");
  EXPECT_EQ(later[1].file, "");
  EXPECT_EQ(later[0].state, "ready, woken");
}

TEST(LabInspect, NothingIsLeftAtTheEnd) {
  Walk walk(kCounter);
  walk.run_all();
  for (const ThreadView& view : view_threads(walk.execution())) EXPECT_EQ(view.state, "ended");
  EXPECT_TRUE(view_frames(walk.execution(), 0).empty());
  EXPECT_TRUE(view_code(walk.execution(), 0).empty());
  EXPECT_TRUE(view_locks(walk.execution()).empty());
  EXPECT_EQ(explain_obstacle(walk.execution(), 0), "T0 has ended");
}

TEST(LabInspect, Frames) {
  Walk walk(
      "def inner(b):\n"
      "    x = [b, 'text']\n"
      "    return max(x[0], b)\n"
      "def outer(a):\n"
      "    return 10 + inner(a)\n"
      "outer(1)\n");
  ASSERT_TRUE(walk.go(0, Opcode::CALL, 3));
  const std::vector<FrameView> frames = view_frames(walk.execution(), 0);
  ASSERT_EQ(frames.size(), 3U);
  EXPECT_EQ(frames[0].function, "inner");
  EXPECT_EQ(frames[0].line, 3);
  EXPECT_EQ(value_in(frames[0].locals, "b"), "1");
  EXPECT_EQ(value_in(frames[0].locals, "x"), "[1, 'text']");
  EXPECT_EQ(frames[0].stack, (std::vector<std::string>{"<built-in max>", "NULL", "1", "1"}));
  EXPECT_EQ(frames[1].function, "outer");
  EXPECT_EQ(frames[1].line, 5);
  EXPECT_EQ(frames[1].stack, std::vector<std::string>{"10"});
  EXPECT_EQ(frames[2].function, "<module>");
  EXPECT_TRUE(frames[2].locals.empty());  // its names are the globals
}

TEST(LabInspect, Source) {
  Walk walk(kCounter);
  start_all(walk);
  const std::vector<SourceLine> lines = view_source(walk.execution(), 0, 1, 5);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].number, 8);
  EXPECT_FALSE(lines[0].current);
  EXPECT_EQ(lines[1].number, 9);
  EXPECT_TRUE(lines[1].current);
  EXPECT_EQ(lines[1].text, "for t in threads: t.join()");
}

TEST(LabInspect, Code) {
  Walk walk(kCounter, {.model = PythonModel::k314});
  start_all(walk);
  ASSERT_TRUE(walk.go(1, Opcode::STORE_GLOBAL));
  std::vector<std::string> current, switches;
  for (const CodeLine& line : view_code(walk.execution(), 1)) {
    if (line.current) current.push_back(line.text);
    if (line.may_switch) switches.push_back(line.text);
  }
  EXPECT_EQ(current, std::vector<std::string>{"STORE_GLOBAL counter"});
  ASSERT_EQ(switches.size(), 3U);
  EXPECT_EQ(switches[0], "RESUME 0");
  EXPECT_EQ(switches[1], "CALL 1");
  EXPECT_TRUE(switches[2].starts_with("JUMP_BACKWARD to ")) << switches[2];
}

// --- variables

TEST(LabInspect, Globals) {
  Walk walk(
      "import threading\n"
      "from collections import deque\n"
      "class C: pass\n"
      "def f(): pass\n"
      "n, text, c = 1, 'a', C()\n"
      "f()\n");
  ASSERT_TRUE(walk.go(0, Opcode::CALL, 6));
  std::vector<std::string> names;
  for (const VariableView& variable : view_globals(walk.execution())) {
    names.push_back(variable.name + " = " + variable.value);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"n = 1", "text = 'a'", "c = <C object>"}));
}

TEST(LabInspect, Paths) {
  Walk walk(
      "class Account:\n"
      "    rate = 2\n"
      "    def __init__(self): self.balance = {'k': [1, 2, 3]}\n"
      "account = Account()\n"
      "i, key = 1, 'k'\n"
      "pairs = {(1, 2): 3, 4: 5, -1: 6}\n"
      "def f(local):\n"
      "    return local\n"
      "f(7)\n");
  ASSERT_TRUE(walk.go(0, Opcode::RETURN_VALUE, 8));
  EXPECT_EQ(repr_of(walk, "local"), "7");
  EXPECT_EQ(repr_of(walk, "account"), "<Account object>");
  EXPECT_EQ(repr_of(walk, "account.balance"), "{'k': [1, 2, 3]}");
  EXPECT_EQ(repr_of(walk, "account.balance['k'][2]"), "3");
  EXPECT_EQ(repr_of(walk, "account.balance[\"k\"][-1]"), "3");
  EXPECT_EQ(repr_of(walk, "account.balance[key][i]"), "2");
  EXPECT_EQ(repr_of(walk, "account.rate"), "2");
  EXPECT_EQ(repr_of(walk, "Account.rate"), "2");
  EXPECT_EQ(repr_of(walk, "pairs[4]"), "5");
  EXPECT_EQ(repr_of(walk, "pairs[-1]"), "6");
  EXPECT_EQ(repr_of(walk, "print"), "<built-in print>");
  EXPECT_EQ(repr_of(walk, "nope"), "error: no variable 'nope' here");
  EXPECT_EQ(repr_of(walk, "account.nope"), "error: 'Account' object has no attribute 'nope'");
  EXPECT_EQ(repr_of(walk, "account.balance['x']"),
            "error: account.balance['x']: there is no such key");
  EXPECT_EQ(repr_of(walk, "account.balance['k'][3]"),
            "error: account.balance['k'][3]: there is no such item");
  EXPECT_EQ(repr_of(walk, "i[0]"), "error: i[0]: 'int' object has no such item");
  EXPECT_EQ(repr_of(walk, "i + 1"), "error: not a variable: i + 1");
  EXPECT_EQ(repr_of(walk, "pairs[4"), "error: no ']' in pairs[4");
}

TEST(LabInspect, Reprs) {
  Walk walk(
      "import threading, queue, types, enum\n"
      "from collections import deque, defaultdict, namedtuple\n"
      "class Color(enum.Enum): RED = 1\n"
      "Point = namedtuple('Point', 'x y')\n"
      "class Words(list): pass\n"
      "class Account:\n"
      "    def m(self): pass\n"
      "def f(): yield\n"
      "loop = [1]\n"
      "loop.append(loop)\n"
      "v = [1, -2.5, 1e300, True, None, 'a\\n', b'x', (1,), {1: [2]}, {3}, frozenset(), 2**70]\n"
      "w = [Color.RED, Point(1, 2), Words([1]), deque([1], maxlen=2), range(3), slice(1), 1j]\n"
      "x = [Account(), Account, Account().m, f, f(), len, [].append, threading]\n"
      "y = [threading.Lock(), threading.RLock(), threading.Event(), threading.Semaphore(2)]\n"
      "z = [threading.Barrier(2), queue.Queue(3), queue.SimpleQueue(), ValueError('e', 1)]\n"
      "u = [types.SimpleNamespace(a=1), threading.Thread(name='t'), 2 ** 5000, ...]\n"
      "text = 'h\u00e4' * 100\n");
  ASSERT_TRUE(walk.go(0, Opcode::STORE_NAME, 17));
  walk.step(0);
  auto whole = [&](const char* name) {
    std::string error;
    return safe_repr(*find_variable(walk.execution(), 0, name, &error), 400);
  };
  EXPECT_EQ(whole("loop"), "[1, ...]");
  EXPECT_EQ(whole("v"),
            "[1, -2.5, 1e+300, True, None, 'a\\n', b'x', (1,), {1: [2]}, {3}, frozenset(), "
            "1180591620717411303424]");
  EXPECT_EQ(whole("w"),
            "[<Color.RED: 1>, Point(1, 2), Words([1]), deque([1], maxlen=2), range(0, 3), "
            "slice(None, 1, None), (0+1j)]");
  EXPECT_EQ(whole("x"),
            "[<Account object>, <class Account>, <method Account.m>, <function f>, <generator f>, "
            "<built-in len>, <built-in list.append>, <module threading>]");
  EXPECT_EQ(whole("y"),
            "[<unlocked Lock>, <unlocked RLock>, <Event not set>, <Semaphore value 2>]");
  EXPECT_EQ(whole("z"),
            "[<Barrier 0 of 2>, <Queue 0 of 3 items>, <SimpleQueue 0 items>, ValueError('e', 1)]");
  EXPECT_EQ(whole("u"), "[namespace(a=1), <Thread t>, <int of 5001 bits>, Ellipsis]");
  EXPECT_EQ(repr_of(walk, "text"),
            "'h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4"
            "h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4h\u00e4"
            "h\u00e4h\u00e4h\u00e4h\u00e4...");
}

// --- locks

TEST(LabInspect, ADeadlock) {
  Walk walk(kDeadlock);
  walk.run_all();
  EXPECT_EQ(walk.execution().status(), Execution::Status::kDeadlock);
  const std::vector<ThreadView> threads = view_threads(walk.execution());
  ASSERT_EQ(threads.size(), 3U);
  EXPECT_EQ(threads[1].name, "first");
  EXPECT_EQ(threads[1].state, "waits for lock_b, held by T2");
  EXPECT_EQ(threads[1].holds, std::vector<std::string>{"lock_a"});
  EXPECT_EQ(threads[2].state, "waits for lock_a, held by T1");
  EXPECT_EQ(threads[2].holds, std::vector<std::string>{"lock_b"});
  EXPECT_EQ(explain_obstacle(walk.execution(), 1),
            "T1 waits for lock_b, held by T2 since <string>:9");
  EXPECT_EQ(explain_obstacle(walk.execution(), 0), "T0 waits for T1 to end");
  const std::vector<LockView> locks = view_locks(walk.execution());
  ASSERT_EQ(locks.size(), 2U);
  EXPECT_EQ(locks[0].name, "lock_a");
  EXPECT_EQ(locks[0].kind, "Lock");
  EXPECT_EQ(locks[0].state, "held by T1 since <string>:5");
  EXPECT_EQ(locks[0].holder, 1);
  EXPECT_EQ(locks[0].waiters, std::vector<int>{2});
  EXPECT_EQ(locks[1].name, "lock_b");
  EXPECT_EQ(locks[1].waiters, std::vector<int>{1});
}

TEST(LabInspect, LocksOfAllKinds) {
  Walk walk(
      "import threading, queue\n"
      "class Bank:\n"
      "    __slots__ = ('lock',)\n"
      "    def __init__(self): self.lock = threading.RLock()\n"
      "bank = Bank()\n"
      "bank.lock.acquire()\n"
      "bank.lock.acquire()\n"
      "ready = threading.Event()\n"
      "room = threading.BoundedSemaphore(2)\n"
      "gate = threading.Barrier(3)\n"
      "change = threading.Condition()\n"
      "q = queue.Queue(5)\n"
      "q.put(1)\n"
      "forks = [threading.Lock(), threading.Lock()]\n"
      "def work():\n"
      "    with threading.Lock(): ready.wait()\n"
      "t = threading.Thread(target=work)\n"
      "t.start()\n"
      "t.join()\n");
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_NAME, 19));
  walk.run(1);
  const std::vector<LockView> locks = view_locks(walk.execution());
  auto state = [&](const char* name) {
    const LockView* lock = lock_in(locks, name);
    return lock == nullptr ? std::string("not there") : lock->kind + " " + lock->state;
  };
  EXPECT_EQ(state("bank.lock"), "RLock held by T0 since <string>:6, 2 times");
  EXPECT_EQ(state("ready"), "Event not set");
  EXPECT_EQ(state("room"), "BoundedSemaphore value 2");
  EXPECT_EQ(state("gate"), "Barrier 0 of 3 threads");
  EXPECT_EQ(state("change"), "Condition free");
  EXPECT_EQ(state("q"), "Queue 1 of 5 items");
  EXPECT_EQ(state("forks[1]"), "Lock free");
  EXPECT_EQ(state("<Lock made at <string>:16>"), "Lock held by T1 since <string>:16");
  EXPECT_EQ(locks.size(), 9U);  // nothing of the inner workings of the queue, say
  EXPECT_EQ(lock_in(locks, "ready")->waiters, std::vector<int>{1});
}

// --- counts

TEST(LabInspect, Counts) {
  Walk walk(
      "class C: pass\n"
      "c = C()\n"
      "d = c\n"
      "n = 1\n"
      "n\n");
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_NAME, 5));
  std::string error;
  auto count = [&](const char* name) {
    return view_count(walk.execution(), *find_variable(walk.execution(), 0, name, &error));
  };
  EXPECT_EQ(count("c").total, 2);
  EXPECT_EQ(count("c").owner, -1);  // with the GIL all threads count as one
  EXPECT_FALSE(count("c").immortal);
  EXPECT_TRUE(count("n").immediate);
  EXPECT_TRUE(count("C").immortal);
  EXPECT_EQ(count("c").total, 2);  // looking does not count
}

TEST(LabInspect, CountsOfOwnersWithoutTheGil) {
  Walk walk(
      "import threading\n"
      "class C: pass\n"
      "c = C()\n"
      "def work(mine):\n"
      "    own = C()\n"
      "    return own\n"
      "t = threading.Thread(target=work, args=(c,))\n"
      "t.start()\n"
      "t.join()\n",
      {.model = PythonModel::k314t});
  ASSERT_TRUE(walk.go(0, Opcode::LOAD_NAME, 9));
  ASSERT_TRUE(walk.go(1, Opcode::RETURN_VALUE));
  std::string error;
  const CountView c =
      view_count(walk.execution(), *find_variable(walk.execution(), 1, "c", &error));
  EXPECT_EQ(c.owner, 0);
  EXPECT_GE(c.local, 1);
  EXPECT_EQ(c.total, c.local + c.shared);
  const CountView own =
      view_count(walk.execution(), *find_variable(walk.execution(), 1, "own", &error));
  EXPECT_EQ(own.owner, 1);
}

// --- obstacles

TEST(LabInspect, NothingStandsInTheWayUnderAny) {
  Walk walk(kCounter);
  start_all(walk);
  ASSERT_TRUE(walk.go(1, Opcode::STORE_GLOBAL));
  EXPECT_EQ(explain_obstacle(walk.execution(), 2), "");
  EXPECT_EQ(explain_obstacle(walk.execution(), 7), "there is no thread T7");
}

TEST(LabInspect, WhyPython314DoesNotSwitchHere) {
  Walk walk(kCounter, {.model = PythonModel::k314});
  start_all(walk);
  ASSERT_TRUE(walk.go(1, Opcode::STORE_GLOBAL));
  EXPECT_EQ(explain_obstacle(walk.execution(), 2),
            "T1 holds the GIL and 3.14 does not switch here: between BINARY_OP += and STORE_GLOBAL "
            "counter at line 6; it next may after JUMP_BACKWARD at line 6");
  EXPECT_EQ(explain_obstacle(walk.execution(), 0), "T0 waits for T1 to end");
  const std::vector<ThreadView> threads = view_threads(walk.execution());
  EXPECT_EQ(threads[2].state, "ready, T1 has the GIL");
  EXPECT_EQ(threads[2].obstacle, Obstacle::kHeld);
  EXPECT_FALSE(threads[1].may_switch);
}

TEST(LabInspect, WhereItNextMaySwitch) {
  Walk walk(
      "import threading\n"
      "def callee(): pass\n"
      "def work():\n"
      "    callee()\n"
      "    x = 1\n"
      "    len('')\n"
      "    y = 2\n"
      "t = threading.Thread(target=work)\n"
      "t.start()\n"
      "t2 = threading.Thread(target=work)\n"
      "t2.start()\n"
      "t.join()\n",
      {.model = PythonModel::k314});
  start_all(walk);
  auto why = [&] {
    const std::string text = explain_obstacle(walk.execution(), 2);
    return text.substr(text.find(": ") + 2);
  };
  ASSERT_TRUE(walk.go(1, Opcode::CALL, 4));
  EXPECT_EQ(
      why(),
      "between LOAD_GLOBAL callee and CALL 0 at line 4; it next may in the function that CALL "
      "at line 4 calls");
  ASSERT_TRUE(walk.go(1, Opcode::STORE_FAST, 5));
  EXPECT_EQ(
      why(),
      "between LOAD_SMALL_INT 1 and STORE_FAST x at line 5; it next may at CALL at line 6, or "
      "in what that calls");
  ASSERT_TRUE(walk.go(1, Opcode::STORE_FAST, 7));
  EXPECT_EQ(
      why(),
      "between LOAD_SMALL_INT 2 and STORE_FAST y at line 7; it next may when work has returned");
}

TEST(LabInspect, Sleepers) {
  Walk walk(
      "import threading, time\n"
      "t = threading.Thread(target=time.sleep, args=(0.25,))\n"
      "t.start()\n"
      "time.sleep(1)\n");
  while (walk.execution().obstacle(0) == Obstacle::kNone) walk.step(0);
  EXPECT_EQ(explain_obstacle(walk.execution(), 0), "T0 sleeps until 1.000 s");
  EXPECT_EQ(view_threads(walk.execution())[0].state, "sleeps until 1.000 s");
}

}  // namespace
}  // namespace gilt::lab
