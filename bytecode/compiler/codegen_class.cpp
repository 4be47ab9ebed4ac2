// Classes, type parameters (PEP 695, 696) and type aliases.
#include "bytecode/compiler/codegen.h"

namespace gilt::compiler {

using namespace ast;

// self.x = ... in a method adds "x" to the class's __static_attributes__.
void Codegen::add_static_attribute(const Attribute* node) {
  auto* owner = dyn<Name>(node->value);
  if (!owner || owner->id != "self") return;
  for (UnitState* unit = unit_; unit; unit = unit->outer) {
    if (unit->kind != UnitKind::kClass) continue;
    unit->static_attributes.insert(std::string(node->attr));
    return;
  }
}

std::shared_ptr<const Code> Codegen::class_body(const ClassDef* def, int first_line) {
  Scope* scope = symbols_.find(def);
  enter(def->name, UnitKind::kClass, scope, first_line);
  unit_->private_name = def->name;
  SourceSpan span = line_span(first_line);
  load_name("__name__", span);
  store_name("__module__", span);
  load_str(unit_->unit.qualname, span);
  store_name("__qualname__", span);
  load_int(first_line, span);
  store_name("__firstlineno__", span);
  if (!def->type_params.empty()) {
    load_name(".type_params", span);
    store_name("__type_params__", span);
  }
  if (scope->needs_classdict) {
    emit(Opcode::LOAD_LOCALS, span);
    emit(Opcode::STORE_DEREF, cell_index("__classdict__"), span);
  }
  if (scope->has_conditional_annotations) {
    emit(Opcode::BUILD_SET, 0, span);
    store_name("__conditional_annotations__", span);
  }
  body_with_docstring(def->body, span);
  deferred_annotations(span);
  TupleConstant attributes;
  for (const std::string& name : unit_->static_attributes) {
    attributes.items.push_back(gilt::Constant{name});
  }
  load_const(gilt::Constant{std::move(attributes)}, kNoSpan);
  store_name("__static_attributes__", kNoSpan);
  if (scope->needs_classdict) {
    unit_->list.add(kLoadClosure, cell_index("__classdict__"), kNoSpan);
    store_name("__classdictcell__", kNoSpan);
  }
  if (scope->needs_class_closure) {
    unit_->list.add(kLoadClosure, cell_index("__class__"), kNoSpan);
    emit(Opcode::COPY, 1, kNoSpan);
    store_name("__classcell__", kNoSpan);
  } else {
    load_none(kNoSpan);
  }
  emit(Opcode::RETURN_VALUE, kNoSpan);
  return leave(true);
}

void Codegen::class_stmt(const ClassDef* def) {
  decorators(def->decorator_list);
  int first_line = def->decorator_list.empty() ? def->lineno : def->decorator_list[0]->lineno;
  SourceSpan span = span_of(*def);
  bool generic = !def->type_params.empty();
  if (generic) {
    std::string name = "<generic parameters of " + std::string(def->name) + ">";
    enter(name, UnitKind::kTypeParams, symbols_.find(def, ScopePart::kTypeParams), first_line);
    unit_->private_name = def->name;
    type_params(def->type_params);
    store_name(".type_params", span);
  }
  std::shared_ptr<const Code> body = class_body(def, first_line);
  if (generic) {
    load_name(".type_params", span);
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::SubscriptGeneric), span);
    store_name(".generic_base", span);
  }
  emit(Opcode::LOAD_BUILD_CLASS, span);
  emit(Opcode::PUSH_NULL, span);
  make_closure(std::move(body), 0, span);
  load_str(def->name, span);
  call_arguments(span, 2, def->bases, def->keywords, generic ? ".generic_base" : nullptr);
  if (generic) {
    emit(Opcode::RETURN_VALUE, span);
    make_closure(leave(true), 0, span);
    emit(Opcode::PUSH_NULL, span);
    emit(Opcode::CALL, 0, span);
  }
  apply_decorators(def->decorator_list);
  store_name(def->name, span);
}

// --- type parameters ---

