// int: making ints, and the arithmetic behind its operators: words first, BigInt where they
// overflow. Source: CPython 3.14 Objects/longobject.c.
#include "vm/types/int.h"

#include <fmt/format.h>

#include <cmath>

#include "base/hash.h"
#include "base/int_math.h"
#include "vm/heap.h"
#include "vm/types/numbers.h"

namespace gilt {

namespace {

// Longer results are refused rather than computed for hours.
constexpr uint64_t kMaxBits = uint64_t{1} << 36;

Ref make_int_slow(Thread& t, BigInt value) {
  auto* object = GILT_TRY(allocate<IntObject>(t, types(t).int_, Layout::kInt));
  object->value = std::move(value);
  return Ref::take(t, object);
}

}  // namespace

// --- making

Ref make_int(Thread& t, int64_t i) {
  if (Value::fits_small_int(i)) return Ref::immediate(Value::small_int(i));
  return make_int_slow(t, BigInt(i));
}

Ref make_int_from_unsigned(Thread& t, uint64_t i) {
  if (i <= uint64_t(Value::kMaxSmallInt)) return Ref::immediate(Value::small_int(int64_t(i)));
  return make_int_slow(t, BigInt::from_uint64(i));
}

Ref make_int(Thread& t, BigInt value) {
  if (std::optional<int64_t> word = value.to_int64(); word && Value::fits_small_int(*word)) {
    return Ref::immediate(Value::small_int(*word));
  }
  return make_int_slow(t, std::move(value));
}

Ref make_int_from_double(Thread& t, double d) {
  if (std::fabs(d) < 0x1p62) return Ref::immediate(Value::small_int(int64_t(d)));
  if (std::isnan(d)) return raise(t, Exc::kValueError, "cannot convert float NaN to integer");
  if (std::isinf(d)) {
    return raise(t, Exc::kOverflowError, "cannot convert float infinity to integer");
  }
  return make_int(t, BigInt::from_double(d));
}

Ref make_int_of_class(Thread& t, Type* cls, Ref value) {
  if (!value || cls == types(t).int_) return value;
  size_t extra = cls->instance_size - sizeof(IntObject);
  auto* object = GILT_TRY(allocate<IntObject>(t, cls, Layout::kOpaque, extra));
  std::memset(static_cast<void*>(object + 1), 0, extra);
  object->value = to_bigint(value);
  return Ref::take(t, object);
}

// --- reading

bool int_fits_int64(Value v, int64_t* out) {
  if (v.is_small_int()) {
    *out = v.small_int();
    return true;
  }
  if (v.is_bool()) {
    *out = v.is_true();
    return true;
  }
  std::optional<int64_t> word = v.as<IntObject>()->value.to_int64();
  if (word) *out = *word;
  return word.has_value();
}

BigInt to_bigint(Value v) { return *BigOperand(v); }

bool int_to_double(Thread& t, Value v, double* out) {
  int64_t word;
  if (int_word(v, &word)) {
    *out = double(word);
    return true;
  }
  std::optional<double> d = v.as<IntObject>()->value.to_double();
  if (!d) return raise(t, Exc::kOverflowError, "int too large to convert to float");
  *out = *d;
  return true;
}

Ref plain_int(Thread& t, Value v) {
  if (v.is_small_int() || is_big_int(v)) return Ref::copy(t, v);
  return make_int(t, to_bigint(v));
}

int int_compare(Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y)) return x < y ? -1 : x > y;
  return BigOperand(a)->compare(*BigOperand(b));
}

// --- arithmetic

Ref int_add(Thread& t, Value a, Value b) {
  int64_t x, y, sum;
  if (int_word(a, &x) && int_word(b, &y) && checked_add(x, y, sum)) return make_int(t, sum);
  return make_int(t, *BigOperand(a) + *BigOperand(b));
}

Ref int_subtract(Thread& t, Value a, Value b) {
  int64_t x, y, difference;
  if (int_word(a, &x) && int_word(b, &y) && checked_sub(x, y, difference)) {
    return make_int(t, difference);
  }
  return make_int(t, *BigOperand(a) - *BigOperand(b));
}

Ref int_multiply(Thread& t, Value a, Value b) {
  int64_t x, y, product;
  if (int_word(a, &x) && int_word(b, &y) && checked_mul(x, y, product)) return make_int(t, product);
  return make_int(t, *BigOperand(a) * *BigOperand(b));
}

