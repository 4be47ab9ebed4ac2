// Breakpoints of each kind, and until, next and finish.
#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

class Breakpoints : public Stepping {
 protected:
  void SetUp() override {
    Stepping::SetUp();
    script_ = file("bank.py",
                   "import threading\n"                    // 1
                   "\n"                                    // 2
                   "\n"                                    // 3
                   "class Account:\n"                      // 4
                   "    def __init__(self):\n"             // 5
                   "        self.balance = 10\n"           // 6
                   "\n"                                    // 7
                   "    def deposit(self, n):\n"           // 8
                   "        self.balance += n\n"           // 9
                   "        return self.balance\n"         // 10
                   "\n"                                    // 11
                   "\n"                                    // 12
                   "lock = threading.Lock()\n"             // 13
                   "account = Account()\n"                 // 14
                   "other = Account()\n"                   // 15
                   "log = {}\n"                            // 16
                   "total = 0\n"                           // 17
                   "for i in range(2):\n"                  // 18
                   "    other.deposit(1)\n"                // 19
                   "    account.deposit(i)\n"              // 20
                   "    with lock:\n"                      // 21
                   "        log['x'] = i; log['y'] = i\n"  // 22
                   "    total += 1\n"                      // 23
                   "lock.acquire(); print(total)\n");      // 24
  }

  // Where `continue` stops, one line of source each: "22 STORE_SUBSCR".
  std::string stops(const std::string& breakpoint) {
    std::string commands = "break " + breakpoint + "\n";
    for (int i = 0; i < 12; ++i) commands += "continue\n";
    const RunResult got = step({script_}, commands);
    std::string result;
    for (size_t at = 0; (at = got.out.find("  next  T0  bank.py:", at)) != got.out.npos;) {
      at += 20;
      const size_t op = got.out.find_first_not_of(' ', got.out.find(' ', at));
      result += got.out.substr(at, got.out.find(' ', at) - at) + " " +
                got.out.substr(op, got.out.find_first_of(" \n", op) - op) + "; ";
    }
    // The greeting stands at line 1.
    return result.substr(result.find("; ") + 2);
  }

  std::string script_;
};

TEST_F(Breakpoints, OnALine) {
  EXPECT_EQ(stops("19"), "19 LOAD_NAME; 19 LOAD_NAME; ");
  EXPECT_EQ(stops("line 18"), "18 LOAD_NAME; 18 FOR_ITER; 18 FOR_ITER; ");
  EXPECT_EQ(stops("bank.py:10"),
            "10 LOAD_FAST_BORROW; 10 LOAD_FAST_BORROW; 10 LOAD_FAST_BORROW; 10 LOAD_FAST_BORROW; ");
  // The definition, not the calls.
  EXPECT_EQ(stops("8"), "8 LOAD_CONST; ");
}

TEST_F(Breakpoints, OnAFunction) {
  EXPECT_EQ(stops("function __init__"), "6 LOAD_SMALL_INT; 6 LOAD_SMALL_INT; ");
  EXPECT_EQ(stops("function Account.deposit"),
            "9 LOAD_FAST_BORROW; 9 LOAD_FAST_BORROW; 9 LOAD_FAST_BORROW; 9 LOAD_FAST_BORROW; ");
  EXPECT_EQ(stops("function nowhere"), "");
}

TEST_F(Breakpoints, OnAnOpcode) {
  EXPECT_EQ(stops("op STORE_SUBSCR"),
            "22 STORE_SUBSCR; 22 STORE_SUBSCR; 22 STORE_SUBSCR; 22 STORE_SUBSCR; ");
  EXPECT_EQ(stops("op import_name"), "1 IMPORT_NAME; ");
}

TEST_F(Breakpoints, OnWritesOfVariablesAttributesAndItems) {
  EXPECT_EQ(stops("write total"), "17 STORE_NAME; 23 STORE_NAME; 23 STORE_NAME; ");
  EXPECT_EQ(stops("write i"), "18 STORE_NAME; 18 STORE_NAME; ");
  // Of this account only, and not while the name is not there yet.
  EXPECT_EQ(stops("write account.balance"), "9 STORE_ATTR; 9 STORE_ATTR; ");
  EXPECT_EQ(stops("write self.balance"),
            "6 STORE_ATTR; 6 STORE_ATTR; 9 STORE_ATTR; 9 STORE_ATTR; 9 STORE_ATTR; 9 STORE_ATTR; ");
  EXPECT_EQ(stops("write log['y']"), "22 STORE_SUBSCR; 22 STORE_SUBSCR; ");
  EXPECT_EQ(stops("write log['z']"), "");
  EXPECT_EQ(stops("write log"), "16 STORE_NAME; ");
}

TEST_F(Breakpoints, OnALock) {
  EXPECT_EQ(stops("lock lock"), "21 CALL; 21 CALL; 21 CALL; 21 CALL; 24 CALL; ");
}

