// TypeCache: what type_lookup() found lately, so that special methods and attributes of classes are
// not searched along the MRO each time.
//
// An entry holds for one version of its type (Type::version), which every change of the type or of
// a base resets. The found value is borrowed from the namespace that holds it: whoever replaces it
// there keeps the old one alive until the version is reset.
//
// Thread-safety: each thread has its own cache and is the only one to touch it.
// Source: CPython 3.14 Objects/typeobject.c (_PyType_LookupStackRefAndVersion).
#pragma once

#include <array>
#include <cstdint>

#include "vm/object.h"

namespace gilt {

struct Type;

class TypeCache {
 public:
  struct Entry {
    const Type* type = nullptr;
    Value name;            // an interned str, hence immortal
    uint32_t version = 0;  // 0: the entry is empty
    Slot found;            // no value: the type has no such attribute
  };

  Entry& entry(const Type* type, Value name) {
    const uint64_t mixed = (reinterpret_cast<uintptr_t>(type) >> 5) ^ (name.bits() >> 5);
    return entries_[mixed % kEntries];
  }

 private:
  static constexpr size_t kEntries = 256;
  std::array<Entry, kEntries> entries_;
};

}  // namespace gilt
