// UTF-8: the form in which gilt keeps text.
//
// Internal text is WTF-8: valid UTF-8 that may also hold lone surrogates (three bytes each, as
// CPython's "surrogatepass"), since a Python str may. Only text from outside is checked; every
// other function requires valid WTF-8. Offsets are bytes, indexes are code points.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gilt {

inline constexpr char32_t kMaxCodePoint = 0x10FFFF;

inline bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }
inline bool is_continuation(char byte) { return (uint8_t(byte) & 0xC0) == 0x80; }

// Bytes of the sequence that this lead byte starts.
inline int sequence_length(char lead) {
  auto b = uint8_t(lead);
  return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}
inline int encoded_length(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

bool is_ascii(std::string_view text);
size_t count_code_points(std::string_view text);
// Byte offset of the code point with this index; text.size() if index is past the end.
size_t offset_of_index(std::string_view text, size_t index);
// Index of the code point that starts at this byte offset.
inline size_t index_of_offset(std::string_view text, size_t offset) {
  return count_code_points(text.substr(0, offset));
}

// Reads the code point at `offset` and moves `offset` behind it. Requires offset < size.
inline char32_t next_code_point(std::string_view text, size_t& offset) {
  auto at = [&](size_t i) { return char32_t(uint8_t(text[offset + i])); };
  char32_t lead = at(0);
  if (lead < 0x80) return ++offset, lead;
  char32_t c;
  if (lead < 0xE0) {
    c = (lead & 0x1F) << 6 | (at(1) & 0x3F);
    offset += 2;
  } else if (lead < 0xF0) {
    c = (lead & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
    offset += 3;
  } else {
    c = (lead & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F);
    offset += 4;
  }
  return c;
}
// Moves `offset` back by one code point and reads it. Requires offset > 0.
inline char32_t previous_code_point(std::string_view text, size_t& offset) {
  do --offset;
  while (is_continuation(text[offset]));
  size_t at = offset;
  return next_code_point(text, at);
}

// Writes up to 4 bytes; returns how many. Accepts surrogates.
inline int encode_code_point(char32_t c, char* out) {
  if (c < 0x80) return out[0] = char(c), 1;
  if (c < 0x800) {
    out[0] = char(0xC0 | c >> 6);
    out[1] = char(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = char(0xE0 | c >> 12);
    out[1] = char(0x80 | (c >> 6 & 0x3F));
    out[2] = char(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = char(0xF0 | c >> 18);
  out[1] = char(0x80 | (c >> 12 & 0x3F));
  out[2] = char(0x80 | (c >> 6 & 0x3F));
  out[3] = char(0x80 | (c & 0x3F));
  return 4;
}
inline void append_code_point(std::string& out, char32_t c) {
  if (c < 0x80) return out.push_back(char(c));
  char buffer[4];
  out.append(buffer, size_t(encode_code_point(c, buffer)));
}

// Copies with the bytes in order of code points reversed or cut.
std::u32string to_code_points(std::string_view text);
std::string from_code_points(std::u32string_view code_points);
// text[start:stop:step] for step != 1, in code point indexes already clipped as slice.indices does;
// `count` items.
std::string slice_code_points(std::string_view text, int64_t start, int64_t step, size_t count);

// Strict decoding. Checks bytes[start...]; the error is that of CPython's UnicodeDecodeError:
// "'utf-8' codec can't decode byte 0x.. in position start: reason" (or "bytes in position
// start-(end-1)" where end - start > 1).
struct Utf8Error {
  bool found = false;
  size_t start = 0;
  size_t end = 0;
  const char* reason = "";  // "invalid start byte", "invalid continuation byte",
                            // "unexpected end of data"
};
Utf8Error check_utf8(std::string_view bytes, size_t start = 0);

// Strict encoding: the first run of lone surrogates, whose reason is "surrogates not allowed".
// start and end are code point indexes.
Utf8Error find_surrogates(std::string_view text);

// Decoders that cannot fail, or fail only at a byte of 0x80 or more (ascii: caller checks is_ascii,
// reason "ordinal not in range(128)").
std::string latin1_to_utf8(std::string_view bytes);
// Encodes to one byte per code point while they are below `limit` (256 latin-1, 128 ascii); returns
// the index of the first code point that is not, or -1.
int64_t utf8_to_single_bytes(std::string_view text, char32_t limit, std::string& out);

}  // namespace gilt
