// The eval breaker: what happens when the loop finds the poll table installed (gil/thread_state.h).
//
// The models of design.md 5 differ in where they look. Some places are after an instruction (3.9: after
// nearly every one; 3.10: after a taken jump): then the loop runs the instruction with the "after"
// table installed, which catches whatever instruction comes next.
#pragma once

#include "bytecode/instr.h"
#include "vm/frame.h"

namespace gilt {

enum class PollDecision : uint8_t {
  kNow,    // poll before this instruction
  kAfter,  // run it, then poll
  kTaken,  // run it, then poll if it jumped
  kNo,
};

// Where the thread's model polls at `instr`, the next instruction of `frame` with stack top `sp`.
PollDecision decide_poll(Thread& t, Frame* frame, const StackRef* sp, Instr instr);

// Handles what is asked of the thread: hands over the GIL, stops with the world, merges counts, raises
// KeyboardInterrupt. False: an exception is pending. Leaves the right table installed.
bool handle_events(Thread& t);

// Raises KeyboardInterrupt if SIGINT has come (main thread only), SystemExit if the thread is
// abandoned. For natives whose wait was interrupted. False: raised.
bool handle_signals(Thread& t);

// The thread is to end without running anything more (gil::kEventAbandon): exceptions pass all
// handlers, finalizers are not called, nothing is reported.
inline bool abandoned(const Thread& t) { return t.pending(gil::kEventAbandon); }

}  // namespace gilt
