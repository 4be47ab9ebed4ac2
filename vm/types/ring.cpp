#include "vm/types/ring.h"

#include <algorithm>

#include "vm/errors.h"

namespace gilt {

namespace {

constexpr int64_t kSmallest = 8;

}  // namespace

bool Ring::resize(Thread& t, int64_t capacity) {
  if (capacity > int64_t{1} << 48) return raise_no_memory(t);
  size_t bytes = static_cast<size_t>(capacity) * sizeof(Value);
  auto* fresh = static_cast<Value*>(GILT_TRY(allocate_storage(t, bytes)));
  int64_t count = size();
  for (int64_t i = 0; i < count; i++) fresh[i] = (*this)[i];
  std::fill(fresh + count, fresh + capacity, Value());
  if (cells_ != nullptr) release_storage(cells_, static_cast<size_t>(this->bytes()));
  cells_ = fresh;
  capacity_ = capacity;
  head_ = 0;
  return true;
}

bool Ring::grow(Thread& t) { return resize(t, std::max(kSmallest, capacity_ * 2)); }

void Ring::shrink(Thread& t) {
  if (capacity_ <= 64 || size() * 8 > capacity_) return;
  if (!resize(t, capacity_ / 4)) clear_pending(t);  // then it stays large
}

void Ring::rotate(int64_t n) {
  int64_t count = size();
  if (count == capacity_) {  // no gap: the items stay where they are
    head_ = (head_ - n) & (capacity_ - 1);
    return;
  }
  if (n <= count - n) {
    for (int64_t i = 0; i < n; i++) {
      Value item = std::exchange(cells_[place(count - 1)], Value());
      head_ = (head_ - 1) & (capacity_ - 1);
      cells_[head_] = item;
    }
    return;
  }
  for (int64_t i = 0; i < count - n; i++) {
    Value item = std::exchange(cells_[head_], Value());
    head_ = (head_ + 1) & (capacity_ - 1);
    cells_[place(count - 1)] = item;
  }
}

void Ring::reverse() {
  for (int64_t i = 0, j = size() - 1; i < j; i++, j--)
    std::swap(cells_[place(i)], cells_[place(j)]);
}

void Ring::swap(Ring& other) {
  int64_t mine = size();
  set_size(other.size());
  other.set_size(mine);
  std::swap(head_, other.head_);
  std::swap(capacity_, other.capacity_);
  std::swap(cells_, other.cells_);
}

void Ring::destroy(Thread& t) {
  // The items go one by one: what they run may not see them any more.
  while (size() > 0) decref(t, pop_front());
  if (cells_ != nullptr) release_storage(cells_, static_cast<size_t>(bytes()));
  cells_ = nullptr;
  capacity_ = 0;
}

}  // namespace gilt