TEST_F(Breakpoints, AreListedCountedAndDeleted) {
  const RunResult got =
      step({script_},
           "breakpoints\nbreak 12\nbreak write total\nbr lock lock\nbreak op call\n"
           "delete 4\nc\nc\nc\ninfo breakpoints\ndelete 1 3\nbreak\ndelete\n"
           "info break\nc\n");
  EXPECT_EQ(got.status, 0) << got.out;
  EXPECT_EQ(answer(got.out, "breakpoints"), "no breakpoints\n");
  EXPECT_EQ(answer(got.out, "break 12"), "breakpoint 1: line bank.py:13 (line 12 has no code)\n");
  EXPECT_EQ(answer(got.out, "info breakpoints"),
            "  1  line bank.py:13                  hit once\n"
            "  2  write total                      hit once\n"
            "  3  lock lock                        hit once\n");
  EXPECT_EQ(answer(got.out, "break\n"), "  2  write total                      hit once\n");
  EXPECT_EQ(answer(got.out, "info break\n"), "no breakpoints\n");
  EXPECT_TRUE(answer(got.out, "c")
                  .ends_with("T0| 2\n93 steps\nthe program has ended with status 0 "
                             "after 196 steps\n"))
      << answer(got.out, "c");
}

TEST_F(Breakpoints, ThatMakeNoSenseAreRefused) {
  const std::pair<const char*, const char*> cases[] = {
      {"break 99", "bank.py has no code at line 99 or after it\n"},
      {"break 0", "'0' is neither a line nor FILE:LINE\n"},
      {"break bank.py:x", "'bank.py:x' is neither a line nor FILE:LINE\n"},
      {"break op NOTHING", "there is no opcode 'NOTHING'\n"},
      {"break colour red",
       "a breakpoint is a line (9 or file.py:9), or: function NAME, op OPCODE, write VARIABLE, "
       "lock NAME\n"},
      {"delete 7", "there is no breakpoint 7\n"},
      {"delete x", "there is no breakpoint x\n"},
      {"until", "until what? a line, FILE:LINE or an opcode\n"},
      {"until NOTHING", "there is no opcode 'NOTHING'\n"},
      {"until 99", "bank.py has no code at line 99 or after it\n"},
  };
  for (const auto& [command, expected] : cases) {
    const RunResult got = step({script_}, std::string(command) + "\n");
    EXPECT_EQ(answer(got.out, command), expected);
    EXPECT_EQ(got.status, 1) << command;
  }
  EXPECT_EQ(answer(step({script_}, "break queue.py:40\n").out, "break"),
            "breakpoint 1: line queue.py:40 (a file other than the script: not looked into yet)\n");
}

// Where the thread stands behind a command: "9 LOAD_FAST".
TEST_F(Breakpoints, NextUntilAndFinishFollowOneThread) {
  const RunResult got = step({script_},
                             "until 19\nnext\nuntil 9\nwhere\nnext\nnext\nuntil 9\nfinish\n"
                             "until RETURN_VALUE\nuntil 24\nnext\n");
  EXPECT_EQ(got.status, 0) << got.out;
  std::string places;
  for (size_t at = 0; (at = got.out.find("  next  T0  ", at)) != got.out.npos; ++at) {
    places += got.out.substr(at + 20, got.out.find(' ', at + 20) - at - 20) + " ";
  }
  EXPECT_EQ(places, "1 19 20 9 10 21 9 19 10 24 ");
  EXPECT_EQ(answer(got.out, "where"),
            "#0  Account.deposit at bank.py:9\n#1  <module> at bank.py:20\n");
  EXPECT_CONTAINS(answer(got.out, "next"), "the program has ended with status 0 after");
}

TEST_F(Breakpoints, StopEveryMoveButStep) {
  const RunResult got = step({script_},
                             "break write total\n"
                             "next\nuntil 24\nuntil 24\nrun\nbreak 16\nrestart\nreplay\nreplay\n"
                             "finish\nT0*3\n");
  EXPECT_CONTAINS(answer(got.out, "until 24"), "breakpoint 1: write total\n");
  EXPECT_CONTAINS(answer(got.out, "run"), "breakpoint 1: write total\n");
  EXPECT_CONTAINS(answer(got.out, "replay"), "breakpoint 1: write total\n");
  EXPECT_CONTAINS(answer(got.out, "finish"), "breakpoint 1: write total\n");
  EXPECT_EQ(answer(got.out, "T0*3").find("breakpoint"), std::string::npos);
}

// A thread that was stopped passes with its next step; another one is stopped there itself.
TEST_F(Breakpoints, EachThreadIsStoppedItself) {
  const RunResult got =
      step({lesson("step/lost_update.py")}, "break write counter\nc sequential\nc\nc\nback 1\nc\n");
  EXPECT_EQ(got.status, 0);
  size_t at = got.out.find("breakpoint 1: write counter\n  next  T0");
  ASSERT_NE(at, got.out.npos) << got.out;
  at = got.out.find("breakpoint 1: write counter\n  next  T1", at);
  ASSERT_NE(at, got.out.npos) << got.out;
  at = got.out.find("breakpoint 1: write counter\n  next  T2", at);
  ASSERT_NE(at, got.out.npos) << got.out;
  // Back before the stop, it is met again.
  EXPECT_CONTAINS(got.out.substr(at), "(gilt) c\n1 step\nbreakpoint 1: write counter\n  next  T2");
}

}  // namespace
}  // namespace gilt::test
