// Commands of gilt step that show things.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "cli/step_commands.h"
#include "cli/stepper.h"
#include "lab/inspect.h"
#include "lab/position.h"
#include "vm/safe_repr.h"

namespace gilt::cli::step {
namespace {

// Cells of a table, padded to the widest of each column.
void print_table(Stepper& s, const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], count_code_points(row[i]));
    }
  }
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      line.append(widths[i] - count_code_points(row[i]) + 2, ' ');
    }
    s.say(line.substr(0, line.find_last_not_of(' ') + 1));
  }
}

// An optional number of lines. False: it is none, and that has been said.
bool read_lines(Stepper& s, std::string_view text, int* out) {
  if (text.empty()) return true;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  if (error == std::errc() && end == text.data() + text.size() && *out > 0) return true;
  return s.fail(fmt::format("'{}' is not a number of lines", text));
}

// The innermost frame of the current thread. No value: it has none, and that has been said.
std::optional<lab::FrameView> innermost(Stepper& s) {
  std::vector<lab::FrameView> frames = lab::view_frames(s.execution(), s.current());
  if (!frames.empty()) return std::move(frames[0]);
  s.say(fmt::format("T{} runs no Python code now", s.current()));
  return std::nullopt;
}

// At the end of a program its modules are emptied.
bool has_variables(Stepper& s) {
  if (s.execution().status() != lab::Execution::Status::kFinished) return true;
  return s.fail("the program has ended, and its variables are gone; back leads to before its end");
}

// What changed since the last look is marked with *.
void print_variables(Stepper& s, const std::vector<lab::VariableView>& variables,
                     std::string_view what, const std::string& scope) {
  Stepper::Values& seen = s.seen(scope);
  const bool first = seen.empty();
  Stepper::Values now;
  for (const lab::VariableView& variable : variables) {
    auto before = seen.find(variable.name);
    const bool changed = !first && (before == seen.end() || before->second != variable.value);
    s.say(fmt::format("{} {} = {}", changed ? '*' : ' ', variable.name, variable.value));
    now[variable.name] = variable.value;
  }
  for (const auto& [name, value] : seen) {
    if (!now.contains(name)) s.say(fmt::format("* {} is gone; it was {}", name, value));
  }
  if (variables.empty() && seen.empty()) s.say(fmt::format("no {}", what));
  seen = std::move(now);
}

std::string count_text(const lab::CountView& count) {
  if (count.immediate) return "has no count: the value is in the variable itself";
  if (count.immortal) return "is immortal: nobody counts";
  std::string text =
      fmt::format("{} {}", count.total, count.total == 1 ? "reference" : "references");
  if (count.owner >= 0) {
    text += fmt::format(": {} by T{}, who owns it, {} by others", count.local, count.owner,
                        count.shared);
  }
  return count.flags.empty() ? text : fmt::format("{} ({})", text, count.flags);
}

}  // namespace

bool threads(Stepper& s, std::string_view) {
  std::vector<std::vector<std::string>> rows;
  for (const lab::ThreadView& view : lab::view_threads(s.execution())) {
    std::string state = view.state;
    for (size_t i = 0; i < view.holds.size(); ++i) {
      state += fmt::format("{}{}", i == 0 ? "; holds " : ", ", view.holds[i]);
    }
    rows.push_back({fmt::format("{} T{}", view.number == s.current() ? '*' : ' ', view.number),
                    view.name, state});
    if (view.file.empty()) continue;
    rows.back().push_back(fmt::format("{}:{}", lab::short_name(view.file), view.line));
    rows.back().push_back(view.next);
  }
  print_table(s, rows);
  return true;
}

bool list(Stepper& s, std::string_view arguments) {
  int around = 5;
  if (!read_lines(s, arguments, &around)) return false;
  const std::vector<lab::SourceLine> lines =
      lab::view_source(s.execution(), s.current(), around, around);
  for (const lab::SourceLine& line : lines) {
    const std::string_view mark = line.current ? "->" : "";
    std::string text = fmt::format("{:>4} {:<2}  {}", line.number, mark, line.text);
    s.say(text.substr(0, text.find_last_not_of(' ') + 1));
  }
  return !lines.empty() || s.fail(fmt::format("there is no source of where T{} is", s.current()));
}

bool dis(Stepper& s, std::string_view arguments) {
  int around = 10;
  const bool all = arguments == "all";
  if (!all && !read_lines(s, arguments, &around)) return false;
  const std::vector<lab::CodeLine> code = lab::view_code(s.execution(), s.current());
  if (code.empty()) return s.fail(fmt::format("T{} runs no Python code now", s.current()));
  const auto current =
      std::find_if(code.begin(), code.end(), [](const lab::CodeLine& l) { return l.current; });
  const ptrdiff_t here = current - code.begin();
  const auto size = static_cast<ptrdiff_t>(code.size());
  const ptrdiff_t first = all ? 0 : std::max<ptrdiff_t>(here - around, 0);
  const ptrdiff_t last = all ? size : std::min<ptrdiff_t>(here + around + 1, size);
  for (ptrdiff_t i = first; i < last; ++i) {
    const lab::CodeLine& line = code[static_cast<size_t>(i)];
    s.say(fmt::format("{:>5} {:<3} {} {:>5}  {}", line.line > 0 ? std::to_string(line.line) : "",
                      line.current ? "-->" : "", line.may_switch ? '*' : ' ', line.index,
                      line.text));
  }
  return true;
}

