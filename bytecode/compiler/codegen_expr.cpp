// Expressions, except calls and comprehensions.
#include "bytecode/compiler/codegen.h"

#include <algorithm>

namespace gilt::compiler {

using namespace ast;

constexpr size_t kStackGuideline =
    30;  // more values than this are not collected on the stack first

namespace {

bool is_constant_slice(const ExprNode* node) {
  auto* slice = dyn<Slice>(node);
  auto constant = [](const ExprNode* part) { return !part || part->kind == ExprKind::kConstant; };
  return slice && constant(slice->lower) && constant(slice->upper) && constant(slice->step);
}

bool is_two_part_slice(const ExprNode* node) {
  auto* slice = dyn<Slice>(node);
  return slice && !slice->step && !is_constant_slice(node);
}

int code_points(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

Opcode by_context(ExprContext context, Opcode load, Opcode store, Opcode del) {
  return context == ExprContext::kLoad ? load : context == ExprContext::kStore ? store : del;
}

}  // namespace

SourceSpan attribute_span(SourceSpan span, const Attribute& node) {
  if (span.line == node.end_lineno) return span;
  span.line = node.end_lineno;
  int length = code_points(node.attr);
  if (length <= node.end_col_offset) {
    span.col = node.end_col_offset - length;
  } else {
    span.col = span.end_col = -1;
  }
  span.end_line = std::max(span.end_line, span.line);
  return span;
}

void Codegen::expr(const ExprNode* node) {
  DepthGuard guard(depth_, *node);
  SourceSpan span = span_of(*node);
  switch (node->kind) {
    case ExprKind::kBoolOp:
      return bool_op(as<BoolOp>(node));
    case ExprKind::kNamedExpr:
      expr(as<NamedExpr>(node)->value);
      emit(Opcode::COPY, 1, span);
      return expr(as<NamedExpr>(node)->target);
    case ExprKind::kBinOp:
      if (percent_format(as<BinOp>(node))) return;
      expr(as<BinOp>(node)->left);
      expr(as<BinOp>(node)->right);
      return binary_op(as<BinOp>(node)->op, false, span);
    case ExprKind::kUnaryOp:
      return unary_op(as<UnaryOp>(node));
    case ExprKind::kLambda:
      return lambda(as<Lambda>(node));
    case ExprKind::kIfExp:
      return if_exp(as<IfExp>(node));
    case ExprKind::kDict:
      return dict(as<Dict>(node));
    case ExprKind::kSet:
      return star_unpack(as<Set>(node)->elts, span, 0, Opcode::BUILD_SET, Opcode::SET_ADD,
                         Opcode::SET_UPDATE, false);
    case ExprKind::kListComp: {
      auto* comp = as<ListComp>(node);
      return comprehension(node, Comprehension::kList, "<listcomp>", comp->generators, comp->elt,
                           nullptr);
    }
    case ExprKind::kSetComp: {
      auto* comp = as<SetComp>(node);
      return comprehension(node, Comprehension::kSet, "<setcomp>", comp->generators, comp->elt,
                           nullptr);
    }
    case ExprKind::kDictComp: {
      auto* comp = as<DictComp>(node);
      return comprehension(node, Comprehension::kDict, "<dictcomp>", comp->generators, comp->key,
                           comp->value);
    }
    case ExprKind::kGeneratorExp: {
      auto* comp = as<GeneratorExp>(node);
      return comprehension(node, Comprehension::kGenerator, "<genexpr>", comp->generators,
                           comp->elt, nullptr);
    }
    case ExprKind::kAwait:
      return await(as<Await>(node));
    case ExprKind::kYield:
      return yield(as<Yield>(node));
    case ExprKind::kYieldFrom:
      return yield_from(as<YieldFrom>(node));
    case ExprKind::kCompare:
      return compare(as<Compare>(node));
    case ExprKind::kCall:
      return call(as<Call>(node));
    case ExprKind::kFormattedValue:
      return formatted_value(as<FormattedValue>(node));
    case ExprKind::kInterpolation:
      return interpolation(as<Interpolation>(node));
    case ExprKind::kJoinedStr:
      return joined_str(as<JoinedStr>(node));
    case ExprKind::kTemplateStr:
      return template_str(as<TemplateStr>(node));
    case ExprKind::kConstant:
      return load_const(constant_of(*as<ast::Constant>(node)), span);
    case ExprKind::kAttribute:
      return attribute(as<Attribute>(node));
    case ExprKind::kSubscript:
      return subscript(as<Subscript>(node));
    case ExprKind::kStarred:
      // Only as an element of a list or tuple, which look inside it themselves.
      fail(node, as<Starred>(node)->ctx == ExprContext::kStore
                     ? "starred assignment target must be in a list or tuple"
                     : "can't use starred expression here");
    case ExprKind::kName: {
      auto* name = as<Name>(node);
      if (name->id == "__debug__" && name->ctx == ExprContext::kLoad) {
        return load_const(gilt::Constant{options_.optimize == 0}, span);
      }
      Access access = name->ctx == ExprContext::kLoad    ? Access::kLoad
                      : name->ctx == ExprContext::kStore ? Access::kStore
                                                         : Access::kDelete;
      return name_op(name->id, access, span);
    }
    case ExprKind::kList:
      return tuple_or_list(node, as<List>(node)->elts, as<List>(node)->ctx, false);
    case ExprKind::kTuple:
      return tuple_or_list(node, as<Tuple>(node)->elts, as<Tuple>(node)->ctx, true);
    case ExprKind::kSlice:
      return slice(as<Slice>(node));
  }
}

// --- operators ---

void Codegen::bool_op(const BoolOp* node) {
  SourceSpan span = span_of(*node);
  Label end = new_label();
  PseudoOp op = node->op == BoolOperator::kAnd ? kJumpIfFalse : kJumpIfTrue;
  for (size_t i = 0; i + 1 < node->values.size(); ++i) {
    expr(node->values[i]);
    jump(op, end, span);
    emit(Opcode::POP_TOP, span);
  }
  expr(node->values.back());
  use(end);
}

void Codegen::compare_op(CmpOp op, SourceSpan span) {
  // The low bits tell the interpreter's fast paths which orderings are true.
  struct Encoding {
    CompareOperator op;
    int mask;
  };
  auto comparison = [&](Encoding e) {
    emit(Opcode::COMPARE_OP, static_cast<int>(e.op) << kCompareShift | e.mask, span);
  };
  switch (op) {
    case CmpOp::kLt:
      return comparison({CompareOperator::Lt, 2});
    case CmpOp::kLtE:
      return comparison({CompareOperator::Le, 10});
    case CmpOp::kEq:
      return comparison({CompareOperator::Eq, 8});
    case CmpOp::kNotEq:
      return comparison({CompareOperator::Ne, 7});
    case CmpOp::kGt:
      return comparison({CompareOperator::Gt, 4});
    case CmpOp::kGtE:
      return comparison({CompareOperator::Ge, 12});
    case CmpOp::kIs:
      return emit(Opcode::IS_OP, 0, span);
    case CmpOp::kIsNot:
      return emit(Opcode::IS_OP, 1, span);
    case CmpOp::kIn:
      return emit(Opcode::CONTAINS_OP, 0, span);
    case CmpOp::kNotIn:
      return emit(Opcode::CONTAINS_OP, 1, span);
  }
}

void Codegen::compare(const Compare* node) {
  check_compare(node);
  SourceSpan span = span_of(*node);
  expr(node->left);
  size_t last = node->ops.size() - 1;
  if (last == 0) {
    expr(node->comparators[0]);
    return compare_op(node->ops[0], span);
  }
  Label cleanup = new_label(), end = new_label();
  for (size_t i = 0; i < last; ++i) {
    expr(node->comparators[i]);
    emit(Opcode::SWAP, 2, span);
    emit(Opcode::COPY, 2, span);
    compare_op(node->ops[i], span);
    jump(kJumpIfFalse, cleanup, span);
    emit(Opcode::POP_TOP, span);
  }
  expr(node->comparators[last]);
  compare_op(node->ops[last], span);
  jump(kJump, end, kNoSpan);
  use(cleanup);
  emit(Opcode::SWAP, 2, span);
  emit(Opcode::POP_TOP, span);
  use(end);
}

void Codegen::binary_op(Operator op, bool inplace, SourceSpan span) {
  auto plain = [&] {
    switch (op) {
      case Operator::kAdd:
        return BinaryOperator::Add;
      case Operator::kSub:
        return BinaryOperator::Subtract;
      case Operator::kMult:
        return BinaryOperator::Multiply;
      case Operator::kMatMult:
        return BinaryOperator::MatMultiply;
      case Operator::kDiv:
        return BinaryOperator::TrueDivide;
      case Operator::kMod:
        return BinaryOperator::Remainder;
      case Operator::kPow:
        return BinaryOperator::Power;
      case Operator::kLShift:
        return BinaryOperator::LShift;
      case Operator::kRShift:
        return BinaryOperator::RShift;
      case Operator::kBitOr:
        return BinaryOperator::Or;
      case Operator::kBitXor:
        return BinaryOperator::Xor;
      case Operator::kBitAnd:
        return BinaryOperator::And;
      case Operator::kFloorDiv:
        return BinaryOperator::FloorDivide;
    }
    return BinaryOperator::Add;
  };
  int code = static_cast<int>(plain());
  if (inplace) code += static_cast<int>(BinaryOperator::InplaceAdd);
  emit(Opcode::BINARY_OP, code, span);
}

void Codegen::unary_op(const UnaryOp* node) {
  SourceSpan span = span_of(*node);
  expr(node->operand);
  switch (node->op) {
    case UnaryOperator::kInvert:
      return emit(Opcode::UNARY_INVERT, span);
    case UnaryOperator::kUSub:
      return emit(Opcode::UNARY_NEGATIVE, span);
    case UnaryOperator::kUAdd:
      return emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::UnaryPositive), span);
    case UnaryOperator::kNot:
      emit(Opcode::TO_BOOL, span);
      return emit(Opcode::UNARY_NOT, span);
  }
}

