#include "vm/deadlock_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/runtime.h"
#include "vm/thread_life.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/thread_object.h"
#include "vm/variable_names.h"
#include "vm/wait_target.h"

namespace gilt {
namespace {

using gil::ThreadWait;
using gil::WaitKind;

constexpr size_t kMostThreads = 24;  // described one by one

// The Python object behind the resource of a wait; null: it has none.
const Object* object_of(const Runtime& runtime, const ThreadWait& wait) {
  return waited_object(runtime, wait.kind, wait.resource);
}

class Description {
 public:
  Description(Thread& t, const gil::Deadlock& deadlock) : t_(t), deadlock_(deadlock) {
    for (Thread* thread : all_threads()) threads_.emplace(thread->id(), thread);
    std::vector<const Object*> objects;
    std::vector<const Frame*> frames, library_frames;  // the user's variables first
    for (const ThreadWait& wait : deadlock_.threads) {
      if (const Object* object = object_of(t_.runtime, wait)) objects.push_back(object);
      auto thread = threads_.find(wait.thread);
      if (thread == threads_.end()) continue;
      for (Frame* f = thread->second->frame; f != nullptr; f = f->caller) {
        (in_library(f) ? library_frames : frames).push_back(f);
      }
    }
    frames.insert(frames.end(), library_frames.begin(), library_frames.end());
    names_ = variable_names(t_.runtime, objects, frames);
  }

  std::string text() {
    std::string text = fmt::format("gilt: deadlock: {}\n", headline());
    const size_t all = deadlock_.threads.size();
    const size_t shown = std::min(all, std::max(kMostThreads, deadlock_.ring));
    for (size_t i = 0; i < shown; ++i) {
      const ThreadWait& wait = deadlock_.threads[i];
      text += fmt::format("  {}\n", thread_name(wait.thread));
      for (const std::string& line : held_by(wait.thread)) text += "    holds " + line + "\n";
      text += fmt::format("    waits {}{}\n", waits_for(wait), at_line(wait));
    }
    if (shown < all) text += fmt::format("  and {} more threads\n", all - shown);
    return text + advice();
  }

 private:
  std::vector<Thread*> all_threads() {
    gil::MutexGuard guard(t_, t_.runtime.threads_mutex);
    std::vector<Thread*> threads = t_.runtime.threads;
    threads.push_back(&t_.runtime.main_thread());
    return threads;
  }

  std::string headline() const {
    const size_t ring = deadlock_.ring;
    const size_t all = deadlock_.threads.size();
    const ThreadWait& first = deadlock_.threads.front();
    if (ring == 1) {
      return fmt::format("{} waits for {}", thread_name(first.thread),
                         first.kind == WaitKind::kJoin ? "its own end"
                                                       : "a lock that it holds itself, and nothing "
                                                         "else can release it");
    }
    if (ring > 1) {
      return fmt::format("{} threads wait for each other, and nothing can wake them", ring);
    }
    if (all == 1) {
      return fmt::format("{} waits, and no thread is left that could wake it",
                         thread_name(first.thread));
    }
    return fmt::format("{} threads wait, and none is left that could wake them", all);
  }

  std::string thread_name(uint32_t id) const {
    auto found = threads_.find(id);
    if (found == threads_.end()) return fmt::format("thread {} (which has ended)", ident_of(id));
    const Value object = found->second->thread_object.load();
    const Value name = object ? object.as<ThreadObject>()->name.load() : Value();
    if (name) return std::string(str_view(name));
    return found->second->is_main() ? "MainThread" : fmt::format("thread {}", ident_of(id));
  }

  // Its variable, or its kind and where it was made.
  std::string object_name(const ThreadWait& wait) const {
    const Object* object = object_of(t_.runtime, wait);
    if (object == nullptr) {
      return wait.kind == WaitKind::kRLock ? "the import lock" : "a lock of the interpreter's own";
    }
    auto found = names_.find(object);
    if (found != names_.end()) return found->second;
    std::string kind = wait.kind == WaitKind::kLock    ? "Lock"
                       : wait.kind == WaitKind::kRLock ? "RLock"
                                                       : type_name(t_, Value::from(object));
    return fmt::format("<{} at {:#x}>", kind, identity(t_, Value::from(object)));
  }

