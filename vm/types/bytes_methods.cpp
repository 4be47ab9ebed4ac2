// Methods of bytes and bytearray about single bytes: classes, case, padding, hexadecimal, tables.
// Source: CPython 3.14 Objects/bytes_methods.c, Objects/stringlib/transmogrify.h.
#include "vm/types/bytes_methods.h"

#include <fmt/format.h>

#include <algorithm>

#include "vm/codecs.h"
#include "vm/operations.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"

namespace gilt {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }
char swapped(char c) { return is_upper(c) ? lower(c) : upper(c); }

// --- classes

template <bool (*Test)(char)>
Ref all_are(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  return Ref::boolean(!s.empty() && std::all_of(s.begin(), s.end(), Test));
}

Ref is_ascii_bytes(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  return Ref::boolean(std::all_of(s.begin(), s.end(), [](char c) { return (c & 0x80) == 0; }));
}

// All letters of one case, and one letter at least.
template <bool (*Wanted)(char), bool (*Unwanted)(char)>
Ref cased(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  return Ref::boolean(std::any_of(s.begin(), s.end(), Wanted) &&
                      std::none_of(s.begin(), s.end(), Unwanted));
}

Ref is_title(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  bool in_word = false, found = false;
  for (char c : content.view()) {
    if (is_alpha(c)) {
      if (is_upper(c) == in_word) return Ref::boolean(false);
      found = true;
    }
    in_word = is_alpha(c);
  }
  return Ref::boolean(found);
}

// --- case

template <char (*Map)(char)>
Ref mapped(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  std::string out(content.view());
  std::transform(out.begin(), out.end(), out.begin(), Map);
  return make_like(t, args[0], out);
}

Ref capitalize(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  std::string out(content.view());
  std::transform(out.begin(), out.end(), out.begin(), lower);
  if (!out.empty()) out[0] = upper(out[0]);
  return make_like(t, args[0], out);
}

Ref title(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  std::string out(content.view());
  bool in_word = false;
  for (char& c : out) {
    c = in_word ? lower(c) : upper(c);
    in_word = is_alpha(c);
  }
  return make_like(t, args[0], out);
}

// --- padding

enum class Side : uint8_t { kLeft, kRight, kBoth };  // where the content goes

Ref pad(Thread& t, Args args, Side side, const char* name) {
  int64_t width = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  char fill = ' ';
  if (args[2]) {
    if (!is_bytes_like(t, args[2])) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{}() argument 2 must be a byte string of length 1, not {}", name,
                               type_name(t, args[2])));
    }
    size_t length = BytesContent(t, args[2]).view().size();
    if (length != 1) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("{}(): argument 2 must be a byte string of length 1, not a {} object "
                      "of length {}",
                      name, type_name(t, args[2]), length));
    }
    fill = BytesContent(t, args[2]).view()[0];
  }
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  auto size = static_cast<int64_t>(s.size());
  if (width <= size) return make_like(t, args[0], s);
  if (width > (int64_t{1} << 46)) return raise_no_memory(t);
  int64_t room = width - size;
  // As in CPython an odd blank goes to the left if the width is odd.
  int64_t left = side == Side::kLeft    ? 0
                 : side == Side::kRight ? room
                                        : room / 2 + (room & width & 1);
  std::string out(static_cast<size_t>(left), fill);
  out += s;
  out.resize(static_cast<size_t>(width), fill);
  return make_like(t, args[0], out);
}

Ref center(Thread& t, Args args) { return pad(t, args, Side::kBoth, "center"); }
Ref ljust(Thread& t, Args args) { return pad(t, args, Side::kLeft, "ljust"); }
Ref rjust(Thread& t, Args args) { return pad(t, args, Side::kRight, "rjust"); }

Ref zfill(Thread& t, Args args) {
  int64_t width = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  if (width > (int64_t{1} << 46)) return raise_no_memory(t);
  BytesContent content(t, args[0]);
  std::string out(content.view());
  auto size = static_cast<int64_t>(out.size());
  if (width > size) {
    bool sign = size > 0 && (out[0] == '+' || out[0] == '-');
    out.insert(sign ? 1 : 0, static_cast<size_t>(width - size), '0');
  }
  return make_like(t, args[0], out);
}

