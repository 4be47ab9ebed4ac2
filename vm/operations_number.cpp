// Operators and the conversions between numbers. Source: CPython 3.14 Objects/abstract.c.
#include <fmt/format.h>

#include "vm/memory_guard.h"
#include "vm/operations.h"
#include "vm/types/float.h"
#include "vm/types/int.h"

namespace gilt {
namespace {

constexpr const char* kSymbols[kBinaryOpCount] = {
    "+", "&", "//", "<<", "@", "*", "%", "|", "** or pow()", ">>", "-", "/", "^", "divmod()"};
constexpr const char* kInPlaceSymbols[kBinaryOpCount] = {
    "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=", ""};

int index(BinaryOp op) { return static_cast<int>(op); }
int index(UnaryOp op) { return static_cast<int>(op); }

// Both operands' slots, a subclass of the left operand's class first; may be NotImplemented.
Ref try_operator(Thread& t, BinaryOp op, Value a, Value b) {
  Type* left = type_of(t, a);
  Type* right = type_of(t, b);
  auto* first = left->slots.binary[index(op)].get();
  auto* second = left == right ? nullptr : right->slots.binary[index(op)].get();
  if (second == first) second = nullptr;
  if (first != nullptr) {
    if (second != nullptr && right->is_subtype_of(left)) {
      Ref result = second(t, a, b);
      if (!result || !result.get().is_not_implemented()) return result;
      second = nullptr;
    }
    Ref result = first(t, a, b);
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (second != nullptr) return second(t, a, b);
  return Ref::not_implemented();
}

bool is_sequence(Type* type) {
  return type->has(Type::kList | Type::kTuple | Type::kStr | Type::kBytes);
}

// The messages of sequences, whose + and * come after the numbers' in CPython.
bool raise_for_sequence(Thread& t, BinaryOp op, Value a, Value b) {
  Type* left = type_of(t, a);
  if (op == BinaryOp::kAdd && is_sequence(left)) {
    if (left->has(Type::kBytes)) {
      raise(t, Exc::kTypeError,
            fmt::format("can't concat {} to {}", type_name(t, b), type_name(t, a)));
    } else {
      const char* kind = left->has(Type::kList)    ? "list"
                         : left->has(Type::kTuple) ? "tuple"
                                                   : "str";
      raise(t, Exc::kTypeError,
            fmt::format("can only concatenate {} (not \"{}\") to {}", kind, type_name(t, b), kind));
    }
    return true;
  }
  if (op == BinaryOp::kMultiply && (is_sequence(left) || is_sequence(type_of(t, b)))) {
    Value other = is_sequence(left) ? b : a;
    raise(t, Exc::kTypeError,
          fmt::format("can't multiply sequence by non-int of type '{}'", type_name(t, other)));
    return true;
  }
  return false;
}

Failed unsupported(Thread& t, const char* symbol, Value a, Value b) {
  return raise(t, Exc::kTypeError,
               fmt::format("unsupported operand type(s) for {}: '{}' and '{}'", symbol,
                           type_name(t, a), type_name(t, b)));
}

}  // namespace

Ref binary_op(Thread& t, BinaryOp op, Value a, Value b) {
  Ref result = guard_memory(t, [&] { return try_operator(t, op, a, b); });
  if (!result || !result.get().is_not_implemented()) return result;
  if (raise_for_sequence(t, op, a, b)) return Ref();
  return unsupported(t, kSymbols[index(op)], a, b);
}

Ref in_place_op(Thread& t, BinaryOp op, Value a, Value b) {
  if (auto* own = type_of(t, a)->slots.in_place[index(op)].get()) {
    Ref result = guard_memory(t, [&] { return own(t, a, b); });
    if (!result || !result.get().is_not_implemented()) return result;
  }
  Ref result = guard_memory(t, [&] { return try_operator(t, op, a, b); });
  if (!result || !result.get().is_not_implemented()) return result;
  if (raise_for_sequence(t, op, a, b)) return Ref();
  return unsupported(t, kInPlaceSymbols[index(op)], a, b);
}

Ref power(Thread& t, Value base, Value exponent, Value modulus) {
  if (!modulus || modulus.is_none()) return binary_op(t, BinaryOp::kPower, base, exponent);
  for (Value operand : {base, exponent, modulus}) {
    auto* slot = type_of(t, operand)->slots.power.get();
    if (slot == nullptr) continue;
    Ref result = slot(t, base, exponent, modulus);
    if (!result || !result.get().is_not_implemented()) return result;
  }
  return raise(t, Exc::kTypeError,
               fmt::format("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                           type_name(t, base), type_name(t, exponent), type_name(t, modulus)));
}

Ref unary_op(Thread& t, UnaryOp op, Value v) {
  if (auto* slot = type_of(t, v)->slots.unary[index(op)].get()) return slot(t, v);
  std::string type = type_name(t, v);
  switch (op) {
    case UnaryOp::kNegative:
      return raise(t, Exc::kTypeError, fmt::format("bad operand type for unary -: '{}'", type));
    case UnaryOp::kPositive:
      return raise(t, Exc::kTypeError, fmt::format("bad operand type for unary +: '{}'", type));
    case UnaryOp::kInvert:
      return raise(t, Exc::kTypeError, fmt::format("bad operand type for unary ~: '{}'", type));
    case UnaryOp::kAbsolute:
      return raise(t, Exc::kTypeError, fmt::format("bad operand type for abs(): '{}'", type));
    case UnaryOp::kInt:
      return raise(t, Exc::kTypeError,
                   fmt::format("int() argument must be a string, a bytes-like object or a real "
                               "number, not '{}'",
                               type));
    case UnaryOp::kFloat:
      return raise(t, Exc::kTypeError, fmt::format("must be real number, not {}", type));
    case UnaryOp::kIndex:
      return raise(t, Exc::kTypeError,
                   fmt::format("'{}' object cannot be interpreted as an integer", type));
  }
  return Ref();
}

Ref to_index(Thread& t, Value v) {
  if (v.is_small_int()) return Ref::immediate(v);
  if (is_big_int(v)) return Ref::copy(t, v);
  if (is_int(t, v)) return make_int(t, to_bigint(v));
  Ref result = GILT_TRY(unary_op(t, UnaryOp::kIndex, v));
  if (result.get().is_small_int() || is_big_int(result)) return result;
  if (is_int(t, result)) return make_int(t, to_bigint(result));
  return raise(t, Exc::kTypeError,
               fmt::format("__index__ returned non-int (type {})", type_name(t, result)));
}

Size to_ssize(Thread& t, Value v, Exc overflow) {
  Ref i = to_index(t, v);
  if (!i) return Size();
  int64_t n = 0;
  if (int_fits_int64(i, &n)) return n;
  return raise(t, overflow,
               fmt::format("cannot fit '{}' into an index-sized integer", type_name(t, v)));
}

Size to_ssize_clipped(Thread& t, Value v) {
  Ref i = to_index(t, v);
  if (!i) return Size();
  int64_t n = 0;
  if (int_fits_int64(i, &n)) return n;
  return to_bigint(i).is_negative() ? INT64_MIN : INT64_MAX;
}

bool to_double(Thread& t, Value v, double* out) {
  if (is_exact_float(v)) {
    *out = float_value(v);
    return true;
  }
  if (v.is_small_int()) {
    *out = static_cast<double>(v.small_int());
    return true;
  }
  Type* type = type_of(t, v);
  if (type->has(Type::kFloat)) {
    *out = v.as<FloatObject>()->value;
    return true;
  }
  bool has_float = static_cast<bool>(type->slots.unary[index(UnaryOp::kFloat)]);
  if (!has_float && type->slots.unary[index(UnaryOp::kIndex)]) {
    Ref i = GILT_TRY(to_index(t, v));
    Ref f = GILT_TRY(unary_op(t, UnaryOp::kFloat, i));
    *out = float_value(f);
    return true;
  }
  Ref f = GILT_TRY(unary_op(t, UnaryOp::kFloat, v));
  if (!is_instance_of(t, f, Type::kFloat)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}.__float__() must return a float, not {}", type_name(t, v),
                             type_name(t, f)));
  }
  *out = is_exact_float(f) ? float_value(f) : f.as<FloatObject>()->value;
  return true;
}

}  // namespace gilt
