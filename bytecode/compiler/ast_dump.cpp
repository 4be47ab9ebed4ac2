#include "bytecode/compiler/ast_dump.h"

#include "base/float_text.h"
#include "base/text_repr.h"

namespace gilt::ast {
namespace {

const char* name_of(BoolOperator op) { return op == BoolOperator::kAnd ? "And()" : "Or()"; }

const char* name_of(Operator op) {
  static constexpr const char* kNames[] = {
      "Add()",    "Sub()",    "Mult()",  "MatMult()", "Div()",    "Mod()",     "Pow()",
      "LShift()", "RShift()", "BitOr()", "BitXor()",  "BitAnd()", "FloorDiv()"};
  return kNames[static_cast<int>(op)];
}

const char* name_of(UnaryOperator op) {
  static constexpr const char* kNames[] = {"Invert()", "Not()", "UAdd()", "USub()"};
  return kNames[static_cast<int>(op)];
}

const char* name_of(CmpOp op) {
  static constexpr const char* kNames[] = {"Eq()",  "NotEq()", "Lt()",    "LtE()", "Gt()",
                                           "GtE()", "Is()",    "IsNot()", "In()",  "NotIn()"};
  return kNames[static_cast<int>(op)];
}

const char* name_of(ExprContext ctx) {
  return ctx == ExprContext::kLoad ? "Load()" : ctx == ExprContext::kStore ? "Store()" : "Del()";
}

class Dumper {
 public:
  explicit Dumper(bool attributes) : attributes_(attributes) {}

  std::string out;

  void mod(const ModNode* node) {
    switch (node->kind) {
      case ModKind::kModule:
        open("Module");
        list("body", as<Module>(node)->body);
        break;
      case ModKind::kInteractive:
        open("Interactive");
        list("body", as<Interactive>(node)->body);
        break;
      case ModKind::kExpression:
        open("Expression");
        field("body", as<Expression>(node)->body);
        break;
    }
    out += ')';
  }

 private:
  void open(const char* name) {
    out += name;
    out += '(';
    first_ = true;
  }
  void close(const Location& at) {
    if (attributes_) {
      number("lineno", at.lineno);
      number("col_offset", at.col_offset);
      number("end_lineno", at.end_lineno);
      number("end_col_offset", at.end_col_offset);
    }
    out += ')';
    first_ = false;
  }
  void key(const char* name) {
    if (!first_) out += ", ";
    first_ = false;
    out += name;
    out += '=';
  }
  void number(const char* name, int value) {
    key(name);
    out += std::to_string(value);
  }
  void word(const char* name, const char* value) {
    key(name);
    out += value;
  }
  void text(const char* name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    out += str_repr(value);
  }
  template <typename T>
  void field(const char* name, const T* node) {
    if (!node) return;
    key(name);
    item(node);
    first_ = false;
  }
  template <typename T>
  void list(const char* name, const Seq<T>& items) {
    if (items.empty()) return;
    list_always(name, items);
  }
  template <typename T>
  void list_always(const char* name, const Seq<T>& items) {
    key(name);
    out += '[';
    bool first = true;
    for (const T& each : items) {
      if (!first) out += ", ";
      first = false;
      item(each);
    }
    out += ']';
    first_ = false;
  }

  void item(const Identifier& name) { out += str_repr(name); }
  void item(const CmpOp& op) { out += name_of(op); }

  void item(const Arg* node) {
    open("arg");
    text("arg", node->arg);
    field("annotation", node->annotation);
    close(*node);
  }

  void item(const Arguments* node) {
    open("arguments");
    list("posonlyargs", node->posonlyargs);
    list("args", node->args);
    field("vararg", node->vararg);
    list("kwonlyargs", node->kwonlyargs);
    list("kw_defaults", node->kw_defaults);
    field("kwarg", node->kwarg);
    list("defaults", node->defaults);
    out += ')';
  }

  void item(const Keyword* node) {
    open("keyword");
    text("arg", node->arg);
    field("value", node->value);
    close(*node);
  }

  void item(const Alias* node) {
    open("alias");
    text("name", node->name);
    text("asname", node->asname);
    close(*node);
  }

  void item(const Comprehension* node) {
    open("comprehension");
    field("target", node->target);
    field("iter", node->iter);
    list("ifs", node->ifs);
    number("is_async", node->is_async);
    out += ')';
  }

  void item(const WithItem* node) {
    open("withitem");
    field("context_expr", node->context_expr);
    field("optional_vars", node->optional_vars);
    out += ')';
  }

  void item(const ExceptHandler* node) {
    open("ExceptHandler");
    field("type", node->type);
    text("name", node->name);
    list("body", node->body);
    close(*node);
  }

  void item(const MatchCase* node) {
    open("match_case");
    field("pattern", node->pattern);
    field("guard", node->guard);
    list("body", node->body);
    out += ')';
  }

