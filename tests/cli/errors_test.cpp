// What a failing script says, and the exit status it leaves behind.
#include <fmt/format.h>

#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

TEST_F(Cli, SyntaxErrorShowsTheLineAndACaret) {
  std::string script = file("syn.py", "x = 1\nif x = 2:\n    pass\n");
  RunResult got = gilt({script});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.out, "");
  EXPECT_EQ(got.err,
            "  File \"" + script +
                "\", line 2\n"
                "    if x = 2:\n"
                "       ^^^^^\n"
                "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n");
}

TEST_F(Cli, SyntaxErrorRunsNothingBefore) {
  RunResult got = gilt({file("late.py", "print('first')\ny = (2\n")});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.out, "");
  EXPECT_EQ(last_line(got.err), "SyntaxError: '(' was never closed");
}

TEST_F(Cli, IndentationError) {
  std::string script = file("ind.py", "if 1:\nprint(2)\n");
  RunResult got = gilt({script});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.err,
            "  File \"" + script +
                "\", line 2\n"
                "    print(2)\n"
                "    ^^^^^\n"
                "IndentationError: expected an indented block after 'if' statement on line 1\n");
}

TEST_F(Cli, UncaughtException) {
  std::string script =
      file("div.py", "def half(x):\n    return x / 0\n\nprint('before')\nhalf(4)\n");
  RunResult got = gilt({script});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.out, "before\n");
  EXPECT_EQ(got.err,
            "Traceback (most recent call last):\n"
            "  File \"" +
                script +
                "\", line 5, in <module>\n"
                "    half(4)\n"
                "    ~~~~^^^\n"
                "  File \"" +
                script +
                "\", line 2, in half\n"
                "    return x / 0\n"
                "           ~~^~~\n"
                "ZeroDivisionError: division by zero\n");
}

TEST_F(Cli, UncaughtExceptionInACommandShowsItsLine) {
  RunResult got = gilt({"-c", "1/0"});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.err,
            "Traceback (most recent call last):\n"
            "  File \"<string>\", line 1, in <module>\n"
            "    1/0\n"
            "    ~^~\n"
            "ZeroDivisionError: division by zero\n");
}

TEST_F(Cli, EndlessRecursion) {
  std::string script = file("deep.py", "def down(n):\n    return down(n + 1)\n\ndown(0)\n");
  for (const char* mode : {"on", "off"}) {
    RunResult got = gilt({"--gil", mode, script});
    EXPECT_EQ(got.status, 1);
    EXPECT_EQ(last_line(got.err), "RecursionError: maximum recursion depth exceeded");
    EXPECT_CONTAINS(got.err, "[Previous line repeated ");
  }
}

TEST_F(Cli, EndlessRecursionThroughNativeCode) {
  std::string script = file("native.py",
                            "class A:\n"
                            "    def __repr__(self):\n"
                            "        return repr(self)\n"
                            "    def __getattr__(self, name):\n"
                            "        return getattr(self, name + 'x')\n"
                            "for attempt in (lambda: repr(A()), lambda: A().y):\n"
                            "    try:\n"
                            "        attempt()\n"
                            "    except RecursionError as e:\n"
                            "        print('RecursionError')\n"
                            "nest = []\n"
                            "for _ in range(100000):\n"
                            "    nest = [nest]\n"
                            "try:\n"
                            "    repr(nest)\n"
                            "except RecursionError as e:\n"
                            "    print('RecursionError')\n"
                            "del nest\n"
                            "print('alive')\n");
  RunResult got = gilt({script});
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "RecursionError\nRecursionError\nRecursionError\nalive\n");
}

#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // they end the program themselves
TEST_F(Cli, WhatIsTooLargeForMemoryIsAMemoryError) {
  for (const char* expression :
       {"'%%%dd' % huge % 1", "b'%*d' % (huge, 1)", "format(1, f'{huge}d')", "f'{1.5:{huge}}'",
        "f'{1j:{huge}}'", "'{:<{}}'.format('a', huge)", "'a' * huge", "[0] * huge", "bytes(huge)",
        "list(range(huge))", "1 << huge", "'a'.zfill(huge)"}) {
    RunResult got = gilt({"-c", fmt::format("huge = 2**62 - 1\ntry:\n    {}\nexcept MemoryError:\n"
                                            "    print('no memory')",
                                            expression)});
    EXPECT_EQ(got.status, 0) << expression << got.err;
    EXPECT_EQ(got.out, "no memory\n") << expression;
  }
}
#endif

TEST_F(Cli, ExitStatuses) {
  EXPECT_EQ(gilt({"-c", "pass"}).status, 0);
  EXPECT_EQ(gilt({"-c", "import sys; sys.exit()"}).status, 0);
  EXPECT_EQ(gilt({"-c", "import sys; sys.exit(None)"}).status, 0);
  EXPECT_EQ(gilt({"-c", "import sys; sys.exit(3)"}).status, 3);
  EXPECT_EQ(gilt({"-c", "import sys; sys.exit(300)"}).status, 300 % 256);
  EXPECT_EQ(gilt({"-c", "import sys; sys.exit(True)"}).status, 1);
  EXPECT_EQ(gilt({"-c", "raise SystemExit(4)"}).status, 4);
  EXPECT_EQ(gilt({"-c", "raise ValueError"}).status, 1);
  RunResult got = gilt({"-c", "raise SystemExit('bye')"});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.err, "bye\n");
  got = gilt({"-c", "import sys; sys.exit([1])"});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.err, "[1]\n");
}

TEST_F(Cli, AnExceptionInAThreadLeavesStatusZero) {
  RunResult got = gilt({"-c",
                        "import threading\n"
                        "t = threading.Thread(target=lambda: 1 / 0, name='W')\n"
                        "t.start(); t.join(); print('on')"});
  EXPECT_EQ(got.status, 0);
  EXPECT_EQ(got.out, "on\n");
  EXPECT_TRUE(got.err.starts_with("Exception in thread W:\nTraceback")) << got.err;
  EXPECT_EQ(last_line(got.err), "ZeroDivisionError: division by zero");
}

TEST_F(Cli, EndOfInputIsAnEofError) {
  RunResult got = gilt({file("in.py", "print(input('? '))\n")});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.out, "? ");
  EXPECT_EQ(last_line(got.err), "EOFError: EOF when reading a line");
}

TEST_F(Cli, AClosedOutputIsNoCrash) {
  std::string script = file("much.py", "for i in range(100000):\n    print('line', i)\n");
  const char* program = std::getenv("GILT");
  RunResult got = run(
      {"sh", "-c", std::string(program ? program : "build/gilt") + " " + script + " | head -n 1"});
  EXPECT_EQ(got.out, "line 0\n");
  EXPECT_EQ(got.err.find("Sanitizer"), std::string::npos) << got.err;
}

}  // namespace
}  // namespace gilt::test
