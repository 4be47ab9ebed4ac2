// What the second pass says about programs that are not well formed.
// Source: the invalid_* rules of CPython's Grammar/python.gram, Parser/pegen_errors.c.
#include <algorithm>

#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

const char* expr_name(const ExprNode* expr) {
  switch (expr->kind) {
    case ExprKind::kAttribute:
      return "attribute";
    case ExprKind::kSubscript:
      return "subscript";
    case ExprKind::kStarred:
      return "starred";
    case ExprKind::kName:
      return "name";
    case ExprKind::kList:
      return "list";
    case ExprKind::kTuple:
      return "tuple";
    case ExprKind::kLambda:
      return "lambda";
    case ExprKind::kCall:
      return "function call";
    case ExprKind::kBoolOp:
    case ExprKind::kBinOp:
    case ExprKind::kUnaryOp:
      return "expression";
    case ExprKind::kGeneratorExp:
      return "generator expression";
    case ExprKind::kYield:
    case ExprKind::kYieldFrom:
      return "yield expression";
    case ExprKind::kAwait:
      return "await expression";
    case ExprKind::kListComp:
      return "list comprehension";
    case ExprKind::kSetComp:
      return "set comprehension";
    case ExprKind::kDictComp:
      return "dict comprehension";
    case ExprKind::kDict:
      return "dict literal";
    case ExprKind::kSet:
      return "set display";
    case ExprKind::kJoinedStr:
    case ExprKind::kFormattedValue:
      return "f-string expression";
    case ExprKind::kTemplateStr:
    case ExprKind::kInterpolation:
      return "t-string expression";
    case ExprKind::kConstant:
      switch (as<Constant>(expr)->value_kind) {
        case ConstantKind::kNone:
          return "None";
        case ConstantKind::kTrue:
          return "True";
        case ConstantKind::kFalse:
          return "False";
        case ConstantKind::kEllipsis:
          return "ellipsis";
        default:
          return "literal";
      }
    case ExprKind::kCompare:
      return "comparison";
    case ExprKind::kIfExp:
      return "conditional expression";
    case ExprKind::kNamedExpr:
      return "named expression";
    case ExprKind::kSlice:
      return "slice";
  }
  return "expression";
}

void Parser::locate(SyntaxDiagnostic& error, const Range& at) const {
  error.line = at.line;
  error.column = source_.char_column(at.line, at.col) + 1;
  error.end_line = at.end_line;
  error.end_column = at.end_col < 0 ? 0 : source_.char_column(at.end_line, at.end_col) + 1;
}

NoMatch Parser::raise(const Range& at, std::string message, const char* type) {
  note_furthest();
  if (error_) return {};
  error_.type = type;
  error_.message = std::move(message);
  locate(error_, at);
  return {};
}

/// Raises at the last token that was looked at, as CPython's RAISE_SYNTAX_ERROR does.
NoMatch Parser::raise_last(std::string message, const char* type) {
  note_furthest();
  if (error_) return {};
  const Token& t = tokens_[furthest_];
  raise(range(t), std::move(message), type);
  // Tokens without text stand where the lexer was: behind the indentation or the last line.
  if (t.kind == Tok::kIndent || t.kind == Tok::kDedent || t.kind == Tok::kEndMarker) {
    bool at_end = t.start == source_.text().size();
    error_.line = error_.end_line = at_end ? std::max(1, source_.line_count() - 1) : t.lineno;
    int bytes = at_end ? static_cast<int>(source_.line(error_.line).size()) + 1 : t.end_col;
    error_.column = source_.char_column(error_.line, bytes);
    error_.end_column = 0;
  }
  return {};
}

NoMatch Parser::too_complex() {
  return raise_last("Parser stack overflowed - Python source too complex to parse", "MemoryError");
}

Parser::Range Parser::range_to_here(const Location& from) {
  note_furthest();
  Range out = range(from, location(tokens_[furthest_]));
  --out.end_col;
  return out;
}

