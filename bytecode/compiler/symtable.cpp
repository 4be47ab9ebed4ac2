// The first walk: what each block does with its names.
#include "bytecode/compiler/symtable.h"

#include <algorithm>

#include "bytecode/compiler/symtable_analysis.h"

namespace gilt::compiler {

using namespace ast;

const Symbol* Scope::find(const std::string& mangled) const {
  auto it = symbols.find(mangled);
  return it == symbols.end() ? nullptr : &it->second;
}

NameScope Scope::scope_of(const std::string& mangled) const {
  const Symbol* symbol = find(mangled);
  return symbol ? symbol->scope : NameScope::kNone;
}

Scope* SymbolTable::find(const void* node, ScopePart part) const {
  auto it = scopes.find({node, part});
  return it == scopes.end() ? nullptr : it->second.get();
}

std::string mangle(std::string_view private_name, std::string_view name) {
  bool is_private = name.size() > 2 && name.substr(0, 2) == "__" &&
                    name.substr(name.size() - 2) != "__" && name.find('.') == name.npos;
  size_t start = private_name.find_first_not_of('_');
  if (!is_private || start == private_name.npos) return std::string(name);
  std::string result = "_";
  result += private_name.substr(start);
  result += name;
  return result;
}

std::string mangle(const Scope& scope, std::string_view private_name, std::string_view name) {
  const auto& only = scope.class_params;
  bool plain = !only.empty() && std::find(only.begin(), only.end(), name) == only.end();
  return plain ? std::string(name) : mangle(private_name, name);
}

bool has_annotations(const Arguments& args, const ExprNode* returns) {
  auto any = [](const Seq<Arg*>& list) {
    for (const Arg* arg : list) {
      if (arg->annotation) return true;
    }
    return false;
  };
  return returns || any(args.posonlyargs) || any(args.args) || any(args.kwonlyargs) ||
         (args.vararg && args.vararg->annotation) || (args.kwarg && args.kwarg->annotation);
}

namespace {

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

class Builder {
 public:
  Builder(SymbolTable& table, bool future_annotations)
      : table_(table), future_annotations_(future_annotations) {}

  void build(const ModNode& module) {
    table_.top = enter(&module, ScopePart::kBody, BlockType::kModule, "top", Location{});
    switch (module.kind) {
      case ModKind::kModule:
        visit(as<Module>(&module)->body);
        break;
      case ModKind::kInteractive:
        visit(as<Interactive>(&module)->body);
        break;
      case ModKind::kExpression:
        visit(as<Expression>(&module)->body);
        break;
    }
    leave();
  }

 private:
  // --- scopes ---

  Scope* enter(const void* node, ScopePart part, BlockType type, std::string_view name,
               const Location& where) {
    auto scope = std::make_unique<Scope>();
    scope->type = type;
    scope->name = name;
    scope->parent = current_;
    scope->location = where;
    scope->private_name = private_;
    if (current_) {
      scope->nested = current_->nested || current_->is_function_like();
      scope->comp_iter_expr = current_->comp_iter_expr;  // a lambda in it does not change that
      current_->children.push_back(scope.get());
      scope->method = current_->type == BlockType::kClass && type == BlockType::kFunction;
    }
    current_ = scope.get();
    table_.scopes[{node, part}] = std::move(scope);
    return current_;
  }
  void leave() { current_ = current_->parent; }

  Symbol& add(std::string_view name, uint32_t flag, const Location& where) {
    return add_to(*current_, name, flag, where);
  }

