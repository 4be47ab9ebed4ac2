// Opcodes that only move values: stack, constants, local variables.
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"
#include "vm/types/cell.h"

namespace gilt::ops {

GILT_HANDLER NOP(Thread&, Registers&, uint32_t) { return Flow::kNext; }
GILT_HANDLER NOT_TAKEN(Thread&, Registers&, uint32_t) { return Flow::kNext; }
GILT_HANDLER RESUME(Thread&, Registers&, uint32_t) { return Flow::kNext; }

GILT_HANDLER POP_TOP(Thread& t, Registers& r, uint32_t) {
  pop(r).drop(t);
  return Flow::kNext;
}
GILT_HANDLER POP_ITER(Thread& t, Registers& r, uint32_t) {
  pop(r).drop(t);
  return Flow::kNext;
}
GILT_HANDLER END_FOR(Thread& t, Registers& r, uint32_t) {
  pop(r).drop(t);
  return Flow::kNext;
}
GILT_HANDLER END_SEND(Thread& t, Registers& r, uint32_t) {
  StackRef value = pop(r);
  pop(r).drop(t);
  push(r, value);
  return Flow::kNext;
}
GILT_HANDLER PUSH_NULL(Thread&, Registers& r, uint32_t) {
  push(r, StackRef());
  return Flow::kNext;
}
GILT_HANDLER COPY(Thread& t, Registers& r, uint32_t arg) {
  push(r, r.sp[-static_cast<int>(arg)].duplicate(t));
  return Flow::kNext;
}
GILT_HANDLER SWAP(Thread&, Registers& r, uint32_t arg) {
  std::swap(r.sp[-1], r.sp[-static_cast<int>(arg)]);
  return Flow::kNext;
}

// --- constants

GILT_HANDLER LOAD_CONST(Thread&, Registers& r, uint32_t arg) {
  push(r, StackRef::borrowed(r.frame->code->consts[arg]));  // the frame keeps its code alive
  return Flow::kNext;
}
GILT_HANDLER LOAD_SMALL_INT(Thread&, Registers& r, uint32_t arg) {
  push(r, StackRef::owned(Value::small_int(arg)));
  return Flow::kNext;
}
GILT_HANDLER LOAD_COMMON_CONSTANT(Thread& t, Registers& r, uint32_t arg) {
  push(r, common_constant_slow(t, arg));
  return Flow::kNext;
}

// --- local variables

GILT_HANDLER LOAD_FAST(Thread& t, Registers& r, uint32_t arg) {
  push(r, r.frame->slots[arg].duplicate(t));
  return Flow::kNext;
}
GILT_HANDLER LOAD_FAST_BORROW(Thread&, Registers& r, uint32_t arg) {
  push(r, StackRef::borrowed(r.frame->slots[arg].value()));
  return Flow::kNext;
}
GILT_HANDLER LOAD_FAST_CHECK(Thread& t, Registers& r, uint32_t arg) {
  StackRef v = r.frame->slots[arg];
  if (v.is_null()) [[unlikely]]
    return unbound_local_slow(t, r.frame, arg);
  push(r, v.duplicate(t));
  return Flow::kNext;
}
GILT_HANDLER LOAD_FAST_AND_CLEAR(Thread&, Registers& r, uint32_t arg) {
  push(r, std::exchange(r.frame->slots[arg], StackRef()));
  return Flow::kNext;
}
GILT_HANDLER LOAD_FAST_LOAD_FAST(Thread& t, Registers& r, uint32_t arg) {
  push(r, r.frame->slots[arg >> 4].duplicate(t));
  push(r, r.frame->slots[arg & 15].duplicate(t));
  return Flow::kNext;
}
GILT_HANDLER LOAD_FAST_BORROW_LOAD_FAST_BORROW(Thread&, Registers& r, uint32_t arg) {
  push(r, StackRef::borrowed(r.frame->slots[arg >> 4].value()));
  push(r, StackRef::borrowed(r.frame->slots[arg & 15].value()));
  return Flow::kNext;
}

// Locals own what they hold.
GILT_INLINE void store_local(Thread& t, Registers& r, uint32_t slot, StackRef value) {
  StackRef owned = StackRef::owned(value.steal(t));
  std::exchange(r.frame->slots[slot], owned).drop(t);
}
GILT_HANDLER STORE_FAST(Thread& t, Registers& r, uint32_t arg) {
  store_local(t, r, arg, pop(r));
  return Flow::kNext;
}
GILT_HANDLER STORE_FAST_LOAD_FAST(Thread& t, Registers& r, uint32_t arg) {
  store_local(t, r, arg >> 4, pop(r));
  push(r, r.frame->slots[arg & 15].duplicate(t));
  return Flow::kNext;
}
GILT_HANDLER STORE_FAST_STORE_FAST(Thread& t, Registers& r, uint32_t arg) {
  store_local(t, r, arg >> 4, pop(r));
  store_local(t, r, arg & 15, pop(r));
  return Flow::kNext;
}
GILT_HANDLER DELETE_FAST(Thread& t, Registers& r, uint32_t arg) {
  StackRef v = std::exchange(r.frame->slots[arg], StackRef());
  if (v.is_null()) [[unlikely]]
    return unbound_local_slow(t, r.frame, arg);
  v.drop(t);
  return Flow::kNext;
}

// --- cells

GILT_INLINE CellObject* cell_at(const Registers& r, uint32_t slot) {
  return r.frame->slots[slot].value().as<CellObject>();
}
GILT_HANDLER MAKE_CELL(Thread& t, Registers& r, uint32_t arg) {
  StackRef& slot = r.frame->slots[arg];
  Ref cell = make_cell(t, Ref::take(t, slot.steal(t)));
  slot = StackRef();
  if (!cell) return Flow::kError;
  slot = StackRef::owned(std::move(cell));
  return Flow::kNext;
}
GILT_HANDLER COPY_FREE_VARS(Thread& t, Registers& r, uint32_t arg) {
  copy_free_variables(t, r.frame, arg);
  return Flow::kNext;
}
GILT_HANDLER LOAD_DEREF(Thread& t, Registers& r, uint32_t arg) {
  Ref v = read_slot(t, cell_at(r, arg)->contents);
  if (!v) [[unlikely]]
    return unbound_cell_slow(t, r.frame, arg);
  push(r, std::move(v));
  return Flow::kNext;
}
GILT_HANDLER STORE_DEREF(Thread& t, Registers& r, uint32_t arg) {
  assign_slot(t, cell_at(r, arg)->contents, Ref::take(t, pop(r).steal(t)));
  return Flow::kNext;
}
GILT_HANDLER DELETE_DEREF(Thread& t, Registers& r, uint32_t arg) {
  Value old = cell_at(r, arg)->contents.exchange(Value());
  if (!old) [[unlikely]]
    return unbound_cell_slow(t, r.frame, arg);
  decref(t, old);
  return Flow::kNext;
}

}  // namespace gilt::ops
