// Methods of bytes and bytearray that look for parts: find, replace, split, join, strip.
// Source: CPython 3.14 Objects/bytesobject.c, Objects/bytes_methods.c.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/string_search.h"
#include "base/text_repr.h"
#include "vm/operations.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

constexpr size_t kNone = std::string_view::npos;

// The needle of find() and its relatives: bytes, or one byte as an int.
bool needle_of(Thread& t, Value v, std::string* out) {
  if (is_bytes_like(t, v)) {
    *out = BytesContent(t, v).view();
    return true;
  }
  if (!v.is_small_int() && !type_of(t, v)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("argument should be integer or bytes-like object, not '{}'", type_name(t, v)));
  }
  int64_t byte = GILT_TRY(byte_value(t, v, "byte")).get();
  out->assign(1, static_cast<char>(byte));
  return true;
}

// The part of the content that args[first], args[first + 1] (start, end) select.
struct Window {
  std::string_view text;
  int64_t start = 0;
  bool valid = true;  // start is not behind the end
};

bool window_of(Thread& t, Args args, size_t first, std::string_view content, Window* out) {
  auto bound = [&](Value v, int64_t otherwise) {
    return index_argument(t, v && v.is_none() ? Value() : v, otherwise);
  };
  int64_t start = GILT_TRY(bound(args[first], 0)).get();
  int64_t end = GILT_TRY(bound(args[first + 1], INT64_MAX)).get();
  auto size = static_cast<int64_t>(content.size());
  auto clipped = [&](int64_t i) { return i < 0 ? std::max<int64_t>(i + size, 0) : i; };
  start = clipped(start);
  end = std::min(clipped(end), size);
  out->start = start;
  out->valid = start <= end;
  if (out->valid) {
    out->text = content.substr(static_cast<size_t>(start), static_cast<size_t>(end - start));
  }
  return true;
}

template <bool Last>
Size search(Thread& t, Args args) {
  std::string needle;
  GILT_TRY(needle_of(t, args[1], &needle));
  BytesContent content(t, args[0]);
  Window window;
  GILT_TRY(window_of(t, args, 2, content.view(), &window));
  if (!window.valid) return -1;
  size_t at = Last ? find_last(window.text, needle) : find_first(window.text, needle);
  return at == kNone ? -1 : window.start + static_cast<int64_t>(at);
}

template <bool Last>
Ref find(Thread& t, Args args) {
  return Ref::immediate(Value::small_int(GILT_TRY(search<Last>(t, args)).get()));
}

template <bool Last>
Ref index(Thread& t, Args args) {
  int64_t at = GILT_TRY(search<Last>(t, args)).get();
  if (at < 0) return raise(t, Exc::kValueError, "subsection not found");
  return Ref::immediate(Value::small_int(at));
}

Ref count(Thread& t, Args args) {
  std::string needle;
  GILT_TRY(needle_of(t, args[1], &needle));
  BytesContent content(t, args[0]);
  Window window;
  GILT_TRY(window_of(t, args, 2, content.view(), &window));
  size_t found = !window.valid    ? 0
                 : needle.empty() ? window.text.size() + 1
                                  : count_occurrences(window.text, needle);
  return Ref::immediate(Value::small_int(static_cast<int64_t>(found)));
}

template <bool AtEnd>
Ref affix(Thread& t, Args args) {
  const char* name = AtEnd ? "endswith" : "startswith";
  BytesContent content(t, args[0]);
  Window window;
  GILT_TRY(window_of(t, args, 2, content.view(), &window));
  auto matches = [&](Value part) {
    BytesContent wanted(t, part);
    if (!window.valid) return false;
    return AtEnd ? window.text.ends_with(wanted.view()) : window.text.starts_with(wanted.view());
  };
  if (is_instance_of(t, args[1], Type::kTuple)) {
    for (Value part : args[1].as<TupleObject>()->items()) {
      GILT_TRY(require_bytes_like(t, part));
      if (matches(part)) return Ref::boolean(true);
    }
    return Ref::boolean(false);
  }
  if (is_bytes_like(t, args[1])) return Ref::boolean(matches(args[1]));
  return raise(t, Exc::kTypeError,
               fmt::format("{} first arg must be bytes or a tuple of bytes, not {}", name,
                           type_name(t, args[1])));
}

// --- cutting off

