// The prompt of gilt step on a terminal: editing, completion, Ctrl-C, the script's input.
#include "tests/cli/terminal.h"

namespace gilt::test {
namespace {

class StepTerminal : public Cli {
 protected:
  static constexpr const char* kPrompt = "(gilt) ";
  static std::string lesson(const std::string& name) {
    return std::string(GILT_SOURCE_DIR) + "/scripts/" + name;
  }
};

TEST_F(StepTerminal, StepsAndLeaves) {
  Terminal terminal({"step", lesson("step/lost_update.py")});
  ASSERT_TRUE(terminal.sees("help lists the commands.")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("step 2\n");
  EXPECT_TRUE(terminal.sees("     2  T0  lost_update.py:1")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("\n");
  EXPECT_TRUE(terminal.sees("     4  T0  lost_update.py:18")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("nonsense\n");
  EXPECT_TRUE(terminal.sees("there is no command 'nonsense'")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("\x04");
  EXPECT_EQ(terminal.wait_for_exit(), 0);
}

TEST_F(StepTerminal, RunsItsFirstCommandsAndPrompts) {
  Terminal terminal({"step", "-x", "run", "-x", "print counter", lesson("step/lost_update.py")});
  EXPECT_TRUE(terminal.sees("(gilt) print counter\r\ncounter = 0\r\n")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("quit\n");
  EXPECT_EQ(terminal.wait_for_exit(), 0);
}

TEST_F(StepTerminal, TabCompletesCommandsAndNames) {
  Terminal terminal({"step", "-x", "run", lesson("step/lost_update.py")});
  ASSERT_TRUE(terminal.sees("(gilt) run")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("pri\tcou\t\n");
  EXPECT_TRUE(terminal.sees("counter = 0")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("break op STORE_GL\t\n");
  EXPECT_TRUE(terminal.sees("breakpoint 1: op STORE_GLOBAL")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  // Several words: what they have in common, then all of them.
  terminal.type("continue r\t\t");
  EXPECT_TRUE(terminal.sees("random  round-robin")) << terminal.seen();
  terminal.type("o\t\n");
  EXPECT_TRUE(terminal.sees("breakpoint 1: op STORE_GLOBAL")) << terminal.seen();
}

TEST_F(StepTerminal, CtrlCStopsACommandAndThenNothing) {
  const std::string script = file("spin.py", "while True: pass\n");
  Terminal terminal({"step", script});
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("continue\n");
  ASSERT_TRUE(terminal.sees("continue\r\n")) << terminal.seen();
  usleep(300000);
  terminal.type("\x03");
  EXPECT_TRUE(terminal.sees("interrupted")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("\x03");
  EXPECT_TRUE(terminal.sees("Quit")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("step\n");
  EXPECT_TRUE(terminal.sees("  next  T0  spin.py:1")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("quit\n");
  EXPECT_EQ(terminal.wait_for_exit(), 0);
}

// A single instruction that does not end hears nothing; gilt can be left all the same.
TEST_F(StepTerminal, ASecondCtrlCEndsWhatDoesNotStop) {
  const std::string script = file("long.py", "sum(range(10 ** 15))\n");
  Terminal terminal({"step", script});
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("continue\n");
  ASSERT_TRUE(terminal.sees("continue\r\n")) << terminal.seen();
  usleep(300000);
  terminal.type("\x03");
  usleep(300000);
  terminal.type("\x03");
  EXPECT_EQ(terminal.wait_for_exit(), 128 + SIGINT) << terminal.seen();
}

TEST_F(StepTerminal, TheScriptReadsALine) {
  const std::string script = file("ask.py", "name = input('name? ')\nprint('hello', name)\n");
  Terminal terminal({"step", script});
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
  terminal.type("continue\n");
  EXPECT_TRUE(terminal.sees("T0| name? \r\n")) << terminal.seen();
  ASSERT_TRUE(terminal.sees("T0 reads: ")) << terminal.seen();
  terminal.type("Eve\n");
  EXPECT_TRUE(terminal.sees("T0| hello Eve")) << terminal.seen();
  EXPECT_TRUE(terminal.sees("the program has ended with status 0")) << terminal.seen();
  ASSERT_TRUE(terminal.sees(kPrompt)) << terminal.seen();
}

}  // namespace
}  // namespace gilt::test
