// Atoms: names, literals, displays, comprehensions, lambda.
#include <charconv>
#include <cstdlib>

#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

namespace {

constexpr size_t kMaxDecimalDigits = 4300;  // sys.set_int_max_str_digits' default

/// The digits of an octal or binary literal as "0x" and hexadecimal digits.
std::string to_hex(std::string_view digits, int bits_per_digit) {
  std::string bits;
  for (char c : digits) {
    for (int bit = bits_per_digit - 1; bit >= 0; --bit) {
      bits += static_cast<char>('0' + (((c - '0') >> bit) & 1));
    }
  }
  while (bits.size() % 4 != 0) bits.insert(bits.begin(), '0');
  std::string out = "0x";
  for (size_t i = 0; i < bits.size(); i += 4) {
    int value = 0;
    for (size_t k = 0; k < 4; ++k) value = value * 2 + (bits[i + k] - '0');
    out += "0123456789abcdef"[value];
  }
  return out;
}

double parse_double(const std::string& digits) {
  double value = 0;
  auto end = digits.data() + digits.size();
  auto result = std::from_chars(digits.data(), end, value);
  // Overflow and underflow: strtod gives infinity and zero.
  return result.ec == std::errc() ? value : std::strtod(digits.c_str(), nullptr);
}

}  // namespace

ExprNode* Parser::atom() {
  const Token& t = tok();
  switch (t.kind) {
    case Tok::kName:
      ++pos_;
      return name_node(t);
    case Tok::kTrue:
      ++pos_;
      return constant(t, ConstantKind::kTrue);
    case Tok::kFalse:
      ++pos_;
      return constant(t, ConstantKind::kFalse);
    case Tok::kNone:
      ++pos_;
      return constant(t, ConstantKind::kNone);
    case Tok::kEllipsis:
      ++pos_;
      return constant(t, ConstantKind::kEllipsis);
    case Tok::kNumber:
      ++pos_;
      return number(t);
    case Tok::kString:
    case Tok::kFStringStart:
    case Tok::kTStringStart:
      return strings();
    case Tok::kLpar:
      return group_or_tuple();
    case Tok::kLsqb:
      return list_or_comprehension();
    case Tok::kLbrace:
      return brace_display();
    default:
      return fail();
  }
}

ExprNode* Parser::number(const Token& t) {
  std::string digits;
  for (char c : text_of(t)) {
    if (c != '_') digits += c;
  }
  auto* node = static_cast<Constant*>(constant(t, ConstantKind::kInt));
  char letter = digits.size() > 1 && digits[0] == '0' ? static_cast<char>(digits[1] | 0x20) : ' ';
  int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  std::string_view body = digits;
  if (base != 10) {
    body.remove_prefix(2);
  } else if (digits.find_first_of(".eEjJ") != std::string::npos) {
    bool imaginary = (digits.back() | 0x20) == 'j';
    if (imaginary) digits.pop_back();
    node->value_kind = imaginary ? ConstantKind::kComplex : ConstantKind::kFloat;
    node->float_value = parse_double(digits);
    return node;
  }
  while (body.size() > 1 && body[0] == '0') body.remove_prefix(1);
  int64_t value = 0;
  auto result = std::from_chars(body.data(), body.data() + body.size(), value, base);
  if (result.ec == std::errc()) {
    node->int_value = value;
    return node;
  }
  node->value_kind = ConstantKind::kBigInt;
  if (base == 10) {
    if (body.size() > kMaxDecimalDigits) {
      return raise(t, "Exceeds the limit (4300 digits) for integer string conversion: value has " +
                          std::to_string(body.size()) +
                          " digits; use sys.set_int_max_str_digits() to increase the limit - "
                          "Consider hexadecimal for huge integer literals to avoid decimal "
                          "conversion limits.");
    }
    node->text = arena_.copy(body);
  } else {
    node->text =
        arena_.copy(base == 16 ? "0x" + std::string(body) : to_hex(body, base == 8 ? 3 : 1));
  }
  return node;
}

