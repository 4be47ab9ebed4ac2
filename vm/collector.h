// The cycle collector: finds objects that only each other keep alive, and destroys them.
//
// With the world stopped (or the GIL held), every tracked object's count is compared with the
// references that tracked objects own (TypeSlots::traverse). What has more is held from outside, and
// keeps alive what it leads to; the rest is garbage. Then, the world running again: finalizers
// are called; with the world stopped once more, what they brought back to life is let go; what is
// left is taken apart (TypeSlots::finalize), and its memory freed.
//
// When: at a poll, as soon as the number of tracked objects has grown by more than the threshold and
// a quarter of what lived after the last collection; or on gc.collect(). Never with counts that are
// wrong on purpose (vm/refcount_lesson.h), which say nothing.
// Immortal objects (classes above all) are never garbage.
//
// Thread-safety: any attached thread; one collection at a time, others find nothing to do.
// Source: CPython 3.14 Python/gc_free_threading.c (two pauses, finalizers in between),
// Lins, "Cyclic reference counting with lazy mark-scan" (1992) for the comparison of counts.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "vm/ref.h"

namespace gilt {

struct CollectorState {
  std::atomic<bool> enabled{true};
  std::atomic<bool> collecting{false};
  std::atomic<int64_t> threshold0{2000};  // what gc.get_threshold() says
  std::atomic<int64_t> threshold1{10};    // kept for scripts that ask; there is one generation
  std::atomic<int64_t> threshold2{0};
  std::atomic<int64_t> live{0};    // tracked objects after the last collection
  std::atomic<int64_t> frozen{0};  // gc.freeze(): objects that are not looked at
  std::atomic<uint32_t> debug{0};  // gc.set_debug()
  // gc.get_stats()
  std::atomic<int64_t> collections{0};
  std::atomic<int64_t> collected{0};
  // gc.garbage and gc.callbacks, lists, owned; no value before the module is imported.
  Slot garbage;
  Slot callbacks;
};

// gc.set_debug()
inline constexpr uint32_t kGcDebugStats = 1;
inline constexpr uint32_t kGcDebugCollectable = 2;
inline constexpr uint32_t kGcDebugUncollectable = 4;
inline constexpr uint32_t kGcDebugSaveAll = 32;

// A collection, whatever the thresholds say. How many objects were garbage. Runs Python code
// (finalizers); what they raise is reported. Leaves no exception pending.
int64_t collect_cycles(Thread& t);

// At a poll, on gil::kEventGc: a collection if it is due.
void collect_if_due(Thread& t);

// The runtime is set up: what is there so far is not to set off collections.
void start_collecting(Thread& t);

// After a change of what decides: enabled, thresholds, live.
void update_gc_limit(Thread& t);

// All tracked objects. Borrowed; call with the world stopped.
std::vector<Object*> tracked_objects(Thread& t);

}  // namespace gilt
