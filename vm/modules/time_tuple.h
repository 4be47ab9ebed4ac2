// struct_time, and its way to and from C's struct tm.
#pragma once

#include <ctime>

#include "vm/ref.h"

namespace gilt {

// struct_time for a point in time (seconds since the epoch), local or UTC; OSError or OverflowError.
Ref make_local_time(Thread& t, int64_t seconds);
Ref make_utc_time(Thread& t, int64_t seconds);

// The fields of a tuple or struct_time of nine ints. `function` is for the messages. False: TypeError.
bool parse_time_tuple(Thread& t, Value v, const char* function, std::tm* out);
// Are the fields in their ranges (what strftime and asctime require)? False: ValueError.
bool check_time_ranges(Thread& t, const std::tm& time);

// "Thu Jan  1 00:00:00 1970"
Ref format_ascii_time(Thread& t, const std::tm& time);

}  // namespace gilt
