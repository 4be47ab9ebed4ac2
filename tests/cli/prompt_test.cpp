// The interactive prompt, on a pseudo-terminal as a person would have it.
#include "tests/cli/terminal.h"

namespace gilt::test {
namespace {

TEST_F(Cli, PromptShowsValuesAndKeepsNames) {
  Terminal terminal({});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("x = 20\n");
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("x + 22\n");
  EXPECT_TRUE(terminal.sees("42\r\n")) << terminal.seen();
  terminal.type("'text'\n");
  EXPECT_TRUE(terminal.sees("\r\n'text'\r\n")) << terminal.seen();
  // The end of file is typed at the prompt: before it, the line is not yet the editor's.
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("\x04");
  EXPECT_EQ(terminal.wait_for_exit(), 0);
}

TEST_F(Cli, PromptReadsSeveralLines) {
  Terminal terminal({});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("def f(a):\n");
  ASSERT_TRUE(terminal.sees("... ")) << terminal.seen();
  terminal.type("    return a * 6\n");
  ASSERT_TRUE(terminal.sees("... ")) << terminal.seen();
  terminal.type("\n");
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("f(7)\n");
  EXPECT_TRUE(terminal.sees("42\r\n")) << terminal.seen();
}

TEST_F(Cli, PromptSurvivesErrors) {
  Terminal terminal({"--gil", "off"});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("1 / 0\n");
  EXPECT_TRUE(terminal.sees("ZeroDivisionError: division by zero")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("x = = 1\n");
  EXPECT_TRUE(terminal.sees("SyntaxError: invalid syntax")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("while True: pass\n\n");
  usleep(300000);
  terminal.type("\x03");
  EXPECT_TRUE(terminal.sees("KeyboardInterrupt")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("raise SystemExit(5)\n");
  EXPECT_EQ(terminal.wait_for_exit(), 5);
}

TEST_F(Cli, PromptSurvivesDeadlocks) {
  Terminal terminal({});
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("import threading; lock = threading.Lock(); lock.acquire()\n");
  ASSERT_TRUE(terminal.sees("True\r\n>>> ")) << terminal.seen();
  terminal.type("lock.acquire()\n");
  EXPECT_TRUE(terminal.sees("gilt: deadlock: MainThread waits for a lock that it holds itself"))
      << terminal.seen();
  EXPECT_TRUE(terminal.sees("Ctrl-C leads back to the prompt.\r\n")) << terminal.seen();
  terminal.type("\x03");
  EXPECT_TRUE(terminal.sees("KeyboardInterrupt")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("threading.Thread(target=lock.acquire).start()\n");
  ASSERT_TRUE(terminal.sees(">>> ")) << terminal.seen();
  terminal.type("\x04");
  EXPECT_EQ(terminal.wait_for_exit(), 3) << terminal.seen();
}

TEST_F(Cli, StandardInputThatIsNoTerminalIsAScript) {
  RunResult got = with_input({}, "print(1 + 1)\n'no echo'\n");
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "2\n");
}

}  // namespace
}  // namespace gilt::test
