#include "vm/types/traceback.h"

#include "vm/frame.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/code.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/frame_object.h"
#include "vm/types/int.h"

namespace gilt {

const SourceSpan& TracebackObject::span() const {
  return code.as<CodeObject>()->code->spans[instr];
}

void add_traceback(Thread& t, Frame* frame) {
  Ref exception = take_pending(t);  // the allocation may raise
  auto* entry = allocate<TracebackObject>(t, types(t).traceback);
  if (entry == nullptr) {
    set_pending(t, std::move(exception));
    return;
  }
  Ref owner = Ref::take(t, entry);
  Slot& chain = exception.as<ExceptionObject>()->traceback;
  entry->code = Ref::copy(t, frame->code).release();
  entry->globals = Ref::copy(t, frame->globals).release();
  entry->builtins = Ref::copy(t, frame->builtins).release();
  entry->instr = frame->instr_index();
  entry->line = entry->span().line;
  entry->next.store(read_slot(t, chain).release());
  assign_slot(t, chain, std::move(owner));
  set_pending(t, std::move(exception));
}

namespace {

void traceback_finalize(Thread& t, Object* object) {
  auto* entry = static_cast<TracebackObject*>(object);
  for (Value v : {entry->code, entry->globals, entry->builtins}) decref(t, v);
  assign_slot(t, entry->next, Ref());
}

void traceback_traverse(Object* object, Visitor visit, void* arg) {
  auto* entry = static_cast<TracebackObject*>(object);
  for (Value v : {entry->code, entry->globals, entry->builtins}) {
    if (v) visit(v, arg);
  }
  if (Value next = entry->next.load()) visit(next, arg);
}

Ref get_next(Thread& t, Value self) {
  Ref next = read_slot(t, self.as<TracebackObject>()->next);
  return next ? std::move(next) : Ref::none();
}

bool set_next(Thread& t, Value self, Value value) {
  if (!value) return raise(t, Exc::kTypeError, "can't delete tb_next attribute");
  if (value.is_none()) {
    assign_slot(t, self.as<TracebackObject>()->next, Ref());
    return true;
  }
  if (type_of(t, value) != types(t).traceback) {
    return raise(t, Exc::kTypeError,
                 "expected traceback object or None, got '" + type_name(t, value) + "'");
  }
  for (Ref at = Ref::copy(t, value); at; at = read_slot(t, at.as<TracebackObject>()->next)) {
    if (at.get() == self) return raise(t, Exc::kValueError, "traceback loop detected");
  }
  assign_slot(t, self.as<TracebackObject>()->next, Ref::copy(t, value));
  return true;
}

Ref get_line(Thread&, Value self) {
  return Ref::immediate(Value::small_int(self.as<TracebackObject>()->line));
}
Ref get_last_instruction(Thread&, Value self) {
  return Ref::immediate(Value::small_int(int64_t{self.as<TracebackObject>()->instr} * 2));
}

Ref get_frame(Thread& t, Value self) {
  auto* entry = self.as<TracebackObject>();
  auto* frame = allocate<FrameObject>(t, types(t).frame);
  if (frame == nullptr) return {};
  frame->code = Ref::copy(t, entry->code).release();
  frame->globals = Ref::copy(t, entry->globals).release();
  frame->builtins = Ref::copy(t, entry->builtins).release();
  frame->back = Value::none();
  frame->line = entry->line;
  frame->instr = static_cast<int32_t>(entry->instr);
  // At the top of a module the variables are the globals.
  if (!entry->code.as<CodeObject>()->has(kCoNewlocals))
    frame->locals = Ref::copy(t, entry->globals).release();
  return Ref::take(t, frame);
}

constexpr AttributeRow kAttributes[] = {
    attribute<"tb_next", get_next, set_next>(""),
    attribute<"tb_lineno", get_line>(""),
    attribute<"tb_lasti", get_last_instruction>(""),
    attribute<"tb_frame", get_frame>("the frame, as far as it is kept: code, line, globals"),
};

}  // namespace

void init_traceback_type(Thread& t, Type& type) {
  type.instance_size = sizeof(TracebackObject);
  type.slots.finalize = traceback_finalize;
  type.slots.traverse = traceback_traverse;
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
