// Statements, except those that set up blocks (codegen_try.cpp) and definitions.
#include "bytecode/compiler/codegen.h"

#include "bytecode/compiler/fold_constants.h"

namespace gilt::compiler {

using namespace ast;

namespace {

const ast::Constant* docstring_of(const Seq<StmtNode*>& body) {
  if (body.empty()) return nullptr;
  auto* stmt = dyn<ast::Expr>(body[0]);
  auto* constant = stmt ? dyn<ast::Constant>(stmt->value) : nullptr;
  return constant && constant->value_kind == ConstantKind::kStr ? constant : nullptr;
}

}  // namespace

// Docstrings lose the indentation of their second and following lines (3.13 and later).
std::string clean_docstring(std::string_view text) {
  std::vector<std::string> lines(1);
  for (char c : text) {
    if (c == '\t') {
      lines.back().append(8 - lines.back().size() % 8, ' ');
      continue;
    }
    lines.back() += c;
    if (c == '\n') lines.emplace_back();
  }
  size_t margin = std::string::npos;
  for (size_t i = 1; i < lines.size(); ++i) {
    size_t indent = lines[i].find_first_not_of(' ');
    if (indent == std::string::npos || lines[i][indent] == '\n') continue;
    margin = std::min(margin, indent);
  }
  std::string result;
  for (size_t i = 0; i < lines.size(); ++i) {
    size_t indent = lines[i].find_first_not_of(' ');
    if (indent == std::string::npos) indent = lines[i].size();
    result += lines[i].substr(i == 0 ? indent : std::min(indent, margin));
  }
  return result;
}

void Codegen::module_body(const Body& body, SourceSpan span) {
  unit_->annotations_position = unit_->list.instrs().size();
  if (unit_->scope->has_conditional_annotations) {
    emit(Opcode::BUILD_SET, 0, span);
    store_name("__conditional_annotations__", span);
    unit_->annotations_position = unit_->list.instrs().size();
  }
  body_with_docstring(body, span);
  deferred_annotations(span);
}

void Codegen::body_with_docstring(const Body& body, SourceSpan span) {
  if (future_annotations() && unit_->scope->annotations_used) {
    emit(Opcode::SETUP_ANNOTATIONS, span);
  }
  size_t first = 0;
  const ast::Constant* doc = interactive_ ? nullptr : docstring_of(body);
  if (doc) {
    first = 1;
    if (options_.optimize < 2) {
      load_str(clean_docstring(doc->text), span_of(*body[0]));
      store_name("__doc__", kNoSpan);
    }
  }
  stmts(body, first);
}

void Codegen::stmts(const Body& body, size_t from) {
  for (size_t i = from; i < body.size(); ++i) stmt(body[i]);
}

void Codegen::conditional_stmts(const Body& body) {
  bool outer = unit_->in_conditional_block;
  unit_->in_conditional_block = true;
  stmts(body);
  unit_->in_conditional_block = outer;
}

void Codegen::stmt(const StmtNode* node) {
  DepthGuard guard(depth_, *node);
  SourceSpan span = span_of(*node);
  switch (node->kind) {
    case StmtKind::kFunctionDef:
      return function(as<FunctionDef>(node), false);
    case StmtKind::kAsyncFunctionDef:
      return function(as<AsyncFunctionDef>(node), true);
    case StmtKind::kClassDef:
      return class_stmt(as<ClassDef>(node));
    case StmtKind::kTypeAlias:
      return type_alias(as<TypeAlias>(node));
    case StmtKind::kReturn:
      return return_stmt(as<Return>(node));
    case StmtKind::kDelete:
      for (const ExprNode* target : as<Delete>(node)->targets) expr(target);
      return;
    case StmtKind::kAssign:
      return assign(as<Assign>(node));
    case StmtKind::kAugAssign:
      return aug_assign(as<AugAssign>(node));
    case StmtKind::kAnnAssign:
      return ann_assign(as<AnnAssign>(node));
    case StmtKind::kFor:
      return for_stmt(as<For>(node));
    case StmtKind::kAsyncFor:
      return async_for_stmt(as<AsyncFor>(node));
    case StmtKind::kWhile:
      return while_stmt(as<While>(node));
    case StmtKind::kIf:
      return if_stmt(as<If>(node));
    case StmtKind::kWith:
      return with_stmt(as<With>(node), 0, false);
    case StmtKind::kAsyncWith:
      if (unit_->kind != UnitKind::kAsyncFunction)
        fail(node, "'async with' outside async function");
      return with_stmt(as<AsyncWith>(node), 0, true);
    case StmtKind::kMatch:
      return match_stmt(as<Match>(node));
    case StmtKind::kRaise:
      return raise_stmt(as<Raise>(node));
    case StmtKind::kTry:
      return try_stmt(as<Try>(node));
    case StmtKind::kTryStar:
      return try_star_stmt(as<TryStar>(node));
    case StmtKind::kAssert:
      return assert_stmt(as<Assert>(node));
    case StmtKind::kImport:
      return import_stmt(as<Import>(node));
    case StmtKind::kImportFrom:
      return import_from(as<ImportFrom>(node));
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
      return;
    case StmtKind::kExpr:
      return expr_stmt(as<ast::Expr>(node)->value, span);
    case StmtKind::kPass:
      return emit(Opcode::NOP, span);
    case StmtKind::kBreak:
      return break_stmt(node);
    case StmtKind::kContinue:
      return continue_stmt(node);
  }
}

void Codegen::expr_stmt(const ExprNode* value, SourceSpan span) {
  if (interactive_ && unit_->kind == UnitKind::kModule) {
    expr(value);
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::Print), span);
    emit(Opcode::POP_TOP, kNoSpan);
    return;
  }
  if (value->kind == ExprKind::kConstant) return emit(Opcode::NOP, span);
  expr(value);
  emit(Opcode::POP_TOP, kNoSpan);
}

