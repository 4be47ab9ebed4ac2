#include "vm/refcount_lesson.h"

#include <fmt/format.h>

#include <cstddef>

#include "gil/critical_section.h"
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
      return object->type.load(std::memory_order_acquire)->has(Type::kHeap);
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
  history_.add(memory, record);
}

// The references that a dead object holds. Others may be changing it, who still have it.
std::vector<Value> RefcountLesson::held_by(Thread& t, Object* object) {
  std::vector<Value> held;
  const Type* type = object->type.load(std::memory_order_acquire);
  if (!type->slots.traverse || is_running(object)) return held;
  const gil::CriticalSection section(t, object->mutex);
  type->slots.traverse(
      object,
      [](Value v, void* to) {
        if (v.is_object()) static_cast<std::vector<Value>*>(to)->push_back(v);
      },
      &held);
  return held;
}

void RefcountLesson::bury(Thread& t, Object* object) {
  const Type* type = object->type.load(std::memory_order_acquire);
  if (type->slots.let_go) type->slots.let_go(t, object);
  const std::vector<Value> held = held_by(t, object);
  const ObjectRecord record = history(object);
  const bool early = record.is_too_low();
  // Before what it holds, so that it leaves before that.
  if (!early) {
    std::vector<Quarantine::Block> released;
    quarantine_.add({object, record.size, true}, &released);
    release(t, released);
  }
  for (Value v : held) {
    if (early) history_.with(v.object(), [](ObjectRecord& child) { ++child.in_early_freed; });
    decref(t, v);
  }
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
    runtime_.heap.release()(memory_of(object));
  }
}

void RefcountLesson::release_storages() {
  for (const Quarantine::Block& block : quarantine_.take_all()) {
    if (!block.is_object) release_storage(block.memory, block.size);
  }
}

// --- threads

void RefcountLesson::enter(Thread& t, const std::string& name) {
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

// In the lab: is it worth a step? Objects that several threads count: another one than their maker has
// done so, or is just about to. Updates of the maker before that can only meet a first load, and two
// loads may come in any order.
bool RefcountLesson::matters(Thread& t, Object* object) {
  if (runtime_.threads.empty() || !is_data(object)) return false;
  bool result = false;
  history_.with(object, [&](ObjectRecord& record) {
    if (record.made.thread != t.id()) record.is_shared = true;
    result = record.made.in_script() && record.is_shared;
  });
  return result;
}

void RefcountLesson::between(gil::ThreadState& thread, gil::RefCount& count,
                             const gil::CountStep& step) {
  if (!runtime_.options.deterministic || runtime_.options.step_hook == nullptr) return;
  if (thread.counts_whole) return;
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

void RefcountLesson::revived(Object* object) {
  history_.with(object, [](ObjectRecord& record) { record.freed = Moment(); });
}

void RefcountLesson::touched(gil::ThreadState& thread, gil::RefCount& count,
                             gil::FreedTouch touch) {
  if (reported_.exchange(true)) return;  // one report; others may go on until it ends them
  report_freed_touch(thread_of(thread), *this, object_of(count), touch);
}

}  // namespace gilt
