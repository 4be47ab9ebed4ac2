// parse() and the simple statements.
#include "bytecode/compiler/parser.h"

#include "base/unicode.h"
#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

ParseResult parse(std::string_view source, ParseMode mode, Arena& arena,
                  std::string_view filename) {
  ParseResult result;
  SourceText text;
  if (text.load(source, filename, arena, result.error)) {
    std::vector<Token> tokens;
    Lexer lexer(text, tokens, result.warnings);
    lexer.run();
    Parser parser(text, tokens, lexer, mode, arena, result.warnings);
    result.module = parser.run(result.error);
  }
  if (result.error) result.error.filename = std::string(filename);
  return result;
}

Identifier Parser::identifier(const Token& name) {
  std::string_view text = text_of(name);
  for (char c : text) {
    if (static_cast<uint8_t>(c) >= 128) {
      return arena_.copy(std::string_view(normalize(text, Normalization::kNfkc)));
    }
  }
  return text;
}

void Parser::set_location(Location* node, const Location& from) const {
  node->lineno = from.lineno;
  node->col_offset = from.col_offset;
  size_t last = pos_ - 1;
  while (last > 0 && (tokens_[last].kind == Tok::kNewline || tokens_[last].kind == Tok::kIndent ||
                      tokens_[last].kind == Tok::kDedent)) {
    --last;
  }
  node->end_lineno = tokens_[last].end_lineno;
  node->end_col_offset = tokens_[last].end_col;
}

ExprNode* Parser::name_node(const Token& t, ExprContext ctx) {
  auto* node = arena_.make<Name>();
  static_cast<Location&>(*node) = location(t);
  node->id = identifier(t);
  node->ctx = ctx;
  return node;
}

ExprNode* Parser::constant(const Token& t, ConstantKind kind) {
  auto* node = arena_.make<Constant>();
  static_cast<Location&>(*node) = location(t);
  node->value_kind = kind;
  return node;
}

ModNode* Parser::module() {
  if (mode_ == ParseMode::kExec) {
    List<Stmt*> body;
    if (!statements(body, Tok::kEndMarker)) return nullptr;
    auto* node = arena_.make<Module>();
    node->body = seq(body);
    return node;
  }
  if (mode_ == ParseMode::kEval) {
    Expr* body = expressions();
    while (body && accept(Tok::kNewline)) {
    }
    if (!body || !expect(Tok::kEndMarker)) return nullptr;
    auto* node = arena_.make<Expression>();
    node->body = body;
    return node;
  }
  List<Stmt*> body;
  if (!is(Tok::kEndMarker) && !statement(body)) return nullptr;
  if (!is(Tok::kEndMarker)) {
    note_furthest();
    return raise(tok(), "multiple statements found while compiling a single statement");
  }
  auto* node = arena_.make<Interactive>();
  node->body = seq(body);
  return node;
}

bool Parser::statements(List<Stmt*>& out, Tok end) {
  while (!is(end)) {
    if (!statement(out)) return false;
  }
  return true;
}

bool Parser::statement(List<Stmt*>& out) {
  chain_height_ = 0;
  switch (kind()) {
    case Tok::kIf:
    case Tok::kWhile:
    case Tok::kFor:
    case Tok::kTry:
    case Tok::kWith:
    case Tok::kDef:
    case Tok::kClass:
    case Tok::kAt:
    case Tok::kAsync: {
      Stmt* node = compound_statement();
      if (node) out.push_back(node);
      return node != nullptr;
    }
    case Tok::kName:
      if (is_word("match")) {
        if (Stmt* node = match_statement()) {
          out.push_back(node);
          return true;
        }
        if (failed()) return false;
      }
      break;
    default:
      break;
  }
  return simple_statements(out);
}

bool Parser::simple_statements(List<Stmt*>& out) {
  do {
    Stmt* node = simple_statement();
    if (!node) return false;
    out.push_back(node);
  } while (accept(Tok::kSemi) && !is(Tok::kNewline));
  return expect(Tok::kNewline) != nullptr;
}

