#include "base/utf8.h"

#include <cstring>

namespace gilt {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080;

uint64_t load_word(const char* p) {
  uint64_t word;
  std::memcpy(&word, p, 8);
  return word;
}

// How many of the eight bytes are continuation bytes (10xxxxxx).
size_t continuations(uint64_t word) {
  uint64_t marks = (word & ~(word << 1) & kHighBits) >> 7;
  return size_t(marks * 0x0101010101010101 >> 56);
}

}  // namespace

bool is_ascii(std::string_view text) {
  const char* p = text.data();
  size_t left = text.size();
  uint64_t seen = 0;
  for (; left >= 32; left -= 32, p += 32) {
    seen = load_word(p) | load_word(p + 8) | load_word(p + 16) | load_word(p + 24);
    if ((seen & kHighBits) != 0) return false;
  }
  for (; left >= 8; left -= 8, p += 8) seen |= load_word(p);
  for (; left > 0; --left, ++p) seen |= uint64_t(uint8_t(*p));
  return (seen & kHighBits) == 0;
}

size_t count_code_points(std::string_view text) {
  size_t count = text.size();
  const char* p = text.data();
  size_t left = text.size();
  for (; left >= 8; left -= 8, p += 8) count -= continuations(load_word(p));
  for (; left > 0; --left, ++p) count -= size_t(is_continuation(*p));
  return count;
}

size_t offset_of_index(std::string_view text, size_t index) {
  size_t offset = 0;
  // Whole words while the code point surely starts behind them.
  while (index >= 8 && offset + 8 <= text.size()) {
    index -= 8 - continuations(load_word(text.data() + offset));
    offset += 8;
  }
  // The words may have ended within a sequence, whose lead byte is already counted.
  while (offset < text.size() && is_continuation(text[offset])) ++offset;
  for (; index > 0 && offset < text.size(); --index) {
    offset += size_t(sequence_length(text[offset]));
  }
  return offset < text.size() ? offset : text.size();
}

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) out.push_back(next_code_point(text, i));
  return out;
}

std::string from_code_points(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size());
  for (char32_t c : code_points) append_code_point(out, c);
  return out;
}

std::string slice_code_points(std::string_view text, int64_t start, int64_t step, size_t count) {
  std::string out;
  if (count == 0) return out;
  size_t offset = offset_of_index(text, size_t(start));
  for (size_t i = 0;;) {
    out.append(text, offset, size_t(sequence_length(text[offset])));
    if (++i == count) return out;
    for (int64_t n = step; n > 0; --n) offset += size_t(sequence_length(text[offset]));
    for (int64_t n = step; n < 0; ++n) {
      do --offset;
      while (is_continuation(text[offset]));
    }
  }
}

Utf8Error check_utf8(std::string_view bytes, size_t start) {
  constexpr const char* kBadStart = "invalid start byte";
  constexpr const char* kBadContinuation = "invalid continuation byte";
  constexpr const char* kCutShort = "unexpected end of data";
  const size_t size = bytes.size();
  size_t i = start;
  while (i < size) {
    if (i + 8 <= size && (load_word(bytes.data() + i) & kHighBits) == 0) {
      i += 8;
      continue;
    }
    auto lead = uint8_t(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    if (lead < 0xC2 || lead > 0xF4) return {true, i, i + 1, kBadStart};
    // The second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    auto length = size_t(sequence_length(char(lead)));
    for (size_t k = 1; k < length; ++k) {
      if (i + k == size) return {true, i, size, kCutShort};
      auto byte = uint8_t(bytes[i + k]);
      if (byte < low || byte > high) return {true, i, i + k, kBadContinuation};
      low = 0x80;
      high = 0xBF;
    }
    i += length;
  }
  return {};
}

Utf8Error find_surrogates(std::string_view text) {
  // Surrogates are 0xED followed by 0xA0 or more.
  auto surrogate_at = [&](size_t at) {
    return at + 1 < text.size() && uint8_t(text[at]) == 0xED && uint8_t(text[at + 1]) >= 0xA0;
  };
  for (size_t i = 0; (i = text.find('\xED', i)) != std::string_view::npos; ++i) {
    if (!surrogate_at(i)) continue;
    size_t run = 1;
    while (surrogate_at(i + 3 * run)) ++run;
    size_t index = index_of_offset(text, i);
    return {true, index, index + run, "surrogates not allowed"};
  }
  return {};
}

std::string latin1_to_utf8(std::string_view bytes) {
  if (is_ascii(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 4);
  for (char c : bytes) append_code_point(out, uint8_t(c));
  return out;
}

int64_t utf8_to_single_bytes(std::string_view text, char32_t limit, std::string& out) {
  out.clear();
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    size_t at = i;
    char32_t c = next_code_point(text, i);
    if (c >= limit) return int64_t(index_of_offset(text, at));
    out.push_back(char(c));
  }
  return -1;
}

}  // namespace gilt
