// Units, names and constants.
#include "bytecode/compiler/codegen.h"

#include <algorithm>

#include "base/bigint.h"

namespace gilt::compiler {

SourceSpan line_span(int line) { return {line, line, 0, 0}; }

Constant constant_of(const ast::Constant& node) {
  switch (node.value_kind) {
    case ast::ConstantKind::kNone:
      return Constant{NoneConstant{}};
    case ast::ConstantKind::kTrue:
      return Constant{true};
    case ast::ConstantKind::kFalse:
      return Constant{false};
    case ast::ConstantKind::kEllipsis:
      return Constant{EllipsisConstant{}};
    case ast::ConstantKind::kInt:
      return Constant{node.int_value};
    case ast::ConstantKind::kBigInt: {
      bool hex = node.text.substr(0, 2) == "0x";
      auto value = hex ? BigInt::from_text(node.text.substr(2), 16) : BigInt::from_text(node.text);
      return Constant{BigIntConstant{value->to_text(16)}};
    }
    case ast::ConstantKind::kFloat:
      return Constant{node.float_value};
    case ast::ConstantKind::kComplex:
      return Constant{std::complex<double>(0, node.float_value)};
    case ast::ConstantKind::kStr:
      return Constant{std::string(node.text)};
    case ast::ConstantKind::kBytes:
      return Constant{BytesConstant{std::string(node.text)}};
  }
  return Constant{};
}

namespace {

bool is_free(const Symbol& symbol) {
  return symbol.scope == NameScope::kFree || (symbol.flags & kDefFreeClass);
}

// Cells and free variables in alphabetical order, as the symbol table keeps them.
void add_cells(const Scope& scope, Unit& unit) {
  for (const auto& [name, symbol] : scope.symbols) {
    if (symbol.scope == NameScope::kCell || (symbol.flags & kDefCompCell)) unit.cellvars.add(name);
  }
  if (scope.needs_class_closure) unit.cellvars.add("__class__");
  if (scope.needs_classdict) unit.cellvars.add("__classdict__");
  for (const auto& [name, symbol] : scope.symbols) {
    if (is_free(symbol)) unit.freevars.add(name);
  }
}

}  // namespace

void Codegen::enter(std::string_view name, UnitKind kind, Scope* scope, int first_line) {
  auto state = std::make_unique<UnitState>();
  state->scope = scope;
  state->kind = kind;
  state->outer = unit_;
  state->private_name = scope->private_name;
  Unit& unit = state->unit;
  unit.name = name;
  unit.filename = filename_;
  unit.first_line = first_line;
  for (const std::string& param : scope->params) {
    unit.varnames.add(param == ".format" ? "format" : param);
  }
  unit.param_count = static_cast<int>(scope->params.size());
  add_cells(*scope, unit);
  stack_.push_back(std::move(state));
  unit_ = stack_.back().get();
  unit.qualname = qualified_name(unit.name);
  SourceSpan start = line_span(first_line);
  if (kind == UnitKind::kModule) start.line = 0;
  emit(Opcode::RESUME, 0, start);
}

std::string Codegen::qualified_name(const std::string& name) const {
  const UnitState* outer = unit_->outer;
  if (outer && outer->kind == UnitKind::kTypeParams) outer = outer->outer;
  if (!outer || !outer->outer) return name;
  if (unit_->kind == UnitKind::kFunction || unit_->kind == UnitKind::kAsyncFunction ||
      unit_->kind == UnitKind::kClass) {
    std::string mangled_name = mangle(*outer->scope, outer->private_name, name);
    if (outer->scope->scope_of(mangled_name) == NameScope::kGlobalExplicit) return name;
  }
  bool in_function = outer->kind == UnitKind::kFunction ||
                     outer->kind == UnitKind::kAsyncFunction || outer->kind == UnitKind::kLambda;
  return outer->unit.qualname + (in_function ? ".<locals>." : ".") + name;
}

uint32_t Codegen::code_flags() const {
  const Scope& scope = *unit_->scope;
  uint32_t flags = future_flags_;
  if (!scope.is_function_like()) return flags;
  flags |= kCoNewlocals | kCoOptimized;
  if (scope.nested) flags |= kCoNested;
  if (scope.generator && !scope.coroutine) flags |= kCoGenerator;
  if (!scope.generator && scope.coroutine) flags |= kCoCoroutine;
  if (scope.generator && scope.coroutine) flags |= kCoAsyncGenerator;
  if (scope.varargs) flags |= kCoVarargs;
  if (scope.varkeywords) flags |= kCoVarkeywords;
  if (scope.has_docstring) flags |= kCoHasDocstring;
  if (scope.method) flags |= kCoMethod;
  return flags;
}

std::shared_ptr<const Code> Codegen::leave(bool return_none) {
  if (return_none) load_none(kNoSpan);
  emit(Opcode::RETURN_VALUE, kNoSpan);
  Unit& unit = unit_->unit;
  unit.flags = code_flags();
  for (const std::string& name : unit_->fast_hidden) unit.hidden.push_back(name);
  std::shared_ptr<const Code> code = finish(unit, unit_->list);
  unit_ = unit_->outer;
  stack_.pop_back();
  return code;
}

std::shared_ptr<const Code> Codegen::module(const ast::ModNode& module) {
  enter("<module>", UnitKind::kModule, symbols_.top, 1);
  SourceSpan start = line_span(1);
  switch (module.kind) {
    case ast::ModKind::kModule: {
      const Body& body = ast::as<ast::Module>(&module)->body;
      if (!body.empty()) start = line_span(1);
      module_body(body, start);
      break;
    }
    case ast::ModKind::kInteractive:
      interactive_ = true;
      module_body(ast::as<ast::Interactive>(&module)->body, start);
      break;
    case ast::ModKind::kExpression:
      expr(ast::as<ast::Expression>(&module)->body);
      return leave(false);
  }
  return leave(true);
}

void Codegen::load_const(Constant value, SourceSpan span) {
  int index = unit_->unit.consts.add(std::move(value));
  emit(Opcode::LOAD_CONST, index, span);
}

void Codegen::load_str(std::string_view text, SourceSpan span) {
  load_const(Constant{std::string(text)}, span);
}

int Codegen::cell_index(const std::string& name) const { return unit_->unit.cellvars.find(name); }

// Cells first, then free variables: the numbering that assembly turns into slots.
int Codegen::cell_or_free_index(const std::string& name) const {
  int free = unit_->unit.freevars.find(name);
  if (free >= 0) return unit_->unit.cellvars.size() + free;
  return unit_->unit.cellvars.find(name);
}

void Codegen::name_op(std::string_view raw, Access access, SourceSpan span) {
  std::string name = mangled(raw);
  Scope& scope = *unit_->scope;
  NameScope kind = scope.scope_of(name);
  bool hidden_fast = unit_->fast_hidden.count(name) != 0;
  auto pick = [&](Opcode load, Opcode store, Opcode del) {
    return access == Access::kLoad ? load : access == Access::kStore ? store : del;
  };
  bool in_class_body = scope.type == BlockType::kClass && !unit_->in_inlined_comprehension;
  switch (kind) {
    case NameScope::kFree:
    case NameScope::kCell: {
      int index = kind == NameScope::kCell ? cell_index(name) : cell_or_free_index(name);
      if (access != Access::kLoad) {
        return emit(pick(Opcode::LOAD_DEREF, Opcode::STORE_DEREF, Opcode::DELETE_DEREF), index,
                    span);
      }
      if (in_class_body) {
        emit(Opcode::LOAD_LOCALS, span);
        return emit(Opcode::LOAD_FROM_DICT_OR_DEREF, index, span);
      }
      if (scope.can_see_class_scope) {
        emit(Opcode::LOAD_DEREF, cell_or_free_index("__classdict__"), span);
        return emit(Opcode::LOAD_FROM_DICT_OR_DEREF, index, span);
      }
      return emit(Opcode::LOAD_DEREF, index, span);
    }
    case NameScope::kLocal:
      if (scope.is_function_like() || hidden_fast) {
        Opcode op = pick(Opcode::LOAD_FAST, Opcode::STORE_FAST, Opcode::DELETE_FAST);
        return emit(op, unit_->unit.varnames.add(name == ".format" ? "format" : name), span);
      }
      break;
    case NameScope::kGlobalImplicit:
    case NameScope::kGlobalExplicit:
      if (!scope.is_function_like() && kind == NameScope::kGlobalImplicit) break;
      if (access != Access::kLoad) {
        return emit(pick(Opcode::NOP, Opcode::STORE_GLOBAL, Opcode::DELETE_GLOBAL),
                    unit_->unit.names.add(name), span);
      }
      if (scope.can_see_class_scope && kind == NameScope::kGlobalImplicit) {
        emit(Opcode::LOAD_DEREF, cell_or_free_index("__classdict__"), span);
        return emit(Opcode::LOAD_FROM_DICT_OR_GLOBALS, unit_->unit.names.add(name), span);
      }
      return emit(Opcode::LOAD_GLOBAL, unit_->unit.names.add(name) << 1, span);
    case NameScope::kNone:
      break;
  }
  int index = unit_->unit.names.add(name);
  if (access == Access::kLoad && scope.type == BlockType::kClass &&
      unit_->in_inlined_comprehension) {
    return emit(Opcode::LOAD_GLOBAL, index << 1, span);
  }
  emit(pick(Opcode::LOAD_NAME, Opcode::STORE_NAME, Opcode::DELETE_NAME), index, span);
}

void Codegen::warn(std::string message, const ast::Location& where) {
  warnings_.push_back({std::move(message), where.lineno, where.col_offset + 1});
}

}  // namespace gilt::compiler
