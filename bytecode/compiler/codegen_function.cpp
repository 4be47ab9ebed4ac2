// Functions, lambdas, their annotations (PEP 649) and closures.
#include "bytecode/compiler/codegen.h"

namespace gilt::compiler {

using namespace ast;

void Codegen::decorators(const Exprs& list) {
  for (const ExprNode* decorator : list) expr(decorator);
}

void Codegen::apply_decorators(const Exprs& list) {
  for (size_t i = list.size(); i-- > 0;) emit(Opcode::CALL, 0, span_of(*list[i]));
}

int Codegen::keyword_defaults(const Arguments* args, SourceSpan span) {
  int count = 0;
  for (size_t i = 0; i < args->kwonlyargs.size(); ++i) {
    if (!args->kw_defaults[i]) continue;
    load_str(mangled(args->kwonlyargs[i]->arg), span);
    expr(args->kw_defaults[i]);
    ++count;
  }
  if (count) emit(Opcode::BUILD_MAP, count, span);
  return count;
}

int Codegen::default_arguments(const Arguments* args, SourceSpan span) {
  int flags = 0;
  if (!args->defaults.empty()) {
    flags |= kFunctionDefaults;
    for (const ExprNode* value : args->defaults) expr(value);
    emit(Opcode::BUILD_TUPLE, static_cast<int>(args->defaults.size()), span);
  }
  if (keyword_defaults(args, span)) flags |= kFunctionKwDefaults;
  return flags;
}

void Codegen::set_parameters(const Arguments* args) {
  Unit& unit = unit_->unit;
  unit.posonlyargcount = static_cast<int>(args->posonlyargs.size());
  unit.argcount = unit.posonlyargcount + static_cast<int>(args->args.size());
  unit.kwonlyargcount = static_cast<int>(args->kwonlyargs.size());
}

// --- annotations ---

// A function that takes the wanted format (annotationlib) and knows the plain one only.
void Codegen::enter_annotations(Scope* scope, std::string_view name, SourceSpan span) {
  enter(name, UnitKind::kAnnotations, scope, span.line);
  unit_->unit.argcount = unit_->unit.posonlyargcount = 1;
  unit_->private_name = unit_->outer->private_name;
  Label body = new_label();
  emit(Opcode::LOAD_FAST, 0, span);
  load_int(2, span);
  emit(Opcode::COMPARE_OP, static_cast<int>(CompareOperator::Gt) << kCompareShift | 4, span);
  jump(Opcode::POP_JUMP_IF_FALSE, body, span);
  emit(Opcode::LOAD_COMMON_CONSTANT, static_cast<int>(CommonConstant::NotImplementedError), span);
  emit(Opcode::RAISE_VARARGS, 1, span);
  use(body);
}

std::shared_ptr<const Code> Codegen::leave_annotations(SourceSpan span) {
  emit(Opcode::RETURN_VALUE, span);
  return leave(true);
}

void Codegen::annotation_value(const ExprNode* annotation) {
  SourceSpan span = span_of(*annotation);
  if (future_annotations()) return load_str(unparse(*annotation), span);
  if (auto* starred = dyn<Starred>(annotation)) {
    // *args: *Ts
    expr(starred->value);
    return emit(Opcode::UNPACK_SEQUENCE, 1, span);
  }
  expr(annotation);
}

void Codegen::annotation_entry(std::string_view name, const ExprNode* annotation, SourceSpan span,
                               int& count) {
  if (!annotation) return;
  load_str(mangled(name), span);
  annotation_value(annotation);
  ++count;
}

int Codegen::function_annotations(const Arguments* args, const ExprNode* returns, SourceSpan span) {
  if (!has_annotations(*args, returns)) return 0;
  enter_annotations(symbols_.find(args, ScopePart::kAnnotations), "__annotate__", span);
  int count = 0;
  auto all = [&](const Seq<Arg*>& list) {
    for (const Arg* arg : list) annotation_entry(arg->arg, arg->annotation, span, count);
  };
  all(args->posonlyargs);
  all(args->args);
  if (args->vararg) annotation_entry(args->vararg->arg, args->vararg->annotation, span, count);
  all(args->kwonlyargs);
  if (args->kwarg) annotation_entry(args->kwarg->arg, args->kwarg->annotation, span, count);
  annotation_entry("return", returns, span, count);
  emit(Opcode::BUILD_MAP, count, span);
  make_closure(leave_annotations(span), 0, span);
  return kFunctionAnnotate;
}

// The __annotate__ function of a module or class: one entry for each annotated name that was
// reached.
void Codegen::deferred_annotations(SourceSpan span) {
  if (future_annotations() || unit_->annotations.empty()) return;
  std::vector<DeferredAnnotation> list = std::move(unit_->annotations);
  bool in_class = unit_->kind == UnitKind::kClass;
  Scope* scope = unit_->scope->annotation_block;
  IrList body_list;
  if (!in_class) std::swap(body_list, unit_->list);  // collect the module's part on its own
  enter_annotations(scope, "__annotate__", span);
  emit(Opcode::BUILD_MAP, 0, span);
  for (const DeferredAnnotation& entry : list) {
    SourceSpan at = span_of(*entry.stmt);
    Label not_set = new_label();
    if (entry.conditional_index >= 0) {
      load_int(entry.conditional_index, at);
      if (in_class) {
        emit(Opcode::LOAD_DEREF, cell_or_free_index("__conditional_annotations__"), at);
      } else {
        emit(Opcode::LOAD_GLOBAL, unit_->unit.names.add("__conditional_annotations__") << 1, at);
      }
      emit(Opcode::CONTAINS_OP, 0, at);
      jump(Opcode::POP_JUMP_IF_FALSE, not_set, at);
    }
    annotation_value(entry.stmt->annotation);
    emit(Opcode::COPY, 2, at);
    load_str(mangled(as<Name>(entry.stmt->target)->id), at);
    emit(Opcode::STORE_SUBSCR, span);
    use(not_set);
  }
  make_closure(leave_annotations(span), 0, span);
  store_name(in_class ? "__annotate_func__" : "__annotate__", span);
  if (in_class) return;
  std::swap(body_list, unit_->list);
  size_t position = unit_->annotations_position;
  for (const IrInstr& instr : body_list.instrs()) unit_->list.insert(position++, instr);
}

// --- closures ---

void Codegen::make_closure(std::shared_ptr<const Code> code, int flags, SourceSpan span) {
  if (!code->freevars.empty()) {
    for (const std::string& name : code->freevars) {
      // A class's own __class__ cell, or a cell or free variable of this unit.
      int cell = cell_index(name);
      bool free_here = unit_->scope->scope_of(name) == NameScope::kFree;
      int index = cell >= 0 && !free_here ? cell : cell_or_free_index(name);
      unit_->list.add(kLoadClosure, index, span);
    }
    emit(Opcode::BUILD_TUPLE, static_cast<int>(code->freevars.size()), span);
    flags |= kFunctionClosure;
  }
  load_const(gilt::Constant{std::move(code)}, span);
  emit(Opcode::MAKE_FUNCTION, span);
  for (int flag : {kFunctionClosure, kFunctionAnnotations, kFunctionAnnotate, kFunctionKwDefaults,
                   kFunctionDefaults}) {
    if (flags & flag) emit(Opcode::SET_FUNCTION_ATTRIBUTE, flag, span);
  }
}

// A StopIteration that leaves a generator's body becomes a RuntimeError (PEP 479).
void Codegen::wrap_stop_iteration() {
  Label handler = new_label();
  IrInstr setup;
  setup.op = kSetupCleanup;
  setup.arg = handler.id;
  unit_->list.insert(0, setup);
  load_none(kNoSpan);
  emit(Opcode::RETURN_VALUE, kNoSpan);
  use(handler);
  emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::StopIterationError), kNoSpan);
  emit(Opcode::RERAISE, 1, kNoSpan);
}

