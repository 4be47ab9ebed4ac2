// A terminal in full-screen mode (ncurses): shows grids, reads keys, and is put back in order
// whatever happens: at the end, after exit(), and when a signal ends the process.
//
// Thread-safety: one OS thread; one at a time in a process.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/step_view_draw.h"
#include "cli/step_view_key.h"

namespace gilt::cli {

class Terminal {
 public:
  // Takes over standard input and output. Null: `error` says what they are not.
  // `on_interrupt`: called by the signal handler of Ctrl-C, before it is read as a key; false ends
  // the process.
  static std::unique_ptr<Terminal> open(bool (*on_interrupt)(), std::string* error);
  // What open() would say is wrong, as far as that can be told before; "" is nothing.
  static std::string obstacle();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  Size size() const;
  void show(const Drawn& drawn);
  // The next key. Waits for it, or not.
  Key next(bool wait);
  // While keys stay where they are: takes a new size of the window, forgets Ctrl-C.
  void take_signals();

 private:
  struct State;
  explicit Terminal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gilt::cli
