// Commands, their names and their help; the command line of gilt step; what ends it.
#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

class Commands : public Stepping {
 protected:
  void SetUp() override {
    Stepping::SetUp();
    script_ =
        file("small.py", "x = [1, 2]\ny = {'k': x}\ndef f(n):\n    return n + 1\nprint(f(1))\n");
  }

  std::string says(const std::string& command) {
    return answer(step({script_}, command + "\n").out, command);
  }
  // What is said to a command that cannot be done.
  std::string refuses(const std::string& command) {
    const RunResult got = step({script_}, command + "\n");
    EXPECT_EQ(got.status, 1) << command;
    return answer(got.out, command);
  }

  std::string script_;
};

TEST_F(Commands, HaveShortNamesAndBeginnings) {
  const std::string first =
      "     1  T0  small.py:1            RESUME 0\n"
      "  next  T0  small.py:1            LOAD_SMALL_INT 1             `x = [1, 2]`\n";
  for (const char* command : {"step", "s", "ste", "step 1", "T0", "t0", "step T0", "  T0*1  "}) {
    EXPECT_EQ(says(command), first) << command;
  }
  EXPECT_EQ(refuses("r"), "no steps are planned\n");
  EXPECT_EQ(refuses("re 1"), "restart takes no arguments\n");
  EXPECT_EQ(refuses("lo 1 2 3"), "locals takes no arguments\n");
  EXPECT_EQ(refuses("xyz"), "there is no command 'xyz'; help lists them\n");
  EXPECT_EQ(refuses("ti 0"), "'0' is not a number of lines\n");
}

TEST_F(Commands, SayWhatTheyCannotDo) {
  const std::pair<const char*, const char*> cases[] = {
      {"step 0", "0 is not a number of steps\n"},
      {"step x", "'x' is not part of a schedule; T1 or T1*3 is\n"},
      {"T1",
       "there is no thread T1\ncan go on: T0\n"
       "  next  T0  small.py:1            RESUME 0\n"},
      {"T0*0", "'T0*0' is not part of a schedule; T1 or T1*3 is\n"},
      {"next 3", "next takes no arguments\n"},
      {"run 5", "there is no thread T5\n"},
      {"run x", "'x' is not a thread; 2 or T2 is\n"},
      {"thread 5", "there is no thread T5\n"},
      {"continue sideways",
       "'sideways' is not a way to continue; round-robin, random [SEED] and sequential are\n"},
      {"continue random x", "'x' is not a seed; a number is\n"},
      {"continue sequential 3", "sequential takes no arguments\n"},
      {"back", "this is the beginning\n"},
      {"back x", "'x' is not a number of steps\n"},
      {"goto", "to which step? goto takes its number\n"},
      {"goto -1", "to which step? goto takes its number\n"},
      {"print", "print what? a variable, account.balance, d['k'], ...\n"},
      {"print x", "no variable 'x' here\n"},
      {"refs", "refs of what? a variable, account.owner, forks[2], ...\n"},
      {"info", "info about what? threads, source, bytecode, stack, locals, globals, locks, ...\n"},
      {"info step", "info knows nothing of step\n"},
      {"help xyz", "there is no command 'xyz'; help lists them\n"},
      {"verbose maybe", "verbose on, or verbose off\n"},
      {"list x", "'x' is not a number of lines\n"},
  };
  for (const auto& [command, expected] : cases) EXPECT_EQ(refuses(command), expected) << command;
}

