// The recursive descent parser behind parse(): private to the parser_*.cpp files.
//
// Rules of the room:
//  1. A parse function returns null when its text does not match; it has then called fail() or
//     raise(), or a function that did. fail() only notes how far the parser came.
//  2. There are two passes, as in CPython: the first only finds out whether the program is well
//     formed; if it is not, the second (diagnosing_) goes over it again with the checks that word
//     an error. So well-formed programs pay nothing for good messages.
//  3. Once raise() was called (error_ is set) nothing else matters: callers return null at once.
//  4. Backtracking is explicit: mark = pos_, then reset(mark).
// Thread-safety: one parser, one thread. Source: CPython Grammar/python.gram, Parser/pegen.c.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/compiler/ast.h"
#include "bytecode/compiler/lexer.h"
#include "bytecode/compiler/parser.h"
#include "bytecode/compiler/source_text.h"
#include "bytecode/compiler/string_literal.h"
#include "bytecode/compiler/token.h"

namespace gilt::compiler {

/// What an expression stands in for: words the error for a bad target.
enum class TargetKind { kStar, kDel, kFor };

const char* expr_name(const ast::ExprNode* expr);

/// What a parse function that does not match returns: null or false.
struct NoMatch {
  template <typename T>
  operator T*() const {
    return nullptr;
  }
  operator bool() const { return false; }
};

class Parser {
 public:
  Parser(const SourceText& source, const std::vector<Token>& tokens, const Lexer& lexer,
         ParseMode mode, ast::Arena& arena, std::vector<SyntaxWarning>& warnings)
      : source_(source),
        tokens_(tokens),
        lexer_(lexer),
        mode_(mode),
        arena_(arena),
        warnings_(warnings) {}

  ast::ModNode* run(SyntaxDiagnostic& error);

 private:
  using Expr = ast::ExprNode;
  using Stmt = ast::StmtNode;
  using Pattern = ast::PatternNode;
  template <typename T>
  using List = std::vector<T>;

  // --- tokens (parser_impl.h) ---
  const Token& tok() const { return tokens_[pos_]; }
  Tok kind() const { return tokens_[pos_].kind; }
  Tok kind_after(size_t n) const {
    return pos_ + n < tokens_.size() ? tokens_[pos_ + n].kind : Tok::kEndMarker;
  }
  bool is(Tok k) const { return kind() == k; }
  const Token* accept(Tok k) { return is(k) ? &tokens_[pos_++] : nullptr; }
  const Token* expect(Tok k) {
    if (is(k)) return &tokens_[pos_++];
    fail();
    return nullptr;
  }
  std::string_view text_of(const Token& t) const {
    return source_.text().substr(t.start, t.end - t.start);
  }
  bool is_word(std::string_view word) const { return is(Tok::kName) && text_of(tok()) == word; }
  ast::Identifier identifier(const Token& name);
  void reset(size_t mark) {
    note_furthest();
    pos_ = mark;
  }
  void note_furthest() { look_at(pos_); }
  void look_at(size_t index) {
    if (index > furthest_ && index < tokens_.size()) furthest_ = index;
  }

  // --- nodes ---
  static ast::Location location(const Token& t) {
    return {t.lineno, t.col, t.end_lineno, t.end_col};
  }
  ast::Location here() const { return location(tok()); }
  /// A node that starts at `from` and ends at the token before this one.
  template <typename T>
  T* make(const ast::Location& from) {
    T* node = arena_.make<T>();
    set_location(node, from);
    return node;
  }
  void set_location(ast::Location* node, const ast::Location& from) const;
  template <typename T>
  ast::Seq<T> seq(const List<T>& items) {
    return arena_.copy(items);
  }
  Expr* name_node(const Token& t, ast::ExprContext ctx = ast::ExprContext::kLoad);
  Expr* constant(const Token& t, ast::ConstantKind kind);

  /// In the second pass an operator without its operand (a trailer, a comma) is left for others to
  /// complain about, as a PEG parser does: goes back to `mark` and returns `parsed`.
  template <typename T>
  T* prefix(size_t mark, T* parsed) {
    if (!second_pass_ || failed()) return nullptr;
    reset(mark);
    return parsed;
  }