  Symbol& add_to(Scope& scope, std::string_view name, uint32_t flag, const Location& where) {
    if (name == "__debug__" && (flag & kDefBound)) fail(&where, "cannot assign to __debug__");
    std::string mangled = mangle(scope, private_, name);
    auto [entry, fresh] = scope.symbols.try_emplace(mangled);
    Symbol& symbol = entry->second;
    if (fresh) symbol.order = static_cast<int>(scope.symbols.size());
    if ((flag & kDefParam) && (symbol.flags & kDefParam)) {
      fail(&where, "duplicate parameter " + quoted(name) + " in function definition");
    }
    if ((flag & kDefTypeParam) && (symbol.flags & kDefTypeParam)) {
      fail(&where, "duplicate type parameter " + quoted(name));
    }
    if (scope.comp_iter_target) {
      if (symbol.flags & (kDefGlobal | kDefNonlocal)) {
        fail(&where,
             "comprehension inner loop cannot rebind assignment expression target " + quoted(name));
      }
      flag |= kDefCompIter;
    }
    if (flag & kDefParam) scope.params.push_back(mangled);
    symbol.flags |= flag;
    // What any block declares global is an explicit global of the module too.
    if ((flag & kDefGlobal) && &scope != table_.top) add_to(*table_.top, name, flag, where);
    return symbol;
  }

  uint32_t flags_of(std::string_view name) const {
    const Symbol* symbol = current_->find(mangle(*current_, private_, name));
    return symbol ? symbol->flags : 0;
  }

  // --- statements ---

  void visit(const Seq<StmtNode*>& body) {
    for (const StmtNode* stmt : body) visit(stmt);
  }
  void visit_conditional(const Seq<StmtNode*>& body) {
    bool outer = current_->in_conditional_block;
    current_->in_conditional_block = true;
    visit(body);
    current_->in_conditional_block = outer;
  }
  void visit(const Seq<ExprNode*>& list) {
    for (const ExprNode* expr : list) {
      if (expr) visit(expr);
    }
  }

  void visit(const StmtNode* stmt) {
    DepthGuard guard(depth_, *stmt);
    switch (stmt->kind) {
      case StmtKind::kFunctionDef:
        return visit_function(as<FunctionDef>(stmt), false);
      case StmtKind::kAsyncFunctionDef:
        return visit_function(as<AsyncFunctionDef>(stmt), true);
      case StmtKind::kClassDef:
        return visit_class(as<ClassDef>(stmt));
      case StmtKind::kReturn:
        return visit_optional(as<Return>(stmt)->value);
      case StmtKind::kDelete:
        return visit(as<Delete>(stmt)->targets);
      case StmtKind::kAssign:
        visit(as<Assign>(stmt)->targets);
        return visit(as<Assign>(stmt)->value);
      case StmtKind::kTypeAlias:
        return visit_type_alias(as<TypeAlias>(stmt));
      case StmtKind::kAugAssign:
        visit(as<AugAssign>(stmt)->target);
        return visit(as<AugAssign>(stmt)->value);
      case StmtKind::kAnnAssign:
        return visit_ann_assign(as<AnnAssign>(stmt));
      case StmtKind::kFor:
        return visit_for(as<For>(stmt));
      case StmtKind::kAsyncFor:
        return visit_for(as<AsyncFor>(stmt));
      case StmtKind::kWhile:
        visit(as<While>(stmt)->test);
        visit_conditional(as<While>(stmt)->body);
        return visit_conditional(as<While>(stmt)->orelse);
      case StmtKind::kIf:
        visit(as<If>(stmt)->test);
        visit_conditional(as<If>(stmt)->body);
        return visit_conditional(as<If>(stmt)->orelse);
      case StmtKind::kWith:
        return visit_with(as<With>(stmt));
      case StmtKind::kAsyncWith:
        return visit_with(as<AsyncWith>(stmt));
      case StmtKind::kMatch:
        return visit_match(as<Match>(stmt));
      case StmtKind::kRaise:
        visit_optional(as<Raise>(stmt)->exc);
        return visit_optional(as<Raise>(stmt)->cause);
      case StmtKind::kTry:
        return visit_try(as<Try>(stmt));
      case StmtKind::kTryStar:
        return visit_try(as<TryStar>(stmt));
      case StmtKind::kAssert:
        visit(as<Assert>(stmt)->test);
        return visit_optional(as<Assert>(stmt)->msg);
      case StmtKind::kImport:
        for (const Alias* alias : as<Import>(stmt)->names) visit_alias(alias);
        return;
      case StmtKind::kImportFrom:
        for (const Alias* alias : as<ImportFrom>(stmt)->names) visit_alias(alias);
        return;
      case StmtKind::kGlobal:
        return visit_directive(stmt, as<Global>(stmt)->names, kDefGlobal);
      case StmtKind::kNonlocal:
        return visit_directive(stmt, as<Nonlocal>(stmt)->names, kDefNonlocal);
      case StmtKind::kExpr:
        return visit(as<Expr>(stmt)->value);
      case StmtKind::kPass:
      case StmtKind::kBreak:
      case StmtKind::kContinue:
        return;
    }
  }

