#include "vm/thread.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>

#include "vm/errors.h"
#include "vm/frame.h"
#include "vm/interpreter.h"
#include "vm/runtime.h"
#include "vm/thread_life.h"
#include "vm/type_cache.h"

namespace gilt {
namespace {

constexpr size_t kFirstChunkWords = 16 * 1024;
constexpr size_t kChunkHeaderWords = 3;

}  // namespace

Thread::Thread(Runtime& runtime, gil::Domain& domain)
    : gil::ThreadState(domain), runtime(runtime), ident(ident_of(id())) {
  auto* chunk = static_cast<uint64_t*>(std::malloc(kFirstChunkWords * sizeof(uint64_t)));
  if (chunk == nullptr) std::abort();
  chunk[0] = chunk[1] = chunk[2] = 0;
  stack_base = stack_top = chunk + kChunkHeaderWords;
  stack_limit = chunk + kFirstChunkWords;
  if (runtime.options.step_hook != nullptr) {
    set_tables(step_dispatch_table(), step_dispatch_table());
  } else {
    set_tables(fast_dispatch_table(), poll_dispatch_table(runtime.options.model));
  }
}

Thread::~Thread() {
  runtime.gc_table.give_back(gc_stock);
  // Frames are gone by now; an abandoned daemon thread may have left chunks.
  while (stack_base != nullptr) {
    uint64_t* chunk = stack_base - kChunkHeaderWords;
    stack_base = reinterpret_cast<uint64_t*>(chunk[2]);
    std::free(chunk);
  }
}

bool native_stack_exhausted(Thread& t, const char* where) {
  char here;
  if (&here > t.native_stack_limit) [[likely]]
    return false;
  raise(t, Exc::kRecursionError, std::string("maximum recursion depth exceeded") + where);
  return true;
}

void set_native_stack(Thread& t, size_t size) {
  // What natives that do not check may need below the limit, and what raising takes.
  constexpr size_t kReserve = 256 * 1024;
  char* here = static_cast<char*>(__builtin_frame_address(0));
  t.native_stack_limit = here - (size - std::min(size / 2, kReserve));
}

size_t main_stack_size() {
#if defined(__SANITIZE_THREAD__)
  constexpr size_t kMost = 4 << 20;  // it copies the whole stack for each allocation
#else
  constexpr size_t kMost = 64 << 20;
#endif
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kMost;
  return std::min<size_t>(limit.rlim_cur, kMost);
}

}  // namespace gilt
