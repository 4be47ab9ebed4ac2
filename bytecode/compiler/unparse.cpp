// Expressions back to source text, for annotations that stay text.
// Source: CPython 3.14 Python/ast_unparse.c.
#include "base/bigint.h"
#include "base/float_text.h"
#include "base/text_repr.h"
#include "bytecode/compiler/codegen.h"

namespace gilt::compiler {

using namespace ast;

namespace {

// How tightly an operator binds; what binds less than its place asks for gets parentheses.
enum Level {
  kTuple,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kArith,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom,
};

class Writer {
 public:
  std::string text;

  void write(const ExprNode* node, int level) {
    switch (node->kind) {
      case ExprKind::kBoolOp:
        return bool_op(as<BoolOp>(node), level);
      case ExprKind::kNamedExpr:
        return parens(level > kTuple, [&] {
          write(as<NamedExpr>(node)->target, kAtom);
          text += " := ";
          write(as<NamedExpr>(node)->value, kAtom);
        });
      case ExprKind::kBinOp:
        return bin_op(as<BinOp>(node), level);
      case ExprKind::kUnaryOp:
        return unary_op(as<UnaryOp>(node), level);
      case ExprKind::kLambda:
        return parens(level > kTest, [&] {
          auto* lambda = as<Lambda>(node);
          text += "lambda";
          arguments(lambda->args);
          text += ": ";
          write(lambda->body, kTest);
        });
      case ExprKind::kIfExp:
        return parens(level > kTest, [&] {
          auto* op = as<IfExp>(node);
          write(op->body, kTest + 1);
          text += " if ";
          write(op->test, kTest + 1);
          text += " else ";
          write(op->orelse, kTest);
        });
      case ExprKind::kDict:
        return dict(as<Dict>(node));
      case ExprKind::kSet:
        return list("{", as<Set>(node)->elts, "}");
      case ExprKind::kListComp:
        return comprehension("[", as<ListComp>(node)->elt, nullptr, as<ListComp>(node)->generators,
                             "]");
      case ExprKind::kSetComp:
        return comprehension("{", as<SetComp>(node)->elt, nullptr, as<SetComp>(node)->generators,
                             "}");
      case ExprKind::kDictComp: {
        auto* comp = as<DictComp>(node);
        return comprehension("{", comp->key, comp->value, comp->generators, "}");
      }
      case ExprKind::kGeneratorExp: {
        auto* comp = as<GeneratorExp>(node);
        return comprehension("(", comp->elt, nullptr, comp->generators, ")");
      }
      case ExprKind::kAwait:
        return parens(level > kAwait, [&] {
          text += "await ";
          write(as<Await>(node)->value, kAtom);
        });
      case ExprKind::kYield:
        text += as<Yield>(node)->value ? "(yield " : "(yield";
        if (as<Yield>(node)->value) write(as<Yield>(node)->value, kTest);
        text += ")";
        return;
      case ExprKind::kYieldFrom:
        text += "(yield from ";
        write(as<YieldFrom>(node)->value, kTest);
        text += ")";
        return;
      case ExprKind::kCompare:
        return compare(as<Compare>(node), level);
      case ExprKind::kCall:
        return call(as<Call>(node));
      case ExprKind::kFormattedValue:
      case ExprKind::kInterpolation:
      case ExprKind::kJoinedStr:
      case ExprKind::kTemplateStr:
        return format_string(node);
      case ExprKind::kConstant:
        return constant(as<ast::Constant>(node));
      case ExprKind::kAttribute: {
        auto* attribute = as<Attribute>(node);
        write(attribute->value, kAtom);
        auto* number = dyn<ast::Constant>(attribute->value);
        bool is_int = number && (number->value_kind == ConstantKind::kInt ||
                                 number->value_kind == ConstantKind::kBigInt);
        text += is_int ? " ." : ".";
        text += attribute->attr;
        return;
      }
      case ExprKind::kSubscript:
        write(as<Subscript>(node)->value, kAtom);
        text += "[";
        write(as<Subscript>(node)->slice, kTuple);
        text += "]";
        return;
      case ExprKind::kStarred:
        text += "*";
        return write(as<Starred>(node)->value, kBitOr);
      case ExprKind::kName:
        text += as<Name>(node)->id;
        return;
      case ExprKind::kList:
        return list("[", as<List>(node)->elts, "]");
      case ExprKind::kTuple:
        return tuple(as<Tuple>(node), level);
      case ExprKind::kSlice: {
        auto* slice = as<Slice>(node);
        if (slice->lower) write(slice->lower, kTest);
        text += ":";
        if (slice->upper) write(slice->upper, kTest);
        if (slice->step) {
          text += ":";
          write(slice->step, kTest);
        }
        return;
      }
    }
  }

