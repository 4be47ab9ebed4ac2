// generator and coroutine: a suspended frame.
//
// Thread-safety: `state` is claimed by compare-and-swap before the frame is touched, so a second
// thread gets "ValueError: generator already executing", with the GIL or without. Who only wants to
// see the frame of a suspended generator claims it with kLookedAt, for a few loads and counts that neither
// block nor run Python; others wait for the end of that. Whoever has let go of the claim knows
// nothing about the state any more: another thread may have run the generator to its end since.
#pragma once

#include <atomic>

#include "vm/frame.h"
#include "vm/object.h"

namespace gilt {

enum class GeneratorState : uint8_t { kCreated, kSuspended, kRunning, kLookedAt, kFinished };

struct GeneratorObject : Object {
  std::atomic<GeneratorState> state{GeneratorState::kCreated};
  Slot name, qualname;
  HandledException handled;  // the exception it handles while suspended
  Value code;  // owned; frame.code, which must be there when the frame is not any more
  bool* returned = nullptr;  // where the native caller of a claimed one learns that it has returned
  bool is_coroutine = false;
  Frame frame;  // its slots follow; must be last
};

// RETURN_GENERATOR: a generator that takes over the contents of `frame` (a called function's, at its
// beginning). The frame's memory is the caller's to release.
Ref make_generator(Thread& t, Frame* frame);

// Claims the generator for running; *was: its state before. When that is kFinished, claims nothing.
// False: ValueError "generator already executing" is pending.
bool claim_generator(Thread& t, GeneratorObject* g, GeneratorState* was);
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
// The iterator of the yield from or await that the generator is suspended in; null: in none, or it is
// not suspended.
Ref generator_delegate(Thread& t, GeneratorObject* g);
// gen.throw(); null results as generator_send().
Ref generator_throw(Thread& t, GeneratorObject* g, Ref exception, Ref* returned);

}  // namespace gilt
