// time: clocks, sleep, and calendar time. strptime is left out.
//
// monotonic() and perf_counter() read the Host's clock, which sleep() waits by.
// Source: CPython 3.14 Modules/timemodule.c.
#include <time.h>

#include <cerrno>
#include <cmath>
#include <string>

#include "gil/domain.h"
#include "gil/timed_event.h"
#include "vm/modules/modules.h"
#include "vm/modules/time_tuple.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr int64_t kSecond = 1'000'000'000;

// --- clocks

int64_t host_clock(Thread& t) { return t.host().now(); }
int64_t real_clock(Thread& t) { return t.host().wall_clock(); }
int64_t process_clock(Thread& t) { return t.host().cpu_clock(gil::CpuClock::kProcess); }
int64_t thread_clock(Thread& t) { return t.host().cpu_clock(gil::CpuClock::kThread); }

template <int64_t (*Clock)(Thread&)>
Ref in_seconds(Thread& t, Args) {
  return make_float(t, static_cast<double>(Clock(t)) * 1e-9);
}
template <int64_t (*Clock)(Thread&)>
Ref in_nanoseconds(Thread& t, Args) {
  return make_int(t, Clock(t));
}

// time.time() keeps its microseconds: the double nearest to seconds + fraction.
Ref time_time(Thread& t, Args) {
  const int64_t now = real_clock(t);
  return make_float(t, static_cast<double>(now) / 1e9);
}

Ref get_clock_info(Thread& t, Args args) {
  std::string_view name;
  if (!str_argument(t, args[0], "get_clock_info", "argument 1", &name)) return Ref();
  const char* clock = name == "time"           ? "CLOCK_REALTIME"
                      : name == "monotonic"    ? "CLOCK_MONOTONIC"
                      : name == "perf_counter" ? "CLOCK_MONOTONIC"
                      : name == "process_time" ? "CLOCK_PROCESS_CPUTIME_ID"
                      : name == "thread_time"  ? "CLOCK_THREAD_CPUTIME_ID"
                                               : nullptr;
  if (clock == nullptr) return raise(t, Exc::kValueError, "unknown clock");
  const bool real = name == "time";
  Ref text = GILT_TRY(make_str(t, std::string("clock_gettime(") + clock + ")"));
  Ref resolution = make_float(t, 1e-9);
  Ref info = GILT_TRY(call(t, Value::from(types(t).namespace_)));
  if (!set_attr(t, info, "implementation", text) ||
      !set_attr(t, info, "monotonic", Value::boolean(!real)) ||
      !set_attr(t, info, "adjustable", Value::boolean(real)) ||
      !set_attr(t, info, "resolution", resolution)) {
    return Ref();
  }
  return info;
}

// --- sleep

Ref time_sleep(Thread& t, Args args) {
  gil::Nanos length = 0;
  if (!seconds_argument(t, args[0], &length)) return Ref();
  if (length < 0) return raise(t, Exc::kValueError, "sleep length must be non-negative");
  const gil::Nanos deadline = gil::deadline_after(t.host().now(), length);
  gil::WaitResult result;
  bool ok =
      wait_out_signals(t, gil::WaitResult::kInterrupted, &result,
                       [&](gil::Interruptible how) { return gil::sleep_until(t, deadline, how); });
  return ok ? Ref::none() : Ref();
}

// --- calendar time

// Seconds since the epoch from an optional argument; now without one.
bool epoch_seconds(Thread& t, Value v, int64_t* out) {
  if (!v || v.is_none()) {
    *out = real_clock(t) / kSecond;
    return true;
  }
  if (type_of(t, v)->has(Type::kFloat)) {
    double d = 0;
    if (!to_double(t, v, &d)) return false;
    if (std::isnan(d)) return raise(t, Exc::kValueError, "Invalid value NaN (not a number)");
    d = std::floor(d);
    if (!(d >= -0x1p63 && d < 0x1p63)) {
      return raise(t, Exc::kOverflowError, "timestamp out of range for platform time_t");
    }
    *out = static_cast<int64_t>(d);
    return true;
  }
  Ref index = GILT_TRY(to_index(t, v));
  if (int_fits_int64(index, out)) return true;
  return raise(t, Exc::kOverflowError, "timestamp out of range for platform time_t");
}

Ref time_localtime(Thread& t, Args args) {
  int64_t seconds = 0;
  if (!epoch_seconds(t, args[0], &seconds)) return Ref();
  return make_local_time(t, seconds);
}

Ref time_gmtime(Thread& t, Args args) {
  int64_t seconds = 0;
  if (!epoch_seconds(t, args[0], &seconds)) return Ref();
  return make_utc_time(t, seconds);
}

// The argument, or the local time now.
bool time_argument(Thread& t, Value v, const char* function, std::tm* out) {
  if (v) return parse_time_tuple(t, v, function, out) && check_time_ranges(t, *out);
  const std::time_t now = real_clock(t) / kSecond;
  if (localtime_r(&now, out) != nullptr) return true;
  return raise_os_error(t, errno);
}

Ref time_mktime(Thread& t, Args args) {
  std::tm time{};
  if (!parse_time_tuple(t, args[0], "mktime", &time)) return Ref();
  time.tm_wday = -1;  // mktime sets it if it succeeds
  const std::time_t seconds = std::mktime(&time);
  if (seconds == -1 && time.tm_wday == -1) {
    return raise(t, Exc::kOverflowError, "mktime argument out of range");
  }
  return make_float(t, static_cast<double>(seconds));
}

