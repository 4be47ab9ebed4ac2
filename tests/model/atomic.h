// What stands in the place of std::atomic and std::mutex when gil/ is compiled for the model tests
// (gil/atomic.h): each operation goes to the scheduler first, which may let another thread go on
// before it happens. All of it runs on one OS thread, so memory orders say nothing here: every
// execution is sequentially consistent.
//
// The types are as large as the real ones where gil/ relies on that.
#pragma once

#include <atomic>

#include "tests/model/visit.h"

namespace gilt::gil {

// Where an operation stands in the source.
#define GILT_MODEL_SITE const char *file = __builtin_FILE(), int line = __builtin_LINE()

template <class T>
class Atomic {
 public:
  constexpr Atomic() noexcept = default;
  constexpr Atomic(T value) noexcept : value_(value) {}  // NOLINT: implicit, as std::atomic's
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  T load(std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) const {
    model::visit(this, model::Access::kRead, "load", file, line);
    return value_;
  }
  void store(T value, std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    model::visit(this, model::Access::kWrite, "store", file, line);
    value_ = value;
  }
  T exchange(T value, std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    model::visit(this, model::Access::kWrite, "exchange", file, line);
    T before = value_;
    value_ = value;
    return before;
  }

  bool compare_exchange_strong(T& expected, T desired,
                               std::memory_order = std::memory_order_seq_cst,
                               std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    model::visit(this, model::Access::kWrite, "compare_exchange", file, line);
    if (value_ == expected) {
      value_ = desired;
      return true;
    }
    expected = value_;
    return false;
  }
  // Never fails without a reason.
  bool compare_exchange_weak(T& expected, T desired, std::memory_order = std::memory_order_seq_cst,
                             std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    return compare_exchange_strong(expected, desired, std::memory_order_seq_cst,
                                   std::memory_order_seq_cst, file, line);
  }

  T fetch_add(T by, std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    return replace(
        "fetch_add", [by](T value) { return static_cast<T>(value + by); }, file, line);
  }
  T fetch_sub(T by, std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    return replace(
        "fetch_sub", [by](T value) { return static_cast<T>(value - by); }, file, line);
  }
  T fetch_and(T with, std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    return replace(
        "fetch_and", [with](T value) { return static_cast<T>(value & with); }, file, line);
  }
  T fetch_or(T with, std::memory_order = std::memory_order_seq_cst, GILT_MODEL_SITE) {
    return replace(
        "fetch_or", [with](T value) { return static_cast<T>(value | with); }, file, line);
  }

 private:
  template <class F>
  T replace(const char* what, F f, const char* file, int line) {
    model::visit(this, model::Access::kWrite, what, file, line);
    T before = value_;
    value_ = f(before);
    return before;
  }

  T value_{};
};

#undef GILT_MODEL_SITE

class ShortLock {
 public:
  ShortLock() = default;
  ShortLock(const ShortLock&) = delete;
  ShortLock& operator=(const ShortLock&) = delete;

  void lock() { model::acquire(this, taken_); }
  void unlock() { model::release(this, taken_); }

 private:
  bool taken_ = false;
};

}  // namespace gilt::gil
