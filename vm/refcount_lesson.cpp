#include "vm/refcount_lesson.h"

#include <fmt/format.h>

#include <cstddef>

#include "vm/eval_breaker.h"
#include "vm/heap.h"
#include "vm/refcount_report.h"
#include "vm/runtime.h"
#include "vm/step_hook.h"
#include "vm/types/generator.h"

namespace gilt {
namespace {

Object* object_of(gil::RefCount& count) {
  return reinterpret_cast<Object*>(reinterpret_cast<char*>(&count) - offsetof(Object, refcount));
}

Thread& thread_of(gil::ThreadState& state) { return static_cast<Thread&>(state); }

class SavePlaces final : public StepHook {
 public:
  bool before_instruction(Thread& t, Frame*, StackRef*) override {
    return t.events.load(std::memory_order_relaxed) == 0 || handle_events(t);
  }
};

// What scripts share and people count: data, not the machinery around it.
bool is_data(const Object* object) {
  switch (object->layout) {
    case Layout::kInstance:
    case Layout::kStr:
    case Layout::kInt:
    case Layout::kFloat:
    case Layout::kList:
    case Layout::kTuple:
    case Layout::kDict:
      return true;
    case Layout::kOpaque:
      return object->type.load(std::memory_order_acquire)->has(Type::kSet | Type::kBytes);
    default:
      return false;
  }
}

// A generator that was freed early, while a thread runs it: what is on its stack is that thread's.
bool is_running(const Object* object) {
  return object->layout == Layout::kGenerator &&
         static_cast<const GeneratorObject*>(object)->state.load(std::memory_order_relaxed) ==
             GeneratorState::kRunning;
}

}  // namespace

std::unique_ptr<RefcountLesson> RefcountLesson::make(Runtime& runtime) {
  const RuntimeOptions& options = runtime.options;
  const bool wrong = options.refcount == gil::RefcountPolicy::kNaive ||
                     options.refcount == gil::RefcountPolicy::kSeparateTest ||
                     options.unsafe_slot_reads;
  if (options.gil || !wrong) return nullptr;
  return std::unique_ptr<RefcountLesson>(new RefcountLesson(runtime));
}

RefcountLesson::RefcountLesson(Runtime& runtime)
    : runtime_(runtime), step_hook_(std::make_unique<SavePlaces>()) {}

RefcountLesson::~RefcountLesson() = default;

// --- memory

void RefcountLesson::made(Thread& t, const void* memory, size_t size) {
  ObjectRecord record;
  record.made = Moment::of(t);
  record.size = size;
  record.made_alone = !second_thread_.load(std::memory_order_relaxed);
  history_.add(memory, record);
}

void RefcountLesson::bury(Thread& t, Object* object) {
  const Type* type = object->type.load(std::memory_order_acquire);
  if (type->slots.let_go) type->slots.let_go(t, object);
  std::vector<Value> held;
  if (type->slots.traverse && !is_running(object)) {
    type->slots.traverse(
        object,
        [](Value v, void* to) {
          if (v.is_object()) static_cast<std::vector<Value>*>(to)->push_back(v);
        },
        &held);
  }
  const ObjectRecord record = history(object);
  const bool early = record.is_too_low();
  for (Value v : held) {
    if (early) history_.with(v.object(), [](ObjectRecord& child) { ++child.in_early_freed; });
    decref(t, v);
  }
  const Quarantine::Block block{object, record.size, true};
  if (early) {
    std::lock_guard lock(mutex_);
    freed_early_.push_back(block);
    return;
  }
  std::vector<Quarantine::Block> released;
  quarantine_.add(block, &released);
  release(t, released);
}

void RefcountLesson::retire(Thread& t, void* storage, size_t size) {
  std::vector<Quarantine::Block> released;
  quarantine_.add({storage, size, false}, &released);
  release(t, released);
}

void RefcountLesson::release(Thread& t, const std::vector<Quarantine::Block>& blocks) {
  const gil::CountsIgnored ignored(t);
  for (const Quarantine::Block& block : blocks) {
    if (!block.is_object) {
      release_storage(block.memory, block.size);
      continue;
    }
    auto* object = static_cast<Object*>(block.memory);
    object->type.load(std::memory_order_acquire)->slots.finalize(t, object);
    history_.erase(object);
    runtime_.heap.release()(object);
  }
}

void RefcountLesson::release_all(Thread& t) {
  release(t, quarantine_.take_all());
  std::unique_lock lock(mutex_);
  const std::vector<Quarantine::Block> early = std::exchange(freed_early_, {});
  lock.unlock();
  release(t, early);
}

// --- threads

void RefcountLesson::enter(Thread& t, const std::string& name) {
  second_thread_.store(true, std::memory_order_relaxed);
  std::lock_guard lock(mutex_);
  thread_names_[t.id()] = name;
}

std::string RefcountLesson::thread_name(uint32_t id) {
  if (id == gil::kFirstThreadId) return "MainThread";
  std::lock_guard lock(mutex_);
  auto found = thread_names_.find(id);
  return found != thread_names_.end() ? found->second : fmt::format("thread {}", id);
}

// --- counts

// In the lab: is it worth a step? Objects that can be counted by several threads: they were made before
// there was a second one, or another thread than their maker has counted them.
bool RefcountLesson::matters(Thread& t, Object* object) {
  if (runtime_.threads.empty() || !is_data(object)) return false;
  bool result = false;
  history_.with(object, [&](ObjectRecord& record) {
    if (record.made.thread != t.id()) record.is_shared = true;
    result = record.made.in_script() && (record.made_alone || record.is_shared);
  });
  return result;
}

void RefcountLesson::between(gil::ThreadState& thread, gil::RefCount& count,
                             const gil::CountStep& step) {
  if (!runtime_.options.deterministic || runtime_.options.step_hook == nullptr) return;
  Thread& t = thread_of(thread);
  Object* object = object_of(count);
  if (matters(t, object)) runtime_.options.step_hook->within_count(t, object, step);
}

void RefcountLesson::lost(gil::ThreadState&, gil::RefCount& count, int64_t net) {
  const auto by = static_cast<uint32_t>(net > 0 ? net : -net);
  (net > 0 ? lost_increfs_ : lost_decrefs_).fetch_add(by, std::memory_order_relaxed);
  history_.with(object_of(count), [&](ObjectRecord& record) {
    (net > 0 ? record.lost_increfs : record.lost_decrefs) += by;
  });
}

void RefcountLesson::freed(gil::ThreadState& thread, gil::RefCount& count) {
  history_.with(object_of(count),
                [&](ObjectRecord& record) { record.freed = Moment::of(thread_of(thread)); });
}

void RefcountLesson::touched(gil::ThreadState& thread, gil::RefCount& count,
                             gil::FreedTouch touch) {
  if (reported_.exchange(true)) return;  // one report; others may go on until it ends them
  report_freed_touch(thread_of(thread), *this, object_of(count), touch);
}

}  // namespace gilt
