// The attributes of threading.Thread, and what its methods need to know about an instance.
//
// Thread-safety: as vm/types/thread_object.h. Source: CPython 3.14 Lib/threading.py (class Thread).
#pragma once

#include "vm/errors.h"
#include "vm/thread_life.h"
#include "vm/types/thread_object.h"

namespace gilt {

inline ThreadObject* thread_of(Value v) { return v.as<ThreadObject>(); }

inline constexpr char kThreadNotInitialised[] = "Thread.__init__() not called";

// False, with `error` pending, if Thread.__init__ has not run.
bool thread_initialised(Thread& t, Value self, const char* message = kThreadNotInitialised,
                        Exc error = Exc::kRuntimeError);
// The same with AssertionError, as CPython's properties have it.
bool thread_asserted(Thread& t, Value self, const char* message = kThreadNotInitialised);

inline bool thread_started(Value self) {
  return thread_of(self)->state.load(std::memory_order_acquire) == ThreadObject::State::kStarted;
}
inline bool thread_alive(Value self) {
  return thread_started(self) && !thread_of(self)->end->done.is_set();
}

// What run() calls, and with what: None for what was not given; AttributeError once run() has
// dropped it.
enum class ThreadField : uint8_t { kTarget, kArgs, kKwargs };
Ref thread_field(Thread& t, Value self, ThreadField field);

Ref thread_repr(Thread& t, Value self);
// The attributes, and the getters and setters of old.
void add_thread_attributes(Thread& t, Type& type);

}  // namespace gilt
