#include "lab/schedule_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/utf8.h"
#include "bytecode/model_names.h"

namespace gilt::lab {
namespace {

constexpr std::string_view kFirstLine = "gilt schedule 1";
constexpr size_t kWidth = 96;

constexpr gil::RefcountPolicy kPolicies[] = {
    gil::RefcountPolicy::kBiased, gil::RefcountPolicy::kAtomic, gil::RefcountPolicy::kNaive,
    gil::RefcountPolicy::kSeparateTest};

// --- quoted texts

// Bytes that are no valid UTF-8 are written as \xNN, as control characters are.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    const size_t length =
        std::min<size_t>(static_cast<size_t>(sequence_length(c)), text.size() - i);
    if (length > 1 && !check_utf8(text.substr(i, length)).found) {
      result += text.substr(i, length);
      i += length;
      continue;
    }
    ++i;
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\r') {
      result += "\\r";
    } else if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (c < ' ' || c == 0x7f) {  // char is signed: bytes from 0x80 too
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

// Takes a quoted text off the front of `rest`.
bool take_quoted(std::string_view* rest, std::string* out) {
  if (!rest->starts_with('"')) return false;
  size_t i = 1;
  for (; i < rest->size() && (*rest)[i] != '"'; ++i) {
    char c = (*rest)[i];
    if (c == '\\') {
      if (++i == rest->size()) return false;
      c = (*rest)[i];
      if (c == 'x') {
        unsigned byte = 0;
        const char* digits = rest->data() + i + 1;
        if (rest->size() - i <= 2) return false;
        auto [end, error] = std::from_chars(digits, digits + 2, byte, 16);
        if (error != std::errc() || end != digits + 2) return false;
        c = static_cast<char>(byte);
        i += 2;
      } else if (c == 'n' || c == 't' || c == 'r') {
        c = c == 'n' ? '\n' : c == 't' ? '\t' : '\r';
      } else if (c != '"' && c != '\\') {
        return false;
      }
    }
    *out += c;
  }
  if (i == rest->size()) return false;
  rest->remove_prefix(i + 1);
  return true;
}

bool read_texts(std::string_view rest, std::vector<std::string>* out) {
  while (!rest.empty()) {
    std::string text;
    if (!take_quoted(&rest, &text)) return false;
    out->push_back(std::move(text));
    const size_t next = rest.find_first_not_of(' ');
    if (next == 0) return false;
    rest.remove_prefix(std::min(next, rest.size()));
  }
  return true;
}

// --- lines

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const size_t start = text.find_first_not_of(kBlank);
  if (start == text.npos) return {};
  return text.substr(start, text.find_last_not_of(kBlank) - start + 1);
}

bool read_seed(std::string_view text, uint64_t* out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size();
}

bool read_switch(std::string_view value, std::string_view yes, std::string_view no, bool* out) {
  *out = value == yes;
  return value == yes || value == no;
}

bool read_model(std::string_view value, PythonModel* out) {
  const std::optional<PythonModel> model = model_named(value);
  if (model) *out = *model;
  return model.has_value();
}

bool read_refcount(std::string_view value, gil::RefcountPolicy* out) {
  for (const gil::RefcountPolicy policy : kPolicies) {
    if (refcount_name(policy) != value) continue;
    *out = policy;
    return true;
  }
  return false;
}

bool read_input(std::string_view value, std::string* out) {
  return take_quoted(&value, out) && value.empty();
}

enum class Read { kDone, kUnknownKey, kWrongValue };

// One `key: value`, the schedule left out.
Read read_entry(std::string_view key, std::string_view value, ScheduleFile* file) {
  bool ok = true;
  if (key == "program") {
    file->program = value;
  } else if (key == "hash") {
    file->hash = value;
  } else if (key == "arguments") {
    ok = read_texts(value, &file->arguments);
  } else if (key == "python") {
    ok = read_model(value, &file->model);
  } else if (key == "gil") {
    ok = read_switch(value, "on", "off", &file->gil);
  } else if (key == "refcount") {
    ok = read_refcount(value, &file->refcount);
  } else if (key == "slot reads") {
    ok = read_switch(value, "unsafe", "safe", &file->unsafe_slot_reads);
  } else if (key == "seed") {
    ok = read_seed(value, &file->seed);
  } else if (key == "input") {
    ok = read_input(value, &file->input);
  } else if (key == "input end") {
    ok = read_switch(value, "yes", "no", &file->input_end);
  } else {
    return Read::kUnknownKey;
  }
  return ok ? Read::kDone : Read::kWrongValue;
}

std::string folded(const Schedule& schedule) {
  std::string text = "schedule:";
  size_t column = text.size();
  for (const ScheduleRun& run : schedule.runs()) {
    const std::string word = run.steps == 1 ? fmt::format("T{}", run.thread)
                                            : fmt::format("T{}*{}", run.thread, run.steps);
    if (column + 1 + word.size() > kWidth) {
      text += "\n ";
      column = 1;
    }
    text += ' ';
    text += word;
    column += 1 + word.size();
  }
  return text + "\n";
}

}  // namespace

