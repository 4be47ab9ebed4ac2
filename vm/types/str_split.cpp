// Methods of str that cut and join: split, rsplit, splitlines, partition, rpartition, join.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/string_search.h"
#include "base/text_repr.h"
#include "base/utf8.h"
#include "vm/intern_table.h"
#include "vm/operations.h"
#include "vm/types/list.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

using Pieces = std::vector<std::string_view>;

// A list of the pieces; a piece that is all of `self` is `self`.
Ref list_of(Thread& t, Value self, const Pieces& pieces) {
  std::vector<Ref> held;
  std::vector<Value> values;
  held.reserve(pieces.size());
  values.reserve(pieces.size());
  for (std::string_view piece : pieces) {
    bool whole = piece.size() == str_view(self).size() && is_exact_str(self);
    held.push_back(whole ? Ref::copy(t, self) : make_str(t, piece));
    if (!held.back()) return {};
    values.push_back(held.back());
  }
  return make_list(t, values);
}

size_t first_space(std::string_view text, size_t from) {
  while (from < text.size() && skip_space(text, from) == from) {
    from += static_cast<size_t>(sequence_length(text[from]));
  }
  return from;
}

void split_space(std::string_view text, size_t limit, Pieces* out) {
  size_t at = skip_space(text, 0);
  while (at < text.size()) {
    if (out->size() == limit) {
      out->push_back(text.substr(at));  // blanks at the end stay
      return;
    }
    size_t end = first_space(text, at);
    out->push_back(text.substr(at, end - at));
    at = skip_space(text, end);
  }
}

// The offset behind the last blank in front of text's end (where the last word starts).
size_t last_word(std::string_view text) {
  size_t start = text.size();
  while (start > 0) {
    size_t before = start;
    previous_code_point(text, before);
    if (skip_space(text.substr(before, start - before)) != 0) break;
    start = before;
  }
  return start;
}

void rsplit_space(std::string_view text, size_t limit, Pieces* out) {
  text = text.substr(0, trim_space_end(text));
  while (!text.empty()) {
    if (out->size() == limit) {
      out->push_back(text);  // blanks at the start stay
      break;
    }
    size_t start = last_word(text);
    out->push_back(text.substr(start));
    text = text.substr(0, trim_space_end(text.substr(0, start)));
  }
  std::reverse(out->begin(), out->end());
}

void split_at(std::string_view text, std::string_view separator, size_t limit, Pieces* out) {
  Searcher searcher(separator);
  size_t at = 0;
  while (out->size() < limit) {
    size_t found = searcher.find(text, at);
    if (found == std::string_view::npos) break;
    out->push_back(text.substr(at, found - at));
    at = found + separator.size();
  }
  out->push_back(text.substr(at));
}

void rsplit_at(std::string_view text, std::string_view separator, size_t limit, Pieces* out) {
  while (out->size() < limit) {
    size_t found = find_last(text, separator);
    if (found == std::string_view::npos) break;
    out->push_back(text.substr(found + separator.size()));
    text = text.substr(0, found);
  }
  out->push_back(text);
  std::reverse(out->begin(), out->end());
}

template <bool FromEnd>
Ref split(Thread& t, Args args) {
  Value separator = args[1];
  int64_t most = -1;
  if (args[2]) most = GILT_TRY(int_argument(t, args[2])).get();
  size_t limit = most < 0 ? SIZE_MAX : static_cast<size_t>(most);
  std::string_view text = str_view(args[0]);
  Pieces pieces;
  if (!separator || separator.is_none()) {
    FromEnd ? rsplit_space(text, limit, &pieces) : split_space(text, limit, &pieces);
    return list_of(t, args[0], pieces);
  }
  if (!is_str(t, separator)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("must be str or None, not {}", type_name(t, separator)));
  }
  if (str_view(separator).empty()) return raise(t, Exc::kValueError, "empty separator");
  FromEnd ? rsplit_at(text, str_view(separator), limit, &pieces)
          : split_at(text, str_view(separator), limit, &pieces);
  return list_of(t, args[0], pieces);
}

