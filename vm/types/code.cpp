#include "vm/types/code.h"

#include <fmt/format.h>

#include <new>

#include "vm/errors.h"
#include "vm/frame.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/types/bytes.h"
#include "vm/types/complex.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/set.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

Ref make_constant(Thread& t, const Constant& constant);

// Are all characters those of an identifier? Such constants are interned, as in CPython.
bool looks_like_name(std::string_view s) {
  for (char c : s) {
    if (!(std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')) return false;
  }
  return true;
}

Ref constant_tuple(Thread& t, const std::vector<Constant>& items) {
  if (items.empty() && t.runtime.empty_tuple) return Ref::copy(t, t.runtime.empty_tuple);
  TupleObject* tuple = GILT_TRY(allocate_tuple(t, items.size()));
  Ref result = Ref::take(t, tuple);
  for (size_t i = 0; i < items.size(); i++) {
    tuple->items_[i] = GILT_TRY(make_constant(t, items[i])).release();
  }
  return result;
}

struct ConstantMaker {
  Thread& t;
  Ref operator()(NoneConstant) { return Ref::none(); }
  Ref operator()(EllipsisConstant) { return Ref::immediate(Value::ellipsis()); }
  Ref operator()(bool b) { return Ref::boolean(b); }
  Ref operator()(int64_t i) { return make_int(t, i); }
  Ref operator()(const BigIntConstant& big) { return parse_int(t, big.hex, 16); }
  Ref operator()(double d) { return make_float(t, d); }
  Ref operator()(std::complex<double> c) { return make_complex(t, c.real(), c.imag()); }
  Ref operator()(const std::string& s) {
    return looks_like_name(s) ? intern(t, s) : make_str(t, s);
  }
  Ref operator()(const BytesConstant& b) { return make_bytes(t, b.data); }
  Ref operator()(const TupleConstant& tuple) { return constant_tuple(t, tuple.items); }
  Ref operator()(const FrozenSetConstant& set) {
    Ref items = GILT_TRY(constant_tuple(t, set.items));
    return make_frozenset(t, items);
  }
  Ref operator()(const SliceConstant& slice) {
    Ref parts = GILT_TRY(constant_tuple(t, slice.parts));
    TupleObject& p = *parts.as<TupleObject>();
    return make_slice(t, p[0], p[1], p[2]);
  }
  Ref operator()(const std::shared_ptr<const Code>& code) { return make_code(t, code); }
};

Ref make_constant(Thread& t, const Constant& constant) {
  return std::visit(ConstantMaker{t}, constant.value);
}

// Interns `names` into a new array; null with MemoryError pending.
Value* intern_all(Thread& t, const std::vector<std::string>& names) {
  auto* array = static_cast<Value*>(GILT_TRY(allocate_storage(t, (names.size() + 1) * 8)));
  for (size_t i = 0; i < names.size(); i++) array[i] = intern(t, names[i]).release();
  return array;
}

void finalize_code(Thread& t, Object* object) {
  auto* self = static_cast<CodeObject*>(object);
  const Code& code = *self->code;
  if (self->consts != nullptr) {
    for (size_t i = 0; i < code.consts.size(); i++) decref(t, self->consts[i]);
    release_storage(self->consts, (code.consts.size() + 1) * 8);
  }
  auto release_names = [&](Value* names, size_t count) {
    if (names == nullptr) return;
    for (size_t i = 0; i < count; i++) decref(t, names[i]);
    release_storage(names, (count + 1) * 8);
  };
  release_names(self->names, code.names.size());
  release_names(self->local_names, code.localsplus.size());
  release_storage(self->caches, (code.instrs.size() + 1) * 8);
  decref(t, self->name);
  decref(t, self->qualname);
  decref(t, self->filename);
  self->code.~shared_ptr();
}

void traverse_code(Object* object, Visitor visit, void* arg) {
  auto* self = static_cast<CodeObject*>(object);
  for (size_t i = 0; self->consts != nullptr && i < self->code->consts.size(); i++) {
    visit(self->consts[i], arg);
  }
}

Ref code_repr(Thread& t, Value self) {
  auto* code = self.as<CodeObject>();
  return make_str(t,
                  fmt::format("<code object {} at {:#x}, file \"{}\", line {}>", code->code->name,
                              identity(t, self), code->code->filename, code->code->first_line));
}

const Code& data(Value self) { return *self.as<CodeObject>()->code; }

Ref name_tuple(Thread& t, const std::vector<std::string>& names) {
  TupleObject* tuple = GILT_TRY(allocate_tuple(t, names.size()));
  for (size_t i = 0; i < names.size(); i++) tuple->items_[i] = intern(t, names[i]).release();
  return Ref::take(t, tuple);
}

Ref code_name(Thread& t, Value self) { return Ref::copy(t, self.as<CodeObject>()->name); }
Ref code_qualname(Thread& t, Value self) { return Ref::copy(t, self.as<CodeObject>()->qualname); }
Ref code_filename(Thread& t, Value self) { return Ref::copy(t, self.as<CodeObject>()->filename); }
Ref code_first_line(Thread& t, Value self) { return make_int(t, data(self).first_line); }
Ref code_argcount(Thread& t, Value self) { return make_int(t, data(self).argcount); }
Ref code_posonly(Thread& t, Value self) { return make_int(t, data(self).posonlyargcount); }
Ref code_kwonly(Thread& t, Value self) { return make_int(t, data(self).kwonlyargcount); }
Ref code_nlocals(Thread& t, Value self) {
  return make_int(t, static_cast<int64_t>(data(self).varnames.size()));
}
Ref code_stacksize(Thread& t, Value self) { return make_int(t, data(self).stack_size); }
Ref code_flags(Thread& t, Value self) { return make_int(t, data(self).flags); }
Ref code_names(Thread& t, Value self) { return name_tuple(t, data(self).names); }
Ref code_varnames(Thread& t, Value self) { return name_tuple(t, data(self).varnames); }
Ref code_cellvars(Thread& t, Value self) { return name_tuple(t, data(self).cellvars); }
Ref code_freevars(Thread& t, Value self) { return name_tuple(t, data(self).freevars); }
Ref code_consts(Thread& t, Value self) {
  auto* code = self.as<CodeObject>();
  return make_tuple(t, std::span<const Value>(code->consts, code->code->consts.size()));
}

constexpr AttributeRow kAttributes[] = {
    attribute<"co_name", code_name>("name of the function or class"),
    attribute<"co_qualname", code_qualname>("qualified name"),
    attribute<"co_filename", code_filename>("file the code was compiled from"),
    attribute<"co_firstlineno", code_first_line>("first source line"),
    attribute<"co_argcount", code_argcount>("number of positional parameters"),
    attribute<"co_posonlyargcount", code_posonly>("number of positional-only parameters"),
    attribute<"co_kwonlyargcount", code_kwonly>("number of keyword-only parameters"),
    attribute<"co_nlocals", code_nlocals>("number of local variables"),
    attribute<"co_stacksize", code_stacksize>("evaluation stack size, in values"),
    attribute<"co_flags", code_flags>("CO_* flags"),
    attribute<"co_names", code_names>("names used by the bytecode"),
    attribute<"co_varnames", code_varnames>("names of parameters and local variables"),
    attribute<"co_cellvars", code_cellvars>("local variables that inner functions use"),
    attribute<"co_freevars", code_freevars>("variables of enclosing functions"),
    attribute<"co_consts", code_consts>("constants"),
};

}  // namespace

Ref make_code(Thread& t, std::shared_ptr<const Code> code) {
  auto* self = GILT_TRY(allocate<CodeObject>(t, types(t).code));
  self->code = std::move(code);
  Ref result = Ref::take(t, self);
  const Code& c = *self->code;
  self->instrs = c.instrs.data();
  self->spans = c.spans.data();
  void* caches = GILT_TRY(allocate_storage(t, (c.instrs.size() + 1) * 8));
  self->caches = new (caches) std::atomic<uint64_t>[c.instrs.size() + 1]();
  self->names = GILT_TRY(intern_all(t, c.names));
  self->local_names = GILT_TRY(intern_all(t, c.localsplus));
  self->name = GILT_TRY(intern(t, c.name)).release();
  self->qualname = GILT_TRY(intern(t, c.qualname)).release();
  self->filename = GILT_TRY(intern(t, c.filename)).release();
  auto* consts = static_cast<Value*>(GILT_TRY(allocate_storage(t, (c.consts.size() + 1) * 8)));
  std::fill_n(consts, c.consts.size(), Value());
  self->consts = consts;
  for (size_t i = 0; i < c.consts.size(); i++) {
    consts[i] = GILT_TRY(make_constant(t, c.consts[i])).release();
  }
  self->argcount = c.argcount;
  self->posonlyargcount = c.posonlyargcount;
  self->kwonlyargcount = c.kwonlyargcount;
  self->nlocalsplus = c.nlocalsplus();
  self->frame_words = static_cast<int32_t>(kFrameHeaderWords) + c.nlocalsplus() + c.stack_size + 1;
  self->code_flags = c.flags;
  self->plain_parameters = (c.flags & (kCoVarargs | kCoVarkeywords)) == 0 && c.kwonlyargcount == 0;
  return result;
}

void init_code_type(Thread& t, Type& type) {
  type.instance_size = sizeof(CodeObject);
  type.slots.finalize = finalize_code;
  type.slots.traverse = traverse_code;
  type.slots.repr = code_repr;
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
