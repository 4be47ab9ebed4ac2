#include "lab/count_steps.h"

#include <fmt/format.h>

#include "vm/peek.h"
#include "vm/safe_repr.h"

namespace gilt::lab {
namespace {

using At = gil::CountStep::At;

constexpr size_t kReprWidth = 30;

// "list shared"; what it is, if no variable leads to it: "list [1, 2]".
std::string object_text(const Object* object, ObjectNames& names) {
  const Value v = Value::from(const_cast<Object*>(object));
  const std::string name = names.variable(object);
  return fmt::format("{} {}", class_name(v), name.empty() ? safe_repr(v, kReprWidth) : name);
}

bool is_freed(const Object* object) {
  return object->refcount.owner.load(std::memory_order_relaxed) == gil::kFreedOwner;
}

// What the second step does, with the verb as `store`, `test` or `count` says it.
std::string second_text(const LabThread& thread, ObjectNames& names, std::string_view store,
                        std::string_view test, std::string_view count) {
  const gil::CountStep& step = thread.count_step;
  const Object* object = thread.counted;
  const std::string what = object_text(object, names);
  const std::string gone = is_freed(object) ? ", which has been freed" : "";
  const int64_t now = gil::total(object->refcount);
  switch (step.at) {
    case At::kLoaded: {
      std::string text =
          fmt::format("{} refcount {} of {}{}", store, step.seen + step.change, what, gone);
      if (gone.empty() && now != step.seen) text += fmt::format(", over {}", now);
      return text;
    }
    case At::kChanged:
      return fmt::format("{} refcount of {}{}", test, what,
                         gone.empty() ? fmt::format(": {}", static_cast<int32_t>(now)) : gone);
    case At::kSlotRead:
      break;
  }
  return fmt::format("{} refcount of {}{}", count, what, gone);
}

}  // namespace

std::string counted_text(const LabThread& thread, ObjectNames& names) {
  const gil::CountStep& step = thread.count_step;
  const std::string what = object_text(thread.counted, names);
  switch (step.at) {
    case At::kLoaded:
      return fmt::format("loads refcount {} of {}", step.seen, what);
    case At::kChanged:
      return fmt::format("lowers refcount of {} to {}", what, step.seen);
    case At::kSlotRead:
      break;
  }
  return fmt::format("reads {} from its slot, refcount {}", what, step.seen);
}

std::string to_count_text(const LabThread& thread, ObjectNames& names) {
  return second_text(thread, names, "to store", "to test", "to raise");
}

std::string has_counted_text(const LabThread& thread, ObjectNames& names) {
  return second_text(thread, names, "stores", "tests", "raises");
}

}  // namespace gilt::lab
