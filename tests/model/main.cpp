// gilt_model_tests --self-test            holds the checker against what is known
// gilt_model_tests SCENARIO...            explores each; status 1 if one fails
// planted_NAME --must-fail SCENARIO       the same with a bug planted in gil/: status 1 unless it fails
#include <fmt/format.h>

#include <chrono>
#include <cstring>
#include <string_view>

#include "tests/model/scheduler.h"
#include "tests/model/self_test.h"

namespace gilt::model {

#define MODEL(name, preemptions, timeouts, least) void name();
#include "tests/model/scenarios.def"
#undef MODEL

namespace {

struct Row {
  std::string_view name;
  void (*set_up)();
  Limits limits;
  uint64_t least;  // executions that there must be
};

constexpr Row kRows[] = {
#define MODEL(name, preemptions, timeouts, least) {#name, name, {preemptions, timeouts}, least},
#include "tests/model/scenarios.def"
#undef MODEL
};

// The whole bounded search passes, and was a search.
bool explore_clean(const Row& row) {
  const auto begin = std::chrono::steady_clock::now();
  const Result result = Scheduler::instance().explore(row.set_up, row.limits);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{}: {} executions, all with at most {} preemptions and {} timeouts, {:.1f} s\n",
             row.name, result.executions, row.limits.preemptions, row.limits.timeouts, seconds);
  if (!result.failure.empty()) {
    fmt::print("FAILED: {}\n{}", result.failure, result.schedule);
    return false;
  }
  if (result.executions < row.least) fmt::print("FAILED: less than {} executions\n", row.least);
  return result.executions >= row.least;
}

bool explore_planted(const Row& row) {
  const Result result = Scheduler::instance().explore(row.set_up, row.limits);
  if (result.failure.empty()) {
    fmt::print("FAILED: {} executions of {} did not find the bug\n", result.executions, row.name);
    return false;
  }
  fmt::print("{}: found in execution {}, with {} preemptions: {}\n{}", row.name, result.executions,
             result.preemptions, result.failure, result.schedule);
  return true;
}

const Row* row_named(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

int run(int count, char** arguments) {
  if (count == 2 && std::strcmp(arguments[1], "--self-test") == 0) return self_test() ? 0 : 1;
  bool must_fail = false;
  bool ok = count > 1;
  for (int i = 1; i < count && ok; ++i) {
    if (std::strcmp(arguments[i], "--must-fail") == 0) {
      must_fail = true;
      continue;
    }
    const Row* row = row_named(arguments[i]);
    if (row == nullptr) fmt::print("there is no scenario {}\n", arguments[i]);
    ok = row != nullptr && (must_fail ? explore_planted(*row) : explore_clean(*row));
  }
  return ok ? 0 : 1;
}

}  // namespace
}  // namespace gilt::model

int main(int count, char** arguments) { return gilt::model::run(count, arguments); }