 private:
  template <class Inner>
  void parens(bool wanted, Inner inner) {
    if (wanted) text += "(";
    inner();
    if (wanted) text += ")";
  }

  void bool_op(const BoolOp* op, int level) {
    int own = op->op == BoolOperator::kAnd ? kAnd : kOr;
    parens(level > own, [&] {
      for (size_t i = 0; i < op->values.size(); ++i) {
        if (i) text += op->op == BoolOperator::kAnd ? " and " : " or ";
        write(op->values[i], own + 1);
      }
    });
  }

  void bin_op(const BinOp* op, int level) {
    struct Entry {
      const char* symbol;
      int level;
    };
    static constexpr Entry kOps[] = {
        {" + ", kArith},  {" - ", kArith},  {" * ", kTerm},   {" @ ", kTerm},   {" / ", kTerm},
        {" % ", kTerm},   {" ** ", kPower}, {" << ", kShift}, {" >> ", kShift}, {" | ", kBitOr},
        {" ^ ", kBitXor}, {" & ", kBitAnd}, {" // ", kTerm}};
    const Entry& entry = kOps[static_cast<int>(op->op)];
    bool right_assoc = op->op == Operator::kPow;
    parens(level > entry.level, [&] {
      write(op->left, entry.level + right_assoc);
      text += entry.symbol;
      write(op->right, entry.level + !right_assoc);
    });
  }

  void unary_op(const UnaryOp* op, int level) {
    static constexpr const char* kOps[] = {"~", "not ", "+", "-"};
    int own = op->op == UnaryOperator::kNot ? kNot : kFactor;
    parens(level > own, [&] {
      text += kOps[static_cast<int>(op->op)];
      write(op->operand, own);
    });
  }

  void compare(const Compare* op, int level) {
    static constexpr const char* kOps[] = {" == ", " != ", " < ",      " <= ", " > ",
                                           " >= ", " is ", " is not ", " in ", " not in "};
    parens(level > kCompare, [&] {
      write(op->left, kCompare + 1);
      for (size_t i = 0; i < op->ops.size(); ++i) {
        text += kOps[static_cast<int>(op->ops[i])];
        write(op->comparators[i], kCompare + 1);
      }
    });
  }

  void items(const Seq<ExprNode*>& elements) {
    for (size_t i = 0; i < elements.size(); ++i) {
      if (i) text += ", ";
      write(elements[i], kTest);
    }
  }

  void list(const char* open, const Seq<ExprNode*>& elements, const char* close) {
    text += open;
    items(elements);
    text += close;
  }

  void tuple(const ast::Tuple* node, int level) {
    if (node->elts.empty()) {
      text += "()";
      return;
    }
    parens(level > kTuple, [&] {
      items(node->elts);
      if (node->elts.size() == 1) text += ",";
    });
  }

  void dict(const Dict* node) {
    text += "{";
    for (size_t i = 0; i < node->values.size(); ++i) {
      if (i) text += ", ";
      if (node->keys[i]) {
        write(node->keys[i], kTest);
        text += ": ";
        write(node->values[i], kTest);
      } else {
        text += "**";
        write(node->values[i], kBitOr);
      }
    }
    text += "}";
  }

  void comprehension(const char* open, const ExprNode* element, const ExprNode* value,
                     const Seq<ast::Comprehension*>& generators, const char* close) {
    text += open;
    write(element, kTest);
    if (value) {
      text += ": ";
      write(value, kTest);
    }
    for (const ast::Comprehension* gen : generators) {
      text += gen->is_async ? " async for " : " for ";
      write(gen->target, kTuple);
      text += " in ";
      write(gen->iter, kTest + 1);
      for (const ExprNode* test : gen->ifs) {
        text += " if ";
        write(test, kTest + 1);
      }
    }
    text += close;
  }

  void call(const Call* node) {
    write(node->func, kAtom);
    if (node->args.size() == 1 && node->keywords.empty() &&
        node->args[0]->kind == ExprKind::kGeneratorExp) {
      return write(node->args[0], kTuple);
    }
    text += "(";
    items(node->args);
    for (size_t i = 0; i < node->keywords.size(); ++i) {
      if (i || !node->args.empty()) text += ", ";
      const Keyword* keyword = node->keywords[i];
      text += keyword->arg.empty() ? "**" : std::string(keyword->arg) + "=";
      write(keyword->value, kTest);
    }
    text += ")";
  }

