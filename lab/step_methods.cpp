// What native functions do: methods of locks and the like, and those that change containers.
#include <fmt/format.h>

#include <utility>

#include "lab/inspect.h"
#include "lab/step_access.h"
#include "vm/heap_registry.h"
#include "vm/peek.h"
#include "vm/queue_state.h"
#include "vm/types/deque.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/wait_target.h"

namespace gilt::lab {
namespace {

// An object as it was before the step: it may be gone afterwards.
class Remembered {
 public:
  // `path`: a variable that leads to it, if one is known.
  Remembered(const Look& look, const Object* object, std::string path)
      : execution_(look.execution),
        thread_(look.thread.number),
        object_(object),
        number_(HeapRegistry::number_of(object)),
        path_(std::move(path)) {}

  const Execution& execution() const { return execution_; }
  // Null: it is gone.
  const Object* object() const {
    std::string error;
    const std::optional<Value> now = find_variable(execution_, thread_, path_, &error);
    if (now && *now == Value::from(object_)) return object_;
    const Object* found = nullptr;
    const_cast<Runtime&>(execution_.runtime()).heap.for_each([&](const Object* object) {
      if (object == object_ && HeapRegistry::number_of(object) == number_) found = object;
    });
    return found != nullptr && gil::total(found->refcount) != 0 ? found : nullptr;
  }

 private:
  const Execution& execution_;
  int thread_;
  const Object* object_;
  uint64_t number_;
  std::string path_;
};

// --- locks and the like

enum class Act : uint8_t { kOther, kAcquire, kRelease };

Act act_of(std::string_view method) {
  for (const char* name : {"acquire", "acquire_lock", "__enter__"}) {
    if (method == name) return Act::kAcquire;
  }
  for (const char* name : {"release", "release_lock", "__exit__"}) {
    if (method == name) return Act::kRelease;
  }
  return Act::kOther;
}

// Of an RLock that its holder has acquired more than once.
std::string again_text(const Remembered& lock) {
  const Object* object = lock.object();
  if (object == nullptr) return "";
  const std::string state = sync_state(lock.execution(), object);
  const size_t comma = state.rfind(", ");
  return comma == std::string::npos || !state.ends_with(" times") ? "" : state.substr(comma);
}

bool is_lock(const Execution& execution, const Object* object) {
  return lock_history(execution.runtime(), object) != nullptr ||
         peek_type(Value::from(object))->is_subtype_of(execution.runtime().types.condition);
}

Finish acquires(std::string name, Remembered lock) {
  return [=](const After& after, StepRecord& record) {
    if (after.top().is_false()) {
      const Object* object = lock.object();
      const int holder = object != nullptr ? holder_of(lock.execution(), object) : -1;
      record.notes.push_back(
          holder < 0 ? fmt::format("does not get {}", name)
                     : fmt::format("does not get {}, held by {}", name, thread_label(holder)));
      return;
    }
    record.notes.push_back(fmt::format("acquires {}{}", name, again_text(lock)));
  };
}

Finish releases(std::string name, Remembered lock) {
  return [=](const After&, StepRecord& record) {
    const Object* object = lock.object();
    const bool held = object != nullptr && holder_of(lock.execution(), object) == record.thread;
    record.notes.push_back(held ? fmt::format("releases {} once, and still has it", name)
                                : fmt::format("releases {}", name));
  };
}

// --- containers

bool is_container(Value v) {
  if (!v.is_object()) return false;
  const Type* type = peek_type(v);
  return type->has(Type::kList | Type::kDict | Type::kSet) ||
         built_in_base(type) == "collections.deque";
}

int64_t container_size(Value v) {
  const Type* type = peek_type(v);
  if (type->has(Type::kList)) return list_size(v.as<ListObject>());
  if (type->has(Type::kDict)) return dict_size(v.as<DictObject>());
  if (type->has(Type::kSet)) return set_size(v);
  return v.as<DequeObject>()->items.size();
}

struct Content {
  explicit Content(Value v) : text(value_text(v)), size(container_size(v)) {}
  std::string text;
  int64_t size;
  bool operator==(const Content&) const = default;
};

// Of two contents that look the same as far as they are shown, say how large they are.
Access change(std::string place, const Content& before, const Content& after) {
  if (before.text != after.text) return write_access(true, place, before.text, after.text);
  return write_access(true, place, items_text(before.size, 0), items_text(after.size, 0));
}

struct Watched {
  std::string name;
  Remembered object;
  Content before;
};

}  // namespace

Finish sync_finish(Look& look, Value receiver, std::string_view method, const std::string& call) {
  if (!receiver.is_object()) return nullptr;
  const std::string before = sync_state(look.execution, receiver.object());
  if (before.empty()) return nullptr;
  std::string name = look.objects.name(receiver.object());
  const Remembered object(look, receiver.object(), name);
  const Act act = act_of(method);
  if (act != Act::kOther && is_lock(look.execution, receiver.object())) {
    return act == Act::kAcquire ? acquires(std::move(name), object)
                                : releases(std::move(name), object);
  }
  const bool waits = method == "wait" && is_lock(look.execution, receiver.object());
  return [=](const After& after, StepRecord& record) {
    record.notes.push_back(fmt::format("{} -> {}", call, after.repr()));
    if (waits)
      return record.notes.push_back("acquires " + name);  // again, after a condition's wait
    const Object* now = object.object();
    const std::string state = now != nullptr ? sync_state(object.execution(), now) : before;
    if (state != before) record.notes.push_back(fmt::format("{}: {} -> {}", name, before, state));
  };
}

Finish native_finish(Look& look, const std::vector<ContainerArgument>& arguments,
                     const std::string& call) {
  std::vector<Watched> watched;
  for (const auto& [value, name] : arguments) {
    if (!is_container(value) || name.empty()) continue;
    watched.push_back({name, Remembered(look, value.object(), name), Content(value)});
  }
  return [call, watched = std::move(watched)](const After& after, StepRecord& record) {
    for (const Watched& container : watched) {
      const Object* object = container.object.object();
      if (object == nullptr) continue;
      const Content now(Value::from(object));
      if (now == container.before) continue;
      record.accesses.push_back(change(container.name, container.before, now));
    }
    record.notes.push_back(fmt::format("{} -> {}", call, after.repr()));
  };
}

}  // namespace gilt::lab
