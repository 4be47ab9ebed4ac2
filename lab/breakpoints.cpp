#include "lab/breakpoints.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lab/inspect.h"
#include "lab/lines.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"

namespace gilt::lab {
namespace {

using Kind = Breakpoint::Kind;

constexpr std::string_view kKindNames[] = {"line", "function", "op", "write", "lock"};

std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool read_line(std::string_view text, int* line) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *line);
  return error == std::errc() && end == text.data() + text.size() && *line > 0;
}

std::optional<Opcode> opcode_named(std::string_view name) {
  auto same = [](char a, char b) { return a == (b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b); };
  for (int i = 0; i < kOpcodeCount; ++i) {
    const std::string_view known = opcode_name(static_cast<Opcode>(i));
    if (std::equal(known.begin(), known.end(), name.begin(), name.end(), same)) {
      return static_cast<Opcode>(i);
    }
  }
  return std::nullopt;
}

// Where the thread stands, and what is on its stack.
struct Place {
  const Execution& execution;
  const LabThread& thread;
  const Code& code;
  uint32_t index;
  Instr instr;

  Value stack(uint32_t from_top) const { return thread.sp[-static_cast<int>(from_top)].value(); }
};

std::optional<Place> place_of(const Execution& execution, int number) {
  const LabThread& thread = execution.thread(number);
  if (thread.state != LabThread::State::kAtInstruction || thread.frame == nullptr) {
    return std::nullopt;
  }
  return Place{execution, thread, *thread.frame->code->code, thread.frame->instr_index(),
               thread.instr()};
}

bool in_library(const Code& code) { return code.filename.starts_with("<gilt>/"); }

// --- writes

// Does an instruction store to a plain variable of this name, wherever it lives?
bool writes_name(const Place& at, std::string_view name) {
  const uint32_t arg = at.instr.arg();
  switch (at.instr.op()) {
    case Opcode::STORE_NAME:
    case Opcode::STORE_GLOBAL:
    case Opcode::DELETE_NAME:
    case Opcode::DELETE_GLOBAL:
      return at.code.names[arg] == name;
    case Opcode::STORE_FAST:
    case Opcode::DELETE_FAST:
    case Opcode::STORE_DEREF:
    case Opcode::DELETE_DEREF:
      return at.code.localsplus[arg] == name;
    case Opcode::STORE_FAST_LOAD_FAST:
      return at.code.localsplus[arg >> 4] == name;
    case Opcode::STORE_FAST_STORE_FAST:
      return at.code.localsplus[arg >> 4] == name || at.code.localsplus[arg & 15] == name;
    default:
      return false;
  }
}

// Is `object` what the path stands for, as this thread sees it?
bool is_variable(const Place& at, std::string_view path, Value object) {
  std::string error;
  const std::optional<Value> found = find_variable(at.execution, at.thread.number, path, &error);
  return found && *found == object;
}

bool writes_attribute(const Place& at, std::string_view owner, std::string_view name) {
  const Opcode op = at.instr.op();
  return (op == Opcode::STORE_ATTR || op == Opcode::DELETE_ATTR) &&
         at.code.names[at.instr.arg()] == name && is_variable(at, owner, at.stack(1));
}

// A key as it is written in a path: a number or a quoted text.
bool is_key(const Place& at, Value key, std::string_view text) {
  if (text.size() >= 2 && (text[0] == '\'' || text[0] == '"')) {
    return is_str(*at.thread.thread, key) && str_view(key) == text.substr(1, text.size() - 2);
  }
  int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && key.is_small_int() &&
         key.small_int() == number;
}

bool writes_item(const Place& at, std::string_view container, std::string_view key) {
  const Opcode op = at.instr.op();
  return (op == Opcode::STORE_SUBSCR || op == Opcode::DELETE_SUBSCR) &&
         is_key(at, at.stack(1), key) && is_variable(at, container, at.stack(2));
}

bool writes(const Place& at, std::string_view path) {
  if (path.ends_with(']')) {
    const size_t bracket = path.rfind('[');
    return bracket != path.npos && writes_item(at, path.substr(0, bracket),
                                               path.substr(bracket + 1, path.size() - bracket - 2));
  }
  const size_t dot = path.rfind('.');
  return dot == path.npos ? writes_name(at, path)
                          : writes_attribute(at, path.substr(0, dot), path.substr(dot + 1));
}

// --- locks

// What a method is about to be called on; no value if it is no call of a method.
Value receiver(const Place& at) {
  uint32_t callable;
  switch (at.instr.op()) {
    case Opcode::CALL:
      callable = at.instr.arg() + 2;
      break;
    case Opcode::CALL_KW:
      callable = at.instr.arg() + 3;
      break;
    case Opcode::CALL_FUNCTION_EX:
      callable = 4;
      break;
    case Opcode::WITH_EXCEPT_START:
      callable = 5;
      break;
    default:
      return Value();
  }
  if (const Value self = at.stack(callable - 1)) return self;
  const Value function = at.stack(callable);
  if (is_method(function)) return function.as<MethodObject>()->self;
  const bool bound = is_native_function(function) && function.as<NativeFunction>()->is_bound();
  return bound ? function.as<NativeFunction>()->self : Value();
}

