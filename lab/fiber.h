// Fiber: a C++ stack that can be left and returned to. The threads of the lab stand on fibers, so
// that one scheduler decides at every choice point who goes on (docs/architecture.md, "The lab").
//
// Thread-safety: none; a fiber stays on the OS thread that made it. resume() is called on the
// scheduler's stack, suspend() on the fiber's own. No C++ exception leaves a body.
// Source: Boost.Context (its fcontext; the classes above it leave no room for the annotations that
// AddressSanitizer and ThreadSanitizer want at a switch: sanitizer/common_interface_defs.h,
// sanitizer/tsan_interface.h).
#pragma once

#include <boost/context/detail/fcontext.hpp>
#include <cstddef>
#include <functional>
#include <vector>

namespace gilt::lab {

// Stacks of one size, with a guard page below each; those given back are used again. Their memory is
// the system's until it is touched.
class StackPool {
 public:
  explicit StackPool(size_t size);  // in bytes, without the guard page
  ~StackPool();
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;

  size_t size() const { return size_; }
  void* allocate();  // the lowest byte; null when there is no memory
  void release(void* stack);

 private:
  static constexpr size_t kMostKept = 64;
  size_t size_;
  std::vector<void*> free_;
};

class Fiber {
 public:
  // The body runs at the first resume(). The stack goes back to the pool, which outlives the fiber.
  Fiber(StackPool& pool, std::function<void()> body);
  ~Fiber();  // it has finished, or was never resumed
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // False: there was no memory for a stack, and the fiber must not be resumed.
  bool usable() const { return stack_ != nullptr; }

  void resume();   // returns when the body suspends or ends
  void suspend();  // returns at the next resume()
  bool finished() const { return finished_; }

 private:
  static void start(boost::context::detail::transfer_t from);
  void enter();

  StackPool& pool_;
  void* stack_;
  std::function<void()> body_;
  boost::context::detail::fcontext_t context_ = nullptr;    // the body, while it is suspended
  boost::context::detail::fcontext_t scheduler_ = nullptr;  // who resumed it, while it runs
  bool finished_ = false;

  // For the sanitizers; unused without them.
  void* shadow_ = nullptr;  // AddressSanitizer's fake stack of the side that is left
  const void* scheduler_stack_ = nullptr;
  size_t scheduler_stack_size_ = 0;
  void* tsan_fiber_ = nullptr;
  void* tsan_scheduler_ = nullptr;
};

}  // namespace gilt::lab
