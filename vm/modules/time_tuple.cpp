// Source: CPython 3.14 Modules/timemodule.c (gettmarg, checktm, torgmtime).
#include "vm/modules/time_tuple.h"

#include <fmt/format.h>

#include <cerrno>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/struct_sequence.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr StructField kFields[] = {
    {"tm_year", "year, for example, 1993"},
    {"tm_mon", "month of year, range [1, 12]"},
    {"tm_mday", "day of month, range [1, 31]"},
    {"tm_hour", "hours, range [0, 23]"},
    {"tm_min", "minutes, range [0, 59]"},
    {"tm_sec", "seconds, range [0, 61])"},
    {"tm_wday", "day of week, range [0, 6], Monday is 0"},
    {"tm_yday", "day of year, range [1, 366]"},
    {"tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"},
    {"tm_zone", "abbreviation of timezone name"},
    {"tm_gmtoff", "offset from UTC in seconds"},
};
constexpr size_t kVisible = 9;

Ref make_struct_time(Thread& t, const std::tm& time) {
  Ref zone = GILT_TRY(make_str(t, std::string_view(time.tm_zone != nullptr ? time.tm_zone : "")));
  auto number = [](int64_t i) { return Value::small_int(i); };
  const Value items[] = {number(int64_t{time.tm_year} + 1900),
                         number(time.tm_mon + 1),
                         number(time.tm_mday),
                         number(time.tm_hour),
                         number(time.tm_min),
                         number(time.tm_sec),
                         number((time.tm_wday + 6) % 7),  // C begins on Sunday
                         number(time.tm_yday + 1),
                         number(time.tm_isdst),
                         zone,
                         number(time.tm_gmtoff)};
  return make_struct_sequence(t, types(t).struct_time, items);
}

template <typename Convert>
Ref convert(Thread& t, int64_t seconds, Convert into_tm) {
  const std::time_t when = seconds;
  std::tm time{};
  if (into_tm(&when, &time) == nullptr) return raise_os_error(t, errno);
  return make_struct_time(t, time);
}

}  // namespace

Ref make_local_time(Thread& t, int64_t seconds) { return convert(t, seconds, localtime_r); }
Ref make_utc_time(Thread& t, int64_t seconds) { return convert(t, seconds, gmtime_r); }

bool parse_time_tuple(Thread& t, Value v, const char* function, std::tm* out) {
  if (!is_instance_of(t, v, Type::kTuple)) {
    return raise(t, Exc::kTypeError, "Tuple or struct_time argument required");
  }
  const TupleObject& tuple = *v.as<TupleObject>();
  if (tuple.size != kVisible) {
    return raise(t, Exc::kTypeError, fmt::format("{}(): illegal time tuple argument", function));
  }
  int64_t fields[kVisible];
  for (size_t i = 0; i < kVisible; ++i) {
    Size field = int_argument(t, tuple[i]);
    if (field.failed()) return false;
    fields[i] = field.get();
  }
  if (fields[0] < INT32_MIN + 1900 || fields[0] > INT32_MAX) {
    return raise(t, Exc::kOverflowError, "year out of range");
  }
  *out = {};
  out->tm_year = static_cast<int>(fields[0] - 1900);
  out->tm_mon = static_cast<int>(fields[1] - 1);
  out->tm_mday = static_cast<int>(fields[2]);
  out->tm_hour = static_cast<int>(fields[3]);
  out->tm_min = static_cast<int>(fields[4]);
  out->tm_sec = static_cast<int>(fields[5]);
  out->tm_wday = static_cast<int>((fields[6] + 1) % 7);
  out->tm_yday = static_cast<int>(fields[7] - 1);
  out->tm_isdst = static_cast<int>(fields[8]);
  if (type_of(t, v) == types(t).struct_time) {
    Ref zone = GILT_TRY(get_attr(t, v, "tm_zone"));
    Ref offset = GILT_TRY(get_attr(t, v, "tm_gmtoff"));
    out->tm_zone = tzname[0];  // C's own text, which outlives the tuple
    if (is_str(t, zone) && str_view(zone) == tzname[1]) out->tm_zone = tzname[1];
    if (is_str(t, zone) && str_view(zone) == "GMT") out->tm_zone = "GMT";
    if (is_str(t, zone) && str_view(zone) == "UTC") out->tm_zone = "UTC";
    if (offset.get().is_small_int()) out->tm_gmtoff = offset.get().small_int();
  }
  return true;
}

bool check_time_ranges(Thread& t, const std::tm& time) {
  auto outside = [](int value, int low, int high) { return value < low || value > high; };
  const char* what = nullptr;
  if (outside(time.tm_mon, -1, 11))
    what = "month out of range";
  else if (outside(time.tm_mday, 0, 31))
    what = "day of month out of range";
  else if (outside(time.tm_hour, 0, 23))
    what = "hour out of range";
  else if (outside(time.tm_min, 0, 59))
    what = "minute out of range";
  else if (outside(time.tm_sec, 0, 61))
    what = "seconds out of range";
  else if (time.tm_wday < 0)
    what = "day of week out of range";
  else if (outside(time.tm_yday, -1, 365))
    what = "day of year out of range";
  return what == nullptr || static_cast<bool>(raise(t, Exc::kValueError, what));
}

Ref format_ascii_time(Thread& t, const std::tm& time) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return make_str(t, fmt::format("{} {}{:3d} {:02d}:{:02d}:{:02d} {}", kDays[time.tm_wday],
                                 kMonths[time.tm_mon], time.tm_mday, time.tm_hour, time.tm_min,
                                 time.tm_sec, 1900 + int64_t{time.tm_year}));
}

void init_struct_time_type(Thread& t, Type& type) {
  init_struct_sequence(
      t, type,
      {.doc =
           "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by "
           "asctime(), mktime() and strftime().  May be considered as a\nsequence of 9 integers.",
       .fields = kFields,
       .visible = kVisible});
}

}  // namespace gilt
