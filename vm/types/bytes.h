// bytes: immutable bytes.
#pragma once

#include <string_view>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

Ref make_bytes(Thread& t, std::string_view data);

}  // namespace gilt
