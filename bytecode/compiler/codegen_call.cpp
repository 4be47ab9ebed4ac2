// Calls: methods, super(), keyword and star arguments.
#include "bytecode/compiler/codegen.h"

#include <algorithm>

namespace gilt::compiler {

using namespace ast;

constexpr size_t kStackGuideline = 30;

namespace {

bool has_star(const Seq<ExprNode*>& args) {
  return std::any_of(args.begin(), args.end(),
                     [](const ExprNode* arg) { return arg->kind == ExprKind::kStarred; });
}

bool has_double_star(const Seq<Keyword*>& keywords) {
  return std::any_of(keywords.begin(), keywords.end(),
                     [](const Keyword* keyword) { return keyword->arg.empty(); });
}

}  // namespace

void Codegen::validate_keywords(const Seq<Keyword*>& keywords) {
  std::set<std::string_view> seen;
  for (const Keyword* keyword : keywords) {
    if (keyword->arg.empty()) continue;
    if (!seen.insert(keyword->arg).second) {
      fail(keyword, "keyword argument repeated: " + std::string(keyword->arg));
    }
  }
}

void Codegen::call(const Call* node) {
  validate_keywords(node->keywords);
  if (method_call(node)) return;
  Label end = new_label();
  check_caller(node->func);
  expr(node->func);
  inline_builtin_call(node, end);
  emit(Opcode::PUSH_NULL, span_of(*node->func));
  call_arguments(span_of(*node), 0, node->args, node->keywords);
  use(end);
}

// A name that the module imports: its attributes are functions rather than methods. Only the module
// is looked at.
bool Codegen::import_originated(const ExprNode* node) const {
  auto* name = dyn<Name>(node);
  if (!name) return false;
  const Symbol* symbol = symbols_.top->find(mangled(name->id));
  return symbol && (symbol->flags & kDefImport);
}

// object.method(args): the method is not bound first.
bool Codegen::method_call(const Call* node) {
  auto* method = dyn<Attribute>(node->func);
  if (!method || method->ctx != ExprContext::kLoad) return false;
  if (import_originated(method->value)) return false;
  size_t count = node->args.size() + node->keywords.size() + !node->keywords.empty();
  if (count >= kStackGuideline || has_star(node->args) || has_double_star(node->keywords)) {
    return false;
  }
  SourceSpan span = span_of(*method);
  if (is_super_call(method->value, method->attr)) {
    super_attribute(method, true, span);
    span = attribute_span(span, *method);
    emit(Opcode::NOP, span);
  } else {
    expr(method->value);
    span = attribute_span(span, *method);
    emit(Opcode::LOAD_ATTR, name_index(method->attr) << 1 | 1, span);
  }
  for (const ExprNode* arg : node->args) expr(arg);
  int args = static_cast<int>(node->args.size());
  SourceSpan at = attribute_span(span_of(*node), *method);
  if (node->keywords.empty()) {
    emit(Opcode::CALL, args, at);
  } else {
    int names = keyword_names(node->keywords, span);
    emit(Opcode::CALL_KW, args + names, at);
  }
  return true;
}

// all(), any() and tuple() of a generator expression loop over it in place, if the name is still
// the builtin.
void Codegen::inline_builtin_call(const Call* node, Label end) {
  auto* name = dyn<Name>(node->func);
  if (!name || node->args.size() != 1 || !node->keywords.empty() ||
      node->args[0]->kind != ExprKind::kGeneratorExp) {
    return;
  }
  CommonConstant builtin;
  bool initial = false;
  if (name->id == "all") {
    builtin = CommonConstant::BuiltinAll;
    initial = true;
  } else if (name->id == "any") {
    builtin = CommonConstant::BuiltinAny;
  } else if (name->id == "tuple") {
    builtin = CommonConstant::BuiltinTuple;
  } else {
    return;
  }
  bool tuple = builtin == CommonConstant::BuiltinTuple;
  SourceSpan span = span_of(*node->func);
  Label skip = new_label(), loop = new_label(), cleanup = new_label();
  emit(Opcode::COPY, 1, span);
  emit(Opcode::LOAD_COMMON_CONSTANT, static_cast<int>(builtin), span);
  emit(Opcode::IS_OP, 0, span);
  jump(Opcode::POP_JUMP_IF_FALSE, skip, span);
  emit(Opcode::POP_TOP, span);
  if (tuple) emit(Opcode::BUILD_LIST, 0, span);
  expr(node->args[0]);
  use(loop);
  jump(Opcode::FOR_ITER, cleanup, span);
  if (tuple) {
    emit(Opcode::LIST_APPEND, 2, span);
    jump(kJump, loop, span);
  } else {
    emit(Opcode::TO_BOOL, span);
    jump(initial ? Opcode::POP_JUMP_IF_TRUE : Opcode::POP_JUMP_IF_FALSE, loop, span);
    emit(Opcode::POP_ITER, kNoSpan);
    load_const(gilt::Constant{!initial}, span);
    jump(kJump, end, span);
  }
  use(cleanup);
  emit(Opcode::END_FOR, kNoSpan);
  emit(Opcode::POP_ITER, kNoSpan);
  if (tuple) {
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::ListToTuple), span);
  } else {
    load_const(gilt::Constant{initial}, span);
  }
  jump(kJump, end, span);
  use(skip);
}