/// `( ... )`: a group, a tuple or a generator expression.
ExprNode* Parser::group_or_tuple() {
  Location from = here();
  ++pos_;
  if (accept(Tok::kRpar)) return make<Tuple>(from);
  if (is(Tok::kYield)) {
    Expr* value = yield_expression();
    if (!value || !expect(Tok::kRpar)) return nullptr;
    value->parenthesized = true;
    return value;
  }
  if (diagnosing_ && is(Tok::kDoubleStar)) {
    const Token& stars = tok();
    ++pos_;
    Expr* value = expression();
    if (failed()) return nullptr;
    if (value && is(Tok::kRpar)) {
      return raise(stars, "cannot use double starred expression here");
    }
    return fail();
  }
  Expr* first = star_named_expression();
  if (!first) return nullptr;
  if (comprehension_follows()) {
    Seq<Comprehension*> generators;
    if (!comprehension_clauses(generators)) return nullptr;
    if (first->kind == ExprKind::kStarred) {
      if (diagnosing_) raise(first, "iterable unpacking cannot be used in comprehension");
      return fail();
    }
    if (!expect(Tok::kRpar)) return nullptr;
    auto* node = make<GeneratorExp>(from);
    node->elt = first;
    node->generators = generators;
    return node;
  }
  if (is(Tok::kComma)) {
    List<Expr*> elts{first};
    while (accept(Tok::kComma)) {
      if (is(Tok::kRpar)) break;
      Expr* next = star_named_expression();
      if (!next) return nullptr;
      elts.push_back(next);
    }
    if (!expect(Tok::kRpar)) return nullptr;
    auto* tuple = make<Tuple>(from);
    tuple->elts = seq(elts);
    return tuple;
  }
  if (!is(Tok::kRpar)) return fail();
  if (first->kind == ExprKind::kStarred) {
    if (diagnosing_) return raise(first, "cannot use starred expression here");
    return fail();
  }
  ++pos_;
  first->parenthesized = true;
  return first;
}

/// The clauses of `[element for ...]` or `{element for ...}`, whose element has been read.
template <class Comp>
ExprNode* Parser::comprehension_display(const Location& from, const List<Expr*>& elts, Tok close) {
  Seq<Comprehension*> generators;
  if (!comprehension_clauses(generators)) return nullptr;
  if (elts.size() > 1) {
    if (diagnosing_) {
      raise(range(*elts[0], *elts.back()),
            "did you forget parentheses around the comprehension target?");
    }
    return fail();
  }
  if (elts[0]->kind == ExprKind::kStarred) {
    if (diagnosing_) raise(elts[0], "iterable unpacking cannot be used in comprehension");
    return fail();
  }
  if (!expect(close)) return nullptr;
  auto* node = make<Comp>(from);
  node->elt = elts[0];
  node->generators = generators;
  return node;
}

/// The error of `[element, for ...]`.
ExprNode* Parser::comprehension_after_comma(const Expr& element, const Token& comma) {
  Seq<Comprehension*> generators;
  if (!comprehension_clauses(generators)) return nullptr;
  return raise(range(element, location(comma)),
               "did you forget parentheses around the comprehension target?");
}

ExprNode* Parser::list_or_comprehension() {
  Location from = here();
  ++pos_;
  List<Expr*> elts;
  const Token* comma = nullptr;
  while (!is(Tok::kRsqb)) {
    Expr* next = star_named_expression();
    if (!next) return nullptr;
    elts.push_back(next);
    if (comprehension_follows()) {
      return comprehension_display<ListComp>(from, elts, Tok::kRsqb);
    }
    comma = accept(Tok::kComma);
    if (!comma) break;
    if (diagnosing_ && elts.size() == 1 && comprehension_follows()) {
      return comprehension_after_comma(*elts[0], *comma);
    }
  }
  if (!expect(Tok::kRsqb)) return nullptr;
  auto* node = make<ast::List>(from);
  node->elts = seq(elts);
  return node;
}

/// `{ ... }`: a dict, a set or one of their comprehensions.
ExprNode* Parser::brace_display() {
  Location from = here();
  ++pos_;
  if (accept(Tok::kRbrace)) return make<Dict>(from);
  if (is(Tok::kDoubleStar)) return dict_display(from, nullptr);
  Expr* first = star_named_expression();
  if (!first) return nullptr;
  bool plain = first->kind != ExprKind::kStarred &&
               (first->kind != ExprKind::kNamedExpr || first->parenthesized);
  if (is(Tok::kColon) && plain) return dict_display(from, first);
  List<Expr*> elts{first};
  for (;;) {
    if (comprehension_follows()) {
      return comprehension_display<SetComp>(from, elts, Tok::kRbrace);
    }
    const Token* comma = accept(Tok::kComma);
    if (!comma || is(Tok::kRbrace)) break;
    if (diagnosing_ && elts.size() == 1 && comprehension_follows()) {
      return comprehension_after_comma(*elts[0], *comma);
    }
    Expr* next = star_named_expression();
    if (!next) return nullptr;
    elts.push_back(next);
  }
  if (!expect(Tok::kRbrace)) return nullptr;
  auto* node = make<Set>(from);
  node->elts = seq(elts);
  return node;
}