  template <typename F>
  void function(const char* name, const F* node) {
    open(name);
    text("name", node->name);
    field("args", node->args);
    list("body", node->body);
    list("decorator_list", node->decorator_list);
    field("returns", node->returns);
    list("type_params", node->type_params);
  }

  template <typename F>
  void loop(const char* name, const F* node) {
    open(name);
    field("target", node->target);
    field("iter", node->iter);
    list("body", node->body);
    list("orelse", node->orelse);
  }

  template <typename F>
  void guarded(const char* name, const F* node) {
    open(name);
    list("body", node->body);
    list("handlers", node->handlers);
    list("orelse", node->orelse);
    list("finalbody", node->finalbody);
  }

  template <typename F>
  void with(const char* name, const F* node) {
    open(name);
    list("items", node->items);
    list("body", node->body);
  }

  void item(const StmtNode* node) {
    switch (node->kind) {
      case StmtKind::kFunctionDef:
        function("FunctionDef", as<FunctionDef>(node));
        break;
      case StmtKind::kAsyncFunctionDef:
        function("AsyncFunctionDef", as<AsyncFunctionDef>(node));
        break;
      case StmtKind::kClassDef: {
        auto* n = as<ClassDef>(node);
        open("ClassDef");
        text("name", n->name);
        list("bases", n->bases);
        list("keywords", n->keywords);
        list("body", n->body);
        list("decorator_list", n->decorator_list);
        list("type_params", n->type_params);
        break;
      }
      case StmtKind::kReturn:
        open("Return");
        field("value", as<Return>(node)->value);
        break;
      case StmtKind::kDelete:
        open("Delete");
        list("targets", as<Delete>(node)->targets);
        break;
      case StmtKind::kAssign:
        open("Assign");
        list("targets", as<Assign>(node)->targets);
        field("value", as<Assign>(node)->value);
        break;
      case StmtKind::kTypeAlias:
        open("TypeAlias");
        field("name", as<TypeAlias>(node)->name);
        list("type_params", as<TypeAlias>(node)->type_params);
        field("value", as<TypeAlias>(node)->value);
        break;
      case StmtKind::kAugAssign:
        open("AugAssign");
        field("target", as<AugAssign>(node)->target);
        word("op", name_of(as<AugAssign>(node)->op));
        field("value", as<AugAssign>(node)->value);
        break;
      case StmtKind::kAnnAssign:
        open("AnnAssign");
        field("target", as<AnnAssign>(node)->target);
        field("annotation", as<AnnAssign>(node)->annotation);
        field("value", as<AnnAssign>(node)->value);
        number("simple", as<AnnAssign>(node)->simple);
        break;
      case StmtKind::kFor:
        loop("For", as<For>(node));
        break;
      case StmtKind::kAsyncFor:
        loop("AsyncFor", as<AsyncFor>(node));
        break;
      case StmtKind::kWhile:
        open("While");
        field("test", as<While>(node)->test);
        list("body", as<While>(node)->body);
        list("orelse", as<While>(node)->orelse);
        break;
      case StmtKind::kIf:
        open("If");
        field("test", as<If>(node)->test);
        list("body", as<If>(node)->body);
        list("orelse", as<If>(node)->orelse);
        break;
      case StmtKind::kWith:
        with("With", as<With>(node));
        break;
      case StmtKind::kAsyncWith:
        with("AsyncWith", as<AsyncWith>(node));
        break;
      case StmtKind::kMatch:
        open("Match");
        field("subject", as<Match>(node)->subject);
        list("cases", as<Match>(node)->cases);
        break;
      case StmtKind::kRaise:
        open("Raise");
        field("exc", as<Raise>(node)->exc);
        field("cause", as<Raise>(node)->cause);
        break;
      case StmtKind::kTry:
        guarded("Try", as<Try>(node));
        break;
      case StmtKind::kTryStar:
        guarded("TryStar", as<TryStar>(node));
        break;
      case StmtKind::kAssert:
        open("Assert");
        field("test", as<Assert>(node)->test);
        field("msg", as<Assert>(node)->msg);
        break;
      case StmtKind::kImport:
        open("Import");
        list("names", as<Import>(node)->names);
        break;
      case StmtKind::kImportFrom:
        open("ImportFrom");
        text("module", as<ImportFrom>(node)->module);
        list("names", as<ImportFrom>(node)->names);
        number("level", as<ImportFrom>(node)->level);
        break;
      case StmtKind::kGlobal:
        open("Global");
        list("names", as<Global>(node)->names);
        break;
      case StmtKind::kNonlocal:
        open("Nonlocal");
        list("names", as<Nonlocal>(node)->names);
        break;
      case StmtKind::kExpr:
        open("Expr");
        field("value", as<Expr>(node)->value);
        break;
      case StmtKind::kPass:
        open("Pass");
        break;
      case StmtKind::kBreak:
        open("Break");
        break;
      case StmtKind::kContinue:
        open("Continue");
        break;
    }
    close(*node);
  }

