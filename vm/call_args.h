// The small result types and argument packs that every part of the VM passes around.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "vm/value.h"

namespace gilt {

struct TupleObject;

// The answer of a predicate that can raise.
class Truth {
 public:
  constexpr Truth() = default;  // raised
  constexpr Truth(bool b) : state_(b ? 1 : 0) {}
  constexpr bool failed() const { return state_ < 0; }
  constexpr bool yes() const { return state_ > 0; }
  constexpr bool no() const { return state_ == 0; }

 private:
  int8_t state_ = -1;
};

// A length or index that can raise.
class Size {
 public:
  constexpr Size() = default;  // raised
  constexpr Size(int64_t n) : n_(n), ok_(true) {}
  constexpr bool failed() const { return !ok_; }
  constexpr int64_t get() const { return n_; }

 private:
  int64_t n_ = 0;
  bool ok_ = false;
};

// A hash value that can raise.
class Hash {
 public:
  constexpr Hash() = default;  // raised
  constexpr Hash(int64_t h) : h_(h), ok_(true) {}
  constexpr bool failed() const { return !ok_; }
  constexpr int64_t get() const { return h_; }

 private:
  int64_t h_ = 0;
  bool ok_ = false;
};

// The arguments of a call, borrowed: `positional` values, then one value for each name in `keywords`
// (a tuple of str, or null). CPython's vectorcall (PEP 590).
struct CallArgs {
  const Value* values = nullptr;
  size_t positional = 0;
  const TupleObject* keywords = nullptr;

  CallArgs() = default;
  CallArgs(const Value* v, size_t n, const TupleObject* kw = nullptr)
      : values(v), positional(n), keywords(kw) {}
  // For one full expression: call(t, f, {a, b}).
  CallArgs(std::initializer_list<Value> list) : positional(list.size()) { values = list.begin(); }

  size_t keyword_count() const;  // vm/call.cpp
  size_t total() const { return positional + keyword_count(); }
  Value keyword_name(size_t i) const;
  Value keyword_value(size_t i) const { return values[positional + i]; }
};

// What a native function receives: its parameters in the order of its signature, self first for
// methods. A parameter that was not passed is "no value". `*args` arrives as a tuple, `**kwargs` as a
// dict or no value when empty.
class Args {
 public:
  Args(const Value* values, size_t count) : values_(values), count_(count) {}
  size_t size() const { return count_; }
  Value operator[](size_t i) const { return i < count_ ? values_[i] : Value(); }
  const Value* data() const { return values_; }

 private:
  const Value* values_;
  size_t count_;
};

}  // namespace gilt
