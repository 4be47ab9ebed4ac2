// Place: a line of a script, where something was done to a lock. Cheap enough to note each time a
// lock is acquired: two stores.
//
// Thread-safety: whoever did it notes it (the new holder of a lock), anybody reads; two that note
// at the same time may leave the file of one with the line of the other.
// Invariant: names of files are interned, so that they outlive the code that was there.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "vm/frame.h"
#include "vm/types/code.h"

namespace gilt {

class Place {
 public:
  // The line that the thread is at.
  void note(const Thread& t) {
    const Frame* frame = t.frame;
    if (frame == nullptr) [[unlikely]] {
      forget();
      return;
    }
    const CodeObject* code = frame->code;
    file_.store(code->filename.bits(), std::memory_order_relaxed);
    line_.store(code->spans[frame->instr_index()].line, std::memory_order_relaxed);
  }
  void forget() { file_.store(0, std::memory_order_relaxed); }

  Value file() const { return Value::from_bits(file_.load(std::memory_order_relaxed)); }  // str
  int line() const { return line_.load(std::memory_order_relaxed); }
  bool known() const { return file_.load(std::memory_order_relaxed) != 0; }
  // "file.py:12"; empty if it is not known.
  std::string text() const;

 private:
  std::atomic<uint64_t> file_{0};  // bits of an interned str
  std::atomic<int32_t> line_{0};
};

}  // namespace gilt
