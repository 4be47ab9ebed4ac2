// Comprehensions: loops in place (PEP 709), or functions of their own for generator expressions.
#include "bytecode/compiler/codegen.h"

#include <algorithm>

namespace gilt::compiler {

using namespace ast;
using Kind = compiler::Comprehension;

// What an inlined comprehension changed in the unit around it.
struct Codegen::InlinedState {
  std::vector<std::string> pushed;  // names whose outer values wait on the stack
  std::vector<std::pair<std::string, Symbol>> replaced;
  std::vector<std::string> created;  // symbols that the unit did not have
  std::vector<std::string> hidden;   // names that became fast locals
  Label cleanup;
};

void Codegen::push_inlined(Scope* comp, SourceSpan span, InlinedState& state) {
  Scope& scope = *unit_->scope;
  bool in_class_body = scope.type == BlockType::kClass && !unit_->in_inlined_comprehension;
  ++unit_->in_inlined_comprehension;
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [name, symbol] : comp->symbols) order.emplace_back(symbol.order, name);
  std::sort(order.begin(), order.end());
  for (const auto& [position, name] : order) {
    const Symbol symbol = comp->symbols[name];
    bool bound = (symbol.flags & kDefLocal) && !(symbol.flags & kDefNonlocal);
    if ((symbol.flags & kDefParam) || (!bound && !in_class_body)) continue;
    const Symbol* outer = scope.find(name);
    NameScope outer_kind = outer ? outer->scope : NameScope::kNone;
    bool different = symbol.scope != outer_kind && symbol.scope != NameScope::kFree &&
                     !(symbol.scope == NameScope::kCell && outer_kind == NameScope::kFree);
    if (different || in_class_body) {
      if (outer) {
        state.replaced.emplace_back(name, *outer);
      } else {
        state.created.push_back(name);
      }
      scope.symbols[name] = symbol;
    }
    if (!bound) continue;
    if (!scope.is_function_like() && unit_->fast_hidden.insert(name).second) {
      state.hidden.push_back(name);
    }
    emit(Opcode::LOAD_FAST_AND_CLEAR, unit_->unit.varnames.add(name), span);
    if (symbol.scope == NameScope::kCell) {
      int cell = outer_kind == NameScope::kFree ? cell_or_free_index(name) : cell_index(name);
      emit(Opcode::MAKE_CELL, cell, span);
    }
    state.pushed.push_back(name);
  }
  if (state.pushed.empty()) return;
  emit(Opcode::SWAP, static_cast<int>(state.pushed.size()) + 1, span);
  state.cleanup = new_label();
  jump(kSetupFinally, state.cleanup, span);
}

// The result of the comprehension stays on top.
void Codegen::restore_locals(SourceSpan span, const InlinedState& state) {
  emit(Opcode::SWAP, static_cast<int>(state.pushed.size()) + 1, span);
  for (size_t i = state.pushed.size(); i-- > 0;) {
    unit_->list.add(kStoreFastMaybeNull, unit_->unit.varnames.add(state.pushed[i]), span);
  }
}

void Codegen::pop_inlined(SourceSpan span, InlinedState& state) {
  --unit_->in_inlined_comprehension;
  if (!state.pushed.empty()) {
    Label end = new_label();
    emit(kPopBlock, kNoSpan);
    jump(kJump, end, kNoSpan);
    use(state.cleanup);
    emit(Opcode::SWAP, 2, kNoSpan);
    emit(Opcode::POP_TOP, kNoSpan);
    restore_locals(span, state);
    emit(Opcode::RERAISE, 0, kNoSpan);
    use(end);
    restore_locals(span, state);
  }
  Scope& scope = *unit_->scope;
  for (const auto& [name, symbol] : state.replaced) scope.symbols[name] = symbol;
  for (const std::string& name : state.created) scope.symbols.erase(name);
  for (const std::string& name : state.hidden) {
    unit_->fast_hidden.erase(name);
    unit_->unit.hidden.push_back(name);
  }
}

void Codegen::comprehension(const ExprNode* node, Kind kind, std::string_view name,
                            const Generators& generators, const ExprNode* element,
                            const ExprNode* value) {
  SourceSpan span = span_of(*node);
  Scope* scope = symbols_.find(node);
  const ast::Comprehension* outermost = generators[0];
  bool inlined = scope->comp_inlined, is_async = scope->coroutine;
  bool generator = kind == Kind::kGenerator;
  auto get_iter = [&] {
    expr(outermost->iter);
    emit(outermost->is_async ? Opcode::GET_AITER : Opcode::GET_ITER, span_of(*outermost->iter));
  };
  bool async_place =
      unit_->kind == UnitKind::kAsyncFunction || unit_->kind == UnitKind::kComprehension;
  if (is_async && !generator && !async_place) {
    fail(node, "asynchronous comprehension outside of an asynchronous function");
  }
  InlinedState state;
  if (inlined) {
    get_iter();
    push_inlined(scope, span, state);
  } else {
    enter(name, UnitKind::kComprehension, scope, node->lineno);
    unit_->unit.argcount = 1;
  }
  if (!generator) {
    Opcode build = kind == Kind::kList  ? Opcode::BUILD_LIST
                   : kind == Kind::kSet ? Opcode::BUILD_SET
                                        : Opcode::BUILD_MAP;
    emit(build, 0, span);
    if (inlined) emit(Opcode::SWAP, 2, span);
  }
  auto loop = outermost->is_async ? &Codegen::async_generator_loop : &Codegen::generator_loop;
  (this->*loop)(span, generators, 0, 0, element, value, kind, inlined);
  if (inlined) return pop_inlined(span, state);
  if (!generator) emit(Opcode::RETURN_VALUE, span_of(*element));
  if (generator) wrap_stop_iteration();
  std::shared_ptr<const Code> code = leave(true);
  make_closure(std::move(code), 0, span);
  get_iter();
  emit(Opcode::CALL, 0, span);
  if (is_async && !generator) await_on_stack(0, span);
}

