// math's functions of ints. Source: CPython 3.14 Modules/mathmodule.c.
#include <fmt/format.h>

#include <algorithm>

#include "base/int_math.h"
#include "vm/modules/math.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// first * (first + 1) * ... * (first + count - 1), halves first, so that the factors stay of like
// size.
BigInt product_of_range(const BigInt& first, uint64_t count) {
  if (count == 0) return BigInt(1);
  if (count <= 8) {
    BigInt product = first, factor = first;
    for (uint64_t i = 1; i < count; ++i) {
      factor = factor + BigInt(1);
      product = product * factor;
    }
    return product;
  }
  uint64_t half = count / 2;
  return product_of_range(first, half) *
         product_of_range(first + BigInt::from_uint64(half), count - half);
}

Ref factorial(Thread& t, Args args) {
  Ref n = GILT_TRY(to_index(t, args[0]));
  if (int_sign(n) < 0) {
    return raise(t, Exc::kValueError, "factorial() not defined for negative values");
  }
  int64_t count;
  if (!int_word(n, &count)) {
    return raise(t, Exc::kOverflowError,
                 fmt::format("factorial() argument should not exceed {}", INT64_MAX));
  }
  return make_int(t, product_of_range(BigInt(1), uint64_t(count)));
}

// --- gcd and lcm

Ref greatest_divisor(Thread& t, Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y)) return make_int_from_unsigned(t, gcd(x, y));
  return make_int(t, gcd(*BigOperand(a), *BigOperand(b)));
}

Ref least_multiple(Thread& t, Value a, Value b) {
  if (int_sign(a) == 0 || int_sign(b) == 0) return Ref::immediate(Value::small_int(0));
  Ref divisor = GILT_TRY(greatest_divisor(t, a, b));
  Ref part = GILT_TRY(int_floor_divide(t, a, divisor));
  Ref multiple = GILT_TRY(int_multiply(t, part, b));
  if (int_sign(multiple) >= 0) return multiple;
  return int_subtract(t, Value::small_int(0), multiple);
}

template <Ref (*Combine)(Thread&, Value, Value)>
Ref fold(Thread& t, Args args, int64_t start) {
  Ref result = Ref::immediate(Value::small_int(start));
  for (Value v : args[0].as<TupleObject>()->items()) {
    Ref next = GILT_TRY(to_index(t, v));
    result = GILT_TRY(Combine(t, result, next));
  }
  return result;
}

Ref gcd_all(Thread& t, Args args) { return fold<greatest_divisor>(t, args, 0); }
Ref lcm_all(Thread& t, Args args) { return fold<least_multiple>(t, args, 1); }

// --- counting

// The arguments n and k, neither negative.
bool two_counts(Thread& t, Args args, Ref* n, Ref* k) {
  *n = GILT_TRY(to_index(t, args[0]));
  *k = GILT_TRY(to_index(t, args[1]));
  if (int_sign(*n) < 0) return raise(t, Exc::kValueError, "n must be a non-negative integer");
  if (int_sign(*k) < 0) return raise(t, Exc::kValueError, "k must be a non-negative integer");
  return true;
}

Ref comb(Thread& t, Args args) {
  Ref n, k;
  GILT_TRY(two_counts(t, args, &n, &k));
  if (int_compare(n, k) < 0) return Ref::immediate(Value::small_int(0));
  Ref rest = GILT_TRY(int_subtract(t, n, k));
  if (int_compare(rest, k) < 0) k = std::move(rest);
  int64_t count;
  if (!int_word(k, &count)) {
    return raise(t, Exc::kOverflowError,
                 fmt::format("min(n - k, k) must not exceed {}", INT64_MAX));
  }
  BigInt first = *BigOperand(n) - BigInt(count - 1);
  return make_int(t, floor_div(product_of_range(first, uint64_t(count)),
                               product_of_range(BigInt(1), uint64_t(count))));
}

Ref perm(Thread& t, Args args) {
  if (!args[1] || args[1].is_none()) return factorial(t, args);
  Ref n, k;
  GILT_TRY(two_counts(t, args, &n, &k));
  if (int_compare(n, k) < 0) return Ref::immediate(Value::small_int(0));
  int64_t count;
  if (!int_word(k, &count)) {
    return raise(t, Exc::kOverflowError, fmt::format("k must not exceed {}", INT64_MAX));
  }
  BigInt first = *BigOperand(n) - BigInt(count - 1);
  return make_int(t, product_of_range(first, uint64_t(count)));
}

Ref isqrt_of(Thread& t, Args args) {
  Ref n = GILT_TRY(to_index(t, args[0]));
  if (int_sign(n) < 0) return raise(t, Exc::kValueError, "isqrt() argument must be nonnegative");
  int64_t word;
  if (int_word(n, &word)) return make_int_from_unsigned(t, isqrt(uint64_t(word)));
  return make_int(t, isqrt(*BigOperand(n)));
}

constexpr MethodRow kFunctions[] = {
    function<"factorial", factorial>("(n, /)", "Find n!."),
    function<"gcd", gcd_all>("(*integers)", "Greatest Common Divisor."),
    function<"lcm", lcm_all>("(*integers)", "Least Common Multiple."),
    function<"comb", comb>(
        "(n, k, /)",
        "Number of ways to choose k items from n items without repetition and without order."),
    function<"perm", perm>(
        "(n, k=None, /)",
        "Number of ways to choose k items from n items without repetition and with order."),
    function<"isqrt", isqrt_of>("(n, /)",
                                "Return the integer part of the square root of the input."),
};

}  // namespace

std::span<const MethodRow> math_integer_functions() { return kFunctions; }

}  // namespace gilt
