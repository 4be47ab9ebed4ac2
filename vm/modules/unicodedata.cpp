// unicodedata: the Unicode character database, without decompositions, named sequences and the
// database of Unicode 3.2. Source: CPython 3.14 Modules/unicodedata.c.
#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/unicode.h"
#include "base/unicode_names.h"
#include "base/unicode_values.h"
#include "base/utf8.h"
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

// The one character of a str. `which`: " 1" where the function has more than one argument.
bool character(Thread& t, Value v, const char* function, const char* which, char32_t* out) {
  if (!is_str(t, v)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() argument{} must be a unicode character, not {}", function, which,
                             type_name(t, v)));
  }
  auto* str = v.as<StrObject>();
  if (str->length != 1) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}(): argument{} must be a unicode character, not a string of length "
                             "{}",
                             function, which, str->length));
  }
  size_t offset = 0;
  *out = next_code_point(str->view(), offset);
  return true;
}

// What a character has a name or value for: the default, or ValueError, where it has none.
Ref otherwise(Thread& t, Value fallback, const char* message) {
  if (fallback) return Ref::copy(t, fallback);
  return raise(t, Exc::kValueError, message);
}

Ref unicodedata_name(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "name", " 1", &c)) return Ref();
  std::string name = unicode_name(c);
  return name.empty() ? otherwise(t, args[1], "no such name") : make_str(t, name);
}

Ref unicodedata_lookup(Thread& t, Args args) {
  std::string_view name;
  if (!str_argument(t, args[0], "lookup", "argument", &name)) return Ref();
  if (std::optional<char32_t> c = unicode_lookup(name)) return make_char(t, *c);
  return raise(t, Exc::kKeyError, fmt::format("undefined character name '{}'", name));
}

Ref unicodedata_decimal(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "decimal", " 1", &c)) return Ref();
  int value = decimal_value(c);
  return value < 0 ? otherwise(t, args[1], "not a decimal") : make_int(t, value);
}

Ref unicodedata_digit(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "digit", " 1", &c)) return Ref();
  int value = digit_value(c);
  return value < 0 ? otherwise(t, args[1], "not a digit") : make_int(t, value);
}

Ref unicodedata_numeric(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "numeric", " 1", &c)) return Ref();
  std::optional<double> value = numeric_value(c);
  return value ? make_float(t, *value) : otherwise(t, args[1], "not a numeric character");
}

Ref unicodedata_category(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "category", "", &c)) return Ref();
  return make_str(t, category(c));
}

Ref unicodedata_bidirectional(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "bidirectional", "", &c)) return Ref();
  return make_str(t, bidirectional(c));
}

Ref unicodedata_width(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "east_asian_width", "", &c)) return Ref();
  return make_str(t, east_asian_width(c));
}

Ref unicodedata_combining(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "combining", "", &c)) return Ref();
  return make_int(t, combining_class(c));
}

Ref unicodedata_mirrored(Thread& t, Args args) {
  char32_t c;
  if (!character(t, args[0], "mirrored", "", &c)) return Ref();
  return make_int(t, is_mirrored(c));
}

// --- normalization

bool form_argument(Thread& t, Value v, const char* function, Normalization* out) {
  std::string_view form;
  if (!str_argument(t, v, function, "argument 1", &form)) return false;
  if (form == "NFC") {
    *out = Normalization::kNfc;
  } else if (form == "NFD") {
    *out = Normalization::kNfd;
  } else if (form == "NFKC") {
    *out = Normalization::kNfkc;
  } else if (form == "NFKD") {
    *out = Normalization::kNfkd;
  } else {
    return raise(t, Exc::kValueError, "invalid normalization form");
  }
  return true;
}

Ref unicodedata_normalize(Thread& t, Args args) {
  Normalization form;
  std::string_view text;
  if (!form_argument(t, args[0], "normalize", &form) ||
      !str_argument(t, args[1], "normalize", "argument 2", &text)) {
    return Ref();
  }
  return make_str(t, normalize(text, form));
}

Ref unicodedata_is_normalized(Thread& t, Args args) {
  Normalization form;
  std::string_view text;
  if (!form_argument(t, args[0], "is_normalized", &form) ||
      !str_argument(t, args[1], "is_normalized", "argument 2", &text)) {
    return Ref();
  }
  return Ref::boolean(normalize(text, form) == text);
}

constexpr MethodRow kFunctions[] = {
    function<"name", unicodedata_name>("(chr, default=None, /)", "The name of a character."),
    function<"lookup", unicodedata_lookup>("(name, /)", "The character with this name."),
    function<"decimal", unicodedata_decimal>("(chr, default=None, /)", "The value of a decimal."),
    function<"digit", unicodedata_digit>("(chr, default=None, /)", "The value of a digit."),
    function<"numeric", unicodedata_numeric>("(chr, default=None, /)", "The value of a numeral."),
    function<"category", unicodedata_category>("(chr, /)", "The general category."),
    function<"bidirectional", unicodedata_bidirectional>("(chr, /)", "The bidirectional class."),
    function<"east_asian_width", unicodedata_width>("(chr, /)", "The East Asian width."),
    function<"combining", unicodedata_combining>("(chr, /)", "The canonical combining class."),
    function<"mirrored", unicodedata_mirrored>("(chr, /)", "1 if mirrored in text to the left."),
    function<"normalize", unicodedata_normalize>("(form, unistr, /)", "The normal form of a str."),
    function<"is_normalized", unicodedata_is_normalized>("(form, unistr, /)",
                                                         "Whether a str is in a normal form."),
};

bool init(Thread& t, DictObject* ns) {
  return add_functions(t, ns, kFunctions) &&
         add_value(t, ns, "unidata_version", make_str(t, "15.0.0"));
}

}  // namespace

const ModuleRow k_unicodedata_module = {"unicodedata", "The Unicode character database.", init};

}  // namespace gilt
