// LabThread: one Python thread of an execution, on its fiber.
//
// Used on the lab's OS thread only. Who writes which field says the comment.
#pragma once

#include <memory>
#include <string>

#include "gil/count_lesson.h"
#include "gil/host.h"
#include "lab/fiber.h"
#include "vm/frame.h"
#include "vm/thread.h"

namespace gilt::lab {

struct LabThread {
  enum class State : uint8_t {
    kNew,            // its fiber has not run yet
    kAtInstruction,  // stands before an instruction, attached or not
    kReleased,       // let the GIL go inside of one, around a read or write
    kParked,         // sleeps
    kCounting,       // inside of one, attached, between two steps of an update of a count
    kStopped,        // inside of one, attached: it has touched a freed object
    kFinishing,      // the main thread: the script is done, and so is all it waited for
    kEnded,
  };

  int number = 0;    // T0 is the main thread; then in the order of their start
  std::string name;  // at its start
  State state = State::kNew;
  std::unique_ptr<Fiber> fiber;

  // The Python thread, until its end.
  Thread* thread = nullptr;
  // Where it stands, at an instruction; a thread that waits inside of one keeps them.
  Frame* frame = nullptr;
  StackRef* sp = nullptr;
  bool may_leave = true;  // at an instruction: the modelled Python may switch here
  uint32_t id = 0;        // ThreadState::id, also when the thread is gone
  // The instruction it is at, and the one it made before that.
  Instr current, previous;

  // What its last instruction was, as far as switches are concerned (the step hook).
  enum class Poll : uint8_t { kNone, kAfter, kTaken } poll = Poll::kAfter;
  const Instr* not_taken = nullptr;

  // While counting: whose count, and where in its update.
  const Object* counted = nullptr;
  gil::CountStep count_step{};

  // While parked (the host).
  gil::Parker* parker = nullptr;
  gil::Nanos deadline = gil::kForever;
  bool interruptible = false;
  gil::ParkResult wake = gil::ParkResult::kWoken;  // what ends the park

  uint64_t steps = 0;  // it has made

  // The instruction it is at, or in the middle of. `frame` is there.
  Instr instr() const { return frame->ip[-1]; }
  bool unfinished() const { return state != State::kEnded; }
};

}  // namespace gilt::lab
