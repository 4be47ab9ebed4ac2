#include "tests/support/expectation.h"

#include <fmt/format.h>
#include <regex.h>

#include <algorithm>
#include <cstdlib>

namespace gilt::test {
namespace {

class Regex {
 public:
  explicit Regex(const std::string& pattern)
      : bad_(regcomp(&compiled_, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) {}
  ~Regex() {
    if (!bad_) regfree(&compiled_);
  }
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;
  bool valid() const { return !bad_; }
  bool found_in(const std::string& text) const {
    return !bad_ && regexec(&compiled_, text.c_str(), 0, nullptr, 0) == 0;
  }

 private:
  regex_t compiled_;
  bool bad_;
};

bool matches(const ExpectedLine& expected, const std::string& line) {
  return expected.regex ? Regex("^(" + expected.text + ")$").found_in(line) : expected.text == line;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string quoted_block(const std::string& title, const std::string& text) {
  if (text.empty()) return fmt::format("  {}: (nothing)\n", title);
  std::string block = fmt::format("  {}:\n", title);
  constexpr size_t kMost = 60;
  std::vector<std::string> lines = split_lines(text);
  for (size_t i = 0; i < std::min(lines.size(), kMost); ++i) {
    block += fmt::format("    | {}\n", lines[i]);
  }
  if (lines.size() > kMost) block += fmt::format("    ({} more lines)\n", lines.size() - kMost);
  return block;
}

// Compares the lines of standard output; returns the first difference.
std::string compare_lines(const std::vector<ExpectedLine>& expected,
                          const std::vector<std::string>& got) {
  size_t line = 0;
  for (size_t i = 0; i < expected.size();) {
    size_t group_end = i + 1;
    if (expected[i].unordered) {
      while (group_end < expected.size() && expected[group_end].unordered) ++group_end;
    }
    std::vector<ExpectedLine> left(expected.begin() + i, expected.begin() + group_end);
    for (; !left.empty(); ++line) {
      if (line == got.size()) {
        return fmt::format("line {} of the output is missing\n    expected: {}\n", line + 1,
                           left.front().text);
      }
      auto hit = std::find_if(left.begin(), left.end(),
                              [&](const ExpectedLine& one) { return matches(one, got[line]); });
      if (hit == left.end()) {
        return fmt::format("line {} of the output differs\n    expected: {}\n    got:      {}\n",
                           line + 1, left.front().text, got[line]);
      }
      left.erase(hit);
    }
    i = group_end;
  }
  if (line < got.size()) {
    return fmt::format(
        "the output has {} lines more than expected, the first is\n    got:      {}\n",
        got.size() - line, got[line]);
  }
  return {};
}

std::string compare_exact(const std::vector<std::string>& expected,
                          const std::vector<std::string>& got) {
  size_t count = std::max(expected.size(), got.size());
  for (size_t i = 0; i < count; ++i) {
    std::string want = i < expected.size() ? expected[i] : "(end)";
    std::string have = i < got.size() ? got[i] : "(end)";
    if (want != have) {
      return fmt::format("line {} of standard error differs\n    expected: {}\n    got:      {}\n",
                         i + 1, want, have);
    }
  }
  return {};
}

// Takes one comment, "expect: 5" without its mark; false when it is not one of ours.
bool take(Expectation& e, std::string_view comment) {
  auto rest_after = [&](std::string_view key) -> std::optional<std::string> {
    if (!comment.starts_with(key)) return std::nullopt;
    std::string_view rest = comment.substr(key.size());
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    return std::string(rest);
  };
  auto append_words = [](std::vector<std::string>& words, const std::string& text) {
    for (std::string& word : split_words(text)) words.push_back(std::move(word));
  };
  if (auto s = rest_after("expect:"))
    e.out.push_back({*s});
  else if (auto s = rest_after("expect match:"))
    e.out.push_back({*s, true});
  else if (auto s = rest_after("expect unordered:"))
    e.out.push_back({*s, false, true});
  else if (auto s = rest_after("expect unordered match:"))
    e.out.push_back({*s, true, true});
  else if (auto s = rest_after("expect error:"))
    e.error = trimmed(*s);
  else if (auto s = rest_after("expect status:"))
    e.status = std::atoi(s->c_str());
  else if (auto s = rest_after("expect stderr:"))
    e.stderr_finds.push_back(*s);
  else if (auto s = rest_after("stderr|"))
    e.stderr_exact.push_back(*s);
  else if (auto s = rest_after("expect every:"))
    e.every.push_back(trimmed(*s));
  else if (auto s = rest_after("expect some:"))
    e.some.push_back(trimmed(*s));
  else if (auto s = rest_after("expect never:"))
    e.never.push_back(trimmed(*s));
  else if (auto s = rest_after("loses under:"))
    append_words(e.loses, *s);
  else if (auto s = rest_after("keeps under:"))
    append_words(e.keeps, *s);
  else if (auto s = rest_after("modes:"))
    append_words(e.modes, *s);
  else if (auto s = rest_after("runs:"))
    e.runs = std::atoi(s->c_str());
  else if (auto s = rest_after("args:"))
    append_words(e.args, *s);
  else if (auto s = rest_after("argv:"))
    append_words(e.argv, *s);
  else if (auto s = rest_after("input:"))
    e.input += *s + "\n";
  else if (auto s = rest_after("stress:"))
    e.stress = trimmed(*s);
  else if (auto s = rest_after("light:"))
    append_words(e.light, *s);
  else if (auto s = rest_after("heavy:"))
    e.heavy = trimmed(*s);
  else if (auto s = rest_after("needs-python:"))
    e.needs_python = trimmed(*s);
  else if (auto s = rest_after("python-differs:"))
    e.python_differs = trimmed(*s);
  else
    return false;
  return true;
}

}  // namespace

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (size_t i = 0; i < text.size();) {
    size_t end = std::min(text.find(' ', i), text.size());
    if (end > i) words.emplace_back(text.substr(i, end - i));
    i = end + 1;
  }
  return words;
}

Expectation parse_expectation(std::string_view source, std::vector<std::string>& problems) {
  Expectation expectation;
  size_t number = 0;
  for (const std::string& line : split_lines(source)) {
    ++number;
    // Only output expectations may share a line with code; the last mark counts.
    size_t mark = line.rfind("# expect");
    if (line.starts_with("# ")) mark = 0;
    if (mark == std::string::npos) continue;
    std::string_view comment = std::string_view(line).substr(mark + 2);
    bool known = take(expectation, comment);
    if (!known && comment.starts_with("expect")) {
      problems.push_back(fmt::format("line {}: unknown expectation: {}", number, comment));
    }
  }
  for (const ExpectedLine& one : expectation.out) {
    if (one.regex && !Regex(one.text).valid()) problems.push_back("bad regex: " + one.text);
  }
  for (const std::string& one : expectation.stderr_finds) {
    if (!Regex(one).valid()) problems.push_back("bad regex: " + one);
  }
  if (!expectation.light.empty() && !expectation.heavy.empty()) {
    problems.push_back("light (runs with less to do) and heavy (does not run) at once");
  }
  if (expectation.modes.empty()) expectation.modes = {"on", "off"};
  return expectation;
}

void lighten(Expectation& expected) {
  if (!expected.light.empty()) expected.argv = expected.light;
}

std::string check_run(const Expectation& expected, const RunResult& got) {
  std::string wrong;
  std::vector<std::string> err_lines = split_lines(got.err);
  int status = expected.status.value_or(expected.error ? 1 : 0);
  if (got.timed_out) wrong += "  killed: it ran longer than it may\n";
  if (!got.timed_out && got.status != status) {
    wrong += fmt::format("  exit status {}, expected {}\n", got.status, status);
  }
  if (expected.about_sets()) {
    std::string out = trimmed(got.out);
    for (const std::string& one : expected.every) {
      if (out != one) wrong += fmt::format("  every run must print: {}\n    got: {}\n", one, out);
    }
    for (const std::string& one : expected.never) {
      if (out == one) wrong += fmt::format("  no run may print: {}\n", one);
    }
  } else if (!expected.about_races()) {
    std::string difference = compare_lines(expected.out, split_lines(got.out));
    if (!difference.empty()) wrong += "  " + difference;
  }
  if (expected.error && (err_lines.empty() || err_lines.back() != *expected.error)) {
    wrong += fmt::format("  last line of standard error\n    expected: {}\n    got:      {}\n",
                         *expected.error, err_lines.empty() ? "(nothing)" : err_lines.back());
  }
  for (const std::string& pattern : expected.stderr_finds) {
    Regex regex(pattern);
    bool found = std::any_of(err_lines.begin(), err_lines.end(),
                             [&](const std::string& line) { return regex.found_in(line); });
    if (!found) wrong += fmt::format("  not found on standard error: {}\n", pattern);
  }
  if (!expected.stderr_exact.empty()) {
    std::string difference = compare_exact(expected.stderr_exact, err_lines);
    if (!difference.empty()) wrong += "  " + difference;
  } else if (!expected.error && expected.stderr_finds.empty() && status == 0 && !got.err.empty()) {
    wrong += "  standard error must be empty\n";
  }
  if (!wrong.empty()) {
    wrong += quoted_block("standard output", got.out) + quoted_block("standard error", got.err);
  }
  return wrong;
}

}  // namespace gilt::test