Ref split_lines(Thread& t, Args args) {
  bool keep_ends = false;
  if (args[1]) {
    Truth truth = is_true(t, args[1]);
    if (truth.failed()) return {};
    keep_ends = truth.yes();
  }
  std::string_view text = str_view(args[0]);
  Pieces pieces;
  for (size_t at = 0; at < text.size();) {
    size_t start = at, content_end = 0;
    next_line(text, at, content_end);
    pieces.push_back(text.substr(start, (keep_ends ? at : content_end) - start));
  }
  return list_of(t, args[0], pieces);
}

template <bool FromEnd>
Ref partition(Thread& t, Args args) {
  Value separator = args[1];
  if (!is_str(t, separator)) {
    return raise(t, Exc::kTypeError, fmt::format("must be str, not {}", type_name(t, separator)));
  }
  std::string_view text = str_view(args[0]), needle = str_view(separator);
  if (needle.empty()) return raise(t, Exc::kValueError, "empty separator");
  size_t found = FromEnd ? find_last(text, needle) : find_first(text, needle);
  Value empty = Value::from(t.runtime.interned().empty());
  if (found == std::string_view::npos) {
    Ref whole = unchanged(t, args[0]);
    if (!whole) return {};
    if (FromEnd) return make_tuple(t, {empty, empty, whole});
    return make_tuple(t, {whole, empty, empty});
  }
  Ref before = make_str(t, text.substr(0, found));
  Ref after = make_str(t, text.substr(found + needle.size()));
  if (!before || !after) return {};
  return make_tuple(t, {before, separator, after});
}

Ref join(Thread& t, Args args) {
  Value iterable = args[1];
  // A tuple of our own: the items cannot change while they are measured and copied.
  Ref items;
  if (is_exact_tuple(iterable)) {
    items = Ref::copy(t, iterable);
  } else {
    if (!type_of(t, iterable)->slots.iter && !type_of(t, iterable)->slots.get_item) {
      return raise(t, Exc::kTypeError, "can only join an iterable");
    }
    items = tuple_from_iterable(t, iterable);
    if (!items) return {};
  }
  std::span<const Value> parts = items.as<TupleObject>()->items();
  if (parts.empty()) return Ref::copy(t, t.runtime.interned().empty());
  if (parts.size() == 1 && is_exact_str(parts[0])) return Ref::copy(t, parts[0]);
  StrObject* separator = str_of(args[0]);
  uint64_t size = separator->size * (parts.size() - 1);
  uint64_t length = separator->length * (parts.size() - 1);
  for (size_t i = 0; i < parts.size(); ++i) {
    if (!is_str(t, parts[i])) {
      return raise(t, Exc::kTypeError,
                   fmt::format("sequence item {}: expected str instance, {} found", i,
                               type_name(t, parts[i])));
    }
    size += str_of(parts[i])->size;
    length += str_of(parts[i])->length;
  }
  if (size == 0) return Ref::copy(t, t.runtime.interned().empty());
  StrObject* out = allocate_str(t, size);
  if (out == nullptr) return {};
  char* at = out->data();
  auto put = [&](std::string_view text) {
    std::memcpy(at, text.data(), text.size());
    at += text.size();
  };
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) put(separator->view());
    put(str_view(parts[i]));
  }
  out->length = length;
  return Ref::take(t, out);
}

constexpr MethodRow kMethods[] = {
    method<"split", split<false>>("(sep=None, maxsplit=-1)",
                                  "Return a list of the substrings, using sep as the separator."),
    method<"rsplit", split<true>>(
        "(sep=None, maxsplit=-1)",
        "Return a list of the substrings, splitting from the end of the string."),
    method<"splitlines", split_lines>("(keepends=False)",
                                      "Return a list of the lines in the string."),
    method<"partition", partition<false>>(
        "(sep, /)", "Partition the string into three parts at the first separator."),
    method<"rpartition", partition<true>>(
        "(sep, /)", "Partition the string into three parts at the last separator."),
    method<"join", join>("(iterable, /)", "Concatenate any number of strings."),
};

}  // namespace

std::span<const MethodRow> str_split_methods() { return kMethods; }

}  // namespace gilt
