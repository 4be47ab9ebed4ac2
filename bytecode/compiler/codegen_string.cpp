// Strings with values in them: f-strings, t-strings, and "..." % (...) where it is as simple as
// one.
#include <optional>

#include "bytecode/compiler/codegen.h"

namespace gilt::compiler {

using namespace ast;

constexpr size_t kStackGuideline = 30;

void Codegen::joined_str(const JoinedStr* node) {
  SourceSpan span = span_of(*node);
  int count = static_cast<int>(node->values.size());
  if (node->values.size() > kStackGuideline) {
    load_str("", span);
    emit(Opcode::LOAD_ATTR, unit_->unit.names.add("join") << 1 | 1, span);
    emit(Opcode::BUILD_LIST, 0, span);
    for (const ExprNode* value : node->values) {
      expr(value);
      emit(Opcode::LIST_APPEND, 1, span);
    }
    return emit(Opcode::CALL, 1, span);
  }
  for (const ExprNode* value : node->values) expr(value);
  if (count > 1) {
    emit(Opcode::BUILD_STRING, count, span);
  } else if (count == 0) {
    load_str("", span);
  }
}

namespace {

int conversion_code(int conversion) {
  switch (conversion) {
    case 's':
      return 1;
    case 'r':
      return 2;
    case 'a':
      return 3;
    default:
      return 0;
  }
}

}  // namespace

void Codegen::formatted_value(const FormattedValue* node) {
  SourceSpan span = span_of(*node);
  expr(node->value);
  if (int conversion = conversion_code(node->conversion)) {
    emit(Opcode::CONVERT_VALUE, conversion, span);
  }
  if (node->format_spec) {
    expr(node->format_spec);
    emit(Opcode::FORMAT_WITH_SPEC, span);
  } else {
    emit(Opcode::FORMAT_SIMPLE, span);
  }
}

void Codegen::interpolation(const Interpolation* node) {
  SourceSpan span = span_of(*node);
  expr(node->value);
  load_str(node->str, span);
  int arg = conversion_code(node->conversion) << 2;
  if (node->format_spec) {
    arg |= 1;
    expr(node->format_spec);
  }
  emit(Opcode::BUILD_INTERPOLATION, arg, span);
}

// The strings between the interpolations (one more than those), then the interpolations.
void Codegen::template_str(const TemplateStr* node) {
  SourceSpan span = span_of(*node);
  bool after_value = true;  // the next value needs a string before it
  int strings = 0, values = 0;
  for (const ExprNode* part : node->values) {
    if (part->kind == ExprKind::kInterpolation) {
      if (after_value) {
        load_str("", span);
        ++strings;
      }
      after_value = true;
    } else {
      expr(part);
      ++strings;
      after_value = false;
    }
  }
  if (after_value) {
    load_str("", span);
    ++strings;
  }
  emit(Opcode::BUILD_TUPLE, strings, span);
  for (const ExprNode* part : node->values) {
    if (part->kind != ExprKind::kInterpolation) continue;
    expr(part);
    ++values;
  }
  emit(Opcode::BUILD_TUPLE, values, span);
  emit(Opcode::BUILD_TEMPLATE, span);
}

// --- "..." % (...) ---

namespace {

struct PercentPart {
  std::string literal;  // before the value
  int conversion = 0;   // 's', 'r', 'a'; 0 after the last value
  std::string spec;     // format specification, or empty
};

// A width or precision of up to three digits, or nothing.
std::optional<int> take_number(std::string_view format, size_t& at) {
  size_t start = at;
  int value = 0;
  while (at < format.size() && format[at] >= '0' && format[at] <= '9') {
    if (at - start == 3) return std::nullopt;
    value = value * 10 + (format[at++] - '0');
  }
  return at == start ? std::nullopt : std::optional(value);
}

// Splits a format that has only %s, %r and %a (with '-', width and precision) and %%.
std::optional<std::vector<PercentPart>> parse_percent(std::string_view format) {
  std::vector<PercentPart> parts(1);
  for (size_t at = 0; at < format.size();) {
    if (format[at] != '%') {
      parts.back().literal += format[at++];
      continue;
    }
    if (++at >= format.size()) return std::nullopt;
    if (format[at] == '%') {
      parts.back().literal += format[at++];
      continue;
    }
    bool left = false;
    while (at < format.size() && format[at] == '-') {
      left = true;
      ++at;
    }
    std::string spec;
    bool digits = at < format.size() && format[at] >= '1' && format[at] <= '9';
    if (digits) {
      auto width = take_number(format, at);
      if (!width) return std::nullopt;
      if (!left) spec += '>';
      spec += std::to_string(*width);
    }
    if (at < format.size() && format[at] == '.') {
      ++at;
      bool any = at < format.size() && format[at] >= '0' && format[at] <= '9';
      auto precision = take_number(format, at);
      if (any && !precision) return std::nullopt;
      spec += '.' + std::to_string(precision.value_or(0));
    }
    if (at >= format.size()) return std::nullopt;
    char conversion = format[at++];
    if (conversion != 's' && conversion != 'r' && conversion != 'a') return std::nullopt;
    parts.back().conversion = conversion;
    parts.back().spec = std::move(spec);
    parts.emplace_back();
  }
  return parts;
}

}  // namespace

bool Codegen::percent_format(const BinOp* node) {
  auto* format = dyn<ast::Constant>(node->left);
  auto* values = dyn<Tuple>(node->right);
  if (node->op != Operator::kMod || !format || !values) return false;
  if (format->value_kind != ConstantKind::kStr) return false;
  for (const ExprNode* value : values->elts) {
    if (value->kind == ExprKind::kStarred) return false;
  }
  auto parts = parse_percent(format->text);
  if (!parts || parts->size() != values->elts.size() + 1) return false;
  SourceSpan span = span_of(*node);
  size_t pieces = values->elts.size();
  for (const PercentPart& part : *parts) pieces += !part.literal.empty();
  if (pieces > kStackGuideline) return false;
  for (size_t i = 0; i < parts->size(); ++i) {
    const PercentPart& part = (*parts)[i];
    if (!part.literal.empty()) load_str(part.literal, span);
    if (!part.conversion) continue;
    const ExprNode* value = values->elts[i];
    SourceSpan at = span_of(*value);
    expr(value);
    emit(Opcode::CONVERT_VALUE, conversion_code(part.conversion), at);
    if (part.spec.empty()) {
      emit(Opcode::FORMAT_SIMPLE, at);
    } else {
      load_str(part.spec, at);
      emit(Opcode::FORMAT_WITH_SPEC, at);
    }
  }
  if (pieces > 1) emit(Opcode::BUILD_STRING, static_cast<int>(pieces), span);
  if (pieces == 0) load_str("", span);
  return true;
}

}  // namespace gilt::compiler