void Codegen::if_exp(const IfExp* node) {
  Label end = new_label(), next = new_label();
  jump_if(node->test, next, false);
  expr(node->body);
  jump(kJump, end, kNoSpan);
  use(next);
  expr(node->orelse);
  use(end);
}

// --- containers ---

void Codegen::sub_dict(const Dict* node, size_t begin, size_t end) {
  SourceSpan span = span_of(*node);
  bool big = (end - begin) * 2 > kStackGuideline;
  if (big) emit(Opcode::BUILD_MAP, 0, span);
  for (size_t i = begin; i < end; ++i) {
    expr(node->keys[i]);
    expr(node->values[i]);
    if (big) emit(Opcode::MAP_ADD, 1, span);
  }
  if (!big) emit(Opcode::BUILD_MAP, static_cast<int>(end - begin), span);
}

void Codegen::dict(const Dict* node) {
  SourceSpan span = span_of(*node);
  bool have_dict = false;
  size_t pending = 0, count = node->values.size();
  auto flush = [&](size_t end) {
    sub_dict(node, end - pending, end);
    if (have_dict) emit(Opcode::DICT_UPDATE, 1, span);
    have_dict = true;
    pending = 0;
  };
  for (size_t i = 0; i < count; ++i) {
    if (!node->keys[i]) {
      if (pending) flush(i);
      if (!have_dict) {
        emit(Opcode::BUILD_MAP, 0, span);
        have_dict = true;
      }
      expr(node->values[i]);
      emit(Opcode::DICT_UPDATE, 1, span);
    } else if (pending * 2 > kStackGuideline) {
      // [i - pending, i] and this one
      ++pending;
      flush(i + 1);
    } else {
      ++pending;
    }
  }
  if (pending) flush(count);
  if (!have_dict) emit(Opcode::BUILD_MAP, 0, span);
}