  // --- failures (parser_errors.cpp) ---
  NoMatch fail() {
    note_furthest();
    return {};
  }
  bool failed() const { return static_cast<bool>(error_); }
  struct Range {
    int line, col, end_line, end_col;  // byte columns from 0; end_col -1: unknown
  };
  static Range range(const ast::Location& from, const ast::Location& to) {
    return {from.lineno, from.col_offset, to.end_lineno, to.end_col_offset};
  }
  static Range range(const ast::Location& at) { return range(at, at); }
  static Range range(const Token& at) { return range(location(at)); }
  Range range_to_here(const ast::Location& from);  // up to the last token read
  NoMatch raise(const Range& at, std::string message, const char* type = "SyntaxError");
  NoMatch raise(const Token& at, std::string message) {
    return raise(range(at), std::move(message));
  }
  NoMatch raise(const ast::Location* at, std::string message) {
    return raise(range(*at), std::move(message));
  }
  NoMatch raise_last(std::string message, const char* type = "SyntaxError");
  NoMatch too_complex();
  const Token* expect_forced(Tok k, const char* text);
  /// ':' of a compound statement; in the second pass a missing one before a line end is named.
  bool header_colon();
  const Expr* invalid_target(const Expr* expr, TargetKind kind) const;
  NoMatch raise_invalid_target(const Expr* expr, TargetKind kind);
  bool starts_expression(Tok k) const;
  bool diagnose_expression(size_t start, Expr* first);
  bool diagnose_legacy_call(size_t start);
  bool diagnose_named_expression(size_t start, Expr* parsed);
  bool diagnose_assignment(size_t start, Expr* target, bool first);
  bool diagnose_annotation(size_t start, Expr* target);
  bool diagnose_string_gap(size_t start);
  void generic_error(size_t last);
  void raise_never_closed();
  void locate(SyntaxDiagnostic& error, const Range& at) const;

  // --- statements (parser.cpp, parser_compound.cpp) ---
  ast::ModNode* module();
  bool statements(List<Stmt*>& out, Tok end);
  bool statement(List<Stmt*>& out);
  bool simple_statements(List<Stmt*>& out);
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* assignment(size_t start, Expr* first);
  Stmt* annotation(size_t start, Expr* target);
  Stmt* return_statement();
  Stmt* raise_statement();
  Stmt* del_statement();
  Stmt* assert_statement();
  Stmt* import_statement();
  Stmt* from_statement();
  Stmt* type_alias();
  template <typename T>
  Stmt* names_statement();
  bool dotted_name(ast::Identifier& out);
  bool import_target(ast::Alias* alias);
  Stmt* compound_statement();
  Stmt* decorated();
  Stmt* function(const ast::Location& from, bool is_async, const List<Expr*>& decorators);
  Stmt* class_definition(const List<Expr*>& decorators);
  Stmt* if_statement();
  Stmt* while_statement();
  Stmt* for_statement(const ast::Location& from, bool is_async);
  Stmt* with_statement(const ast::Location& from, bool is_async);
  bool with_items(List<ast::WithItem*>& items, bool parenthesized);
  ast::WithItem* with_item();
  Stmt* try_statement();
  ast::ExceptHandler* except_handler(bool* star);
  Stmt* async_statement();
  Stmt* match_statement();
  bool block(ast::Seq<Stmt*>& out, const char* what, int line);
  bool else_block(ast::Seq<Stmt*>& out);
  bool type_params(ast::Seq<ast::TypeParamNode*>& out);
  ast::TypeParamNode* type_param();

  // --- parameters and calls (parser_args.cpp) ---
  ast::Arguments* parameters(bool lambda);
  ast::Arg* parameter(bool lambda, bool star);
  bool parameter_end(bool lambda) const { return is(lambda ? Tok::kColon : Tok::kRpar); }
  bool call_arguments(List<Expr*>& args, List<ast::Keyword*>& keywords, bool generator);
  bool keyword_argument(List<ast::Keyword*>& keywords);
  bool misplaced_argument(const List<ast::Keyword*>& keywords);
  void check_keywords(const List<ast::Keyword*>& keywords);

  // --- patterns (parser_pattern.cpp) ---
  ast::MatchCase* case_block();
  Pattern* patterns();
  Pattern* pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* maybe_star_pattern();
  bool pattern_list(List<Pattern*>& out, Tok end, bool* comma);
  Pattern* mapping_pattern();
  Pattern* class_or_value_pattern();
  bool capture_name(ast::Identifier& out);
  Expr* literal_expr();
  Expr* signed_number(bool* is_complex);

