// StepHook: who steps through a runtime's bytecode. Its threads run with the dispatch table whose
// entries all lead here (vm/interpreter.h); without a hook nothing of it is on the way.
#pragma once

#include <string>

#include "gil/count_lesson.h"
#include "vm/frame.h"

namespace gilt {

class StepHook {
 public:
  virtual ~StepHook() = default;

  // An instruction of `frame` is about to run; frame->ip is just behind it, `sp` is the top of the
  // stack. The thread is attached, before and after; in between the hook may run other threads.
  // False: an exception is pending, and the instruction does not run.
  virtual bool before_instruction(Thread& t, Frame* frame, StackRef* sp) = 0;

  // With counts that are wrong on purpose, in a deterministic runtime: the thread is between two steps
  // of an update of the count of an object that several threads can count. It is attached and may
  // hold locks of objects; the hook may run other threads.
  virtual void within_count(Thread&, Object*, const gil::CountStep&) {}
  // The same: a freed object was touched, `report` says how. False: the program is to end with it.
  virtual bool refcount_fault(Thread&, const std::string& /*report*/) { return false; }
};

}  // namespace gilt
