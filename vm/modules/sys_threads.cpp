// sys: the GIL, reference counts, recursion, and other looks inside.
#include <fmt/format.h>

#include <cmath>
#include <string>

#include "gil/domain.h"
#include "gil/refcount.h"
#include "vm/frame.h"
#include "vm/modules/sys.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/frame_object.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

Ref sys_is_gil_enabled(Thread& t, Args) { return Ref::boolean(t.domain().gil_enabled()); }

Ref sys_getswitchinterval(Thread& t, Args) {
  return make_float(t, 1e-6 * t.domain().switch_interval_us());
}

// Kept in whole microseconds, as CPython does: 1e-9 reads back as 0.0.
Ref sys_setswitchinterval(Thread& t, Args args) {
  double seconds = 0;
  if (!to_double(t, args[0], &seconds)) return Ref();
  if (!(seconds > 0)) {
    return raise(t, Exc::kValueError, "switch interval must be strictly positive");
  }
  constexpr double kMost = UINT32_MAX;
  t.domain().set_switch_interval_us(static_cast<uint32_t>(std::min(seconds * 1e6, kMost)));
  return Ref::none();
}

// 3.14's rule: local variables are passed borrowed, so the call itself adds nothing. What is not
// counted reports CPython's number of immortal objects.
Ref sys_getrefcount(Thread&, Args args) {
  int64_t count = gil::kImmortalTotal;
  if (args[0].is_object()) count = gil::total(args[0].object()->refcount);
  return Ref::immediate(Value::small_int(count));
}

Ref sys_is_immortal(Thread&, Args args) {
  return Ref::boolean(!args[0].is_object() || gil::is_immortal(args[0].object()->refcount));
}

Ref sys_getrecursionlimit(Thread& t, Args) {
  return Ref::immediate(
      Value::small_int(t.runtime.recursion_limit.load(std::memory_order_relaxed)));
}

Ref sys_setrecursionlimit(Thread& t, Args args) {
  Size limit = GILT_TRY(int_argument(t, args[0]));
  if (limit.get() > INT32_MAX || limit.get() < INT32_MIN) {
    return raise(t, Exc::kOverflowError, "Python int too large to convert to C int");
  }
  if (limit.get() < 1) {
    return raise(t, Exc::kValueError, "recursion limit must be greater or equal than 1");
  }
  if (t.recursion_depth >= limit.get()) {
    return raise(t, Exc::kRecursionError,
                 fmt::format("cannot set the recursion limit to {} at the recursion depth {}: the "
                             "limit is too low",
                             limit.get(), t.recursion_depth));
  }
  t.runtime.recursion_limit.store(static_cast<int>(limit.get()), std::memory_order_relaxed);
  return Ref::none();
}

// Bytes of the object and of the storage that is its own; what it refers to is not counted.
Ref sys_get_int_max_str_digits(Thread& t, Args) {
  int limit = t.runtime.int_max_str_digits.load(std::memory_order_relaxed);
  return Ref::immediate(Value::small_int(limit));
}

Ref sys_set_int_max_str_digits(Thread& t, Args args) {
  constexpr int64_t kSmallest = 640;  // below it text and ints are converted without a look at it
  int64_t limit = GILT_TRY(to_ssize(t, args[0], Exc::kOverflowError)).get();
  if (limit != 0 && (limit < kSmallest || limit > INT32_MAX)) {
    return raise(t, Exc::kValueError, "maxdigits must be >= 640 or 0 for unlimited");
  }
  t.runtime.int_max_str_digits.store(static_cast<int>(limit), std::memory_order_relaxed);
  return Ref::none();
}

Ref sys_getsizeof(Thread& t, Args args) {
  Value v = args[0];
  if (!v.is_object()) return Ref::immediate(Value::small_int(sizeof(Value)));
  auto size = static_cast<int64_t>(type_of(t, v)->instance_size);
  if (is_str(t, v)) size += static_cast<int64_t>(v.as<StrObject>()->size);
  if (is_instance_of(t, v, Type::kTuple)) {
    size += static_cast<int64_t>(v.as<TupleObject>()->size * sizeof(Value));
  }
  if (is_instance_of(t, v, Type::kList)) {
    size += list_size(v.as<ListObject>()) * static_cast<int64_t>(sizeof(Value));
  }
  if (is_instance_of(t, v, Type::kDict)) {
    size += dict_size(v.as<DictObject>()) * static_cast<int64_t>(sizeof(DictEntry));
  }
  return make_int(t, size);
}

Ref sys_intern(Thread& t, Args args) {
  if (!is_exact_str(args[0])) {
    return raise(t, Exc::kTypeError,
                 is_str(t, args[0])
                     ? fmt::format("can't intern {}", type_name(t, args[0]))
                     : fmt::format("intern() argument must be str, not {}", type_name(t, args[0])));
  }
  return intern(t, args[0]);
}

Ref sys_getframe(Thread& t, Args args) {
  int64_t depth = 0;
  if (args[0]) depth = GILT_TRY(int_argument(t, args[0])).get();
  Frame* frame = t.frame;
  for (; frame != nullptr && depth > 0; depth--) frame = frame->caller;
  if (frame == nullptr) return raise(t, Exc::kValueError, "call stack is not deep enough");
  return make_frame_object(t, frame);
}

Ref sys_is_finalizing(Thread& t, Args) {
  return Ref::boolean(t.runtime.finalizing.load(std::memory_order_relaxed));
}

Ref sys_getencoding(Thread& t, Args) { return make_str(t, "utf-8"); }

constexpr MethodRow kFunctions[] = {
    function<"_is_gil_enabled", sys_is_gil_enabled>("()", "Whether the GIL is on."),
    function<"getswitchinterval", sys_getswitchinterval>(
        "()", "How long a thread waits for the GIL before it asks for it, in seconds."),
    function<"setswitchinterval", sys_setswitchinterval>("(interval, /)",
                                                         "Set the switch interval, in seconds."),
    function<"getrefcount", sys_getrefcount>("(object, /)", "The object's reference count."),
    function<"_is_immortal", sys_is_immortal>("(op, /)", "Whether the object is never counted."),
    function<"getrecursionlimit", sys_getrecursionlimit>("()", "How deep calls may nest."),
    function<"setrecursionlimit", sys_setrecursionlimit>("(limit, /)",
                                                         "Set how deep calls may nest."),
    function<"get_int_max_str_digits", sys_get_int_max_str_digits>(
        "()", "How many decimal digits conversions between int and str may have; 0: any number."),
    function<"set_int_max_str_digits", sys_set_int_max_str_digits>("(maxdigits)",
                                                                   "Set that limit."),
    function<"getsizeof", sys_getsizeof>("(object, default=None)",
                                         "Size of the object in bytes, without what it refers to."),
    function<"intern", sys_intern>("(string, /)", "The one string object with this text."),
    function<"_getframe", sys_getframe>("(depth=0, /)", "A frame of the call stack."),
    function<"is_finalizing", sys_is_finalizing>("()", "Whether the program is ending."),
    function<"getdefaultencoding", sys_getencoding>("()", "Always utf-8."),
    function<"getfilesystemencoding", sys_getencoding>("()", "Always utf-8."),
};

}  // namespace

std::span<const MethodRow> sys_thread_functions() { return kFunctions; }

}  // namespace gilt