const Token* Parser::expect_forced(Tok k, const char* text) {
  if (is(k)) return &tokens_[pos_++];
  if (is(Tok::kError)) return fail();
  return raise(tok(), "expected '" + std::string(text) + "'");
}

bool Parser::starts_expression(Tok k) const {
  switch (k) {
    case Tok::kName:
    case Tok::kNumber:
    case Tok::kString:
    case Tok::kFStringStart:
    case Tok::kTStringStart:
    case Tok::kLpar:
    case Tok::kLsqb:
    case Tok::kLbrace:
    case Tok::kEllipsis:
    case Tok::kPlus:
    case Tok::kMinus:
    case Tok::kTilde:
    case Tok::kNot:
    case Tok::kLambda:
    case Tok::kAwait:
    case Tok::kTrue:
    case Tok::kFalse:
    case Tok::kNone:
      return true;
    default:
      return false;
  }
}

/// The part of `expr` that cannot be assigned to (or deleted), or null.
const ExprNode* Parser::invalid_target(const Expr* expr, TargetKind kind) const {
  switch (expr->kind) {
    case ExprKind::kTuple:
      for (const Expr* elt : as<Tuple>(expr)->elts) {
        if (const Expr* bad = invalid_target(elt, kind)) return bad;
      }
      return nullptr;
    case ExprKind::kList:
      for (const Expr* elt : as<ast::List>(expr)->elts) {
        if (const Expr* bad = invalid_target(elt, kind)) return bad;
      }
      return nullptr;
    case ExprKind::kStarred:
      if (kind == TargetKind::kDel) return expr;
      return invalid_target(as<Starred>(expr)->value, kind);
    case ExprKind::kCompare:
      if (kind == TargetKind::kFor) {
        // `x in y` of `for x in y` reads as a comparison.
        auto* compare = as<Compare>(expr);
        return compare->ops[0] == CmpOp::kIn ? invalid_target(compare->left, kind) : nullptr;
      }
      return expr;
    case ExprKind::kName:
    case ExprKind::kSubscript:
    case ExprKind::kAttribute:
      return nullptr;
    default:
      return expr;
  }
}

NoMatch Parser::raise_invalid_target(const Expr* expr, TargetKind kind) {
  const Expr* bad = invalid_target(expr, kind);
  if (!bad) return fail();
  return raise(bad, std::string(kind == TargetKind::kDel ? "cannot delete " : "cannot assign to ") +
                        expr_name(bad));
}

/// Two strings with something between them that was meant to be quoted too.
bool Parser::diagnose_string_gap(size_t start) {
  if (tokens_[start].kind != Tok::kString || tokens_[start + 1].kind == Tok::kString) return true;
  size_t mark = pos_;
  pos_ = start + 1;
  Expr* first = nullptr;
  Expr* last = nullptr;
  while (!is(Tok::kString) && starts_expression(kind())) {
    Expr* next = expression_quiet();
    if (failed()) return false;
    if (!next) break;
    if (!first) first = next;
    last = next;
  }
  if (last && is(Tok::kString)) {
    return raise(range(*first, *last),
                 "invalid syntax. Is this intended to be part of the string?");
  }
  reset(mark);
  return true;
}

/// Python 2's `print x`.
bool Parser::diagnose_legacy_call(size_t start) {
  std::string_view word = text_of(tokens_[start]);
  if (tokens_[start].kind != Tok::kName || (word != "print" && word != "exec") ||
      tokens_[start + 1].kind == Tok::kLpar) {
    return true;
  }
  size_t mark = pos_;
  pos_ = start + 1;
  if (is(Tok::kStar) || starts_expression(kind())) {
    Expr* what = star_expressions();
    if (failed()) return false;
    if (what) {
      std::string name(word);
      return raise(
          range(location(tokens_[start]), *what),
          "Missing parentheses in call to '" + name + "'. Did you mean " + name + "(...)?");
    }
  }
  reset(mark);
  return true;
}

