// __del__: what Python runs when an object dies (PEP 442).
#pragma once

#include "vm/object.h"

namespace gilt {

class Thread;

// Calls __del__ of a dead object, once in its life. False when that brought the object back to life.
// Exceptions in it are reported ("Exception ignored in ...") and dropped.
bool run_finalizer(Thread& t, Object* object);

// The same for an object that is alive, as at the end of a runtime: afterwards it counts as finalized.
void finalize_alive(Thread& t, Object* object);

}  // namespace gilt
