// What is said of counts that went wrong on purpose (vm/refcount_lesson.h): of a freed object that was
// touched, while the program runs, and of objects whose counts do not fit their references, at its end.
#pragma once

#include "gil/count_lesson.h"
#include "vm/object.h"

namespace gilt {

class RefcountLesson;
class Thread;

// Ends the process with RefcountLesson::kStatus; not if a step hook takes the report.
void report_freed_touch(Thread& t, RefcountLesson& lesson, Object* object, gil::FreedTouch touch);

// At the end, when the modules are empty and `t` is the only thread: objects with more references
// counted than there are (leaked), or fewer (they would be freed early), by class and by the line that
// made them, on stderr. False: there are none, or it cannot be told.
bool report_wrong_counts(Thread& t);

}  // namespace gilt
