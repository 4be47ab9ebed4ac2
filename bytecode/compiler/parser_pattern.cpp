// The match statement and its patterns (PEP 634).
#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

/// `match` is a soft keyword: null without an error means that this is another statement.
StmtNode* Parser::match_statement() {
  Location from = here();
  size_t mark = pos_++;
  bool could_be_name = false;  // match(x), match[x], match - x, ...: mostly expressions
  switch (kind()) {
    case Tok::kLpar:
    case Tok::kLsqb:
    case Tok::kMinus:
    case Tok::kPlus:
    case Tok::kStar:
      could_be_name = true;
      break;
    default:
      if (!starts_expression(kind())) {
        pos_ = mark;
        return nullptr;
      }
  }
  Location subject_from = here();
  bool diagnosing = diagnosing_;
  if (could_be_name) diagnosing_ = false;
  Expr* subject = star_named_expression();
  if (subject && is(Tok::kComma)) {
    List<Expr*> elts{subject};
    while (subject && accept(Tok::kComma)) {
      if (!is(Tok::kStar) && !starts_expression(kind())) break;
      subject = star_named_expression();
      elts.push_back(subject);
    }
    if (subject) {
      auto* tuple = make<Tuple>(subject_from);
      tuple->elts = seq(elts);
      subject = tuple;
    }
  } else if (subject && subject->kind == ExprKind::kStarred) {
    subject = nullptr;
  }
  diagnosing_ = diagnosing;
  if (failed()) return nullptr;
  bool header = subject && is(Tok::kColon) && kind_after(1) == Tok::kNewline;
  if (!header) {
    if (diagnosing_ && subject && !could_be_name && is(Tok::kNewline)) {
      note_furthest();
      return raise_last("expected ':'");
    }
    reset(mark);
    return nullptr;
  }
  pos_ += 2;
  if (!is(Tok::kIndent)) {
    note_furthest();
    if (diagnosing_) {
      raise_last("expected an indented block after 'match' statement on line " +
                     std::to_string(from.lineno),
                 "IndentationError");
    }
    reset(mark);
    return nullptr;
  }
  ++pos_;
  List<MatchCase*> cases;
  while (!is(Tok::kDedent)) {
    MatchCase* next = is_word("case") ? case_block() : fail();
    if (!next) {
      reset(mark);
      return nullptr;
    }
    cases.push_back(next);
  }
  ++pos_;
  auto* node = make<Match>(from);
  node->subject = subject;
  node->cases = seq(cases);
  return node;
}

MatchCase* Parser::case_block() {
  int line = tok().lineno;
  ++pos_;
  auto* node = arena_.make<MatchCase>();
  node->pattern = patterns();
  if (!node->pattern) return nullptr;
  if (accept(Tok::kIf) && !(node->guard = named_expression())) return nullptr;
  if (!header_colon() || !block(node->body, "'case' statement", line)) return nullptr;
  return node;
}

/// A pattern, or a sequence of them without brackets.
PatternNode* Parser::patterns() {
  Location from = here();
  Pattern* first = maybe_star_pattern();
  if (!first) return nullptr;
  if (!is(Tok::kComma)) {
    if (first->kind == PatternKind::kMatchStar) return fail();
    return first;
  }
  List<Pattern*> items{first};
  while (accept(Tok::kComma)) {
    if (is(Tok::kColon) || is(Tok::kIf)) break;
    Pattern* next = maybe_star_pattern();
    if (!next) return nullptr;
    items.push_back(next);
  }
  auto* node = make<MatchSequence>(from);
  node->patterns = seq(items);
  return node;
}

PatternNode* Parser::maybe_star_pattern() {
  if (!is(Tok::kStar)) return pattern();
  Location from = here();
  ++pos_;
  Identifier name;
  if (is_word("_")) {
    ++pos_;
  } else if (!capture_name(name)) {
    return nullptr;
  }
  auto* node = make<MatchStar>(from);
  node->name = name;
  return node;
}

bool Parser::capture_name(Identifier& out) {
  Tok next = kind_after(1);
  if (!is(Tok::kName) || is_word("_") || next == Tok::kDot || next == Tok::kLpar ||
      next == Tok::kEqual) {
    return fail();
  }
  out = identifier(tok());
  ++pos_;
  return true;
}