StmtNode* Parser::simple_statement() {
  Location from = here();
  switch (kind()) {
    case Tok::kPass:
      ++pos_;
      return make<Pass>(from);
    case Tok::kBreak:
      ++pos_;
      return make<Break>(from);
    case Tok::kContinue:
      ++pos_;
      return make<Continue>(from);
    case Tok::kReturn:
      return return_statement();
    case Tok::kRaise:
      return raise_statement();
    case Tok::kDel:
      return del_statement();
    case Tok::kAssert:
      return assert_statement();
    case Tok::kImport:
      return import_statement();
    case Tok::kFrom:
      return from_statement();
    case Tok::kGlobal:
      return names_statement<Global>();
    case Tok::kNonlocal:
      return names_statement<Nonlocal>();
    case Tok::kName:
      if (is_word("type") && kind_after(1) == Tok::kName &&
          (kind_after(2) == Tok::kEqual || kind_after(2) == Tok::kLsqb)) {
        return type_alias();
      }
      if (is_word("type") && kind_after(1) == Tok::kName) {
        look_at(pos_ + 2);  // an alias without its value
      }
      return expression_statement();
    default:
      return expression_statement();
  }
}

namespace {

bool augmented_operator(Tok kind, Operator& op) {
  switch (kind) {
    case Tok::kPlusEqual:
      op = Operator::kAdd;
      return true;
    case Tok::kMinEqual:
      op = Operator::kSub;
      return true;
    case Tok::kStarEqual:
      op = Operator::kMult;
      return true;
    case Tok::kAtEqual:
      op = Operator::kMatMult;
      return true;
    case Tok::kSlashEqual:
      op = Operator::kDiv;
      return true;
    case Tok::kPercentEqual:
      op = Operator::kMod;
      return true;
    case Tok::kAmperEqual:
      op = Operator::kBitAnd;
      return true;
    case Tok::kVbarEqual:
      op = Operator::kBitOr;
      return true;
    case Tok::kCircumflexEqual:
      op = Operator::kBitXor;
      return true;
    case Tok::kLeftShiftEqual:
      op = Operator::kLShift;
      return true;
    case Tok::kRightShiftEqual:
      op = Operator::kRShift;
      return true;
    case Tok::kDoubleStarEqual:
      op = Operator::kPow;
      return true;
    case Tok::kDoubleSlashEqual:
      op = Operator::kFloorDiv;
      return true;
    default:
      return false;
  }
}

}  // namespace

/// An expression, an assignment, an annotation or an augmented assignment.
StmtNode* Parser::expression_statement() {
  size_t start = pos_;
  Location from = here();
  Expr* first = annotated_rhs();
  if (!first) return nullptr;
  if (is(Tok::kEqual)) return assignment(start, first);
  if (is(Tok::kColon)) return annotation(start, first);
  Operator op;
  if (augmented_operator(kind(), op)) {
    if (!valid_single_target(first)) {
      note_furthest();
      if (!diagnosing_ || first->kind == ExprKind::kYield) return nullptr;
      ++pos_;
      if (annotated_rhs() && !failed()) {
        raise(first, "'" + std::string(expr_name(first)) +
                         "' is an illegal expression for augmented assignment");
      }
      return nullptr;
    }
    ++pos_;
    Expr* value = annotated_rhs();
    if (!value) return nullptr;
    set_context(first, ExprContext::kStore);
    auto* node = make<AugAssign>(from);
    node->target = first;
    node->op = op;
    node->value = value;
    return node;
  }
  if (diagnosing_ && is(Tok::kColonEqual) &&
      (first->kind != ExprKind::kName || first->parenthesized)) {
    if (!diagnose_named_expression(start, first)) return nullptr;
  }
  auto* node = make<ast::Expr>(from);
  node->value = first;
  return node;
}

StmtNode* Parser::assignment(size_t start, Expr* first) {
  Location from = location(tokens_[start]);
  List<Expr*> targets;
  Expr* value = first;
  while (is(Tok::kEqual)) {
    if (!valid_target(value, true)) {
      note_furthest();
      if (diagnosing_) diagnose_assignment(start, value, targets.empty());
      return nullptr;
    }
    set_context(value, ExprContext::kStore);
    targets.push_back(value);
    ++pos_;
    start = pos_;
    value = annotated_rhs();
    if (!value) return nullptr;
  }
  auto* node = make<Assign>(from);
  node->targets = seq(targets);
  node->value = value;
  return node;
}