SourceSpan Codegen::add_element(const ExprNode* element, const ExprNode* value, Kind kind,
                                int depth) {
  SourceSpan span = span_of(*element);
  expr(element);
  switch (kind) {
    case Kind::kNone:
    case Kind::kGenerator:
      emit_yield(span);
      emit(Opcode::POP_TOP, span);
      break;
    case Kind::kList:
      emit(Opcode::LIST_APPEND, depth + 1, span);
      break;
    case Kind::kSet:
      emit(Opcode::SET_ADD, depth + 1, span);
      break;
    case Kind::kDict:
      expr(value);
      span.end_line = value->end_lineno;
      span.end_col = value->end_col_offset;
      emit(Opcode::MAP_ADD, depth + 1, span);
      break;
  }
  return span;
}

void Codegen::generator_loop(SourceSpan span, const Generators& generators, size_t index, int depth,
                             const ExprNode* element, const ExprNode* value, Kind kind,
                             bool iter_on_stack) {
  const ast::Comprehension* gen = generators[index];
  Label start = new_label(), if_cleanup = new_label(), anchor = new_label();
  bool loops = true;
  if (!iter_on_stack) {
    if (index == 0) {
      emit(Opcode::LOAD_FAST, 0, span);
    } else {
      // `for y in [f(x)]` only names a value.
      const Exprs* elements = nullptr;
      if (auto* list = dyn<List>(gen->iter)) elements = &list->elts;
      if (auto* tuple = dyn<Tuple>(gen->iter)) elements = &tuple->elts;
      if (elements && elements->size() == 1 && (*elements)[0]->kind != ExprKind::kStarred) {
        expr((*elements)[0]);
        loops = false;
      } else {
        expr(gen->iter);
        emit(Opcode::GET_ITER, span_of(*gen->iter));
      }
    }
  }
  if (loops) {
    ++depth;
    use(start);
    jump(Opcode::FOR_ITER, anchor, span_of(*gen->iter));
  }
  expr(gen->target);
  for (const ExprNode* test : gen->ifs) jump_if(test, if_cleanup, false);
  SourceSpan end_span = span_of(*element);
  if (index + 1 < generators.size()) {
    auto loop =
        generators[index + 1]->is_async ? &Codegen::async_generator_loop : &Codegen::generator_loop;
    (this->*loop)(span, generators, index + 1, depth, element, value, kind, false);
  } else {
    end_span = add_element(element, value, kind, depth);
  }
  use(if_cleanup);
  if (!loops) return;
  jump(kJump, start, end_span);
  use(anchor);
  emit(Opcode::END_FOR, kNoSpan);
  emit(Opcode::POP_ITER, kNoSpan);
}

void Codegen::async_generator_loop(SourceSpan span, const Generators& generators, size_t index,
                                   int depth, const ExprNode* element, const ExprNode* value,
                                   Kind kind, bool iter_on_stack) {
  const ast::Comprehension* gen = generators[index];
  Label start = new_label(), send = new_label(), except = new_label(), if_cleanup = new_label();
  if (!iter_on_stack) {
    if (index == 0) {
      emit(Opcode::LOAD_FAST, 0, span);
    } else {
      expr(gen->iter);
      emit(Opcode::GET_AITER, span_of(*gen->iter));
    }
  }
  use(start);
  jump(kSetupFinally, except, span);
  emit(Opcode::GET_ANEXT, span);
  load_none(span);
  use(send);
  emit_yield_from(span, true);
  emit(kPopBlock, span);
  expr(gen->target);
  for (const ExprNode* test : gen->ifs) jump_if(test, if_cleanup, false);
  ++depth;
  SourceSpan end_span = span_of(*element);
  if (index + 1 < generators.size()) {
    auto loop =
        generators[index + 1]->is_async ? &Codegen::async_generator_loop : &Codegen::generator_loop;
    (this->*loop)(span, generators, index + 1, depth, element, value, kind, false);
  } else {
    end_span = add_element(element, value, kind, depth);
  }
  use(if_cleanup);
  jump(kJump, start, end_span);
  use(except);
  jump(Opcode::END_ASYNC_FOR, send, span);
}

}  // namespace gilt::compiler
