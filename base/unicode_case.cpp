// Case mappings and normalization of whole strings.

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <span>

#include "base/unicode.h"
#include "base/unicode_tables.h"
#include "base/utf8.h"

namespace gilt {
namespace {

constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kSmallSigma = 0x3C3;
constexpr char32_t kFinalSigma = 0x3C2;

using SimpleMapping = utf8proc_int32_t (*)(utf8proc_int32_t);

void append_mapped(std::string& out, char32_t c, std::span<const FullMapping> exceptions,
                   SimpleMapping simple) {
  auto found = std::lower_bound(exceptions.begin(), exceptions.end(), c,
                                [](const FullMapping& m, char32_t x) { return m.from < x; });
  if (found == exceptions.end() || found->from != c) {
    return append_code_point(out, char32_t(simple(utf8proc_int32_t(c))));
  }
  for (char32_t to : found->to) {
    if (to != 0) append_code_point(out, to);
  }
}

void append_upper(std::string& out, char32_t c) {
  if (c < 0x80) return out.push_back(char(c >= 'a' && c <= 'z' ? c - 32 : c));
  append_mapped(out, c, kUpperExceptions, utf8proc_toupper);
}
void append_title(std::string& out, char32_t c) {
  if (c < 0x80) return append_upper(out, c);
  append_mapped(out, c, kTitleExceptions, utf8proc_totitle);
}

bool is_cased(char32_t c) { return is_lower(c) || is_upper(c) || is_title(c); }

// Unicode's Case_Ignorable.
bool is_case_ignorable(char32_t c) {
  switch (c) {
    case 0x27:
    case 0x2E:
    case 0x3A:
    case 0xB7:
    case 0x387:
    case 0x55F:
    case 0x5F4:
    case 0x2018:
    case 0x2019:
    case 0x2024:
    case 0x2027:
    case 0xFE13:
    case 0xFE52:
    case 0xFE55:
    case 0xFF07:
    case 0xFF0E:
    case 0xFF1A:
      return true;
  }
  switch (utf8proc_category(utf8proc_int32_t(c))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return false;
  }
}

// A sigma is final if a cased letter comes before it and none after it, ignorables aside.
char32_t lower_sigma(std::string_view text, size_t start, size_t end) {
  char32_t c = 0;
  bool found = false;
  for (size_t i = start; i > 0;) {
    c = previous_code_point(text, i);
    if ((found = !is_case_ignorable(c))) break;
  }
  if (!found || !is_cased(c)) return kSmallSigma;
  found = false;
  for (size_t i = end; i < text.size();) {
    c = next_code_point(text, i);
    if ((found = !is_case_ignorable(c))) break;
  }
  return found && is_cased(c) ? kSmallSigma : kFinalSigma;
}

// Appends the lower case of text[start, end), one character.
void append_lower(std::string& out, std::string_view text, char32_t c, size_t start, size_t end) {
  if (c < 0x80) return out.push_back(char(c >= 'A' && c <= 'Z' ? c + 32 : c));
  if (c == kCapitalSigma) return append_code_point(out, lower_sigma(text, start, end));
  append_mapped(out, c, kLowerExceptions, utf8proc_tolower);
}

// Calls append(out, c, start, end) for each character.
template <typename Append>
std::string map_text(std::string_view text, Append append) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    size_t start = i;
    char32_t c = next_code_point(text, i);
    append(out, c, start, i);
  }
  return out;
}

}  // namespace

std::string str_lower(std::string_view text) {
  return map_text(text, [&](std::string& out, char32_t c, size_t start, size_t end) {
    append_lower(out, text, c, start, end);
  });
}

std::string str_upper(std::string_view text) {
  return map_text(text, [](std::string& out, char32_t c, size_t, size_t) { append_upper(out, c); });
}

std::string str_title(std::string_view text) {
  bool after_cased = false;
  return map_text(text, [&](std::string& out, char32_t c, size_t start, size_t end) {
    if (after_cased) {
      append_lower(out, text, c, start, end);
    } else {
      append_title(out, c);
    }
    after_cased = is_cased(c);
  });
}

std::string str_capitalize(std::string_view text) {
  return map_text(text, [&](std::string& out, char32_t c, size_t start, size_t end) {
    if (start == 0) {
      append_title(out, c);
    } else {
      append_lower(out, text, c, start, end);
    }
  });
}

std::string str_swapcase(std::string_view text) {
  return map_text(text, [&](std::string& out, char32_t c, size_t start, size_t end) {
    if (is_upper(c)) {
      append_lower(out, text, c, start, end);
    } else if (is_lower(c)) {
      append_upper(out, c);
    } else {
      append_code_point(out, c);
    }
  });
}

std::string str_casefold(std::string_view text) {
  return map_text(text, [&](std::string& out, char32_t c, size_t start, size_t end) {
    if (c < 0x80) return append_lower(out, text, c, start, end);
    utf8proc_int32_t folded[8];
    int boundary = 0;
    auto count =
        utf8proc_decompose_char(utf8proc_int32_t(c), folded, 8, UTF8PROC_CASEFOLD, &boundary);
    for (int i = 0; i < count; ++i) append_code_point(out, char32_t(folded[i]));
  });
}

std::string normalize(std::string_view text, Normalization form) {
  if (is_ascii(text)) return std::string(text);
  int options = UTF8PROC_STABLE;
  bool compose = form == Normalization::kNfc || form == Normalization::kNfkc;
  options |= compose ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
  if (form == Normalization::kNfkc || form == Normalization::kNfkd) options |= UTF8PROC_COMPAT;
  std::string out;
  auto append = [&](std::string_view part) {
    utf8proc_uint8_t* mapped = nullptr;
    auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(part.data()),
                             utf8proc_ssize_t(part.size()), &mapped, utf8proc_option_t(options));
    if (size >= 0) out.append(reinterpret_cast<char*>(mapped), size_t(size));
    std::free(mapped);
  };
  // utf8proc takes no lone surrogates; nothing composes across them, so they part the text.
  size_t begin = 0;
  for (size_t i = 0; i < text.size();) {
    size_t start = i;
    if (!is_surrogate(next_code_point(text, i))) continue;
    if (start > begin) append(text.substr(begin, start - begin));
    out.append(text, start, i - start);
    begin = i;
  }
  if (begin < text.size()) append(text.substr(begin));
  return out;
}

}  // namespace gilt
