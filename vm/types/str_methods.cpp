// Methods of str: case, search, replacement, stripping and padding.
// Source of the messages: CPython Objects/unicodeobject.c.
#include <fmt/format.h>

#include <algorithm>

#include "base/format_spec.h"
#include "base/string_search.h"
#include "base/text_repr.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/operations.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

// --- case

template <std::string (*Convert)(std::string_view)>
Ref convert(Thread& t, Args args) {
  return make_str(t, Convert(str_view(args[0])));
}

template <bool Upper>
Ref change_case(Thread& t, Args args) {
  StrObject* s = str_of(args[0]);
  if (!s->is_ascii()) return make_str(t, Upper ? str_upper(s->view()) : str_lower(s->view()));
  StrObject* out = allocate_str(t, s->size);
  if (out == nullptr) return {};
  constexpr char kFirst = Upper ? 'a' : 'A', kLast = Upper ? 'z' : 'Z';
  for (uint64_t i = 0; i < s->size; ++i) {
    char c = s->data()[i];
    out->data()[i] = c >= kFirst && c <= kLast ? static_cast<char>(c ^ 0x20) : c;
  }
  return finish_str(t, out);
}

// --- search

// The part of a string that start and end (code points, as in slices) select, in bytes.
struct Part {
  std::string_view text;  // of the whole string
  size_t from = 0, to = 0;
  bool valid = false;  // start is not behind the end

  std::string_view view() const { return text.substr(from, to - from); }
};

bool select_part(Thread& t, Value self, Value start, Value end, Part* out) {
  StrObject* s = str_of(self);
  auto length = static_cast<int64_t>(s->length);
  Size first = index_argument(t, start, 0);
  if (first.failed()) return false;
  Size last = index_argument(t, end, length);
  if (last.failed()) return false;
  int64_t i = first.get(), j = std::min(last.get(), length);
  if (j < 0) j = std::max<int64_t>(j + length, 0);
  if (i < 0) i = std::max<int64_t>(i + length, 0);
  out->text = s->view();
  out->valid = i <= j;
  if (!out->valid) return true;
  out->from = str_offset(s, static_cast<size_t>(i));
  out->to = str_offset(s, static_cast<size_t>(j));
  return true;
}

int64_t code_point_index(StrObject* s, size_t offset) {
  return static_cast<int64_t>(s->is_ascii() ? offset : index_of_offset(s->view(), offset));
}

// find, rfind, index, rindex: -1 or ValueError when absent.
template <bool FromEnd, bool Raises>
Ref find_text(Thread& t, Args args) {
  constexpr const char* kName =
      FromEnd ? (Raises ? "rindex" : "rfind") : (Raises ? "index" : "find");
  std::string_view needle;
  if (!str_argument(t, args[1], kName, "argument 1", &needle)) return {};
  Part part;
  if (!select_part(t, args[0], args[2], args[3], &part)) return {};
  size_t found = std::string_view::npos;
  if (part.valid)
    found = FromEnd ? find_last(part.view(), needle) : find_first(part.view(), needle);
  if (found == std::string_view::npos) {
    if (Raises) return raise(t, Exc::kValueError, "substring not found");
    return Ref::immediate(Value::small_int(-1));
  }
  return Ref::immediate(Value::small_int(code_point_index(str_of(args[0]), part.from + found)));
}

Ref count_text(Thread& t, Args args) {
  std::string_view needle;
  if (!str_argument(t, args[1], "count", "argument 1", &needle)) return {};
  Part part;
  if (!select_part(t, args[0], args[2], args[3], &part)) return {};
  size_t n = 0;
  if (part.valid) {
    n = needle.empty() ? count_code_points(part.view()) + 1
                       : count_occurrences(part.view(), needle);
  }
  return Ref::immediate(Value::small_int(static_cast<int64_t>(n)));
}

template <bool AtEnd>
bool matches_at(const Part& part, std::string_view affix) {
  if (!part.valid) return false;
  return AtEnd ? part.view().ends_with(affix) : part.view().starts_with(affix);
}