TEST_F(Commands, LookAtTheProgram) {
  const RunResult got =
      step({script_},
           "globals\nbreak function f\nc\nwhere\nlocals\nglobals\np n\np y['k'][1]\n"
           "p f\nlist 1\nsource 1\ndis 2\ns 2\nstack\nlocals\nrefs x\nrefs n\n"
           "threads\nlocks\noutput\ntimeline 2\n");
  EXPECT_EQ(got.status, 0) << got.out;
  EXPECT_CONTAINS(got.out, "(gilt) globals\nno globals\n");
  EXPECT_EQ(answer(got.out, "where"), "#0  f at small.py:4\n#1  <module> at small.py:5\n");
  EXPECT_EQ(answer(got.out, "locals"), "f of T0:\n  n = 1\n");
  EXPECT_EQ(answer(got.out, "globals"), "  x = [1, 2]\n  y = {'k': [1, 2]}\n");
  EXPECT_EQ(answer(got.out, "p n"), "n = 1\n");
  EXPECT_EQ(answer(got.out, "p y"), "y['k'][1] = 2\n");
  EXPECT_EQ(answer(got.out, "p f"), "f = <function f>\n");
  EXPECT_EQ(answer(got.out, "list 1"),
            "   3     def f(n):\n   4 ->      return n + 1\n   5     print(f(1))\n");
  EXPECT_EQ(answer(got.out, "source 1"), answer(got.out, "list 1"));
  EXPECT_EQ(answer(got.out, "dis 2"),
            "    3     *     0  RESUME 0\n"
            "    4 --> *     1  LOAD_FAST_BORROW n\n"
            "          *     2  LOAD_SMALL_INT 1\n"
            "          *     3  BINARY_OP +\n");
  EXPECT_EQ(answer(got.out, "stack"), "  1   <- top\n  1\n");
  EXPECT_EQ(answer(got.out, "refs x"), "x: 2 references\n");
  EXPECT_EQ(answer(got.out, "refs n"), "n: has no count: the value is in the variable itself\n");
  EXPECT_EQ(answer(got.out, "threads"), "* T0  MainThread  ready  small.py:4  BINARY_OP +\n");
  EXPECT_EQ(answer(got.out, "locks"), "no locks\n");
  EXPECT_EQ(answer(got.out, "output"), "the script has written nothing\n");
  EXPECT_EQ(answer(got.out, "timeline"),
            "    20  T0  small.py:4            LOAD_FAST_BORROW n           local n = 1\n"
            "    21  T0  small.py:4            LOAD_SMALL_INT 1\n");
}

TEST_F(Commands, MarkVariablesThatHaveChanged) {
  const std::string script = file("change.py", "a = 1\nb = 2\na = 3\ndel b\nc = 4\npass\n");
  const RunResult got =
      step({script}, "until 3\nglobals\nglobals\nuntil 6\nglobals\nback 100\nglobals\n");
  EXPECT_EQ(got.status, 0) << got.out;
  EXPECT_CONTAINS(got.out, "(gilt) globals\n  a = 1\n  b = 2\n(gilt) globals\n  a = 1\n  b = 2\n");
  EXPECT_CONTAINS(got.out, "(gilt) globals\n* a = 3\n* c = 4\n* b is gone; it was 2\n");
  EXPECT_CONTAINS(got.out, "(gilt) globals\n* a is gone; it was 3\n* c is gone; it was 4\n");
}

TEST_F(Commands, AnEmptyLineMakesTheLastMoveAgain) {
  const RunResult got = step({script_}, "\ns 2\nlist\n\nback\n\n\n# nothing\n");
  EXPECT_EQ(got.status, 0) << got.out;
  EXPECT_CONTAINS(got.out, "(gilt) s 2\n     1  T0");
  EXPECT_CONTAINS(got.out, "(gilt) \n     3  T0");
  EXPECT_CONTAINS(got.out, "(gilt) back\nstep 3; 1 more is planned\n");
  EXPECT_CONTAINS(got.out, "(gilt) \nstep 2; 2 more are planned\n");
  EXPECT_TRUE(got.out.ends_with("(gilt) # nothing\n")) << got.out;
  // A random walk goes on, and does not begin anew.
  const std::string breaks = "break op CALL\ncontinue random 1\n\n\n";
  EXPECT_CONTAINS(step({script_}, breaks).out, "the program has ended with status 0");
}

TEST_F(Commands, LongRunsShowTheirFirstHundredSteps) {
  const std::string script = file("long.py", "for i in range(100): pass\n");
  const RunResult quiet = step({script}, "run\n");
  EXPECT_CONTAINS(quiet.out, "   100  T0");
  EXPECT_EQ(quiet.out.find("   101  T0"), std::string::npos);
  EXPECT_CONTAINS(quiet.out,
                  "\n210 more steps\nthe program has ended with status 0 after 310 steps\n");
  const RunResult loud = step({script}, "verbose on\ncontinue\n");
  EXPECT_CONTAINS(loud.out, "   310  T0");
  EXPECT_EQ(loud.out.find("more steps"), std::string::npos);
}

TEST_F(Commands, EachHasHelp) {
  const std::string all = says("help");
  for (const char* name : {"step, s ", "goto, g ", "break, br ", "info, i ", "quit, q, exit "}) {
    EXPECT_CONTAINS(all, std::string("\n  ") + name);
  }
  EXPECT_EQ(says("?"), all);
  size_t commands = 0;
  for (size_t at = 0; (at = all.find("\n  ", at)) != all.npos; at += 3) {
    const std::string name = all.substr(at + 3, all.find_first_of(", ", at + 3) - at - 3);
    const std::string help = says("help " + name);
    EXPECT_TRUE(help.starts_with(name)) << help;
    EXPECT_CONTAINS(help, "\nShort: ");
    ++commands;
  }
  EXPECT_GT(commands, 25U);
  EXPECT_TRUE(
      says("help s").starts_with("step [N | SCHEDULE]\nmake one step of this thread, or N\n"));
}