// A bytes-like argument's content.
bool content_of(Thread& t, Value v, std::string* out) {
  GILT_TRY(require_bytes_like(t, v));
  *out = BytesContent(t, v).view();
  return true;
}

template <bool AtEnd>
Ref remove_affix(Thread& t, Args args) {
  std::string part;
  GILT_TRY(content_of(t, args[1], &part));
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  if (AtEnd ? s.ends_with(part) : s.starts_with(part)) {
    if (AtEnd) {
      s.remove_suffix(part.size());
    } else {
      s.remove_prefix(part.size());
    }
  }
  return make_like(t, args[0], s);
}

template <bool Left, bool Right>
Ref strip(Thread& t, Args args) {
  std::string set = " \t\n\r\v\f";
  if (args[1] && !args[1].is_none()) GILT_TRY(content_of(t, args[1], &set));
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  if (Left) {
    while (!s.empty() && set.find(s.front()) != kNone) s.remove_prefix(1);
  }
  if (Right) {
    while (!s.empty() && set.find(s.back()) != kNone) s.remove_suffix(1);
  }
  return make_like(t, args[0], s);
}

Ref replace(Thread& t, Args args) {
  std::string from, to;
  GILT_TRY(content_of(t, args[1], &from));
  GILT_TRY(content_of(t, args[2], &to));
  int64_t limit = args[3] ? GILT_TRY(to_ssize(t, args[3], Exc::kOverflowError)).get() : -1;
  BytesContent content(t, args[0]);
  return make_like(
      t, args[0],
      replace_all(content.view(), from, to, limit < 0 ? size_t(-1) : static_cast<size_t>(limit)));
}

// --- taking apart

using Parts = std::vector<std::string_view>;

