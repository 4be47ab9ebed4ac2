// ScheduleFile: a schedule with all that makes it mean something: which program, which model and
// options, what was read. Text, a `key: value` on each line, the schedule last:
//
//   gilt schedule 1
//   program: counter_race.py
//   hash: 8f14e45fceea167a
//   arguments: "1" "two words" (only if there are any; quoted as input is)
//   python: any
//   gil: on
//   refcount: biased
//   slot reads: unsafe           (only with --unsafe-slot-reads)
//   seed: 0
//   input: "3\n4\n"            (only if something was read; \n \t \r \" \\ \xNN as in Python)
//   input end: yes             (only if the program came to the end of its input)
//   schedule: T0*120 T1*3 T2
//     T1*2 T2*8                (goes on on indented lines)
//
// Empty lines and those that begin with # mean nothing.
//
// A value; no thread-safety of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/python_model.h"
#include "gil/domain.h"
#include "lab/schedule.h"

namespace gilt::lab {

// "biased", "atomic", "naive", "separate-test".
std::string_view refcount_name(gil::RefcountPolicy policy);

struct ScheduleFile {
  std::string program;  // for people
  std::string hash;     // program_hash() of the script
  std::vector<std::string> arguments;
  PythonModel model = PythonModel::kAny;
  bool gil = true;
  gil::RefcountPolicy refcount = gil::RefcountPolicy::kBiased;
  bool unsafe_slot_reads = false;
  uint64_t seed = 0;
  std::string input;
  bool input_end = false;
  Schedule schedule;

  std::string text() const;
  // No value: `error` says what is wrong, with the line's number.
  static std::optional<ScheduleFile> parse(std::string_view text, std::string* error);

  bool operator==(const ScheduleFile&) const = default;
};

}  // namespace gilt::lab
