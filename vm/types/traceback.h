// traceback: one entry for each frame that an exception has passed, newest (outermost) first.
//
// Thread-safety: everything but `next` (tb_next may be assigned) is written before the object is
// shared. Source: CPython Python/traceback.c.
#pragma once

#include <cstdint>

#include "bytecode/code.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct CodeObject;
struct Frame;

struct TracebackObject : Object {
  Slot next;                // the entry of the frame called, or empty
  Value code;               // CodeObject, owned
  Value globals, builtins;  // dicts, owned
  uint32_t instr = 0;       // the instruction that raised
  int32_t line = 0;

  const SourceSpan& span() const;
};

// The pending exception passes `frame` (at its current instruction): puts an entry in front of its
// __traceback__. For want of memory the entry is left out.
void add_traceback(Thread& t, Frame* frame);

}  // namespace gilt