  template <class Def>
  void visit_function(const Def* def, bool is_async) {
    add(def->name, kDefLocal, *def);
    visit(def->args->defaults);
    visit(def->args->kw_defaults);
    visit(def->decorator_list);
    if (!def->type_params.empty()) {
      enter_type_params(def, def->name, def->type_params, !def->args->defaults.empty(),
                        has_kw_defaults(*def->args));
    }
    visit_annotations(def->args, def->returns, *def);
    Scope* scope = enter(def, ScopePart::kBody, BlockType::kFunction, def->name, *def);
    scope->coroutine = is_async;
    visit_params(def->args);
    visit(def->body);
    leave();
    if (!def->type_params.empty()) leave();
  }

  static bool has_kw_defaults(const Arguments& args) {
    for (const ExprNode* value : args.kw_defaults) {
      if (value) return true;
    }
    return false;
  }

  void visit_params(const Arguments* args) {
    for (const Arg* arg : args->posonlyargs) add(arg->arg, kDefParam, *arg);
    for (const Arg* arg : args->args) add(arg->arg, kDefParam, *arg);
    for (const Arg* arg : args->kwonlyargs) add(arg->arg, kDefParam, *arg);
    if (args->vararg) {
      add(args->vararg->arg, kDefParam, *args->vararg);
      current_->varargs = true;
    }
    if (args->kwarg) {
      add(args->kwarg->arg, kDefParam, *args->kwarg);
      current_->varkeywords = true;
    }
  }

  // Annotations of a function: names in them see the scopes around the function.
  void visit_annotations(const Arguments* args, const ExprNode* returns, const Location& where) {
    if (!has_annotations(*args, returns)) return;
    enter_annotation_block(args, where);
    if (!future_annotations_) {
      auto one = [&](const Arg* arg) {
        if (arg && arg->annotation) visit(arg->annotation);
      };
      for (const Arg* arg : args->posonlyargs) one(arg);
      for (const Arg* arg : args->args) one(arg);
      one(args->vararg);
      for (const Arg* arg : args->kwonlyargs) one(arg);
      one(args->kwarg);
      if (returns) visit(returns);
    }
    leave();
  }

  Scope* enter_annotation_block(const void* node, const Location& where) {
    bool in_class = current_->type == BlockType::kClass;
    bool sees_class = in_class || current_->can_see_class_scope;
    Scope* scope =
        enter(node, ScopePart::kAnnotations, BlockType::kAnnotation, "__annotate__", where);
    scope->can_see_class_scope = sees_class;
    scope->generic_part = "an annotation";
    add(".format", kDefParam, where);
    add(".format", kUse, where);
    if (sees_class) add("__classdict__", kUse, where);
    return scope;
  }

  void visit_ann_assign(const AnnAssign* stmt) {
    if (auto* name = dyn<Name>(stmt->target)) {
      uint32_t flags = flags_of(name->id);
      if ((flags & (kDefGlobal | kDefNonlocal)) && current_->type != BlockType::kModule &&
          stmt->simple) {
        fail(stmt, "annotated name " + quoted(name->id) + " can't be " +
                       ((flags & kDefGlobal) ? "global" : "nonlocal"));
      }
      if (stmt->simple) {
        add(name->id, kDefAnnot | kDefLocal, *stmt->target);
      } else if (stmt->value) {
        add(name->id, kDefLocal, *stmt->target);
      }
    } else {
      visit(stmt->target);
    }
    visit_annotation(stmt);
    visit_optional(stmt->value);
  }