bool calls_method_of(const Place& at, std::string_view path) {
  const Value self = receiver(at);
  return self && is_variable(at, path, self);
}

}  // namespace

bool path_ends_with(std::string_view path, std::string_view end) {
  if (!path.ends_with(end)) return false;
  return path.size() == end.size() || path[path.size() - end.size() - 1] == '/';
}

std::string Breakpoint::text() const {
  const std::string_view what = kKindNames[static_cast<size_t>(kind)];
  switch (kind) {
    case Kind::kLine:
      return fmt::format("{} {}:{}", what, base_name(file), line);
    case Kind::kOpcode:
      return fmt::format("{} {}", what, opcode_name(op));
    default:
      return fmt::format("{} {}", what, name);
  }
}

Breakpoints::Breakpoints(std::shared_ptr<const Code> root, std::string script)
    : root_(std::move(root)), script_(std::move(script)) {}

// --- making them

// "9" or "file.py:9". A value says what is wrong.
std::optional<std::string> Breakpoints::find_line(std::string_view where, Breakpoint* made) const {
  const size_t colon = where.rfind(':');
  const std::string_view number = colon == where.npos ? where : where.substr(colon + 1);
  const std::string_view file = colon == where.npos ? script_ : where.substr(0, colon);
  if (file.empty() || !read_line(number, &made->line)) {
    return fmt::format("'{}' is neither a line nor FILE:LINE", where);
  }
  made->file = file;
  if (!path_ends_with(script_, file)) {
    made->note = "a file other than the script: not looked into yet";
    return std::nullopt;
  }
  made->file = script_;
  const std::optional<int> line = line_with_code(*root_, made->line);
  if (!line) {
    return fmt::format("{} has no code at line {} or after it", base_name(script_), made->line);
  }
  if (*line != made->line) {
    made->note = fmt::format("line {} has no code", made->line);
    made->line = *line;
  }
  return std::nullopt;
}

const Breakpoint* Breakpoints::add(std::string_view words, std::string* error) {
  auto blank = [](std::string_view text) { return text.find_first_not_of(" \t"); };
  words.remove_prefix(std::min(blank(words), words.size()));
  words = words.substr(0, words.find_last_not_of(" \t") + 1);
  const size_t space = std::min(words.find_first_of(" \t"), words.size());
  std::string_view what = words.substr(0, space);
  std::string_view rest = words.substr(space);
  rest.remove_prefix(std::min(blank(rest), rest.size()));
  if (rest.empty()) {  // a line, or nothing
    rest = what;
    what = kKindNames[0];
  }
  const auto* kind = std::find(std::begin(kKindNames), std::end(kKindNames), what);
  if (kind == std::end(kKindNames) || rest.empty()) {
    *error =
        "a breakpoint is a line (9 or file.py:9), or: function NAME, op OPCODE, write VARIABLE, "
        "lock NAME";
    return nullptr;
  }
  Breakpoint made;
  made.kind = static_cast<Kind>(kind - std::begin(kKindNames));
  made.name = rest;
  if (made.kind == Kind::kLine) {
    if (auto wrong = find_line(rest, &made)) return *error = std::move(*wrong), nullptr;
  } else if (made.kind == Kind::kOpcode) {
    const std::optional<Opcode> op = opcode_named(rest);
    if (!op) return *error = fmt::format("there is no opcode '{}'", rest), nullptr;
    made.op = *op;
  }
  made.number = ++last_number_;
  all_.push_back(std::move(made));
  return &all_.back();
}

bool Breakpoints::remove(int number) {
  return std::erase_if(all_, [&](const Breakpoint& b) { return b.number == number; }) > 0;
}

// --- meeting them

bool Breakpoints::stands_at(const Breakpoint& breakpoint, const Execution& execution,
                            int thread) const {
  const std::optional<Place> at = place_of(execution, thread);
  if (!at) return false;
  switch (breakpoint.kind) {
    case Kind::kLine:
      return at->code.spans[at->index].line == breakpoint.line &&
             path_ends_with(at->code.filename, breakpoint.file) && begins_line(at->thread);
    case Kind::kFunction:
      return at->index == first_of_body(at->code) &&
             (at->code.name == breakpoint.name || at->code.qualname == breakpoint.name);
    case Kind::kOpcode:
      return at->instr.op() == breakpoint.op && !in_library(at->code);
    case Kind::kWrite:
      return writes(*at, breakpoint.name);
    case Kind::kLock:
      return calls_method_of(*at, breakpoint.name);
  }
  return false;
}

void Breakpoints::pass(const Execution& execution, int thread) {
  stopped_[thread] = execution.thread(thread).steps;
}

const Breakpoint* Breakpoints::hit(const Execution& execution, int thread) {
  const uint64_t steps = execution.thread(thread).steps;
  auto stopped = stopped_.find(thread);
  if (stopped != stopped_.end() && stopped->second == steps) return nullptr;
  for (Breakpoint& breakpoint : all_) {
    if (!stands_at(breakpoint, execution, thread)) continue;
    ++breakpoint.hits;
    stopped_[thread] = steps;
    return &breakpoint;
  }
  return nullptr;
}

}  // namespace gilt::lab
