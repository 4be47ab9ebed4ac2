// generator and coroutine: a suspended frame.
//
// Thread-safety: `state` is claimed by compare-and-swap before the frame is touched, so a second
// thread gets "ValueError: generator already executing", with the GIL or without.
#pragma once

#include <atomic>

#include "vm/frame.h"
#include "vm/object.h"

namespace gilt {

enum class GeneratorState : uint8_t { kCreated, kSuspended, kRunning, kFinished };

struct GeneratorObject : Object {
  std::atomic<GeneratorState> state{GeneratorState::kCreated};
  Slot name, qualname;
  HandledException handled;  // the exception it handles while suspended
  bool is_coroutine = false;
  Frame frame;  // its slots follow; must be last
};

// RETURN_GENERATOR: a generator that takes over the contents of `frame` (a called function's, at its
// beginning). The frame's memory is the caller's to release.
Ref make_generator(Thread& t, Frame* frame);

// Claims the generator for running; false: ValueError "generator already executing" is pending.
// When it is finished, claims nothing and says so through *finished.
bool claim_generator(Thread& t, GeneratorObject* g, bool* finished);
// Links the frame of a claimed generator in front of `caller`, pushes `sent` (owned) as the value of
// the yield and makes it the thread's innermost frame.
Frame* resume_generator(Thread& t, GeneratorObject* g, Frame* caller, Value sent);
// The frame has returned or raised: drops what is left of it.
void finish_generator(Thread& t, GeneratorObject* g);
// The running generator gives up control (YIELD_VALUE).
void suspend_generator(Thread& t, GeneratorObject* g);

// generator.send(): null with no exception pending when the generator returned; then *returned (if
// given) is its value.
Ref generator_send(Thread& t, GeneratorObject* g, Value sent, Ref* returned);
inline bool is_generator(Value v) {
  return v.is_object() && v.object()->layout == Layout::kGenerator;
}
// The iterator of the yield from or await that the suspended generator is in; null: in none.
Ref generator_delegate(Thread& t, GeneratorObject* g);
// gen.throw(); null results as generator_send().
Ref generator_throw(Thread& t, GeneratorObject* g, Ref exception, Ref* returned);

}  // namespace gilt
