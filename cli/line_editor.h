// A line of input with editing, history and completion (libedit), for the prompts.
//
// Thread-safety: one OS thread, the one that made it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vm/thread.h"

namespace gilt::cli {

class LineEditor {
 public:
  // `history_file`: where lines are kept between sessions; empty: nowhere.
  explicit LineEditor(std::string history_file);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // What a line up to the cursor could go on with: whole words, and where in the line they begin.
  struct Completion {
    size_t start = 0;
    std::vector<std::string> words;
  };
  using Completer = std::function<Completion(std::string_view line)>;
  // From now on Tab completes: as far as all words agree; when nothing is added, it lists them.
  void complete_with(Completer completer);

  enum class Outcome { kLine, kEnd, kInterrupted };
  // `line` gets the line with its line end. kInterrupted: Ctrl-C, for which there is a handler.
  Outcome read(const std::string& prompt, std::string* line, bool keep_in_history = true);
  // The same for the main thread of a runtime: it is detached while it waits, so that the script's
  // other threads run. kInterrupted: Ctrl-C.
  Outcome read(Thread& t, const std::string& prompt, std::string* line);

  struct State;

 private:
  bool get_line(const std::string& prompt, std::string* line);
  Outcome finish_line(bool read, const std::string& line, bool keep_in_history);

  std::unique_ptr<State> state_;
};

// ~/NAME; empty without a home directory.
std::string history_file(const char* name);

}  // namespace gilt::cli
