#include "vm/types/frame_object.h"

#include <fmt/format.h>

#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/cell.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

FrameObject* self_of(Value v) { return v.as<FrameObject>(); }

void finalize(Thread& t, Object* object) {
  auto* self = static_cast<FrameObject*>(object);
  for (Value v : {self->code, self->globals, self->builtins, self->locals, self->back})
    decref(t, v);
}

void traverse(Object* object, Visitor visit, void* arg) {
  auto* self = static_cast<FrameObject*>(object);
  for (Value v : {self->code, self->globals, self->builtins, self->locals, self->back}) {
    if (v) visit(v, arg);
  }
}

Ref frame_repr(Thread& t, Value v) {
  FrameObject* self = self_of(v);
  const Code& code = *self->code.as<CodeObject>()->code;
  return make_str(t, fmt::format("<frame at {:#x}, file '{}', line {}, code {}>", identity(t, v),
                                 code.filename, self->line, code.name));
}

template <Value FrameObject::*Member>
Ref get_value(Thread& t, Value v) {
  return Ref::copy(t, self_of(v)->*Member);
}
Ref get_locals(Thread& t, Value v) {
  if (self_of(v)->locals) return Ref::copy(t, self_of(v)->locals);
  return raise(t, Exc::kNotImplementedError,
               "gilt does not keep the local variables of a traceback");
}
Ref get_line(Thread& t, Value v) { return make_int(t, self_of(v)->line); }
Ref get_instr(Thread& t, Value v) { return make_int(t, self_of(v)->instr * 2); }

constexpr AttributeRow kAttributes[] = {
    attribute<"f_code", get_value<&FrameObject::code>>("code object"),
    attribute<"f_globals", get_value<&FrameObject::globals>>("global namespace"),
    attribute<"f_builtins", get_value<&FrameObject::builtins>>("builtins namespace"),
    attribute<"f_locals", get_locals>("local variables"),
    attribute<"f_back", get_value<&FrameObject::back>>("the caller's frame, or None"),
    attribute<"f_lineno", get_line>("current line"),
    attribute<"f_lasti", get_instr>("offset of the current instruction, as in CPython's bytecode"),
};

}  // namespace

FrameView::FrameView(Thread& t, Frame& frame)
    : code(Ref::copy(t, frame.code)),
      globals(Ref::copy(t, frame.globals)),
      builtins(Ref::copy(t, frame.builtins)),
      locals(Ref::copy(t, frame.locals)),
      line(frame.current_line()),
      instr(static_cast<int32_t>(frame.instr_index())) {
  if (locals) return;
  variables.reserve(static_cast<size_t>(frame.code->nlocalsplus));
  for (int i = 0; i < frame.code->nlocalsplus; i++) {
    variables.push_back(Ref::copy(t, frame.slots[i].value()));
  }
}

namespace {

Ref locals_of(Thread& t, const FrameView& view) {
  if (view.locals) return view.locals.duplicate();
  auto* code = view.code.as<CodeObject>();
  Ref result = GILT_TRY(empty_dict(t));
  for (size_t i = 0; i < view.variables.size(); i++) {
    uint8_t kind = code->code->localsplus_kinds[i];
    Value held = view.variables[i];
    if ((kind & kLocalHidden) != 0 || !held) continue;
    bool is_cell = held.is_object() && held.object()->layout == Layout::kCell;
    Ref value = (kind & (kLocalCell | kLocalFree)) != 0 && is_cell
                    ? read_slot(t, held.as<CellObject>()->contents)
                    : Ref::copy(t, held);
    if (!value) continue;
    if (!dict_set(t, result.as<DictObject>(), code->local_names[i], value)) return Ref();
  }
  return result;
}

}  // namespace

Ref frame_locals(Thread& t, Frame* frame) {
  if (frame->locals) return Ref::copy(t, frame->locals);
  return locals_of(t, FrameView(t, *frame));
}

Ref make_frame_object(Thread& t, const FrameView& view) {
  auto* self = GILT_TRY(allocate<FrameObject>(t, types(t).frame));
  Ref result = Ref::take(t, self);
  self->code = view.code.duplicate().release();
  self->globals = view.globals.duplicate().release();
  self->builtins = view.builtins.duplicate().release();
  self->back = Value::none();
  self->line = view.line;
  self->instr = view.instr;
  self->locals = GILT_TRY(locals_of(t, view)).release();
  return result;
}

Ref make_frame_object(Thread& t, Frame* frame) {
  if (frame == nullptr) return Ref::none();
  Ref result = GILT_TRY(make_frame_object(t, FrameView(t, *frame)));
  result.as<FrameObject>()->back = GILT_TRY(make_frame_object(t, frame->caller)).release();
  return result;
}

void init_frame_type(Thread& t, Type& type) {
  type.instance_size = sizeof(FrameObject);
  type.slots.finalize = finalize;
  type.slots.traverse = traverse;
  type.slots.repr = frame_repr;
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
