#include "cli/step_files.h"

#include <fmt/format.h>
#include <string.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "bytecode/model_names.h"
#include "cli/source.h"

namespace gilt::cli {
namespace {

std::string reason(int error) { return fmt::format("[Errno {}] {}", error, strerror(error)); }

std::string_view on_off(bool on) { return on ? "on" : "off"; }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text.empty() ? "none" : text;
}

}  // namespace

bool write_schedule(const lab::Session& session, const std::string& file, std::string* error) {
  const std::string text = session.schedule_file().text();
  const std::filesystem::path path = session.first_directory() / std::filesystem::path(file);
  FILE* out = fopen(path.c_str(), "we");
  bool ok = out != nullptr && fwrite(text.data(), 1, text.size(), out) == text.size();
  int number = errno;
  if (out != nullptr && fclose(out) != 0 && ok) {
    ok = false;
    number = errno;
  }
  if (!ok) *error = fmt::format("can't write '{}': {}", file, reason(number));
  return ok;
}

std::optional<int> read_schedule(const std::string& file, lab::ScheduleFile* out) {
  std::string text, error;
  if (auto status = read_file(file, &text)) return status;
  std::optional<lab::ScheduleFile> parsed = lab::ScheduleFile::parse(text, &error);
  if (!parsed) {
    fmt::print(stderr, "gilt: {}: {}\n", file, error);
    return kStatusUsage;
  }
  *out = std::move(*parsed);
  return std::nullopt;
}

std::optional<int> adopt(const std::string& file, const lab::ScheduleFile& schedule,
                         Options* options) {
  RuntimeOptions& runtime = options->runtime;
  auto differs = [&](std::string_view what, std::string_view there, std::string_view here) {
    fmt::print(stderr, "gilt: {} was recorded with {} {}, not {}\n", file, what, there, here);
    return kStatusUsage;
  };
  if (options->model && *options->model != schedule.model) {
    return differs("--python", model_name(schedule.model), model_name(*options->model));
  }
  if (options->gil_given && runtime.gil != schedule.gil) {
    return differs("--gil", on_off(schedule.gil), on_off(runtime.gil));
  }
  if (options->refcount_given && runtime.refcount != schedule.refcount) {
    return differs("--refcount", lab::refcount_name(schedule.refcount),
                   lab::refcount_name(runtime.refcount));
  }
  if (runtime.unsafe_slot_reads && !schedule.unsafe_slot_reads) {
    return differs("slot reads", "safe", "unsafe");
  }
  if (options->step.seed && *options->step.seed != schedule.seed) {
    return differs("--seed", std::to_string(schedule.seed), std::to_string(*options->step.seed));
  }
  const std::vector<std::string> given(runtime.argv.begin() + 1, runtime.argv.end());
  if (!given.empty() && given != schedule.arguments) {
    return differs("the arguments", joined(schedule.arguments), joined(given));
  }
  runtime.model = schedule.model;
  runtime.gil = schedule.gil;
  runtime.refcount = schedule.refcount;
  runtime.unsafe_slot_reads = schedule.unsafe_slot_reads;
  options->step.seed = schedule.seed;
  runtime.argv.resize(1);
  runtime.argv.insert(runtime.argv.end(), schedule.arguments.begin(), schedule.arguments.end());
  return std::nullopt;
}

}  // namespace gilt::cli