/// Looks at what stands behind an expression (`first`, null if there is none) that started at
/// `start`. False if that was worth an error.
bool Parser::diagnose_expression(size_t start, Expr* first) {
  const Token& opening = tokens_[start];
  if (!first) {
    // `pass if x else y`
    if (pos_ == start && (is(Tok::kPass) || is(Tok::kBreak) || is(Tok::kContinue)) &&
        kind_after(1) == Tok::kIf) {
      size_t mark = pos_;
      pos_ += 2;
      Expr* test = disjunction();
      if (failed()) return false;
      if (test && accept(Tok::kElse)) {
        return raise(opening, "expected expression before 'if', but statement is given");
      }
      reset(mark);
    }
    return true;
  }
  if (!diagnose_string_gap(start)) return false;
  std::string_view word = text_of(opening);
  bool soft_keyword = opening.kind == Tok::kName &&
                      (word == "_" || word == "case" || word == "match" || word == "type");
  bool prefixed_string = opening.kind == Tok::kName && tokens_[start + 1].kind == Tok::kString;
  bool legacy = first->kind == ExprKind::kName && (word == "print" || word == "exec");
  if (!soft_keyword && !prefixed_string && starts_expression(kind())) {
    size_t mark = pos_;
    Expr* second = expression_quiet();
    if (failed()) return false;
    if (second && !legacy && tokens_[pos_ - 1].level != 0) {
      return raise(range(*first, *second), "invalid syntax. Perhaps you forgot a comma?");
    }
    reset(mark);
  }
  return diagnose_legacy_call(start);
}