template <bool AtEnd>
Ref has_affix(Thread& t, Args args) {
  constexpr const char* kName = AtEnd ? "endswith" : "startswith";
  Part part;
  if (!select_part(t, args[0], args[2], args[3], &part)) return {};
  Value affix = args[1];
  if (is_str(t, affix)) return Ref::boolean(matches_at<AtEnd>(part, str_view(affix)));
  if (!is_instance_of(t, affix, Type::kTuple)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{} first arg must be str or a tuple of str, not {}", kName,
                             type_name(t, affix)));
  }
  for (Value item : affix.as<TupleObject>()->items()) {
    if (!is_str(t, item)) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("tuple for {} must only contain str, not {}", kName, type_name(t, item)));
    }
    if (matches_at<AtEnd>(part, str_view(item))) return Ref::boolean(true);
  }
  return Ref::boolean(false);
}

// --- replacement

Ref replace(Thread& t, Args args) {
  std::string_view needle, replacement;
  if (!str_argument(t, args[1], "replace", "argument 1", &needle) ||
      !str_argument(t, args[2], "replace", "argument 2", &replacement)) {
    return {};
  }
  int64_t limit = -1;
  if (args[3]) limit = GILT_TRY(int_argument(t, args[3])).get();
  size_t most = limit < 0 ? SIZE_MAX : static_cast<size_t>(limit);
  std::string_view text = str_view(args[0]);
  if (most == 0) return unchanged(t, args[0]);
  if (needle.empty()) return make_str(t, replace_between_code_points(text, replacement, most));
  size_t hits = std::min(count_occurrences(text, needle, most), most);
  if (hits == 0) return unchanged(t, args[0]);
  if (replacement.size() > needle.size() &&
      hits > (size_t{1} << 46) / (replacement.size() - needle.size())) {
    return raise(t, Exc::kOverflowError, "replace string is too long");
  }
  return make_str(t, replace_all(text, needle, replacement, most));
}

Ref remove_prefix(Thread& t, Args args) {
  std::string_view prefix;
  if (!str_argument(t, args[1], "removeprefix", "argument", &prefix)) return {};
  std::string_view text = str_view(args[0]);
  if (prefix.empty() || !text.starts_with(prefix)) return unchanged(t, args[0]);
  return make_str(t, text.substr(prefix.size()));
}

Ref remove_suffix(Thread& t, Args args) {
  std::string_view suffix;
  if (!str_argument(t, args[1], "removesuffix", "argument", &suffix)) return {};
  std::string_view text = str_view(args[0]);
  if (suffix.empty() || !text.ends_with(suffix)) return unchanged(t, args[0]);
  return make_str(t, text.substr(0, text.size() - suffix.size()));
}

// --- stripping

size_t skip_set(std::string_view text, std::string_view set) {
  size_t offset = 0;
  while (offset < text.size()) {
    size_t next = offset + static_cast<size_t>(sequence_length(text[offset]));
    if (!contains(set, text.substr(offset, next - offset))) break;
    offset = next;
  }
  return offset;
}
size_t trim_set_end(std::string_view text, std::string_view set) {
  size_t end = text.size();
  while (end > 0) {
    size_t start = end;
    previous_code_point(text, start);
    if (!contains(set, text.substr(start, end - start))) break;
    end = start;
  }
  return end;
}

template <bool Left, bool Right>
Ref strip(Thread& t, Args args) {
  constexpr const char* kName = Left && Right ? "strip" : Left ? "lstrip" : "rstrip";
  std::string_view text = str_view(args[0]);
  Value set = args[1];
  bool blanks = !set || set.is_none();
  if (!blanks && !is_str(t, set)) {
    return raise(t, Exc::kTypeError, fmt::format("{} arg must be None or str", kName));
  }
  size_t from = 0, to = text.size();
  if (Right) to = blanks ? trim_space_end(text) : trim_set_end(text, str_view(set));
  text = text.substr(0, to);
  if (Left) from = blanks ? std::min(skip_space(text), to) : skip_set(text, str_view(set));
  if (from == 0 && to == str_view(args[0]).size()) return unchanged(t, args[0]);
  return make_str(t, text.substr(from));
}

