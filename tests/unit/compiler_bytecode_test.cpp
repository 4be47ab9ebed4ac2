// Opcode sequences, as CPython 3.14 writes them.
#include "tests/unit/compiler_support.h"

namespace gilt {
namespace {

// facts about the statements that people race on
TEST(Bytecode, GlobalIncrement) {
  EXPECT_EQ(code_of("def f():\n    global counter\n    counter += 1\n"),
            "LOAD_GLOBAL counter; LOAD_SMALL_INT 1; BINARY_OP +=; STORE_GLOBAL counter; "
            "LOAD_CONST None; RETURN_VALUE");
}

TEST(Bytecode, AttributeIncrement) {
  EXPECT_EQ(statement("a.count += 1"),
            "LOAD_FAST_BORROW a; COPY 1; LOAD_ATTR count; LOAD_SMALL_INT 1; BINARY_OP +=; SWAP 2; "
            "STORE_ATTR count");
}

TEST(Bytecode, SubscriptIncrement) {
  EXPECT_EQ(statement("a[b] += 1"),
            "LOAD_FAST_BORROW_LOAD_FAST_BORROW a, b; COPY 2; COPY 2; BINARY_OP []; "
            "LOAD_SMALL_INT 1; BINARY_OP +=; SWAP 3; SWAP 2; STORE_SUBSCR");
}

TEST(Bytecode, MethodCall) {
  EXPECT_EQ(
      statement("a.append(b)"),
      "LOAD_FAST_BORROW a; LOAD_ATTR append + NULL|self; LOAD_FAST_BORROW b; CALL 1; POP_TOP");
}

TEST(Bytecode, With) {
  std::string text = code_of("def f():\n    with lock:\n        x = 1\n");
  EXPECT_EQ(
      text,
      "LOAD_GLOBAL lock; COPY 1; LOAD_SPECIAL __exit__; SWAP 2; SWAP 3; LOAD_SPECIAL __enter__; "
      "CALL 0; POP_TOP; LOAD_SMALL_INT 1; STORE_FAST x; LOAD_CONST None; LOAD_CONST None; "
      "LOAD_CONST None; CALL 3; POP_TOP; LOAD_CONST None; RETURN_VALUE; PUSH_EXC_INFO; "
      "WITH_EXCEPT_START; TO_BOOL; POP_JUMP_IF_TRUE ->24; NOT_TAKEN; RERAISE 2; POP_TOP; "
      "POP_EXCEPT; POP_TOP; POP_TOP; POP_TOP; LOAD_CONST None; RETURN_VALUE; COPY 3; POP_EXCEPT; "
      "RERAISE 1");
}

TEST(Bytecode, Loops) {
  EXPECT_EQ(statement("for x in a: b(x)"),
            "LOAD_FAST_BORROW a; GET_ITER; FOR_ITER ->10; STORE_FAST_LOAD_FAST x, b; PUSH_NULL; "
            "LOAD_FAST_BORROW x; CALL 1; POP_TOP; JUMP_BACKWARD ->3; END_FOR; POP_ITER");
  EXPECT_EQ(statement("while a < b: a += 1"),
            "LOAD_FAST_BORROW_LOAD_FAST_BORROW a, b; COMPARE_OP bool(<); POP_JUMP_IF_FALSE ->10; "
            "NOT_TAKEN; LOAD_FAST_BORROW a; LOAD_SMALL_INT 1; BINARY_OP +=; STORE_FAST a; "
            "JUMP_BACKWARD ->1");
}

TEST(Bytecode, OperandOrder) {
  EXPECT_EQ(code_of("def f():\n    global c\n    c = g() + c\n"),
            "LOAD_GLOBAL g + NULL; CALL 0; LOAD_GLOBAL c; BINARY_OP +; STORE_GLOBAL c; "
            "LOAD_CONST None; RETURN_VALUE");
  EXPECT_EQ(code_of("def f():\n    global c\n    c += g()\n"),
            "LOAD_GLOBAL c; LOAD_GLOBAL g + NULL; CALL 0; BINARY_OP +=; STORE_GLOBAL c; "
            "LOAD_CONST None; RETURN_VALUE");
}

TEST(Bytecode, Expressions) {
  EXPECT_EQ(statement("a = b if c else 300"),
            "LOAD_FAST_BORROW c; TO_BOOL; POP_JUMP_IF_FALSE ->9; NOT_TAKEN; LOAD_FAST b; "
            "STORE_FAST a; LOAD_CONST None; RETURN_VALUE; LOAD_CONST 300; STORE_FAST a");
  EXPECT_EQ(statement("return a and b"),
            "LOAD_FAST a; COPY 1; TO_BOOL; POP_JUMP_IF_FALSE ->8; NOT_TAKEN; POP_TOP; LOAD_FAST b; "
            "RETURN_VALUE");
  EXPECT_EQ(statement("a[1:b] = c"),
            "LOAD_FAST_BORROW_LOAD_FAST_BORROW c, a; LOAD_SMALL_INT 1; LOAD_FAST_BORROW b; "
            "STORE_SLICE");
  EXPECT_EQ(statement("return a[1:2]"),
            "LOAD_FAST_BORROW a; LOAD_CONST slice(1, 2, None); BINARY_OP []; RETURN_VALUE");
  EXPECT_EQ(statement("a, b = b, a"), "LOAD_FAST_LOAD_FAST b, a; STORE_FAST_STORE_FAST b, a");
  EXPECT_EQ(statement("return f'{a!r:>{b}} {c}'"),
            "LOAD_FAST_BORROW a; CONVERT_VALUE repr; LOAD_CONST '>'; LOAD_FAST_BORROW b; "
            "FORMAT_SIMPLE; BUILD_STRING 2; FORMAT_WITH_SPEC; LOAD_CONST ' '; LOAD_FAST_BORROW c; "
            "FORMAT_SIMPLE; BUILD_STRING 3; RETURN_VALUE");
  EXPECT_EQ(statement("a(b, k=c)"),
            "LOAD_FAST_BORROW a; PUSH_NULL; LOAD_FAST_BORROW_LOAD_FAST_BORROW b, c; "
            "LOAD_CONST ('k',); CALL_KW 2; POP_TOP");
  EXPECT_EQ(statement("a(*b, **c)"),
            "LOAD_FAST_BORROW a; PUSH_NULL; LOAD_FAST_BORROW b; BUILD_MAP 0; LOAD_FAST_BORROW c; "
            "DICT_MERGE 1; CALL_FUNCTION_EX; POP_TOP");
  EXPECT_EQ(statement("return a < b < c"),
            "LOAD_FAST_LOAD_FAST a, b; SWAP 2; COPY 2; COMPARE_OP <; COPY 1; TO_BOOL; "
            "POP_JUMP_IF_FALSE ->13; NOT_TAKEN; POP_TOP; LOAD_FAST_BORROW c; COMPARE_OP <; "
            "RETURN_VALUE; SWAP 2; POP_TOP; RETURN_VALUE");
  EXPECT_EQ(statement("if a is not None: b()"),
            "LOAD_FAST_BORROW a; POP_JUMP_IF_NONE ->10; NOT_TAKEN; LOAD_FAST_BORROW b; PUSH_NULL; "
            "CALL 0; POP_TOP; LOAD_CONST None; RETURN_VALUE");
  EXPECT_EQ(statement("assert a, b"),
            "LOAD_FAST_BORROW a; TO_BOOL; POP_JUMP_IF_TRUE ->9; NOT_TAKEN; "
            "LOAD_COMMON_CONSTANT AssertionError; LOAD_FAST_BORROW b; CALL 0; RAISE_VARARGS 1");
}

// A simple "..." % (...) is written as an f-string is.
TEST(Bytecode, PercentFormat) {
  EXPECT_EQ(statement("return '%s=%5r%%' % (a, b)"),
            "LOAD_FAST_BORROW a; CONVERT_VALUE str; FORMAT_SIMPLE; LOAD_CONST '='; "
            "LOAD_FAST_BORROW b; CONVERT_VALUE repr; LOAD_CONST '>5'; FORMAT_WITH_SPEC; "
            "LOAD_CONST '%'; BUILD_STRING 4; RETURN_VALUE");
  EXPECT_EQ(statement("return '%d' % (a,)"),
            "LOAD_CONST '%d'; LOAD_FAST_BORROW a; BUILD_TUPLE 1; BINARY_OP %; RETURN_VALUE");
}

TEST(Bytecode, Constants) {
  EXPECT_EQ(statement("return 2 ** 10 + 1"), "LOAD_CONST 1025; RETURN_VALUE");
  EXPECT_EQ(statement("return -1"), "LOAD_CONST -1; RETURN_VALUE");
  EXPECT_EQ(statement("return (1, 'x', 2.5)"), "LOAD_CONST (1, 'x', 2.5); RETURN_VALUE");
  EXPECT_EQ(statement("return [1, 2, 3]"),
            "BUILD_LIST 0; LOAD_CONST (1, 2, 3); LIST_EXTEND 1; RETURN_VALUE");
  EXPECT_EQ(statement("return a in {1, 2}"),
            "LOAD_FAST_BORROW a; LOAD_CONST frozenset({1, 2}); CONTAINS_OP in; RETURN_VALUE");
  EXPECT_EQ(statement("return 'ab' * 2 + 'c'"), "LOAD_CONST 'ababc'; RETURN_VALUE");
  EXPECT_EQ(statement("return 1 + 2j"), "LOAD_CONST (1+2j); RETURN_VALUE");
  EXPECT_EQ(statement("return 1 << 100"),
            "LOAD_CONST 1267650600228229401496703205376; RETURN_VALUE");
  EXPECT_EQ(statement("return 1 // 0"),
            "LOAD_SMALL_INT 1; LOAD_SMALL_INT 0; BINARY_OP //; RETURN_VALUE");
  EXPECT_EQ(statement("return not 'x'"), "LOAD_CONST False; RETURN_VALUE");
  EXPECT_EQ(statement("if 0: a()"), "LOAD_CONST None; RETURN_VALUE");
}

// A borrowed local must keep its value until it is used, within the block.
TEST(Bytecode, BorrowedLoads) {
  EXPECT_EQ(statement("return [a, (a := b)]"),
            "LOAD_FAST_LOAD_FAST a, b; COPY 1; STORE_FAST a; BUILD_LIST 2; RETURN_VALUE");
  EXPECT_EQ(statement("x = a"), "LOAD_FAST a; STORE_FAST x");
  EXPECT_EQ(statement("b(a, c and 1)"),
            "LOAD_FAST b; PUSH_NULL; LOAD_FAST_LOAD_FAST a, c; COPY 1; TO_BOOL; "
            "POP_JUMP_IF_FALSE ->10; NOT_TAKEN; POP_TOP; LOAD_SMALL_INT 1; CALL 2; POP_TOP");
  // __exit__'s self stays on the stack during the body
  EXPECT_TRUE(statement("with a: a = None").starts_with("LOAD_FAST a; COPY 1; LOAD_SPECIAL"));
}

TEST(Bytecode, UnsetLocals) {
  EXPECT_EQ(code_of("def f(p):\n    if p:\n        x = 1\n    return x\n"),
            "LOAD_FAST_BORROW p; TO_BOOL; POP_JUMP_IF_FALSE ->7; NOT_TAKEN; LOAD_SMALL_INT 1; "
            "STORE_FAST x; LOAD_FAST_CHECK x; RETURN_VALUE");
  EXPECT_EQ(statement("del a; return a"), "DELETE_FAST a; LOAD_FAST_CHECK a; RETURN_VALUE");
}

TEST(Bytecode, ClosuresAndCells) {
  EXPECT_EQ(code_of("def f(x):\n    def g():\n        return x\n    return g\n"),
            "MAKE_CELL x; RESUME 0; LOAD_FAST_BORROW x; BUILD_TUPLE 1; LOAD_CONST <code>; "
            "MAKE_FUNCTION; "
            "SET_FUNCTION_ATTRIBUTE closure; STORE_FAST g; LOAD_FAST_BORROW g; RETURN_VALUE");
}

TEST(Bytecode, Generators) {
  EXPECT_EQ(
      code_of("def f():\n    yield 1\n"),
      "RETURN_GENERATOR; POP_TOP; RESUME 0; LOAD_SMALL_INT 1; YIELD_VALUE 0; RESUME 5; POP_TOP; "
      "LOAD_CONST None; RETURN_VALUE; CALL_INTRINSIC_1 INTRINSIC_STOPITERATION_ERROR; "
      "RERAISE 1");
  EXPECT_EQ(code_of("async def f(x):\n    return await x\n"),
            "RETURN_GENERATOR; POP_TOP; RESUME 0; LOAD_FAST_BORROW x; GET_AWAITABLE 0; "
            "LOAD_CONST None; SEND ->10; YIELD_VALUE 1; RESUME 3; JUMP_BACKWARD_NO_INTERRUPT ->6; "
            "END_SEND; RETURN_VALUE; CLEANUP_THROW; JUMP_BACKWARD_NO_INTERRUPT ->10; "
            "CALL_INTRINSIC_1 INTRINSIC_STOPITERATION_ERROR; RERAISE 1");
}

TEST(Bytecode, InlinedComprehension) {
  EXPECT_EQ(
      statement("return [x * 2 for x in a]"),
      "LOAD_FAST_BORROW a; GET_ITER; LOAD_FAST_AND_CLEAR x; SWAP 2; BUILD_LIST 0; SWAP 2; "
      "FOR_ITER ->13; STORE_FAST_LOAD_FAST x, x; LOAD_SMALL_INT 2; BINARY_OP *; LIST_APPEND 2; "
      "JUMP_BACKWARD ->7; END_FOR; POP_ITER; SWAP 2; STORE_FAST x; RETURN_VALUE; SWAP 2; "
      "POP_TOP; SWAP 2; STORE_FAST x; RERAISE 0");
}

TEST(Bytecode, Super) {
  EXPECT_EQ(
      code_of("class C(B):\n    def f(self):\n        super().f(1)\n", "C.f"),
      "COPY_FREE_VARS 1; RESUME 0; LOAD_GLOBAL super; LOAD_DEREF __class__; "
      "LOAD_FAST_BORROW self; LOAD_SUPER_ATTR f + NULL|self; LOAD_SMALL_INT 1; CALL 1; POP_TOP; "
      "LOAD_CONST None; RETURN_VALUE");
}

TEST(Bytecode, ClassBody) {
  EXPECT_EQ(code_of("class C:\n    def f(self):\n        self.x = 1\n", "C"),
            "LOAD_NAME __name__; STORE_NAME __module__; LOAD_CONST 'C'; STORE_NAME __qualname__; "
            "LOAD_SMALL_INT 1; STORE_NAME __firstlineno__; LOAD_CONST <code>; MAKE_FUNCTION; "
            "STORE_NAME f; LOAD_CONST ('x',); STORE_NAME __static_attributes__; LOAD_CONST None; "
            "RETURN_VALUE");
}

TEST(Bytecode, DeferredAnnotations) {
  std::string source = "def f(a: int) -> str: pass\n";
  EXPECT_EQ(code_of(source, "<module>"),
            "LOAD_CONST <code>; MAKE_FUNCTION; LOAD_CONST <code>; MAKE_FUNCTION; "
            "SET_FUNCTION_ATTRIBUTE annotate; STORE_NAME f; LOAD_CONST None; RETURN_VALUE");
  EXPECT_EQ(code_of(source, "__annotate__"),
            "LOAD_FAST_BORROW format; LOAD_SMALL_INT 2; COMPARE_OP >; POP_JUMP_IF_FALSE ->8; "
            "NOT_TAKEN; LOAD_COMMON_CONSTANT NotImplementedError; RAISE_VARARGS 1; LOAD_CONST 'a'; "
            "LOAD_GLOBAL int; LOAD_CONST 'return'; LOAD_GLOBAL str; BUILD_MAP 2; RETURN_VALUE");
  EXPECT_NE(code_of("from __future__ import annotations\ndef f(a: list[int|None]): pass\n",
                    "__annotate__")
                .find("LOAD_CONST 'list[int | None]'"),
            std::string::npos);
}

// What one function declares global is an explicit global of the module as well.
TEST(Bytecode, ModuleGlobals) {
  EXPECT_EQ(code_of("x = 1\ny = 2\ndef f():\n    global x\n", "<module>"),
            "LOAD_SMALL_INT 1; STORE_GLOBAL x; LOAD_SMALL_INT 2; STORE_NAME y; LOAD_CONST <code>; "
            "MAKE_FUNCTION; STORE_NAME f; LOAD_CONST None; RETURN_VALUE");
}

}  // namespace
}  // namespace gilt
