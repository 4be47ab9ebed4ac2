// Schedule files: recorded, followed, refused; the script's input in them.
#include "tests/cli/step_test.h"

namespace gilt::test {
namespace {

class Schedules : public Stepping {
 protected:
  void SetUp() override {
    Stepping::SetUp();
    script_ = file("work.py",
                   "import sys, threading\n"
                   "def work(): print('working', *sys.argv[1:])\n"
                   "t = threading.Thread(target=work)\n"
                   "t.start()\n"
                   "t.join()\n");
    saved_ = (dir_ / "saved").string();
  }

  // A schedule of the whole script, made with these options.
  void record(std::vector<std::string> options,
              const std::string& commands = "continue random 5\n") {
    options.insert(options.end(), {"--record", saved_, script_});
    const RunResult got = step(options, commands);
    ASSERT_EQ(got.status, 0) << got.out << got.err;
  }

  // Standard error of a gilt step that is refused with status 2.
  std::string refused(std::vector<std::string> args) {
    const RunResult got = step(std::move(args), "continue\n");
    EXPECT_EQ(got.status, 2) << got.out;
    EXPECT_EQ(got.out, "");
    return got.err;
  }

  // The saved file, with one line for another.
  std::string changed(const std::string& line, const std::string& other) {
    std::string text = read(saved_);
    const size_t at = text.find(line);
    EXPECT_NE(at, text.npos) << line << " is not in\n" << text;
    return file("changed", text.replace(at, line.size(), other));
  }