StmtNode* Parser::annotation(size_t start, Expr* target) {
  if (!valid_single_target(target)) {
    note_furthest();
    if (diagnosing_) diagnose_annotation(start, target);
    return nullptr;
  }
  Location from = location(tokens_[start]);
  ++pos_;
  Expr* type = expression();
  if (!type) return nullptr;
  Expr* value = nullptr;
  if (accept(Tok::kEqual) && !(value = annotated_rhs())) return nullptr;
  set_context(target, ExprContext::kStore);
  auto* node = make<AnnAssign>(from);
  node->target = target;
  node->annotation = type;
  node->value = value;
  node->simple = target->kind == ExprKind::kName && !target->parenthesized;
  return node;
}

StmtNode* Parser::return_statement() {
  Location from = here();
  ++pos_;
  Expr* value = nullptr;
  if (is(Tok::kStar) || starts_expression(kind())) {
    value = star_expressions();
    if (!value) return nullptr;
  }
  auto* node = make<Return>(from);
  node->value = value;
  return node;
}

StmtNode* Parser::raise_statement() {
  const Token& start = tok();
  ++pos_;
  Expr* exc = nullptr;
  Expr* cause = nullptr;
  if (starts_expression(kind())) {
    exc = expression();
    if (!exc) return nullptr;
    if (const Token* from = accept(Tok::kFrom)) {
      cause = expression();
      if (failed()) return nullptr;
      if (!cause) {
        if (diagnosing_) raise(*from, "did you forget an expression after 'from'?");
        return nullptr;
      }
    }
  } else if (diagnosing_ && is(Tok::kFrom)) {
    return raise(range(location(start), here()),
                 "did you forget an expression between 'raise' and 'from'?");
  }
  auto* node = make<Raise>(location(start));
  node->exc = exc;
  node->cause = cause;
  return node;
}

StmtNode* Parser::del_statement() {
  Location from = here();
  size_t start = ++pos_;
  List<Expr*> targets;
  bool valid = true;
  do {
    if (!targets.empty() && !starts_expression(kind())) break;
    Expr* target = primary();
    if (failed()) return nullptr;
    if (!target || !valid_del_target(target)) {
      valid = false;
      break;
    }
    targets.push_back(target);
  } while (accept(Tok::kComma));
  if (!valid || (!is(Tok::kSemi) && !is(Tok::kNewline))) {
    note_furthest();
    if (!diagnosing_) return nullptr;
    reset(start);
    Expr* all = star_expressions();
    if (all && !failed()) raise_invalid_target(all, TargetKind::kDel);
    return nullptr;
  }
  for (Expr* target : targets) set_context(target, ExprContext::kDel);
  auto* node = make<Delete>(from);
  node->targets = seq(targets);
  return node;
}

StmtNode* Parser::assert_statement() {
  Location from = here();
  ++pos_;
  Expr* parts[2] = {};
  for (int i = 0; i < 2; ++i) {
    if (i == 1 && !accept(Tok::kComma)) break;
    parts[i] = expression();
    if (!parts[i]) return nullptr;
    if (diagnosing_ && (is(Tok::kEqual) || is(Tok::kColonEqual))) {
      bool walrus = is(Tok::kColonEqual);
      ++pos_;
      Expr* right = expression();
      if (failed() || !right) return fail();
      return raise(range(*parts[i], *right),
                   walrus ? "cannot use named expression without parentheses here"
                          : "cannot assign to " + std::string(expr_name(parts[i])) +
                                " here. Maybe you meant '==' instead of '='?");
    }
  }
  auto* node = make<Assert>(from);
  node->test = parts[0];
  node->msg = parts[1];
  return node;
}

template <typename T>
StmtNode* Parser::names_statement() {
  Location from = here();
  ++pos_;
  List<Identifier> names;
  do {
    const Token* name = expect(Tok::kName);
    if (!name) return nullptr;
    names.push_back(identifier(*name));
  } while (accept(Tok::kComma));
  auto* node = make<T>(from);
  node->names = seq(names);
  return node;
}

