// Options, where the script comes from, and what is said about a script that cannot be read.
#include <nlohmann/json.hpp>

#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

TEST_F(Cli, HelpNamesTheOptionsAndGivesExamples) {
  RunResult got = gilt({"--help"});
  EXPECT_EQ(got.status, 0);
  for (const char* word : {"--gil", "--python", "--refcount", "--switch-interval", "--stats", "dis",
                           "-c", "scripts/counter_race.py"}) {
    EXPECT_CONTAINS(got.out, word);
  }
}

TEST_F(Cli, VersionNamesGiltAndThePythonItSpeaks) {
  RunResult got = gilt({"--version"});
  EXPECT_EQ(got.status, 0);
  EXPECT_TRUE(got.out.starts_with("gilt ")) << got.out;
  EXPECT_CONTAINS(got.out, "3.14");
}

TEST_F(Cli, WrongFlagsAreNamedAndGiveStatusTwo) {
  for (const char* flag : {"--nosuch", "-Z"}) {
    RunResult got = gilt({flag, file("ok.py", "print(1)\n")});
    EXPECT_EQ(got.status, 2) << flag;
    EXPECT_EQ(got.out, "");
    EXPECT_CONTAINS(got.err, flag);
  }
}

TEST_F(Cli, WrongValuesAreNamedAndGiveStatusTwo) {
  std::string script = file("ok.py", "print(1)\n");
  std::vector<std::vector<std::string>> wrong = {
      {"--gil", "maybe"},         {"--python", "2.7"},
      {"--refcount", "wild"},     {"--switch-interval", "soon"},
      {"--switch-interval", "0"}, {"--switch-interval", "-1"}};
  for (std::vector<std::string> args : wrong) {
    std::string value = args.back();
    args.push_back(script);
    RunResult got = gilt(args);
    EXPECT_EQ(got.status, 2) << value;
    EXPECT_EQ(got.out, "") << value;
    EXPECT_NE(got.err, "") << value;
  }
}

TEST_F(Cli, AWrongGilSettingOfCPythonsIsRefused) {
  std::string script = file("ok.py", "print(1)\n");
  EXPECT_NE(gilt({"-X", "gil=7", script}).status, 0);
  RunOptions options;
  options.env = {"PYTHON_GIL=7"};
  EXPECT_NE(gilt({script}, options).status, 0);
}

TEST_F(Cli, OptionsThatContradictEachOtherAreRefused) {
  std::string script = file("ok.py", "print(1)\n");
  RunResult got = gilt({"--gil", "on", "--python", "3.14t", script});
  EXPECT_EQ(got.status, 2);
  EXPECT_CONTAINS(got.err, "3.14t");
  got = gilt({"--gil", "on", "--refcount", "naive", script});
  EXPECT_EQ(got.status, 2);
  EXPECT_CONTAINS(got.err, "--refcount");
}

TEST_F(Cli, OptionsAfterTheScriptAreTheScripts) {
  std::string script = file("argv.py", "import sys\nprint(sys.argv[1:])\n");
  RunResult got = gilt({"--gil", "off", script, "--gil", "on", "-x", "--", "--help"});
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "['--gil', 'on', '-x', '--', '--help']\n");
}

TEST_F(Cli, RunIsTheDefaultCommand) {
  std::string script = file("hello.py", "print('hello')\n");
  EXPECT_EQ(gilt({script}).out, "hello\n");
  EXPECT_EQ(gilt({"run", script}).out, "hello\n");
  EXPECT_EQ(gilt({"run", "--gil", "off", script}).out, "hello\n");
}

