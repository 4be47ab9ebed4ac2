// Opcodes that read and write namespaces: globals, builtins, the names of a module or class body.
//
// The inline cache of LOAD_GLOBAL and STORE_GLOBAL, most significant bits first:
//   0 | version of the globals' keys (31) | entry index (32)                    a global
//   1 | version of the globals' keys (31) | version of the builtins' (22) | index (10)   a builtin
// Versions that do not fit are not cached.
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"
#include "vm/types/dict_table.h"

namespace gilt::ops {

inline constexpr uint64_t kBuiltinBit = uint64_t{1} << 63;

GILT_HANDLER LOAD_GLOBAL(Thread& t, Registers& r, uint32_t arg) {
  uint64_t word = cache(r).load(std::memory_order_relaxed);
  Ref value;
  if (word != 0) [[likely]] {
    DictObject* globals = r.frame->globals;
    uint32_t version = static_cast<uint32_t>(word >> 32) & 0x7fffffff;
    if ((word & kBuiltinBit) == 0) {
      value = dict_read_entry(t, globals, version, static_cast<uint32_t>(word));
    } else if (globals->keys_version.load(std::memory_order_acquire) == version) {
      value = dict_read_entry(t, r.frame->builtins, (word >> 10) & 0x3fffff, word & 0x3ff);
    }
  }
  if (!value) [[unlikely]] {
    value = load_global_slow(t, r.frame, name_at(r, arg >> 1), cache(r));
    if (!value) return Flow::kError;
  }
  push(r, std::move(value));
  if ((arg & 1) != 0) push(r, StackRef());
  return Flow::kNext;
}

GILT_HANDLER STORE_GLOBAL(Thread& t, Registers& r, uint32_t arg) {
  uint64_t word = cache(r).load(std::memory_order_relaxed);
  DictObject* globals = r.frame->globals;
  Value value = peek(r, 1);
  if (word == 0 || !dict_set_entry(t, globals, static_cast<uint32_t>(word >> 32),
                                   static_cast<uint32_t>(word), value)) [[unlikely]] {
    if (!store_global_slow(t, globals, name_at(r, arg), value, cache(r))) return Flow::kError;
  }
  pop(r).drop(t);
  return Flow::kNext;
}

GILT_HANDLER DELETE_GLOBAL(Thread& t, Registers& r, uint32_t arg) {
  return delete_global_slow(t, r.frame, name_at(r, arg)) ? Flow::kNext : Flow::kError;
}
GILT_HANDLER LOAD_NAME(Thread& t, Registers& r, uint32_t arg) {
  return replace(t, r, 0, load_name_slow(t, r.frame, r.frame->locals, name_at(r, arg)));
}
GILT_HANDLER STORE_NAME(Thread& t, Registers& r, uint32_t arg) {
  return discard(t, r, 1, store_name_slow(t, r.frame, name_at(r, arg), peek(r, 1)));
}
GILT_HANDLER DELETE_NAME(Thread& t, Registers& r, uint32_t arg) {
  return delete_name_slow(t, r.frame, name_at(r, arg)) ? Flow::kNext : Flow::kError;
}
GILT_HANDLER LOAD_LOCALS(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 0, load_locals_slow(t, r.frame));
}
GILT_HANDLER LOAD_FROM_DICT_OR_GLOBALS(Thread& t, Registers& r, uint32_t arg) {
  return replace(t, r, 1, load_name_slow(t, r.frame, peek(r, 1), name_at(r, arg)));
}
GILT_HANDLER LOAD_FROM_DICT_OR_DEREF(Thread& t, Registers& r, uint32_t arg) {
  return replace(t, r, 1, load_dict_or_deref_slow(t, r.frame, peek(r, 1), arg));
}
GILT_HANDLER LOAD_BUILD_CLASS(Thread& t, Registers& r, uint32_t) {
  return replace(t, r, 0, load_build_class_slow(t, r.frame));
}
GILT_HANDLER SETUP_ANNOTATIONS(Thread& t, Registers& r, uint32_t) {
  return setup_annotations_slow(t, r.frame) ? Flow::kNext : Flow::kError;
}

}  // namespace gilt::ops
