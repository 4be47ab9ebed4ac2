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

  void rewind() { at_ = 0; }
  // Up to `size` bytes; 0 at the end.
  size_t read(char* memory, size_t size);

  // All that was read so far, and for replaying what was read once.
  const std::string& text() const { return text_; }
  void set_text(std::string text) { text_ = std::move(text); }

 private:
  Source source_;
  std::string text_;
  size_t at_ = 0;
  bool ended_ = false;
};

// What a thread wrote.
struct Written {
  uint64_t step;  // during which, from 1
  int thread;
  int fd;  // 1 or 2
  std::string text;
};

}  // namespace gilt::lab