TEST_F(Cli, TheGilIsChosenByOptionXOptionAndEnvironment) {
  std::string script = file("gil.py", "import sys\nprint(sys._is_gil_enabled())\n");
  EXPECT_EQ(gilt({"--gil", "on", script}).out, "True\n");
  EXPECT_EQ(gilt({"--gil", "off", script}).out, "False\n");
  EXPECT_EQ(gilt({"-X", "gil=0", script}).out, "False\n");
  EXPECT_EQ(gilt({"-X", "gil=1", script}).out, "True\n");
  EXPECT_EQ(gilt({"--python", "3.14t", script}).out, "False\n");
  EXPECT_EQ(gilt({"--python", "3.10", script}).out, "True\n");
  RunOptions options;
  options.env = {"PYTHON_GIL=0"};
  EXPECT_EQ(gilt({script}, options).out, "False\n");
  EXPECT_EQ(gilt({"--gil", "on", script}, options).out, "True\n");  // the command line decides
  options.env = {"PYTHON_GIL=1"};
  EXPECT_EQ(gilt({script}, options).out, "True\n");
}

TEST_F(Cli, CommandOption) {
  RunResult got = gilt({"-c", "import sys; print(sys.argv)", "a", "-b"});
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "['-c', 'a', '-b']\n");
  EXPECT_EQ(gilt({"-c"}).status, 2);
}

TEST_F(Cli, StandardInputAsAScript) {
  RunResult got = with_input({"-", "a", "b"}, "import sys\nprint(sys.argv)\n");
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "['-', 'a', 'b']\n");
}

TEST_F(Cli, MissingFile) {
  RunResult got = gilt({(dir_ / "nosuch.py").string()});
  EXPECT_EQ(got.status, 2);
  EXPECT_CONTAINS(got.err, "can't open file");
  EXPECT_CONTAINS(got.err, "nosuch.py': [Errno 2] No such file or directory");
}

TEST_F(Cli, DirectoryWithoutMain) {
  RunResult got = gilt({dir_.string()});
  EXPECT_EQ(got.status, 1);
  EXPECT_CONTAINS(got.err, "can't find '__main__' module in '" + dir_.string() + "'");
}

TEST_F(Cli, UnreadableFile) {
  if (geteuid() == 0) GTEST_SKIP() << "root can read everything";
  std::string script = file("closed.py", "print(1)\n");
  std::filesystem::permissions(script, std::filesystem::perms::none);
  RunResult got = gilt({script});
  EXPECT_EQ(got.status, 2);
  EXPECT_CONTAINS(got.err, "[Errno 13] Permission denied");
}

TEST_F(Cli, BinaryFile) {
  RunResult got = gilt({file("bin.py", std::string("print(1)\n\0\0\x7f"
                                                   "ELF",
                                                   15))});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.out, "");
  EXPECT_EQ(last_line(got.err), "SyntaxError: source code cannot contain null bytes");
}

TEST_F(Cli, InvalidUtf8) {
  std::string script = file("latin.py", "x = 1\nprint('a\xff\xfe')\n");
  RunResult got = gilt({script});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(got.out, "");
  EXPECT_EQ(last_line(got.err),
            "SyntaxError: Non-UTF-8 code starting with '\\xff' in file " + script +
                " on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for "
                "details");
}

TEST_F(Cli, ByteOrderMarkAndCarriageReturnsAreFine) {
  EXPECT_EQ(gilt({file("bom.py", "\xef\xbb\xbfprint('bom')\n")}).out, "bom\n");
  EXPECT_EQ(gilt({file("crlf.py", "if True:\r\n    print('crlf')\r\n")}).out, "crlf\n");
  EXPECT_EQ(gilt({file("open.py", "print('no newline at the end')")}).out,
            "no newline at the end\n");
  EXPECT_EQ(gilt({file("empty.py", "")}).status, 0);
}

TEST_F(Cli, StatsGoToStandardErrorAndJsonIsJson) {
  std::string script = file("ok.py", "print(1)\n");
  RunResult got = gilt({"--gil", "on", "--stats", script});
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "1\n");
  EXPECT_CONTAINS(got.err, "GIL");
  got = gilt({"--gil", "on", "--stats=json", script});
  EXPECT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(got.out, "1\n");
  EXPECT_TRUE(nlohmann::json::accept(got.err)) << got.err;
}

}  // namespace
}  // namespace gilt::test