Ref time_asctime(Thread& t, Args args) {
  std::tm time{};
  if (!time_argument(t, args[0], "asctime", &time)) return Ref();
  if (time.tm_mon < 0) time.tm_mon = 0;
  if (time.tm_mday < 1) time.tm_mday = 1;
  return format_ascii_time(t, time);
}

Ref time_ctime(Thread& t, Args args) {
  int64_t seconds = 0;
  if (!epoch_seconds(t, args[0], &seconds)) return Ref();
  const std::time_t when = seconds;
  std::tm time{};
  if (localtime_r(&when, &time) == nullptr) return raise_os_error(t, errno);
  return format_ascii_time(t, time);
}

Ref time_strftime(Thread& t, Args args) {
  std::string_view format;
  if (!str_argument(t, args[0], "strftime", "argument 1", &format)) return Ref();
  std::tm time{};
  if (!time_argument(t, args[1], "strftime", &time)) return Ref();
  if (time.tm_mon < 0) time.tm_mon = 0;  // zeros mean the first, as in CPython
  if (time.tm_mday < 1) time.tm_mday = 1;
  if (time.tm_yday < 0) time.tm_yday = 0;
  if (format.empty()) return make_str(t, "");
  const std::string pattern(format);
  // A result of no bytes may be right ("%p" in some locales): more room than any pattern fills ends it.
  for (size_t room = 256;; room *= 4) {
    std::string text(room, '\0');
    const size_t length = std::strftime(text.data(), room, pattern.c_str(), &time);
    if (length > 0 || room > 256 * pattern.size()) {
      text.resize(length);
      return make_str(t, text);
    }
  }
}

constexpr MethodRow kFunctions[] = {
    function<"time", time_time>("()",
                                "Return the current time in seconds since the Epoch.\nFractions of "
                                "a second may be present if the system clock provides them."),
    function<"time_ns", in_nanoseconds<real_clock>>(
        "()", "Return the current time in nanoseconds since the Epoch."),
    function<"monotonic", in_seconds<host_clock>>("()", "Monotonic clock, cannot go backward."),
    function<"monotonic_ns", in_nanoseconds<host_clock>>(
        "()", "Monotonic clock, cannot go backward, as nanoseconds."),
    function<"perf_counter", in_seconds<host_clock>>("()", "Performance counter for benchmarking."),
    function<"perf_counter_ns", in_nanoseconds<host_clock>>(
        "()", "Performance counter for benchmarking as nanoseconds."),
    function<"process_time", in_seconds<process_clock>>(
        "()", "Process time for profiling: sum of the kernel and user-space CPU time."),
    function<"process_time_ns", in_nanoseconds<process_clock>>(
        "()",
        "Process time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time."),
    function<"thread_time", in_seconds<thread_clock>>(
        "()", "Thread time for profiling: sum of the kernel and user-space CPU time."),
    function<"thread_time_ns", in_nanoseconds<thread_clock>>(
        "()",
        "Thread time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time."),
    function<"get_clock_info", get_clock_info>("(name, /)",
                                               "Get information of the specified clock."),
    function<"sleep", time_sleep>("(object, /)",
                                  "Delay execution for a given number of seconds.\n\nThe "
                                  "argument may be a floating-point number for subsecond "
                                  "precision."),
    function<"localtime", time_localtime>(
        "(seconds=None, /)",
        "Convert seconds since the Epoch to a time tuple expressing local time."),
    function<"gmtime", time_gmtime>(
        "(seconds=None, /)",
        "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\n"
        "GMT)."),
    function<"mktime", time_mktime>("(tuple, /)",
                                    "Convert a time tuple in local time to seconds since the "
                                    "Epoch."),
    function<"asctime", time_asctime>(
        "(tuple=None, /)", "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."),
    function<"ctime", time_ctime>(
        "(seconds=None, /)",
        "Convert a time in seconds since the Epoch to a string in local time."),
    function<"strftime", time_strftime>("(format, tuple=None, /)",
                                        "Convert a time tuple to a string according to a format "
                                        "specification."),
};

bool add_zone(Thread& t, DictObject* ns) {
  tzset();
  Ref standard = GILT_TRY(make_str(t, std::string_view(tzname[0])));
  Ref summer = GILT_TRY(make_str(t, std::string_view(tzname[1])));
  const int64_t altzone = daylight != 0 ? timezone - 3600 : timezone;
  return add_value(t, ns, "timezone", make_int(t, timezone)) &&
         add_value(t, ns, "altzone", make_int(t, altzone)) &&
         add_value(t, ns, "daylight", make_int(t, daylight)) &&
         add_value(t, ns, "tzname", make_tuple(t, {standard, summer}));
}

bool init_time_module(Thread& t, DictObject* ns) {
  return add_functions(t, ns, kFunctions) && add_zone(t, ns) &&
         add_value(t, ns, "struct_time", Ref::copy(t, types(t).struct_time));
}

}  // namespace

const ModuleRow k_time_module = {
    "time",
    "This module provides various functions to manipulate time values.",
    init_time_module,
};

}  // namespace gilt
