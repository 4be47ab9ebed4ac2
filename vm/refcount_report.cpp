#include "vm/refcount_report.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "gil/stop_the_world.h"
#include "vm/errors.h"
#include "vm/operations.h"
#include "vm/peek.h"
#include "vm/refcount_lesson.h"
#include "vm/runtime.h"
#include "vm/safe_repr.h"
#include "vm/step_hook.h"
#include "vm/teardown.h"
#include "vm/types/dict.h"
#include "vm/variable_names.h"

namespace gilt {
namespace {

using gil::FreedTouch;

constexpr size_t kReprWidth = 100;
constexpr size_t kMostLines = 20;

std::string plural(uint64_t n, std::string_view one) {
  return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
}

std::string losses(uint64_t increfs, uint64_t decrefs) {
  return fmt::format("{} and {}", plural(increfs, "increment"), plural(decrefs, "decrement"));
}

std::string headline(FreedTouch touch, std::string_view name) {
  const char* when = "";
  switch (touch) {
    case FreedTouch::kIncref:
      when = "a new reference to it was taken";
      break;
    case FreedTouch::kDecref:
      when = "a reference to it was given up";
      break;
    case FreedTouch::kStore:
      when = "its count, loaded before, was stored";
      break;
    case FreedTouch::kDoubleFree:
      return fmt::format("double free: the count of a '{}' object came to zero a second time",
                         name);
  }
  return fmt::format("early free: a '{}' object had been freed when {}", name, when);
}

const char* explanation(const RuntimeOptions& options) {
  switch (options.refcount) {
    case gil::RefcountPolicy::kNaive:
      return "Without the GIL two threads changed a count at the same time, each by a load and a "
             "store\n"
             "(--refcount naive).\n";
    case gil::RefcountPolicy::kSeparateTest:
      return "The decrement is atomic, but the test for zero reads the count once more "
             "(--refcount\n"
             "separate-test): two threads can find it at zero.\n";
    default:
      return "The count is atomic, but a slot is read before it is counted (--unsafe-slot-reads): "
             "the\n"
             "object can be freed in between.\n";
  }
}

// --- who still has it

std::vector<Thread*> threads_of(Thread& t) {
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  std::vector<Thread*> threads = t.runtime.threads;
  threads.insert(threads.begin(), &t.runtime.main_thread());
  return threads;
}

std::string variable(const Runtime& runtime, const Object* object,
                     const std::vector<const Frame*>& frames) {
  const auto names = variable_names(runtime, {object}, frames);
  const auto found = names.find(object);
  return found != names.end() ? found->second : "";
}

// "global 'shared'", "local 'x' of work in Thread-1 (work)"; empty: not found.
std::string holder(Thread& t, RefcountLesson& lesson, const Object* object) {
  const std::string global = variable(t.runtime, object, {});
  if (!global.empty()) return fmt::format("global '{}'", global);
  for (Thread* thread : threads_of(t)) {
    for (const Frame* f = thread->frame; f != nullptr; f = f->caller) {
      const std::string local = variable(t.runtime, object, {f});
      if (local.empty()) continue;
      return fmt::format("local '{}' of {} in {}", local, f->code->code->name,
                         lesson.thread_name(thread->id()));
    }
  }
  return "";
}

std::string fault_text(Thread& t, RefcountLesson& lesson, Object* object, FreedTouch touch) {
  const ObjectRecord history = lesson.history(object);
  std::string text = fmt::format("gilt: {}\n", headline(touch, class_name(Value::from(object))));
  auto line = [&](std::string_view what, const std::string& said) {
    text += fmt::format("  {:<11} {}\n", what, said);
  };
  auto by = [&](const Moment& moment) {
    return fmt::format("{} by {}", moment.text(), lesson.thread_name(moment.thread));
  };
  line("object", safe_repr(Value::from(object), kReprWidth));
  if (history.made.happened()) line("made at", by(history.made));
  if (history.freed.happened()) line("freed at", by(history.freed));
  line("touched at", by(Moment::of(t)));
  const std::string held = holder(t, lesson, object);
  if (!held.empty()) line("still in", held);
  if (t.runtime.options.refcount == gil::RefcountPolicy::kNaive) {
    line("lost", losses(history.lost_increfs, history.lost_decrefs) + " of its count, " +
                     losses(lesson.lost_increfs(), lesson.lost_decrefs()) +
                     " of all counts so far");
  }
  return text + explanation(t.runtime.options);
}

// --- where it goes

void flush_stdout(Thread& t) {
  if (!t.runtime.sys_namespace) return;
  const Value pending_before = std::exchange(t.exception, Value());
  Ref out = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), names(t).stdout_);
  if (out && !out.get().is_none() && !call_method(t, out, names(t).flush)) clear_pending(t);
  t.exception = pending_before;
}

