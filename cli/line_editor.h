// A line of input with editing and history (libedit), for the prompt.
//
// Thread-safety: the main thread only; it is detached while it waits, so that the script's other
// threads run.
#pragma once

#include <memory>
#include <string>

#include "vm/thread.h"

namespace gilt::cli {

class LineEditor {
 public:
  // `history_file`: where lines are kept between sessions; empty: nowhere.
  explicit LineEditor(std::string history_file);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  enum class Outcome { kLine, kEnd, kInterrupted };
  // `line` gets the line with its line end. kInterrupted: Ctrl-C.
  Outcome read(Thread& t, const std::string& prompt, std::string* line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gilt::cli
