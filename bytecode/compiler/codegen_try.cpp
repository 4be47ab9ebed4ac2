// Blocks that must be left properly: loops, try, with; and the jumps that leave them.
#include "bytecode/compiler/codegen.h"

namespace gilt::compiler {

using namespace ast;

void Codegen::push_block(FrameBlock block, SourceSpan where) {
  constexpr size_t kMaxBlocks = 21;
  if (unit_->blocks.size() >= kMaxBlocks) {
    Location location{where.line, where.col, where.end_line, where.end_col};
    fail(&location, "too many statically nested blocks");
  }
  block.span = where;
  unit_->blocks.push_back(std::move(block));
}

// Code that leaves `block`. `keep_top` when a value to be returned is on top of the stack.
void Codegen::unwind(SourceSpan& span, FrameBlock block, bool keep_top) {
  switch (block.kind) {
    case BlockKind::kWhileLoop:
    case BlockKind::kExceptionHandler:
    case BlockKind::kExceptionGroupHandler:
      return;
    case BlockKind::kForLoop:
      if (keep_top) emit(Opcode::SWAP, 2, span);
      return emit(Opcode::POP_ITER, span);
    case BlockKind::kTryExcept:
      return emit(kPopBlock, span);
    case BlockKind::kFinallyTry:
      emit(kPopBlock, span);
      if (keep_top) push_block({BlockKind::kPopValue, {}, {}}, span);
      stmts(*block.final_body);
      if (keep_top) pop_block();
      // The finally body has its own lines; what follows has none.
      span = kNoSpan;
      return;
    case BlockKind::kFinallyEnd:
      if (keep_top) emit(Opcode::SWAP, 2, span);
      emit(Opcode::POP_TOP, span);
      if (keep_top) emit(Opcode::SWAP, 2, span);
      emit(kPopBlock, span);
      return emit(Opcode::POP_EXCEPT, span);
    case BlockKind::kWith:
    case BlockKind::kAsyncWith:
      span = block.span;
      emit(kPopBlock, span);
      if (keep_top) {
        emit(Opcode::SWAP, 3, span);
        emit(Opcode::SWAP, 2, span);
      }
      call_exit_with_nones(span);
      if (block.kind == BlockKind::kAsyncWith) await_on_stack(2, span);
      emit(Opcode::POP_TOP, span);
      span = kNoSpan;
      return;
    case BlockKind::kHandlerCleanup:
      if (!block.name.empty()) emit(kPopBlock, span);
      if (keep_top) emit(Opcode::SWAP, 2, span);
      emit(kPopBlock, span);
      emit(Opcode::POP_EXCEPT, span);
      if (!block.name.empty()) {
        load_none(span);
        store_name(block.name, span);
        delete_name(block.name, span);
      }
      return;
    case BlockKind::kPopValue:
      if (keep_top) emit(Opcode::SWAP, 2, span);
      return emit(Opcode::POP_TOP, span);
  }
}

// Unwinds all blocks, or those inside the innermost loop (which it returns in `loop`).
const FrameBlock* Codegen::unwind_to_loop(SourceSpan& span, bool keep_top, bool to_loop,
                                          FrameBlock& loop, const StmtNode* stmt) {
  if (unit_->blocks.empty()) return nullptr;
  FrameBlock top = unit_->blocks.back();
  if (top.kind == BlockKind::kExceptionGroupHandler) {
    fail(stmt, "'break', 'continue' and 'return' cannot appear in an except* block");
  }
  if (to_loop && (top.kind == BlockKind::kWhileLoop || top.kind == BlockKind::kForLoop)) {
    loop = top;
    return &loop;
  }
  pop_block();
  unwind(span, top, keep_top);
  const FrameBlock* found = unwind_to_loop(span, keep_top, to_loop, loop, stmt);
  unit_->blocks.push_back(top);
  return found;
}

void Codegen::return_stmt(const Return* node) {
  bool keep_top = node->value && node->value->kind != ExprKind::kConstant;
  if (!in_function()) fail(node, "'return' outside function");
  if (node->value && unit_->scope->coroutine && unit_->scope->generator) {
    fail(node, "'return' with value in async generator");
  }
  SourceSpan span = span_of(*node);
  if (keep_top) {
    expr(node->value);
  } else if (node->value) {
    span = span_of(*node->value);
    emit(Opcode::NOP, span);
  }
  if (!node->value || node->value->lineno != node->lineno) {
    span = span_of(*node);
    emit(Opcode::NOP, span);
  }
  FrameBlock loop;
  unwind_to_loop(span, keep_top, false, loop, node);
  if (!node->value) {
    load_none(span);
  } else if (!keep_top) {
    load_const(constant_of(*as<ast::Constant>(node->value)), span);
  }
  emit(Opcode::RETURN_VALUE, span);
}

void Codegen::break_stmt(const StmtNode* node) {
  SourceSpan span = span_of(*node);
  emit(Opcode::NOP, span);
  FrameBlock loop;
  if (!unwind_to_loop(span, false, true, loop, node)) fail(node, "'break' outside loop");
  unwind(span, loop, false);
  jump(kJump, loop.exit, span);
}

void Codegen::continue_stmt(const StmtNode* node) {
  SourceSpan span = span_of(*node);
  emit(Opcode::NOP, span);
  FrameBlock loop;
  if (!unwind_to_loop(span, false, true, loop, node)) fail(node, "'continue' not properly in loop");
  jump(kJump, loop.start, span);
}

// --- try ---

void Codegen::try_stmt(const Try* node) { try_statement(node, &Codegen::try_except); }

void Codegen::try_star_stmt(const TryStar* node) { try_statement(node, &Codegen::try_except_star); }

template <class TryStmt>
void Codegen::try_statement(const TryStmt* node, void (Codegen::*handlers)(const TryStmt*)) {
  bool outer = unit_->in_conditional_block;
  unit_->in_conditional_block = true;
  if (node->finalbody.empty()) {
    (this->*handlers)(node);
  } else {
    try_finally(node, [&] {
      if (node->handlers.empty()) {
        stmts(node->body);
      } else {
        (this->*handlers)(node);
      }
    });
  }
  unit_->in_conditional_block = outer;
}

template <class TryStmt, class Inner>
void Codegen::try_finally(const TryStmt* node, Inner inner) {
  Label body = new_label(), end = new_label(), exit = new_label(), cleanup = new_label();
  SourceSpan span = span_of(*node);
  jump(kSetupFinally, end, span);
  use(body);
  FrameBlock block{BlockKind::kFinallyTry, body, end};
  block.final_body = &node->finalbody;
  push_block(block, span);
  inner();
  emit(kPopBlock, kNoSpan);
  pop_block();
  stmts(node->finalbody);
  jump(kJumpNoInterrupt, exit, kNoSpan);
  use(end);
  push_block({BlockKind::kFinallyEnd, end, {}}, span);
  jump(kSetupCleanup, cleanup, kNoSpan);
  emit(Opcode::PUSH_EXC_INFO, kNoSpan);
  stmts(node->finalbody);
  pop_block();
  emit(Opcode::RERAISE, 0, kNoSpan);
  use(cleanup);
  pop_except_and_reraise(kNoSpan);
  use(exit);
}

void Codegen::pop_except_and_reraise(SourceSpan span) {
  emit(Opcode::COPY, 3, span);
  emit(Opcode::POP_EXCEPT, span);
  emit(Opcode::RERAISE, 1, span);
}

// `except ... as name` ends with name = None; del name.
void Codegen::unset_handler_name(std::string_view name) {
  load_none(kNoSpan);
  store_name(name, kNoSpan);
  delete_name(name, kNoSpan);
}

void Codegen::try_except(const Try* node) {
  SourceSpan span = span_of(*node);
  Label body = new_label(), except = new_label(), end = new_label(), cleanup = new_label();
  jump(kSetupFinally, except, span);
  use(body);
  push_block({BlockKind::kTryExcept, body, {}}, span);
  stmts(node->body);
  pop_block();
  emit(kPopBlock, kNoSpan);
  stmts(node->orelse);
  jump(kJumpNoInterrupt, end, kNoSpan);

  use(except);
  jump(kSetupCleanup, cleanup, kNoSpan);
  emit(Opcode::PUSH_EXC_INFO, kNoSpan);
  push_block({BlockKind::kExceptionHandler, {}, {}}, span);
  for (size_t i = 0; i < node->handlers.size(); ++i) {
    const ExceptHandler* handler = node->handlers[i];
    SourceSpan at = span_of(*handler);
    if (!handler->type && i + 1 < node->handlers.size()) {
      fail(handler, "default 'except:' must be last");
    }
    Label next = new_label();
    if (handler->type) {
      expr(handler->type);
      emit(Opcode::CHECK_EXC_MATCH, at);
      jump(Opcode::POP_JUMP_IF_FALSE, next, at);
    }
    Label handler_body = new_label();
    if (!handler->name.empty()) {
      Label handler_end = new_label();
      store_name(handler->name, at);
      jump(kSetupCleanup, handler_end, at);
      use(handler_body);
      FrameBlock block{BlockKind::kHandlerCleanup, handler_body, {}};
      block.name = handler->name;
      push_block(block, at);
      stmts(handler->body);
      pop_block();
      emit(kPopBlock, kNoSpan);
      emit(kPopBlock, kNoSpan);
      emit(Opcode::POP_EXCEPT, kNoSpan);
      unset_handler_name(handler->name);
      jump(kJumpNoInterrupt, end, kNoSpan);
      use(handler_end);
      unset_handler_name(handler->name);
      emit(Opcode::RERAISE, 1, kNoSpan);
    } else {
      emit(Opcode::POP_TOP, at);
      use(handler_body);
      push_block({BlockKind::kHandlerCleanup, handler_body, {}}, at);
      stmts(handler->body);
      pop_block();
      emit(kPopBlock, kNoSpan);
      emit(Opcode::POP_EXCEPT, kNoSpan);
      jump(kJumpNoInterrupt, end, kNoSpan);
    }
    use(next);
  }
  pop_block();
  emit(Opcode::RERAISE, 0, kNoSpan);
  use(cleanup);
  pop_except_and_reraise(kNoSpan);
  use(end);
}

// Each except* takes its part of the group; what is left and what the handlers raised goes into a
// list that PREP_RERAISE_STAR turns into the exception to raise, or None.
void Codegen::try_except_star(const TryStar* node) {
  SourceSpan span = span_of(*node);
  Label body = new_label(), except = new_label(), orelse = new_label(), end = new_label();
  Label cleanup = new_label(), reraise_star = new_label(), reraise = new_label();
  jump(kSetupFinally, except, span);
  use(body);
  push_block({BlockKind::kTryExcept, body, {}}, span);
  stmts(node->body);
  pop_block();
  emit(kPopBlock, kNoSpan);
  jump(kJumpNoInterrupt, orelse, kNoSpan);

  use(except);
  jump(kSetupCleanup, cleanup, kNoSpan);
  emit(Opcode::PUSH_EXC_INFO, kNoSpan);
  push_block({BlockKind::kExceptionGroupHandler, {}, {}}, span);
  size_t count = node->handlers.size();
  for (size_t i = 0; i < count; ++i) {
    const ExceptHandler* handler = node->handlers[i];
    SourceSpan at = span_of(*handler);
    Label next = new_label(), handle_match = new_label(), no_match = new_label();
    Label handler_body = new_label(), handler_end = new_label(), except_with_error = new_label();
    if (i == 0) {
      // [orig] -> [orig, list, exc]
      emit(Opcode::BUILD_LIST, 0, at);
      emit(Opcode::COPY, 2, at);
    }
    if (handler->type) {
      expr(handler->type);
      emit(Opcode::CHECK_EG_MATCH, at);
      emit(Opcode::COPY, 1, at);
      jump(Opcode::POP_JUMP_IF_NONE, no_match, at);
    }
    use(handle_match);
    if (!handler->name.empty()) {
      store_name(handler->name, at);
    } else {
      emit(Opcode::POP_TOP, at);
    }
    jump(kSetupCleanup, handler_end, at);
    use(handler_body);
    FrameBlock block{BlockKind::kHandlerCleanup, handler_body, {}};
    block.name = handler->name;
    push_block(block, at);
    stmts(handler->body);
    pop_block();
    emit(kPopBlock, kNoSpan);
    if (!handler->name.empty()) unset_handler_name(handler->name);
    jump(kJumpNoInterrupt, next, kNoSpan);

    use(handler_end);
    if (!handler->name.empty()) unset_handler_name(handler->name);
    // [..., list, rest, lasti, raised]: keep what was raised.
    emit(Opcode::LIST_APPEND, 3, kNoSpan);
    emit(Opcode::POP_TOP, kNoSpan);
    jump(kJumpNoInterrupt, except_with_error, kNoSpan);

    use(next);
    emit(Opcode::NOP, kNoSpan);
    jump(kJumpNoInterrupt, except_with_error, kNoSpan);

    use(no_match);
    emit(Opcode::POP_TOP, at);
    use(except_with_error);
    if (i + 1 == count) {
      emit(Opcode::LIST_APPEND, 1, kNoSpan);
      jump(kJumpNoInterrupt, reraise_star, kNoSpan);
    }
  }
  pop_block();
  Label no_exception = new_label();
  use(reraise_star);
  emit(Opcode::CALL_INTRINSIC_2, static_cast<int>(Intrinsic2::PrepReraiseStar), kNoSpan);
  emit(Opcode::COPY, 1, kNoSpan);
  jump(Opcode::POP_JUMP_IF_NOT_NONE, reraise, kNoSpan);
  use(no_exception);
  emit(Opcode::POP_TOP, kNoSpan);
  emit(kPopBlock, kNoSpan);
  emit(Opcode::POP_EXCEPT, kNoSpan);
  jump(kJumpNoInterrupt, end, kNoSpan);
  use(reraise);
  emit(kPopBlock, kNoSpan);
  emit(Opcode::SWAP, 2, kNoSpan);
  emit(Opcode::POP_EXCEPT, kNoSpan);
  emit(Opcode::RERAISE, 0, kNoSpan);
  use(cleanup);
  pop_except_and_reraise(kNoSpan);
  use(orelse);
  stmts(node->orelse);
  use(end);
}

// --- with ---

void Codegen::call_exit_with_nones(SourceSpan span) {
  for (int i = 0; i < 3; ++i) load_none(span);
  emit(Opcode::CALL, 3, span);
}

void Codegen::await_on_stack(int kind, SourceSpan span) {
  emit(Opcode::GET_AWAITABLE, kind, span);
  load_none(span);
  emit_yield_from(span, true);
}

// After an exception: __exit__'s answer is on the stack.
void Codegen::with_except_finish(Label cleanup) {
  Label suppress = new_label();
  emit(Opcode::TO_BOOL, kNoSpan);
  jump(Opcode::POP_JUMP_IF_TRUE, suppress, kNoSpan);
  emit(Opcode::RERAISE, 2, kNoSpan);
  use(suppress);
  emit(Opcode::POP_TOP, kNoSpan);
  emit(kPopBlock, kNoSpan);
  emit(Opcode::POP_EXCEPT, kNoSpan);
  for (int i = 0; i < 3; ++i) emit(Opcode::POP_TOP, kNoSpan);
  Label exit = new_label();
  jump(kJumpNoInterrupt, exit, kNoSpan);
  use(cleanup);
  pop_except_and_reraise(kNoSpan);
  use(exit);
}

template <class WithStmt>
void Codegen::with_stmt(const WithStmt* node, size_t index, bool is_async) {
  const WithItem* item = node->items[index];
  Label block = new_label(), final = new_label(), exit = new_label(), cleanup = new_label();
  expr(item->context_expr);
  SourceSpan span = span_of(*item->context_expr);
  auto special = [&](SpecialMethod method) {
    emit(Opcode::LOAD_SPECIAL, static_cast<int>(method), span);
  };
  emit(Opcode::COPY, 1, span);
  special(is_async ? SpecialMethod::Aexit : SpecialMethod::Exit);
  emit(Opcode::SWAP, 2, span);
  emit(Opcode::SWAP, 3, span);
  special(is_async ? SpecialMethod::Aenter : SpecialMethod::Enter);
  emit(Opcode::CALL, 0, span);
  if (is_async) await_on_stack(1, span);
  jump(kSetupWith, final, span);

  use(block);
  push_block({is_async ? BlockKind::kAsyncWith : BlockKind::kWith, block, final}, span);
  if (item->optional_vars) {
    expr(item->optional_vars);
  } else {
    emit(Opcode::POP_TOP, span);
  }
  if (index + 1 < node->items.size()) {
    with_stmt(node, index + 1, is_async);
  } else {
    conditional_stmts(node->body);
  }
  emit(kPopBlock, kNoSpan);
  pop_block();
  call_exit_with_nones(span);
  if (is_async) await_on_stack(2, span);
  emit(Opcode::POP_TOP, span);
  jump(kJump, exit, span);

  use(final);
  jump(kSetupCleanup, cleanup, span);
  emit(Opcode::PUSH_EXC_INFO, span);
  emit(Opcode::WITH_EXCEPT_START, span);
  if (is_async) await_on_stack(2, span);
  with_except_finish(cleanup);
  use(exit);
}

template void Codegen::with_stmt(const With*, size_t, bool);
template void Codegen::with_stmt(const AsyncWith*, size_t, bool);

}  // namespace gilt::compiler
