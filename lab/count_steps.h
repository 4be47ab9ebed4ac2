// Updates of reference counts that are several steps (gil/count_lesson.h), in words: for the record of
// a step and for where a thread stands.
//
// Thread-safety: the lab's OS thread, between steps.
#pragma once

#include <string>

#include "lab/wait_text.h"

namespace gilt::lab {

// Is the thread between two steps of one?
inline bool is_counting(const LabThread& thread) {
  return thread.state == LabThread::State::kCounting;
}

// What it has done: "loads refcount 2 of list shared".
std::string counted_text(const LabThread& thread, ObjectNames& names);
// What it is about to do: "to store refcount 1 of list shared", "to store ..., over 3: 1 update is lost".
std::string to_count_text(const LabThread& thread, ObjectNames& names);
// The same when it is done: "stores refcount 1 of list shared".
std::string has_counted_text(const LabThread& thread, ObjectNames& names);

}  // namespace gilt::lab