Ref expandtabs(Thread& t, Args args) {
  int64_t tab = args[1] ? GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get() : 8;
  BytesContent content(t, args[0]);
  std::string out;
  int64_t column = 0;
  for (char c : content.view()) {
    if (c == '\t') {
      if (tab <= 0) continue;
      int64_t blanks = tab - column % tab;
      out.append(static_cast<size_t>(blanks), ' ');
      column += blanks;
      continue;
    }
    out += c;
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return make_like(t, args[0], out);
}

// --- hexadecimal

Ref hex(Thread& t, Args args) {
  char separator = 0;
  int64_t group = args[2] ? GILT_TRY(to_ssize(t, args[2], Exc::kOverflowError)).get() : 1;
  if (args[1]) {
    bool text = is_str(t, args[1]);
    if (!text && !is_bytes_like(t, args[1])) {
      return raise(t, Exc::kTypeError, "sep must be str or bytes.");
    }
    std::string sep(text ? str_view(args[1]) : BytesContent(t, args[1]).view());
    size_t length = text ? args[1].as<StrObject>()->length : sep.size();
    if (length != 1) return raise(t, Exc::kValueError, "sep must be length 1.");
    if ((sep[0] & 0x80) != 0) return raise(t, Exc::kValueError, "sep must be ASCII.");
    separator = sep[0];
  }
  BytesContent content(t, args[0]);
  std::string_view s = content.view();
  std::string out;
  auto size = static_cast<int64_t>(s.size());
  int64_t step = group < 0 ? -group : group;
  for (int64_t i = 0; i < size; ++i) {
    // Groups are counted from the right, with a negative size from the left.
    int64_t position = group < 0 ? i : size - i;
    if (separator != 0 && step != 0 && i > 0 && position % step == 0) out += separator;
    auto byte = static_cast<unsigned char>(s[static_cast<size_t>(i)]);
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return make_str(t, out);
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

Ref fromhex(Thread& t, Args args) {
  std::string text;
  if (is_str(t, args[1])) {
    text = str_view(args[1]);
  } else if (is_bytes_like(t, args[1])) {
    text = BytesContent(t, args[1]).view();
  } else {
    return raise(
        t, Exc::kTypeError,
        fmt::format("fromhex() argument must be str or bytes-like, not {}", type_name(t, args[1])));
  }
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    int high = hex_digit(text[i]);
    if (high >= 0 && i + 1 == text.size()) {
      return raise(t, Exc::kValueError,
                   "fromhex() arg must contain an even number of hexadecimal digits");
    }
    int low = high < 0 ? -1 : hex_digit(text[i + 1]);
    if (low < 0) {
      return raise(t, Exc::kValueError,
                   fmt::format("non-hexadecimal number found in fromhex() arg at position {}",
                               high < 0 ? i : i + 1));
    }
    out += static_cast<char>(high << 4 | low);
    i += 2;
  }
  Type* cls = args[0].as<Type>();
  Ref bytes = GILT_TRY(make_bytes(t, out));
  if (cls == types(t).bytes) return bytes;
  return call(t, args[0], {bytes});
}

// --- tables and text

Ref translate(Thread& t, Args args) {
  std::string table;
  if (!args[1].is_none()) {
    GILT_TRY(require_bytes_like(t, args[1]));
    table = BytesContent(t, args[1]).view();
    if (table.size() != 256) {
      return raise(t, Exc::kValueError, "translation table must be 256 characters long");
    }
  }
  bool dropped[256] = {};
  if (args[2]) {
    GILT_TRY(require_bytes_like(t, args[2]));
    for (char c : BytesContent(t, args[2]).view()) dropped[static_cast<unsigned char>(c)] = true;
  }
  BytesContent content(t, args[0]);
  std::string out;
  for (char c : content.view()) {
    auto byte = static_cast<unsigned char>(c);
    if (!dropped[byte]) out += table.empty() ? c : table[byte];
  }
  return make_like(t, args[0], out);
}

Ref maketrans(Thread& t, Args args) {
  GILT_TRY(require_bytes_like(t, args[0]));
  GILT_TRY(require_bytes_like(t, args[1]));
  BytesContent from(t, args[0]), to(t, args[1]);
  if (from.view().size() != to.view().size()) {
    return raise(t, Exc::kValueError, "maketrans arguments must have same length");
  }
  std::string table(256, '\0');
  for (size_t i = 0; i < 256; ++i) table[i] = static_cast<char>(i);
  for (size_t i = 0; i < from.view().size(); ++i) {
    table[static_cast<unsigned char>(from.view()[i])] = to.view()[i];
  }
  return make_bytes(t, table);
}

Ref decode(Thread& t, Args args) {
  std::string_view encoding, errors;
  GILT_TRY(codec_arguments(t, "decode", args[1], args[2], &encoding, &errors));
  // What an exception shows is bytes, as it was.
  Ref bytes = is_bytes(t, args[0]) ? Ref::copy(t, args[0])
                                   : GILT_TRY(make_bytes(t, BytesContent(t, args[0]).view()));
  return decode_text(t, bytes, bytes_view(bytes), encoding, errors);
}

constexpr MethodRow kMethods[] = {
    method<"isalnum", all_are<is_alnum>>("()", "Return True if all are alphanumeric."),
    method<"isalpha", all_are<is_alpha>>("()", "Return True if all are alphabetic."),
    method<"isascii", is_ascii_bytes>("()", "Return True if all are ASCII, or there are none."),
    method<"isdigit", all_are<is_digit>>("()", "Return True if all are digits."),
    method<"isspace", all_are<is_space>>("()", "Return True if all are whitespace."),
    method<"islower", cased<is_lower, is_upper>>("()", "Return True if all letters are lowercase."),
    method<"isupper", cased<is_upper, is_lower>>("()", "Return True if all letters are uppercase."),
    method<"istitle", is_title>("()",
                                "Return True if every word starts with the only capital in it."),
    method<"lower", mapped<lower>>("()", "Return a copy with all letters in lowercase."),
    method<"upper", mapped<upper>>("()", "Return a copy with all letters in uppercase."),
    method<"swapcase", mapped<swapped>>("()",
                                        "Return a copy with lowercase and uppercase swapped."),
    method<"capitalize", capitalize>("()",
                                     "Return a copy with a capital first and the rest lowercase."),
    method<"title", title>("()", "Return a copy where every word starts with a capital."),
    method<"center", center>("(width, fillchar=b' ', /)",
                             "Return a centered copy of length width."),
    method<"ljust", ljust>("(width, fillchar=b' ', /)",
                           "Return a left-justified copy of length width."),
    method<"rjust", rjust>("(width, fillchar=b' ', /)",
                           "Return a right-justified copy of length width."),
    method<"zfill", zfill>("(width, /)", "Pad with zeros on the left, behind a sign."),
    method<"expandtabs", expandtabs>("(tabsize=8)", "Return a copy with tabs expanded to blanks."),
    method<"hex", hex>("(sep=None, bytes_per_sep=1)",
                       "Create a string of hexadecimal numbers, with a separator between groups."),
    class_method<"fromhex", fromhex>("(string, /)", "Create an object from hexadecimal numbers."),
    method<"translate", translate>(
        "(table, /, delete=b'')",
        "Return a copy with each byte mapped by a table of 256, without those in delete."),
    static_method<"maketrans", maketrans>("(frm, to, /)", "Return a table for translate()."),
    method<"decode", decode>("(encoding='utf-8', errors='strict')",
                             "Decode the bytes using the codec registered for encoding."),
};

}  // namespace

std::span<const MethodRow> bytes_text_methods() { return kMethods; }

}  // namespace gilt