Ref int_floor_divide(Thread& t, Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y) && x != INT64_MIN) {
    if (y == 0) return raise_zero_division(t);
    return make_int(t, floor_div(x, y));
  }
  BigOperand divisor(b);
  if (divisor->is_zero()) return raise_zero_division(t);
  return make_int(t, floor_div(*BigOperand(a), *divisor));
}

Ref int_remainder(Thread& t, Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y) && x != INT64_MIN) {
    if (y == 0) return raise_zero_division(t);
    return make_int(t, floor_mod(x, y));
  }
  BigOperand divisor(b);
  if (divisor->is_zero()) return raise_zero_division(t);
  return make_int(t, floor_mod(*BigOperand(a), *divisor));
}

Ref int_true_divide(Thread& t, Value a, Value b) {
  int64_t x, y;
  if (int_word(a, &x) && int_word(b, &y)) {
    if (y == 0) return raise_zero_division(t);
    return make_float(t, true_divide(x, y));
  }
  BigOperand divisor(b);
  if (divisor->is_zero()) return raise_zero_division(t);
  std::optional<double> quotient = true_divide(*BigOperand(a), *divisor);
  if (quotient) return make_float(t, *quotient);
  return raise(t, Exc::kOverflowError, "integer division result too large for a float");
}

Ref int_power(Thread& t, Value base, Value exponent) {
  int64_t x, n;
  if (int_sign(exponent) < 0) {
    double b, e;
    GILT_TRY(int_to_double(t, base, &b));
    GILT_TRY(int_to_double(t, exponent, &e));
    return float_power(t, b, e);
  }
  bool word_base = int_word(base, &x);
  bool word_exponent = int_word(exponent, &n);
  if (word_base && (x == 0 || x == 1 || x == -1)) {
    bool odd = word_exponent ? (n & 1) != 0 : exponent.as<IntObject>()->value.is_odd();
    bool zero = word_exponent && n == 0;
    return Ref::immediate(Value::small_int(zero ? 1 : odd ? x : x * x));
  }
  if (!word_exponent) return raise_no_memory(t);
  int64_t result;
  if (word_base && checked_pow(x, uint64_t(n), result)) return make_int(t, result);
  BigOperand b(base);
  if (b->bit_length() > 1 && uint64_t(n) > kMaxBits / (b->bit_length() - 1)) {
    return raise_no_memory(t);
  }
  return make_int(t, pow(*b, uint64_t(n)));
}

Ref int_shift_left(Thread& t, Value a, Value count) {
  if (int_sign(count) < 0) return raise(t, Exc::kValueError, "negative shift count");
  int64_t x, n, result;
  bool word_count = int_word(count, &n);
  if (int_word(a, &x)) {
    if (x == 0) return Ref::immediate(Value::small_int(0));
    if (word_count && checked_shift_left(x, uint64_t(n), result)) return make_int(t, result);
  }
  if (!word_count) return raise(t, Exc::kOverflowError, "too many digits in integer");
  if (uint64_t(n) > kMaxBits) return raise_no_memory(t);
  return make_int(t, *BigOperand(a) << uint64_t(n));
}

Ref int_shift_right(Thread& t, Value a, Value count) {
  if (int_sign(count) < 0) return raise(t, Exc::kValueError, "negative shift count");
  int64_t x, n;
  bool word_count = int_word(count, &n);
  if (!word_count) return Ref::immediate(Value::small_int(int_sign(a) < 0 ? -1 : 0));
  if (int_word(a, &x)) return make_int(t, shift_right(x, uint64_t(n)));
  return make_int(t, *BigOperand(a) >> uint64_t(n));
}

// --- text

bool int_text(Thread& t, Value v, int base, std::string* out) {
  int64_t word;
  if (int_word(v, &word)) {
    *out = int_to_text(word, base);
    return true;
  }
  BigOperand big(v);
  auto limit = size_t(t.runtime.int_max_str_digits.load(std::memory_order_relaxed));
  bool limited = limit != 0 && (base & (base - 1)) != 0;
  bool too_long = limited && big->decimal_digits_at_most() > limit + 1;
  if (!too_long) {
    *out = big->to_text(base);
    too_long = limited && out->size() - big->is_negative() > limit;
  }
  if (!too_long) return true;
  return raise(t, Exc::kValueError,
               fmt::format("Exceeds the limit ({} digits) for integer string conversion; use "
                           "sys.set_int_max_str_digits() to increase the limit",
                           limit));
}

}  // namespace gilt
