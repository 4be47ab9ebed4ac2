#include "tests/model/model_host.h"

#include <utility>

#include "tests/model/scheduler.h"

namespace gilt::model {

ModelHost& ModelHost::instance() {
  static ModelHost host;
  return host;
}

gil::Nanos ModelHost::now() { return Scheduler::instance().now(); }

gil::ParkResult ModelHost::park(gil::Parker& parker, gil::Nanos deadline,
                                gil::Interruptible interruptible) {
  return Scheduler::instance().park(parker, deadline, interruptible == gil::Interruptible::kYes);
}

void ModelHost::unpark(gil::Parker& parker) {
  Scheduler::instance().unpark(parker, Scheduler::kToken);
}

void ModelHost::interrupt(gil::Parker& parker) {
  Scheduler::instance().unpark(parker, Scheduler::kInterrupt);
}

bool ModelHost::spawn(std::function<void()> body, const std::string&, size_t) {
  Scheduler::instance().add_thread(std::move(body));
  return true;
}

void ModelHost::yield() { Scheduler::instance().yield(); }

uint64_t ModelHost::native_id() {
  return static_cast<uint64_t>(Scheduler::instance().current()) + 1;
}

}  // namespace gilt::model