  // file.py:12 `source text`
  std::string line_text(std::string_view file, int line) const {
    std::string text = fmt::format("{}:{}", file, line);
    std::vector<std::string> source = t_.runtime.sources.lines(file, line, line);
    if (source.empty()) return text;
    const size_t start = source[0].find_first_not_of(" \t\f");
    return start == std::string::npos ? text
                                      : fmt::format("{} `{}`", text, source[0].substr(start));
  }

  std::string at_line(const ThreadWait& wait) const {
    auto thread = threads_.find(wait.thread);
    if (thread == threads_.end()) return "";
    const Frame* innermost = thread->second->frame;
    if (innermost == nullptr) {
      return thread->second->is_main() ? ", at the end of the program" : "";
    }
    const Frame* frame = shown_frame(innermost);
    std::string text = ", at " + line_text(frame->code->code->filename, frame->current_line());
    if (frame != innermost) text += fmt::format(" (in {})", innermost->code->code->qualname);
    return text;
  }

  std::string waits_for(const ThreadWait& wait) const {
    switch (wait.kind) {
      case WaitKind::kJoin:
        return fmt::format("for {} to end", thread_name(wait.holder));
      case WaitKind::kCondition:
        return fmt::format("for {} to be notified", object_name(wait));
      case WaitKind::kSemaphore:
        return fmt::format("for {} to be released", object_name(wait));
      case WaitKind::kEvent:
        return fmt::format("for {} to be set", object_name(wait));
      case WaitKind::kBarrier:
        return fmt::format("for more threads at {}", object_name(wait));
      case WaitKind::kQueue:
        return fmt::format("for an item in {}", object_name(wait));
      case WaitKind::kStart:
        return "for a thread to start";
      default:
        break;
    }
    std::string text = fmt::format("for {}", object_name(wait));
    if (wait.holder == 0) return text;
    return text + (wait.holder == wait.thread
                       ? ", which it holds itself"
                       : fmt::format(", held by {}", thread_name(wait.holder)));
  }

  // What others, or it itself, wait for.
  std::vector<std::string> held_by(uint32_t thread) const {
    std::vector<std::string> lines;
    std::vector<const Object*> seen;
    for (const ThreadWait& wait : deadlock_.threads) {
      const Object* object = object_of(t_.runtime, wait);
      const LockHistory* history = lock_history(t_.runtime, object);
      if (wait.holder != thread || history == nullptr) continue;
      if (std::find(seen.begin(), seen.end(), object) != seen.end()) continue;
      seen.push_back(object);
      std::string line = object_name(wait);
      if (history->made.known()) line += fmt::format(" (made at {})", history->made.text());
      const Place& acquired = history->acquired;
      if (acquired.known()) {
        line += ", acquired at " + line_text(str_view(acquired.file()), acquired.line());
      }
      lines.push_back(std::move(line));
    }
    return lines;
  }

  std::string advice() const {
    const ThreadWait& first = deadlock_.threads.front();
    if (deadlock_.ring == 1 && first.kind == WaitKind::kLock) {
      return "A Lock cannot be acquired again before it is released, not even by the thread that\n"
             "holds it. An RLock can: threading.RLock().\n";
    }
    for (size_t i = 0; i < deadlock_.ring; ++i) {
      const WaitKind kind = deadlock_.threads[i].kind;
      if (kind != WaitKind::kLock && kind != WaitKind::kRLock) return "";
    }
    return deadlock_.ring > 1
               ? "Threads that need several locks should acquire them in the same order.\n"
               : "";
  }

  Thread& t_;
  const gil::Deadlock& deadlock_;
  std::unordered_map<uint32_t, Thread*> threads_;
  std::unordered_map<const Object*, std::string> names_;
};

}  // namespace

std::string describe_deadlock(Thread& t, const gil::Deadlock& deadlock) {
  return Description(t, deadlock).text();
}

}  // namespace gilt
