// mappingproxy: a read-only view of a mapping, such as the namespace of a class.
//
// Thread-safety: immutable; what it shows is the mapping's.
#pragma once

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct MappingProxyObject : Object {
  Value mapping;  // owned
};

Ref make_mapping_proxy(Thread& t, Value mapping);

}  // namespace gilt