// --- padding

bool fill_argument(Thread& t, Value v, std::string_view* fill) {
  *fill = " ";
  if (!v) return true;
  if (!is_str(t, v)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("The fill character must be a unicode character, not {}", type_name(t, v)));
  }
  if (str_of(v)->length != 1) {
    return raise(t, Exc::kTypeError, "The fill character must be exactly one character long");
  }
  *fill = str_view(v);
  return true;
}

Ref padded(Thread& t, Value self, uint64_t left, std::string_view fill, uint64_t right) {
  if (left + right == 0) return unchanged(t, self);
  StrObject* s = str_of(self);
  if (left + right > INT64_MAX / 8)
    return raise(t, Exc::kOverflowError, "padded string is too long");
  StrObject* out = allocate_str(t, s->size + (left + right) * fill.size());
  if (out == nullptr) return {};
  char* at = out->data();
  auto put = [&](uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) at = std::copy(fill.begin(), fill.end(), at);
  };
  put(left);
  at = std::copy(s->data(), s->data() + s->size, at);
  put(right);
  out->length = s->length + left + right;
  return Ref::take(t, out);
}

enum class Align { kLeft, kRight, kCenter };

template <Align Where>
Ref justify(Thread& t, Args args) {
  int64_t width = GILT_TRY(int_argument(t, args[1])).get();
  std::string_view fill;
  if (!fill_argument(t, args[2], &fill)) return {};
  auto length = static_cast<int64_t>(str_of(args[0])->length);
  uint64_t margin = width > length ? static_cast<uint64_t>(width - length) : 0;
  uint64_t left = 0;
  if (Where == Align::kRight) left = margin;
  // The odd blank goes left if the width is odd, as in CPython.
  if (Where == Align::kCenter) left = margin / 2 + (margin & static_cast<uint64_t>(width) & 1);
  return padded(t, args[0], left, fill, margin - left);
}

Ref zero_fill(Thread& t, Args args) {
  int64_t width = GILT_TRY(int_argument(t, args[1])).get();
  StrObject* s = str_of(args[0]);
  auto length = static_cast<int64_t>(s->length);
  if (width <= length) return unchanged(t, args[0]);
  std::string_view text = s->view();
  bool sign = !text.empty() && (text[0] == '+' || text[0] == '-');
  auto zeros = static_cast<size_t>(width - length);
  if (zeros > (size_t{1} << 46)) return raise_no_memory(t);
  StrObject* out = allocate_str(t, text.size() + zeros);
  if (out == nullptr) return {};
  char* at = out->data();
  if (sign) *at++ = text[0];
  at = std::fill_n(at, zeros, '0');
  std::copy(text.begin() + (sign ? 1 : 0), text.end(), at);
  return finish_str(t, out);
}

Ref expand_tabs(Thread& t, Args args) {
  int64_t size = 8;
  if (args[1]) size = GILT_TRY(int_argument(t, args[1])).get();
  std::string out;
  int64_t column = 0;
  for (char c : str_view(args[0])) {
    if (c == '\t') {
      int64_t blanks = size > 0 ? size - column % size : 0;
      if (blanks > (int64_t{1} << 40))
        return raise(t, Exc::kOverflowError, "new string is too long");
      out.append(static_cast<size_t>(blanks), ' ');
      column += blanks;
    } else {
      out += c;
      if (c == '\n' || c == '\r') {
        column = 0;
      } else if (!is_continuation(c)) {
        ++column;
      }
    }
  }
  return make_str(t, out);
}

