// What _thread and threading have in common: get_ident, get_native_id, stack_size, TIMEOUT_MAX.
#pragma once

#include "vm/native.h"

namespace gilt {

bool add_shared_thread_names(Thread& t, DictObject* ns);

}  // namespace gilt
