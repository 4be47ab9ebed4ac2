#include "vm/modules/thread_functions.h"

#include <fmt/format.h>

#include "gil/host.h"
#include "vm/operations.h"
#include "vm/thread_life.h"
#include "vm/types/float.h"
#include "vm/types/int.h"

namespace gilt {
namespace {

constexpr int64_t kSmallestStack = 32 * 1024;
constexpr double kTimeoutMax = 9223372036.0;  // seconds: the largest of 64-bit nanoseconds

Ref get_ident(Thread& t, Args) { return make_int_from_unsigned(t, t.ident); }

Ref get_native_id(Thread& t, Args) { return make_int_from_unsigned(t, t.host().native_id()); }

Ref stack_size(Thread& t, Args args) {
  std::atomic<size_t>& setting = t.runtime.thread_stack_size;
  const size_t old = setting.load(std::memory_order_relaxed);
  Size size = args[0] ? int_argument(t, args[0]) : Size(0);  // 0: the default again
  if (size.failed()) return Ref();
  if (size.get() < 0) return raise(t, Exc::kValueError, "size must be 0 or a positive value");
  if (size.get() != 0 && size.get() < kSmallestStack) {
    return raise(t, Exc::kValueError, fmt::format("size not valid: {} bytes", size.get()));
  }
  setting.store(static_cast<size_t>(size.get()), std::memory_order_relaxed);
  return make_int(t, static_cast<int64_t>(old));
}

constexpr MethodRow kRows[] = {
    function<"get_ident", get_ident>(
        "()",
        "Return a non-zero integer that uniquely identifies the current thread\namongst other "
        "threads that exist simultaneously."),
    function<"get_native_id", get_native_id>(
        "()",
        "Return a non-negative integer identifying the thread as reported\nby the OS (kernel)."),
    function<"stack_size", stack_size>(
        "(size=0, /)", "Return the thread stack size used when creating new threads."),
};

}  // namespace

bool add_shared_thread_names(Thread& t, DictObject* ns) {
  return add_functions(t, ns, kRows) && add_value(t, ns, "TIMEOUT_MAX", make_float(t, kTimeoutMax));
}

}  // namespace gilt