  std::string script_, saved_;
};

TEST_F(Schedules, BringTheirModelOptionsAndArguments) {
  ASSERT_EQ(step({"--python", "3.10", "--seed", "7", "--record", saved_, script_, "two", "words x"},
                 "continue random\n")
                .status,
            0);
  EXPECT_CONTAINS(
      read(saved_),
      "arguments: \"two\" \"words x\"\npython: 3.10\ngil: on\nrefcount: biased\nseed: 7\n");
  const RunResult got = step({"--schedule", saved_, script_}, "replay\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_EQ(got.err, "");
  EXPECT_TRUE(
      got.out.starts_with("work.py, python 3.10, GIL on. T0 is the main thread; help lists "
                          "the commands.\n"))
      << got.out;
  EXPECT_CONTAINS(got.out, "T1| working two words x\n");
  EXPECT_CONTAINS(got.out, "the program has ended with status 0 after ");

  const std::string copy = (dir_ / "copy").string();
  EXPECT_EQ(step({"--schedule", saved_, "--python", "3.10", "--seed", "7", "--record", copy,
                  script_, "two", "words x"},
                 "replay\n")
                .status,
            0);
  EXPECT_EQ(read(copy), read(saved_));
}

TEST_F(Schedules, RefuseOtherModelsOptionsAndArguments) {
  record({"--gil", "off"});
  EXPECT_EQ(refused({"--schedule", saved_, "--python", "3.9", script_}),
            "gilt: saved was recorded with --python any, not 3.9\n");
  EXPECT_EQ(refused({"--schedule", saved_, "--gil", "on", script_}),
            "gilt: saved was recorded with --gil off, not on\n");
  EXPECT_EQ(refused({"--schedule", saved_, "--gil", "off", "--refcount", "atomic", script_}),
            "gilt: saved was recorded with --refcount biased, not atomic\n");
  EXPECT_EQ(refused({"--schedule", saved_, "--seed", "3", script_}),
            "gilt: saved was recorded with --seed 0, not 3\n");
  EXPECT_EQ(refused({"--schedule", saved_, script_, "a", "b"}),
            "gilt: saved was recorded with the arguments none, not a b\n");
  // The environment says less than the file.
  RunOptions options;
  options.env = {"PYTHON_GIL=1"};
  options.input = "replay\n";
  EXPECT_EQ(gilt({"step", "--schedule", saved_, script_}, options).status, 0);
}

TEST_F(Schedules, ThatDoNotFitSayAtWhichStepAndWhy) {
  record({});
  const std::string schedule = read(saved_).substr(read(saved_).find("schedule:"));
  EXPECT_EQ(refused({"--schedule", changed(schedule, "schedule: T0*5 T3 T0\n"), script_}),
            "gilt: changed does not fit work.py: step 6 is T3's: there is no thread T3\n");
  EXPECT_EQ(refused({"--schedule", changed(schedule, "schedule: T0*100000\n"), script_}),
            "gilt: changed does not fit work.py: step 27 is T0's: T0 waits for T1 to end\n");
  std::string longer = schedule;
  longer.insert(longer.size() - 1, " T0*3");
  const std::string error = refused({"--schedule", changed(schedule, longer), script_});
  EXPECT_CONTAINS(error, "gilt: changed does not fit work.py: step ");
  EXPECT_CONTAINS(error, " is T0's: the program has ended\n");

  // Another script: a warning, and it is tried all the same.
  const std::string other = file("other.py", "x = 1\n");
  EXPECT_EQ(refused({"--schedule", saved_, other}),
            "gilt: warning: saved was made for another text than other.py has now\n"
            "gilt: saved does not fit other.py: step 6 is T0's: the program has ended\n");
  const std::string again = file("again.py", read(script_) + "\n# and a comment\n");
  const RunResult got = step({"--schedule", saved_, again}, "replay\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_EQ(got.err, "gilt: warning: saved was made for another text than again.py has now\n");
}

TEST_F(Schedules, UnderAModelWithAGilSayWhoHasIt) {
  record({"--python", "3.14"});
  const std::string schedule = read(saved_).substr(read(saved_).find("schedule:"));
  const std::string error =
      refused({"--schedule", changed(schedule, "schedule: T0*22 T1*3 T0\n"), script_});
  EXPECT_CONTAINS(error,
                  "does not fit work.py: step 26 is T0's: T1 holds the GIL and 3.14 does not "
                  "switch here: between ");
}

TEST_F(Schedules, ThatCannotBeReadAreRefused) {
  record({});
  EXPECT_EQ(refused({"--schedule", (dir_ / "nowhere").string(), script_}),
            "gilt: can't open file 'nowhere': [Errno 2] No such file or directory\n");
  EXPECT_EQ(refused({"--schedule", dir_.string(), script_}),
            "gilt: can't open file '" + dir_.string() + "': [Errno 21] Is a directory\n");
  EXPECT_EQ(refused({"--schedule", script_, script_}),
            "gilt: work.py: line 1: this is no schedule file: its first line is not 'gilt schedule "
            "1'\n");
  EXPECT_EQ(refused({"--schedule", file("empty", ""), script_}),
            "gilt: empty: line 1: the file is empty\n");
  EXPECT_EQ(refused({"--schedule", changed("gil: on", "gil: perhaps"), script_}),
            "gilt: changed: line 5: 'perhaps' cannot be the value of 'gil'\n");
  EXPECT_EQ(refused({"--schedule", changed("schedule: T0", "schedule: x"), script_}).substr(0, 28),
            "gilt: changed: line 8: 'x*26");
}

TEST_F(Schedules, AreSavedByCommandToo) {
  const RunResult got = step({script_}, "T0*5\nsave " + saved_ + "\nsave\nsave /no/such/place\n");
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(answer(got.out, "save " + std::string("saved")), "5 steps saved in saved\n");
  EXPECT_EQ(answer(got.out, "save\n"), "save where? a file's name\n");
  EXPECT_EQ(answer(got.out, "save /no"),
            "can't write '/no/such/place': [Errno 2] No such file or directory\n");
  EXPECT_TRUE(read(saved_).ends_with("schedule: T0*5\n"));
  EXPECT_EQ(step({"--record", "/no/such/place", script_}, "").status, 1);
}

TEST_F(Schedules, AreRecordedWhenTheScriptEndsTheProcess) {
  const std::string script = file("leave.py", "import os\nprint('hi')\nos._exit(5)\n");
  RunResult got = step({"--record", saved_, script}, "continue\nthreads\n");
  EXPECT_EQ(got.status, 5);
  EXPECT_TRUE(
      got.out.ends_with("(gilt) continue\nT0| hi\nthe script has ended the process: os._exit()\n"))
      << got.out;
  // The steps before the last one.
  got = step({"--schedule", saved_, script}, "replay\ntimeline 1\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_CONTAINS(answer(got.out, "timeline"), "leave.py:3");
}

// The script may go elsewhere, and is back when it begins again.
TEST_F(Schedules, AreSavedWhereGiltWasStarted) {
  const std::string script =
      file("moves.py", "import os\nprint(os.getcwd() == '/')\nos.chdir('/')\n");
  RunOptions options;
  options.directory = dir_.string();
  options.input = "continue\nsave one\nrestart\ncontinue\noutput\n";
  const RunResult got = gilt({"step", "--record", "two", script}, options);
  EXPECT_EQ(got.status, 0) << got.out;
  EXPECT_EQ(read((dir_ / "one").string()), read((dir_ / "two").string()));
  EXPECT_CONTAINS(read((dir_ / "two").string()), "schedule: T0*");
  EXPECT_EQ(answer(got.out, "output"), "T0| False\n");
}

TEST_F(Schedules, AreThePlanAndDroppedByAnotherStep) {
  record({}, "T0*26\n");
  const RunResult got = step({"--schedule", saved_, script_},
                             "schedule\nreplay 10\nschedule\nback 2\ngoto 20\nT0\nreplay\nreplay\n"
                             "goto 25\nrun 1\nschedule\nreplay\ngoto 99\n");
  EXPECT_EQ(got.status, 1);
  EXPECT_CONTAINS(got.out, "26 steps are planned; replay makes them.\n");
  EXPECT_CONTAINS(got.out, "(gilt) schedule\nmade: nothing\nplanned: T0*26\n");
  EXPECT_CONTAINS(got.out, "(gilt) schedule\nmade: T0*10\nplanned: T0*16\n");
  EXPECT_CONTAINS(got.out, "(gilt) goto 20\nstep 20; 6 more are planned\n");
  EXPECT_CONTAINS(answer(got.out, "replay"), "no steps are planned\n");
  EXPECT_CONTAINS(got.out, "the plan ends here\n");
  EXPECT_CONTAINS(answer(got.out, "schedule"), "made: T0*25 T1*");
  EXPECT_EQ(answer(got.out, "schedule").find("planned"), std::string::npos);
  EXPECT_TRUE(answer(got.out, "goto 99").starts_with("the schedule ends with step "));
}

// --- input

class StepInput : public Stepping {
 protected:
  void SetUp() override {
    Stepping::SetUp();
    script_ = file("ask.py",
                   "import sys\n"
                   "name = input('name? ')\n"
                   "print('hello', name)\n"
                   "for line in sys.stdin:\n"
                   "    print('got', line.rstrip())\n"
                   "print('end')\n");
  }
  std::string script_;
};

TEST_F(StepInput, ComesFromTheNextLinesOfStandardInput) {
  const RunResult got = step({script_}, "until 3\nEve\nprint name\ncontinue\nx y\nz");
  EXPECT_EQ(got.status, 0);
  EXPECT_CONTAINS(got.out, "T0| name? \nT0 reads: Eve\n");
  EXPECT_CONTAINS(got.out,
                  "(gilt) print name\nname = 'Eve'\n(gilt) continue\nT0| hello Eve\n"
                  "T0 reads: x y\nT0| got x y\nT0 reads: z\n");
  EXPECT_CONTAINS(got.out, "T0 reads: (the end of the input)\n");
  EXPECT_CONTAINS(got.out, "T0| got z\nT0| end\n");
}

TEST_F(StepInput, ComesFromAFile) {
  const RunResult got =
      step({"--input", file("words", "Bob\nx\n"), script_}, "continue\nback\nprint name\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_CONTAINS(got.out, "T0| hello Bob\n");
  EXPECT_CONTAINS(got.out, "T0| got x\nT0 reads: (the end of the input)\nT0| end\n");
  EXPECT_CONTAINS(got.out, "(gilt) print name\nname = 'Bob'\n");
  const RunResult none = step({"--input", (dir_ / "nowhere").string(), script_}, "");
  EXPECT_EQ(none.status, 2);
  EXPECT_EQ(none.err, "gilt: can't open file 'nowhere': [Errno 2] No such file or directory\n");
}

TEST_F(StepInput, IsTheScriptsWhenCommandsAreGiven) {
  const RunResult got =
      step({"-x", "continue", "-x", "back", "-x", "print name", script_}, "Ann\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_CONTAINS(got.out, "(gilt) continue\nT0| name? \nT0 reads: Ann\n");
  EXPECT_TRUE(got.out.ends_with("(gilt) print name\nname = 'Ann'\n")) << got.out;
}

TEST_F(StepInput, IsReadAgainWhenStepsAreMadeAgain) {
  const std::string saved = (dir_ / "saved").string();
  const RunResult got = step({"--record", saved, script_}, "continue\nEve\n1\n2\n");
  EXPECT_EQ(got.status, 0);
  EXPECT_CONTAINS(read(saved), "input: \"Eve\\n1\\n2\\n\"\ninput end: yes\nschedule: ");
  const RunResult back = step({script_}, "until 3\nEve\nrestart\nuntil 3\nprint name\n");
  EXPECT_EQ(answer(back.out, "print name"), "name = 'Eve'\n");

  const RunResult again = step({"--schedule", saved, script_}, "replay\nback\nprint name\n");
  EXPECT_EQ(again.status, 0);
  EXPECT_EQ(again.err, "");
  EXPECT_CONTAINS(again.out, "T0| hello Eve\n");
  EXPECT_EQ(answer(again.out, "print name"), "name = 'Eve'\n");
  EXPECT_EQ(again.out.find("reads:"), std::string::npos);
  // Another file of input may go on where the recorded one ends, and not begin otherwise.
  const RunResult other =
      step({"--schedule", saved, "--input", file("words", "Bob\n"), script_}, "");
  EXPECT_EQ(other.status, 2);
  EXPECT_EQ(other.err, "gilt: saved begins with other input than words\n");
}

}  // namespace
}  // namespace gilt::test