Parts split_blanks(std::string_view s, size_t limit, bool from_right) {
  Parts parts;
  if (!from_right) {
    size_t i = 0;
    while (true) {
      while (i < s.size() && is_space_byte(s[i])) ++i;
      if (i == s.size()) break;
      size_t end = i;
      if (parts.size() == limit) {
        parts.push_back(s.substr(i));
        break;
      }
      while (end < s.size() && !is_space_byte(s[end])) ++end;
      parts.push_back(s.substr(i, end - i));
      i = end;
    }
    return parts;
  }
  size_t end = s.size();
  while (true) {
    while (end > 0 && is_space_byte(s[end - 1])) --end;
    if (end == 0) break;
    size_t begin = end;
    if (parts.size() == limit) {
      parts.push_back(s.substr(0, end));
      break;
    }
    while (begin > 0 && !is_space_byte(s[begin - 1])) --begin;
    parts.push_back(s.substr(begin, end - begin));
    end = begin;
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

Parts split_at(std::string_view s, std::string_view separator, size_t limit, bool from_right) {
  Parts parts;
  while (parts.size() < limit) {
    size_t at = from_right ? find_last(s, separator) : find_first(s, separator);
    if (at == kNone) break;
    if (from_right) {
      parts.push_back(s.substr(at + separator.size()));
      s = s.substr(0, at);
    } else {
      parts.push_back(s.substr(0, at));
      s.remove_prefix(at + separator.size());
    }
  }
  parts.push_back(s);
  if (from_right) std::reverse(parts.begin(), parts.end());
  return parts;
}

Ref list_of(Thread& t, Value self, const Parts& parts) {
  Ref list = GILT_TRY(empty_list(t, parts.size()));
  for (std::string_view part : parts) {
    Ref item = GILT_TRY(make_like(t, self, part));
    GILT_TRY(list_append(t, list.as<ListObject>(), std::move(item)));
  }
  return list;
}

template <bool FromRight>
Ref split(Thread& t, Args args) {
  int64_t max = args[2] ? GILT_TRY(to_ssize(t, args[2], Exc::kOverflowError)).get() : -1;
  size_t limit = max < 0 ? size_t(-1) : static_cast<size_t>(max);
  BytesContent content(t, args[0]);
  if (!args[1] || args[1].is_none()) {
    return list_of(t, args[0], split_blanks(content.view(), limit, FromRight));
  }
  std::string separator;
  GILT_TRY(content_of(t, args[1], &separator));
  if (separator.empty()) return raise(t, Exc::kValueError, "empty separator");
  return list_of(t, args[0], split_at(content.view(), separator, limit, FromRight));
}

Ref splitlines(Thread& t, Args args) {
  bool keep = args[1] && GILT_TRY(is_true(t, args[1])).yes();
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  Parts lines;
  for (size_t offset = 0; offset < s.size();) {
    size_t start = offset, end = 0;
    next_line_bytes(s, offset, end);
    lines.push_back(s.substr(start, (keep ? offset : end) - start));
  }
  return list_of(t, args[0], lines);
}

template <bool FromRight>
Ref partition(Thread& t, Args args) {
  std::string separator;
  GILT_TRY(content_of(t, args[1], &separator));
  if (separator.empty()) return raise(t, Exc::kValueError, "empty separator");
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  size_t at = FromRight ? find_last(s, separator) : find_first(s, separator);
  std::string_view head = s, middle, tail;
  if (at != kNone) {
    head = s.substr(0, at);
    middle = separator;
    tail = s.substr(at + separator.size());
  } else if (FromRight) {
    std::swap(head, tail);
  }
  Ref a = GILT_TRY(make_like(t, args[0], head));
  bool itself = at != kNone && is_bytes(t, args[0]);  // as in CPython, whatever kind it is of
  Ref b = itself ? Ref::copy(t, args[1]) : GILT_TRY(make_like(t, args[0], middle));
  Ref c = GILT_TRY(make_like(t, args[0], tail));
  return make_tuple(t, {a, b, c});
}

// --- putting together

Ref join(Thread& t, Args args) {
  BytesContent separator(t, args[0]);
  TypeSlots& slots = type_of(t, args[1])->slots;
  if (!slots.iter && !slots.get_item) return raise(t, Exc::kTypeError, "can only join an iterable");
  Ref items = GILT_TRY(tuple_from_iterable(t, args[1]));
  std::string out;
  size_t i = 0;
  for (Value item : items.as<TupleObject>()->items()) {
    if (!is_bytes_like(t, item)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("sequence item {}: expected a bytes-like object, {} found", i,
                               type_name(t, item)));
    }
    if (i++ > 0) out += separator.view();
    out += BytesContent(t, item).view();
  }
  return make_like(t, args[0], out);
}

constexpr MethodRow kMethods[] = {
    method<"find", find<false>>("(sub, start=None, end=None, /)",
                                "Return the lowest index where sub is found, or -1."),
    method<"rfind", find<true>>("(sub, start=None, end=None, /)",
                                "Return the highest index where sub is found, or -1."),
    method<"index", index<false>>("(sub, start=None, end=None, /)",
                                  "Return the lowest index where sub is found."),
    method<"rindex", index<true>>("(sub, start=None, end=None, /)",
                                  "Return the highest index where sub is found."),
    method<"count", count>("(sub, start=None, end=None, /)",
                           "Return the number of non-overlapping occurrences of sub."),
    method<"startswith", affix<false>>("(prefix, start=None, end=None, /)",
                                       "Return True if it starts with the prefix."),
    method<"endswith", affix<true>>("(suffix, start=None, end=None, /)",
                                    "Return True if it ends with the suffix."),
    method<"removeprefix", remove_affix<false>>("(prefix, /)", "Return a copy without the prefix."),
    method<"removesuffix", remove_affix<true>>("(suffix, /)", "Return a copy without the suffix."),
    method<"strip", strip<true, true>>(
        "(bytes=None, /)", "Strip leading and trailing bytes contained in the argument."),
    method<"lstrip", strip<true, false>>("(bytes=None, /)",
                                         "Strip leading bytes contained in the argument."),
    method<"rstrip", strip<false, true>>("(bytes=None, /)",
                                         "Strip trailing bytes contained in the argument."),
    method<"replace", replace>("(old, new, count=-1, /)",
                               "Return a copy with occurrences of old replaced by new."),
    method<"split", split<false>>("(sep=None, maxsplit=-1)",
                                  "Return a list of the sections, using sep as the delimiter."),
    method<"rsplit", split<true>>("(sep=None, maxsplit=-1)",
                                  "Return a list of the sections, splitting from the end."),
    method<"splitlines", splitlines>("(keepends=False)", "Return a list of the lines."),
    method<"partition", partition<false>>("(sep, /)", "Partition into three parts at sep."),
    method<"rpartition", partition<true>>("(sep, /)",
                                          "Partition into three parts at the last sep."),
    method<"join", join>("(iterable_of_bytes, /)", "Concatenate any number of bytes objects."),
};

}  // namespace

std::span<const MethodRow> bytes_search_methods() { return kMethods; }

}  // namespace gilt