// Not through sys.stderr: what a script has put there may need a lock.
void write_to_stderr(Thread& t, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = t.host().write(STDERR_FILENO, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

}  // namespace

void report_freed_touch(Thread& t, RefcountLesson& lesson, Object* object, FreedTouch touch) {
  StepHook* hook = t.runtime.options.step_hook;
  if (t.runtime.options.deterministic && hook != nullptr &&
      hook->refcount_fault(t, fault_text(t, lesson, object, touch))) {
    return;
  }
  flush_stdout(t);
  const gil::StoppedWorld stopped(t);
  write_to_stderr(t, fault_text(t, lesson, object, touch));
  std::_Exit(RefcountLesson::kStatus);
}

// --- the end

namespace {

// Objects of one class, made at one line, with the same mistake.
struct Group {
  std::string class_name;
  std::string place;
  std::string example;
  int64_t excess;  // references counted that are not there; negative: there but not counted
  auto key() const { return std::tie(place, class_name, excess); }
};

std::string describe(const std::vector<Group>& groups, bool leaked) {
  std::map<decltype(groups.front().key()), std::pair<size_t, const Group*>> lines;
  size_t objects = 0;
  for (const Group& group : groups) {
    if ((group.excess > 0) != leaked) continue;
    ++objects;
    auto& [number, first] = lines[group.key()];
    ++number;
    first = &group;
  }
  if (objects == 0) return "";
  std::string text = fmt::format(
      "gilt: {}: {}{}\n", leaked ? "leaked" : "counted too low", plural(objects, "object"),
      leaked ? " that nothing can free any more"
             : ", which the next references to be given up would free early");
  size_t shown = 0;
  for (const auto& [key, line] : lines) {
    if (++shown > kMostLines) {
      text += fmt::format("  and more, of {} other lines or classes\n", lines.size() - kMostLines);
      break;
    }
    const auto& [number, group] = line;
    const int64_t off = group->excess < 0 ? -group->excess : group->excess;
    text += fmt::format("  {} made at {}: {} too {}{}\n",
                        plural(number, fmt::format("'{}' object", group->class_name)), group->place,
                        plural(static_cast<uint64_t>(off), "reference"), leaked ? "many" : "few",
                        number == 1 ? ", " + group->example : "");
  }
  return text;
}

}  // namespace

bool report_wrong_counts(Thread& t) {
  if (t.lesson == nullptr || t.domain().thread_count() != 1) return false;
  RefcountLesson& lesson = *t.runtime.refcount_lesson;
  if (lesson.has_reported()) return false;
  drain_heap(t);
  std::vector<Object*> living;
  lesson.for_each_living([&](Object* object, const ObjectRecord&) { living.push_back(object); });
  std::vector<Group> groups;
  for (const Unaccounted& found : unaccounted_references(t, living)) {
    const ObjectRecord history = lesson.history(found.object);
    groups.push_back({std::string(class_name(Value::from(found.object))), history.made.place(),
                      safe_repr(Value::from(found.object), kReprWidth),
                      int64_t{found.counted} - int64_t{found.known}});
  }
  if (groups.empty()) return false;
  std::string text = describe(groups, true) + describe(groups, false);
  if (t.runtime.options.refcount == gil::RefcountPolicy::kNaive) {
    text += fmt::format("  lost: {} of all counts\n",
                        losses(lesson.lost_increfs(), lesson.lost_decrefs()));
  }
  write_to_stderr(t, text);
  return true;
}

}  // namespace gilt