TEST_F(Commands, LeaveAtQuitOrAtTheEndOfTheInput) {
  EXPECT_EQ(step({script_}, "").status, 0);
  const RunResult got = step({script_}, "quit\nxyz\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_TRUE(got.out.ends_with("(gilt) quit\n"));
  EXPECT_EQ(step({"-x", "s", script_}, "xyz\n").status, 0);  // -x is all, then
  EXPECT_EQ(step({"-x", "s", "-x", "xyz", script_}, "").status, 1);
}

TEST_F(Commands, WrongCommandLines) {
  auto wrong = [&](std::vector<std::string> args) {
    const RunResult got = step(std::move(args), "continue\n");
    EXPECT_EQ(got.status, 2);
    EXPECT_EQ(got.out, "");
    return got.err;
  };
  const std::string hint = "\nTry 'gilt step --help'.\n";
  EXPECT_EQ(wrong({}), "gilt: step needs a script" + hint);
  EXPECT_EQ(
      wrong({"-"}),
      "gilt: step reads its commands from standard input: the script has to be a file" + hint);
  EXPECT_EQ(wrong({"--seed", "-4", script_}),
            "gilt: --seed: '-4' is not a seed; a number is" + hint);
  EXPECT_EQ(wrong({"--nonsense", script_}),
            "gilt: The following argument was not expected: --nonsense" + hint);
  EXPECT_EQ(wrong({(dir_ / "nowhere.py").string()}),
            "gilt: can't open file 'nowhere.py': [Errno 2] No such file or directory\n");
  EXPECT_CONTAINS(wrong({"--gil", "off", "--python", "3.14", script_}),
                  "contradicts --python 3.14");
  EXPECT_CONTAINS(wrong({"--refcount", "naive", script_}), "--refcount naive needs --gil off");
  const RunResult help = step({"--help"}, "");
  EXPECT_EQ(help.status, 0);
  EXPECT_CONTAINS(help.out, "Usage: gilt step [options] script.py [arguments]\n");
  // What follows the script is its own.
  const std::string argv = file("argv.py", "import sys\nprint(sys.argv[1:])\n");
  EXPECT_CONTAINS(step({argv, "--seed", "-x"}, "continue\n").out, "T0| ['--seed', '-x']\n");
}

TEST_F(Commands, AScriptThatDoesNotCompileIsNotSteppedThrough) {
  const RunResult got = step({file("wrong.py", "x = (\n")}, "continue\n");
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.out, "");
  EXPECT_EQ(
      got.err,
      "  File \"wrong.py\", line 1\n    x = (\n        ^\nSyntaxError: '(' was never closed\n");
}

TEST_F(Commands, CtrlCStopsALongContinue) {
  const std::string script = file("spin.py",
                                  "import threading\ndef spin():\n    while True: pass\n"
                                  "threading.Thread(target=spin, daemon=True).start()\n"
                                  "spin()\n");
  RunOptions options;
  options.input = "continue\nthreads\nback 1000\n";
  options.interrupt_after = "(gilt) continue\n";
  const RunResult got = gilt({"step", script}, options);
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_CONTAINS(got.out, " steps\ninterrupted\n  next  T");
  EXPECT_CONTAINS(got.out, "(gilt) threads\n");
  EXPECT_CONTAINS(answer(got.out, "back"), "; 1000 more are planned\n");
  EXPECT_EQ(got.err, "");
}

// The interrupt is gilt's; the script hears nothing of it.
TEST_F(Commands, CtrlCIsNoKeyboardInterrupt) {
  const std::string script = file("guard.py",
                                  "try:\n    while True: pass\n"
                                  "except KeyboardInterrupt:\n    print('heard')\n");
  RunOptions options;
  options.input = "continue\ns 10\noutput\n";
  options.interrupt_after = "(gilt) continue\n";
  const RunResult got = gilt({"step", script}, options);
  EXPECT_EQ(got.status, 0);
  EXPECT_TRUE(got.out.ends_with("(gilt) output\nthe script has written nothing\n")) << got.out;
}

TEST_F(Commands, CtrlCWhileWaitingForCommandsLeaves) {
  RunOptions options;
  options.input = "s\n";
  options.close_input_late = true;
  options.interrupt_after = "(gilt) s\n     1";
  const RunResult got = gilt({"step", script_}, options);
  EXPECT_EQ(got.status, 130);
}

}  // namespace
}  // namespace gilt::test
