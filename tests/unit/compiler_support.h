// Compiles a snippet and writes its code down in one line, for comparison.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "bytecode/compiler/compile.h"
#include "bytecode/disassembler.h"
#include "bytecode/verifier.h"

namespace gilt {

inline compiler::CompileResult compile_text(std::string_view source,
                                            compiler::ParseMode mode = compiler::ParseMode::kExec,
                                            compiler::CompileOptions options = {}) {
  return compiler::compile(source, "test.py", mode, options);
}

// The code object with this qualified name, or null.
inline const Code* find_code(const Code& code, std::string_view qualname) {
  if (code.qualname == qualname) return &code;
  for (const Constant& constant : code.consts) {
    if (auto* nested = constant.as<std::shared_ptr<const Code>>()) {
      if (const Code* found = find_code(**nested, qualname)) return found;
    }
  }
  return nullptr;
}

// "LOAD_FAST_BORROW x; LOAD_SMALL_INT 1; BINARY_OP +; RETURN_VALUE". Jumps as "->" and the
// instruction's index.
inline std::string listing(const Code& code) {
  std::string out;
  for (Instr instr : code.instrs) {
    if (!out.empty()) out += "; ";
    out += opcode_name(instr.op());
    OperandKind kind = opcode_info(instr.op()).operand;
    std::string text = operand_text(code, instr);
    if (text.starts_with("<code object ")) text = "<code>";
    if (kind == OperandKind::Jump || kind == OperandKind::JumpFrom) {
      out += " ->" + std::to_string(instr.arg());
    } else if (!text.empty()) {
      out += " " + text;
    } else if (has_operand(instr.op())) {
      out += " " + std::to_string(instr.arg());
    }
  }
  return out;
}

// The listing of `qualname` in `source`, without the RESUME at its start.
inline std::string code_of(std::string_view source, std::string_view qualname = "f") {
  compiler::CompileResult result = compile_text(source);
  if (!result.code) return result.error.type + ": " + result.error.message;
  EXPECT_EQ(verify(*result.code), "") << source;
  const Code* code = find_code(*result.code, qualname);
  if (!code) return "no code named so";
  std::string text = listing(*code);
  if (text.starts_with("RESUME 0; ")) text.erase(0, 10);
  return text;
}

// The same for one statement in a function with parameters a, b, c; without the implicit return.
inline std::string statement(const std::string& source) {
  std::string text = code_of("def f(a, b, c):\n    " + source + "\n");
  constexpr std::string_view kReturn = "; LOAD_CONST None; RETURN_VALUE";
  if (text.ends_with(kReturn)) text.erase(text.size() - kReturn.size());
  return text;
}

}  // namespace gilt
