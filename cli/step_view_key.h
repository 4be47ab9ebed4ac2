// A key of the full-screen view, or something else that comes in as keys do.
#pragma once

#include <cstdint>

namespace gilt::cli {

struct Key {
  enum class Code : uint8_t {
    kNone,  // nothing came in time
    kText,  // a character; `text` says which
    kEnter,
    kEscape,
    kTab,
    kBackTab,
    kBackspace,
    kDelete,
    kLeft,
    kRight,
    kUp,
    kDown,
    kHome,
    kEnd,
    kPageUp,
    kPageDown,
    kEndOfInput,  // Ctrl-D
    kErase,       // Ctrl-U: what was typed
    kInterrupt,   // Ctrl-C
    kRedraw,      // Ctrl-L, or the window has another size
    kClosed,      // the terminal is gone
  };
  Code code = Code::kNone;
  char32_t text = 0;

  bool is(char32_t c) const { return code == Code::kText && text == c; }
};

}  // namespace gilt::cli
