// Assignment targets. They are read as expressions and then checked and marked.
#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

/// May `expr`, read as an expression, stand on the left of `=`? (rule star_target)
bool Parser::valid_target(const Expr* expr, bool star_ok) const {
  switch (expr->kind) {
    case ExprKind::kName:
    case ExprKind::kAttribute:
    case ExprKind::kSubscript:
      return true;
    case ExprKind::kStarred: {
      const Expr* value = as<Starred>(expr)->value;
      return star_ok && value->kind != ExprKind::kStarred && valid_target(value, false);
    }
    case ExprKind::kTuple:
      for (const Expr* elt : as<Tuple>(expr)->elts) {
        if (!valid_target(elt, true)) return false;
      }
      return true;
    case ExprKind::kList:
      for (const Expr* elt : as<ast::List>(expr)->elts) {
        if (!valid_target(elt, true)) return false;
      }
      return true;
    default:
      return false;
  }
}

/// Targets of annotations and augmented assignments.
bool Parser::valid_single_target(const Expr* expr) const {
  return expr->kind == ExprKind::kName || expr->kind == ExprKind::kAttribute ||
         expr->kind == ExprKind::kSubscript;
}

bool Parser::valid_del_target(const Expr* expr) const {
  if (auto* tuple = dyn<Tuple>(expr)) {
    for (const Expr* elt : tuple->elts) {
      if (!valid_del_target(elt)) return false;
    }
    return true;
  }
  if (auto* list = dyn<ast::List>(expr)) {
    for (const Expr* elt : list->elts) {
      if (!valid_del_target(elt)) return false;
    }
    return true;
  }
  return valid_single_target(expr);
}

void Parser::set_context(Expr* expr, ExprContext ctx) {
  switch (expr->kind) {
    case ExprKind::kName:
      as<Name>(expr)->ctx = ctx;
      break;
    case ExprKind::kAttribute:
      as<Attribute>(expr)->ctx = ctx;
      break;
    case ExprKind::kSubscript:
      as<Subscript>(expr)->ctx = ctx;
      break;
    case ExprKind::kStarred:
      as<Starred>(expr)->ctx = ctx;
      set_context(as<Starred>(expr)->value, ctx);
      break;
    case ExprKind::kTuple:
      as<Tuple>(expr)->ctx = ctx;
      for (Expr* elt : as<Tuple>(expr)->elts) set_context(elt, ctx);
      break;
    case ExprKind::kList:
      as<ast::List>(expr)->ctx = ctx;
      for (Expr* elt : as<ast::List>(expr)->elts) set_context(elt, ctx);
      break;
    default:
      break;
  }
}

/// One target of a `for` or a `with` item. Comparisons are not part of it, since `in` follows.
ExprNode* Parser::star_target() {
  Expr* target = is(Tok::kStar) ? starred(true) : primary();
  if (!target) return nullptr;
  if (!valid_target(target, true)) return fail();
  set_context(target, ExprContext::kStore);
  return target;
}

ExprNode* Parser::star_targets() {
  Location from = here();
  Expr* first = star_target();
  if (!first || !is(Tok::kComma)) return first;
  List<Expr*> elts{first};
  while (accept(Tok::kComma)) {
    if (!is(Tok::kStar) && !starts_expression(kind())) break;
    Expr* next = star_target();
    if (!next) return nullptr;
    elts.push_back(next);
  }
  auto* tuple = make<Tuple>(from);
  tuple->elts = seq(elts);
  tuple->ctx = ExprContext::kStore;
  return tuple;
}

}  // namespace gilt::compiler
