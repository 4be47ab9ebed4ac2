// code: a compiled Code (bytecode/code.h) turned into objects, with the inline caches of its
// instructions.
//
// Thread-safety: immutable after creation, but for the caches: one 64-bit word for each instruction,
// written and read whole (relaxed) and guarded by what is in it, so a stale or torn-off word is
// harmless and needs no lock.
#pragma once

#include <atomic>
#include <memory>

#include "bytecode/code.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct CodeObject : Object {
  std::shared_ptr<const Code> code;
  const Instr* instrs = nullptr;            // of *code
  const SourceSpan* spans = nullptr;        // of *code, one for each instruction
  std::atomic<uint64_t>* caches = nullptr;  // one for each instruction
  Value* consts = nullptr;                  // owned references
  Value* names = nullptr;                   // interned strings
  Value* local_names = nullptr;             // of localsplus, interned
  Value name, qualname, filename;           // str, owned
  int32_t argcount = 0;                     // positional parameters
  int32_t posonlyargcount = 0;
  int32_t kwonlyargcount = 0;
  int32_t nlocalsplus = 0;
  int32_t frame_words = 0;  // 8-byte words of a Frame for this code
  uint32_t code_flags = 0;
  // Only positional parameters, and not a generator: a call with `argcount` arguments just copies them.
  bool plain_parameters = false;

  bool has(CodeFlag f) const { return (code_flags & f) != 0; }
};

// Materialises `code` and the code objects among its constants.
Ref make_code(Thread& t, std::shared_ptr<const Code> code);

}  // namespace gilt
