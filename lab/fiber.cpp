#include "lab/fiber.h"

#include <sys/mman.h>
#include <unistd.h>

#include <utility>

#if defined(__SANITIZE_ADDRESS__)
#define GILT_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GILT_ASAN 1
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define GILT_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define GILT_TSAN 1
#endif
#endif

#ifdef GILT_ASAN
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef GILT_TSAN
#include <sanitizer/tsan_interface.h>
#endif

// Between telling ThreadSanitizer of a switch and switching, nothing may be recorded: it would be
// put down to the wrong side.
#ifdef GILT_TSAN
#define GILT_SWITCHES __attribute__((no_sanitize_thread))
#else
#define GILT_SWITCHES
#endif

namespace gilt::lab {

using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

namespace {

size_t page_size() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

// --- StackPool

StackPool::StackPool(size_t size) : size_((size + page_size() - 1) / page_size() * page_size()) {}

StackPool::~StackPool() {
  for (void* stack : free_) munmap(static_cast<char*>(stack) - page_size(), size_ + page_size());
}

void* StackPool::allocate() {
  if (!free_.empty()) {
    void* stack = free_.back();
    free_.pop_back();
    return stack;
  }
  void* memory = mmap(nullptr, size_ + page_size(), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  if (mprotect(memory, page_size(), PROT_NONE) != 0) {
    munmap(memory, size_ + page_size());
    return nullptr;
  }
  return static_cast<char*>(memory) + page_size();
}

void StackPool::release(void* stack) {
  if (free_.size() < kMostKept) {
    free_.push_back(stack);
    return;
  }
  munmap(static_cast<char*>(stack) - page_size(), size_ + page_size());
}

// --- Fiber

Fiber::Fiber(StackPool& pool, std::function<void()> body)
    : pool_(pool), stack_(pool.allocate()), body_(std::move(body)) {
  if (stack_ == nullptr) return;
  context_ = make_fcontext(static_cast<char*>(stack_) + pool.size(), pool.size(), &Fiber::start);
#ifdef GILT_TSAN
  tsan_fiber_ = __tsan_create_fiber(0);
#endif
}

Fiber::~Fiber() {
  if (stack_ == nullptr) return;
#ifdef GILT_TSAN
  __tsan_destroy_fiber(tsan_fiber_);
#endif
  pool_.release(stack_);
}

void Fiber::start(transfer_t from) {
  auto* self = static_cast<Fiber*>(from.data);
  self->scheduler_ = from.fctx;
  self->enter();
  self->body_();
  self->finished_ = true;
  self->suspend();  // for good
}

GILT_SWITCHES void Fiber::resume() {
#ifdef GILT_ASAN
  void* scheduler_shadow = nullptr;
  __sanitizer_start_switch_fiber(&scheduler_shadow, stack_, pool_.size());
#endif
#ifdef GILT_TSAN
  tsan_scheduler_ = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(tsan_fiber_, 0);
#endif
  context_ = jump_fcontext(context_, this).fctx;
#ifdef GILT_ASAN
  __sanitizer_finish_switch_fiber(scheduler_shadow, nullptr, nullptr);
#endif
}

GILT_SWITCHES void Fiber::suspend() {
#ifdef GILT_ASAN
  // A finished fiber gives up its fake stack.
  __sanitizer_start_switch_fiber(finished_ ? nullptr : &shadow_, scheduler_stack_,
                                 scheduler_stack_size_);
#endif
#ifdef GILT_TSAN
  __tsan_switch_to_fiber(tsan_scheduler_, 0);
#endif
  scheduler_ = jump_fcontext(scheduler_, nullptr).fctx;
  enter();
}

// On the fiber's stack, having just come from the scheduler's.
GILT_SWITCHES void Fiber::enter() {
#ifdef GILT_ASAN
  __sanitizer_finish_switch_fiber(shadow_, &scheduler_stack_, &scheduler_stack_size_);
#endif
}

}  // namespace gilt::lab
