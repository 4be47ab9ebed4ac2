// Threads and frames from outside.
#include <fmt/format.h>

#include <algorithm>

#include "lab/count_steps.h"
#include "lab/inspect.h"
#include "lab/position.h"
#include "lab/wait_text.h"
#include "vm/peek.h"
#include "vm/safe_repr.h"
#include "vm/types/cell.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/thread_object.h"
#include "vm/wait_target.h"

namespace gilt::lab {
namespace {

using State = LabThread::State;

std::string name_of(const LabThread& thread) {
  if (thread.thread == nullptr) return thread.name;
  const Value object = thread.thread->thread_object.load();
  const Value name = object ? object.as<ThreadObject>()->name.load() : Value();
  return name && name.is_object() ? std::string(str_view(name)) : thread.name;
}

std::string state_of(const Execution& execution, const LabThread& thread, Obstacle obstacle,
                     ObjectNames& names) {
  const bool ready = obstacle == Obstacle::kNone || obstacle == Obstacle::kHeld;
  switch (thread.state) {
    case State::kEnded:
    case State::kFinishing:
      return "ended";
    case State::kParked: {
      if (FiberHost::has_token(thread)) return "ready, woken";
      return wait_text(execution, thread, names, false);
    }
    case State::kCounting:
      return "ready, " + to_count_text(thread, names);
    case State::kStopped:
      return "stopped: it has touched a freed object";
    case State::kReleased:
      return ready ? "ready, reads or writes" : "reads or writes";
    default:
      break;
  }
  if (obstacle != Obstacle::kHeld) return "ready";
  return fmt::format("ready, {} has the GIL", thread_label(execution.last()));
}

// Every Lock and RLock that somebody has, by who has it.
std::vector<std::vector<const Object*>> held_locks(Execution& execution) {
  std::vector<std::vector<const Object*>> held(execution.threads().size());
  execution.runtime().heap.for_each([&](const Object* object) {
    if (lock_history(execution.runtime(), object) == nullptr) return;
    const int holder = holder_of(execution, object);
    if (gil::total(object->refcount) == 0) return;  // dead, its memory is kept for a while
    if (holder >= 0) held[static_cast<size_t>(holder)].push_back(object);
  });
  return held;
}

std::string source_line(Runtime& runtime, const std::string& file, int line) {
  if (line <= 0) return "";
  const std::vector<std::string> lines = runtime.sources.lines(file, line, line);
  if (lines.empty()) return "";
  const size_t start = lines[0].find_first_not_of(" \t\f");
  return start == std::string::npos ? "" : lines[0].substr(start);
}

std::vector<VariableView> locals_of(const Frame& frame) {
  std::vector<VariableView> locals;
  for (int i = 0; i < frame.code->nlocalsplus; ++i) {
    Value v = frame.slots[i].value();
    const uint8_t kinds = frame.code->code->localsplus_kinds[static_cast<size_t>(i)];
    const bool cell = (kinds & (kLocalCell | kLocalFree)) != 0;
    if (cell && v.is_object() && v.object()->layout == Layout::kCell) {
      v = v.as<CellObject>()->contents.load();
    }
    if (v) locals.push_back({std::string(str_view(frame.code->local_names[i])), safe_repr(v)});
  }
  if (frame.locals && is_exact_dict(frame.locals) &&
      frame.locals.as<DictObject>() != frame.globals) {  // the body of a class
    for_each_item(frame.locals.as<DictObject>(), [&](Value name, Value value) {
      if (is_exact_str(name)) locals.push_back({std::string(str_view(name)), safe_repr(value)});
    });
  }
  return locals;
}

}  // namespace

std::vector<ThreadView> view_threads(Execution& execution) {
  std::vector<ThreadView> views;
  ObjectNames names(execution);
  const auto held = held_locks(execution);
  std::vector<const Object*> objects;  // named all at once
  for (const auto& locks : held) objects.insert(objects.end(), locks.begin(), locks.end());
  for (const auto& thread : execution.threads()) {
    objects.push_back(waiting_of(execution, *thread).object);
  }
  names.find(objects);
  for (const auto& thread : execution.threads()) {
    ThreadView view;
    view.number = thread->number;
    view.name = name_of(*thread);
    view.obstacle = execution.obstacle(thread->number);
    view.state = state_of(execution, *thread, view.obstacle, names);
    view.may_switch = thread->state != State::kAtInstruction || thread->may_leave;
    for (const Object* lock : held[static_cast<size_t>(thread->number)]) {
      view.holds.push_back(names.name(lock));
    }
    std::sort(view.holds.begin(), view.holds.end());
    if (const std::optional<Position> at = position_of(*thread)) {
      view.file = at->code().filename;
      view.line = at->line();
      view.function = at->code().qualname;
      view.source = source_line(execution.runtime(), view.file, view.line);
      view.next = instruction_text(at->code(), at->instr());
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<FrameView> view_frames(const Execution& execution, int thread) {
  std::vector<FrameView> views;
  const std::optional<Position> at = position_of(execution.thread(thread));
  if (!at) return views;
  const Frame* callee = nullptr;
  for (const Frame* frame = at->frame; frame != nullptr; callee = frame, frame = frame->caller) {
    const Code& code = *frame->code->code;
    FrameView view{code.filename,
                   code.qualname,
                   Position::line_of(code, frame->instr_index()),
                   locals_of(*frame),
                   {}};
    // Who was called by native code does not know how far its caller's stack goes.
    const bool known = callee == nullptr ? at->sp != nullptr : (callee->flags & Frame::kEntry) == 0;
    const StackRef* sp = callee == nullptr ? at->sp : frame->sp;
    const StackRef* base = frame->slots + frame->code->nlocalsplus;
    for (const StackRef* word = base; known && word < sp; ++word) {
      view.stack.push_back(word->is_null() ? "NULL" : safe_repr(word->value()));
    }
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace gilt::lab
