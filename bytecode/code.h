// Code: the compiled form of a module, function, class or comprehension, and the contract between
// the compiler and the VM. Plain data without objects: the VM turns constants into objects when it
// loads a Code.
//
// Thread-safety: owned as std::shared_ptr<const Code> and never changed after compile(), so any
// thread may read it.
//
// Invariants
// 1. spans.size() == instrs.size().
// 2. Every jump operand and exception target is a valid instruction index; control cannot run off
// the end.
// 3. localsplus = varnames (parameters first), then the cells that are not parameters, then
// freevars; a cell that
//    is a parameter keeps its parameter's slot.
// 4. exceptions is sorted by start and its ranges do not overlap.
// bytecode/verifier.h checks 1 to 4. Source: CPython 3.14 Include/cpython/code.h,
// InternalDocs/exception_handling.md.
#pragma once

#include <complex>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "bytecode/instr.h"

namespace gilt {

struct Code;
struct Constant;

struct NoneConstant {
  bool operator==(const NoneConstant&) const = default;
};
struct EllipsisConstant {
  bool operator==(const EllipsisConstant&) const = default;
};
struct BigIntConstant {
  std::string hex;
  bool operator==(const BigIntConstant&) const = default;
};  // "-1f..", lower case
struct BytesConstant {
  std::string data;
  bool operator==(const BytesConstant&) const = default;
};
struct TupleConstant {
  std::vector<Constant> items;
};
struct FrozenSetConstant {
  std::vector<Constant> items;
};
struct SliceConstant {
  std::vector<Constant> parts;
};  // start, stop, step

// A constant. Ints that fit are int64_t; str is UTF-8 (lone surrogates in their three-byte form).
struct Constant {
  std::variant<NoneConstant, EllipsisConstant, bool, int64_t, BigIntConstant, double,
               std::complex<double>, std::string, BytesConstant, TupleConstant, FrozenSetConstant,
               SliceConstant, std::shared_ptr<const Code>>
      value;

  template <class T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
  bool is_none() const { return std::holds_alternative<NoneConstant>(value); }
};

// Where an instruction comes from: lines from 1, columns in UTF-8 bytes from 0, -1 unknown.
struct SourceSpan {
  int32_t line = -1, end_line = -1;
  int32_t col = -1, end_col = -1;
  bool operator==(const SourceSpan&) const = default;
};

// An exception in instructions [start, end) cuts the stack to `depth`, pushes the instruction's
// index if `lasti`, pushes the exception and goes on at `target`.
struct ExceptionRange {
  uint32_t start, end, target;
  uint32_t depth;
  bool lasti;
};

enum CodeFlag : uint32_t {
  kCoOptimized = 0x1,
  kCoNewlocals = 0x2,
  kCoVarargs = 0x4,
  kCoVarkeywords = 0x8,
  kCoNested = 0x10,
  kCoGenerator = 0x20,
  kCoCoroutine = 0x80,
  kCoIterableCoroutine = 0x100,
  kCoAsyncGenerator = 0x200,
  kCoFutureAnnotations = 0x1000000,
  kCoHasDocstring = 0x4000000,
  kCoMethod = 0x8000000,
};

enum LocalKind : uint8_t {
  kLocalArg = 1,       // a parameter
  kLocalVariable = 2,  // in varnames
  kLocalCell = 4,      // in cellvars
  kLocalFree = 8,      // in freevars
  kLocalHidden = 16,   // only of an inlined comprehension in a class or module
};

struct Code {
  std::string filename, name, qualname;
  int first_line = 1;
  uint32_t flags = 0;
  int argcount = 0;  // positional-only ones included; * and ** parameters are not counted
  int posonlyargcount = 0;
  int kwonlyargcount = 0;
  int stack_size = 0;

  std::vector<Instr> instrs;
  std::vector<SourceSpan> spans;
  std::vector<ExceptionRange> exceptions;

  std::vector<Constant> consts;
  std::vector<std::string> names;
  std::vector<std::string> varnames, cellvars, freevars;
  std::vector<std::string> localsplus;    // names by slot
  std::vector<uint8_t> localsplus_kinds;  // LocalKind bits by slot

  int nlocalsplus() const { return static_cast<int>(localsplus.size()); }
  bool has(CodeFlag flag) const { return (flags & flag) != 0; }

  // The range that covers instruction `index`, or null.
  const ExceptionRange* find_handler(uint32_t index) const;
};

}  // namespace gilt
