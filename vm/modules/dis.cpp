// _dis: what the dis module (vm/lib/dis.py) asks of code objects and of the opcode table.
//
// Offsets are those of f_lasti: kOffsetUnit for each instruction. Jump operands are gilt's,
// absolute instruction indices. Source: CPython 3.14 Lib/dis.py.
#include "bytecode/disassembler.h"
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/code.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

CodeObject* code_argument(Thread& t, Value v) {
  if (type_of(t, v) == types(t).code) return v.as<CodeObject>();
  return raise(t, Exc::kTypeError, "expected a code object, not " + type_name(t, v));
}

// Positions that are not known are negative.
Ref known_or_none(Thread& t, int64_t position) {
  return position < 0 ? Ref::none() : make_int(t, position);
}

// --- one instruction

// The operand of a conversion as what it converts with: None, str, repr or ascii.
Ref conversion_function(Thread& t, uint32_t arg) {
  if (arg < 1 || arg > 3) return Ref::none();
  return dict_get(t, t.runtime.builtins, arg == 1 ? "str" : arg == 2 ? "repr" : "ascii");
}

// dis's argval: what the operand stands for.
Ref operand_value(Thread& t, CodeObject* object, Instr instr) {
  uint32_t arg = instr.arg();
  switch (opcode_info(instr.op()).operand) {
    case OperandKind::None:
      return Ref::none();
    case OperandKind::Const:
      return Ref::copy(t, object->consts[arg]);
    case OperandKind::Name:
      return Ref::copy(t, object->names[arg]);
    case OperandKind::GlobalName:
    case OperandKind::AttrName:
      return Ref::copy(t, object->names[arg >> 1]);
    case OperandKind::SuperAttrName:
      return Ref::copy(t, object->names[arg >> 2]);
    case OperandKind::Local:
    case OperandKind::Deref:
      return Ref::copy(t, object->local_names[arg]);
    case OperandKind::LocalPair:
      return make_tuple(t, {object->local_names[arg >> 4], object->local_names[arg & 15]});
    case OperandKind::CompareOp:
      return make_str(t, compare_operator_symbol(static_cast<int>(arg) >> kCompareShift));
    case OperandKind::Conversion:
      return conversion_function(t, arg);
    case OperandKind::Jump:
    case OperandKind::JumpFrom:
      return make_int(t, int64_t{arg} * kOffsetUnit);
    default:
      return make_int(t, arg);
  }
}

using Labels = std::map<uint32_t, int>;

Ref operand_repr(Thread& t, CodeObject* object, Instr instr, const Labels& labels) {
  switch (opcode_info(instr.op()).operand) {
    case OperandKind::Const:
      return repr(t, object->consts[instr.arg()]);
    case OperandKind::Jump:
      return make_str(t, "to L" + std::to_string(labels.at(instr.arg())));
    case OperandKind::JumpFrom:
      return make_str(t, "from L" + std::to_string(labels.at(instr.arg())));
    default:
      return make_str(t, operand_text(*object->code, instr));
  }
}

Ref position_tuple(Thread& t, const SourceSpan& span) {
  Ref line = GILT_TRY(known_or_none(t, span.line));
  Ref end_line = GILT_TRY(known_or_none(t, span.end_line));
  Ref col = GILT_TRY(known_or_none(t, span.col));
  Ref end_col = GILT_TRY(known_or_none(t, span.end_col));
  return make_tuple(t, {line, end_line, col, end_col});
}

// The fields of dis.Instruction, in their order; the positions as a plain tuple.
Ref describe(Thread& t, CodeObject* object, size_t index, const Labels& labels) {
  const Code& code = *object->code;
  Instr instr = code.instrs[index];
  bool has_arg = has_operand(instr.op());
  int line = code.spans[index].line;
  bool starts_line = index == 0 || code.spans[index - 1].line != line;
  auto label = labels.find(static_cast<uint32_t>(index));

  Ref name = GILT_TRY(intern(t, opcode_name(instr.op())));
  Ref value = GILT_TRY(operand_value(t, object, instr));
  Ref text = GILT_TRY(operand_repr(t, object, instr, labels));
  Ref line_number = GILT_TRY(known_or_none(t, line));
  Ref positions = GILT_TRY(position_tuple(t, code.spans[index]));
  Value offset = Value::small_int(static_cast<int64_t>(index) * kOffsetUnit);
  return make_tuple(t, {name, Value::small_int(instr.opcode()),
                        has_arg ? Value::small_int(instr.arg()) : Value::none(), value, text,
                        offset, offset, Value::boolean(starts_line), line_number,
                        label == labels.end() ? Value::none() : Value::small_int(label->second),
                        positions, Value::none()});
}

