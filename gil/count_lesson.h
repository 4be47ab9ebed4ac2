// Reference counts that are wrong on purpose, so that one can see what goes wrong: the naive policy,
// an atomic decrement whose test for zero is a step of its own, and atomic counts with slots that are
// read without a try (Options::unsafe_slot_reads). For runtimes that are there to learn from, so
// nothing here has to be fast: their threads present an id that no object has, and every operation
// comes by gil/refcount.cpp's slow paths to this file.
//
// Each operation is made of steps that somebody may look at, and between which other threads may run
// (CountLesson::between):
//
//   naive          load r | store r + 1              load r | store r - 1, free at 0
//   separate test  add 1                             subtract 1 | test, free at 0
//   unsafe reads   read the slot | add 1             subtract 1, free at 0
//
// The store of the naive policy is an exchange. What it replaces and what was loaded differ by the
// updates that are lost: so the losses are counted, exactly, without being prevented.
//
// Thread-safety: the functions by any attached thread; a CountLesson is called by several at once.
#pragma once

#include <cstdint>

#include "gil/refcount.h"

namespace gilt::gil {

// What was found on a count that was freed already.
enum class FreedTouch : uint8_t {
  kIncref,      // a reference was taken
  kDecref,      // a reference was given up
  kStore,       // the second half of an update, which began before it was freed
  kDoubleFree,  // the count came to zero, or was tested, a second time
};

// Where an operation stands between two of its steps.
struct CountStep {
  enum class At : uint8_t {
    kLoaded,    // naive: `seen` was loaded, `seen + change` is to be stored
    kChanged,   // separate test: `seen` is left, and is to be tested
    kSlotRead,  // unsafe reads: the object was read from a slot, `seen` is its count
  };
  At at;
  int change;  // +1 or -1
  int64_t seen;
};

class CountLesson {
 public:
  virtual ~CountLesson() = default;

  // Between two steps of an operation. The thread is attached and may hold locks of objects.
  virtual void between(ThreadState&, RefCount&, const CountStep&) {}
  // A store undid updates of others: `net` more (or, negative, fewer) increments than decrements.
  virtual void lost(ThreadState&, RefCount&, int64_t /*net*/) {}
  // The count came to zero; the caller is about to destroy the object.
  virtual void freed(ThreadState&, RefCount&) {}
  // It was freed before. The operation does nothing.
  virtual void touched(ThreadState&, RefCount&, FreedTouch) {}
};

void lesson_incref(RefCount& count, ThreadState& thread);
[[nodiscard]] Life lesson_decref(RefCount& count, ThreadState& thread);
// The increment of a count that was reached by a slot.
[[nodiscard]] bool lesson_try_incref(RefCount& count, ThreadState& thread);

// Counts of this thread do nothing for as long as it lives: what is freed now has no references that
// anybody will miss.
class CountsIgnored {
 public:
  explicit CountsIgnored(ThreadState& thread) : thread_(thread), before_(thread.counts_ignored) {
    thread.counts_ignored = true;
  }
  ~CountsIgnored() { thread_.counts_ignored = before_; }
  CountsIgnored(const CountsIgnored&) = delete;
  CountsIgnored& operator=(const CountsIgnored&) = delete;

 private:
  ThreadState& thread_;
  const bool before_;
};

// Updates of counts by this thread are not interrupted for as long as it lives: it holds a lock that
// others do not know how to wait for. (CountLesson::between is called all the same.)
class CountsWhole {
 public:
  explicit CountsWhole(ThreadState& thread) : thread_(thread), before_(thread.counts_whole) {
    thread.counts_whole = true;
  }
  ~CountsWhole() { thread_.counts_whole = before_; }
  CountsWhole(const CountsWhole&) = delete;
  CountsWhole& operator=(const CountsWhole&) = delete;

 private:
  ThreadState& thread_;
  const bool before_;
};

}  // namespace gilt::gil