bool stack(Stepper& s, std::string_view) {
  const std::optional<lab::FrameView> frame = innermost(s);
  if (!frame) return true;
  if (frame->stack.empty()) s.say("the stack is empty");
  for (size_t i = frame->stack.size(); i-- > 0;) {
    s.say(fmt::format("  {}{}", frame->stack[i], i + 1 == frame->stack.size() ? "   <- top" : ""));
  }
  return true;
}

bool where(Stepper& s, std::string_view) {
  const std::vector<lab::FrameView> frames = lab::view_frames(s.execution(), s.current());
  if (frames.empty()) s.say(fmt::format("T{} runs no Python code now", s.current()));
  for (size_t i = 0; i < frames.size(); ++i) {
    s.say(fmt::format("#{:<2} {} at {}:{}", i, frames[i].function, lab::short_name(frames[i].file),
                      frames[i].line));
  }
  return true;
}

bool locals(Stepper& s, std::string_view) {
  const std::optional<lab::FrameView> frame = innermost(s);
  if (!frame) return true;
  s.say(fmt::format("{} of T{}:", frame->function, s.current()));
  print_variables(s, frame->locals, "locals", fmt::format("T{} {}", s.current(), frame->function));
  return true;
}

bool globals(Stepper& s, std::string_view) {
  if (!has_variables(s)) return false;
  print_variables(s, lab::view_globals(s.execution()), "globals", "");
  return true;
}

bool print(Stepper& s, std::string_view arguments) {
  if (arguments.empty()) return s.fail("print what? a variable, account.balance, d['k'], ...");
  if (!has_variables(s)) return false;
  std::string error;
  const auto value = lab::find_variable(s.execution(), s.current(), arguments, &error);
  if (!value) return s.fail(error);
  s.say(fmt::format("{} = {}", arguments, safe_repr(*value, 1000)));
  return true;
}

bool refs(Stepper& s, std::string_view arguments) {
  if (arguments.empty()) return s.fail("refs of what? a variable, account.owner, forks[2], ...");
  if (!has_variables(s)) return false;
  std::string error;
  const auto value = lab::find_variable(s.execution(), s.current(), arguments, &error);
  if (!value) return s.fail(error);
  s.say(fmt::format("{}: {}", arguments, count_text(lab::view_count(s.execution(), *value))));
  return true;
}

bool locks(Stepper& s, std::string_view) {
  if (!has_variables(s)) return false;
  std::vector<std::vector<std::string>> rows;
  for (const lab::LockView& view : lab::view_locks(s.execution())) {
    std::string waiters;
    for (const int number : view.waiters) {
      waiters += fmt::format("{}T{}", waiters.empty() ? "" : ", ", number);
    }
    if (!waiters.empty()) waiters += view.waiters.size() == 1 ? " waits" : " wait";
    rows.push_back({view.name, view.kind, view.state, waiters});
  }
  if (rows.empty()) s.say("no locks");
  print_table(s, rows);
  return true;
}

bool timeline(Stepper& s, std::string_view arguments) {
  int count = 10;
  if (!read_lines(s, arguments, &count)) return false;
  const uint64_t made = s.session().steps();
  const uint64_t first = made - std::min(made, static_cast<uint64_t>(count)) + 1;
  for (const lab::StepRecord& record : s.session().records(first, made)) {
    s.say(lab::format_step(record));
  }
  const uint64_t planned = s.session().plan().steps() - made;
  if (made == 0) s.say("no steps have been made");
  if (planned > 0) s.say(planned_text(planned));
  return true;
}

bool schedule(Stepper& s, std::string_view) {
  const lab::Schedule& plan = s.session().plan();
  const uint64_t made = s.session().steps();
  s.say(fmt::format("made: {}", made > 0 ? plan.prefix(made).text() : "nothing"));
  lab::Schedule rest;
  uint64_t before = 0;
  for (const lab::ScheduleRun& run : plan.runs()) {
    const uint64_t end = before + run.steps;
    if (end > made) rest.add(run.thread, end - std::max(before, made));
    before = end;
  }
  if (!rest.empty()) s.say(fmt::format("planned: {}", rest.text()));
  return true;
}

bool output(Stepper& s, std::string_view) {
  if (s.session().output().empty()) s.say("the script has written nothing");
  s.show_all_output();
  return true;
}

}  // namespace gilt::cli::step