PatternNode* Parser::pattern() {
  NestingGuard depth(*this);
  if (depth.too_deep()) return nullptr;
  Location from = here();
  Pattern* inner = or_pattern();
  if (!inner || !accept(Tok::kAs)) return inner;
  Identifier name;
  if (diagnosing_) {
    if (is_word("_")) return raise(tok(), "cannot use '_' as a target");
    Tok next = kind_after(1);
    if (!is(Tok::kName) || next == Tok::kDot || next == Tok::kLpar || next == Tok::kEqual) {
      Expr* target = expression();
      if (failed() || !target) return fail();
      return raise(target, "cannot use " + std::string(expr_name(target)) + " as pattern target");
    }
  }
  if (!capture_name(name)) return nullptr;
  auto* node = make<MatchAs>(from);
  node->pattern = inner;
  node->name = name;
  return node;
}

PatternNode* Parser::or_pattern() {
  Location from = here();
  Pattern* first = closed_pattern();
  if (!first || !is(Tok::kVbar)) return first;
  List<Pattern*> items{first};
  while (accept(Tok::kVbar)) {
    Pattern* next = closed_pattern();
    if (!next) return nullptr;
    items.push_back(next);
  }
  auto* node = make<MatchOr>(from);
  node->patterns = seq(items);
  return node;
}

PatternNode* Parser::closed_pattern() {
  Location from = here();
  auto singleton = [&](ConstantKind value) {
    ++pos_;
    auto* node = make<MatchSingleton>(from);
    node->value = value;
    return node;
  };
  auto sequence = [&](List<Pattern*>& items) {
    auto* node = make<MatchSequence>(from);
    node->patterns = seq(items);
    return node;
  };
  switch (kind()) {
    case Tok::kNone:
      return singleton(ConstantKind::kNone);
    case Tok::kTrue:
      return singleton(ConstantKind::kTrue);
    case Tok::kFalse:
      return singleton(ConstantKind::kFalse);
    case Tok::kNumber:
    case Tok::kMinus:
    case Tok::kString:
    case Tok::kFStringStart:
    case Tok::kTStringStart: {
      Expr* value = literal_expr();
      if (!value) return nullptr;
      auto* node = make<MatchValue>(from);
      node->value = value;
      return node;
    }
    case Tok::kName:
      if (kind_after(1) == Tok::kDot || kind_after(1) == Tok::kLpar) {
        return class_or_value_pattern();
      } else {
        Identifier name;
        if (is_word("_")) {
          ++pos_;
        } else if (!capture_name(name)) {
          return nullptr;
        }
        auto* node = make<MatchAs>(from);
        node->name = name;
        return node;
      }
    case Tok::kLsqb: {
      ++pos_;
      List<Pattern*> items;
      bool comma = false;
      if (!pattern_list(items, Tok::kRsqb, &comma) || !expect(Tok::kRsqb)) return nullptr;
      return sequence(items);
    }
    case Tok::kLpar: {
      ++pos_;
      List<Pattern*> items;
      bool comma = false;
      if (!pattern_list(items, Tok::kRpar, &comma) || !is(Tok::kRpar)) return fail();
      bool group = items.size() == 1 && !comma;
      if (group && items[0]->kind == PatternKind::kMatchStar) return fail();
      ++pos_;
      if (group) return items[0];
      return sequence(items);
    }
    case Tok::kLbrace:
      return mapping_pattern();
    default:
      return fail();
  }
}

bool Parser::pattern_list(List<Pattern*>& out, Tok end, bool* comma) {
  while (!is(end)) {
    Pattern* next = maybe_star_pattern();
    if (!next) return false;
    out.push_back(next);
    *comma = accept(Tok::kComma) != nullptr;
    if (!*comma) break;
  }
  return true;
}

/// `[-]number`, with an imaginary part after it perhaps.
ExprNode* Parser::signed_number(bool* is_complex) {
  Location from = here();
  bool negative = accept(Tok::kMinus) != nullptr;
  const Token* digits = expect(Tok::kNumber);
  if (!digits) return nullptr;
  Expr* value = number(*digits);
  if (!value) return nullptr;
  *is_complex = as<Constant>(value)->value_kind == ConstantKind::kComplex;
  if (!negative) return value;
  auto* node = make<UnaryOp>(from);
  node->op = UnaryOperator::kUSub;
  node->operand = value;
  return node;
}