  // The annotation of a variable: evaluated in a module and a class (later, by __annotate__),
  // ignored in a function.
  void visit_annotation(const AnnAssign* stmt) {
    Scope* scope = current_;
    bool keeps = scope->type == BlockType::kModule || scope->type == BlockType::kClass;
    if (keeps && stmt->simple) {
      scope->annotations_used = true;
      if (scope->type == BlockType::kModule || scope->in_conditional_block) {
        if (!future_annotations_ && !scope->has_conditional_annotations) {
          add("__conditional_annotations__", kUse, *stmt);
        }
        scope->has_conditional_annotations = !future_annotations_;
      }
    }
    if (future_annotations_) return;
    if (!scope->annotation_block) {
      scope->annotation_block = enter_annotation_block(scope, *stmt->annotation);
    } else {
      current_ = scope->annotation_block;
    }
    if (scope->type == BlockType::kClass && scope->has_conditional_annotations) {
      add("__conditional_annotations__", kUse, *stmt);
    }
    visit(stmt->annotation);
    current_ = scope;
  }

  void visit_class(const ClassDef* def) {
    add(def->name, kDefLocal, *def);
    visit(def->decorator_list);
    std::string outer = private_;
    if (!def->type_params.empty()) {
      private_ = def->name;
      enter_type_params(def, def->name, def->type_params, false, false);
      add(".type_params", kDefLocal, *def);
      add(".type_params", kUse, *def);
      add(".generic_base", kDefLocal, *def);
      add(".generic_base", kUse, *def);
    }
    visit(def->bases);
    for (const Keyword* keyword : def->keywords) visit(keyword->value);
    private_ = def->name;
    enter(def, ScopePart::kBody, BlockType::kClass, def->name, *def);
    if (!def->type_params.empty()) {
      add("__type_params__", kDefLocal, *def);
      add(".type_params", kUse, *def);
    }
    visit(def->body);
    leave();
    if (!def->type_params.empty()) leave();
    private_ = outer;
  }

  template <class Def>
  void enter_type_params(const Def* def, std::string_view name, const Seq<TypeParamNode*>& params,
                         bool defaults, bool kwdefaults) {
    bool sees_class = current_->type == BlockType::kClass || current_->can_see_class_scope;
    std::string title = "<generic parameters of " + std::string(name) + ">";
    Scope* scope = enter(def, ScopePart::kTypeParams, BlockType::kTypeParameters, title, *def);
    scope->generic_part = "a generic";
    if (sees_class) {
      scope->can_see_class_scope = true;
      add("__classdict__", kUse, *def);
    }
    if (defaults) add(".defaults", kDefParam, *def);
    if (kwdefaults) add(".kwdefaults", kDefParam, *def);
    if constexpr (std::is_same_v<Def, ClassDef>) {
      for (const TypeParamNode* param : params) scope->class_params.push_back(name_of(param));
    }
    for (const TypeParamNode* param : params) visit_type_param(param);
  }

  static std::string name_of(const TypeParamNode* param) {
    switch (param->kind) {
      case TypeParamKind::kTypeVar:
        return std::string(as<TypeVar>(param)->name);
      case TypeParamKind::kParamSpec:
        return std::string(as<ParamSpec>(param)->name);
      case TypeParamKind::kTypeVarTuple:
        return std::string(as<TypeVarTuple>(param)->name);
    }
    return {};
  }

