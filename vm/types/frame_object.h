// frame: what a script sees of a frame (sys._getframe, tb_frame): a snapshot taken when it was asked
// for.
#pragma once

#include <vector>

#include "vm/frame.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct FrameObject : Object {
  Value code, globals, builtins;  // owned
  Value locals;                   // dict, owned; none for a frame of a traceback in a function
  Value back;                     // FrameObject or None, owned
  int32_t line = 0;
  int32_t instr = 0;
};

// What a frame object is made of, taken from a frame that stands still: a few loads and counts that
// neither block nor run Python, so that the frame of another thread's generator can be held meanwhile.
struct FrameView {
  FrameView() = default;
  FrameView(Thread& t, Frame& frame);

  Ref code, globals, builtins;
  Ref locals;                  // of a module or class body; null in a function
  std::vector<Ref> variables;  // of a function, by index
  int32_t line = 0;
  int32_t instr = 0;
};

// `frame` and its callers; None for a null frame.
Ref make_frame_object(Thread& t, Frame* frame);
// A frame without callers: that of a generator that is not being executed.
Ref make_frame_object(Thread& t, const FrameView& view);

// The namespace of a frame: that of its module or class body, or a fresh dict with a function's
// variables (PEP 667 without write-through).
Ref frame_locals(Thread& t, Frame* frame);

}  // namespace gilt