  void constant(const Constant* node) {
    key("value");
    switch (node->value_kind) {
      case ConstantKind::kNone:
        out += "None";
        break;
      case ConstantKind::kTrue:
        out += "True";
        break;
      case ConstantKind::kFalse:
        out += "False";
        break;
      case ConstantKind::kEllipsis:
        out += "Ellipsis";
        break;
      case ConstantKind::kInt:
        out += std::to_string(node->int_value);
        break;
      case ConstantKind::kBigInt:
        out += node->text;
        break;
      case ConstantKind::kFloat:
        out += double_repr(node->float_value);
        break;
      case ConstantKind::kComplex: {
        std::string imaginary = double_repr(node->float_value);
        if (imaginary.size() > 2 && imaginary.compare(imaginary.size() - 2, 2, ".0") == 0) {
          imaginary.resize(imaginary.size() - 2);
        }
        out += imaginary + "j";
        break;
      }
      case ConstantKind::kStr:
        out += str_repr(node->text);
        break;
      case ConstantKind::kBytes:
        out += bytes_repr(node->text);
        break;
    }
    if (node->u_prefix) word("kind", "'u'");
  }

  template <typename C>
  void comprehension(const char* name, const C* node) {
    open(name);
    field("elt", node->elt);
    list("generators", node->generators);
  }

  void item(const ExprNode* node) {
    if (!node) {
      out += "None";
      return;
    }
    switch (node->kind) {
      case ExprKind::kBoolOp:
        open("BoolOp");
        word("op", name_of(as<BoolOp>(node)->op));
        list("values", as<BoolOp>(node)->values);
        break;
      case ExprKind::kNamedExpr:
        open("NamedExpr");
        field("target", as<NamedExpr>(node)->target);
        field("value", as<NamedExpr>(node)->value);
        break;
      case ExprKind::kBinOp:
        open("BinOp");
        field("left", as<BinOp>(node)->left);
        word("op", name_of(as<BinOp>(node)->op));
        field("right", as<BinOp>(node)->right);
        break;
      case ExprKind::kUnaryOp:
        open("UnaryOp");
        word("op", name_of(as<UnaryOp>(node)->op));
        field("operand", as<UnaryOp>(node)->operand);
        break;
      case ExprKind::kLambda:
        open("Lambda");
        field("args", as<Lambda>(node)->args);
        field("body", as<Lambda>(node)->body);
        break;
      case ExprKind::kIfExp:
        open("IfExp");
        field("test", as<IfExp>(node)->test);
        field("body", as<IfExp>(node)->body);
        field("orelse", as<IfExp>(node)->orelse);
        break;
      case ExprKind::kDict:
        open("Dict");
        list("keys", as<Dict>(node)->keys);
        list("values", as<Dict>(node)->values);
        break;
      case ExprKind::kSet:
        open("Set");
        list("elts", as<Set>(node)->elts);
        break;
      case ExprKind::kListComp:
        comprehension("ListComp", as<ListComp>(node));
        break;
      case ExprKind::kSetComp:
        comprehension("SetComp", as<SetComp>(node));
        break;
      case ExprKind::kGeneratorExp:
        comprehension("GeneratorExp", as<GeneratorExp>(node));
        break;
      case ExprKind::kDictComp:
        open("DictComp");
        field("key", as<DictComp>(node)->key);
        field("value", as<DictComp>(node)->value);
        list("generators", as<DictComp>(node)->generators);
        break;
      case ExprKind::kAwait:
        open("Await");
        field("value", as<Await>(node)->value);
        break;
      case ExprKind::kYield:
        open("Yield");
        field("value", as<Yield>(node)->value);
        break;
      case ExprKind::kYieldFrom:
        open("YieldFrom");
        field("value", as<YieldFrom>(node)->value);
        break;
      case ExprKind::kCompare:
        open("Compare");
        field("left", as<Compare>(node)->left);
        list("ops", as<Compare>(node)->ops);
        list("comparators", as<Compare>(node)->comparators);
        break;
      case ExprKind::kCall:
        open("Call");
        field("func", as<Call>(node)->func);
        list("args", as<Call>(node)->args);
        list("keywords", as<Call>(node)->keywords);
        break;
      case ExprKind::kFormattedValue:
        open("FormattedValue");
        field("value", as<FormattedValue>(node)->value);
        number("conversion", as<FormattedValue>(node)->conversion);
        field("format_spec", as<FormattedValue>(node)->format_spec);
        break;
      case ExprKind::kInterpolation:
        open("Interpolation");
        field("value", as<Interpolation>(node)->value);
        text("str", as<Interpolation>(node)->str);
        number("conversion", as<Interpolation>(node)->conversion);
        field("format_spec", as<Interpolation>(node)->format_spec);
        break;
      case ExprKind::kJoinedStr:
        open("JoinedStr");
        list("values", as<JoinedStr>(node)->values);
        break;
      case ExprKind::kTemplateStr:
        open("TemplateStr");
        list("values", as<TemplateStr>(node)->values);
        break;
      case ExprKind::kConstant:
        open("Constant");
        constant(as<Constant>(node));
        break;
      case ExprKind::kAttribute:
        open("Attribute");
        field("value", as<Attribute>(node)->value);
        text("attr", as<Attribute>(node)->attr);
        word("ctx", name_of(as<Attribute>(node)->ctx));
        break;
      case ExprKind::kSubscript:
        open("Subscript");
        field("value", as<Subscript>(node)->value);
        field("slice", as<Subscript>(node)->slice);
        word("ctx", name_of(as<Subscript>(node)->ctx));
        break;
      case ExprKind::kStarred:
        open("Starred");
        field("value", as<Starred>(node)->value);
        word("ctx", name_of(as<Starred>(node)->ctx));
        break;
      case ExprKind::kName:
        open("Name");
        text("id", as<Name>(node)->id);
        word("ctx", name_of(as<Name>(node)->ctx));
        break;
      case ExprKind::kList:
        open("List");
        list("elts", as<List>(node)->elts);
        word("ctx", name_of(as<List>(node)->ctx));
        break;
      case ExprKind::kTuple:
        open("Tuple");
        list("elts", as<Tuple>(node)->elts);
        word("ctx", name_of(as<Tuple>(node)->ctx));
        break;
      case ExprKind::kSlice:
        open("Slice");
        field("lower", as<Slice>(node)->lower);
        field("upper", as<Slice>(node)->upper);
        field("step", as<Slice>(node)->step);
        break;
    }
    close(*node);
  }

