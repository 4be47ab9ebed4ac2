// Opcodes and what is known about each: names, operand kinds, stack effects, traits, poll points.
// All of it derives from bytecode/opcodes.def. Stateless and constexpr, so safe from any thread.
// Source: CPython 3.14 Python/bytecodes.c, Lib/opcode.py.
#pragma once

#include <cstdint>
#include <string_view>

#include "bytecode/python_model.h"

namespace gilt {

enum class Opcode : uint8_t {
#define OP(name, ...) name,
#include "bytecode/opcodes.def"
};

inline constexpr int kOpcodeCount = 0
#define OP(name, ...) +1
#include "bytecode/opcodes.def"
    ;
static_assert(kOpcodeCount <= 256);

enum class OperandKind : uint8_t {
  None,           // no operand
  Int,            // a plain number
  Const,          // index into consts
  Name,           // index into names
  GlobalName,     // names index << 1 | push null
  AttrName,       // names index << 1 | method call
  SuperAttrName,  // names index << 2 | two-argument << 1 | method call
  Local,          // localsplus slot
  LocalPair,      // two slots, 4 bits each
  Deref,          // localsplus slot of a cell
  Jump,           // absolute instruction index
  JumpFrom,       // absolute instruction index of the jump's source
  CompareOp,      // CompareOperator << 5 | to bool << 4
  BinaryOp,       // BinaryOperator
  Invert,         // 1 negates
  Resume,         // ResumePoint in the low 2 bits, 4: at try depth 1
  CommonConst,    // CommonConstant
  Special,        // SpecialMethod
  Intrinsic1,
  Intrinsic2,
  FunctionAttr,   // FunctionAttr bit
  Conversion,     // 1 str, 2 repr, 3 ascii
  Interpolation,  // format spec | conversion << 2
  UnpackEx,       // before | after << 8
};

// Where a Python version looks at its eval breaker, that is, where its GIL may change hands.
enum class PollPoint : uint8_t {
  Never,
  After,   // once the instruction is complete (a call: once its result is there, whoever computed
           // it)
  Taken,   // after it, when the jump was taken
  Native,  // after a call whose callee is not a Python function (its RESUME polls), and not len,
           // isinstance, list.append or one-argument type, whose specialised forms do not poll
  Resume,  // after it, unless it resumes a yield from or await (arg & 3 >= 2)
};

enum Trait : uint8_t {
  kRaises = 1,  // may raise
  kShared = 2,  // touches state that other threads can see
  kCalls = 4,   // may push the frame of a Python function
  kJumps = 8,   // may jump to its operand
  kEnds = 16,   // control never falls through to the next instruction
};

struct OpcodeInfo {
  std::string_view name;
  OperandKind operand;
  uint8_t traits;
  PollPoint poll39, poll310, poll314;
  std::string_view doc;
};

namespace detail {
inline constexpr uint8_t R = kRaises, S = kShared, C = kCalls, J = kJumps, E = kEnds;
inline constexpr OpcodeInfo kOpcodeInfos[] = {
#define OP(name, operand, pops, pushes, traits, p39, p310, p314, doc) \
  {#name,                                                             \
   OperandKind::operand,                                              \
   static_cast<uint8_t>(traits),                                      \
   PollPoint::p39,                                                    \
   PollPoint::p310,                                                   \
   PollPoint::p314,                                                   \
   doc},
#include "bytecode/opcodes.def"
};
}  // namespace detail

constexpr const OpcodeInfo& opcode_info(Opcode op) {
  return detail::kOpcodeInfos[static_cast<uint8_t>(op)];
}
constexpr std::string_view opcode_name(Opcode op) { return opcode_info(op).name; }
constexpr bool has_trait(Opcode op, Trait trait) { return (opcode_info(op).traits & trait) != 0; }
constexpr bool has_operand(Opcode op) { return opcode_info(op).operand != OperandKind::None; }
constexpr bool is_jump(Opcode op) { return has_trait(op, kJumps); }
constexpr bool falls_through(Opcode op) { return !has_trait(op, kEnds); }

// Values taken from and put back on the stack when control falls through.
constexpr int stack_pops([[maybe_unused]] Opcode op, [[maybe_unused]] int arg) {
  switch (op) {
#define OP(name, operand, pops, ...) \
  case Opcode::name:                 \
    return pops;
#include "bytecode/opcodes.def"
  }
  return 0;
}
constexpr int stack_pushes([[maybe_unused]] Opcode op, [[maybe_unused]] int arg) {
  switch (op) {
#define OP(name, operand, pops, pushes, ...) \
  case Opcode::name:                         \
    return pushes;
#include "bytecode/opcodes.def"
  }
  return 0;
}
constexpr int stack_effect(Opcode op, int arg) {
  return stack_pushes(op, arg) - stack_pops(op, arg);
}

// The poll point of `op` under `model`. kAny switches before every bytecode and k314t has no GIL:
// both answer Never, as neither is described by poll points.
constexpr PollPoint poll_point(Opcode op, PythonModel model) {
  const OpcodeInfo& info = opcode_info(op);
  switch (model) {
    case PythonModel::k39:
      return info.poll39;
    case PythonModel::k310:
      return info.poll310;
    case PythonModel::k314:
      return info.poll314;
    default:
      return PollPoint::Never;
  }
}

enum class BinaryOperator : uint8_t {
  Add,
  And,
  FloorDivide,
  LShift,
  MatMultiply,
  Multiply,
  Remainder,
  Or,
  Power,
  RShift,
  Subtract,
  TrueDivide,
  Xor,
  InplaceAdd,
  InplaceAnd,
  InplaceFloorDivide,
  InplaceLShift,
  InplaceMatMultiply,
  InplaceMultiply,
  InplaceRemainder,
  InplaceOr,
  InplacePower,
  InplaceRShift,
  InplaceSubtract,
  InplaceTrueDivide,
  InplaceXor,
  Subscr,
};
inline constexpr int kBinaryOperatorCount = 27;

enum class CompareOperator : uint8_t { Lt, Le, Eq, Ne, Gt, Ge };
inline constexpr int kCompareToBool = 16;
inline constexpr int kCompareShift = 5;

enum class ResumePoint : uint8_t { Start, AfterYield, AfterYieldFrom, AfterAwait };
inline constexpr int kResumePointMask = 3;
inline constexpr int kResumeDepth1 =
    4;  // at a generator's try depth 1: throw() finds its handler at once

enum class CommonConstant : uint8_t {
  AssertionError,
  NotImplementedError,
  BuiltinTuple,
  BuiltinAll,
  BuiltinAny,
};
enum class SpecialMethod : uint8_t { Enter, Exit, Aenter, Aexit };

enum class Intrinsic1 : uint8_t {
  Invalid,
  Print,
  ImportStar,
  StopIterationError,
  AsyncGenWrap,
  UnaryPositive,
  ListToTuple,
  TypeVar,
  ParamSpec,
  TypeVarTuple,
  SubscriptGeneric,
  TypeAlias,
};
enum class Intrinsic2 : uint8_t {
  Invalid,
  PrepReraiseStar,
  TypeVarWithBound,
  TypeVarWithConstraints,
  SetFunctionTypeParams,
  SetTypeparamDefault,
};

// SET_FUNCTION_ATTRIBUTE operand: which attribute the value below the function becomes.
enum FunctionAttr : uint8_t {
  kFunctionDefaults = 1,     // tuple
  kFunctionKwDefaults = 2,   // dict
  kFunctionAnnotations = 4,  // tuple or dict
  kFunctionClosure = 8,      // tuple of cells
  kFunctionAnnotate = 16,    // __annotate__ function
};

std::string_view binary_operator_symbol(int arg);  // "+", "+=", "[]"
std::string_view compare_operator_symbol(int op);  // "<"
std::string_view common_constant_name(int arg);    // "AssertionError"
std::string_view special_method_name(int arg);     // "__enter__"
std::string_view intrinsic1_name(int arg);         // "INTRINSIC_PRINT"
std::string_view intrinsic2_name(int arg);

}  // namespace gilt