/// One `key: value` or `**mapping`; `key` is the key if it was read already.
bool Parser::dict_item(List<Expr*>& keys, List<Expr*>& values, Expr* key) {
  if (const Token* stars = key ? nullptr : accept(Tok::kDoubleStar)) {
    Location from = here();
    Expr* mapping = bitwise_or();
    if (!mapping) return false;
    if (diagnosing_ && is(Tok::kIf)) {
      Expr* whole = if_expression(from, mapping);
      if (!failed() && whole && whole->kind == ExprKind::kIfExp) {
        raise(range(location(*stars), *whole),
              "invalid double starred expression. Did you forget to wrap the conditional "
              "expression in parentheses?");
      }
      return fail();
    }
    keys.push_back(nullptr);
    values.push_back(mapping);
    return true;
  }
  if (!key && !(key = expression())) return false;
  if (!is(Tok::kColon)) {
    if (diagnosing_ && !keys.empty()) {
      raise({key->lineno, key->end_col_offset - 1, key->end_lineno, -1},
            "':' expected after dictionary key");
    }
    return fail();
  }
  const Token& colon = tok();
  ++pos_;
  if (diagnosing_) {
    if (is(Tok::kRbrace) || is(Tok::kComma)) {
      return raise(colon, "expression expected after dictionary key and ':'");
    }
    if (is(Tok::kStar) || is(Tok::kDoubleStar)) {
      const Token& star = tok();
      ++pos_;
      Expr* value = bitwise_or();
      if (failed()) return false;
      if (value) {
        return raise(range_to_here(location(star)),
                     star.kind == Tok::kStar
                         ? "cannot use a starred expression in a dictionary value"
                         : "cannot use dict unpacking in a dictionary value");
      }
      return fail();
    }
  }
  Expr* value = expression();
  if (!value) return false;
  keys.push_back(key);
  values.push_back(value);
  return true;
}

ExprNode* Parser::dict_display(const Location& from, Expr* first_key) {
  List<Expr*> keys;
  List<Expr*> values;
  while (!is(Tok::kRbrace)) {
    const Token& item_start = tok();
    if (!dict_item(keys, values, first_key)) return nullptr;
    first_key = nullptr;
    if (comprehension_follows() && keys.size() == 1) {
      Seq<Comprehension*> generators;
      if (!comprehension_clauses(generators)) return nullptr;
      if (!keys[0]) {
        if (diagnosing_) raise(item_start, "dict unpacking cannot be used in dict comprehension");
        return fail();
      }
      if (!expect(Tok::kRbrace)) return nullptr;
      auto* node = make<DictComp>(from);
      node->key = keys[0];
      node->value = values[0];
      node->generators = generators;
      return node;
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!expect(Tok::kRbrace)) return nullptr;
  auto* node = make<Dict>(from);
  node->keys = seq(keys);
  node->values = seq(values);
  return node;
}

bool Parser::comprehension_clauses(Seq<Comprehension*>& out) {
  List<Comprehension*> clauses;
  while (comprehension_follows()) {
    Comprehension* clause = comprehension_clause();
    if (!clause) return false;
    clauses.push_back(clause);
  }
  out = seq(clauses);
  return true;
}

Comprehension* Parser::comprehension_clause() {
  size_t start = pos_;
  auto* clause = arena_.make<Comprehension>();
  clause->is_async = accept(Tok::kAsync) != nullptr;
  expect(Tok::kFor);
  size_t target_start = pos_;
  clause->target = star_targets();
  if (!clause->target || !is(Tok::kIn)) {
    note_furthest();
    if (!diagnosing_ || failed()) return nullptr;
    // Is it the `in` that is missing, or is this no target?
    reset(target_start);
    bool readable = bitwise_or() != nullptr;
    while (readable && accept(Tok::kComma)) {
      if (starts_expression(kind()) && !bitwise_or()) readable = false;
    }
    if (failed()) return nullptr;
    if (readable && !is(Tok::kIn)) {
      return raise_last("'in' expected after for-loop variables");
    }
    reset(target_start);
    Expr* target = star_expressions();
    if (target && !failed()) raise_invalid_target(target, TargetKind::kFor);
    reset(start);
    return nullptr;
  }
  ++pos_;
  clause->iter = disjunction();
  if (!clause->iter) return nullptr;
  List<Expr*> ifs;
  while (accept(Tok::kIf)) {
    Expr* test = disjunction();
    if (!test) return nullptr;
    ifs.push_back(test);
  }
  clause->ifs = seq(ifs);
  return clause;
}

ExprNode* Parser::lambda() {
  const Token& start = tok();
  ++pos_;
  Arguments* args = parameters(true);
  if (!args) return nullptr;
  const Token* colon = expect(Tok::kColon);
  if (!colon) return nullptr;
  if (diagnosing_ && (is(Tok::kFStringMiddle) || is(Tok::kTStringMiddle))) {
    return raise(range(location(start), location(*colon)),
                 std::string(is(Tok::kFStringMiddle) ? "f" : "t") +
                     "-string: lambda expressions are not allowed without parentheses");
  }
  Expr* body = expression();
  if (!body) return nullptr;
  auto* node = make<Lambda>(location(start));
  node->args = args;
  node->body = body;
  return node;
}

}  // namespace gilt::compiler
