// The way from an instrumented operation to the scheduler (tests/model/scheduler.h). Without a
// running model thread, while a scenario is set up and taken down, nothing is asked.
#pragma once

#include <cstdint>

namespace gilt::model {

enum class Access : uint8_t { kRead, kWrite };

// The running thread is about to do this to what stands at `where`: a choice point. Returns when
// the thread may do so.
void visit(const void* where, Access access, const char* what, const char* file, int line);

// Of a lock: waits until `taken` is false and sets it, or clears it.
void acquire(const void* lock, bool& taken);
void release(const void* lock, bool& taken);

}  // namespace gilt::model
