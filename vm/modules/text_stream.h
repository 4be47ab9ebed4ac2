// Text streams over file descriptors: sys.stdin, sys.stdout, sys.stderr and what open() returns.
// Text is UTF-8.
//
// Thread-safety: every method, by any thread. The stream's own lock guards its buffers and is held
// while the system reads or writes, so that what one write() was given reaches the file whole,
// never mixed with the text of another thread. The thread is detached (the GIL is free) meanwhile.
// Source: CPython Lib/_pyio.py (TextIOWrapper).
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "gil/mutex.h"
#include "vm/native.h"

namespace gilt {

struct TextStreamObject : Object {
  enum Mode : uint8_t { kRead = 1, kWrite = 2 };
  enum class Buffering : uint8_t { kFull, kLine, kNone };

  gil::Mutex io;            // guards the buffers
  std::atomic<int> fd{-1};  // -1: closed; written under io
  uint8_t mode = 0;
  Buffering buffering = Buffering::kFull;
  bool owns_descriptor = false;
  bool escapes = false;       // errors='backslashreplace' instead of 'strict'
  bool skip_newline = false;  // the last byte read was \r: a \n that comes next belongs to it
  Value name;                 // owned
  const char* mode_name = "";
  std::string output;  // to be written
  std::string input;   // read ahead, line ends as \n; what is before input_at is used up
  size_t input_at = 0;
};

// The type; made once for each runtime, by the _io module.
Type* new_text_stream_type(Thread& t);
// The _io module's type, importing the module when need be.
Type* text_stream_type(Thread& t);

struct TextStreamOptions {
  int fd;
  uint8_t mode;  // TextStreamObject::Mode
  const char* mode_name;
  TextStreamObject::Buffering buffering = TextStreamObject::Buffering::kFull;
  bool owns_descriptor = false;
  bool escapes = false;
};
Ref make_text_stream(Thread& t, Type* type, Value name, const TextStreamOptions& options);

}  // namespace gilt
