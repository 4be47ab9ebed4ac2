// Parameters of functions and lambdas, arguments of calls.
#include <algorithm>

#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

/// `name [: annotation]`; after a star the annotation itself may be starred.
Arg* Parser::parameter(bool lambda, bool star) {
  Location from = here();
  const Token* name = expect(Tok::kName);
  if (!name) return nullptr;
  Expr* annotation = nullptr;
  if (!lambda && accept(Tok::kColon)) {
    annotation = star && is(Tok::kStar) ? starred(true) : expression();
    if (!annotation) return nullptr;
  }
  Arg* arg = make<Arg>(from);
  arg->arg = identifier(*name);
  arg->annotation = annotation;
  return arg;
}

/// Everything between the parentheses of a def, or between `lambda` and its colon.
Arguments* Parser::parameters(bool lambda) {
  auto* out = arena_.make<Arguments>();
  List<Arg*> posonly, args, kwonly;
  List<Expr*> defaults, kw_defaults;
  bool slash = false;
  bool star = false;
  auto default_value = [&](bool& present) -> Expr* {
    present = is(Tok::kEqual);
    if (!present) return nullptr;
    const Token& equal = tok();
    ++pos_;
    if (diagnosing_ && (is(Tok::kRpar) || is(Tok::kComma))) {
      return raise(equal, "expected default value expression");
    }
    return expression();
  };
  while (!parameter_end(lambda)) {
    const Token& t = tok();
    if (t.kind == Tok::kSlash) {
      ++pos_;
      if (slash || star || args.empty()) {
        if (diagnosing_) {
          return raise(t, slash  ? "/ may appear only once"
                          : star ? "/ must be ahead of *"
                                 : "at least one argument must precede /");
        }
        return fail();
      }
      slash = true;
      posonly.swap(args);
      if (diagnosing_ && is(Tok::kStar)) return raise(tok(), "expected comma between / and *");
    } else if (t.kind == Tok::kStar) {
      ++pos_;
      if (star) {
        if (diagnosing_) return raise(t, "* argument may appear only once");
        return fail();
      }
      star = true;
      if (is(Tok::kName)) {
        out->vararg = parameter(lambda, true);
        if (!out->vararg) return nullptr;
        if (is(Tok::kEqual)) {
          if (diagnosing_) {
            return raise(tok(), "var-positional argument cannot have default value");
          }
          return fail();
        }
      } else {
        bool bare = parameter_end(lambda) ||
                    (is(Tok::kComma) && (kind_after(1) == (lambda ? Tok::kColon : Tok::kRpar) ||
                                         kind_after(1) == Tok::kDoubleStar));
        if (bare) {
          if (!parameter_end(lambda)) ++pos_;
          note_furthest();
          if (!diagnosing_) return nullptr;
          if (lambda) return raise_last("named arguments must follow bare *");
          return raise(t, "named arguments must follow bare *");
        }
        if (!is(Tok::kComma)) return fail();
      }
    } else if (t.kind == Tok::kDoubleStar) {
      ++pos_;
      out->kwarg = parameter(lambda, false);
      if (!out->kwarg) return nullptr;
      if (is(Tok::kEqual)) {
        if (diagnosing_) return raise(tok(), "var-keyword argument cannot have default value");
        return fail();
      }
      if (accept(Tok::kComma) && !parameter_end(lambda)) {
        bool parameter_like =
            is(Tok::kName) || is(Tok::kStar) || is(Tok::kDoubleStar) || is(Tok::kSlash);
        if (diagnosing_ && parameter_like) {
          Location at = here();
          if (is(Tok::kName)) {
            Arg* extra = parameter(lambda, false);
            if (!extra) return nullptr;
            at = *extra;
          }
          return raise(range(at), "arguments cannot follow var-keyword argument");
        }
        return fail();
      }
      break;
    } else if (diagnosing_ && t.kind == Tok::kLpar && defaults.empty()) {
      // def f((a, b)): Python 2's tuple parameters.
      ++pos_;
      bool names = is(Tok::kName);
      while (is(Tok::kName)) {
        ++pos_;
        if (!accept(Tok::kComma)) break;
      }
      if (names && is(Tok::kRpar)) {
        return raise(range(location(t), here()),
                     lambda ? "Lambda expression parameters cannot be parenthesized"
                            : "Function parameters cannot be parenthesized");
      }
      return fail();
    } else {
      Arg* arg = parameter(lambda, false);
      if (!arg) return nullptr;
      bool has_default;
      Expr* value = default_value(has_default);
      if (has_default && !value) return nullptr;
      if (star) {
        kwonly.push_back(arg);
        kw_defaults.push_back(value);
      } else {
        if (value) {
          defaults.push_back(value);
        } else if (!defaults.empty()) {
          if (diagnosing_ && (is(Tok::kComma) || parameter_end(lambda))) {
            return raise(arg, "parameter without a default follows parameter with a default");
          }
          return fail();
        }
        args.push_back(arg);
      }
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!parameter_end(lambda)) return fail();
  out->posonlyargs = seq(posonly);
  out->args = seq(args);
  out->kwonlyargs = seq(kwonly);
  out->kw_defaults = seq(kw_defaults);
  out->defaults = seq(defaults);
  return out;
}

/// `name=value` or `**mapping`.
bool Parser::keyword_argument(List<Keyword*>& keywords) {
  Location from = here();
  Identifier name;
  if (!accept(Tok::kDoubleStar)) {
    const Token& t = tok();
    const Token& equal = tokens_[pos_ + 1];
    name = identifier(t);
    pos_ += 2;
    if (diagnosing_ && (is(Tok::kComma) || is(Tok::kRpar))) {
      return raise(range(location(t), location(equal)), "expected argument value expression");
    }
  }
  Expr* value = expression();
  if (!value) return false;
  if (diagnosing_ && name.empty() && is(Tok::kEqual)) {
    ++pos_;
    Expr* right = expression();
    if (failed() || !right) return fail();
    return raise(range(from, *right), "cannot assign to keyword argument unpacking");
  }
  if (diagnosing_ && !name.empty() && comprehension_follows()) {
    Seq<Comprehension*> clauses;
    if (!comprehension_clauses(clauses)) return false;
    Range at = range(from);
    at.end_col = at.col + static_cast<int>(name.size()) + 1;
    return raise(at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  auto* keyword = make<Keyword>(from);
  keyword->arg = name;
  keyword->value = value;
  keywords.push_back(keyword);
  return true;
}

/// A positional argument stands behind a keyword argument: reads on to where the arguments end.
bool Parser::misplaced_argument(const List<Keyword*>& keywords) {
  if (!diagnosing_) return fail();
  const char* message = "positional argument follows keyword argument";
  for (const Keyword* keyword : keywords) {
    if (keyword->arg.empty()) message = "positional argument follows keyword argument unpacking";
  }
  bool any = false;
  for (;;) {
    bool keyword = is(Tok::kName) && kind_after(1) == Tok::kEqual;
    if (keyword) pos_ += 2;
    if (is(Tok::kStar) || is(Tok::kDoubleStar)) ++pos_;
    if (!starts_expression(kind())) break;
    Expr* value = named_expression();
    if (failed()) return false;
    if (!value) break;
    any = true;
    if (!accept(Tok::kComma)) break;
  }
  if (!any) return fail();
  return raise_last(message);
}

/// The arguments of a call or a class, up to the closing parenthesis. `generator`: a lone
/// generator expression needs no parentheses of its own.
bool Parser::call_arguments(List<Expr*>& args, List<Keyword*>& keywords, bool generator) {
  bool unpacked_mapping = false;
  Location open = location(tokens_[pos_ - 1]);
  while (!is(Tok::kRpar)) {
    if (is(Tok::kStar)) {
      const Token& star = tok();
      if (unpacked_mapping) {
        if (diagnosing_) {
          const Token& comma = tokens_[pos_ - 1];
          Expr* value = starred(false);
          if (failed() || !value) return false;
          return raise(range_to_here(location(comma)),
                       "iterable argument unpacking follows keyword argument unpacking");
        }
        return fail();
      }
      Expr* value = starred(false);
      if (!value) return false;
      if (is(Tok::kEqual)) {
        note_furthest();
        if (!diagnosing_) return false;
        ++pos_;
        Expr* right = expression();
        if (failed() || !right) return fail();
        return raise(range(location(star), *right), "cannot assign to iterable argument unpacking");
      }
      args.push_back(value);
    } else if (is(Tok::kDoubleStar)) {
      unpacked_mapping = true;
      if (!keyword_argument(keywords)) return false;
    } else if (is(Tok::kName) && kind_after(1) == Tok::kEqual) {
      if (!keyword_argument(keywords)) return false;
    } else {
      if (!keywords.empty() && starts_expression(kind())) {
        if (!diagnosing_) {
          // Read it all the same: the error is where the parser stops to understand.
          if (named_expression()) note_furthest();
          return fail();
        }
        size_t mark = pos_;
        Expr* value = expression();
        if (failed()) return false;
        if (value && is(Tok::kEqual)) {
          return raise(range(*value, here()),
                       "expression cannot contain assignment, perhaps you meant \"==\"?");
        }
        reset(mark);
        return misplaced_argument(keywords);
      }
      size_t start = pos_;
      Expr* value;
      if (is(Tok::kName) && kind_after(1) == Tok::kColonEqual) {
        value = named_expression();
      } else {
        value = expression();
      }
      if (!value) return false;
      if (is(Tok::kEqual)) {
        note_furthest();
        if (!diagnosing_) return false;
        const Token& first = tokens_[start];
        if (pos_ == start + 1 &&
            (first.kind == Tok::kTrue || first.kind == Tok::kFalse || first.kind == Tok::kNone)) {
          return raise(range(location(first), here()),
                       "cannot assign to " + std::string(text_of(first)));
        }
        return raise(range(*value, here()),
                     "expression cannot contain assignment, perhaps you meant \"==\"?");
      }
      if (is(Tok::kColonEqual)) return fail();
      if (comprehension_follows()) {
        if (!generator && args.empty()) return fail();
        Seq<Comprehension*> clauses;
        if (!comprehension_clauses(clauses)) return false;
        bool alone = args.empty() && keywords.empty() && is(Tok::kRpar);
        if (!alone) {
          note_furthest();
          if (!diagnosing_) return false;
          if (args.empty() && !is(Tok::kComma)) return fail();
          const Comprehension* last = clauses.back();
          const Expr* end = last->ifs.empty() ? last->iter : last->ifs.back();
          return raise(range(*value, *end), "Generator expression must be parenthesized");
        }
        auto* node = make<GeneratorExp>(open);
        node->elt = value;
        node->generators = clauses;
        node->end_lineno = tok().end_lineno;
        node->end_col_offset = tok().end_col;
        value = node;
      }
      args.push_back(value);
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!is(Tok::kRpar)) return fail();
  check_keywords(keywords);
  return true;
}

/// Two keyword arguments of one name: an error that CPython reports after parsing.
void Parser::check_keywords(const List<Keyword*>& keywords) {
  if (keywords.size() < 2 || late_error_) return;
  List<const Keyword*> sorted(keywords.begin(), keywords.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Keyword* a, const Keyword* b) { return a->arg < b->arg; });
  const Keyword* repeated = nullptr;
  for (size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i]->arg.empty() || sorted[i]->arg != sorted[i - 1]->arg) continue;
    const Keyword* at = sorted[i];
    if (!repeated ||
        std::pair(at->lineno, at->col_offset) < std::pair(repeated->lineno, repeated->col_offset)) {
      repeated = at;
    }
  }
  if (!repeated) return;
  late_error_.type = "SyntaxError";
  late_error_.message = "keyword argument repeated: " + std::string(repeated->arg);
  locate(late_error_, range(*repeated));
}

}  // namespace gilt::compiler
