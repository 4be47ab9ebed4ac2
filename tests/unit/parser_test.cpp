// Syntax trees of small programs, in the form of Python's ast.dump (they are those of CPython).
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>

#include "bytecode/compiler/ast_dump.h"
#include "bytecode/compiler/parser.h"

namespace gilt::compiler {
namespace {

std::string tree_of(std::string_view source, ParseMode mode = ParseMode::kExec,
                    bool attributes = false) {
  ast::Arena arena;
  ParseResult result = parse(source, mode, arena);
  return result.module ? ast::dump(result.module, attributes) : result.error.message;
}

struct TreeCase {
  const char* source;
  const char* body;  // of the Module
};

TEST(Parser, TreesAreThoseOfCPython) {
  static const TreeCase kCases[] = {
      {"x = 1", "Assign(targets=[Name(id='x', ctx=Store())], value=Constant(value=1))"},
      {"x: int = 0xFF",
       "AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', ctx=Load()), "
       "value=Constant(value=255), simple=1)"},
      {"x += 1_000",
       "AugAssign(target=Name(id='x', ctx=Store()), op=Add(), value=Constant(value=1000))"},
      {"a, *b = c",
       "Assign(targets=[Tuple(elts=[Name(id='a', ctx=Store()), Starred(value=Name(id='b', "
       "ctx=Store()), ctx=Store())], ctx=Store())], value=Name(id='c', ctx=Load()))"},
      {"a = b = (yield)",
       "Assign(targets=[Name(id='a', ctx=Store()), Name(id='b', ctx=Store())], "
       "value=Yield())"},
      {"del a, (b[0], c.d)",
       "Delete(targets=[Name(id='a', ctx=Del()), Tuple(elts=[Subscript(value=Name(id='b', "
       "ctx=Load()), slice=Constant(value=0), ctx=Del()), Attribute(value=Name(id='c', "
       "ctx=Load()), attr='d', ctx=Del())], ctx=Del())])"},
      {"lambda a, /, b=1, *c, d, e=2, **f: 0",
       "Expr(value=Lambda(args=arguments(posonlyargs=[arg(arg='a')], args=[arg(arg='b')], "
       "vararg=arg(arg='c'), kwonlyargs=[arg(arg='d'), arg(arg='e')], kw_defaults=[None, "
       "Constant(value=2)], kwarg=arg(arg='f'), defaults=[Constant(value=1)]), "
       "body=Constant(value=0)))"},
      {"def f(a, /, b: int = 1, *args: *Ts, c, d=2, **kw) -> int: return",
       "FunctionDef(name='f', args=arguments(posonlyargs=[arg(arg='a')], "
       "args=[arg(arg='b', annotation=Name(id='int', ctx=Load()))], vararg=arg(arg='args', "
       "annotation=Starred(value=Name(id='Ts', ctx=Load()), ctx=Load())), "
       "kwonlyargs=[arg(arg='c'), arg(arg='d')], kw_defaults=[None, Constant(value=2)], "
       "kwarg=arg(arg='kw'), defaults=[Constant(value=1)]), body=[Return()], "
       "returns=Name(id='int', ctx=Load()))"},
      {"async def f(): await x; return [y async for y in z]",
       "AsyncFunctionDef(name='f', args=arguments(), "
       "body=[Expr(value=Await(value=Name(id='x', ctx=Load()))), "
       "Return(value=ListComp(elt=Name(id='y', ctx=Load()), "
       "generators=[comprehension(target=Name(id='y', ctx=Store()), iter=Name(id='z', "
       "ctx=Load()), is_async=1)]))])"},
      {"@dec(1)\nclass A(B, metaclass=M): x: int",
       "ClassDef(name='A', bases=[Name(id='B', ctx=Load())], "
       "keywords=[keyword(arg='metaclass', value=Name(id='M', ctx=Load()))], "
       "body=[AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', "
       "ctx=Load()), simple=1)], decorator_list=[Call(func=Name(id='dec', ctx=Load()), "
       "args=[Constant(value=1)])])"},
      {"class A[T: int = str, *Ts, **P]: pass",
       "ClassDef(name='A', body=[Pass()], type_params=[TypeVar(name='T', "
       "bound=Name(id='int', ctx=Load()), default_value=Name(id='str', ctx=Load())), "
       "TypeVarTuple(name='Ts'), ParamSpec(name='P')])"},
      {"type X[T] = list[T]",
       "TypeAlias(name=Name(id='X', ctx=Store()), type_params=[TypeVar(name='T')], "
       "value=Subscript(value=Name(id='list', ctx=Load()), slice=Name(id='T', ctx=Load()), "
       "ctx=Load()))"},
      {"type = 1", "Assign(targets=[Name(id='type', ctx=Store())], value=Constant(value=1))"},
      {"match(x)",
       "Expr(value=Call(func=Name(id='match', ctx=Load()), args=[Name(id='x', "
       "ctx=Load())]))"},
      {"match x:\n  case [1, -2.5, \"a\" | None, *_]: pass\n  case {\"k\": v, **rest} if v: pass\n "
       " case A.B(x, y=_) as z: pass\n  case 1 + 2j, (a): pass",
       "Match(subject=Name(id='x', ctx=Load()), "
       "cases=[match_case(pattern=MatchSequence(patterns=[MatchValue(value=Constant(value=1"
       ")), MatchValue(value=UnaryOp(op=USub(), operand=Constant(value=2.5))), "
       "MatchOr(patterns=[MatchValue(value=Constant(value='a')), "
       "MatchSingleton(value=None)]), MatchStar()]), body=[Pass()]), "
       "match_case(pattern=MatchMapping(keys=[Constant(value='k')], "
       "patterns=[MatchAs(name='v')], rest='rest'), guard=Name(id='v', ctx=Load()), "
       "body=[Pass()]), match_case(pattern=MatchAs(pattern=MatchClass(cls=Attribute(value=N"
       "ame(id='A', ctx=Load()), attr='B', ctx=Load()), patterns=[MatchAs(name='x')], "
       "kwd_attrs=['y'], kwd_patterns=[MatchAs()]), name='z'), body=[Pass()]), "
       "match_case(pattern=MatchSequence(patterns=[MatchValue(value=BinOp(left=Constant(val"
       "ue=1), op=Add(), right=Constant(value=2j))), MatchAs(name='a')]), body=[Pass()])])"},
      {"for i, j in a, b: pass\nelse: break",
       "For(target=Tuple(elts=[Name(id='i', ctx=Store()), Name(id='j', ctx=Store())], "
       "ctx=Store()), iter=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', "
       "ctx=Load())], ctx=Load()), body=[Pass()], orelse=[Break()])"},
      {"while a: continue", "While(test=Name(id='a', ctx=Load()), body=[Continue()])"},
      {"if a: b\nelif c: d\nelse: e",
       "If(test=Name(id='a', ctx=Load()), body=[Expr(value=Name(id='b', ctx=Load()))], "
       "orelse=[If(test=Name(id='c', ctx=Load()), body=[Expr(value=Name(id='d', "
       "ctx=Load()))], orelse=[Expr(value=Name(id='e', ctx=Load()))])])"},
      {"with (a as b, c): pass",
       "With(items=[withitem(context_expr=Name(id='a', ctx=Load()), "
       "optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', "
       "ctx=Load()))], body=[Pass()])"},
      {"with (a), b as (c, d): pass",
       "With(items=[withitem(context_expr=Name(id='a', ctx=Load())), "
       "withitem(context_expr=Name(id='b', ctx=Load()), "
       "optional_vars=Tuple(elts=[Name(id='c', ctx=Store()), Name(id='d', ctx=Store())], "
       "ctx=Store()))], body=[Pass()])"},
      {"try: a\nexcept B as e: c\nexcept (D, E): f\nelse: g\nfinally: h",
       "Try(body=[Expr(value=Name(id='a', ctx=Load()))], "
       "handlers=[ExceptHandler(type=Name(id='B', ctx=Load()), name='e', "
       "body=[Expr(value=Name(id='c', ctx=Load()))]), "
       "ExceptHandler(type=Tuple(elts=[Name(id='D', ctx=Load()), Name(id='E', "
       "ctx=Load())], ctx=Load()), body=[Expr(value=Name(id='f', ctx=Load()))])], "
       "orelse=[Expr(value=Name(id='g', ctx=Load()))], finalbody=[Expr(value=Name(id='h', "
       "ctx=Load()))])"},
      {"try: a\nexcept* B: c",
       "TryStar(body=[Expr(value=Name(id='a', ctx=Load()))], "
       "handlers=[ExceptHandler(type=Name(id='B', ctx=Load()), "
       "body=[Expr(value=Name(id='c', ctx=Load()))])])"},
      {"import a.b as c, d", "Import(names=[alias(name='a.b', asname='c'), alias(name='d')])"},
      {"from .. import x as y, z",
       "ImportFrom(names=[alias(name='x', asname='y'), alias(name='z')], level=2)"},
      {"from a.b import *", "ImportFrom(module='a.b', names=[alias(name='*')], level=0)"},
      {"global a, b", "Global(names=['a', 'b'])"},
      {"assert a, b", "Assert(test=Name(id='a', ctx=Load()), msg=Name(id='b', ctx=Load()))"},
      {"raise a from b", "Raise(exc=Name(id='a', ctx=Load()), cause=Name(id='b', ctx=Load()))"},
      {"a or b and not c",
       "Expr(value=BoolOp(op=Or(), values=[Name(id='a', ctx=Load()), BoolOp(op=And(), "
       "values=[Name(id='b', ctx=Load()), UnaryOp(op=Not(), operand=Name(id='c', "
       "ctx=Load()))])]))"},
      {"a < b is not c not in d",
       "Expr(value=Compare(left=Name(id='a', ctx=Load()), ops=[Lt(), IsNot(), NotIn()], "
       "comparators=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load()), Name(id='d', "
       "ctx=Load())]))"},
      {"-a ** -b // c @ d",
       "Expr(value=BinOp(left=BinOp(left=UnaryOp(op=USub(), "
       "operand=BinOp(left=Name(id='a', ctx=Load()), op=Pow(), right=UnaryOp(op=USub(), "
       "operand=Name(id='b', ctx=Load())))), op=FloorDiv(), right=Name(id='c', "
       "ctx=Load())), op=MatMult(), right=Name(id='d', ctx=Load())))"},
      {"a if b else c",
       "Expr(value=IfExp(test=Name(id='b', ctx=Load()), body=Name(id='a', ctx=Load()), "
       "orelse=Name(id='c', ctx=Load())))"},
      {"(x := 1)",
       "Expr(value=NamedExpr(target=Name(id='x', ctx=Store()), value=Constant(value=1)))"},
      {"f(a, *b, c=d, **e)",
       "Expr(value=Call(func=Name(id='f', ctx=Load()), args=[Name(id='a', ctx=Load()), "
       "Starred(value=Name(id='b', ctx=Load()), ctx=Load())], keywords=[keyword(arg='c', "
       "value=Name(id='d', ctx=Load())), keyword(value=Name(id='e', ctx=Load()))]))"},
      {"f(x for x in y)",
       "Expr(value=Call(func=Name(id='f', ctx=Load()), args=[GeneratorExp(elt=Name(id='x', "
       "ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), "
       "iter=Name(id='y', ctx=Load()), is_async=0)])]))"},
      {"{1: 2, **a}",
       "Expr(value=Dict(keys=[Constant(value=1), None], values=[Constant(value=2), "
       "Name(id='a', ctx=Load())]))"},
      {"{*a, 1}",
       "Expr(value=Set(elts=[Starred(value=Name(id='a', ctx=Load()), ctx=Load()), "
       "Constant(value=1)]))"},
      {"{a: b for a, b in c if d if e}",
       "Expr(value=DictComp(key=Name(id='a', ctx=Load()), value=Name(id='b', ctx=Load()), "
       "generators=[comprehension(target=Tuple(elts=[Name(id='a', ctx=Store()), "
       "Name(id='b', ctx=Store())], ctx=Store()), iter=Name(id='c', ctx=Load()), "
       "ifs=[Name(id='d', ctx=Load()), Name(id='e', ctx=Load())], is_async=0)]))"},
      {"a[1:2, ::3, *b, ...]",
       "Expr(value=Subscript(value=Name(id='a', ctx=Load()), "
       "slice=Tuple(elts=[Slice(lower=Constant(value=1), upper=Constant(value=2)), "
       "Slice(step=Constant(value=3)), Starred(value=Name(id='b', ctx=Load()), "
       "ctx=Load()), Constant(value=Ellipsis)], ctx=Load()), ctx=Load()))"},
      {"[]", "Expr(value=List(ctx=Load()))"},
      {"()", "Expr(value=Tuple(ctx=Load()))"},
      {"'a' \"b\" u'c'", "Expr(value=Constant(value='abc'))"},
      {"b'\\x00\\'' rb'\\n'", "Expr(value=Constant(value=b\"\\x00'\\\\n\"))"},
      {"'\\n\\x41\\u00e9\\101\\\n'", "Expr(value=Constant(value='\\nA\303\251A'))"},
      {"f'a{b!r:>{c}}{{d}}{e=}' 'f'",
       "Expr(value=JoinedStr(values=[Constant(value='a'), "
       "FormattedValue(value=Name(id='b', ctx=Load()), conversion=114, "
       "format_spec=JoinedStr(values=[Constant(value='>'), "
       "FormattedValue(value=Name(id='c', ctx=Load()), conversion=-1)])), "
       "Constant(value='{d}e='), FormattedValue(value=Name(id='e', ctx=Load()), "
       "conversion=114), Constant(value='f')]))"},
      {"f'{x:{y}}' rf'\\{z}'",
       "Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), "
       "conversion=-1, format_spec=JoinedStr(values=[FormattedValue(value=Name(id='y', "
       "ctx=Load()), conversion=-1)])), Constant(value='\\\\'), "
       "FormattedValue(value=Name(id='z', ctx=Load()), conversion=-1)]))"},
      {"1.5e3 + 2j",
       "Expr(value=BinOp(left=Constant(value=1500.0), op=Add(), right=Constant(value=2j)))"},
      {"12345678901234567890", "Expr(value=Constant(value=12345678901234567890))"},
      {"True, None, ...",
       "Expr(value=Tuple(elts=[Constant(value=True), Constant(value=None), "
       "Constant(value=Ellipsis)], ctx=Load()))"},
      {"x = yield from y",
       "Assign(targets=[Name(id='x', ctx=Store())], value=YieldFrom(value=Name(id='y', "
       "ctx=Load())))"},
      {"\303\251\314\201 = \357\254\201",
       "Assign(targets=[Name(id='\303\251\314\201', ctx=Store())], value=Name(id='fi', "
       "ctx=Load()))"},
  };
  for (const TreeCase& test : kCases) {
    EXPECT_EQ(tree_of(test.source), "Module(body=[" + std::string(test.body) + "])") << test.source;
  }
}

TEST(Parser, KeepsPositionsInBytes) {
  EXPECT_EQ(tree_of("\303\251 = f(\n 1)", ParseMode::kExec, true),
            "Module(body=[Assign(targets=[Name(id='\303\251', ctx=Store(), lineno=1, "
            "col_offset=0, end_lineno=1, end_col_offset=2)], value=Call(func=Name(id='f', "
            "ctx=Load(), lineno=1, col_offset=5, end_lineno=1, end_col_offset=6), "
            "args=[Constant(value=1, lineno=2, col_offset=1, end_lineno=2, end_col_offset=2)], "
            "lineno=1, col_offset=5, end_lineno=2, end_col_offset=3), lineno=1, col_offset=0, "
            "end_lineno=2, end_col_offset=3)])");
}

TEST(Parser, ParsesTemplateStrings) {
  EXPECT_EQ(tree_of("t'a{b + c !r}'", ParseMode::kEval),
            "Expression(body=TemplateStr(values=[Constant(value='a'), "
            "Interpolation(value=BinOp(left=Name(id='b', ctx=Load()), op=Add(), "
            "right=Name(id='c', ctx=Load())), str='b + c', conversion=114)]))");
}

TEST(Parser, ParsesExceptWithoutParentheses) {
  EXPECT_EQ(tree_of("try: pass\nexcept A, B: pass"),
            "Module(body=[Try(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=["
            "Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), "
            "body=[Pass()])])])");
}

TEST(Parser, KeepsBigNumbersAsText) {
  EXPECT_EQ(tree_of("0o7777777777777777777777", ParseMode::kEval),
            "Expression(body=Constant(value=0x3ffffffffffffffff))");
  EXPECT_EQ(tree_of("0xFFFF_FFFF_FFFF_FFFF", ParseMode::kEval),
            "Expression(body=Constant(value=0xFFFFFFFFFFFFFFFF))");
  EXPECT_EQ(tree_of("9223372036854775807", ParseMode::kEval),
            "Expression(body=Constant(value=9223372036854775807))");
  EXPECT_EQ(tree_of("1e400", ParseMode::kEval), "Expression(body=Constant(value=inf))");
}

TEST(Parser, ReadsLineEndsAndByteOrderMark) {
  EXPECT_EQ(tree_of("\xEF\xBB\xBFif x:\r\n  y\rz"),
            "Module(body=[If(test=Name(id='x', ctx=Load()), body=[Expr(value=Name(id='y', "
            "ctx=Load()))]), Expr(value=Name(id='z', ctx=Load()))])");
  EXPECT_EQ(tree_of("# coding: latin-1\n'\xe9'"),
            "Module(body=[Expr(value=Constant(value='\303\251'))])");
}

TEST(Parser, WarnsOfInvalidEscapes) {
  ast::Arena arena;
  ParseResult result = parse("x = 1\ny = '\\d' '\\777'", ParseMode::kExec, arena);
  ASSERT_EQ(result.warnings.size(), 2u);
  EXPECT_EQ(result.warnings[0].message,
            "\"\\d\" is an invalid escape sequence. Such sequences will not work in the future. "
            "Did you mean \"\\\\d\"? A raw string is also an option.");
  EXPECT_EQ(result.warnings[0].line, 2);
  EXPECT_EQ(result.warnings[1].message,
            "\"\\777\" is an invalid octal escape sequence. Such sequences will not work in the "
            "future. Did you mean \"\\\\777\"? A raw string is also an option.");
}

enum class Prompt { kComplete, kIncomplete, kError };

Prompt at_prompt(std::string_view source) {
  ast::Arena arena;
  ParseResult result = parse(source, ParseMode::kPrompt, arena);
  return result.module             ? Prompt::kComplete
         : result.error.incomplete ? Prompt::kIncomplete
                                   : Prompt::kError;
}

TEST(Parser, TellsAPromptWhenToReadOn) {
  for (const char* source : {"x\n", "\n", "# c\n", "x = 1; y\n", "if x: y\n\n", "if x:\n  y\n\n"}) {
    EXPECT_EQ(at_prompt(source), Prompt::kComplete) << source;
  }
  for (const char* source :
       {"if x:\n", "if x:\n  y\n", "if x: y\n", "x = (1\n", "'''a\n", "@a\n", "try:\n  a\n",
        "a \\\n", "class A:\n", "if x:\n  y\nelse:\n", "match x:\n", "f'''{\n"}) {
    EXPECT_EQ(at_prompt(source), Prompt::kIncomplete) << source;
  }
  for (const char* source : {"x +\n", ")\n", "'a\n", "x y\n", "x\ny\n"}) {
    EXPECT_EQ(at_prompt(source), Prompt::kError) << source;
  }
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Parser, LimitsNesting) {
  const std::string too_complex = "Parser stack overflowed - Python source too complex to parse";
  EXPECT_EQ(tree_of(repeat("(", 201) + "x" + repeat(")", 201)), "too many nested parentheses");
  EXPECT_EQ(tree_of(repeat("not ", 100000) + "x"), too_complex);
  EXPECT_EQ(tree_of(repeat("-", 100000) + "x"), too_complex);
  EXPECT_EQ(tree_of(repeat("lambda: ", 100000) + "x"), too_complex);
  EXPECT_EQ(tree_of(repeat("x if y else ", 100000) + "x"), too_complex);
  EXPECT_EQ(tree_of("if x: y\n" + repeat("elif x: y\n", 5000)), too_complex);
  EXPECT_EQ(tree_of("x" + repeat("+x", 100000)),
            "maximum recursion depth exceeded during compilation");
  EXPECT_EQ(tree_of("x" + repeat(".x", 100000)),
            "maximum recursion depth exceeded during compilation");
  std::string deep;
  for (int i = 0; i < 101; ++i) deep += std::string(static_cast<size_t>(i), ' ') + "if x:\n";
  EXPECT_EQ(tree_of(deep), "too many levels of indentation");
}

TEST(Parser, WordsErrorsOfDeepProgramsQuickly) {
  for (const char* part : {"(x if ", "print [", "f(", "x[a = ", "\"a\" (", "{x: ", "f(**f("}) {
    std::string source = repeat(part, 90) + "!";
    for (size_t i = source.size(); i-- > 0;) {
      if (source[i] == '(') source += ')';
      if (source[i] == '[') source += ']';
      if (source[i] == '{') source += '}';
    }
    ast::Arena arena;
    EXPECT_FALSE(parse(source, ParseMode::kExec, arena).module) << part;
  }
}

}  // namespace
}  // namespace gilt::compiler
