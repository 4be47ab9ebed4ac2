// StepHook: who steps through a runtime's bytecode. Its threads run with the dispatch table whose
// entries all lead here (vm/interpreter.h); without a hook nothing of it is on the way.
#pragma once

#include "vm/frame.h"

namespace gilt {

class StepHook {
 public:
  virtual ~StepHook() = default;

  // An instruction of `frame` is about to run; frame->ip is just behind it, `sp` is the top of the
  // stack. The thread is attached, before and after; in between the hook may run other threads.
  // False: an exception is pending, and the instruction does not run.
  virtual bool before_instruction(Thread& t, Frame* frame, StackRef* sp) = 0;
};

}  // namespace gilt
