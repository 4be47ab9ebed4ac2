#include "bytecode/disassembler.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/bigint.h"
#include "base/float_text.h"
#include "base/text_repr.h"

namespace gilt {
namespace {

std::string join_reprs(const std::vector<Constant>& items) {
  std::string text;
  for (const Constant& item : items) {
    if (!text.empty()) text += ", ";
    text += constant_repr(item);
  }
  return text;
}

std::string complex_repr(std::complex<double> z) {
  auto part = [](double value, bool sign) {
    return double_to_text(value, 'r', 0, DoubleStyle{.always_sign = sign});
  };
  if (z.real() == 0 && !std::signbit(z.real())) return part(z.imag(), false) + "j";
  return "(" + part(z.real(), false) + part(z.imag(), true) + "j)";
}

std::string code_repr(const Code& code) {
  return fmt::format("<code object {} at {:#x}, file \"{}\", line {}>", code.name,
                     reinterpret_cast<uintptr_t>(&code), code.filename, code.first_line);
}

size_t line_width(const Code& code) {
  int highest = -1;
  bool missing = false;
  for (const SourceSpan& span : code.spans) {
    highest = std::max(highest, span.line);
    missing |= span.line < 0;
  }
  if (highest < 0) return 0;
  size_t width = std::max<size_t>(3, std::to_string(highest).size());
  return missing ? std::max<size_t>(width, 4) : width;
}

void append_instruction(std::string& out, const Code& code, size_t index,
                        const std::map<uint32_t, int>& labels, size_t lines, size_t label_width,
                        const DisassembleOptions& options) {
  Instr instr = code.instrs[index];
  int line = code.spans[index].line;
  bool starts_line = index == 0 || code.spans[index - 1].line != line;
  if (starts_line && index && lines) out += '\n';
  std::string text;
  if (lines) {
    std::string number = !starts_line ? "" : line < 0 ? "--" : std::to_string(line);
    text += fmt::format("{:>{}} ", number, lines);
  }
  auto label = labels.find(static_cast<uint32_t>(index));
  std::string name = label == labels.end() ? "" : fmt::format("L{}:", label->second);
  text += fmt::format("{:>{}} ", name, label_width);
  if (options.offsets) {
    size_t last = (code.instrs.size() - 1) * kOffsetUnit;
    size_t width = std::max<size_t>(4, std::to_string(last).size());
    text += fmt::format("{:>{}}   ", index * kOffsetUnit, width);
  }
  text += static_cast<int>(index) == options.current ? "--> " : "    ";
  if (options.model) text += fmt::format("{} ", switch_mark(instr, *options.model));
  std::string_view op = opcode_name(instr.op());
  text += fmt::format("{:<20}", op);
  if (has_operand(instr.op())) {
    size_t excess = op.size() > 20 ? op.size() - 20 : 0;
    size_t width = excess < 5 ? 5 - excess : 0;
    text += fmt::format(" {:>{}}", instr.arg(), width);
    OperandKind kind = opcode_info(instr.op()).operand;
    std::string meaning = kind == OperandKind::Const && options.constants
                              ? (*options.constants)[instr.arg()]
                              : operand_text(code, instr);
    if (kind == OperandKind::Jump) meaning = fmt::format("to L{}", labels.at(instr.arg()));
    if (kind == OperandKind::JumpFrom) meaning = fmt::format("from L{}", labels.at(instr.arg()));
    if (!meaning.empty()) text += " (" + meaning + ")";
  }
  text.erase(text.find_last_not_of(' ') + 1);
  out += text + '\n';
}

}  // namespace

std::map<uint32_t, int> number_labels(const Code& code) {
  std::map<uint32_t, int> labels;
  for (Instr instr : code.instrs) {
    OperandKind kind = opcode_info(instr.op()).operand;
    if (kind == OperandKind::Jump || kind == OperandKind::JumpFrom) labels[instr.arg()];
  }
  for (const ExceptionRange& range : code.exceptions) {
    labels[range.start];
    labels[range.end];
    labels[range.target];
  }
  int number = 0;
  for (auto& [index, label] : labels) label = ++number;
  return labels;
}

std::string constant_repr(const Constant& c) {
  if (c.as<EllipsisConstant>()) return "Ellipsis";
  if (auto* b = c.as<bool>()) return *b ? "True" : "False";
  if (auto* i = c.as<int64_t>()) return std::to_string(*i);
  if (auto* big = c.as<BigIntConstant>()) return BigInt::from_text(big->hex, 16)->to_text();
  if (auto* d = c.as<double>()) return double_repr(*d);
  if (auto* z = c.as<std::complex<double>>()) return complex_repr(*z);
  if (auto* s = c.as<std::string>()) return str_repr(*s);
  if (auto* b = c.as<BytesConstant>()) return bytes_repr(b->data);
  if (auto* t = c.as<TupleConstant>()) {
    return "(" + join_reprs(t->items) + (t->items.size() == 1 ? ",)" : ")");
  }
  if (auto* f = c.as<FrozenSetConstant>()) {
    return f->items.empty() ? "frozenset()" : "frozenset({" + join_reprs(f->items) + "})";
  }
  if (auto* s = c.as<SliceConstant>()) return "slice(" + join_reprs(s->parts) + ")";
  if (auto* code = c.as<std::shared_ptr<const Code>>()) return code_repr(**code);
  return "None";
}

std::string operand_text(const Code& code, Instr instr) {
  uint32_t arg = instr.arg();
  int number = static_cast<int>(arg);
  switch (opcode_info(instr.op()).operand) {
    case OperandKind::Const:
      return constant_repr(code.consts[arg]);
    case OperandKind::Name:
      return code.names[arg];
    case OperandKind::GlobalName:
      return code.names[arg >> 1] + (arg & 1 ? " + NULL" : "");
    case OperandKind::AttrName:
      return code.names[arg >> 1] + (arg & 1 ? " + NULL|self" : "");
    case OperandKind::SuperAttrName:
      return code.names[arg >> 2] + (arg & 1 ? " + NULL|self" : "");
    case OperandKind::Local:
    case OperandKind::Deref:
      return code.localsplus[arg];
    case OperandKind::LocalPair:
      return code.localsplus[arg >> 4] + ", " + code.localsplus[arg & 15];
    case OperandKind::CompareOp: {
      std::string symbol(compare_operator_symbol(number >> kCompareShift));
      return arg & kCompareToBool ? "bool(" + symbol + ")" : symbol;
    }
    case OperandKind::BinaryOp:
      return std::string(binary_operator_symbol(number));
    case OperandKind::Invert:
      return std::string(arg ? (instr.op() == Opcode::IS_OP ? "is not" : "not in")
                             : (instr.op() == Opcode::IS_OP ? "is" : "in"));
    case OperandKind::CommonConst:
      return std::string(common_constant_name(number));
    case OperandKind::Special:
      return std::string(special_method_name(number));
    case OperandKind::Intrinsic1:
      return std::string(intrinsic1_name(number));
    case OperandKind::Intrinsic2:
      return std::string(intrinsic2_name(number));
    case OperandKind::FunctionAttr:
      switch (arg) {
        case kFunctionDefaults:
          return "defaults";
        case kFunctionKwDefaults:
          return "kwdefaults";
        case kFunctionAnnotations:
          return "annotations";
        case kFunctionClosure:
          return "closure";
        default:
          return "annotate";
      }
    case OperandKind::Conversion:
      return arg == 1 ? "str" : arg == 2 ? "repr" : "ascii";
    default:
      return "";
  }
}

char switch_mark(Instr instr, PythonModel model) {
  if (model == PythonModel::kAny) return '*';
  if (model == PythonModel::k314t) return '|';
  switch (poll_point(instr.op(), model)) {
    case PollPoint::Never:
      return ' ';
    case PollPoint::After:
      return '*';
    case PollPoint::Taken:
      return 't';
    case PollPoint::Native:
      return 'c';
    case PollPoint::Resume:
      return (instr.arg() & kResumePointMask) < 2 ? '*' : ' ';
  }
  return ' ';
}

std::string_view switch_legend(PythonModel model) {
  switch (model) {
    case PythonModel::kAny:
      return "* the GIL may change hands before this instruction";
    case PythonModel::k39:
      return "* the GIL may change hands after this instruction";
    case PythonModel::k310:
      return "* the GIL may change hands after this instruction, t only when it jumps";
    case PythonModel::k314:
      return "* the GIL may change hands after this instruction, c only when it calls C code";
    case PythonModel::k314t:
      return "| no GIL: all threads run at the same time";
  }
  return "";
}

std::string disassemble(const Code& code, const DisassembleOptions& options) {
  std::string out;
  std::map<uint32_t, int> labels = number_labels(code);
  size_t lines = line_width(code);
  size_t label_width = 4 + std::to_string(labels.size()).size();
  for (size_t i = 0; i < code.instrs.size(); ++i) {
    append_instruction(out, code, i, labels, lines, label_width, options);
  }
  if (!code.exceptions.empty()) {
    out += "ExceptionTable:\n";
    for (const ExceptionRange& range : code.exceptions) {
      out += fmt::format("  L{} to L{} -> L{} [{}]{}\n", labels[range.start], labels[range.end],
                         labels[range.target], range.depth, range.lasti ? " lasti" : "");
    }
  }
  if (!options.nested) return out;
  for (const Constant& constant : code.consts) {
    if (auto* nested = constant.as<std::shared_ptr<const Code>>()) {
      out += fmt::format("\nDisassembly of {}:\n", code_repr(**nested));
      out += disassemble(**nested, options);
    }
  }
  return out;
}

}  // namespace gilt