constexpr MethodRow kMethods[] = {
    method<"lower", change_case<false>>("()",
                                        "Return a copy of the string converted to lowercase."),
    method<"upper", change_case<true>>("()", "Return a copy of the string converted to uppercase."),
    method<"title", convert<str_title>>(
        "()", "Return a version of the string where each word is titlecased."),
    method<"capitalize", convert<str_capitalize>>("()",
                                                  "Return a capitalized version of the string."),
    method<"swapcase", convert<str_swapcase>>(
        "()", "Convert uppercase characters to lowercase and lowercase characters to uppercase."),
    method<"casefold", convert<str_casefold>>(
        "()", "Return a version of the string suitable for caseless comparisons."),
    method<"find", find_text<false, false>>("(sub, start=None, end=None, /)",
                                            "Return the lowest index where sub is found, or -1."),
    method<"rfind", find_text<true, false>>("(sub, start=None, end=None, /)",
                                            "Return the highest index where sub is found, or -1."),
    method<"index", find_text<false, true>>(
        "(sub, start=None, end=None, /)",
        "Return the lowest index where sub is found; ValueError if it is not."),
    method<"rindex", find_text<true, true>>(
        "(sub, start=None, end=None, /)",
        "Return the highest index where sub is found; ValueError if it is not."),
    method<"count", count_text>("(sub, start=None, end=None, /)",
                                "Return the number of non-overlapping occurrences of sub."),
    method<"startswith", has_affix<false>>("(prefix, start=None, end=None, /)",
                                           "Return True if the string starts with the prefix."),
    method<"endswith", has_affix<true>>("(suffix, start=None, end=None, /)",
                                        "Return True if the string ends with the suffix."),
    method<"replace", replace>("(old, new, /, count=-1)",
                               "Return a copy with occurrences of old replaced by new."),
    method<"removeprefix", remove_prefix>("(prefix, /)",
                                          "Return a str without the prefix, if it is there."),
    method<"removesuffix", remove_suffix>("(suffix, /)",
                                          "Return a str without the suffix, if it is there."),
    method<"strip", strip<true, true>>(
        "(chars=None, /)", "Return a copy with leading and trailing whitespace removed."),
    method<"lstrip", strip<true, false>>("(chars=None, /)",
                                         "Return a copy with leading whitespace removed."),
    method<"rstrip", strip<false, true>>("(chars=None, /)",
                                         "Return a copy with trailing whitespace removed."),
    method<"ljust", justify<Align::kLeft>>("(width, fillchar=' ', /)",
                                           "Return a left-justified string of length width."),
    method<"rjust", justify<Align::kRight>>("(width, fillchar=' ', /)",
                                            "Return a right-justified string of length width."),
    method<"center", justify<Align::kCenter>>("(width, fillchar=' ', /)",
                                              "Return a centered string of length width."),
    method<"zfill", zero_fill>(
        "(width, /)", "Pad a numeric string with zeros on the left, to fill a field of the width."),
    method<"expandtabs", expand_tabs>(
        "(tabsize=8)", "Return a copy where all tab characters are expanded using spaces."),
};

// --- predicates

template <bool (*Test)(std::string_view)>
Ref test(Thread&, Args args) {
  return Ref::boolean(Test(str_view(args[0])));
}
Ref test_ascii(Thread&, Args args) { return Ref::boolean(str_of(args[0])->is_ascii()); }

constexpr MethodRow kClassMethods[] = {
    method<"isalpha", test<str_isalpha>>("()", "True if all characters are alphabetic."),
    method<"isdecimal", test<str_isdecimal>>("()", "True if all characters are decimal digits."),
    method<"isdigit", test<str_isdigit>>("()", "True if all characters are digits."),
    method<"isnumeric", test<str_isnumeric>>("()", "True if all characters are numeric."),
    method<"isalnum", test<str_isalnum>>("()", "True if all characters are alphabetic or numeric."),
    method<"isspace", test<str_isspace>>("()", "True if all characters are whitespace."),
    method<"isprintable", test<str_isprintable>>("()", "True if all characters are printable."),
    method<"isupper", test<str_isupper>>("()", "True if all cased characters are uppercase."),
    method<"islower", test<str_islower>>("()", "True if all cased characters are lowercase."),
    method<"istitle", test<str_istitle>>("()", "True if the string is titlecased."),
    method<"isidentifier", test<str_isidentifier>>("()", "True if the string is an identifier."),
    method<"isascii", test_ascii>("()", "True if all characters are ASCII."),
};

}  // namespace

std::span<const MethodRow> str_text_methods() { return kMethods; }
std::span<const MethodRow> str_class_methods() { return kClassMethods; }

}  // namespace gilt