  // --- expressions (parser_expr.cpp, parser_atom.cpp) ---
  Expr* star_expressions();
  Expr* star_expression();
  Expr* expressions();
  Expr* expression();
  Expr* expression_quiet();  // without the checks of the second pass
  Expr* if_expression(const ast::Location& from, Expr* body);
  Expr* named_expression();
  Expr* star_named_expression();
  Expr* yield_expression();
  Expr* annotated_rhs();
  Expr* logical(Tok token, ast::BoolOperator op, Expr* (Parser::*operand)());
  Expr* disjunction();
  Expr* conjunction();
  Expr* inversion();
  Expr* comparison();
  bool comparison_operator(ast::CmpOp& op);
  Expr* bitwise_or() { return binary(1); }
  Expr* binary(int min_precedence);
  Expr* factor();
  Expr* power();
  Expr* await_primary();
  Expr* primary();
  Expr* slices();
  Expr* slice();
  Expr* atom();
  Expr* group_or_tuple();
  Expr* list_or_comprehension();
  Expr* brace_display();
  template <class Comp>
  Expr* comprehension_display(const ast::Location& from, const List<Expr*>& elts, Tok close);
  Expr* comprehension_after_comma(const Expr& element, const Token& comma);
  Expr* dict_display(const ast::Location& from, Expr* first_key);
  bool dict_item(List<Expr*>& keys, List<Expr*>& values, Expr* key);
  Expr* lambda();
  Expr* number(const Token& t);
  Expr* starred(bool bitwise);
  bool comprehension_follows() {
    if (is(Tok::kAsync)) look_at(pos_ + 1);
    return is(Tok::kFor) || (is(Tok::kAsync) && kind_after(1) == Tok::kFor);
  }
  bool comprehension_clauses(ast::Seq<ast::Comprehension*>& out);
  ast::Comprehension* comprehension_clause();

  // --- targets (parser_target.cpp) ---
  Expr* star_targets();
  Expr* star_target();
  bool valid_target(const Expr* expr, bool star_ok) const;
  bool valid_single_target(const Expr* expr) const;
  bool valid_del_target(const Expr* expr) const;
  void set_context(Expr* expr, ast::ExprContext ctx);

  // --- strings (parser_string.cpp) ---
  Expr* strings();
  struct StringParts;
  bool plain_string(const Token& t, StringParts& parts);
  bool format_string(StringParts& parts);
  bool replacement_field(StringParts& parts, char kind, bool raw, bool in_spec);
  bool diagnose_field(char kind, size_t brace);
  Expr* format_spec(char kind, bool raw);
  bool decode(std::string_view body, const Token& t, bool raw, bool bytes, bool braces,
              std::string& out);
  Expr* text_constant(const ast::Location& from, const ast::Location& to, std::string_view text);

  const SourceText& source_;
  const std::vector<Token>& tokens_;
  const Lexer& lexer_;
  ParseMode mode_;
  ast::Arena& arena_;
  std::vector<SyntaxWarning>& warnings_;

  size_t pos_ = 0;
  size_t furthest_ = 0;      // the last token that any attempt looked at
  bool diagnosing_ = false;  // in the second pass, but for quiet attempts
  bool second_pass_ = false;
  size_t effort_ = 0;     // expressions tried in the second pass
  int depth_ = 0;         // nested calls of parse functions
  int chain_height_ = 0;  // tallest left-nested chain in the expression being read
  SyntaxDiagnostic error_;
  SyntaxDiagnostic late_error_;  // reported only if the grammar has no complaint

  friend struct NestingGuard;
  friend struct ChainGuard;
};

/// Limits how deep parse functions nest, so that no program overflows the C++ stack.
struct NestingGuard {
  static constexpr int kMaxDepth = 1200;
  explicit NestingGuard(Parser& parser) : parser(parser) { ++parser.depth_; }
  ~NestingGuard() { --parser.depth_; }
  bool too_deep() const {
    if (parser.depth_ <= kMaxDepth) return false;
    parser.too_complex();
    return true;
  }
  Parser& parser;
};

/// Limits how tall trees grow through chains (a+a+a..., a.b.c...), which nest without any call.
struct ChainGuard {
  static constexpr int kMaxChain = 5000;
  explicit ChainGuard(Parser& parser) : parser(parser), outer(parser.chain_height_) {
    parser.chain_height_ = 0;
  }
  ~ChainGuard() {
    parser.chain_height_ += length;
    if (parser.chain_height_ < outer) parser.chain_height_ = outer;
  }
  bool too_long() {
    if (++length + parser.chain_height_ <= kMaxChain) return false;
    parser.raise_last("maximum recursion depth exceeded during compilation", "RecursionError");
    return true;
  }
  Parser& parser;
  int outer;
  int length = 0;
};

}  // namespace gilt::compiler
