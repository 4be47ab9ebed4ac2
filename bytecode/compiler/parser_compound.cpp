// Compound statements, but match (parser_pattern.cpp).
#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

namespace {
constexpr size_t kMaxElifs = 1500;
}

StmtNode* Parser::compound_statement() {
  Location from = here();
  switch (kind()) {
    case Tok::kIf:
      return if_statement();
    case Tok::kWhile:
      return while_statement();
    case Tok::kFor:
      return for_statement(from, false);
    case Tok::kTry:
      return try_statement();
    case Tok::kWith:
      return with_statement(from, false);
    case Tok::kDef:
      return function(from, false, {});
    case Tok::kClass:
      return class_definition({});
    case Tok::kAt:
      return decorated();
    default:
      return async_statement();
  }
}

StmtNode* Parser::async_statement() {
  Location from = here();
  ++pos_;
  if (is(Tok::kDef)) return function(from, true, {});
  if (is(Tok::kFor)) return for_statement(from, true);
  if (is(Tok::kWith)) return with_statement(from, true);
  return fail();
}

/// The body of a compound statement: an indented block, or simple statements on the same line.
bool Parser::block(Seq<Stmt*>& out, const char* what, int line) {
  NestingGuard depth(*this);
  if (depth.too_deep()) return false;
  List<Stmt*> body;
  if (accept(Tok::kNewline)) {
    if (!is(Tok::kIndent)) {
      note_furthest();
      if (!diagnosing_) return false;
      return raise_last("expected an indented block after " + std::string(what) + " on line " +
                            std::to_string(line),
                        "IndentationError");
    }
    ++pos_;
    if (!statements(body, Tok::kDedent)) return false;
    ++pos_;
  } else if (!simple_statements(body)) {
    return false;
  }
  out = seq(body);
  return true;
}

bool Parser::header_colon() {
  if (accept(Tok::kColon)) return true;
  note_furthest();
  if (diagnosing_ && is(Tok::kNewline)) return raise_last("expected ':'");
  return false;
}

StmtNode* Parser::decorated() {
  List<Expr*> decorators;
  while (accept(Tok::kAt)) {
    Expr* decorator = named_expression();
    if (!decorator || !expect(Tok::kNewline)) return nullptr;
    decorators.push_back(decorator);
  }
  Location from = here();
  if (is(Tok::kClass)) return class_definition(decorators);
  bool is_async = is(Tok::kAsync) && kind_after(1) == Tok::kDef;
  if (is_async) ++pos_;
  if (!is(Tok::kDef)) return fail();
  return function(from, is_async, decorators);
}

StmtNode* Parser::function(const Location& from, bool is_async, const List<Expr*>& decorators) {
  int line = tok().lineno;
  ++pos_;
  const Token* name = expect(Tok::kName);
  if (!name) return nullptr;
  Seq<TypeParamNode*> params;
  if (is(Tok::kLsqb) && !type_params(params)) return nullptr;
  if (!expect_forced(Tok::kLpar, "(")) return nullptr;
  Arguments* args = parameters(false);
  if (!args || !expect(Tok::kRpar)) return nullptr;
  Expr* returns = nullptr;
  if (is(Tok::kArrow)) {
    size_t arrow = pos_++;
    returns = expression();
    if (failed()) return nullptr;
    if (!returns) reset(arrow);
  }
  if (!expect_forced(Tok::kColon, ":")) return nullptr;
  Seq<Stmt*> body;
  if (!block(body, "function definition", line)) return nullptr;
  auto fill = [&](auto* node) {
    node->name = identifier(*name);
    node->args = args;
    node->body = body;
    node->decorator_list = seq(decorators);
    node->returns = returns;
    node->type_params = params;
    return node;
  };
  if (is_async) return fill(make<AsyncFunctionDef>(from));
  return fill(make<FunctionDef>(from));
}