/// What may be compared with `==`: numbers, strings and the singletons.
ExprNode* Parser::literal_expr() {
  Location from = here();
  switch (kind()) {
    case Tok::kString:
    case Tok::kFStringStart:
    case Tok::kTStringStart:
      return strings();
    case Tok::kNone:
    case Tok::kTrue:
    case Tok::kFalse:
      return atom();
    default:
      break;
  }
  bool is_complex = false;
  Expr* real = signed_number(&is_complex);
  if (!real || (!is(Tok::kPlus) && !is(Tok::kMinus))) return real;
  bool plus = is(Tok::kPlus);
  if (is_complex) return raise(real, "real number required in complex literal");
  ++pos_;
  const Token* digits = expect(Tok::kNumber);
  if (!digits) return nullptr;
  Expr* imaginary = number(*digits);
  if (!imaginary) return nullptr;
  if (as<Constant>(imaginary)->value_kind != ConstantKind::kComplex) {
    return raise(imaginary, "imaginary number required in complex literal");
  }
  auto* node = make<BinOp>(from);
  node->left = real;
  node->op = plus ? Operator::kAdd : Operator::kSub;
  node->right = imaginary;
  return node;
}

PatternNode* Parser::mapping_pattern() {
  Location from = here();
  ++pos_;
  List<Expr*> keys;
  List<Pattern*> values;
  Identifier rest;
  while (!is(Tok::kRbrace)) {
    if (accept(Tok::kDoubleStar)) {
      const Token& name = tok();
      if (!capture_name(rest)) return nullptr;
      if (accept(Tok::kComma) && !is(Tok::kRbrace)) {
        if (diagnosing_) {
          return raise(name,
                       "double star pattern must be the last (right-most) subpattern in the "
                       "mapping pattern");
        }
        return fail();
      }
      break;
    }
    Expr* key;
    if (is(Tok::kName)) {
      Location at = here();
      if (kind_after(1) != Tok::kDot) {
        ++pos_;
        return fail();
      }
      key = name_node(tok());
      ++pos_;
      while (accept(Tok::kDot)) {
        const Token* name = expect(Tok::kName);
        if (!name) return nullptr;
        auto* node = make<Attribute>(at);
        node->value = key;
        node->attr = identifier(*name);
        key = node;
      }
    } else {
      key = literal_expr();
    }
    if (!key || !expect(Tok::kColon)) return nullptr;
    Pattern* value = pattern();
    if (!value) return nullptr;
    keys.push_back(key);
    values.push_back(value);
    if (!accept(Tok::kComma)) break;
  }
  if (!expect(Tok::kRbrace)) return nullptr;
  auto* node = make<MatchMapping>(from);
  node->keys = seq(keys);
  node->patterns = seq(values);
  node->rest = rest;
  return node;
}

/// `a.b.c` or `a.b.C(pattern, name=pattern)`.
PatternNode* Parser::class_or_value_pattern() {
  Location from = here();
  Expr* cls = name_node(tok());
  ++pos_;
  while (accept(Tok::kDot)) {
    const Token* name = expect(Tok::kName);
    if (!name) return nullptr;
    auto* attribute = make<Attribute>(from);
    attribute->value = cls;
    attribute->attr = identifier(*name);
    cls = attribute;
  }
  if (!accept(Tok::kLpar)) {
    if (is(Tok::kEqual)) return fail();
    auto* node = make<MatchValue>(from);
    node->value = cls;
    return node;
  }
  List<Pattern*> items;
  List<Identifier> names;
  List<Pattern*> values;
  while (!is(Tok::kRpar)) {
    if (is(Tok::kName) && kind_after(1) == Tok::kEqual) {
      names.push_back(identifier(tok()));
      pos_ += 2;
      Pattern* value = pattern();
      if (!value) return nullptr;
      values.push_back(value);
    } else {
      Pattern* item = pattern();
      if (!item) return nullptr;
      if (!names.empty()) {
        note_furthest();
        if (!diagnosing_) return nullptr;
        Pattern* last = item;
        while (accept(Tok::kComma) && !is(Tok::kRpar) &&
               !(is(Tok::kName) && kind_after(1) == Tok::kEqual)) {
          Pattern* next = pattern();
          if (!next) return nullptr;
          last = next;
        }
        return raise(range(*item, *last), "positional patterns follow keyword patterns");
      }
      items.push_back(item);
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!expect(Tok::kRpar)) return nullptr;
  auto* node = make<MatchClass>(from);
  node->cls = cls;
  node->patterns = seq(items);
  node->kwd_attrs = seq(names);
  node->kwd_patterns = seq(values);
  return node;
}

}  // namespace gilt::compiler
