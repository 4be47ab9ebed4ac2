// The memory of one execution. While a scenario runs, operator new takes from an arena with a lane
// for each thread, and nothing is used twice. So
//  - addresses are the same in every execution in which the thread came here the same way: a
//    parking lot's buckets do not depend on chance, and an address stands for one object,
//  - touching what was deleted is noticed (by atomic operations, and by check_live()),
//  - what was not deleted at the end is a leak.
// Everything else in the program allocates as usual.
#pragma once

#include <cstddef>

namespace gilt::model {

class Memory {
 public:
  static constexpr int kLanes = 5;     // 0: set-up and end; then the threads
  static constexpr int kOutside = -1;  // as usual

  static void reset();  // a new execution
  // Who allocates from now on. Returns who did before.
  static int enter(int lane);

  static bool contains(const void* address);
  static size_t offset(const void* address);  // of what it contains
  static bool freed(const void* address);     // it was part of a deleted block
  // Who is told before a block is deleted.
  static void on_delete(void (*f)(const void* block, size_t size));
  static size_t live_blocks();                  // allocated and not deleted
  static constexpr size_t kLaneSize = 1 << 18;  // bytes
  static constexpr size_t kSize = kLaneSize * kLanes;
};

// Allocates as usual for its lifetime.
class Outside {
 public:
  Outside() : before_(Memory::enter(Memory::kOutside)) {}
  ~Outside() { Memory::enter(before_); }
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

 private:
  int before_;
};

}  // namespace gilt::model
