// Exceptions as text, the way CPython 3.14 prints them: the chain of causes and contexts, the
// frames with their source lines and carets, groups drawn as trees.
//
// Source: Lib/traceback.py of 3.14 (TracebackException), PEP 657, PEP 654, PEP 678.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vm/ref.h"

namespace gilt {

struct SourceSpan;

// Appends what sys.excepthook prints for `exception`. Runs the __str__ of exceptions and notes;
// what they raise is dropped. No exception may be pending.
void print_exception(Thread& t, Value exception, std::string* out);

// The parts of it; Python's traceback module is made of these (vm/modules/traceback.cpp). A piece
// of text is one or more whole lines.
using TextPieces = std::vector<std::string>;

// The frames of a traceback (TracebackObject or no value), without the heading. A piece is a frame.
void print_traceback_frames(Thread& t, Value traceback, TextPieces* out);
// The last lines: "ValueError: text", for syntax errors with place and source, and the notes.
void print_exception_only(Thread& t, Value exception, TextPieces* out);
// The source lines of a span with carets, as they stand below the line that names the frame;
// nothing when the source is not there. `text`: the source lines themselves, if they are not the
// file's.
void print_source(Thread& t, const std::string& filename, const SourceSpan& span,
                  const std::vector<std::string>* text, std::string* out);
// "[Previous line repeated 2 more times]" after `count` equal frames, of which kShownRepeats are
// shown; empty if there were not so many.
inline constexpr int kShownRepeats = 3;
std::string repeats_text(int count);

// An exception whose parts are text already, and those that belong to it.
struct ExceptionText {
  bool has_frames = false;
  TextPieces frames, last;
  std::unique_ptr<ExceptionText> cause, context;      // printed before it
  std::vector<std::unique_ptr<ExceptionText>> parts;  // of a group: printed below it
  bool is_group = false;
};
struct GroupLimits {
  size_t width = 15;
  int depth = 10;
};
void print_exception_tree(const ExceptionText& root, GroupLimits limits, TextPieces* out);

}  // namespace gilt
