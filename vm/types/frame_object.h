// frame: what a script sees of a frame (sys._getframe, tb_frame): a snapshot taken when it was asked
// for.
#pragma once

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

// `frame` and its callers; None for a null frame.
Ref make_frame_object(Thread& t, Frame* frame);

// The namespace of a frame: that of its module or class body, or a fresh dict with a function's
// variables (PEP 667 without write-through).
Ref frame_locals(Thread& t, Frame* frame);

}  // namespace gilt
