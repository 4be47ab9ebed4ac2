// Tokens: kinds, text, indentation, brackets, f-strings.
#include "bytecode/compiler/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace gilt::compiler {
namespace {

struct Lexed {
  explicit Lexed(std::string_view bytes) {
    SyntaxDiagnostic failure;
    EXPECT_TRUE(source.load(bytes, "f.py", arena, failure)) << failure.message;
    Lexer lexer(source, tokens, warnings);
    lexer.run();
    error = lexer.error();
  }
  /// The text of every token, separated by a space; indentation as > and <, line ends as |.
  std::string texts() const {
    std::string out;
    for (const Token& t : tokens) {
      if (!out.empty()) out += ' ';
      switch (t.kind) {
        case Tok::kIndent:
          out += '>';
          break;
        case Tok::kDedent:
          out += '<';
          break;
        case Tok::kNewline:
          out += '|';
          break;
        case Tok::kEndMarker:
          out += '.';
          break;
        case Tok::kError:
          out += "error";
          break;
        default:
          out += source.text().substr(t.start, t.end - t.start);
      }
    }
    return out;
  }

  ast::Arena arena;
  SourceText source;
  std::vector<Token> tokens;
  std::vector<SyntaxWarning> warnings;
  SyntaxDiagnostic error;
};

std::string texts(std::string_view source) { return Lexed(source).texts(); }

TEST(Lexer, SplitsOperators) {
  EXPECT_EQ(texts("a**=b//c->d:=e...f!=g<<=h@i"),
            "a **= b // c -> d := e ... f != g <<= h @ i | .");
  EXPECT_EQ(texts("a. b .. 1.e5 .5 1..real"), "a . b . . 1.e5 .5 1. . real | .");
}

TEST(Lexer, ReadsNumbers) {
  EXPECT_EQ(texts("1_000 0xFf_0 0o17 0b1_0 1.5e-3J 00 0.0 1e5"),
            "1_000 0xFf_0 0o17 0b1_0 1.5e-3J 00 0.0 1e5 | .");
  Lexed keyword("1if x else 2");
  EXPECT_EQ(keyword.texts(), "1 if x else 2 | .");
  ASSERT_EQ(keyword.warnings.size(), 1u);
  EXPECT_EQ(keyword.warnings[0].message, "invalid decimal literal");
}

TEST(Lexer, ReadsStringsWithPrefixes) {
  EXPECT_EQ(texts("r'a' Rb\"\\\"\" u'' '''x\ny''' br''"),
            "r'a' Rb\"\\\"\" u'' '''x\ny''' br'' | .");
  EXPECT_EQ(texts("ur'x'"), "ur 'x' | .");
}

TEST(Lexer, MarksIndentation) {
  EXPECT_EQ(texts("if a:\n  b\n\n  # c\n  d\ne"), "if a : | > b | d | < e | .");
  EXPECT_EQ(texts("if a:\n\tif b:\n\t\tc\n"), "if a : | > if b : | > c | < < .");
  EXPECT_EQ(Lexed("if a:\n\tb\n        c\n").error.type, "TabError");
}

TEST(Lexer, JoinsLines) { EXPECT_EQ(texts("(a\n  # c\n b)\nc \\\n d"), "( a b ) | c d | ."); }

TEST(Lexer, TakesFormatStringsApart) {
  EXPECT_EQ(texts("f'a{b!r:>{c}}{{d}}'"), "f' a { b ! r : > { c } } {{d}} ' | .");
  EXPECT_EQ(texts("f'{a['b']:x}'"), "f' { a [ 'b' ] : x } ' | .");
  EXPECT_EQ(texts("f\"{f'{1}'}\""), "f\" { f' { 1 } ' } \" | .");
  EXPECT_EQ(texts("rf'\\{x}' t'{y}'"), "rf' \\ { x } ' t' { y } ' | .");
}

TEST(Lexer, KnowsUnicodeIdentifiers) {
  EXPECT_EQ(texts("\303\251t\303\251 = \316\261"), "\303\251t\303\251 = \316\261 | .");
  EXPECT_EQ(Lexed("a = \342\202\254").error.message, "invalid character '\342\202\254' (U+20AC)");
  EXPECT_EQ(Lexed("a\302\240= 1").error.message, "invalid non-printable character U+00A0");
}

TEST(Lexer, KnowsKeywords) {
  Lexed lexed("lambda match nonlocal None none");
  EXPECT_EQ(lexed.tokens[0].kind, Tok::kLambda);
  EXPECT_EQ(lexed.tokens[1].kind, Tok::kName);
  EXPECT_EQ(lexed.tokens[2].kind, Tok::kNonlocal);
  EXPECT_EQ(lexed.tokens[3].kind, Tok::kNone);
  EXPECT_EQ(lexed.tokens[4].kind, Tok::kName);
}

}  // namespace
}  // namespace gilt::compiler
