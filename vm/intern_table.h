// InternTable: the one str object for each name (attributes, variables, keywords), and the strings
// of one Latin-1 character. Entries are immortal for the runtime's life and freed with the table.
//
// Thread-safety: intern() takes the table's lock; characters are made at start and only read.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "gil/mutex.h"
#include "vm/ref.h"

namespace gilt {

class HeapRegistry;
struct StrObject;

class InternTable {
 public:
  explicit InternTable(HeapRegistry& heap) : heap_(heap) {}
  ~InternTable();
  InternTable(const InternTable&) = delete;
  InternTable& operator=(const InternTable&) = delete;

  // Makes the empty string and the one-character strings; once the str type exists. False: no
  // memory.
  bool prepare(Thread& t);

  // The object for `text`; null with MemoryError pending.
  StrObject* intern(Thread& t, std::string_view text);

  StrObject* empty() const { return empty_; }
  StrObject* character(unsigned char latin1) const { return characters_[latin1]; }

 private:
  // The entry for `text`, or where it goes. The capacity is a power of two, at most 2/3 full.
  size_t find(std::string_view text, int64_t hash) const;
  void grow();

  HeapRegistry& heap_;
  gil::Mutex mutex_;
  std::vector<StrObject*> entries_ = std::vector<StrObject*>(2048);  // under mutex_
  size_t count_ = 0;                                                 // under mutex_
  StrObject* empty_ = nullptr;
  std::array<StrObject*, 256> characters_{};
};

}  // namespace gilt