void Codegen::assign(const Assign* node) {
  expr(node->value);
  for (size_t i = 0; i < node->targets.size(); ++i) {
    if (i + 1 < node->targets.size()) emit(Opcode::COPY, 1, span_of(*node));
    expr(node->targets[i]);
  }
}

namespace {

bool is_constant_slice(const ExprNode* node) {
  auto* slice = dyn<Slice>(node);
  auto constant = [](const ExprNode* part) { return !part || part->kind == ExprKind::kConstant; };
  return slice && constant(slice->lower) && constant(slice->upper) && constant(slice->step);
}

bool is_two_part_slice(const ExprNode* node) {
  auto* slice = dyn<Slice>(node);
  return slice && !slice->step && !is_constant_slice(node);
}

}  // namespace

void Codegen::aug_assign(const AugAssign* node) {
  SourceSpan target_span = span_of(*node->target), span = span_of(*node);
  bool two_part = false;
  switch (node->target->kind) {
    case ExprKind::kAttribute: {
      auto* target = as<Attribute>(node->target);
      expr(target->value);
      emit(Opcode::COPY, 1, target_span);
      emit(Opcode::LOAD_ATTR, name_index(target->attr) << 1, attribute_span(target_span, *target));
      break;
    }
    case ExprKind::kSubscript: {
      auto* target = as<Subscript>(node->target);
      expr(target->value);
      two_part = is_two_part_slice(target->slice);
      if (two_part) {
        slice_two_parts(as<Slice>(target->slice));
        for (int i = 0; i < 3; ++i) emit(Opcode::COPY, 3, target_span);
        emit(Opcode::BINARY_SLICE, target_span);
      } else {
        expr(target->slice);
        emit(Opcode::COPY, 2, target_span);
        emit(Opcode::COPY, 2, target_span);
        emit(Opcode::BINARY_OP, static_cast<int>(BinaryOperator::Subscr), target_span);
      }
      break;
    }
    default:
      load_name(as<Name>(node->target)->id, target_span);
  }
  expr(node->value);
  binary_op(node->op, true, span);
  switch (node->target->kind) {
    case ExprKind::kAttribute: {
      auto* target = as<Attribute>(node->target);
      SourceSpan at = attribute_span(target_span, *target);
      emit(Opcode::SWAP, 2, at);
      emit(Opcode::STORE_ATTR, name_index(target->attr), at);
      break;
    }
    case ExprKind::kSubscript:
      if (two_part) {
        for (int n : {4, 3, 2}) emit(Opcode::SWAP, n, target_span);
        emit(Opcode::STORE_SLICE, target_span);
      } else {
        for (int n : {3, 2}) emit(Opcode::SWAP, n, target_span);
        emit(Opcode::STORE_SUBSCR, target_span);
      }
      break;
    default:
      store_name(as<Name>(node->target)->id, target_span);
  }
}

// An annotation that is not kept is still evaluated where its target has parts (outside functions).
void Codegen::check_ann_expr(const ExprNode* node) {
  expr(node);
  emit(Opcode::POP_TOP, span_of(*node));
}

