// OsHost: the Host of real runs: OS threads, the monotonic clock, and a futex for each Parker.
//
// Thread-safety: as Host. Stateless, so instance() is shared by all domains of the process; it is
// never destroyed, since daemon threads may still ask for it while the process ends.
#pragma once

#include "gil/host.h"

namespace gilt::gil {

class OsHost final : public Host {
 public:
  static OsHost& instance();

  Nanos now() override;
  ParkResult park(Parker& parker, Nanos deadline, Interruptible interruptible) override;
  void unpark(Parker& parker) override;
  void interrupt(Parker& parker) override;
  bool spawn(std::function<void()> body, const std::string& name, size_t stack_size) override;
  size_t stack_size(size_t asked) override { return asked; }
  void yield() override;
  bool back_off(unsigned attempt) override;
  uint64_t native_id() override;
  Nanos wall_clock() override;
  Nanos cpu_clock(CpuClock clock) override;
  ssize_t random_bytes(void* memory, size_t size) override;
  ssize_t read(int fd, void* memory, size_t size) override;
  ssize_t write(int fd, const void* memory, size_t size) override;
};

}  // namespace gilt::gil