  void visit_type_param(const TypeParamNode* param) {
    switch (param->kind) {
      case TypeParamKind::kTypeVar: {
        auto* var = as<TypeVar>(param);
        add(var->name, kDefTypeParam | kDefLocal, *param);
        bool tuple = var->bound && var->bound->kind == ExprKind::kTuple;
        visit_type_expr(param, ScopePart::kBound, var->name, var->bound,
                        tuple ? "a TypeVar constraint" : "a TypeVar bound");
        visit_type_expr(param, ScopePart::kDefault, var->name, var->default_value,
                        "a TypeVar default");
        break;
      }
      case TypeParamKind::kParamSpec: {
        auto* spec = as<ParamSpec>(param);
        add(spec->name, kDefTypeParam | kDefLocal, *param);
        visit_type_expr(param, ScopePart::kDefault, spec->name, spec->default_value,
                        "a ParamSpec default");
        break;
      }
      case TypeParamKind::kTypeVarTuple: {
        auto* tuple = as<TypeVarTuple>(param);
        add(tuple->name, kDefTypeParam | kDefLocal, *param);
        visit_type_expr(param, ScopePart::kDefault, tuple->name, tuple->default_value,
                        "a TypeVarTuple default");
        break;
      }
    }
  }

  void visit_type_expr(const TypeParamNode* param, ScopePart part, std::string_view name,
                       const ExprNode* value, const char* what) {
    if (!value) return;
    bool sees_class = current_->can_see_class_scope;
    Scope* scope = enter(param, part, BlockType::kTypeVariable, name, *value);
    scope->generic_part = what;
    scope->can_see_class_scope = sees_class;
    add(".format", kDefParam, *value);
    add(".format", kUse, *value);
    if (sees_class) add("__classdict__", kUse, *value);
    visit(value);
    leave();
  }

  void visit_type_alias(const TypeAlias* stmt) {
    visit(stmt->name);
    auto* name = as<Name>(stmt->name);
    bool generic = !stmt->type_params.empty();
    bool sees_class = current_->type == BlockType::kClass || current_->can_see_class_scope;
    if (generic) enter_type_params(stmt, name->id, stmt->type_params, false, false);
    Scope* scope = enter(stmt, ScopePart::kBody, BlockType::kTypeAlias, name->id, *stmt);
    scope->generic_part = "a type alias";
    scope->can_see_class_scope = sees_class;
    add(".format", kDefParam, *stmt->value);
    add(".format", kUse, *stmt->value);
    if (sees_class) add("__classdict__", kUse, *stmt->value);
    visit(stmt->value);
    leave();
    if (generic) leave();
  }

  template <class Loop>
  void visit_for(const Loop* loop) {
    visit(loop->target);
    visit(loop->iter);
    visit_conditional(loop->body);
    visit_conditional(loop->orelse);
  }

  template <class WithStmt>
  void visit_with(const WithStmt* stmt) {
    for (const WithItem* item : stmt->items) {
      visit(item->context_expr);
      visit_optional(item->optional_vars);
    }
    visit_conditional(stmt->body);
  }

  template <class TryStmt>
  void visit_try(const TryStmt* stmt) {
    visit_conditional(stmt->body);
    for (const ExceptHandler* handler : stmt->handlers) {
      visit_optional(handler->type);
      if (!handler->name.empty()) add(handler->name, kDefLocal, *handler);
      visit_conditional(handler->body);
    }
    visit_conditional(stmt->orelse);
    visit_conditional(stmt->finalbody);
  }

  void visit_alias(const Alias* alias) {
    if (alias->name == "*") {
      if (current_->type != BlockType::kModule) {
        fail(alias, "import * only allowed at module level");
      }
      return;
    }
    std::string_view name = alias->asname.empty() ? alias->name : alias->asname;
    if (alias->asname.empty()) name = name.substr(0, name.find('.'));
    add(name, kDefImport, *alias);
  }

  void visit_directive(const StmtNode* stmt, const Seq<Identifier>& names, uint32_t flag) {
    const char* what = flag == kDefGlobal ? "global" : "nonlocal";
    for (Identifier name : names) {
      uint32_t flags = flags_of(name);
      std::string who = "name " + quoted(name);
      if (flags & kDefParam) fail(stmt, who + " is parameter and " + what);
      if (flags & kUse) fail(stmt, who + " is used prior to " + what + " declaration");
      if (flags & kDefAnnot) fail(stmt, "annotated " + who + " can't be " + what);
      if (flags & (kDefLocal | kDefImport)) {
        fail(stmt, who + " is assigned to before " + what + " declaration");
      }
      add(name, flag, *stmt);
      current_->directives.emplace_back(mangle(*current_, private_, name), *stmt);
    }
  }