// --- functions ---

template <class Def>
void Codegen::function_body(const Def* def, bool is_async, int flags, int first_line) {
  Scope* scope = symbols_.find(def);
  enter(def->name, is_async ? UnitKind::kAsyncFunction : UnitKind::kFunction, scope, first_line);
  size_t first = 0;
  auto* doc = def->body.empty() ? nullptr : dyn<ast::Expr>(def->body[0]);
  auto* text = doc ? dyn<ast::Constant>(doc->value) : nullptr;
  if (text && text->value_kind == ConstantKind::kStr) {
    first = 1;
    if (options_.optimize < 2) {
      scope->has_docstring = true;
      unit_->unit.consts.add(gilt::Constant{clean_docstring(text->text)});
    } else {
      emit(Opcode::NOP, span_of(*doc));
    }
  }
  set_parameters(def->args);
  stmts(def->body, first);
  if (scope->generator || scope->coroutine) wrap_stop_iteration();
  std::shared_ptr<const Code> code = leave(true);
  make_closure(std::move(code), flags, span_of(*def));
}

template <class Def>
void Codegen::function(const Def* def, bool is_async) {
  decorators(def->decorator_list);
  int first_line = def->decorator_list.empty() ? def->lineno : def->decorator_list[0]->lineno;
  SourceSpan span = span_of(*def);
  int flags = default_arguments(def->args, span);
  bool generic = !def->type_params.empty();
  int arguments = 0;
  if (generic) {
    // The defaults are evaluated outside the scope of the type parameters, and passed in.
    if (flags & kFunctionDefaults) ++arguments;
    if (flags & kFunctionKwDefaults) ++arguments;
    if (arguments == 2) emit(Opcode::SWAP, 2, span);  // the SWAP below turns them round
    std::string name = "<generic parameters of " + std::string(def->name) + ">";
    enter(name, UnitKind::kTypeParams, symbols_.find(def, ScopePart::kTypeParams), first_line);
    unit_->unit.argcount = arguments;
    type_params(def->type_params);
    for (int i = 0; i < arguments; ++i) emit(Opcode::LOAD_FAST, i, span);
  }
  flags |= function_annotations(def->args, def->returns, span);
  function_body(def, is_async, flags, first_line);
  if (generic) {
    emit(Opcode::SWAP, 2, span);
    emit(Opcode::CALL_INTRINSIC_2, static_cast<int>(Intrinsic2::SetFunctionTypeParams), span);
    emit(Opcode::RETURN_VALUE, span);
    make_closure(leave(true), 0, span);
    if (arguments) {
      emit(Opcode::SWAP, arguments + 1, span);
      emit(Opcode::CALL, arguments - 1, span);
    } else {
      emit(Opcode::PUSH_NULL, span);
      emit(Opcode::CALL, 0, span);
    }
  }
  apply_decorators(def->decorator_list);
  store_name(def->name, span);
}

template void Codegen::function(const FunctionDef*, bool);
template void Codegen::function(const AsyncFunctionDef*, bool);

void Codegen::lambda(const Lambda* node) {
  SourceSpan span = span_of(*node);
  int flags = default_arguments(node->args, span);
  Scope* scope = symbols_.find(node);
  enter("<lambda>", UnitKind::kLambda, scope, node->lineno);
  set_parameters(node->args);
  expr(node->body);
  // CPython gives a generator's RETURN_VALUE no span of its own here, and no StopIteration guard.
  if (!scope->generator) emit(Opcode::RETURN_VALUE, span_of(*node->body));
  std::shared_ptr<const Code> code = leave(!scope->generator);
  make_closure(std::move(code), flags, span);
}

}  // namespace gilt::compiler