StmtNode* Parser::class_definition(const List<Expr*>& decorators) {
  Location from = here();
  ++pos_;
  const Token* name = expect(Tok::kName);
  if (!name) return nullptr;
  Seq<TypeParamNode*> params;
  if (is(Tok::kLsqb) && !type_params(params)) return nullptr;
  List<Expr*> bases;
  List<Keyword*> keywords;
  if (accept(Tok::kLpar)) {
    if (!call_arguments(bases, keywords, false) || !expect(Tok::kRpar)) return nullptr;
  }
  if (!header_colon()) return nullptr;
  Seq<Stmt*> body;
  if (!block(body, "class definition", from.lineno)) return nullptr;
  auto* node = make<ClassDef>(from);
  node->name = identifier(*name);
  node->bases = seq(bases);
  node->keywords = seq(keywords);
  node->body = body;
  node->decorator_list = seq(decorators);
  node->type_params = params;
  return node;
}

/// `[T: bound = default, *Ts, **P]` (PEP 695, 696).
bool Parser::type_params(Seq<TypeParamNode*>& out) {
  ++pos_;
  if (diagnosing_ && is(Tok::kRsqb)) {
    return raise(range_to_here(here()), "Type parameter list cannot be empty");
  }
  List<TypeParamNode*> params;
  do {
    if (!params.empty() && is(Tok::kRsqb)) break;
    TypeParamNode* param = type_param();
    if (!param) return false;
    params.push_back(param);
  } while (accept(Tok::kComma));
  if (!expect(Tok::kRsqb)) return false;
  out = seq(params);
  return true;
}

TypeParamNode* Parser::type_param() {
  Location from = here();
  bool tuple = accept(Tok::kStar) != nullptr;
  bool spec = !tuple && accept(Tok::kDoubleStar) != nullptr;
  const Token* name = expect(Tok::kName);
  if (!name) return nullptr;
  Expr* bound = nullptr;
  Expr* value = nullptr;
  if (is(Tok::kColon)) {
    const Token& colon = tok();
    if ((tuple || spec) && !diagnosing_) return fail();
    ++pos_;
    if (!(bound = expression())) return nullptr;
    if (tuple || spec) {
      return raise(range_to_here(location(colon)),
                   std::string(bound->kind == ExprKind::kTuple ? "cannot use constraints with "
                                                               : "cannot use bound with ") +
                       (tuple ? "TypeVarTuple" : "ParamSpec"));
    }
  }
  if (accept(Tok::kEqual) && !(value = tuple ? star_expression() : expression())) return nullptr;
  if (tuple) {
    auto* node = make<TypeVarTuple>(from);
    node->name = identifier(*name);
    node->default_value = value;
    return node;
  }
  if (spec) {
    auto* node = make<ParamSpec>(from);
    node->name = identifier(*name);
    node->default_value = value;
    return node;
  }
  auto* node = make<TypeVar>(from);
  node->name = identifier(*name);
  node->bound = bound;
  node->default_value = value;
  return node;
}

/// An optional `else` with its block.
bool Parser::else_block(Seq<Stmt*>& out) {
  if (!is(Tok::kElse)) return true;
  int line = tok().lineno;
  ++pos_;
  if (!expect_forced(Tok::kColon, ":")) return false;
  if (!block(out, "'else' statement", line)) return false;
  if (diagnosing_ && is(Tok::kElif)) {
    note_furthest();
    return raise_last("'elif' block follows an 'else' block");
  }
  return true;
}

StmtNode* Parser::if_statement() {
  struct Branch {
    Location from;
    Expr* test;
    Seq<Stmt*> body;
  };
  List<Branch> branches;
  do {
    Branch branch;
    branch.from = here();
    const char* what = is(Tok::kIf) ? "'if' statement" : "'elif' statement";
    ++pos_;
    branch.test = named_expression();
    if (!branch.test || !header_colon() || !block(branch.body, what, branch.from.lineno)) {
      return nullptr;
    }
    branches.push_back(branch);
    if (branches.size() > kMaxElifs) return too_complex();
  } while (is(Tok::kElif));
  Seq<Stmt*> orelse;
  if (!else_block(orelse)) return nullptr;
  // An elif is an `if` in the else branch of the one before it.
  Stmt* node = nullptr;
  for (size_t i = branches.size(); i-- > 0;) {
    auto* branch = make<If>(branches[i].from);
    branch->test = branches[i].test;
    branch->body = branches[i].body;
    branch->orelse = orelse;
    node = branch;
    if (i > 0) orelse = arena_.copy(&node, 1);
  }
  return node;
}

