// Signature: the parameters of a native function, parsed once from Python's syntax, and the binding
// of a call's arguments to them.
//
// Thread-safety: immutable after parse() but for the atomic user count: native functions bound to
// different objects share one.
// Source of the messages: Python/getargs.c and Objects/methodobject.c of CPython 3.14.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vm/call_args.h"
#include "vm/errors.h"
#include "vm/ref.h"

namespace gilt {

// Who is called, for messages: "sort", or "list.append" when there is an owner.
struct Callee {
  std::string_view name;
  std::string_view owner;  // class or module; empty for the builtins module
  std::string qualified() const;
};

enum class ParameterKind : uint8_t {
  kPositionalOnly,
  kPositional,
  kVarPositional,
  kKeywordOnly,
  kVarKeyword,
};

struct Parameter {
  Value name;  // interned
  ParameterKind kind;
  bool required;
};

class Signature {
 public:
  // `text` is "(object, /)", "(*, key=None, reverse=False)" and the like, without self. It stays
  // referenced.
  static Signature* parse(Thread& t, const char* text);
  void add_user() const { users_.fetch_add(1, std::memory_order_relaxed); }
  void drop_user() const;

  const char* text() const { return text_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  size_t size() const { return parameters_.size(); }
  uint16_t min_positional() const { return min_positional_; }
  uint16_t max_positional() const { return max_positional_; }
  // Positional-only parameters and nothing else: a call's values are the function's as they stand.
  bool simple() const { return simple_; }

  // Fills out[0 .. size()) from the arguments; `owned` keeps the tuple and dict of `*args` and
  // `**kwargs`. False: TypeError.
  struct Owned {
    Ref star, keywords;
  };
  bool bind(Thread& t, const Callee& callee, CallArgs args, Value* out, Owned* owned) const;
  // For simple signatures: TypeError for `given` arguments.
  Failed raise_count(Thread& t, const Callee& callee, size_t given) const;

 private:
  bool check_positional(Thread& t, const Callee& callee, CallArgs args) const;
  bool bind_keywords(Thread& t, const Callee& callee, CallArgs args, Value* out,
                     Owned* owned) const;
  int find(Value name) const;

  const char* text_ = "";
  std::vector<Parameter> parameters_;
  uint16_t min_positional_ = 0;
  uint16_t max_positional_ = 0;
  int star_ = -1;      // index of *args
  int keywords_ = -1;  // index of **kwargs
  bool simple_ = true;
  bool accepts_keywords_ = false;
  mutable std::atomic<uint32_t> users_{1};
};

// Binds the arguments of a constructor, whose signature is parsed for this call:
//   Value v[2];
//   GILT_TRY(bind_arguments(t, "enumerate", "(iterable, start=0)", args, v));
bool bind_arguments(Thread& t, const char* name, const char* signature, CallArgs args, Value* out);

}  // namespace gilt
