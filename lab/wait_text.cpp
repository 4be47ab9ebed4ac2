#include "lab/wait_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "lab/position.h"
#include "vm/heap.h"
#include "vm/peek.h"
#include "vm/types/condition.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/variable_names.h"
#include "vm/wait_target.h"

namespace gilt::lab {

using gil::WaitKind;

// --- names

void ObjectNames::find(const std::vector<const Object*>& objects) {
  std::vector<const Object*> unknown;
  for (const Object* object : objects) {
    if (object != nullptr && names_.emplace(object, "").second) unknown.push_back(object);
  }
  if (unknown.empty()) return;
  std::vector<const Frame*> frames, library_frames;  // the user's variables first
  for (const auto& thread : execution_.threads()) {
    const std::optional<Position> position = position_of(*thread);
    if (!position) continue;
    for (const Frame* f = position->frame; f != nullptr; f = f->caller) {
      (in_library(f) ? library_frames : frames).push_back(f);
    }
  }
  search(unknown, frames);
  for (const Object* object : unknown) {
    if (!names_[object].empty()) users_.insert(object);
  }
  std::erase_if(unknown, [this](const Object* object) { return users_.contains(object); });
  if (!unknown.empty() && !library_frames.empty()) search(unknown, library_frames);
}

void ObjectNames::search(const std::vector<const Object*>& objects,
                         const std::vector<const Frame*>& frames) {
  for (auto& [object, name] : variable_names(execution_.runtime(), objects, frames)) {
    names_[object] = std::move(name);
  }
}

bool ObjectNames::is_users(const Object* object) {
  find({object});
  return users_.contains(object) && !names_[object].starts_with("the lock of ");
}

std::string ObjectNames::variable(const Object* object) {
  find({object});
  return names_[object];
}

std::string ObjectNames::name(const Object* object) {
  find({object});
  const std::string& found = names_[object];
  return found.empty() ? fallback(object) : found;
}

std::string ObjectNames::fallback(const Object* object) const {
  const Runtime& runtime = execution_.runtime();
  const LockHistory* history = lock_history(runtime, object);
  std::string kind(class_name(Value::from(object)));
  if (history == nullptr) {
    const uint64_t number =
        identity(const_cast<Runtime&>(runtime).main_thread(), Value::from(object));
    return fmt::format("<{} at {:#x}>", kind, number);
  }
  if (kind == "lock") kind = "Lock";
  if (!history->made.known()) return fmt::format("<{}>", kind);
  return fmt::format("<{} made at {}>", kind, short_name(history->made.text()));
}

// --- who

int number_of(const Execution& execution, uint32_t id) {
  const auto& threads = execution.threads();  // in the order of their start, as the ids are
  const auto found =
      std::lower_bound(threads.begin(), threads.end(), id,
                       [](const auto& thread, uint32_t wanted) { return thread->id < wanted; });
  return found != threads.end() && (*found)->id == id ? (*found)->number : -1;
}

int holder_of(const Execution& execution, const Object* lock) {
  const BuiltinTypes& types = execution.runtime().types;
  const Type* type = peek_type(Value::from(lock));
  if (type->is_subtype_of(types.lock)) {
    const gil::ThreadLock& inner = static_cast<const LockObject*>(lock)->lock;
    return inner.locked() ? number_of(execution, inner.holder()) : -1;
  }
  if (type->is_subtype_of(types.rlock)) {
    return number_of(execution, static_cast<const RLockObject*>(lock)->lock.holder());
  }
  if (type->is_subtype_of(types.condition)) {
    const Value own = static_cast<const ConditionObject*>(lock)->lock.load();
    const bool known =
        own.is_object() && lock_history(execution.runtime(), own.object()) != nullptr;
    return known ? holder_of(execution, own.object()) : -1;
  }
  return -1;
}

std::string since_text(const Execution& execution, const Object* lock) {
  const LockHistory* history = lock_history(execution.runtime(), lock);
  if (history == nullptr || !history->acquired.known()) return "";
  return " since " + short_name(history->acquired.text());
}

// --- what

namespace {

bool is_locked(WaitKind kind, const Object* lock) {
  if (lock == nullptr) return false;
  if (kind == WaitKind::kLock) return static_cast<const LockObject*>(lock)->lock.locked();
  return kind == WaitKind::kRLock && static_cast<const RLockObject*>(lock)->lock.locked();
}

std::string lock_text(const Execution& execution, const LabThread& thread, const Waiting& waiting,
                      const std::string& name, bool since) {
  std::string text = "waits for " + name;
  if (!waiting.held) return text + ", which is free";
  if (waiting.holder < 0) return text;
  if (waiting.holder == thread.number) {
    text += ", which it holds itself";
  } else {
    text += ", held by " + thread_label(waiting.holder);
  }
  if (since && waiting.object != nullptr) text += since_text(execution, waiting.object);
  const bool gone = execution.thread(waiting.holder).state == LabThread::State::kEnded;
  return gone ? text + ", which has ended" : text;
}

}  // namespace

Waiting waiting_of(const Execution& execution, const LabThread& thread) {
  Waiting waiting;
  if (thread.thread == nullptr || thread.state != LabThread::State::kParked) return waiting;
  const gil::WaitRecord& record = thread.thread->wait;
  const void* resource = record.resource.load(std::memory_order_relaxed);
  waiting.kind = record.kind.load(std::memory_order_relaxed);
  waiting.deadline = thread.deadline;
  waiting.object = waited_object(execution.runtime(), waiting.kind, resource);
  uint32_t holder = record.holder.load(std::memory_order_relaxed);
  if (const auto* now = record.holder_now.load(std::memory_order_relaxed)) {
    holder = now->load(std::memory_order_relaxed);
  }
  waiting.holder = number_of(execution, holder);
  waiting.held = waiting.object == nullptr || is_locked(waiting.kind, waiting.object);
  return waiting;
}

bool is_waiting(const Execution& execution, const LabThread& thread) {
  if (thread.state != LabThread::State::kParked || FiberHost::has_token(thread)) return false;
  const Waiting waiting = waiting_of(execution, thread);
  const bool lock = waiting.kind == WaitKind::kLock || waiting.kind == WaitKind::kRLock;
  return !lock || waiting.held;
}

std::string time_text(gil::Nanos time) {
  return fmt::format("{:.3f} s", static_cast<double>(time - FiberHost::kFirstNow) / 1e9);
}

std::string wait_text(const Execution& execution, const LabThread& thread, ObjectNames& names,
                      bool since) {
  const Waiting waiting = waiting_of(execution, thread);
  const std::string until =
      waiting.deadline == gil::kForever ? "" : ", until " + time_text(waiting.deadline);
  const std::string name = waiting.object != nullptr ? names.name(waiting.object) : "";
  switch (waiting.kind) {
    case WaitKind::kLock:
      return lock_text(execution, thread, waiting, name, since) + until;
    case WaitKind::kRLock: {
      const std::string lock = name.empty() ? "the import lock" : name;
      return lock_text(execution, thread, waiting, lock, since) + until;
    }
    case WaitKind::kCondition:
      return fmt::format("waits for {} to be notified{}", name, until);
    case WaitKind::kSemaphore:
      return fmt::format("waits for {} to be released{}", name, until);
    case WaitKind::kEvent:
      return fmt::format("waits for {} to be set{}", name, until);
    case WaitKind::kBarrier:
      return fmt::format("waits for more threads at {}{}", name, until);
    case WaitKind::kQueue:
      return fmt::format("waits for an item in {}{}", name, until);
    case WaitKind::kJoin:
      return waiting.holder < 0
                 ? "waits for a thread to end" + until
                 : fmt::format("waits for {} to end{}", thread_label(waiting.holder), until);
    case WaitKind::kStart:
      return "waits for a thread to start" + until;
    case WaitKind::kSleep:
      return "sleeps until " + time_text(waiting.deadline);
    default:
      return "waits for a lock of the interpreter's own";
  }
}

}  // namespace gilt::lab
