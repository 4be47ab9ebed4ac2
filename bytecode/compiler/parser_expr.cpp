// Expressions from the loosest binding to the tightest operator.
#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

namespace {

struct BinaryOperator {
  int precedence = 0;  // 0: no binary operator
  Operator op{};
};

BinaryOperator binary_operator(Tok kind) {
  switch (kind) {
    case Tok::kVbar:
      return {1, Operator::kBitOr};
    case Tok::kCircumflex:
      return {2, Operator::kBitXor};
    case Tok::kAmper:
      return {3, Operator::kBitAnd};
    case Tok::kLeftShift:
      return {4, Operator::kLShift};
    case Tok::kRightShift:
      return {4, Operator::kRShift};
    case Tok::kPlus:
      return {5, Operator::kAdd};
    case Tok::kMinus:
      return {5, Operator::kSub};
    case Tok::kStar:
      return {6, Operator::kMult};
    case Tok::kSlash:
      return {6, Operator::kDiv};
    case Tok::kDoubleSlash:
      return {6, Operator::kFloorDiv};
    case Tok::kPercent:
      return {6, Operator::kMod};
    case Tok::kAt:
      return {6, Operator::kMatMult};
    default:
      return {};
  }
}

}  // namespace

ExprNode* Parser::star_expressions() {
  Location from = here();
  Expr* first = star_expression();
  if (!first || !is(Tok::kComma)) return first;
  List<Expr*> elts{first};
  while (accept(Tok::kComma)) {
    if (!is(Tok::kStar) && !starts_expression(kind())) break;
    Expr* next = star_expression();
    if (!next) return nullptr;
    elts.push_back(next);
  }
  auto* tuple = make<Tuple>(from);
  tuple->elts = seq(elts);
  return tuple;
}

ExprNode* Parser::star_expression() { return is(Tok::kStar) ? starred(true) : expression(); }

/// `expression (',' expression)* [',']`: a tuple without stars.
ExprNode* Parser::expressions() {
  Location from = here();
  Expr* first = expression();
  if (!first || !is(Tok::kComma)) return first;
  List<Expr*> elts{first};
  while (accept(Tok::kComma)) {
    if (!starts_expression(kind())) break;
    Expr* next = expression();
    if (!next) return nullptr;
    elts.push_back(next);
  }
  auto* tuple = make<Tuple>(from);
  tuple->elts = seq(elts);
  return tuple;
}

/// `*value`, where value is a bitwise_or (displays, targets) or an expression (call arguments).
ExprNode* Parser::starred(bool bitwise) {
  Location from = here();
  if (!expect(Tok::kStar)) return nullptr;
  Expr* value = bitwise ? bitwise_or() : expression();
  if (!value) {
    if (diagnosing_ && !bitwise && !failed()) raise_last("Invalid star expression");
    return nullptr;
  }
  if (diagnosing_ &&
      (bitwise ? is(Tok::kIf) : value->kind == ExprKind::kIfExp && !value->parenthesized)) {
    size_t mark = pos_;
    Expr* whole = bitwise ? if_expression(location(tokens_[pos_ - 1]), value) : value;
    if (failed()) return nullptr;
    if (whole && whole->kind == ExprKind::kIfExp) {
      return raise(range(from, *whole),
                   "invalid starred expression. Did you forget to wrap the conditional expression "
                   "in parentheses?");
    }
    reset(mark);
  }
  auto* node = make<Starred>(from);
  node->value = value;
  return node;
}

ExprNode* Parser::expression() {
  NestingGuard depth(*this);
  if (depth.too_deep()) return nullptr;
  // Attempts in attempts could take exponential time: enough is enough.
  if (second_pass_ && ++effort_ > 20000 + 20 * tokens_.size()) return fail();
  if (is(Tok::kLambda)) return lambda();
  size_t start = pos_;
  Location from = here();
  Expr* first = disjunction();
  if (diagnosing_ && !failed() && !diagnose_expression(start, first)) return nullptr;
  if (!first || !is(Tok::kIf)) return first;
  return if_expression(from, first);
}

ExprNode* Parser::expression_quiet() {
  bool diagnosing = diagnosing_;
  diagnosing_ = false;
  Expr* result = expression();
  diagnosing_ = diagnosing;
  return result;
}

