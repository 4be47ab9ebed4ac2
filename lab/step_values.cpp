// Operators, tests, jumps, loops, and what is built.
#include <fmt/format.h>

#include "lab/step_access.h"
#include "vm/peek.h"
#include "vm/types/tuple.h"

namespace gilt::lab {
namespace {

Finish result_note(std::string text) {
  return [text = std::move(text)](const After& after, StepRecord& record) {
    record.notes.push_back(fmt::format("{} -> {}", text, after.repr()));
  };
}

Finish equation(std::string text) {
  return [text = std::move(text)](const After& after, StepRecord& record) {
    record.notes.push_back(fmt::format("{} = {}", text, after.repr()));
  };
}

// What an except clause names: "KeyError", "(KeyError, ValueError)".
std::string classes_text(Value v) {
  if (!v.is_object()) return value_text(v);
  if (v.object()->layout == Layout::kType) return std::string(class_name(v.as<Type>()));
  if (!peek_type(v)->has(Type::kTuple)) return value_text(v);
  std::string text;
  for (Value item : v.as<TupleObject>()->items()) {
    text += (text.empty() ? "" : ", ") + classes_text(item);
  }
  return fmt::format("({})", text);
}

bool expect_operators(const Look& look, Expectation* out) {
  const int arg = static_cast<int>(look.arg());
  switch (look.instr.op()) {
    case Opcode::BINARY_OP: {
      std::string symbol(binary_operator_symbol(arg));
      if (symbol.size() > 1 && symbol.back() == '=') symbol.pop_back();
      out->finish = equation(fmt::format("{} {} {}", look.repr(1), symbol, look.repr(0)));
      return true;
    }
    case Opcode::COMPARE_OP:
      out->finish = result_note(fmt::format(
          "{} {} {}", look.repr(1), compare_operator_symbol(arg >> kCompareShift), look.repr(0)));
      return true;
    case Opcode::IS_OP:
      out->finish = result_note(
          fmt::format("{} {} {}", look.repr(1), arg != 0 ? "is not" : "is", look.repr(0)));
      return true;
    case Opcode::CONTAINS_OP:
      out->finish = result_note(
          fmt::format("{} {} {}", look.repr(1), arg != 0 ? "not in" : "in", look.repr(0)));
      return true;
    case Opcode::UNARY_NEGATIVE:
      out->finish = equation(fmt::format("-({})", look.repr(0)));
      return true;
    case Opcode::UNARY_INVERT:
      out->finish = equation(fmt::format("~({})", look.repr(0)));
      return true;
    case Opcode::UNARY_NOT:
      out->finish = result_note("not " + look.repr(0));
      return true;
    case Opcode::TO_BOOL:
      out->finish = result_note(fmt::format("bool({})", look.repr(0)));
      return true;
    case Opcode::CHECK_EXC_MATCH:
      out->finish = [raised = std::string(class_name(look.operand(1))),
                     caught = classes_text(look.operand(0))](const After& after,
                                                             StepRecord& record) {
        const bool match = after.top().is_true();
        record.notes.push_back(
            fmt::format("{} {} {}", raised, match ? "matches" : "does not match", caught));
      };
      return true;
    default:
      return false;
  }
}

std::string jump_text(const After& after) {
  return fmt::format("jumps to line {}", Position::line_of(*after.frame->code->code, after.next));
}

bool expect_jumps(const Look& look, Expectation* out) {
  switch (look.instr.op()) {
    case Opcode::FOR_ITER:
      out->finish = [](const After& after, StepRecord& record) {
        record.notes.push_back(after.next == after.made + 1 ? "next: " + after.repr()
                                                            : "exhausted, " + jump_text(after));
      };
      return true;
    case Opcode::POP_JUMP_IF_FALSE:
    case Opcode::POP_JUMP_IF_TRUE:
    case Opcode::POP_JUMP_IF_NONE:
    case Opcode::POP_JUMP_IF_NOT_NONE:
    case Opcode::SEND:
      out->finish = [](const After& after, StepRecord& record) {
        record.notes.push_back(after.next == after.made + 1 ? "does not jump" : jump_text(after));
      };
      return true;
    case Opcode::JUMP_FORWARD:
    case Opcode::JUMP_BACKWARD:
    case Opcode::JUMP_BACKWARD_NO_INTERRUPT:
      out->finish = [](const After& after, StepRecord& record) {
        record.notes.push_back(jump_text(after));
      };
      return true;
    default:
      return false;
  }
}

// What leaves a new value on top, and what changes one that is below.
bool expect_building(const Look& look, Expectation* out) {
  switch (look.instr.op()) {
    case Opcode::BUILD_TUPLE:
    case Opcode::BUILD_LIST:
    case Opcode::BUILD_SET:
    case Opcode::BUILD_MAP:
    case Opcode::BUILD_STRING:
    case Opcode::BUILD_SLICE:
    case Opcode::FORMAT_SIMPLE:
    case Opcode::FORMAT_WITH_SPEC:
    case Opcode::CONVERT_VALUE:
    case Opcode::GET_ITER:
    case Opcode::GET_YIELD_FROM_ITER:
    case Opcode::GET_LEN:
    case Opcode::MATCH_MAPPING:
    case Opcode::MATCH_SEQUENCE:
    case Opcode::MATCH_KEYS:
    case Opcode::MATCH_CLASS:
    case Opcode::CALL_INTRINSIC_1:
    case Opcode::CALL_INTRINSIC_2:
    case Opcode::IMPORT_NAME:
    case Opcode::IMPORT_FROM:
    case Opcode::MAKE_FUNCTION:
      out->finish = [](const After& after, StepRecord& record) {
        record.notes.push_back("-> " + after.repr());
      };
      return true;
    case Opcode::LIST_APPEND:
    case Opcode::SET_ADD:
      out->finish = [item = look.repr(0)](const After&, StepRecord& record) {
        record.notes.push_back("adds " + item);
      };
      return true;
    case Opcode::LIST_EXTEND:
    case Opcode::SET_UPDATE:
    case Opcode::DICT_UPDATE:
    case Opcode::DICT_MERGE:
      out->finish = [items = look.repr(0)](const After&, StepRecord& record) {
        record.notes.push_back("adds all of " + items);
      };
      return true;
    case Opcode::MAP_ADD:
      out->finish = [item = fmt::format("{}: {}", look.repr(1), look.repr(0))](const After&,
                                                                               StepRecord& record) {
        record.notes.push_back("adds " + item);
      };
      return true;
    case Opcode::UNPACK_SEQUENCE:
    case Opcode::UNPACK_EX:
      out->finish = [what = look.repr(0)](const After&, StepRecord& record) {
        record.notes.push_back("unpacks " + what);
      };
      return true;
    default:
      return false;
  }
}

}  // namespace

bool expect_values(Look& look, Expectation* out) {
  return expect_operators(look, out) || expect_jumps(look, out) || expect_building(look, out);
}

}  // namespace gilt::lab