/// `=` or `:=` behind an expression that stands where a condition or an element may stand.
bool Parser::diagnose_named_expression(size_t start, Expr* parsed) {
  if (!parsed) return true;
  if (is(Tok::kColonEqual)) {
    size_t mark = pos_;
    ++pos_;
    Expr* value = expression();
    if (failed()) return false;
    if (value) {
      return raise(parsed,
                   "cannot use assignment expressions with " + std::string(expr_name(parsed)));
    }
    reset(mark);
    return true;
  }
  if (!is(Tok::kEqual)) return true;
  switch (tokens_[start].kind) {
    case Tok::kTrue:
    case Tok::kFalse:
    case Tok::kNone:
      return true;
    case Tok::kLsqb:
      if (parsed->kind != ExprKind::kListComp) return true;
      break;
    case Tok::kLpar:
      if (parsed->kind == ExprKind::kTuple || parsed->kind == ExprKind::kGeneratorExp) return true;
      break;
    default:
      break;
  }
  bool loose =
      !parsed->parenthesized &&
      (parsed->kind == ExprKind::kBoolOp || parsed->kind == ExprKind::kCompare ||
       parsed->kind == ExprKind::kIfExp || parsed->kind == ExprKind::kLambda ||
       (parsed->kind == ExprKind::kUnaryOp && as<UnaryOp>(parsed)->op == UnaryOperator::kNot));
  if (loose) return true;
  size_t mark = pos_;
  ++pos_;
  Expr* right = bitwise_or();
  if (failed()) return false;
  if (right && !is(Tok::kEqual) && !is(Tok::kColonEqual)) {
    if (parsed->kind == ExprKind::kName && !parsed->parenthesized) {
      return raise(range(*parsed, *right),
                   "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    return raise(parsed, "cannot assign to " + std::string(expr_name(parsed)) +
                             " here. Maybe you meant '==' instead of '='?");
  }
  reset(mark);
  return true;
}

/// The statement `target = ...` that started at `start`; `target` cannot be assigned to.
bool Parser::diagnose_assignment(size_t start, Expr* target, bool first) {
  if (target->kind == ExprKind::kYield || target->kind == ExprKind::kYieldFrom) {
    if (!target->parenthesized) {
      return raise(target, "assignment to yield expression not possible");
    }
  }
  if (first) {
    // The last element of a bare tuple is what stands next to the `=`.
    Expr* element = target;
    size_t element_start = start;
    if (auto* tuple = dyn<Tuple>(target);
        tuple && tokens_[start].col == tuple->col_offset && tokens_[pos_ - 1].kind != Tok::kComma &&
        !tuple->elts.empty() && tuple->end_col_offset == tuple->elts.back()->end_col_offset) {
      element = tuple->elts.back();
      element_start = pos_ - 1;
      while (element_start > start && (tokens_[element_start].lineno != element->lineno ||
                                       tokens_[element_start].col > element->col_offset)) {
        --element_start;
      }
    }
    if (!diagnose_named_expression(element_start, element)) return false;
  }
  return raise_invalid_target(target, TargetKind::kStar);
}

/// The statement `target: ...`; `target` cannot be annotated.
bool Parser::diagnose_annotation(size_t start, Expr* target) {
  ++pos_;
  Expr* type = expression();
  if (failed() || !type) return fail();
  if (target->kind == ExprKind::kYield || target->kind == ExprKind::kYieldFrom) return fail();
  if (target->kind == ExprKind::kList) {
    return raise(target, "only single target (not list) can be annotated");
  }
  if (auto* tuple = dyn<Tuple>(target)) {
    bool bare = !tuple->elts.empty() && tokens_[start].kind != Tok::kLpar;
    return raise(bare ? tuple->elts[0] : target, "only single target (not tuple) can be annotated");
  }
  return raise(target, "illegal target for annotation");
}

/// The replacement field whose first token after the brace is `start` is malformed.
bool Parser::diagnose_field(char kind, size_t start) {
  std::string prefix = std::string(1, kind) + "-string: ";
  reset(start);
  if (is(Tok::kError)) return fail();
  if (is(Tok::kEqual) || is(Tok::kExclamation) || is(Tok::kColon) || is(Tok::kRbrace)) {
    return raise(tok(),
                 prefix + "valid expression required before '" + std::string(text_of(tok())) + "'");
  }
  auto on_next = [&](const char* message) {
    if (is(Tok::kError)) return fail();
    return raise(tok(), prefix + message);
  };
  Expr* value = annotated_rhs();
  if (failed()) return false;
  if (!value) {
    reset(start);
    return on_next("expecting a valid expression after '{'");
  }
  auto field_end = [&](bool equal, bool bang, bool colon) {
    return (equal && is(Tok::kEqual)) || (bang && is(Tok::kExclamation)) ||
           (colon && is(Tok::kColon)) || is(Tok::kRbrace);
  };
  if (!field_end(true, true, true)) return on_next("expecting '=', or '!', or ':', or '}'");
  if (accept(Tok::kEqual) && !field_end(false, true, true)) {
    return on_next("expecting '!', or ':', or '}'");
  }
  if (accept(Tok::kExclamation)) {
    if (is(Tok::kColon) || is(Tok::kRbrace)) return on_next("missing conversion character");
    if (!accept(Tok::kName)) return on_next("invalid conversion character");
    if (!field_end(false, false, true)) return on_next("expecting ':' or '}'");
  }
  if (is(Tok::kColon)) {
    Expr* spec = format_spec(kind, true);
    if (failed()) return false;
    if (spec && !is(Tok::kRbrace)) return on_next("expecting '}', or format specs");
  }
  return on_next("expecting '}'");
}

void Parser::raise_never_closed() {
  const Lexer::Bracket& open = lexer_.open_brackets().back();
  error_ = {};
  error_.type = "SyntaxError";
  error_.message = "'" + std::string(1, open.open) + "' was never closed";
  locate(error_, {open.lineno, open.col, open.lineno, -1});
}

/// The error that no rule has a word for; `last` is the token where the first pass gave up.
void Parser::generic_error(size_t last) {
  const Token& t = tokens_[last];
  if (t.kind == Tok::kIndent) {
    raise_last("unexpected indent", "IndentationError");
  } else if (t.kind == Tok::kDedent) {
    raise_last("unexpected unindent", "IndentationError");
  } else if (t.kind == Tok::kEndMarker) {
    raise_last("invalid syntax");
    error_.column = 0;
    if (last == 0) error_.line = 0;  // there is nothing at all
  } else {
    raise(t, "invalid syntax");
  }
}

ModNode* Parser::run(SyntaxDiagnostic& error) {
  auto report = [&](SyntaxDiagnostic found) -> ModNode* {
    error = std::move(found);
    if (error.line > 0 && error.text.empty()) {
      error.text = std::string(source_.line(error.line));
    }
    return nullptr;
  };
  ModNode* module = this->module();
  if (module && !failed() && mode_ == ParseMode::kPrompt) {
    // At a prompt a compound statement goes on until an empty line.
    auto* body = &as<Interactive>(module)->body;
    std::string_view text = source_.text();
    size_t end = text.size() - 1;  // the last line end
    size_t line = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
    std::string_view last = text.substr(line == std::string_view::npos ? 0 : line + 1);
    bool blank = last.find_first_not_of(" \t\f\n") == std::string_view::npos;
    Tok first = tokens_[0].kind;
    bool compound = first == Tok::kIf || first == Tok::kWhile || first == Tok::kFor ||
                    first == Tok::kTry || first == Tok::kWith || first == Tok::kDef ||
                    first == Tok::kClass || first == Tok::kAt || first == Tok::kAsync ||
                    (body->size() == 1 && (*body)[0]->kind == StmtKind::kMatch);
    if (compound && !blank) {
      SyntaxDiagnostic incomplete;
      incomplete.type = "SyntaxError";
      incomplete.message = "incomplete input";
      incomplete.incomplete = true;
      locate(incomplete, range(tokens_.back()));
      return report(incomplete);
    }
  }
  if (module && !failed()) {
    if (late_error_) return report(late_error_);
    return module;
  }
  note_furthest();
  size_t first_pass_end = furthest_;
  const Token& stop = tokens_.back();
  const Token& reached = tokens_[first_pass_end];
  bool at_source_end =
      reached.kind == Tok::kEndMarker || (reached.kind == Tok::kError && lexer_.hit_end()) ||
      (reached.kind == Tok::kDedent && stop.kind == Tok::kEndMarker && reached.start == stop.start);
  if (mode_ == ParseMode::kPrompt && at_source_end && !failed()) {
    SyntaxDiagnostic incomplete;
    incomplete.type = "SyntaxError";
    incomplete.message = "incomplete input";
    incomplete.incomplete = true;
    locate(incomplete, range(stop));
    return report(incomplete);
  }
  if (!failed() && reached.kind != Tok::kError) {
    diagnosing_ = second_pass_ = true;
    pos_ = 0;
    depth_ = 0;
    this->module();
    note_furthest();
    if (!failed()) {
      bool indentation = reached.kind == Tok::kIndent || reached.kind == Tok::kDedent;
      generic_error(first_pass_end);
      if (indentation) return report(error_);
    }
  }
  // What the lexer has to say comes first, mostly even about a later line.
  bool met_error = tokens_[furthest_].kind == Tok::kError;
  if (lexer_.error() && (met_error || !lexer_.error_is_local())) {
    return report(lexer_.error());
  }
  if (stop.kind == Tok::kError && !lexer_.open_brackets().empty()) {
    int line = lexer_.open_brackets().back().lineno;
    if (met_error || tokens_[furthest_].lineno > line) raise_never_closed();
  } else if (met_error) {
    error_ = {};
    error_.type = "SyntaxError";
    error_.message = "unexpected EOF while parsing";
    int line = source_.line_count() - 1;
    int size = static_cast<int>(source_.line(line).size());
    locate(error_, {line, size, line, -1});
  }
  return report(error_);
}

}  // namespace gilt::compiler
