#include "vm/queue_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "vm/peek.h"
#include "vm/types/deque.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

namespace gilt {

bool is_queue_class(const Type* type) {
  for (; type != nullptr && type->has(Type::kHeap); type = type->base) {
    if (class_name(type) != "Queue") continue;
    const Value attributes = type->attributes.load();
    const Value module =
        attributes ? peek_item(attributes.as<DictObject>(), "__module__") : Value();
    if (module && is_exact_str(module) && str_view(module) == "queue") return true;
  }
  return false;
}

std::optional<QueueState> queue_state(Value queue) {
  const Value items = peek_own_attribute(queue, "queue");
  const Value room = peek_own_attribute(queue, "maxsize");
  if (!items.is_object() || !room.is_small_int()) return {};
  QueueState state;
  state.room = std::max<int64_t>(room.small_int(), 0);
  if (built_in_base(peek_type(items)) == "collections.deque") {
    state.items = items.as<DequeObject>()->items.size();
  } else if (peek_type(items)->has(Type::kList)) {
    state.items = list_size(items.as<ListObject>());
  } else {
    return {};
  }
  for (const char* part : {"mutex", "not_empty", "not_full", "all_tasks_done"}) {
    const Value object = peek_own_attribute(queue, part);
    if (object.is_object()) state.parts.push_back(object.object());
  }
  return state;
}

std::string items_text(int64_t items, int64_t room) {
  if (room > 0) return fmt::format("{} of {} items", items, room);
  return fmt::format("{} item{}", items, items == 1 ? "" : "s");
}

}  // namespace gilt