void Codegen::tuple_or_list(const ExprNode* node, const Exprs& elements, ExprContext context,
                            bool tuple) {
  SourceSpan span = span_of(*node);
  if (context == ExprContext::kLoad) {
    return star_unpack(elements, span, 0, Opcode::BUILD_LIST, Opcode::LIST_APPEND,
                       Opcode::LIST_EXTEND, tuple);
  }
  if (context == ExprContext::kStore) unpack_targets(elements, span);
  for (const ExprNode* element : elements) {
    auto* starred = context == ExprContext::kStore ? dyn<Starred>(element) : nullptr;
    expr(starred ? starred->value : element);
  }
}

// The elements of a display or call, with * elements, into one list, set or tuple. `pushed` values
// are on the stack already; `injected` is the name of a variable to add at the end.
void Codegen::star_unpack(const Exprs& elements, SourceSpan span, int pushed, Opcode build,
                          Opcode add, Opcode extend, bool tuple, const char* injected) {
  int count = static_cast<int>(elements.size());
  bool big = elements.size() + pushed + (injected ? 1 : 0) > kStackGuideline;
  bool starred = std::any_of(elements.begin(), elements.end(), [](const ExprNode* element) {
    return element->kind == ExprKind::kStarred;
  });
  if (!starred && !big) {
    for (const ExprNode* element : elements) expr(element);
    if (injected) {
      load_name(injected, span);
      ++count;
    }
    return emit(tuple ? Opcode::BUILD_TUPLE : build, count + pushed, span);
  }
  bool built = big;
  if (big) emit(build, pushed, span);
  for (int i = 0; i < count; ++i) {
    if (auto* star = dyn<Starred>(elements[i])) {
      if (!built) {
        emit(build, i + pushed, span);
        built = true;
      }
      expr(star->value);
      emit(extend, 1, span);
    } else {
      expr(elements[i]);
      if (built) emit(add, 1, span);
    }
  }
  if (injected) {
    load_name(injected, span);
    emit(add, 1, span);
  }
  if (tuple) emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::ListToTuple), span);
}