bool Parser::dotted_name(Identifier& out) {
  const Token* name = expect(Tok::kName);
  if (!name) return false;
  out = identifier(*name);
  while (accept(Tok::kDot)) {
    const Token* part = expect(Tok::kName);
    if (!part) return false;
    out = arena_.copy(std::string_view(std::string(out) + "." + std::string(identifier(*part))));
  }
  return true;
}

/// `as name` behind an imported name; the second pass names other targets.
bool Parser::import_target(Alias* alias) {
  if (!accept(Tok::kAs)) return true;
  auto ends = [](Tok k) {
    return k == Tok::kComma || k == Tok::kRpar || k == Tok::kSemi || k == Tok::kNewline;
  };
  if (diagnosing_ && !(is(Tok::kName) && ends(kind_after(1)))) {
    size_t mark = pos_;
    Expr* target = expression();
    if (failed()) return false;
    if (target) {
      return raise(target, "cannot use " + std::string(expr_name(target)) + " as import target");
    }
    reset(mark);
  }
  const Token* name = expect(Tok::kName);
  if (!name) return false;
  alias->asname = identifier(*name);
  return true;
}

StmtNode* Parser::import_statement() {
  const Token& start = tok();
  ++pos_;
  if (diagnosing_ && is(Tok::kNewline)) {
    return raise(range_to_here(here()), "Expected one or more names after 'import'");
  }
  List<Alias*> names;
  do {
    Location from = here();
    auto* alias = arena_.make<Alias>();
    if (!dotted_name(alias->name) || !import_target(alias)) return nullptr;
    set_location(alias, from);
    names.push_back(alias);
  } while (accept(Tok::kComma));
  if (diagnosing_ && is(Tok::kFrom)) {
    ++pos_;
    Identifier module;
    if (dotted_name(module)) {
      return raise(range_to_here(location(start)),
                   "Did you mean to use 'from ... import ...' instead?");
    }
    return nullptr;
  }
  auto* node = make<Import>(location(start));
  node->names = seq(names);
  return node;
}

StmtNode* Parser::from_statement() {
  Location from = here();
  ++pos_;
  int level = 0;
  for (;; ++pos_) {
    if (is(Tok::kDot)) {
      ++level;
    } else if (is(Tok::kEllipsis)) {
      level += 3;
    } else {
      break;
    }
  }
  Identifier module;
  if ((level == 0 || is(Tok::kName)) && !dotted_name(module)) return nullptr;
  if (!expect(Tok::kImport)) return nullptr;
  if (diagnosing_ && is(Tok::kNewline)) {
    return raise(range_to_here(here()), "Expected one or more names after 'import'");
  }
  List<Alias*> names;
  if (is(Tok::kStar)) {
    auto* alias = arena_.make<Alias>();
    static_cast<Location&>(*alias) = here();
    alias->name = "*";
    names.push_back(alias);
    ++pos_;
  } else {
    bool parens = accept(Tok::kLpar) != nullptr;
    do {
      if (parens && !names.empty() && is(Tok::kRpar)) break;
      if (diagnosing_ && !parens && !names.empty() && is(Tok::kNewline)) {
        note_furthest();
        return raise_last("trailing comma not allowed without surrounding parentheses");
      }
      Location at = here();
      const Token* name = expect(Tok::kName);
      if (!name) return nullptr;
      auto* alias = arena_.make<Alias>();
      alias->name = identifier(*name);
      if (!import_target(alias)) return nullptr;
      set_location(alias, at);
      names.push_back(alias);
    } while (accept(Tok::kComma));
    if (parens && !expect(Tok::kRpar)) return nullptr;
  }
  auto* node = make<ImportFrom>(from);
  node->module = module;
  node->names = seq(names);
  node->level = level;
  return node;
}

StmtNode* Parser::type_alias() {
  Location from = here();
  ++pos_;
  const Token& name = tok();
  ++pos_;
  Seq<TypeParamNode*> params;
  if (is(Tok::kLsqb) && !type_params(params)) return nullptr;
  if (!expect(Tok::kEqual)) return nullptr;
  Expr* value = expression();
  if (!value) return nullptr;
  auto* node = make<TypeAlias>(from);
  node->name = name_node(name, ExprContext::kStore);
  node->type_params = params;
  node->value = value;
  return node;
}

}  // namespace gilt::compiler
