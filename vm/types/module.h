// module: a namespace with a name.
#pragma once

#include <string_view>

#include "vm/object.h"
#include "vm/ref.h"
#include "vm/types/dict.h"

namespace gilt {

struct ModuleObject : Object {
  DictObject* dict = nullptr;  // owned; set once
};

Ref make_module(Thread& t, std::string_view name, std::string_view doc = {});

}  // namespace gilt
