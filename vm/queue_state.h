// queue.Queue and its kin are Python objects; what they hold, for people who look from outside.
//
// Thread-safety: only while nothing that is looked at changes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/type.h"

namespace gilt {

// Does the class extend queue.Queue?
bool is_queue_class(const Type* type);

struct QueueState {
  int64_t items = 0;
  int64_t room = 0;                  // for so many; 0: no bound
  std::vector<const Object*> parts;  // its lock and conditions
};
// Of an instance of such a class; no value: its __init__ has not run.
std::optional<QueueState> queue_state(Value queue);

// "2 items", "2 of 5 items".
std::string items_text(int64_t items, int64_t room);

}  // namespace gilt
