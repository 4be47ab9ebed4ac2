#include "cli/step_view_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bytecode/model_names.h"
#include "bytecode/opcode.h"
#include "lab/position.h"
#include "lab/schedule_file.h"
#include "vm/safe_repr.h"

namespace gilt::cli {
namespace {

// Steps that are asked for beyond those in sight, so that scrolling seldom has to repeat them.
constexpr uint64_t kTimelineMargin = 200;
constexpr size_t kPlannedRuns = 8;

std::string rules_text(const RuntimeOptions& options) {
  std::string text =
      fmt::format("python {}, gil {}", model_name(options.model), options.gil ? "on" : "off");
  if (options.refcount != gil::RefcountPolicy::kBiased) {
    text += fmt::format(", refcount {}", lab::refcount_name(options.refcount));
  }
  return text;
}

// A line of the script is known by its number.
std::string place_of(const PictureSource& from, const std::string& file, int line) {
  return file == from.script ? fmt::format("line {}", line)
                             : fmt::format("{}:{}", lab::short_name(file), line);
}

// `rows` lines with the current one among them, a third from above if there are enough.
std::vector<lab::CodeLine> around_current(std::vector<lab::CodeLine> code, int rows) {
  const auto wanted = static_cast<size_t>(std::max(rows, 0));
  if (code.size() <= wanted) return code;
  const auto current = std::find_if(code.begin(), code.end(),
                                    [](const lab::CodeLine& line) { return line.current; });
  const auto index = static_cast<size_t>(current - code.begin());
  const size_t before = wanted / 3;
  const size_t first = std::min(index - std::min(index, before), code.size() - wanted);
  return {code.begin() + static_cast<ptrdiff_t>(first),
          code.begin() + static_cast<ptrdiff_t>(first + wanted)};
}

ThreadPicture picture_of(const PictureSource& from, lab::ThreadView view, const PictureSize& size) {
  lab::Execution& execution = from.session.execution();
  ThreadPicture picture;
  const int number = view.number;
  if (view.line > 0) {
    picture.place = place_of(from, view.file, view.line) + " in " + view.function;
  }
  for (const lab::Breakpoint& breakpoint : from.breakpoints.all()) {
    const bool here = breakpoint.kind == lab::Breakpoint::Kind::kLine &&
                      lab::path_ends_with(view.file, breakpoint.file);
    if (here) picture.breakpoints.push_back(breakpoint.line);
  }
  picture.view = std::move(view);
  picture.source = lab::view_source(execution, number, (size.source - 1) / 2, size.source / 2);
  picture.code = around_current(lab::view_code(execution, number), size.code);
  std::vector<lab::FrameView> frames = lab::view_frames(execution, number);
  if (!frames.empty()) {
    picture.stack = std::move(frames[0].stack);
    picture.locals = std::move(frames[0].locals);
  }
  return picture;
}

// What is written when a module begins: not data.
bool is_definition(const std::string& value) {
  return value.starts_with("<module") || value.starts_with("<class") ||
         value.starts_with("<function");
}

// A program that has ended has no variables any more: what was written to them last.
std::vector<VariablePicture> last_variables(const Writers& writers) {
  std::vector<VariablePicture> variables;
  for (const std::string& place : writers.places()) {
    const Write write = *writers.last(place);
    const bool hidden =
        write.value.empty() || is_definition(write.value) || place.starts_with("__");
    if (!hidden) variables.push_back({place, write.value, write, writers.is_shared(place)});
  }
  return variables;
}

// The script's globals, and what else was written that others can see: attributes, items.
std::vector<VariablePicture> variables_of(lab::Execution& execution, const Writers& writers) {
  if (execution.status() == lab::Execution::Status::kFinished) return last_variables(writers);
  std::vector<VariablePicture> variables;
  std::set<std::string> globals;
  for (lab::VariableView& global : lab::view_globals(execution)) {
    globals.insert(global.name);
    variables.push_back({global.name, std::move(global.value), writers.last(global.name),
                         writers.is_shared(global.name)});
  }
  for (const std::string& place : writers.places()) {
    if (globals.contains(place) || place.find_first_of(".[") == place.npos) continue;
    const auto writer = writers.last(place);
    std::string error;
    const auto value = lab::find_variable(execution, writer->thread, place, &error);
    if (value) variables.push_back({place, safe_repr(*value), writer, writers.is_shared(place)});
  }
  return variables;
}

std::vector<std::string> output_lines(lab::Session& session) {
  std::string text;
  for (const lab::Written& written : session.output()) text += written.text;
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

StepLine line_of(const PictureSource& from, const lab::StepRecord& record) {
  StepLine line{record.step, record.thread, "", "(at its end)", record.effect()};
  if (record.file.empty()) return line;
  line.place = place_of(from, record.file, record.line);
  line.instruction = opcode_name(record.op);
  if (!record.operand.empty()) line.instruction += " " + record.operand;
  return line;
}

void add_timeline(const PictureSource& from, int rows, uint64_t scrolled, StepPicture& picture) {
  const uint64_t steps = from.session.steps();
  const uint64_t end = steps - std::min(scrolled, steps);
  const uint64_t begin = end - std::min<uint64_t>(end, static_cast<uint64_t>(std::max(rows, 0)));
  picture.timeline_end = end;
  if (begin == end) return;
  const uint64_t first = begin + 1 - std::min(begin, kTimelineMargin);
  const uint64_t last = std::min(end + kTimelineMargin, steps);
  for (const lab::StepRecord& record : from.session.records(first, last)) {
    if (record.step > begin && record.step <= end) {
      picture.timeline.push_back(line_of(from, record));
    }
  }
}

}  // namespace

std::string plan_text(const lab::Schedule& plan, uint64_t made, size_t runs) {
  lab::Schedule rest;
  for (const lab::ScheduleRun& run : plan.runs()) {
    const uint64_t skipped = std::min(made, run.steps);
    made -= skipped;
    if (rest.runs().size() == runs && run.steps > skipped) return rest.text() + " ...";
    rest.add(run.thread, run.steps - skipped);
  }
  return rest.text();
}

StepPicture take_picture(const PictureSource& from, const PictureSize& size, size_t first,
                         uint64_t scrolled) {
  lab::Session& session = from.session;
  lab::Execution& execution = session.execution();
  const RuntimeOptions& options = session.program().options;
  StepPicture picture;
  picture.program = lab::short_name(session.program().name);
  picture.rules = rules_text(options);
  picture.step = session.steps();
  picture.plan = plan_text(session.plan(), session.steps(), kPlannedRuns);
  picture.status = execution.status();
  picture.exit_status = execution.exit_status();
  picture.marks_switches =
      options.model != PythonModel::kAny && options.model != PythonModel::k314t;

  std::vector<lab::ThreadView> threads = lab::view_threads(execution);
  picture.threads = threads.size();
  picture.first_column = first;
  for (size_t i = first; i < std::min(threads.size(), first + size.columns); ++i) {
    picture.columns.push_back(picture_of(from, std::move(threads[i]), size));
  }
  picture.variables = variables_of(execution, from.writers);
  picture.locks = lab::view_locks(execution);
  add_timeline(from, size.timeline, scrolled, picture);
  picture.output = output_lines(session);
  return picture;
}

}  // namespace gilt::cli
