// complex(...): construction from numbers and text. Source: CPython 3.14 Objects/complexobject.c.
#include <fmt/format.h>

#include "base/float_text.h"
#include "base/text_repr.h"
#include "base/unicode.h"
#include "vm/signature.h"
#include "vm/types/complex.h"
#include "vm/types/numbers.h"

namespace gilt {

using Complex = std::complex<double>;

namespace {

bool is_digit_or_underscore(char c) { return (c >= '0' && c <= '9') || c == '_'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

// The length of the float literal that the text starts with; 0: none.
size_t literal_length(std::string_view text) {
  size_t i = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  for (std::string_view word : {"infinity", "inf", "nan"}) {
    size_t n = 0;
    while (n < word.size() && i + n < text.size() && lower(text[i + n]) == word[n]) ++n;
    if (n == word.size()) return i + n;
  }
  size_t start = i;
  while (i < text.size() && is_digit_or_underscore(text[i])) ++i;
  if (i < text.size() && text[i] == '.') {
    ++i;
    while (i < text.size() && is_digit_or_underscore(text[i])) ++i;
  }
  if (i == start) return 0;
  if (i < text.size() && lower(text[i]) == 'e') {
    size_t j = i + 1;
    if (j < text.size() && (text[j] == '+' || text[j] == '-')) ++j;
    if (j < text.size() && text[j] >= '0' && text[j] <= '9') {
      while (j < text.size() && is_digit_or_underscore(text[j])) ++j;
      i = j;
    }
  }
  return i;
}

// Reads a float and moves behind it.
bool take_float(std::string_view& text, double* out) {
  size_t length = literal_length(text);
  if (length == 0) return false;
  std::optional<double> d = parse_double(text.substr(0, length));
  if (!d) return false;
  *out = *d;
  text.remove_prefix(length);
  return true;
}

bool take_unit(std::string_view& text) {
  if (text.empty() || lower(text[0]) != 'j') return false;
  text.remove_prefix(1);
  return true;
}

// [+-] without digits in front of the unit: 1 or -1.
bool take_sign(std::string_view& text, double* out) {
  *out = 1;
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
  if (text[0] == '-') *out = -1;
  text.remove_prefix(1);
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space_byte(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space_byte(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<Complex> parse_complex(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = trimmed(text.substr(1, text.size() - 2));
  }
  double re = 0, im = 0;
  if (take_float(text, &re)) {
    if (take_unit(text)) {
      im = re;
      re = 0;
    } else if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
      if (!take_float(text, &im) && !take_sign(text, &im)) return std::nullopt;
      if (!take_unit(text)) return std::nullopt;
    }
  } else {
    take_sign(text, &im);
    if (!take_unit(text)) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return Complex(re, im);
}

Ref complex_from_text(Thread& t, Type* cls, std::string_view text) {
  if (auto value = parse_complex(numeral_to_ascii(text))) {
    return make_complex_of_class(t, cls, *value);
  }
  return raise(t, Exc::kValueError, "complex() arg is a malformed string");
}

enum class Found : uint8_t { kYes, kNo, kRaised };

// The value of a complex, of what has __complex__, __float__ or __index__.
Found complex_value(Thread& t, Value v, Complex* out) {
  if (is_complex(t, v)) {
    *out = v.as<ComplexObject>()->value();
    return Found::kYes;
  }
  if (v.is_object()) {
    Ref convert = lookup_special(t, v, names(t).complex);
    if (!convert && pending(t)) return Found::kRaised;
    if (convert) {
      Ref result = call(t, convert);
      if (!result) return Found::kRaised;
      if (!is_complex(t, result)) {
        raise(t, Exc::kTypeError,
              fmt::format("__complex__ returned non-complex (type {})", type_name(t, result)));
        return Found::kRaised;
      }
      *out = result.as<ComplexObject>()->value();
      return Found::kYes;
    }
  }
  const TypeSlots& slots = type_of(t, v)->slots;
  if (!slots.unary[static_cast<int>(UnaryOp::kFloat)] &&
      !slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    return Found::kNo;
  }
  double d;
  if (!to_double(t, v, &d)) return Found::kRaised;
  *out = d;
  return Found::kYes;
}

Failed bad_part(Thread& t, const char* which, Value v) {
  return raise(
      t, Exc::kTypeError,
      fmt::format("complex() argument '{}' must be a real number, not {}", which, type_name(t, v)));
}

}  // namespace

bool to_complex(Thread& t, Value v, Complex* out) {
  Found found = complex_value(t, v, out);
  if (found == Found::kNo) {
    return raise(t, Exc::kTypeError, fmt::format("must be real number, not {}", type_name(t, v)));
  }
  return found == Found::kYes;
}

Ref complex_construct(Thread& t, Type* cls, CallArgs args) {
  Value bound[2];
  GILT_TRY(bind_arguments(t, "complex", "(real=0, imag=0)", args, bound));
  if (!bound[0] && !bound[1]) return make_complex_of_class(t, cls, 0);
  if (bound[0] && !bound[1]) {
    if (is_str(t, bound[0])) return complex_from_text(t, cls, str_view(bound[0]));
    bool exact = cls == types(t).complex && bound[0].is_object() && type_of(t, bound[0]) == cls;
    if (exact) return Ref::copy(t, bound[0]);
  }
  Complex re = 0, im = 0;
  if (bound[0]) {
    Found found = complex_value(t, bound[0], &re);
    if (found == Found::kRaised) return Ref();
    if (found == Found::kNo && bound[1]) return bad_part(t, "real", bound[0]);
    if (found == Found::kNo) {
      return raise(t, Exc::kTypeError,
                   fmt::format("complex() argument must be a string or a number, not {}",
                               type_name(t, bound[0])));
    }
  }
  if (!bound[1]) return make_complex_of_class(t, cls, re);
  // An imaginary part that is complex itself counts as im * 1j.
  if (is_complex(t, bound[1])) {
    im = bound[1].as<ComplexObject>()->value();
  } else if (is_str(t, bound[1])) {
    return bad_part(t, "imag", bound[1]);
  } else {
    Found found = complex_value(t, bound[1], &im);
    if (found == Found::kRaised) return Ref();
    if (found == Found::kNo) return bad_part(t, "imag", bound[1]);
    im = im.real();
  }
  bool real_only = !bound[0] || !is_complex(t, bound[0]);
  bool imag_only = !is_complex(t, bound[1]);
  return make_complex_of_class(t, cls,
                               Complex(imag_only ? re.real() : re.real() - im.imag(),
                                       real_only ? im.real() : im.real() + re.imag()));
}

}  // namespace gilt