  void arguments(const Arguments* args) {
    bool first = true;
    auto separate = [&] {
      text += first ? " " : ", ";
      first = false;
    };
    size_t positional = args->posonlyargs.size() + args->args.size();
    for (size_t i = 0; i < positional; ++i) {
      separate();
      size_t only = args->posonlyargs.size();
      text += (i < only ? args->posonlyargs[i] : args->args[i - only])->arg;
      size_t required = positional - args->defaults.size();
      if (i >= required) {
        text += "=";
        write(args->defaults[i - required], kTest);
      }
      if (only && i + 1 == only) text += ", /";
    }
    if (args->vararg || !args->kwonlyargs.empty()) {
      separate();
      text += "*";
      if (args->vararg) text += args->vararg->arg;
    }
    for (size_t i = 0; i < args->kwonlyargs.size(); ++i) {
      separate();
      text += args->kwonlyargs[i]->arg;
      if (args->kw_defaults[i]) {
        text += "=";
        write(args->kw_defaults[i], kTest);
      }
    }
    if (args->kwarg) {
      separate();
      text += "**";
      text += args->kwarg->arg;
    }
  }

  // The body of an f-string, then its repr with the prefix before it.
  void format_string(const ExprNode* node) {
    std::string outer = std::move(text);
    text.clear();
    bool is_template = node->kind == ExprKind::kTemplateStr;
    format_part(node);
    std::string body = std::move(text);
    text = std::move(outer) + (is_template ? "t" : "f") + str_repr(body);
  }

  void format_part(const ExprNode* node) {
    if (auto* joined = dyn<JoinedStr>(node)) {
      for (const ExprNode* part : joined->values) format_part(part);
    } else if (auto* tmpl = dyn<TemplateStr>(node)) {
      for (const ExprNode* part : tmpl->values) format_part(part);
    } else if (auto* value = dyn<FormattedValue>(node)) {
      replacement(value->value, value->conversion, value->format_spec);
    } else if (auto* part = dyn<Interpolation>(node)) {
      replacement(part->value, part->conversion, part->format_spec);
    } else {
      for (char c : as<ast::Constant>(node)->text) {
        text += c;
        if (c == '{' || c == '}') text += c;
      }
    }
  }

  void replacement(const ExprNode* value, int conversion, const ExprNode* spec) {
    Writer inner;
    inner.write(value, kTest + 1);
    text += inner.text[0] == '{' ? "{ " : "{";
    text += inner.text;
    if (conversion > 0) {
      text += '!';
      text += static_cast<char>(conversion);
    }
    if (spec) {
      text += ":";
      format_part(spec);
    }
    text += "}";
  }

  void constant(const ast::Constant* node) {
    switch (node->value_kind) {
      case ConstantKind::kNone:
        text += "None";
        return;
      case ConstantKind::kTrue:
        text += "True";
        return;
      case ConstantKind::kFalse:
        text += "False";
        return;
      case ConstantKind::kEllipsis:
        text += "...";
        return;
      case ConstantKind::kInt:
        text += std::to_string(node->int_value);
        return;
      case ConstantKind::kBigInt: {
        bool hex = node->text.substr(0, 2) == "0x";
        text +=
            hex ? BigInt::from_text(node->text.substr(2), 16)->to_text() : std::string(node->text);
        return;
      }
      case ConstantKind::kFloat:
        text += number(node->float_value);
        return;
      case ConstantKind::kComplex: {
        std::string imaginary = number(node->float_value);
        if (imaginary.size() > 2 && imaginary.substr(imaginary.size() - 2) == ".0") {
          imaginary.resize(imaginary.size() - 2);
        }
        text += imaginary + "j";
        return;
      }
      case ConstantKind::kStr:
        if (node->u_prefix) text += "u";
        text += str_repr(node->text);
        return;
      case ConstantKind::kBytes:
        text += bytes_repr(node->text);
        return;
    }
  }

  static std::string number(double value) {
    std::string repr = double_repr(value);
    return repr == "inf" ? "1e309" : repr;
  }
};

}  // namespace

std::string unparse(const ExprNode& node) {
  Writer writer;
  writer.write(&node, kTest);
  return std::move(writer.text);
}

}  // namespace gilt::compiler
