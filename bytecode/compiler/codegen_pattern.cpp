// match statements (PEP 634). The subject is on the stack; captures collect below it until the
// whole pattern matches.
#include "bytecode/compiler/codegen.h"

#include <algorithm>

namespace gilt::compiler {

using namespace ast;

namespace {

bool is_wildcard(const PatternNode* node) {
  auto* as_pattern = dyn<MatchAs>(node);
  return as_pattern && as_pattern->name.empty();
}
bool is_wildcard_star(const PatternNode* node) {
  auto* star = dyn<MatchStar>(node);
  return star && star->name.empty();
}

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

}  // namespace

// --- failing ---

Label Codegen::fail_label(int pops, PatternState& state) {
  while (static_cast<int>(state.fail_pop.size()) <= pops) state.fail_pop.push_back(new_label());
  return state.fail_pop[pops];
}

void Codegen::jump_to_fail(Opcode op, SourceSpan span, PatternState& state) {
  int pops = state.on_top + static_cast<int>(state.stores.size());
  Label target = fail_label(pops, state);
  if (op == Opcode::JUMP_FORWARD) return jump(kJump, target, span);
  jump(op, target, span);
}

// fail_pop[n]: POP_TOP n times, then go on with the next case.
void Codegen::emit_fail_pops(SourceSpan span, PatternState& state) {
  if (state.fail_pop.empty()) return;
  for (size_t n = state.fail_pop.size() - 1; n > 0; --n) {
    use(state.fail_pop[n]);
    emit(Opcode::POP_TOP, span);
  }
  use(state.fail_pop[0]);
  state.fail_pop.clear();
}

// --- captures ---

namespace {

template <class Emit>
void rotate(int count, Emit emit_swap) {
  for (; count > 1; --count) emit_swap(count);
}

}  // namespace

void Codegen::pattern_store(std::string_view name, SourceSpan span, PatternState& state) {
  if (name.empty()) return emit(Opcode::POP_TOP, span);
  std::string text(name);
  if (std::find(state.stores.begin(), state.stores.end(), text) != state.stores.end()) {
    Location where{span.line, span.col, span.end_line, span.end_col};
    fail(&where, "multiple assignments to name " + quoted(name) + " in pattern");
  }
  int count = state.on_top + static_cast<int>(state.stores.size()) + 1;
  rotate(count, [&](int n) { emit(Opcode::SWAP, n, span); });
  state.stores.push_back(text);
}

// --- the statement ---

void Codegen::match_stmt(const Match* node) {
  expr(node->subject);
  Label end = new_label();
  size_t cases = node->cases.size();
  bool has_default = cases > 1 && is_wildcard(node->cases[cases - 1]->pattern);
  size_t tested = cases - has_default;
  for (size_t i = 0; i < tested; ++i) {
    const MatchCase* match = node->cases[i];
    SourceSpan span = span_of(*match->pattern);
    if (i + 1 != tested) emit(Opcode::COPY, 1, span);
    PatternState state;
    state.allow_irrefutable = match->guard || i + 1 == cases;
    pattern(match->pattern, state);
    for (const std::string& name : state.stores) store_name(name, span);
    if (match->guard) jump_if(match->guard, fail_label(0, state), false);
    if (i + 1 != tested) emit(Opcode::POP_TOP, span);
    conditional_stmts(match->body);
    jump(kJump, end, kNoSpan);
    emit_fail_pops(span, state);
  }
  if (has_default) {
    const MatchCase* match = node->cases[cases - 1];
    SourceSpan span = span_of(*match->pattern);
    emit(Opcode::NOP, span);
    if (match->guard) jump_if(match->guard, end, false);
    conditional_stmts(match->body);
  }
  use(end);
}

// --- patterns ---

void Codegen::pattern(const PatternNode* node, PatternState& state) {
  DepthGuard guard(depth_, *node);
  switch (node->kind) {
    case PatternKind::kMatchValue:
      return pattern_value(as<MatchValue>(node), state);
    case PatternKind::kMatchSingleton:
      return pattern_singleton(as<MatchSingleton>(node), state);
    case PatternKind::kMatchSequence:
      return pattern_sequence(as<MatchSequence>(node), state);
    case PatternKind::kMatchMapping:
      return pattern_mapping(as<MatchMapping>(node), state);
    case PatternKind::kMatchClass:
      return pattern_class(as<MatchClass>(node), state);
    case PatternKind::kMatchStar:
      return pattern_store(as<MatchStar>(node)->name, span_of(*node), state);
    case PatternKind::kMatchAs:
      return pattern_as(as<MatchAs>(node), state);
    case PatternKind::kMatchOr:
      return pattern_or(as<MatchOr>(node), state);
  }
}

void Codegen::subpattern(const PatternNode* node, PatternState& state) {
  bool outer = state.allow_irrefutable;
  state.allow_irrefutable = true;
  pattern(node, state);
  state.allow_irrefutable = outer;
}

void Codegen::pattern_as(const MatchAs* node, PatternState& state) {
  SourceSpan span = span_of(*node);
  if (!node->pattern) {
    if (!state.allow_irrefutable) {
      fail(node, node->name.empty() ? "wildcard makes remaining patterns unreachable"
                                    : "name capture " + quoted(node->name) +
                                          " makes remaining patterns unreachable");
    }
    return pattern_store(node->name, span, state);
  }
  ++state.on_top;
  emit(Opcode::COPY, 1, span);
  pattern(node->pattern, state);
  --state.on_top;
  pattern_store(node->name, span, state);
}

void Codegen::pattern_value(const MatchValue* node, PatternState& state) {
  SourceSpan span = span_of(*node);
  expr(node->value);
  compare_op(CmpOp::kEq, span);
  emit(Opcode::TO_BOOL, span);
  jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
}

void Codegen::pattern_singleton(const MatchSingleton* node, PatternState& state) {
  SourceSpan span = span_of(*node);
  switch (node->value) {
    case ConstantKind::kTrue:
      load_const(gilt::Constant{true}, span);
      break;
    case ConstantKind::kFalse:
      load_const(gilt::Constant{false}, span);
      break;
    default:
      load_none(span);
      break;
  }
  compare_op(CmpOp::kIs, span);
  jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
}

void Codegen::pattern_sequence(const MatchSequence* node, PatternState& state) {
  SourceSpan span = span_of(*node);
  int size = static_cast<int>(node->patterns.size()), star = -1;
  bool only_wildcard = true, star_wildcard = false;
  for (int i = 0; i < size; ++i) {
    const PatternNode* part = node->patterns[i];
    if (part->kind == PatternKind::kMatchStar) {
      if (star >= 0) fail(node, "multiple starred expressions in sequence pattern");
      star = i;
      star_wildcard = is_wildcard_star(part);
      only_wildcard &= star_wildcard;
      continue;
    }
    only_wildcard &= is_wildcard(part);
  }
  ++state.on_top;
  emit(Opcode::MATCH_SEQUENCE, span);
  jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
  if (star < 0 || size > 1) {
    emit(Opcode::GET_LEN, span);
    load_int(star < 0 ? size : size - 1, span);
    compare_op(star < 0 ? CmpOp::kEq : CmpOp::kGtE, span);
    jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
  }
  --state.on_top;
  if (only_wildcard) {
    emit(Opcode::POP_TOP, span);
  } else if (star_wildcard) {
    pattern_sequence_subscripts(node->patterns, star, span, state);
  } else {
    pattern_unpack_subpatterns(node->patterns, span, state);
  }
}

void Codegen::pattern_unpack(const Seq<PatternNode*>& patterns, SourceSpan span, PatternState&) {
  int size = static_cast<int>(patterns.size());
  for (int i = 0; i < size; ++i) {
    if (patterns[i]->kind != PatternKind::kMatchStar) continue;
    if (i >= 256 || size - i - 1 >= 1 << 15) {
      fail(patterns[i], "too many expressions in star-unpacking sequence pattern");
    }
    return emit(Opcode::UNPACK_EX, i + ((size - i - 1) << 8), span);
  }
  emit(Opcode::UNPACK_SEQUENCE, size, span);
}

void Codegen::pattern_unpack_subpatterns(const Seq<PatternNode*>& patterns, SourceSpan span,
                                         PatternState& state) {
  pattern_unpack(patterns, span, state);
  state.on_top += static_cast<int>(patterns.size());
  for (const PatternNode* part : patterns) {
    --state.on_top;
    subpattern(part, state);
  }
}

// [a, *_, b]: index instead of unpacking everything.
void Codegen::pattern_sequence_subscripts(const Seq<PatternNode*>& patterns, int star,
                                          SourceSpan span, PatternState& state) {
  ++state.on_top;
  int size = static_cast<int>(patterns.size());
  for (int i = 0; i < size; ++i) {
    if (i == star || is_wildcard(patterns[i])) continue;
    emit(Opcode::COPY, 1, span);
    if (i < star) {
      load_int(i, span);
    } else {
      emit(Opcode::GET_LEN, span);
      load_int(size - i, span);
      emit(Opcode::BINARY_OP, static_cast<int>(BinaryOperator::Subtract), span);
    }
    emit(Opcode::BINARY_OP, static_cast<int>(BinaryOperator::Subscr), span);
    subpattern(patterns[i], state);
  }
  --state.on_top;
  emit(Opcode::POP_TOP, span);
}

void Codegen::pattern_mapping(const MatchMapping* node, PatternState& state) {
  SourceSpan span = span_of(*node);
  int size = static_cast<int>(node->keys.size());
  ++state.on_top;
  emit(Opcode::MATCH_MAPPING, span);
  jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
  if (size == 0 && node->rest.empty()) {
    --state.on_top;
    return emit(Opcode::POP_TOP, span);
  }
  if (size) {
    emit(Opcode::GET_LEN, span);
    load_int(size, span);
    compare_op(CmpOp::kGtE, span);
    jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
  }
  std::set<std::string> seen;
  for (const ExprNode* key : node->keys) {
    if (auto* constant = dyn<ast::Constant>(key)) {
      if (!seen.insert(constant_key(constant_of(*constant))).second) {
        fail(node, "mapping pattern checks duplicate key (" + unparse(*key) + ")");
      }
    }
    expr(key);
  }
  emit(Opcode::BUILD_TUPLE, size, span);
  emit(Opcode::MATCH_KEYS, span);
  state.on_top += 2;
  emit(Opcode::COPY, 1, span);
  load_none(span);
  compare_op(CmpOp::kIsNot, span);
  jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
  emit(Opcode::UNPACK_SEQUENCE, size, span);
  state.on_top += size - 1;
  for (const PatternNode* part : node->patterns) {
    --state.on_top;
    subpattern(part, state);
  }
  state.on_top -= 2;
  if (node->rest.empty()) {
    emit(Opcode::POP_TOP, span);
    return emit(Opcode::POP_TOP, span);
  }
  // [subject, keys] -> [copy of the subject without the keys]
  emit(Opcode::BUILD_MAP, 0, span);
  emit(Opcode::SWAP, 3, span);
  emit(Opcode::DICT_UPDATE, 2, span);
  emit(Opcode::UNPACK_SEQUENCE, size, span);
  for (int left = size; left > 0; --left) {
    emit(Opcode::COPY, 1 + left, span);
    emit(Opcode::SWAP, 2, span);
    emit(Opcode::DELETE_SUBSCR, span);
  }
  pattern_store(node->rest, span, state);
}

void Codegen::pattern_class(const MatchClass* node, PatternState& state) {
  SourceSpan span = span_of(*node);
  std::set<std::string_view> seen;
  TupleConstant names;
  for (size_t i = 0; i < node->kwd_attrs.size(); ++i) {
    if (!seen.insert(node->kwd_attrs[i]).second) {
      fail(node->kwd_patterns[i],
           "attribute name repeated in class pattern: " + std::string(node->kwd_attrs[i]));
    }
    names.items.push_back(gilt::Constant{std::string(node->kwd_attrs[i])});
  }
  int positional = static_cast<int>(node->patterns.size());
  int total = positional + static_cast<int>(node->kwd_patterns.size());
  expr(node->cls);
  load_const(gilt::Constant{std::move(names)}, span);
  emit(Opcode::MATCH_CLASS, positional, span);
  emit(Opcode::COPY, 1, span);
  load_none(span);
  compare_op(CmpOp::kIsNot, span);
  ++state.on_top;
  jump_to_fail(Opcode::POP_JUMP_IF_FALSE, span, state);
  emit(Opcode::UNPACK_SEQUENCE, total, span);
  state.on_top += total - 1;
  for (int i = 0; i < total; ++i) {
    --state.on_top;
    const PatternNode* part =
        i < positional ? node->patterns[i] : node->kwd_patterns[i - positional];
    if (is_wildcard(part)) {
      emit(Opcode::POP_TOP, span);
    } else {
      subpattern(part, state);
    }
  }
}

// All alternatives bind the same names; their captures are brought into the first one's order.
void Codegen::pattern_or(const MatchOr* node, PatternState& state) {
  SourceSpan span = span_of(*node);
  Label end = new_label();
  std::vector<std::string> control;
  size_t count = node->patterns.size();
  for (size_t i = 0; i < count; ++i) {
    const PatternNode* alternative = node->patterns[i];
    SourceSpan at = span_of(*alternative);
    PatternState inner;
    inner.allow_irrefutable = i + 1 == count && state.allow_irrefutable;
    emit(Opcode::COPY, 1, at);
    pattern(alternative, inner);
    if (i == 0) {
      control = inner.stores;
    } else {
      auto different = [&] { fail(node, "alternative patterns bind different names"); };
      if (inner.stores.size() != control.size()) different();
      for (size_t wanted = control.size(); wanted-- > 0;) {
        auto found = std::find(inner.stores.begin(), inner.stores.end(), control[wanted]);
        if (found == inner.stores.end()) different();
        size_t actual = found - inner.stores.begin();
        if (actual == wanted) continue;
        size_t rotations = actual + 1;
        std::vector<std::string> moved(inner.stores.begin(), inner.stores.begin() + rotations);
        inner.stores.erase(inner.stores.begin(), inner.stores.begin() + rotations);
        inner.stores.insert(inner.stores.begin() + (wanted - actual), moved.begin(), moved.end());
        for (; rotations > 0; --rotations) {
          rotate(static_cast<int>(wanted) + 1, [&](int n) { emit(Opcode::SWAP, n, at); });
        }
      }
    }
    jump(kJump, end, at);
    emit_fail_pops(at, inner);
  }
  emit(Opcode::POP_TOP, span);
  jump_to_fail(Opcode::JUMP_FORWARD, span, state);
  use(end);
  int rotations = static_cast<int>(control.size() + 1 + state.stores.size()) + state.on_top;
  for (const std::string& name : control) {
    rotate(rotations, [&](int n) { emit(Opcode::SWAP, n, span); });
    if (std::find(state.stores.begin(), state.stores.end(), name) != state.stores.end()) {
      fail(node, "multiple assignments to name " + quoted(name) + " in pattern");
    }
    state.stores.push_back(name);
  }
  emit(Opcode::POP_TOP, span);
}

}  // namespace gilt::compiler