  void visit_match(const Match* stmt) {
    visit(stmt->subject);
    for (const MatchCase* match : stmt->cases) {
      visit(match->pattern);
      visit_optional(match->guard);
      visit_conditional(match->body);
    }
  }

  void visit(const PatternNode* pattern) {
    DepthGuard guard(depth_, *pattern);
    auto bind = [&](Identifier name) {
      if (!name.empty()) add(name, kDefLocal, *pattern);
    };
    auto all = [&](const Seq<PatternNode*>& patterns) {
      for (const PatternNode* sub : patterns) visit(sub);
    };
    switch (pattern->kind) {
      case PatternKind::kMatchValue:
        return visit(as<MatchValue>(pattern)->value);
      case PatternKind::kMatchSingleton:
        return;
      case PatternKind::kMatchSequence:
        return all(as<MatchSequence>(pattern)->patterns);
      case PatternKind::kMatchStar:
        return bind(as<MatchStar>(pattern)->name);
      case PatternKind::kMatchMapping: {
        auto* mapping = as<MatchMapping>(pattern);
        visit(mapping->keys);
        all(mapping->patterns);
        return bind(mapping->rest);
      }
      case PatternKind::kMatchClass: {
        auto* match = as<MatchClass>(pattern);
        visit(match->cls);
        all(match->patterns);
        return all(match->kwd_patterns);
      }
      case PatternKind::kMatchAs: {
        auto* match = as<MatchAs>(pattern);
        if (match->pattern) visit(match->pattern);
        return bind(match->name);
      }
      case PatternKind::kMatchOr:
        return all(as<MatchOr>(pattern)->patterns);
    }
  }

  // --- expressions ---

  void visit_optional(const ExprNode* expr) {
    if (expr) visit(expr);
  }

