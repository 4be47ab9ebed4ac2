#include "vm/types/sequence.h"

#include <fmt/format.h>

#include "vm/native.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

bool check_positional(Thread& t, const char* name, CallArgs args, size_t min, size_t max) {
  if (args.positional >= min && args.positional <= max) return true;
  size_t bound = args.positional < min ? min : max;
  const char* how = min == max ? "" : args.positional < min ? "at least " : "at most ";
  return raise(t, Exc::kTypeError,
               fmt::format("{} expected {}{} argument{}, got {}", name, how, bound,
                           bound == 1 ? "" : "s", args.positional));
}

bool check_no_keywords(Thread& t, const char* name, CallArgs args) {
  if (args.keyword_count() == 0) return true;
  return raise(t, Exc::kTypeError, fmt::format("{}() takes no keyword arguments", name));
}

bool check_init_keywords(Thread& t, Value self, Type* base, const char* name, CallArgs args) {
  Type* cls = type_of(t, self);
  const bool own_new = cls != base && cls->slots.construct.get() != base->slots.construct.get();
  return own_new || check_no_keywords(t, name, args);
}

bool check_construct_args(Thread& t, Type* cls, Type* base, const char* name, CallArgs args,
                          size_t min, size_t max) {
  bool own_init = cls != base && cls->slots.init.get() != base->slots.init.get();
  if (!own_init && !check_no_keywords(t, name, args)) return false;
  return check_positional(t, name, args, min, max);
}

bool is_slice(Thread& t, Value v) { return v.is_object() && type_of(t, v) == types(t).slice; }

Failed raise_bad_index(Thread& t, const char* name, Value key) {
  return raise(
      t, Exc::kTypeError,
      fmt::format("{} indices must be integers or slices, not {}", name, type_name(t, key)));
}

Size clipped_position(Thread& t, Value v, int64_t otherwise, int64_t length) {
  int64_t i = GILT_TRY(index_argument(t, v, otherwise)).get();
  if (i < 0) i = i + length < 0 ? 0 : i + length;
  return i;
}

namespace {

bool script_class_with(Thread& t, Value v, BinaryOp op) {
  Type* type = type_of(t, v);
  return type->has(Type::kHeap) && type->slots.binary[static_cast<int>(op)];
}

}  // namespace

Operand bad_concatenation(Thread& t, const char* name, Value other) {
  if (script_class_with(t, other, BinaryOp::kAdd)) return Operand::kNotImplemented;
  raise(t, Exc::kTypeError,
        fmt::format("can only concatenate {} (not \"{}\") to {}", name, type_name(t, other), name));
  return Operand::kRaised;
}

Operand repeat_count(Thread& t, Value other, int64_t* count) {
  if (has_index(t, other)) {
    Size n = to_ssize(t, other, Exc::kOverflowError);
    if (n.failed()) return Operand::kRaised;
    *count = n.get() < 0 ? 0 : n.get();
    return Operand::kUsable;
  }
  if (script_class_with(t, other, BinaryOp::kMultiply)) return Operand::kNotImplemented;
  raise(t, Exc::kTypeError,
        fmt::format("can't multiply sequence by non-int of type '{}'", type_name(t, other)));
  return Operand::kRaised;
}

Size repeated_size(Thread& t, int64_t size, int64_t count) {
  int64_t total;
  if (__builtin_mul_overflow(size, count, &total) || total > int64_t{1} << 48)
    return raise_no_memory(t);
  return total;
}

bool append_repr(Thread& t, std::string& out, Value v) {
  Ref text = repr(t, v);
  if (!text) return false;
  out += str_view(text);
  return true;
}

}  // namespace gilt
