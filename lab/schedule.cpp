#include "lab/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gilt::lab {
namespace {

// A number that makes up the whole of `text`.
template <typename T>
bool read_number(std::string_view text, T* out) {
  const char* end = text.data() + text.size();
  auto [last, error] = std::from_chars(text.data(), end, *out);
  return error == std::errc() && last == end;
}

constexpr uint64_t kMostSteps = 1'000'000'000'000;

bool read_run(std::string_view word, ScheduleRun* run) {
  if (word.size() < 2 || (word[0] != 'T' && word[0] != 't')) return false;
  const size_t star = word.find('*');
  if (star != word.npos && !read_number(word.substr(star + 1), &run->steps)) return false;
  if (run->steps == 0 || run->steps > kMostSteps) return false;
  return read_number(word.substr(1, star == word.npos ? star : star - 1), &run->thread) &&
         run->thread >= 0;
}

}  // namespace

void Schedule::add(int thread, uint64_t steps) {
  if (steps == 0) return;
  if (!runs_.empty() && runs_.back().thread == thread) {
    runs_.back().steps += steps;
  } else {
    runs_.push_back({thread, steps});
  }
  steps_ += steps;
}

Schedule Schedule::prefix(uint64_t steps) const {
  Schedule result;
  for (const ScheduleRun& run : runs_) {
    if (result.steps_ == steps) break;
    result.add(run.thread, std::min(run.steps, steps - result.steps_));
  }
  return result;
}

int Schedule::thread_at(uint64_t step) const {
  for (const ScheduleRun& run : runs_) {
    if (step < run.steps) return run.thread;
    step -= run.steps;
  }
  return -1;
}

std::string Schedule::text() const {
  std::string text;
  for (const ScheduleRun& run : runs_) {
    if (!text.empty()) text += ' ';
    text += run.steps == 1 ? fmt::format("T{}", run.thread)
                           : fmt::format("T{}*{}", run.thread, run.steps);
  }
  return text;
}

std::optional<Schedule> Schedule::parse(std::string_view text, std::string* error) {
  constexpr std::string_view kBlank = " \t\r\n";
  Schedule schedule;
  for (size_t at = text.find_first_not_of(kBlank); at != text.npos;) {
    const size_t end = std::min(text.find_first_of(kBlank, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    ScheduleRun run;
    if (!read_run(word, &run)) {
      *error = fmt::format("'{}' is not part of a schedule; T1 or T1*3 is", word);
      return std::nullopt;
    }
    schedule.add(run.thread, run.steps);
    at = text.find_first_not_of(kBlank, end);
  }
  return schedule;
}

}  // namespace gilt::lab
