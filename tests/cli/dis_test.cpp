// gilt dis: CPython 3.14's opcodes, and the column that says where a thread may be switched.
#include <cctype>
#include <sstream>

#include "tests/cli/cli_test.h"

namespace gilt::test {
namespace {

constexpr const char* kStatements =
    "def global_iadd():\n    global counter\n    counter += 1\n"
    "def attribute_iadd(self):\n    self.count += 1\n"
    "def item_iadd(d, k):\n    d[k] += 1\n"
    "def append(lst, x):\n    lst.append(x)\n"
    "def with_lock(lock):\n    with lock:\n        lock.x\n";

using Names = std::vector<std::string>;

bool is_opcode(const std::string& word) {
  bool letter = false;
  for (char c : word) {
    if (c != '_' && !std::isupper(static_cast<unsigned char>(c)) &&
        !std::isdigit(static_cast<unsigned char>(c))) {
      return false;
    }
    letter |= std::isupper(static_cast<unsigned char>(c)) != 0;
  }
  return letter && word.size() > 2;
}

// The opcode names under "Disassembly of <code object NAME ...".
Names opcodes_of(const std::string& listing, const std::string& function) {
  Names names;
  bool inside = false;
  std::istringstream lines(listing);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("Disassembly of ")) {
      inside = line.find("<code object " + function + " ") != std::string::npos;
      continue;
    }
    if (line.starts_with("ExceptionTable")) inside = false;
    if (!inside) continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      if (!is_opcode(word)) continue;
      names.push_back(word);
      break;
    }
  }
  return names;
}

TEST_F(Cli, DisGivesTheOpcodesOfCPython314) {
  RunResult got = gilt({"dis", file("statements.py", kStatements)});
  ASSERT_EQ(got.status, 0) << got.err;
  EXPECT_EQ(opcodes_of(got.out, "global_iadd"),
            (Names{"RESUME", "LOAD_GLOBAL", "LOAD_SMALL_INT", "BINARY_OP", "STORE_GLOBAL",
                   "LOAD_CONST", "RETURN_VALUE"}));
  EXPECT_EQ(opcodes_of(got.out, "attribute_iadd"),
            (Names{"RESUME", "LOAD_FAST_BORROW", "COPY", "LOAD_ATTR", "LOAD_SMALL_INT", "BINARY_OP",
                   "SWAP", "STORE_ATTR", "LOAD_CONST", "RETURN_VALUE"}));
  EXPECT_EQ(opcodes_of(got.out, "item_iadd"),
            (Names{"RESUME", "LOAD_FAST_BORROW_LOAD_FAST_BORROW", "COPY", "COPY", "BINARY_OP",
                   "LOAD_SMALL_INT", "BINARY_OP", "SWAP", "SWAP", "STORE_SUBSCR", "LOAD_CONST",
                   "RETURN_VALUE"}));
  EXPECT_EQ(opcodes_of(got.out, "append"),
            (Names{"RESUME", "LOAD_FAST_BORROW", "LOAD_ATTR", "LOAD_FAST_BORROW", "CALL", "POP_TOP",
                   "LOAD_CONST", "RETURN_VALUE"}));
  EXPECT_CONTAINS(got.out, "13 (+=)");
  EXPECT_CONTAINS(got.out, "26 ([])");
}

TEST_F(Cli, DisGivesTheWithStatementOfCPython314) {
  RunResult got = gilt({"dis", file("statements.py", kStatements)});
  ASSERT_EQ(got.status, 0) << got.err;
  Names names = opcodes_of(got.out, "with_lock");
  ASSERT_GE(names.size(), 17u) << got.out;
  EXPECT_TRUE(names[1] == "LOAD_FAST" || names[1] == "LOAD_FAST_BORROW") << names[1];
  EXPECT_EQ(Names(names.begin() + 2, names.begin() + 9),
            (Names{"COPY", "LOAD_SPECIAL", "SWAP", "SWAP", "LOAD_SPECIAL", "CALL", "POP_TOP"}));
  EXPECT_EQ(Names(names.begin() + 12, names.begin() + 17),
            (Names{"LOAD_CONST", "LOAD_CONST", "LOAD_CONST", "CALL", "POP_TOP"}));
}

TEST_F(Cli, DisMarksWhereEachModelMaySwitch) {
  std::string script = file("statements.py", kStatements);
  std::string any = gilt({"dis", "--python", "any", script}).out;
  std::string old = gilt({"dis", "--python", "3.9", script}).out;
  std::string now = gilt({"dis", "--python", "3.14", script}).out;
  EXPECT_NE(any, now);
  EXPECT_NE(old, now);
  EXPECT_EQ(opcodes_of(any, "item_iadd"), opcodes_of(now, "item_iadd"));
}

TEST_F(Cli, DisOfAMissingFileOrASyntaxErrorSaysSo) {
  EXPECT_EQ(gilt({"dis", (dir_ / "nosuch.py").string()}).status, 2);
  RunResult got = gilt({"dis", file("bad.py", "x = = 1\n")});
  EXPECT_EQ(got.status, 1);
  EXPECT_EQ(last_line(got.err), "SyntaxError: invalid syntax");
}

}  // namespace
}  // namespace gilt::test
