#include "vm/intern_table.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "vm/heap_registry.h"
#include "vm/types/str.h"

namespace gilt {

InternTable::~InternTable() {
  for (StrObject* s : entries_) {
    if (s == nullptr) continue;
    delete[] s->index_.load(std::memory_order_relaxed);
    heap_.release()(s);
  }
}

size_t InternTable::find(std::string_view text, int64_t hash) const {
  size_t mask = entries_.size() - 1;
  for (size_t i = static_cast<size_t>(hash) & mask;; i = (i + 1) & mask) {
    StrObject* s = entries_[i];
    if (s == nullptr || (s->hash_.load(std::memory_order_relaxed) == hash && s->view() == text)) {
      return i;
    }
  }
}

void InternTable::grow() {
  std::vector<StrObject*> old(entries_.size() * 2);
  old.swap(entries_);
  for (StrObject* s : old) {
    if (s == nullptr) continue;
    entries_[find(s->view(), s->hash_.load(std::memory_order_relaxed))] = s;
  }
}

StrObject* InternTable::intern(Thread& t, std::string_view text) {
  int64_t hash = hash_bytes(text);
  {
    gil::MutexGuard guard(t, mutex_);
    if (StrObject* found = entries_[find(text, hash)]) return found;
  }
  // Made outside the lock, since the allocation can block; the loser of a race frees its own.
  StrObject* made = allocate_str(t, text.size());
  if (made == nullptr) return nullptr;
  std::copy(text.begin(), text.end(), made->data());
  made->length = count_code_points(text);
  made->flags |= StrObject::kInterned;
  made->hash_.store(hash, std::memory_order_relaxed);
  Ref owner = Ref::take(t, made);
  gil::MutexGuard guard(t, mutex_);
  size_t at = find(text, hash);
  if (entries_[at] != nullptr) return entries_[at];
  // No other thread has seen it.
  gil::immortalise(made->refcount);
  entries_[at] = owner.release().as<StrObject>();
  if (++count_ * 3 > entries_.size() * 2) grow();
  return made;
}

bool InternTable::prepare(Thread& t) {
  empty_ = intern(t, {});
  if (empty_ == nullptr) return false;
  for (unsigned c = 0; c < characters_.size(); ++c) {
    char buffer[4];
    int n = encode_code_point(c, buffer);
    characters_[c] = intern(t, {buffer, static_cast<size_t>(n)});
    if (characters_[c] == nullptr) return false;
  }
  return true;
}

}  // namespace gilt