void Codegen::unpack_targets(const Exprs& elements, SourceSpan span) {
  int count = static_cast<int>(elements.size());
  bool seen = false;
  for (int i = 0; i < count; ++i) {
    if (elements[i]->kind != ExprKind::kStarred) continue;
    ast::Location where{span.line, span.col, span.end_line, span.end_col};
    if (seen) fail(&where, "multiple starred expressions in assignment");
    if (i >= 256 || count - i - 1 >= 1 << 15) {
      fail(&where, "too many expressions in star-unpacking assignment");
    }
    emit(Opcode::UNPACK_EX, i + ((count - i - 1) << 8), span);
    seen = true;
  }
  if (!seen) emit(Opcode::UNPACK_SEQUENCE, count, span);
}

// --- attributes and subscripts ---

void Codegen::attribute(const Attribute* node) {
  SourceSpan span = span_of(*node);
  if (node->ctx == ExprContext::kLoad && is_super_call(node->value, node->attr)) {
    return super_attribute(node, false, span);
  }
  expr(node->value);
  span = attribute_span(span, *node);
  if (node->ctx == ExprContext::kLoad) {
    return emit(Opcode::LOAD_ATTR, name_index(node->attr) << 1, span);
  }
  if (node->ctx == ExprContext::kStore) add_static_attribute(node);
  emit(node->ctx == ExprContext::kStore ? Opcode::STORE_ATTR : Opcode::DELETE_ATTR,
       name_index(node->attr), span);
}

