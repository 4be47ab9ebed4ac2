// ModelHost: the Host of model threads. To park is to wait for the scheduler; the clock moves only
// when a deadline passes or the scenario lets time pass. There is no world outside.
#pragma once

#include "gil/host.h"

namespace gilt::model {

class ModelHost final : public gil::Host {
 public:
  static ModelHost& instance();

  gil::Nanos now() override;
  gil::ParkResult park(gil::Parker& parker, gil::Nanos deadline,
                       gil::Interruptible interruptible) override;
  void unpark(gil::Parker& parker) override;
  void interrupt(gil::Parker& parker) override;
  bool spawn(std::function<void()> body, const std::string& name, size_t stack_size) override;
  size_t stack_size(size_t asked) override { return asked; }
  void yield() override;
  bool back_off(unsigned) override { return false; }
  uint64_t native_id() override;
  gil::Nanos wall_clock() override { return now(); }
  gil::Nanos cpu_clock(gil::CpuClock) override { return now(); }
  ssize_t random_bytes(void*, size_t) override { return -1; }
  ssize_t read(int, void*, size_t) override { return -1; }
  ssize_t write(int, const void*, size_t) override { return -1; }
};

}  // namespace gilt::model
