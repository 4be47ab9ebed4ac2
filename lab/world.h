// What an execution has outside of itself: its input and its output. Both outlive it, so that a
// replay reads what was read before.
//
// Used on the lab's OS thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilt::lab {

// Standard input: what was read is remembered, and read again by the next execution.
class Input {
 public:
  // Asks for the next line, its '\n' included; no value at the end. Null: there is no input.
  using Source = std::function<std::optional<std::string>()>;
  explicit Input(Source source = nullptr) : source_(std::move(source)) {}

  void rewind() { at_ = 0, saw_end_ = false; }
  // Up to `size` bytes; 0 at the end.
  size_t read(char* memory, size_t size);

  // All that the source gave, and whether it said that there is no more; for replaying what was
  // read once.
  const std::string& text() const { return text_; }
  bool ended() const { return ended_; }
  void set_text(std::string text, bool ended) { text_ = std::move(text), ended_ = ended; }

  // What this execution has read of it, and whether it came to the end.
  std::string_view consumed() const { return std::string_view(text_).substr(0, at_); }
  bool saw_end() const { return saw_end_; }

 private:
  Source source_;
  std::string text_;
  size_t at_ = 0;
  bool ended_ = false;
  bool saw_end_ = false;
};

// What a thread wrote.
struct Written {
  uint64_t step;  // during which, from 1
  int thread;
  int fd;  // 1 or 2
  std::string text;
};

}  // namespace gilt::lab
