// The loop. Nobody edits it: opcodes live in vm/ops/, one function each, and their list in
// bytecode/opcodes.def.
#include "vm/interpreter.h"

#include "vm/call.h"
#include "vm/eval_breaker.h"
#include "vm/ops/attributes.h"
#include "vm/ops/build.h"
#include "vm/ops/calls.h"
#include "vm/ops/exceptions.h"
#include "vm/ops/globals.h"
#include "vm/ops/iteration.h"
#include "vm/ops/operators.h"
#include "vm/ops/stack.h"
#include "vm/step_hook.h"
#include "vm/types/traceback.h"

namespace gilt {
namespace {

struct Tables {
  const void* fast[kOpcodeCount];
  const void* any[kOpcodeCount];
  const void* v39[kOpcodeCount];
  const void* v310[kOpcodeCount];
  const void* v314[kOpcodeCount];
  const void* after[kOpcodeCount];
  const void* step[kOpcodeCount];
};

// Does the model poll at this opcode, or (RETURN_VALUE up to 3.10) after the call that it ends?
constexpr bool polls_at(Opcode op, PythonModel model) {
  if (op == Opcode::RETURN_VALUE) return model != PythonModel::k314;
  return poll_point(op, model) != PollPoint::Never;
}

// Runs `frame` and the frames it calls. With `tables`, only hands out the labels.
Ref run(Thread* thread, Frame* frame, const Tables** tables) {
  static const Tables kTables = {
#define OP(name, ...) &&op_##name,
      {
#include "bytecode/opcodes.def"
      },
#define OP(name, ...) &&poll,
      {
#include "bytecode/opcodes.def"
      },
#define OP(name, ...) polls_at(Opcode::name, PythonModel::k39) ? &&poll : &&op_##name,
      {
#include "bytecode/opcodes.def"
      },
#define OP(name, ...) polls_at(Opcode::name, PythonModel::k310) ? &&poll : &&op_##name,
      {
#include "bytecode/opcodes.def"
      },
#define OP(name, ...) polls_at(Opcode::name, PythonModel::k314) ? &&poll : &&op_##name,
      {
#include "bytecode/opcodes.def"
      },
#define OP(name, ...) &&after,
      {
#include "bytecode/opcodes.def"
      },
#define OP(name, ...) &&step,
      {
#include "bytecode/opcodes.def"
      },
  };
  if (tables != nullptr) {
    *tables = &kTables;
    return Ref();
  }

  Thread& t = *thread;
  // Each opcode gets and gives back the registers by value, so that they stay in machine registers.
  const Instr* ip = frame->ip;
  StackRef* sp = frame->sp;
  Value result;
  Instr instr;
  const Instr* not_taken = nullptr;  // where the instruction before a `taken` poll falls through to

#define DISPATCH()                                                    \
  do {                                                                \
    instr = *ip++;                                                    \
    goto* t.dispatch.load(std::memory_order_relaxed)[instr.opcode()]; \
  } while (false)

  if (pending(t)) goto unwind;  // a generator is resumed by throw()
  DISPATCH();

#define OP(name, ...)                                               \
  op_##name : {                                                     \
    if constexpr (has_trait(Opcode::name, kRaises)) frame->ip = ip; \
    Registers r{ip, sp, frame, Value()};                            \
    Flow flow = ops::name(t, r, instr.arg());                       \
    ip = r.ip;                                                      \
    sp = r.sp;                                                      \
    frame = r.frame;                                                \
    switch (flow) {                                                 \
      case Flow::kNext:                                             \
        DISPATCH();                                                 \
      case Flow::kError:                                            \
        goto error;                                                 \
      case Flow::kUnwind:                                           \
        goto unwind;                                                \
      case Flow::kExit:                                             \
        result = r.result;                                          \
        goto exit;                                                  \
    }                                                               \
  }
#include "bytecode/opcodes.def"

poll:
  frame->ip = ip;
  switch (decide_poll(t, frame, sp, instr)) {
    case PollDecision::kNow:
      t.frame = frame;
      if (!handle_events(t)) goto error;
      break;
    case PollDecision::kAfter:
      not_taken = nullptr;
      t.dispatch.store(kTables.after, std::memory_order_relaxed);
      break;
    case PollDecision::kTaken:
      not_taken = ip;
      t.dispatch.store(kTables.after, std::memory_order_relaxed);
      break;
    case PollDecision::kNo:
      break;
  }
  goto* kTables.fast[instr.opcode()];

after:
  ip--;  // the instruction has not begun: an exception of the poll belongs to the one before
  t.frame = frame;
  if (ip == not_taken) {
    not_taken = nullptr;
    t.settle();
  } else {
    frame->ip = ip;
    if (!handle_events(t)) goto error;
  }
  DISPATCH();

step:
  frame->ip = ip;
  t.frame = frame;
  if (!t.runtime.options.step_hook->before_instruction(t, frame, sp)) goto error;
  goto* kTables.fast[instr.opcode()];

error:
  add_traceback(t, frame);
unwind : {
  Registers r = ops::unwind_slow(t, Registers{ip, sp, frame, Value()});
  if (r.frame == nullptr) return Ref();
  ip = r.ip;
  sp = r.sp;
  frame = r.frame;
  DISPATCH();
}

exit:
  return Ref::take(t, result);
}

const Tables& tables() {
  const Tables* tables = nullptr;
  run(nullptr, nullptr, &tables);
  return *tables;
}

}  // namespace

Ref run_frame(Thread& t, Frame* frame) {
  if (native_stack_exhausted(t, "")) {
    ops::abandon_frame(t, frame);
    return Ref();
  }
  frame->flags |= Frame::kEntry;
  frame->caller = t.frame;
  t.frame = frame;
  if (++t.recursion_depth > t.runtime.recursion_limit.load(std::memory_order_relaxed)) {
    ops::recursion_error_slow(t);
  }
  return run(&t, frame, nullptr);
}

DispatchTable fast_dispatch_table() { return tables().fast; }
DispatchTable after_dispatch_table() { return tables().after; }
DispatchTable step_dispatch_table() { return tables().step; }
DispatchTable poll_dispatch_table(PythonModel model) {
  switch (model) {
    case PythonModel::k39:
      return tables().v39;
    case PythonModel::k310:
      return tables().v310;
    case PythonModel::k314:
      return tables().v314;
    default:
      return tables().any;
  }
}

}  // namespace gilt
