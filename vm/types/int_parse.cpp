// int(...): construction from numbers and text. Source: CPython 3.14 Objects/longobject.c
// (PyLong_FromString, long_new_impl), Objects/abstract.c (PyNumber_Long).
#include <fmt/format.h>

#include "base/int_math.h"
#include "base/text_repr.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/native.h"
#include "vm/signature.h"
#include "vm/types/bytes.h"
#include "vm/types/numbers.h"

namespace gilt {

namespace {

// Below this number of digits the limit is not looked at.
constexpr size_t kUncheckedDigits = 640;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

int base_of_prefix(char letter) {
  switch (letter) {
    case 'x':
    case 'X':
      return 16;
    case 'o':
    case 'O':
      return 8;
    case 'b':
    case 'B':
      return 2;
    default:
      return 0;
  }
}

// A numeral as int() accepts it, taken apart.
struct Numeral {
  std::string digits;  // with a '-' when negative; no underscores
  int base;
};

std::optional<Numeral> read_numeral(std::string_view text, int base) {
  size_t begin = 0, end = text.size();
  while (begin < end && is_space_byte(text[begin])) ++begin;
  while (end > begin && is_space_byte(text[end - 1])) --end;
  text = text.substr(begin, end - begin);
  Numeral result;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    if (text[0] == '-') result.digits = "-";
    text.remove_prefix(1);
  }
  bool must_be_zero = false;  // 0123 is no numeral of base 0, but 000 is
  int prefix = text.size() >= 2 && text[0] == '0' ? base_of_prefix(text[1]) : 0;
  if (base == 0) {
    must_be_zero = prefix == 0 && !text.empty() && text[0] == '0';
    base = prefix == 0 ? 10 : prefix;
  }
  if (prefix != 0 && prefix == base) {
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  }
  if (text.empty() || text.front() == '_' || text.back() == '_') return std::nullopt;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_') {
      if (text[i - 1] == '_') return std::nullopt;
      continue;
    }
    if (digit_of(text[i]) >= base || (must_be_zero && text[i] != '0')) return std::nullopt;
    result.digits += text[i];
  }
  result.base = base;
  return result;
}

using Shown = std::string (*)(std::string_view);  // str_repr() or bytes_repr()

// `source` is the text as it was given, for the message.
Ref parse_text(Thread& t, std::string_view text, int base, std::string_view source, Shown show) {
  std::optional<Numeral> numeral = read_numeral(text, base);
  if (!numeral) {
    std::string shown = show(source);
    shown.resize(offset_of_index(shown, 200));
    return raise(t, Exc::kValueError,
                 fmt::format("invalid literal for int() with base {}: {}", base, shown));
  }
  const std::string& digits = numeral->digits;
  size_t count = digits.size() - (digits[0] == '-');
  if (count > kUncheckedDigits && (numeral->base & (numeral->base - 1)) != 0) {
    auto limit = size_t(t.runtime.int_max_str_digits.load(std::memory_order_relaxed));
    if (limit != 0 && count > limit) {
      return raise(t, Exc::kValueError,
                   fmt::format("Exceeds the limit ({} digits) for integer string conversion: value "
                               "has {} digits; use sys.set_int_max_str_digits() to increase the "
                               "limit",
                               limit, count));
    }
  }
  if (std::optional<int64_t> word = int_from_text(digits, numeral->base)) return make_int(t, *word);
  return make_int(t, std::move(*BigInt::from_text(digits, numeral->base)));
}

Ref parse_str(Thread& t, std::string_view text, int base) {
  if (!is_ascii(text)) return parse_text(t, numeral_to_ascii(text), base, text, str_repr);
  if (base != 0 && text.size() <= kUncheckedDigits) {
    // Nothing but a few digits, as most texts are.
    if (std::optional<int64_t> word = int_from_text(text, base)) return make_int(t, *word);
  }
  return parse_text(t, text, base, text, str_repr);
}

// Text of any kind; null without an exception when it is none.
Ref parse_object(Thread& t, Value v, int base) {
  if (is_str(t, v)) return parse_str(t, str_view(v), base);
  if (!is_bytes_like(t, v)) return Ref();
  BytesContent content(t, v);
  return parse_text(t, content.view(), base, content.view(), bytes_repr);
}

// int(x)
Ref int_from_object(Thread& t, Value v) {
  if (v.is_small_int() || is_big_int(v)) return Ref::copy(t, v);
  Type* type = type_of(t, v);
  if (auto* convert = type->slots.unary[static_cast<int>(UnaryOp::kInt)].get()) {
    Ref result = GILT_TRY(convert(t, v));
    if (is_int(t, result)) return plain_int(t, result);
    return raise(t, Exc::kTypeError,
                 fmt::format("__int__ returned non-int (type {})", type_name(t, result)));
  }
  if (type->slots.unary[static_cast<int>(UnaryOp::kIndex)]) return to_index(t, v);
  Ref parsed = parse_object(t, v, 10);
  if (parsed || pending(t)) return parsed;
  return raise(t, Exc::kTypeError,
               fmt::format("int() argument must be a string, a bytes-like object or a real number, "
                           "not '{}'",
                           type_name(t, v)));
}

Ref int_value(Thread& t, Value x, Value base) {
  if (!base) return x ? int_from_object(t, x) : Ref::immediate(Value::small_int(0));
  if (!x) return raise(t, Exc::kTypeError, "int() missing string argument");
  int64_t b = GILT_TRY(to_ssize_clipped(t, base)).get();  // however large: it is wrong then
  if (b != 0 && (b < 2 || b > 36)) {
    return raise(t, Exc::kValueError, "int() base must be >= 2 and <= 36, or 0");
  }
  Ref parsed = parse_object(t, x, int(b));
  if (parsed || pending(t)) return parsed;
  return raise(t, Exc::kTypeError, "int() can't convert non-string with explicit base");
}

}  // namespace

Ref parse_int(Thread& t, std::string_view text, int base) { return parse_str(t, text, base); }

Ref int_construct(Thread& t, Type* cls, CallArgs args) {
  Value bound[2];
  if (args.keyword_count() == 0 && args.positional == 1) {
    bound[0] = args.values[0];
  } else if (args.keyword_count() == 0 && args.positional > 2 && cls == types(t).int_) {
    return raise(t, Exc::kTypeError,
                 fmt::format("int expected at most 2 arguments, got {}", args.positional));
  } else {
    GILT_TRY(bind_arguments(t, "int", "(x=0, /, base=10)", args, bound));
  }
  return make_int_of_class(t, cls, int_value(t, bound[0], bound[1]));
}

}  // namespace gilt