void Codegen::subscript(const Subscript* node) {
  SourceSpan span = span_of(*node);
  if (node->ctx == ExprContext::kLoad) check_subscript(node);
  expr(node->value);
  if (is_two_part_slice(node->slice) && node->ctx != ExprContext::kDel) {
    slice_two_parts(as<Slice>(node->slice));
    return emit(node->ctx == ExprContext::kLoad ? Opcode::BINARY_SLICE : Opcode::STORE_SLICE, span);
  }
  expr(node->slice);
  Opcode op = by_context(node->ctx, Opcode::BINARY_OP, Opcode::STORE_SUBSCR, Opcode::DELETE_SUBSCR);
  emit(op, op == Opcode::BINARY_OP ? static_cast<int>(BinaryOperator::Subscr) : 0, span);
}

void Codegen::slice_two_parts(const Slice* node) {
  SourceSpan span = span_of(*node);
  for (const ExprNode* part : {node->lower, node->upper}) {
    if (part) {
      expr(part);
    } else {
      load_none(span);
    }
  }
}

void Codegen::slice(const Slice* node) {
  SourceSpan span = span_of(*node);
  if (is_constant_slice(node)) {
    SliceConstant constant;
    for (const ExprNode* part : {node->lower, node->upper, node->step}) {
      constant.parts.push_back(part ? constant_of(*as<ast::Constant>(part))
                                    : gilt::Constant{NoneConstant{}});
    }
    return load_const(gilt::Constant{std::move(constant)}, span);
  }
  slice_two_parts(node);
  if (node->step) expr(node->step);
  emit(Opcode::BUILD_SLICE, node->step ? 3 : 2, span);
}

// --- yield and await ---

void Codegen::emit_yield(SourceSpan span) {
  if (unit_->scope->generator && unit_->scope->coroutine) {
    emit(Opcode::CALL_INTRINSIC_1, static_cast<int>(Intrinsic1::AsyncGenWrap), span);
  }
  emit(Opcode::YIELD_VALUE, 0, span);
  emit(Opcode::RESUME, static_cast<int>(ResumePoint::AfterYield), span);
}

// [iterator, None] -> [result]
void Codegen::emit_yield_from(SourceSpan span, bool is_await) {
  Label send = new_label(), failed = new_label(), exit = new_label();
  use(send);
  jump(Opcode::SEND, exit, span);
  jump(kSetupFinally, failed, span);  // StopIteration out of close() or throw()
  emit(Opcode::YIELD_VALUE, 1, span);
  emit(kPopBlock, kNoSpan);
  emit(Opcode::RESUME,
       static_cast<int>(is_await ? ResumePoint::AfterAwait : ResumePoint::AfterYieldFrom), span);
  jump(kJumpNoInterrupt, send, span);
  use(failed);
  emit(Opcode::CLEANUP_THROW, span);
  use(exit);
  emit(Opcode::END_SEND, span);
}

void Codegen::yield(const Yield* node) {
  if (!in_function()) fail(node, "'yield' outside function");
  SourceSpan span = span_of(*node);
  if (node->value) {
    expr(node->value);
  } else {
    load_none(span);
  }
  emit_yield(span);
}

void Codegen::yield_from(const YieldFrom* node) {
  if (!in_function()) fail(node, "'yield from' outside function");
  if (unit_->kind == UnitKind::kAsyncFunction) fail(node, "'yield from' inside async function");
  SourceSpan span = span_of(*node);
  expr(node->value);
  emit(Opcode::GET_YIELD_FROM_ITER, span);
  load_none(span);
  emit_yield_from(span, false);
}

void Codegen::await(const Await* node) {
  if (!unit_->scope->is_function_like()) fail(node, "'await' outside function");
  if (unit_->kind != UnitKind::kAsyncFunction && unit_->kind != UnitKind::kComprehension) {
    fail(node, "'await' outside async function");
  }
  expr(node->value);
  await_on_stack(0, span_of(*node));
}

}  // namespace gilt::compiler