StmtNode* Parser::while_statement() {
  Location from = here();
  ++pos_;
  Expr* test = named_expression();
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;
  if (!test || !header_colon() || !block(body, "'while' statement", from.lineno) ||
      !else_block(orelse)) {
    return nullptr;
  }
  auto* node = make<While>(from);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

StmtNode* Parser::for_statement(const Location& from, bool is_async) {
  int line = tok().lineno;
  size_t start = ++pos_;
  Expr* target = star_targets();
  if (!target || !is(Tok::kIn)) {
    note_furthest();
    if (!diagnosing_ || failed()) return nullptr;
    reset(start);
    Expr* all = star_expressions();
    if (all && !failed()) raise_invalid_target(all, TargetKind::kFor);
    return nullptr;
  }
  ++pos_;
  Expr* iter = star_expressions();
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;
  if (!iter || !header_colon() || !block(body, "'for' statement", line) || !else_block(orelse)) {
    return nullptr;
  }
  auto fill = [&](auto* node) {
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    return node;
  };
  if (is_async) return fill(make<AsyncFor>(from));
  return fill(make<For>(from));
}

WithItem* Parser::with_item() {
  auto* item = arena_.make<WithItem>();
  item->context_expr = expression();
  if (!item->context_expr) return nullptr;
  size_t as = pos_;
  if (accept(Tok::kAs)) {
    item->optional_vars = star_target();
    if (failed()) return nullptr;
    bool ended = is(Tok::kComma) || is(Tok::kRpar) || is(Tok::kColon);
    if (!item->optional_vars || !ended) {
      note_furthest();
      if (!diagnosing_) return nullptr;
      if (item->optional_vars && is(Tok::kNewline)) return item;
      reset(as + 1);
      Expr* target = expression();
      ended = is(Tok::kComma) || is(Tok::kRpar) || is(Tok::kColon);
      if (target && ended && !failed()) raise_invalid_target(target, TargetKind::kStar);
      return nullptr;
    }
  }
  return item;
}

bool Parser::with_items(List<WithItem*>& items, bool parenthesized) {
  do {
    if (parenthesized && !items.empty() && is(Tok::kRpar)) break;
    if (diagnosing_ && !parenthesized && !items.empty() && is(Tok::kColon)) {
      return raise(tokens_[pos_ - 1], "the last 'with' item has a trailing comma");
    }
    WithItem* item = with_item();
    if (!item) return false;
    items.push_back(item);
  } while (accept(Tok::kComma));
  return true;
}

StmtNode* Parser::with_statement(const Location& from, bool is_async) {
  int line = tok().lineno;
  size_t start = ++pos_;
  List<WithItem*> items;
  bool done = false;
  if (accept(Tok::kLpar)) {
    // The parentheses may be those of the items, or belong to the first expression.
    done = with_items(items, true) && is(Tok::kRpar) && kind_after(1) == Tok::kColon;
    if (failed()) return nullptr;
    if (diagnosing_ && is(Tok::kRpar) && kind_after(1) == Tok::kNewline) {
      ++pos_;
      return raise_last("expected ':'");
    }
    if (done) {
      ++pos_;
    } else {
      reset(start);
      items.clear();
    }
  }
  if (!done && !with_items(items, false)) return nullptr;
  Seq<Stmt*> body;
  if (!header_colon() || !block(body, "'with' statement", line)) return nullptr;
  auto fill = [&](auto* node) {
    node->items = seq(items);
    node->body = body;
    return node;
  };
  if (is_async) return fill(make<AsyncWith>(from));
  return fill(make<With>(from));
}

/// One `except` clause. Sets *star if it is an `except*`.
ExceptHandler* Parser::except_handler(bool* star) {
  Location from = here();
  ++pos_;
  *star = accept(Tok::kStar) != nullptr;
  auto* handler = arena_.make<ExceptHandler>();
  const char* what = *star ? "'except*' statement" : "'except' statement";
  if (*star && (is(Tok::kColon) || is(Tok::kNewline))) {
    note_furthest();
    if (diagnosing_) raise_last("expected one or more exception types");
    return nullptr;
  }
  if (!is(Tok::kColon) && !is(Tok::kNewline)) {
    Expr* type = expressions();
    if (!type) return nullptr;
    handler->type = type;
    if (is(Tok::kAs)) {
      bool tuple = type->kind == ExprKind::kTuple && !as<Tuple>(type)->elts.empty() &&
                   type->lineno == as<Tuple>(type)->elts[0]->lineno &&
                   type->col_offset == as<Tuple>(type)->elts[0]->col_offset;
      ++pos_;
      size_t mark = pos_;
      const Token* name = expect(Tok::kName);
      if (tuple) {
        if (diagnosing_ && name && is(Tok::kColon)) {
          raise(range_to_here(*as<Tuple>(type)->elts[0]),
                "multiple exception types must be parenthesized when using 'as'");
        }
        return fail();
      }
      if (!name || (!is(Tok::kColon) && !is(Tok::kNewline))) {
        note_furthest();
        if (!diagnosing_) return nullptr;
        reset(mark);
        Expr* target = expression();
        if (failed() || !target || !is(Tok::kColon)) return fail();
        ++pos_;
        Seq<Stmt*> ignored;
        if (!block(ignored, what, from.lineno)) return nullptr;
        return raise(target, std::string("cannot use ") + (*star ? "except*" : "except") +
                                 " statement with " + expr_name(target));
      }
      handler->name = identifier(*name);
    }
  }
  if (!header_colon() || !block(handler->body, what, from.lineno)) return nullptr;
  set_location(handler, from);
  return handler;
}

StmtNode* Parser::try_statement() {
  Location from = here();
  ++pos_;
  if (!expect_forced(Tok::kColon, ":")) return nullptr;
  Seq<Stmt*> body;
  if (!block(body, "'try' statement", from.lineno)) return nullptr;
  List<ExceptHandler*> handlers;
  bool star = false;
  while (is(Tok::kExcept)) {
    const Token& start = tok();
    const Token& next = tokens_[pos_ + 1];
    bool this_star = false;
    ExceptHandler* handler = except_handler(&this_star);
    if (failed()) return nullptr;
    if (!handlers.empty() && this_star != star) {
      note_furthest();
      if (!diagnosing_) return nullptr;
      return raise(this_star ? range(location(start), location(next)) : range(start),
                   "cannot have both 'except' and 'except*' on the same 'try'");
    }
    if (!handler) return nullptr;
    star = this_star;
    handlers.push_back(handler);
  }
  Seq<Stmt*> orelse;
  Seq<Stmt*> finalbody;
  if (!handlers.empty() && !else_block(orelse)) return nullptr;
  if (is(Tok::kFinally)) {
    int line = tok().lineno;
    ++pos_;
    if (!expect_forced(Tok::kColon, ":") || !block(finalbody, "'finally' statement", line)) {
      return nullptr;
    }
  } else if (handlers.empty()) {
    note_furthest();
    if (diagnosing_) raise_last("expected 'except' or 'finally' block");
    return nullptr;
  }
  auto fill = [&](auto* node) {
    node->body = body;
    node->handlers = seq(handlers);
    node->orelse = orelse;
    node->finalbody = finalbody;
    return node;
  };
  if (star) return fill(make<TryStar>(from));
  return fill(make<Try>(from));
}

}  // namespace gilt::compiler