void Codegen::ann_assign(const AnnAssign* node) {
  SourceSpan span = span_of(*node);
  if (node->value) {
    expr(node->value);
    expr(node->target);
  }
  bool keeps = unit_->kind == UnitKind::kModule || unit_->kind == UnitKind::kClass;
  switch (node->target->kind) {
    case ExprKind::kName: {
      if (!node->simple || !keeps) break;
      std::string name = mangled(as<Name>(node->target)->id);
      if (future_annotations()) {
        annotation_value(node->annotation);
        emit(Opcode::LOAD_NAME, unit_->unit.names.add("__annotations__"), span);
        load_str(name, span);
        emit(Opcode::STORE_SUBSCR, span);
        break;
      }
      int index = -1;
      if (unit_->kind == UnitKind::kModule || unit_->in_conditional_block) {
        index = unit_->next_conditional++;
        load_name("__conditional_annotations__", span);
        load_int(index, span);
        emit(Opcode::SET_ADD, 1, span);
        emit(Opcode::POP_TOP, span);
      }
      unit_->annotations.push_back({node, index});
      break;
    }
    case ExprKind::kAttribute:
      if (!node->value) check_ann_expr(as<Attribute>(node->target)->value);
      break;
    case ExprKind::kSubscript:
      if (!node->value) {
        auto* target = as<Subscript>(node->target);
        check_ann_expr(target->value);
        if (auto* slice = dyn<Slice>(target->slice)) {
          if (slice->lower) check_ann_expr(slice->lower);
          if (slice->upper) check_ann_expr(slice->upper);
          if (slice->step) check_ann_expr(slice->step);
        } else {
          check_ann_expr(target->slice);
        }
      }
      break;
    default:
      break;
  }
}

void Codegen::if_stmt(const If* node) {
  Label end = new_label();
  Label next = node->orelse.empty() ? end : new_label();
  jump_if(node->test, next, false);
  conditional_stmts(node->body);
  if (!node->orelse.empty()) {
    jump(kJump, end, kNoSpan);
    use(next);
    conditional_stmts(node->orelse);
  }
  use(end);
}

void Codegen::while_stmt(const While* node) {
  Label loop = new_label(), anchor = new_label(), end = new_label();
  use(loop);
  push_block({BlockKind::kWhileLoop, loop, end}, span_of(*node));
  jump_if(node->test, anchor, false);
  conditional_stmts(node->body);
  jump(kJump, loop, kNoSpan);
  pop_block();
  use(anchor);
  conditional_stmts(node->orelse);
  use(end);
}

void Codegen::for_stmt(const For* node) {
  Label start = new_label(), cleanup = new_label(), end = new_label();
  push_block({BlockKind::kForLoop, start, end}, span_of(*node));
  expr(node->iter);
  SourceSpan iter = span_of(*node->iter);
  emit(Opcode::GET_ITER, iter);
  use(start);
  jump(Opcode::FOR_ITER, cleanup, iter);
  emit(Opcode::NOP, span_of(*node->target));
  expr(node->target);
  conditional_stmts(node->body);
  jump(kJump, start, kNoSpan);
  use(cleanup);
  emit(Opcode::END_FOR, kNoSpan);
  emit(Opcode::POP_ITER, kNoSpan);
  pop_block();
  conditional_stmts(node->orelse);
  use(end);
}

void Codegen::async_for_stmt(const AsyncFor* node) {
  if (unit_->kind != UnitKind::kAsyncFunction) fail(node, "'async for' outside async function");
  Label start = new_label(), send = new_label(), except = new_label(), end = new_label();
  SourceSpan iter = span_of(*node->iter);
  expr(node->iter);
  emit(Opcode::GET_AITER, iter);
  use(start);
  push_block({BlockKind::kForLoop, start, end}, span_of(*node));
  jump(kSetupFinally, except, iter);
  emit(Opcode::GET_ANEXT, iter);
  load_none(iter);
  use(send);
  emit_yield_from(iter, true);
  emit(kPopBlock, iter);
  emit(Opcode::NOT_TAKEN, iter);
  expr(node->target);
  conditional_stmts(node->body);
  jump(kJump, start, kNoSpan);
  pop_block();
  use(except);
  jump(Opcode::END_ASYNC_FOR, send, iter);
  conditional_stmts(node->orelse);
  use(end);
}

void Codegen::assert_stmt(const Assert* node) {
  auto* tuple = dyn<Tuple>(node->test);
  if (tuple && !tuple->elts.empty()) {
    warn("assertion is always true, perhaps remove parentheses?", *node);
  }
  if (options_.optimize > 0) return;
  Label end = new_label();
  jump_if(node->test, end, true);
  SourceSpan span = span_of(*node);
  emit(Opcode::LOAD_COMMON_CONSTANT, static_cast<int>(CommonConstant::AssertionError), span);
  if (node->msg) {
    expr(node->msg);
    emit(Opcode::CALL, 0, span);
  }
  emit(Opcode::RAISE_VARARGS, 1, span_of(*node->test));
  use(end);
}

