// SyntaxErrors of scopes and code generation: CPython 3.14's words, at the right place.
#include "tests/unit/compiler_support.h"

namespace gilt {
namespace {

struct Case {
  const char* source;
  const char* message;
  int line, column;
};

class CompilerErrors : public testing::TestWithParam<Case> {};

TEST_P(CompilerErrors, Message) {
  const Case& wanted = GetParam();
  compiler::CompileResult result = compile_text(wanted.source);
  EXPECT_EQ(result.code, nullptr);
  EXPECT_EQ(result.error.type, "SyntaxError");
  EXPECT_EQ(result.error.message, wanted.message);
  EXPECT_EQ(result.error.line, wanted.line);
  EXPECT_EQ(result.error.column, wanted.column);
}

constexpr Case kCases[] = {
    {"def f():\n    x\n    global x\n", "name 'x' is used prior to global declaration", 3, 5},
    {"def f():\n    x = 1\n    global x\n", "name 'x' is assigned to before global declaration", 3,
     5},
    {"def f(x):\n    global x\n", "name 'x' is parameter and global", 2, 5},
    {"def f():\n    nonlocal x\n", "no binding for nonlocal 'x' found", 2, 5},
    {"nonlocal x\n", "nonlocal declaration not allowed at module level", 1, 1},
    {"def f(a, a): pass\n", "duplicate parameter 'a' in function definition", 1, 10},
    {"return 1\n", "'return' outside function", 1, 1},
    {"break\n", "'break' outside loop", 1, 1},
    {"continue\n", "'continue' not properly in loop", 1, 1},
    {"yield 1\n", "'yield' outside function", 1, 1},
    {"await x\n", "'await' outside function", 1, 1},
    {"def f():\n    await x\n", "'await' outside async function", 2, 5},
    {"async def f():\n    yield 1\n    return 2\n", "'return' with value in async generator", 3, 5},
    {"def f():\n    from a import *\n", "import * only allowed at module level", 2, 19},
    {"f(a=1, a=2)\n", "keyword argument repeated: a", 1, 8},
    {"try: pass\nexcept: pass\nexcept A: pass\n", "default 'except:' must be last", 2, 1},
    {"match x:\n    case a: pass\n    case b: pass\n",
     "name capture 'a' makes remaining patterns unreachable", 2, 10},
    {"match x:\n    case (a, a): pass\n", "multiple assignments to name 'a' in pattern", 2, 14},
    {"__debug__ = 1\n", "cannot assign to __debug__", 1, 1},
    {"from __future__ import nope\n", "future feature nope is not defined", 1, 1},
    {"x = 1\nfrom __future__ import annotations\n",
     "from __future__ imports must occur at the beginning of the file", 2, 1},
    {"[x := 1 for x in y]\n",
     "assignment expression cannot rebind comprehension iteration variable 'x'", 1, 2},
    {"[(yield) for x in y]\n", "'yield' inside list comprehension", 1, 3},
    {"try: pass\nexcept* A:\n    return\n", "'return' outside function", 3, 5},
    {"def f():\n    try: pass\n    except* A:\n        return\n",
     "'break', 'continue' and 'return' cannot appear in an except* block", 4, 9},
};
INSTANTIATE_TEST_SUITE_P(All, CompilerErrors, testing::ValuesIn(kCases));

TEST(CompilerWarnings, AreListed) {
  auto warnings = compile_text("x = 5\nassert (x, 'y')\nx is 1\n").warnings;
  ASSERT_EQ(warnings.size(), 2u);
  EXPECT_EQ(warnings[0].message, "assertion is always true, perhaps remove parentheses?");
  EXPECT_EQ(warnings[1].message, "\"is\" with 'int' literal. Did you mean \"==\"?");
  EXPECT_EQ(warnings[1].line, 3);
}

TEST(CompilerWarnings, OfWhatCanOnlyFail) {
  auto warning = [](const char* source) {
    auto warnings = compile_text(source).warnings;
    EXPECT_LE(warnings.size(), 1u);
    return warnings.empty() ? "" : warnings[0].message;
  };
  EXPECT_EQ(warning("(1, 2) (3)"), "'tuple' object is not callable; perhaps you missed a comma?");
  EXPECT_EQ(warning("{1, 2} [0]"),
            "'set' object is not subscriptable; perhaps you missed a comma?");
  EXPECT_EQ(warning("5 ['a']"), "'int' object is not subscriptable; perhaps you missed a comma?");
  EXPECT_EQ(warning("'abc' ['a']"),
            "str indices must be integers or slices, not str; perhaps you missed a comma?");
  EXPECT_EQ(warning("[1] [2, 3]"),
            "list indices must be integers or slices, not tuple; perhaps you missed a comma?");
  EXPECT_EQ(warning("[x for x in y] [1.0]"),
            "list indices must be integers or slices, not float; perhaps you missed a comma?");
  EXPECT_EQ(warning("(1, 2) [None]"),
            "tuple indices must be integers or slices, not NoneType; perhaps you missed a comma?");
  EXPECT_EQ(warning("f'{x}' [{}]"),
            "str indices must be integers or slices, not dict; perhaps you missed a comma?");
  for (const char* fine :
       {"'abc'[True]", "[1][-1]", "b''[1:2]", "{}['a']", "(1,)[i]", "x['a']", "[1]['a'] = 2"}) {
    EXPECT_EQ(warning(fine), "") << fine;
  }
}

}  // namespace
}  // namespace gilt