std::string_view refcount_name(gil::RefcountPolicy policy) {
  switch (policy) {
    case gil::RefcountPolicy::kAtomic:
      return "atomic";
    case gil::RefcountPolicy::kNaive:
      return "naive";
    case gil::RefcountPolicy::kSeparateTest:
      return "separate-test";
    case gil::RefcountPolicy::kBiased:
      break;
  }
  return "biased";
}

std::string ScheduleFile::text() const {
  std::string text = fmt::format("{}\nprogram: {}\nhash: {}\n", kFirstLine, program, hash);
  if (!arguments.empty()) {
    text += "arguments:";
    for (const std::string& argument : arguments) text += " " + quoted(argument);
    text += '\n';
  }
  text += fmt::format("python: {}\ngil: {}\nrefcount: {}\n", model_name(model), gil ? "on" : "off",
                      refcount_name(refcount));
  if (unsafe_slot_reads) text += "slot reads: unsafe\n";
  text += fmt::format("seed: {}\n", seed);
  if (!input.empty()) text += fmt::format("input: {}\n", quoted(input));
  if (input_end) text += "input end: yes\n";
  return text + folded(schedule);
}

std::optional<ScheduleFile> ScheduleFile::parse(std::string_view text, std::string* error) {
  ScheduleFile file;
  std::set<std::string, std::less<>> seen;
  std::string steps;      // of the schedule, its lines joined
  int schedule_line = 0;  // where it begins
  int number = 0;
  auto fail = [&](int line, std::string what) {
    *error = fmt::format("line {}: {}", line, what);
    return std::nullopt;
  };
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view content = without_blanks(line);
    if (++number == 1) {
      if (content == kFirstLine) continue;
      if (content.starts_with("gilt schedule ")) {
        return fail(1, fmt::format("'{}' is not a version that this gilt knows", content));
      }
      return fail(1,
                  fmt::format("this is no schedule file: its first line is not '{}'", kFirstLine));
    }
    if (content.empty() || content.starts_with('#')) continue;
    if (schedule_line != 0) {
      if (line[0] != ' ' && line[0] != '\t') return fail(number, "the schedule has to come last");
      steps += fmt::format(" {}", content);
      continue;
    }
    const size_t colon = content.find(':');
    if (colon == content.npos) return fail(number, "this is not 'key: value'");
    const std::string_view key = content.substr(0, colon);
    const std::string_view value = without_blanks(content.substr(colon + 1));
    if (!seen.emplace(key).second) return fail(number, fmt::format("a second '{}'", key));
    if (key == "schedule") {
      schedule_line = number;
      steps = value;
      continue;
    }
    switch (read_entry(key, value, &file)) {
      case Read::kDone:
        break;
      case Read::kUnknownKey:
        return fail(number, fmt::format("'{}' means nothing in a schedule file", key));
      case Read::kWrongValue:
        return fail(number, fmt::format("'{}' cannot be the value of '{}'", value, key));
    }
  }
  if (number == 0) return fail(1, "the file is empty");
  if (schedule_line == 0) return fail(number, "the file ends without a schedule");
  std::string what;
  std::optional<Schedule> schedule = Schedule::parse(steps, &what);
  if (!schedule) return fail(schedule_line, std::move(what));
  file.schedule = std::move(*schedule);
  return file;
}

}  // namespace gilt::lab
