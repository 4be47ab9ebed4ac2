// What every opcode function shares. Rules of this room:
//  1. One function per opcode, named like it; always inlined into the loop (vm/interpreter.cpp), kept
//     apart in debug builds. The slow half goes out of line (vm/ops/slow_*.cpp), and takes values, never
//     the Registers: their address must not escape, so that they stay in machine registers.
//  2. Everything in [stack base, sp) is owned by the stack. On an error leave it so: the unwinder
//     drops it.
//  3. An opcode that can raise or call finds frame->ip saved.
//  4. Constant Flow results fold away.
#pragma once

#include <cstdint>

#include "bytecode/opcode.h"
#include "vm/errors.h"
#include "vm/frame.h"
#include "vm/operations.h"

namespace gilt {

// The machine registers of the interpreter.
struct Registers {
  const Instr* ip;  // the next instruction
  StackRef* sp;     // one past the top
  Frame* frame;
  Value result;  // of run_frame(), owned; set with Flow::kExit
};

enum class Flow : uint8_t {
  kNext,    // on with *ip
  kError,   // an exception is pending: add a traceback entry and unwind
  kUnwind,  // the same without an entry (it is being raised again)
  kExit,    // leave run_frame() with `result`
};

}  // namespace gilt

#ifdef GILT_NOINLINE_OPS
#define GILT_HANDLER static __attribute__((noinline, unused)) Flow
#else
#define GILT_HANDLER static inline __attribute__((always_inline, unused)) Flow
#endif

namespace gilt::ops {

GILT_INLINE void push(Registers& r, StackRef v) { *r.sp++ = v; }
GILT_INLINE void push(Registers& r, Ref v) { *r.sp++ = StackRef::owned(std::move(v)); }
GILT_INLINE StackRef pop(Registers& r) { return *--r.sp; }
GILT_INLINE Value peek(const Registers& r, int from_top) { return r.sp[-from_top].value(); }

// Drops `count` operands and pushes the result; a null result is an error and leaves them.
GILT_INLINE Flow replace(Thread& t, Registers& r, int count, Ref result) {
  if (!result) [[unlikely]]
    return Flow::kError;
  for (int i = 0; i < count; i++) (--r.sp)->drop(t);
  push(r, std::move(result));
  return Flow::kNext;
}
// Drops `count` operands; `ok` false is an error and leaves them.
GILT_INLINE Flow discard(Thread& t, Registers& r, int count, bool ok) {
  if (!ok) [[unlikely]]
    return Flow::kError;
  for (int i = 0; i < count; i++) (--r.sp)->drop(t);
  return Flow::kNext;
}

GILT_INLINE void jump(Registers& r, uint32_t target) { r.ip = r.frame->code->instrs + target; }
GILT_INLINE Value name_at(const Registers& r, uint32_t index) {
  return r.frame->code->names[index];
}
// The inline cache of the current instruction.
GILT_INLINE std::atomic<uint64_t>& cache(const Registers& r) {
  const CodeObject* code = r.frame->code;
  return code->caches[r.ip - 1 - code->instrs];
}

}  // namespace gilt::ops