  void visit(const ExprNode* expr) {
    DepthGuard guard(depth_, *expr);
    switch (expr->kind) {
      case ExprKind::kBoolOp:
        return visit(as<BoolOp>(expr)->values);
      case ExprKind::kNamedExpr:
        return visit_named_expr(as<NamedExpr>(expr));
      case ExprKind::kBinOp:
        visit(as<BinOp>(expr)->left);
        return visit(as<BinOp>(expr)->right);
      case ExprKind::kUnaryOp:
        return visit(as<UnaryOp>(expr)->operand);
      case ExprKind::kLambda: {
        auto* lambda = as<Lambda>(expr);
        visit(lambda->args->defaults);
        visit(lambda->args->kw_defaults);
        enter(lambda, ScopePart::kBody, BlockType::kFunction, "<lambda>", *expr);
        visit_params(lambda->args);
        visit(lambda->body);
        return leave();
      }
      case ExprKind::kIfExp:
        visit(as<IfExp>(expr)->test);
        visit(as<IfExp>(expr)->body);
        return visit(as<IfExp>(expr)->orelse);
      case ExprKind::kDict:
        visit(as<Dict>(expr)->keys);
        return visit(as<Dict>(expr)->values);
      case ExprKind::kSet:
        return visit(as<Set>(expr)->elts);
      case ExprKind::kListComp: {
        auto* comp = as<ListComp>(expr);
        return visit_comprehension(expr, Comprehension::kList, "<listcomp>", comp->generators,
                                   comp->elt, nullptr);
      }
      case ExprKind::kSetComp: {
        auto* comp = as<SetComp>(expr);
        return visit_comprehension(expr, Comprehension::kSet, "<setcomp>", comp->generators,
                                   comp->elt, nullptr);
      }
      case ExprKind::kDictComp: {
        auto* comp = as<DictComp>(expr);
        return visit_comprehension(expr, Comprehension::kDict, "<dictcomp>", comp->generators,
                                   comp->key, comp->value);
      }
      case ExprKind::kGeneratorExp: {
        auto* comp = as<GeneratorExp>(expr);
        return visit_comprehension(expr, Comprehension::kGenerator, "<genexpr>", comp->generators,
                                   comp->elt, nullptr);
      }
      case ExprKind::kAwait:
        forbid_in_generic(expr, "await expression");
        visit(as<Await>(expr)->value);
        current_->coroutine = true;
        return;
      case ExprKind::kYield:
        check_yield(expr);
        return visit_optional(as<Yield>(expr)->value);
      case ExprKind::kYieldFrom:
        check_yield(expr);
        return visit(as<YieldFrom>(expr)->value);
      case ExprKind::kCompare:
        visit(as<Compare>(expr)->left);
        return visit(as<Compare>(expr)->comparators);
      case ExprKind::kCall:
        visit(as<Call>(expr)->func);
        visit(as<Call>(expr)->args);
        for (const Keyword* keyword : as<Call>(expr)->keywords) {
          if (keyword->arg == "__debug__") fail(keyword, "cannot assign to __debug__");
          visit(keyword->value);
        }
        return;
      case ExprKind::kFormattedValue:
        visit(as<FormattedValue>(expr)->value);
        return visit_optional(as<FormattedValue>(expr)->format_spec);
      case ExprKind::kInterpolation:
        visit(as<Interpolation>(expr)->value);
        return visit_optional(as<Interpolation>(expr)->format_spec);
      case ExprKind::kJoinedStr:
        return visit(as<JoinedStr>(expr)->values);
      case ExprKind::kTemplateStr:
        return visit(as<TemplateStr>(expr)->values);
      case ExprKind::kConstant:
        return;
      case ExprKind::kAttribute: {
        auto* attribute = as<Attribute>(expr);
        if (attribute->attr == "__debug__" && attribute->ctx != ExprContext::kLoad) {
          fail(expr, attribute->ctx == ExprContext::kDel ? "cannot delete __debug__"
                                                         : "cannot assign to __debug__");
        }
        return visit(attribute->value);
      }
      case ExprKind::kSubscript:
        visit(as<Subscript>(expr)->value);
        return visit(as<Subscript>(expr)->slice);
      case ExprKind::kStarred:
        return visit(as<Starred>(expr)->value);
      case ExprKind::kName:
        return visit_name(as<Name>(expr));
      case ExprKind::kList:
        return visit(as<List>(expr)->elts);
      case ExprKind::kTuple:
        return visit(as<Tuple>(expr)->elts);
      case ExprKind::kSlice:
        visit_optional(as<Slice>(expr)->lower);
        visit_optional(as<Slice>(expr)->upper);
        return visit_optional(as<Slice>(expr)->step);
    }
  }

  void visit_name(const Name* name) {
    if (name->ctx == ExprContext::kDel && name->id == "__debug__") {
      fail(name, "cannot delete __debug__");
    }
    add(name->id, name->ctx == ExprContext::kLoad ? kUse : kDefLocal, *name);
    if (name->ctx == ExprContext::kLoad && current_->is_function_like() && name->id == "super") {
      add("__class__", kUse, *name);
    }
  }

  void forbid_in_generic(const ExprNode* expr, const char* what) {
    if (current_->generic_part.empty()) return;
    fail(expr, std::string(what) + " cannot be used within " +
                   (current_->generic_part == "a generic" ? "the definition of " : "") +
                   current_->generic_part);
  }

  void check_yield(const ExprNode* expr) {
    forbid_in_generic(expr, "yield expression");
    if (current_->comprehension != Comprehension::kNone) {
      static constexpr const char* kWhere[] = {"", "list comprehension", "dict comprehension",
                                               "set comprehension", "generator expression"};
      fail(expr,
           std::string("'yield' inside ") + kWhere[static_cast<int>(current_->comprehension)]);
    }
    current_->generator = true;
  }

