// Ring: a growing circular array of references, the store of deque and SimpleQueue.
//
// Thread-safety: none of its own: every call is made under the lock of the object that it belongs
// to, except size(), which anybody may read. Nobody reads cells without the lock, so outgrown ones
// are freed at once. Invariants: the capacity is 0 or a power of two; the items are cells head ..
// head + size - 1 modulo the capacity, each an owned reference, and the other cells are empty. What
// is taken out is the caller's to drop, when the lock is not needed any more (dropping can run
// Python).
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

#include "vm/heap.h"

namespace gilt {

class Ring {
 public:
  int64_t size() const { return size_.load(std::memory_order_acquire); }
  // The i-th item, borrowed; 0 <= i < size.
  Value operator[](int64_t i) const { return cells_[place(i)]; }
  // Puts an owned reference in its place and hands over the old one.
  Value exchange(int64_t i, Value owned) { return std::exchange(cells_[place(i)], owned); }

  // Become the owner of the reference, unless there is no memory.
  bool push_back(Thread& t, Value owned) {
    if (size() == capacity_ && !grow(t)) return false;
    cells_[place(size())] = owned;
    set_size(size() + 1);
    return true;
  }
  bool push_front(Thread& t, Value owned) {
    if (size() == capacity_ && !grow(t)) return false;
    head_ = (head_ - 1) & (capacity_ - 1);
    cells_[head_] = owned;
    set_size(size() + 1);
    return true;
  }
  // There is an item.
  Value pop_back() {
    set_size(size() - 1);
    return std::exchange(cells_[place(size())], Value());
  }
  Value pop_front() {
    Value item = std::exchange(cells_[head_], Value());
    head_ = (head_ + 1) & (capacity_ - 1);
    set_size(size() - 1);
    return item;
  }

  // The same with an item leaving at the other end, so that nobody sees another size. There is an
  // item.
  Value push_back_and_pop(Value owned) {
    Value item = std::exchange(cells_[head_], Value());
    head_ = (head_ + 1) & (capacity_ - 1);
    cells_[place(size() - 1)] = owned;
    return item;
  }
  Value push_front_and_pop(Value owned) {
    Value item = std::exchange(cells_[place(size() - 1)], Value());
    head_ = (head_ - 1) & (capacity_ - 1);
    cells_[head_] = owned;
    return item;
  }

  // The last `n` items (0 <= n < size) come first.
  void rotate(int64_t n);
  void reverse();
  // Gives memory back when most of it is unused.
  void shrink(Thread& t);
  void swap(Ring& other);
  int64_t bytes() const { return capacity_ * static_cast<int64_t>(sizeof(Value)); }
  void traverse(void (*visit)(Value, void*), void* arg) const {
    for (int64_t i = 0; i < size(); i++) visit((*this)[i], arg);
  }
  // Drops all items and the memory; nobody else knows the ring.
  void destroy(Thread& t);

 private:
  int64_t place(int64_t i) const { return (head_ + i) & (capacity_ - 1); }
  void set_size(int64_t size) { size_.store(size, std::memory_order_release); }
  bool grow(Thread& t);
  bool resize(Thread& t, int64_t capacity);

  std::atomic<int64_t> size_{0};
  int64_t head_ = 0;
  int64_t capacity_ = 0;
  Value* cells_ = nullptr;
};

}  // namespace gilt
