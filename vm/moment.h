// Moment: what a thread was doing when something happened to an object: which thread, at which
// instruction of which line. Cheap enough to note for every object that is made.
//
// A value. Invariant: names of files are interned, so that they outlive the code that was there.
#pragma once

#include <cstdint>
#include <string>

#include "bytecode/opcode.h"
#include "vm/frame.h"
#include "vm/types/code.h"

namespace gilt {

struct Moment {
  Value file;  // an interned str; no value: no Python code was running
  int32_t line = 0;
  uint32_t thread = 0;  // ThreadState::id; 0: it never happened
  Opcode op = Opcode::NOP;

  static Moment of(const Thread& t) {
    Moment now;
    now.thread = t.id();
    const Frame* frame = t.frame;
    if (frame == nullptr) return now;
    const Code& code = *frame->code->code;
    // A frame that has just been entered is before its first instruction.
    const uint32_t index = frame->instr_index() < code.instrs.size() ? frame->instr_index() : 0;
    now.file = frame->code->filename;
    now.line = code.spans[index].line;
    now.op = code.instrs[index].op();
    return now;
  }

  bool happened() const { return thread != 0; }
  // In the script or a module of the user's, not in the standard library.
  bool in_script() const;
  // "race.py:12"; "the interpreter" without Python code.
  std::string place() const;
  // "race.py:12 (STORE_GLOBAL)".
  std::string text() const;
};

}  // namespace gilt
