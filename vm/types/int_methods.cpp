// int's methods and attributes.
#include "vm/types/int_methods.h"

#include "base/int_math.h"
#include "vm/types/bytes.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

Ref small(int64_t i) { return Ref::immediate(Value::small_int(i)); }

Ref int_bit_length(Thread& t, Args args) {
  int64_t word;
  if (int_word(args[0], &word)) return small(bit_length(word));
  return make_int_from_unsigned(t, BigOperand(args[0])->bit_length());
}

Ref int_bit_count(Thread& t, Args args) {
  int64_t word;
  if (int_word(args[0], &word)) return small(bit_count(word));
  return make_int_from_unsigned(t, BigOperand(args[0])->bit_count());
}

Ref int_itself(Thread& t, Args args) { return plain_int(t, args[0]); }
Ref int_is_integer(Thread&, Args) { return Ref::boolean(true); }

Ref int_as_integer_ratio(Thread& t, Args args) {
  Ref numerator = GILT_TRY(plain_int(t, args[0]));
  return make_tuple(t, {numerator, Value::small_int(1)});
}

Ref int_round(Thread& t, Args args) {
  if (!args[1] || args[1].is_none()) return plain_int(t, args[0]);
  Ref digits = GILT_TRY(to_index(t, args[1]));
  if (int_sign(digits) >= 0) return plain_int(t, args[0]);
  Ref places = GILT_TRY(int_subtract(t, Value::small_int(0), digits));
  // Far more places than the value has digits: it rounds to 0, and 10 ** places need not be known.
  BigOperand value(args[0]);
  int64_t n;
  if (!int_word(places, &n) || uint64_t(n) > value->decimal_digits_at_most() + 2) return small(0);
  BigInt unit = pow(BigInt(10), uint64_t(n));
  return make_int(t, *value - divmod_near(*value, unit).remainder);
}

// "big" or "little".
Truth is_big_endian(Thread& t, Value order, const char* function) {
  if (!order) return true;
  if (!is_str(t, order)) {
    return raise(
        t, Exc::kTypeError,
        std::string(function) + "() argument 'byteorder' must be str, not " + type_name(t, order));
  }
  if (str_view(order) == "big") return true;
  if (str_view(order) == "little") return false;
  return raise(t, Exc::kValueError, "byteorder must be either 'little' or 'big'");
}

Ref int_to_bytes(Thread& t, Args args) {
  int64_t length = args[1] ? GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get() : 1;
  bool big_endian = GILT_TRY(is_big_endian(t, args[2], "to_bytes")).yes();
  bool is_signed = args[3] && GILT_TRY(is_true(t, args[3])).yes();
  if (length < 0) return raise(t, Exc::kValueError, "length argument must be non-negative");
  BigOperand value(args[0]);
  if (value->is_negative() && !is_signed) {
    return raise(t, Exc::kOverflowError, "can't convert negative int to unsigned");
  }
  BytesObject* bytes = GILT_TRY(allocate_bytes(t, size_t(length)));
  Ref result = Ref::take(t, bytes);
  if (value->to_bytes(bytes->data(), size_t(length), big_endian, is_signed)) return result;
  return raise(t, Exc::kOverflowError, "int too big to convert");
}

Ref int_from_bytes(Thread& t, Args args) {
  bool big_endian = GILT_TRY(is_big_endian(t, args[2], "from_bytes")).yes();
  bool is_signed = args[3] && GILT_TRY(is_true(t, args[3])).yes();
  Ref bytes = GILT_TRY(bytes_from_object(t, args[1]));
  Ref value = GILT_TRY(make_int(t, BigInt::from_bytes(bytes_view(bytes), big_endian, is_signed)));
  if (args[0] == Value::from(types(t).int_)) return value;
  return call(t, args[0], {value});
}

Ref int_get_new_args(Thread& t, Args args) {
  Ref value = GILT_TRY(plain_int(t, args[0]));
  return make_tuple(t, {value});
}

Ref int_sizeof(Thread&, Args args) {
  return small(args[0].is_object() ? int64_t(sizeof(IntObject)) : int64_t(sizeof(Value)));
}

Ref int_zero(Thread&, Value) { return small(0); }
Ref int_one(Thread&, Value) { return small(1); }

constexpr MethodRow kMethods[] = {
    method<"conjugate", int_itself>("()", "Returns self, the complex conjugate of any int."),
    method<"bit_length", int_bit_length>("()",
                                         "Number of bits necessary to represent self in binary."),
    method<"bit_count", int_bit_count>(
        "()", "Number of ones in the binary representation of the absolute value of self."),
    method<"to_bytes", int_to_bytes>("(length=1, byteorder='big', *, signed=False)",
                                     "Return an array of bytes representing an integer."),
    class_method<"from_bytes", int_from_bytes>(
        "(bytes, byteorder='big', *, signed=False)",
        "Return the integer represented by the given array of bytes."),
    method<"as_integer_ratio", int_as_integer_ratio>(
        "()", "Return a pair of integers, whose ratio is equal to the original int."),
    method<"is_integer", int_is_integer>(
        "()", "Returns True. Exists for duck type compatibility with float.is_integer."),
    method<"__trunc__", int_itself>("()", "Truncating an Integral returns itself."),
    method<"__floor__", int_itself>("()", "Flooring an Integral returns itself."),
    method<"__ceil__", int_itself>("()", "Ceiling of an Integral returns itself."),
    method<"__round__", int_round>(
        "(ndigits=None, /)",
        "Rounding an Integral returns itself.\n\nRounding with an ndigits "
        "argument also returns an integer."),
    method<"__getnewargs__", int_get_new_args>("()", ""),
    method<"__sizeof__", int_sizeof>("()", "Returns size in memory, in bytes."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"real", plain_int>("the real part of a complex number"),
    attribute<"imag", int_zero>("the imaginary part of a complex number"),
    attribute<"numerator", plain_int>("the numerator of a rational number in lowest terms"),
    attribute<"denominator", int_one>("the denominator of a rational number in lowest terms"),
};

}  // namespace

std::span<const MethodRow> int_methods() { return kMethods; }
std::span<const AttributeRow> int_attributes() { return kAttributes; }

}  // namespace gilt