  // PEP 572: the target belongs to the scope around the comprehensions.
  void visit_named_expr(const NamedExpr* expr) {
    forbid_in_generic(expr, "named expression");
    if (current_->comp_iter_expr > 0) {
      fail(expr, "assignment expression cannot be used in a comprehension iterable expression");
    }
    if (current_->comprehension != Comprehension::kNone) {
      extend_named_expr_scope(as<Name>(expr->target));
    }
    visit(expr->value);
    visit(expr->target);
  }

  void extend_named_expr_scope(const Name* target) {
    std::string mangled = mangle(*current_, private_, target->id);
    for (Scope* scope = current_; scope; scope = scope->parent) {
      if (scope->comprehension != Comprehension::kNone) {
        const Symbol* symbol = scope->find(mangled);
        if (symbol && (symbol->flags & kDefCompIter) && (symbol->flags & kDefLocal)) {
          fail(target, "assignment expression cannot rebind comprehension iteration variable " +
                           quoted(target->id));
        }
        continue;
      }
      if (scope->type == BlockType::kClass) {
        fail(target, "assignment expression within a comprehension cannot be used in a class body");
      }
      if (scope->type == BlockType::kFunction) {
        const Symbol* symbol = scope->find(mangled);
        bool global = symbol && (symbol->flags & kDefGlobal);
        add(target->id, global ? kDefGlobal : kDefNonlocal, *target);
        current_->directives.emplace_back(mangled, *target);
        add_to(*scope, target->id, kDefLocal, *target);
        return;
      }
      if (scope->type == BlockType::kModule) {
        add(target->id, kDefGlobal, *target);
        current_->directives.emplace_back(mangled, *target);
        add_to(*scope, target->id, kDefGlobal, *target);
        return;
      }
      fail(target, "assignment expression within a comprehension cannot be used within " +
                       (scope->generic_part == "a generic" ? "the definition of a generic"
                                                           : scope->generic_part));
    }
  }

  void visit_comprehension(const ExprNode* expr, Comprehension kind, const char* name,
                           const Seq<ast::Comprehension*>& generators, const ExprNode* element,
                           const ExprNode* value) {
    const ast::Comprehension* outermost = generators[0];
    ++current_->comp_iter_expr;
    visit(outermost->iter);
    --current_->comp_iter_expr;
    bool sees_class = current_->can_see_class_scope;
    Scope* scope = enter(expr, ScopePart::kBody, BlockType::kFunction, name, *expr);
    scope->method = false;
    scope->can_see_class_scope = sees_class;
    scope->comprehension = kind;
    scope->generator = kind == Comprehension::kGenerator;
    if (outermost->is_async) scope->coroutine = true;
    add(".0", kDefParam, *expr);
    auto visit_target = [&](const ExprNode* target) {
      scope->comp_iter_target = true;
      visit(target);
      scope->comp_iter_target = false;
    };
    visit_target(outermost->target);
    visit(outermost->ifs);
    for (size_t i = 1; i < generators.size(); ++i) {
      visit_target(generators[i]->target);
      ++scope->comp_iter_expr;
      visit(generators[i]->iter);
      --scope->comp_iter_expr;
      visit(generators[i]->ifs);
      if (generators[i]->is_async) scope->coroutine = true;
    }
    visit_optional(value);
    visit(element);
    leave();
    // An asynchronous comprehension makes the one around it asynchronous too.
    bool is_async = scope->coroutine && kind != Comprehension::kGenerator;
    if (is_async) current_->coroutine = true;
  }

  SymbolTable& table_;
  bool future_annotations_;
  Scope* current_ = nullptr;
  std::string private_;
  int depth_ = 0;
};

}  // namespace

SymbolTable build_symbol_table(const ModNode& module, bool future_annotations) {
  SymbolTable table;
  Builder(table, future_annotations).build(module);
  resolve_scopes(*table.top);
  return table;
}

}  // namespace gilt::compiler
