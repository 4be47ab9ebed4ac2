// What a thread waits for, as an object of the script, and where it does. For reports on deadlocks
// and for looking at threads from outside.
//
// Thread-safety: about threads that stand still; nothing is counted, locked or called.
#pragma once

#include "gil/thread_state.h"
#include "vm/frame.h"

namespace gilt {

class Runtime;
struct LockHistory;

// The Python object behind the resource of a wait; null: it has none.
const Object* waited_object(const Runtime& runtime, gil::WaitKind kind, const void* resource);
// Where a Lock or RLock was made and acquired; null: it is neither.
const LockHistory* lock_history(const Runtime& runtime, const Object* object);

bool in_library(const Frame* frame);
// The frame to show: the innermost one that the user wrote.
const Frame* shown_frame(const Frame* innermost);

}  // namespace gilt
