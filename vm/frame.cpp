#include "vm/frame.h"

#include <algorithm>

#include "vm/call_binding.h"
#include "vm/errors.h"
#include "vm/runtime.h"
#include "vm/types/dict.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr size_t kChunkWords = 16 * 1024;  // 128 KiB

}  // namespace

// Each chunk starts with the limit and base of the chunk before it.
Frame* new_stack_chunk_slow(Thread& t, size_t words) {
  constexpr size_t kHeader = 3;
  size_t size = std::max(kChunkWords, words + kHeader);
  auto* chunk = static_cast<uint64_t*>(std::malloc(size * sizeof(uint64_t)));
  if (chunk == nullptr) return raise_no_memory(t);
  chunk[0] = reinterpret_cast<uint64_t>(t.stack_top);
  chunk[1] = reinterpret_cast<uint64_t>(t.stack_limit);
  chunk[2] = reinterpret_cast<uint64_t>(t.stack_base);
  t.stack_base = chunk + kHeader;
  t.stack_limit = chunk + size;
  t.stack_top = t.stack_base + words;
  return reinterpret_cast<Frame*>(t.stack_base);
}

void release_stack_chunk_slow(Thread& t, Frame* frame) {
  uint64_t* chunk = t.stack_base - 3;
  uint64_t* previous_base = reinterpret_cast<uint64_t*>(chunk[2]);
  if (previous_base == nullptr) {  // the thread keeps its first chunk
    t.stack_top = reinterpret_cast<uint64_t*>(frame);
    return;
  }
  t.stack_top = reinterpret_cast<uint64_t*>(chunk[0]);
  t.stack_limit = reinterpret_cast<uint64_t*>(chunk[1]);
  t.stack_base = previous_base;
  std::free(chunk);
}

void clear_frame(Thread& t, Frame* frame, StackRef* sp) {
  while (sp > frame->slots) (--sp)->drop(t);
  decref(t, frame->locals);
  frame->function.drop(t);
}

Frame* make_call_frame(Thread& t, FunctionObject* function, CallArgs args) {
  CodeObject* code = function->code;
  Frame* frame = allocate_frame(t, static_cast<size_t>(code->frame_words));
  if (frame == nullptr) return nullptr;
  incref(t, Value::from(function));
  frame->code = code;
  frame->function = StackRef::owned(Value::from(function));
  frame->globals = function->globals;
  frame->builtins = function->builtins;
  frame->locals = Value();
  frame->ip = code->instrs;
  frame->caller = nullptr;
  frame->generator = nullptr;
  frame->flags = 0;
  std::fill_n(frame->slots, code->nlocalsplus, StackRef());
  if (!bind_arguments(t, function, args, frame->slots)) {
    clear_frame(t, frame, frame->stack_base());
    release_frame(t, frame);
    return nullptr;
  }
  frame->sp = frame->stack_base();
  return frame;
}

}  // namespace gilt
