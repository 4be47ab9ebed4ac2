#include "tests/model/scenario.h"

#include <utility>

#include "tests/model/scheduler.h"

namespace gilt::model {

void thread(std::function<void()> body) { Scheduler::instance().add_thread(std::move(body)); }

void at_end(std::function<void()> body) { Scheduler::instance().at_end(std::move(body)); }

void check(bool holds, const char* what) {
  if (!holds) Scheduler::instance().fail(what);
}

void choice_point() {
  static const int outside = 0;  // not in an execution's memory: everybody uses it
  visit(&outside, Access::kRead, "goes on", nullptr, 0);
}

void yield() { Scheduler::instance().yield(); }

void pass_time(gil::Nanos time) { Scheduler::instance().pass_time(time); }

void may_hang() { Scheduler::instance().may_hang(); }

gil::Options with_gil() {
  gil::Options options;
  options.gil_enabled = true;
  return options;
}

gil::Options without_gil(gil::RefcountPolicy refcount) {
  gil::Options options;
  options.retire_batch = kRetireBatch;
  options.gil_enabled = false;
  options.refcount = refcount;
  return options;
}

}  // namespace gilt::model
