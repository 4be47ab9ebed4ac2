// Frame: one call of a Python function. Frames of functions live on the thread's frame stack
// (contiguous chunks, last in first out); those of generators live in the generator object.
//
// A frame is used by the thread that runs it only.
#pragma once

#include "bytecode/instr.h"
#include "vm/call_args.h"
#include "vm/ref.h"
#include "vm/types/function.h"

namespace gilt {

struct GeneratorObject;

struct Frame {
  CodeObject* code;     // kept alive by `function`, or by `own_code`
  StackRef function;    // the FunctionObject
  DictObject* globals;  // borrowed from the function
  DictObject* builtins;
  Value locals;     // mapping of a module or class body, owned; no value in a function
  const Instr* ip;  // the next instruction; saved before anything that can raise or call
  StackRef* sp;     // saved when another frame is entered
  Frame* caller;
  GeneratorObject* generator;  // whose frame this is; null for a plain call

  enum Flags : uint32_t {
    kEntry = 1,  // returning from it leaves run()
    kConstructor =
        2,  // __init__ called by CALL on a class: returns None, the instance is on the stack
  };
  uint32_t flags;

  // Local variables, cells and free variables (localsplus), then the evaluation stack.
  StackRef slots[0];

  StackRef* stack_base() { return slots + code->nlocalsplus; }
  uint32_t instr_index() const { return static_cast<uint32_t>(ip - code->instrs) - 1; }
  int current_line() const { return code->code->spans[instr_index()].line; }
};
inline constexpr size_t kFrameHeaderWords = sizeof(Frame) / 8;
static_assert(sizeof(Frame) % 8 == 0);

// Space for a frame; null with MemoryError pending.
Frame* new_stack_chunk_slow(Thread& t, size_t words);
inline Frame* allocate_frame(Thread& t, size_t words) {
  if (static_cast<size_t>(t.stack_limit - t.stack_top) < words) [[unlikely]] {
    return new_stack_chunk_slow(t, words);
  }
  Frame* frame = reinterpret_cast<Frame*>(t.stack_top);
  t.stack_top += words;
  return frame;
}
// Gives back the newest frame of the thread's stack.
void release_stack_chunk_slow(Thread& t, Frame* frame);
inline void release_frame(Thread& t, Frame* frame) {
  if (reinterpret_cast<uint64_t*>(frame) == t.stack_base) [[unlikely]] {
    release_stack_chunk_slow(t, frame);
    return;
  }
  t.stack_top = reinterpret_cast<uint64_t*>(frame);
}

// Drops what the frame owns: locals, stack up to `sp`, function.
void clear_frame(Thread& t, Frame* frame, StackRef* sp);

// Makes a frame for a call of `function` with the given arguments bound to its parameters; null with
// TypeError pending when they do not fit. The frame is not yet entered.
Frame* make_call_frame(Thread& t, FunctionObject* function, CallArgs args);

}  // namespace gilt