/// The rest of `body if test else orelse`; without an else the `if` belongs to somebody else.
ExprNode* Parser::if_expression(const Location& from, Expr* body) {
  size_t mark = pos_;
  expect(Tok::kIf);
  Expr* test = disjunction();
  if (failed()) return nullptr;
  if (!test || !is(Tok::kElse)) {
    if (diagnosing_ && test && !is(Tok::kColon)) {
      return raise(range(*body, *test), "expected 'else' after 'if' expression");
    }
    reset(mark);
    return body;
  }
  size_t after = ++pos_;
  Expr* orelse = expression();
  if (failed()) return nullptr;
  if (!orelse) {
    if (diagnosing_) {
      return raise(tokens_[after], "expected expression after 'else', but statement is given");
    }
    reset(mark);
    return body;
  }
  auto* node = make<IfExp>(from);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

ExprNode* Parser::named_expression() {
  if (is(Tok::kName) && kind_after(1) == Tok::kColonEqual) {
    NestingGuard depth(*this);
    if (depth.too_deep()) return nullptr;
    Location from = here();
    Expr* target = name_node(tok(), ExprContext::kStore);
    pos_ += 2;
    Expr* value = expression();
    if (!value) return nullptr;
    auto* node = make<NamedExpr>(from);
    node->target = target;
    node->value = value;
    return node;
  }
  size_t start = pos_;
  Expr* value = expression();
  if (diagnosing_ && !failed() && !diagnose_named_expression(start, value)) return nullptr;
  if (value && is(Tok::kColonEqual)) return fail();
  return value;
}

ExprNode* Parser::star_named_expression() {
  return is(Tok::kStar) ? starred(true) : named_expression();
}

ExprNode* Parser::yield_expression() {
  Location from = here();
  if (!expect(Tok::kYield)) return nullptr;
  if (accept(Tok::kFrom)) {
    Expr* value = expression();
    if (!value) return nullptr;
    auto* node = make<YieldFrom>(from);
    node->value = value;
    return node;
  }
  Expr* value = nullptr;
  if (is(Tok::kStar) || starts_expression(kind())) {
    value = star_expressions();
    if (!value) return nullptr;
  }
  auto* node = make<Yield>(from);
  node->value = value;
  return node;
}

ExprNode* Parser::annotated_rhs() {
  return is(Tok::kYield) ? yield_expression() : star_expressions();
}

/// A chain of `and` or of `or`: one node for all of its operands.
ExprNode* Parser::logical(Tok token, BoolOperator op, ExprNode* (Parser::*operand)()) {
  Location from = here();
  Expr* first = (this->*operand)();
  if (!first || !is(token)) return first;
  List<Expr*> values{first};
  while (is(token)) {
    size_t mark = pos_++;
    Expr* next = (this->*operand)();
    if (!next) {
      if (!prefix(mark, first)) return nullptr;
      break;
    }
    values.push_back(next);
  }
  if (values.size() == 1) return first;
  auto* node = make<BoolOp>(from);
  node->op = op;
  node->values = seq(values);
  return node;
}

ExprNode* Parser::disjunction() {
  return logical(Tok::kOr, BoolOperator::kOr, &Parser::conjunction);
}

ExprNode* Parser::conjunction() {
  return logical(Tok::kAnd, BoolOperator::kAnd, &Parser::inversion);
}

ExprNode* Parser::inversion() {
  if (!is(Tok::kNot)) return comparison();
  NestingGuard depth(*this);
  if (depth.too_deep()) return nullptr;
  Location from = here();
  ++pos_;
  Expr* operand = inversion();
  if (!operand) return nullptr;
  auto* node = make<UnaryOp>(from);
  node->op = UnaryOperator::kNot;
  node->operand = operand;
  return node;
}

/// Consumes a comparison operator, if there is one.
bool Parser::comparison_operator(CmpOp& op) {
  switch (kind()) {
    case Tok::kEqEqual:
      op = CmpOp::kEq;
      break;
    case Tok::kNotEqual:
      op = CmpOp::kNotEq;
      break;
    case Tok::kLess:
      op = CmpOp::kLt;
      break;
    case Tok::kLessEqual:
      op = CmpOp::kLtE;
      break;
    case Tok::kGreater:
      op = CmpOp::kGt;
      break;
    case Tok::kGreaterEqual:
      op = CmpOp::kGtE;
      break;
    case Tok::kIn:
      op = CmpOp::kIn;
      break;
    case Tok::kIs:
      if (kind_after(1) == Tok::kNot) {
        op = CmpOp::kIsNot;
        ++pos_;
      } else {
        op = CmpOp::kIs;
      }
      break;
    case Tok::kNot:
      if (kind_after(1) != Tok::kIn) {
        look_at(pos_ + 1);
        return false;
      }
      op = CmpOp::kNotIn;
      ++pos_;
      break;
    default:
      return false;
  }
  ++pos_;
  return true;
}

ExprNode* Parser::comparison() {
  Location from = here();
  Expr* left = bitwise_or();
  CmpOp op;
  size_t mark = pos_;
  if (!left || !comparison_operator(op)) return left;
  List<CmpOp> ops;
  List<Expr*> comparators;
  do {
    Expr* right = bitwise_or();
    if (!right) {
      if (!prefix(mark, left)) return nullptr;
      break;
    }
    ops.push_back(op);
    comparators.push_back(right);
    mark = pos_;
  } while (comparison_operator(op));
  if (ops.empty()) return left;
  auto* node = make<Compare>(from);
  node->left = left;
  node->ops = seq(ops);
  node->comparators = seq(comparators);
  return node;
}

/// Left-associative binary operators that bind at least as tightly as `min_precedence`.
ExprNode* Parser::binary(int min_precedence) {
  ChainGuard chain(*this);
  Location from = here();
  Expr* left = factor();
  while (left) {
    BinaryOperator found = binary_operator(kind());
    if (found.precedence < min_precedence || found.precedence == 0) return left;
    if (chain.too_long()) return nullptr;
    size_t mark = pos_++;
    if (diagnosing_ && is(Tok::kNot) && found.precedence >= 5) {
      const Token& no = tok();
      Expr* operand = inversion();
      if (failed()) return nullptr;
      if (operand) {
        return raise(range(location(no), *operand),
                     "'not' after an operator must be parenthesized");
      }
      return prefix(mark, left);
    }
    Expr* right = binary(found.precedence + 1);
    if (!right) return prefix(mark, left);
    auto* node = make<BinOp>(from);
    node->left = left;
    node->op = found.op;
    node->right = right;
    left = node;
  }
  return left;
}

ExprNode* Parser::factor() {
  UnaryOperator op;
  switch (kind()) {
    case Tok::kPlus:
      op = UnaryOperator::kUAdd;
      break;
    case Tok::kMinus:
      op = UnaryOperator::kUSub;
      break;
    case Tok::kTilde:
      op = UnaryOperator::kInvert;
      break;
    default:
      return power();
  }
  NestingGuard depth(*this);
  if (depth.too_deep()) return nullptr;
  Location from = here();
  ++pos_;
  if (diagnosing_ && is(Tok::kNot)) {
    const Token& no = tok();
    ++pos_;
    Expr* operand = factor();
    if (operand) {
      return raise(range(location(no), *operand), "'not' after an operator must be parenthesized");
    }
    return fail();
  }
  Expr* operand = factor();
  if (!operand) return nullptr;
  auto* node = make<UnaryOp>(from);
  node->op = op;
  node->operand = operand;
  return node;
}

ExprNode* Parser::power() {
  Location from = here();
  Expr* base = await_primary();
  if (!base || !is(Tok::kDoubleStar)) return base;
  NestingGuard depth(*this);
  if (depth.too_deep()) return nullptr;
  size_t mark = pos_++;
  Expr* exponent = factor();
  if (!exponent) return prefix(mark, base);
  auto* node = make<BinOp>(from);
  node->left = base;
  node->op = Operator::kPow;
  node->right = exponent;
  return node;
}

ExprNode* Parser::await_primary() {
  if (!is(Tok::kAwait)) return primary();
  Location from = here();
  ++pos_;
  Expr* value = primary();
  if (!value) return nullptr;
  auto* node = make<Await>(from);
  node->value = value;
  return node;
}

/// An atom with its trailers: attributes, calls and subscripts.
ExprNode* Parser::primary() {
  ChainGuard chain(*this);
  Location from = here();
  Expr* value = atom();
  while (value) {
    size_t mark = pos_;
    switch (kind()) {
      case Tok::kDot: {
        if (chain.too_long()) return nullptr;
        ++pos_;
        const Token* name = expect(Tok::kName);
        if (!name) return prefix(mark, value);
        auto* node = make<Attribute>(from);
        node->value = value;
        node->attr = identifier(*name);
        value = node;
        break;
      }
      case Tok::kLpar: {
        if (chain.too_long()) return nullptr;
        ++pos_;
        List<Expr*> args;
        List<Keyword*> keywords;
        if (!call_arguments(args, keywords, true) || !expect(Tok::kRpar)) {
          return prefix(mark, value);
        }
        auto* node = make<Call>(from);
        node->func = value;
        node->args = seq(args);
        node->keywords = seq(keywords);
        value = node;
        break;
      }
      case Tok::kLsqb: {
        if (chain.too_long()) return nullptr;
        ++pos_;
        Expr* index = slices();
        if (!index || !expect(Tok::kRsqb)) return prefix(mark, value);
        auto* node = make<Subscript>(from);
        node->value = value;
        node->slice = index;
        value = node;
        break;
      }
      default:
        return value;
    }
  }
  return nullptr;
}

ExprNode* Parser::slices() {
  Location from = here();
  Expr* first = is(Tok::kStar) ? starred(false) : slice();
  if (!first) return nullptr;
  if (!is(Tok::kComma) && first->kind != ExprKind::kStarred) return first;
  List<Expr*> elts{first};
  while (accept(Tok::kComma)) {
    if (is(Tok::kRsqb)) break;
    Expr* next = is(Tok::kStar) ? starred(false) : slice();
    if (!next) return nullptr;
    elts.push_back(next);
  }
  auto* tuple = make<Tuple>(from);
  tuple->elts = seq(elts);
  return tuple;
}

ExprNode* Parser::slice() {
  Location from = here();
  auto part_follows = [&] { return starts_expression(kind()); };
  Expr* lower = nullptr;
  if (!is(Tok::kColon)) {
    lower = named_expression();
    if (!lower || !is(Tok::kColon)) return lower;
    if (lower->kind == ExprKind::kNamedExpr && !lower->parenthesized) return fail();
  }
  ++pos_;
  Expr* upper = nullptr;
  Expr* step = nullptr;
  if (part_follows() && !(upper = expression())) return nullptr;
  if (accept(Tok::kColon) && part_follows() && !(step = expression())) return nullptr;
  auto* node = make<Slice>(from);
  node->lower = lower;
  node->upper = upper;
  node->step = step;
  return node;
}

}  // namespace gilt::compiler