  void item(const PatternNode* node) {
    switch (node->kind) {
      case PatternKind::kMatchValue:
        open("MatchValue");
        field("value", as<MatchValue>(node)->value);
        break;
      case PatternKind::kMatchSingleton: {
        ConstantKind value = as<MatchSingleton>(node)->value;
        open("MatchSingleton");
        word("value", value == ConstantKind::kNone   ? "None"
                      : value == ConstantKind::kTrue ? "True"
                                                     : "False");
        break;
      }
      case PatternKind::kMatchSequence:
        open("MatchSequence");
        list("patterns", as<MatchSequence>(node)->patterns);
        break;
      case PatternKind::kMatchMapping:
        open("MatchMapping");
        list("keys", as<MatchMapping>(node)->keys);
        list("patterns", as<MatchMapping>(node)->patterns);
        text("rest", as<MatchMapping>(node)->rest);
        break;
      case PatternKind::kMatchClass:
        open("MatchClass");
        field("cls", as<MatchClass>(node)->cls);
        list("patterns", as<MatchClass>(node)->patterns);
        list("kwd_attrs", as<MatchClass>(node)->kwd_attrs);
        list("kwd_patterns", as<MatchClass>(node)->kwd_patterns);
        break;
      case PatternKind::kMatchStar:
        open("MatchStar");
        text("name", as<MatchStar>(node)->name);
        break;
      case PatternKind::kMatchAs:
        open("MatchAs");
        field("pattern", as<MatchAs>(node)->pattern);
        text("name", as<MatchAs>(node)->name);
        break;
      case PatternKind::kMatchOr:
        open("MatchOr");
        list("patterns", as<MatchOr>(node)->patterns);
        break;
    }
    close(*node);
  }

  void item(const TypeParamNode* node) {
    switch (node->kind) {
      case TypeParamKind::kTypeVar:
        open("TypeVar");
        text("name", as<TypeVar>(node)->name);
        field("bound", as<TypeVar>(node)->bound);
        field("default_value", as<TypeVar>(node)->default_value);
        break;
      case TypeParamKind::kParamSpec:
        open("ParamSpec");
        text("name", as<ParamSpec>(node)->name);
        field("default_value", as<ParamSpec>(node)->default_value);
        break;
      case TypeParamKind::kTypeVarTuple:
        open("TypeVarTuple");
        text("name", as<TypeVarTuple>(node)->name);
        field("default_value", as<TypeVarTuple>(node)->default_value);
        break;
    }
    close(*node);
  }

  bool attributes_;
  bool first_ = true;
};

}  // namespace

std::string dump(const ModNode* module, bool attributes) {
  Dumper dumper(attributes);
  dumper.mod(module);
  return std::move(dumper.out);
}

}  // namespace gilt::ast