Ref dis_instructions(Thread& t, Args args) {
  CodeObject* object = GILT_TRY(code_argument(t, args[0]));
  Labels labels = number_labels(*object->code);
  Ref list = GILT_TRY(empty_list(t, object->code->instrs.size()));
  for (size_t i = 0; i < object->code->instrs.size(); i++) {
    Ref fields = GILT_TRY(describe(t, object, i, labels));
    if (!list_append(t, list.as<ListObject>(), std::move(fields))) return Ref();
  }
  return list;
}

// --- text

Ref dis_listing(Thread& t, Args args) {
  CodeObject* object = GILT_TRY(code_argument(t, args[0]));
  Size last = GILT_TRY(int_argument(t, args[1]));
  Truth offsets = GILT_TRY(is_true(t, args[2]));
  std::vector<std::string> constants;
  for (size_t i = 0; i < object->code->consts.size(); i++) {
    Ref text = GILT_TRY(repr(t, object->consts[i]));
    constants.emplace_back(str_view(text));
  }
  DisassembleOptions options;
  options.nested = false;
  options.current = last.get() < 0 ? -1 : static_cast<int>(last.get() / kOffsetUnit);
  options.offsets = offsets.yes();
  options.constants = &constants;
  return make_str(t, disassemble(*object->code, options));
}

// --- the opcode table

// (name, operand kind, jumps) for each opcode, in the order of their numbers.
Ref dis_opcodes(Thread& t, Args) {
  static constexpr std::string_view kOperands[] = {
#define OP(name, operand, ...) #operand,
#include "bytecode/opcodes.def"
  };
  Ref list = GILT_TRY(empty_list(t, kOpcodeCount));
  for (int number = 0; number < kOpcodeCount; number++) {
    auto op = static_cast<Opcode>(number);
    Ref name = GILT_TRY(intern(t, opcode_name(op)));
    Ref operand = GILT_TRY(intern(t, kOperands[number]));
    Ref row = GILT_TRY(make_tuple(t, {name, operand, Value::boolean(is_jump(op))}));
    if (!list_append(t, list.as<ListObject>(), std::move(row))) return Ref();
  }
  return list;
}

Ref dis_stack_effect(Thread& t, Args args) {
  Size number = GILT_TRY(int_argument(t, args[0]));
  int64_t arg = 0;
  if (args[1] && !args[1].is_none()) arg = GILT_TRY(int_argument(t, args[1])).get();
  if (args[2] && !args[2].is_none() && !args[2].is_bool()) {
    return raise(t, Exc::kValueError, "stack_effect: jump must be False, True or None");
  }
  if (number.get() < 0 || number.get() >= kOpcodeCount || arg < 0 || arg >= int64_t{1} << 24) {
    return raise(t, Exc::kValueError, "invalid opcode or oparg");
  }
  auto op = static_cast<Opcode>(number.get());
  // Every jump finds the stack as deep as the instruction that follows it.
  return make_int(t, stack_effect(op, static_cast<int>(arg)));
}

constexpr MethodRow kFunctions[] = {
    function<"instructions", dis_instructions>("(code, /)", "The fields of each instruction."),
    function<"listing", dis_listing>("(code, last, offsets, /)",
                                     "The instructions of one code object as text."),
    function<"opcodes", dis_opcodes>("()", "Name, operand kind and whether it jumps, by number."),
    function<"stack_effect", dis_stack_effect>("(opcode, oparg=None, /, *, jump=None)",
                                               "Compute the stack effect of the opcode."),
};

bool init(Thread& t, DictObject* ns) { return add_functions(t, ns, kFunctions); }

}  // namespace

const ModuleRow k_dis_module = {"_dis", "Code objects and opcodes, for the dis module.", init};

}  // namespace gilt