// Pushes the keywords' values and the tuple of their names.
int Codegen::keyword_names(const Seq<Keyword*>& keywords, SourceSpan span) {
  TupleConstant names;
  for (const Keyword* keyword : keywords) {
    expr(keyword->value);
    names.items.push_back(gilt::Constant{std::string(keyword->arg)});
  }
  load_const(gilt::Constant{std::move(names)}, span);
  return static_cast<int>(keywords.size());
}

void Codegen::keyword_dict(const Seq<Keyword*>& keywords, size_t begin, size_t end,
                           SourceSpan span) {
  bool big = (end - begin) * 2 > kStackGuideline;
  if (big) emit(Opcode::BUILD_MAP, 0, kNoSpan);
  for (size_t i = begin; i < end; ++i) {
    load_str(keywords[i]->arg, span);
    expr(keywords[i]->value);
    if (big) emit(Opcode::MAP_ADD, 1, kNoSpan);
  }
  if (!big) emit(Opcode::BUILD_MAP, static_cast<int>(end - begin), span);
}

void Codegen::call_arguments(SourceSpan span, int pushed, const Exprs& args,
                             const Seq<Keyword*>& keywords, const char* injected) {
  validate_keywords(keywords);
  bool simple = args.size() + keywords.size() * 2 <= kStackGuideline && !has_star(args) &&
                !has_double_star(keywords);
  if (simple) {
    for (const ExprNode* arg : args) expr(arg);
    int count = pushed + static_cast<int>(args.size());
    if (injected) {
      load_name(injected, span);
      ++count;
    }
    if (keywords.empty()) return emit(Opcode::CALL, count, span);
    int names = keyword_names(keywords, span);
    return emit(Opcode::CALL_KW, count + names, span);
  }
  if (pushed == 0 && args.size() == 1 && has_star(args) && !injected) {
    expr(as<Starred>(args[0])->value);
  } else {
    star_unpack(args, span, pushed, Opcode::BUILD_LIST, Opcode::LIST_APPEND, Opcode::LIST_EXTEND,
                true, injected);
  }
  if (keywords.empty()) {
    emit(Opcode::PUSH_NULL, span);
    return emit(Opcode::CALL_FUNCTION_EX, span);
  }
  bool have_dict = false;
  size_t pending = 0;
  auto flush = [&](size_t end) {
    keyword_dict(keywords, end - pending, end, span);
    if (have_dict) emit(Opcode::DICT_MERGE, 1, span);
    have_dict = true;
    pending = 0;
  };
  for (size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i]->arg.empty()) {
      ++pending;
      continue;
    }
    if (pending) flush(i);
    if (!have_dict) {
      emit(Opcode::BUILD_MAP, 0, span);
      have_dict = true;
    }
    expr(keywords[i]->value);
    emit(Opcode::DICT_MERGE, 1, span);
  }
  if (pending) flush(keywords.size());
  emit(Opcode::CALL_FUNCTION_EX, span);
}

// --- super() ---

bool Codegen::is_super_call(const ExprNode* value, std::string_view attr) const {
  auto* call = dyn<Call>(value);
  auto* name = call ? dyn<Name>(call->func) : nullptr;
  if (!name || name->id != "super" || !call->keywords.empty() || attr == "__class__") return false;
  const Scope& scope = *unit_->scope;
  // The name must be the builtin as far as this module can tell.
  NameScope kind = scope.scope_of("super");
  if (kind != NameScope::kGlobalImplicit) return false;
  if (symbols_.top->scope_of("super") != NameScope::kNone) return false;
  if (call->args.size() == 2) return !has_star(call->args);
  if (!call->args.empty()) return false;
  // Zero arguments: in a function with a first parameter, inside a class.
  if (unit_->kind != UnitKind::kFunction && unit_->kind != UnitKind::kAsyncFunction &&
      unit_->kind != UnitKind::kLambda) {
    return false;
  }
  if (unit_->unit.argcount == 0) return false;
  return scope.scope_of("__class__") == NameScope::kFree;
}

void Codegen::load_super_arguments(const ExprNode* node) {
  auto* call = as<Call>(node);
  load_name("super", span_of(*call->func));
  if (call->args.size() == 2) {
    for (const ExprNode* arg : call->args) expr(arg);
    return;
  }
  SourceSpan span = span_of(*node);
  load_name("__class__", span);
  load_name(unit_->unit.varnames.names()[0], span);
}

void Codegen::super_attribute(const Attribute* node, bool method, SourceSpan span) {
  load_super_arguments(node->value);
  bool two_arguments = as<Call>(node->value)->args.size() == 2;
  emit(Opcode::LOAD_SUPER_ATTR,
       name_index(node->attr) << 2 | (two_arguments ? 2 : 0) | (method ? 1 : 0),
       attribute_span(span, *node));
}

}  // namespace gilt::compiler
