// Warnings about expressions that can only fail, or not do what they seem to.
// Source: CPython 3.14 Python/codegen.c (check_caller, check_compare, check_subscripter, check_index).
#include "bytecode/compiler/codegen.h"

namespace gilt::compiler {

using namespace ast;

namespace {

const char* type_of(const ast::Constant& constant) {
  switch (constant.value_kind) {
    case ConstantKind::kNone:
      return "NoneType";
    case ConstantKind::kTrue:
    case ConstantKind::kFalse:
      return "bool";
    case ConstantKind::kEllipsis:
      return "ellipsis";
    case ConstantKind::kInt:
    case ConstantKind::kBigInt:
      return "int";
    case ConstantKind::kFloat:
      return "float";
    case ConstantKind::kComplex:
      return "complex";
    case ConstantKind::kStr:
      return "str";
    case ConstantKind::kBytes:
      return "bytes";
  }
  return nullptr;
}

// The type of what a literal or display makes; null for other expressions.
const char* type_of(const ExprNode& expr) {
  switch (expr.kind) {
    case ExprKind::kConstant:
      return type_of(*as<ast::Constant>(&expr));
    case ExprKind::kTuple:
      return "tuple";
    case ExprKind::kList:
    case ExprKind::kListComp:
      return "list";
    case ExprKind::kDict:
    case ExprKind::kDictComp:
      return "dict";
    case ExprKind::kSet:
    case ExprKind::kSetComp:
      return "set";
    case ExprKind::kGeneratorExp:
      return "generator";
    case ExprKind::kLambda:
      return "function";
    case ExprKind::kJoinedStr:
    case ExprKind::kFormattedValue:
      return "str";
    case ExprKind::kTemplateStr:
    case ExprKind::kInterpolation:
      return "string.templatelib.Template";
    default:
      return nullptr;
  }
}

bool has_items(const ExprNode& expr) {
  switch (expr.kind) {
    case ExprKind::kConstant: {
      const ConstantKind kind = as<ast::Constant>(&expr)->value_kind;
      return kind == ConstantKind::kStr || kind == ConstantKind::kBytes;
    }
    case ExprKind::kSet:
    case ExprKind::kSetComp:
    case ExprKind::kGeneratorExp:
    case ExprKind::kTemplateStr:
    case ExprKind::kInterpolation:
    case ExprKind::kLambda:
      return false;
    default:
      return true;
  }
}

// Values that only integers and slices can index.
bool is_sequence(const ExprNode& expr) {
  switch (expr.kind) {
    case ExprKind::kConstant:  // has_items() was true: a string
    case ExprKind::kTuple:
    case ExprKind::kList:
    case ExprKind::kListComp:
    case ExprKind::kJoinedStr:
    case ExprKind::kFormattedValue:
      return true;
    default:
      return false;
  }
}

// The type of a literal that no sequence can be indexed with; null for others.
const char* type_of_bad_index(const ExprNode& index) {
  const char* type = type_of(index);
  if (type == nullptr) return nullptr;
  const std::string_view name = type;
  return name == "int" || name == "bool" ? nullptr : type;
}

// The type of a literal that `is` should not be asked about; null for others and for singletons.
const char* type_without_identity(const ExprNode& expr) {
  if (expr.kind == ExprKind::kTuple) return "tuple";
  auto* constant = dyn<ast::Constant>(&expr);
  if (constant == nullptr) return nullptr;
  switch (constant->value_kind) {
    case ConstantKind::kNone:
    case ConstantKind::kTrue:
    case ConstantKind::kFalse:
    case ConstantKind::kEllipsis:
      return nullptr;
    default:
      return type_of(*constant);
  }
}

}  // namespace

void Codegen::check_caller(const ExprNode* func) {
  const char* type = func->kind == ExprKind::kLambda ? nullptr : type_of(*func);
  if (type == nullptr) return;
  warn("'" + std::string(type) + "' object is not callable; perhaps you missed a comma?", *func);
}

void Codegen::check_compare(const Compare* node) {
  const char* left = type_without_identity(*node->left);
  for (size_t i = 0; i < node->ops.size(); ++i) {
    const char* right = type_without_identity(*node->comparators[i]);
    bool is = node->ops[i] == CmpOp::kIs, is_not = node->ops[i] == CmpOp::kIsNot;
    if ((is || is_not) && (left || right)) {
      return warn(std::string(is ? "\"is\" with '" : "\"is not\" with '") + (left ? left : right) +
                      "' literal. Did you mean \"" + (is ? "==" : "!=") + "\"?",
                  *node);
    }
    left = right;
  }
}

void Codegen::check_subscript(const Subscript* node) {
  if (!has_items(*node->value)) {
    return warn("'" + std::string(type_of(*node->value)) +
                    "' object is not subscriptable; perhaps you missed a comma?",
                *node->value);
  }
  const char* index = is_sequence(*node->value) ? type_of_bad_index(*node->slice) : nullptr;
  if (index == nullptr) return;
  warn(std::string(type_of(*node->value)) + " indices must be integers or slices, not " + index +
           "; perhaps you missed a comma?",
       *node->value);
}

}  // namespace gilt::compiler