// A bound, constraint or default becomes a function, called when somebody asks.
void Codegen::type_param_expr(const TypeParamNode* param, ScopePart part, std::string_view name,
                              const ExprNode* value, bool allow_starred) {
  SourceSpan span = span_of(*value);
  load_const(gilt::Constant{TupleConstant{{gilt::Constant{int64_t{1}}}}},
             span);  // defaults: the plain format
  enter_annotations(symbols_.find(param, part), name, span);
  auto* starred = allow_starred ? dyn<Starred>(value) : nullptr;
  if (starred) {
    expr(starred->value);
    emit(Opcode::UNPACK_SEQUENCE, 1, span);
  } else {
    expr(value);
  }
  make_closure(leave_annotations(span), kFunctionDefaults, span);
}

void Codegen::type_params(const Seq<TypeParamNode*>& params) {
  if (params.empty()) return;
  bool seen_default = false;
  SourceSpan span;
  for (const TypeParamNode* param : params) {
    span = span_of(*param);
    const ExprNode* default_value = nullptr;
    std::string_view name;
    auto intrinsic = [&](Intrinsic1 code) {
      emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(code), span);
    };
    switch (param->kind) {
      case TypeParamKind::kTypeVar: {
        auto* var = as<TypeVar>(param);
        name = var->name;
        default_value = var->default_value;
        load_str(name, span);
        if (var->bound) {
          type_param_expr(param, ScopePart::kBound, name, var->bound, false);
          emit(Opcode::CALL_INTRINSIC_2,
               static_cast<int>(var->bound->kind == ExprKind::kTuple
                                    ? Intrinsic2::TypeVarWithConstraints
                                    : Intrinsic2::TypeVarWithBound),
               span);
        } else {
          intrinsic(Intrinsic1::TypeVar);
        }
        break;
      }
      case TypeParamKind::kParamSpec:
        name = as<ParamSpec>(param)->name;
        default_value = as<ParamSpec>(param)->default_value;
        load_str(name, span);
        intrinsic(Intrinsic1::ParamSpec);
        break;
      case TypeParamKind::kTypeVarTuple:
        name = as<TypeVarTuple>(param)->name;
        default_value = as<TypeVarTuple>(param)->default_value;
        load_str(name, span);
        intrinsic(Intrinsic1::TypeVarTuple);
        break;
    }
    if (default_value) {
      seen_default = true;
      bool starred = param->kind == TypeParamKind::kTypeVarTuple;
      type_param_expr(param, ScopePart::kDefault, name, default_value, starred);
      emit(Opcode::CALL_INTRINSIC_2, static_cast<int>(Intrinsic2::SetTypeparamDefault), span);
    } else if (seen_default) {
      fail(param,
           "non-default type parameter '" + std::string(name) + "' follows default type parameter");
    }
    emit(Opcode::COPY, 1, span);
    store_name(name, span);
  }
  emit(Opcode::BUILD_TUPLE, static_cast<int>(params.size()), span);
}

void Codegen::type_alias(const TypeAlias* node) {
  SourceSpan span = span_of(*node);
  auto* name = as<Name>(node->name);
  bool generic = !node->type_params.empty();
  if (generic) {
    std::string title = "<generic parameters of " + std::string(name->id) + ">";
    enter(title, UnitKind::kTypeParams, symbols_.find(node, ScopePart::kTypeParams), node->lineno);
  }
  load_str(name->id, span);
  if (generic) {
    type_params(node->type_params);
  } else {
    load_none(span);
  }
  load_const(gilt::Constant{TupleConstant{{gilt::Constant{int64_t{1}}}}}, span);
  enter_annotations(symbols_.find(node), name->id, span);
  expr(node->value);
  make_closure(leave_annotations(span), kFunctionDefaults, span);
  emit(Opcode::BUILD_TUPLE, 3, span);
  emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::TypeAlias), span);
  if (generic) {
    emit(Opcode::RETURN_VALUE, span);
    make_closure(leave(true), 0, span);
    emit(Opcode::PUSH_NULL, span);
    emit(Opcode::CALL, 0, span);
  }
  store_name(name->id, span);
}

}  // namespace gilt::compiler