void Codegen::raise_stmt(const Raise* node) {
  int count = 0;
  if (node->exc) {
    expr(node->exc);
    ++count;
    if (node->cause) {
      expr(node->cause);
      ++count;
    }
  }
  emit(Opcode::RAISE_VARARGS, count, span_of(*node));
}

// --- imports ---

void Codegen::import_stmt(const Import* node) {
  SourceSpan span = span_of(*node);
  for (const Alias* alias : node->names) {
    load_int(0, span);
    load_none(span);
    emit(Opcode::IMPORT_NAME, unit_->unit.names.add(std::string(alias->name)), span);
    if (!alias->asname.empty()) {
      import_as(alias->name, alias->asname, span);
    } else {
      store_name(alias->name.substr(0, alias->name.find('.')), span);
    }
  }
}

// import a.b.c as d: walk to the last part.
void Codegen::import_as(std::string_view name, std::string_view asname, SourceSpan span) {
  size_t dot = name.find('.');
  if (dot == name.npos) return store_name(asname, span);
  while (true) {
    size_t start = dot + 1;
    dot = name.find('.', start);
    std::string_view part = name.substr(start, dot == name.npos ? dot : dot - start);
    emit(Opcode::IMPORT_FROM, unit_->unit.names.add(std::string(part)), span);
    if (dot == name.npos) break;
    emit(Opcode::SWAP, 2, span);
    emit(Opcode::POP_TOP, span);
  }
  store_name(asname, span);
  emit(Opcode::POP_TOP, span);
}

void Codegen::import_from(const ImportFrom* node) {
  SourceSpan span = span_of(*node);
  load_int(node->level, span);
  TupleConstant names;
  for (const Alias* alias : node->names)
    names.items.push_back(gilt::Constant{std::string(alias->name)});
  load_const(gilt::Constant{std::move(names)}, span);
  emit(Opcode::IMPORT_NAME, unit_->unit.names.add(std::string(node->module)), span);
  if (node->names[0]->name == "*") {
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::ImportStar), span);
    emit(Opcode::POP_TOP, kNoSpan);
    return;
  }
  for (const Alias* alias : node->names) {
    emit(Opcode::IMPORT_FROM, unit_->unit.names.add(std::string(alias->name)), span);
    store_name(alias->asname.empty() ? alias->name : alias->asname, span);
  }
  emit(Opcode::POP_TOP, span);
}

// --- conditions ---

void Codegen::jump_if(const ExprNode* test, Label target, bool condition) {
  DepthGuard guard(depth_, *test);
  SourceSpan span = span_of(*test);
  Opcode pop_jump = condition ? Opcode::POP_JUMP_IF_TRUE : Opcode::POP_JUMP_IF_FALSE;
  if (auto* op = dyn<UnaryOp>(test); op && op->op == UnaryOperator::kNot) {
    return jump_if(op->operand, target, !condition);
  }
  if (auto* op = dyn<BoolOp>(test)) {
    bool is_or = op->op == BoolOperator::kOr;
    Label inner = is_or != condition ? new_label() : target;
    for (size_t i = 0; i + 1 < op->values.size(); ++i) jump_if(op->values[i], inner, is_or);
    jump_if(op->values.back(), target, condition);
    if (inner.id != target.id) use(inner);
    return;
  }
  if (auto* op = dyn<IfExp>(test)) {
    Label end = new_label(), orelse = new_label();
    jump_if(op->test, orelse, false);
    jump_if(op->body, target, condition);
    jump(kJump, end, kNoSpan);
    use(orelse);
    jump_if(op->orelse, target, condition);
    return use(end);
  }
  if (auto* op = dyn<Compare>(test); op && op->ops.size() > 1) {
    check_compare(op);
    Label cleanup = new_label(), end = new_label();
    expr(op->left);
    size_t last = op->ops.size() - 1;
    for (size_t i = 0; i < last; ++i) {
      expr(op->comparators[i]);
      emit(Opcode::SWAP, 2, span);
      emit(Opcode::COPY, 2, span);
      compare_op(op->ops[i], span);
      emit(Opcode::TO_BOOL, span);
      jump(Opcode::POP_JUMP_IF_FALSE, cleanup, span);
    }
    expr(op->comparators[last]);
    compare_op(op->ops[last], span);
    emit(Opcode::TO_BOOL, span);
    jump(pop_jump, target, span);
    jump(kJump, end, kNoSpan);
    use(cleanup);
    emit(Opcode::POP_TOP, span);
    if (!condition) jump(kJump, target, kNoSpan);
    return use(end);
  }
  expr(test);
  emit(Opcode::TO_BOOL, span);
  jump(pop_jump, target, span);
}

}  // namespace gilt::compiler
