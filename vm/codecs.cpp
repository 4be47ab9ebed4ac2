#include "vm/codecs.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "vm/errors.h"
#include "vm/native.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"

namespace gilt {

namespace {

enum class Codec { kUtf8, kAscii, kLatin1 };
enum class Handler {
  kStrict,
  kIgnore,
  kReplace,
  kBackslashReplace,
  kSurrogateEscape,
  kSurrogatePass,
  kXmlCharRefReplace
};

bool find_codec(Thread& t, std::string_view name, Codec* out) {
  std::string plain;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (c == '_' || c == ' ') c = '-';
    plain += c;
  }
  if (plain == "utf-8" || plain == "utf8" || plain == "u8" || plain == "utf") {
    *out = Codec::kUtf8;
  } else if (plain == "ascii" || plain == "us-ascii" || plain == "646") {
    *out = Codec::kAscii;
  } else if (plain == "latin-1" || plain == "latin1" || plain == "iso-8859-1" ||
             plain == "iso8859-1" || plain == "l1" || plain == "latin" || plain == "8859") {
    *out = Codec::kLatin1;
  } else {
    return raise(t, Exc::kLookupError, fmt::format("unknown encoding: {}", name));
  }
  return true;
}

const char* codec_name(Codec codec) {
  return codec == Codec::kUtf8 ? "utf-8" : codec == Codec::kAscii ? "ascii" : "latin-1";
}

bool find_handler(Thread& t, std::string_view name, Handler* out) {
  static constexpr std::pair<std::string_view, Handler> kHandlers[] = {
      {"strict", Handler::kStrict},
      {"ignore", Handler::kIgnore},
      {"replace", Handler::kReplace},
      {"backslashreplace", Handler::kBackslashReplace},
      {"surrogateescape", Handler::kSurrogateEscape},
      {"surrogatepass", Handler::kSurrogatePass},
      {"xmlcharrefreplace", Handler::kXmlCharRefReplace},
  };
  for (auto [handler_name, handler] : kHandlers) {
    if (name == handler_name) return *out = handler, true;
  }
  return raise(t, Exc::kLookupError, fmt::format("unknown error handler name '{}'", name));
}

// The code points of a codec end here; utf-8 lacks the surrogates instead.
bool encodable(Codec codec, char32_t c) {
  if (codec == Codec::kUtf8) return !is_surrogate(c);
  return c < (codec == Codec::kAscii ? 128u : 256u);
}

// What an error handler writes for one character that has no bytes; false: strict.
bool encode_replacement(Codec codec, Handler handler, char32_t c, std::string* out) {
  switch (handler) {
    case Handler::kStrict:
      return false;
    case Handler::kIgnore:
      return true;
    case Handler::kReplace:
      *out += '?';
      return true;
    case Handler::kXmlCharRefReplace:
      *out += fmt::format("&#{};", static_cast<uint32_t>(c));
      return true;
    case Handler::kBackslashReplace: {
      auto code = static_cast<uint32_t>(c);
      *out += c < 0x100     ? fmt::format("\\x{:02x}", code)
              : c < 0x10000 ? fmt::format("\\u{:04x}", code)
                            : fmt::format("\\U{:08x}", code);
      return true;
    }
    case Handler::kSurrogateEscape:
      if (c < 0xDC80 || c > 0xDCFF) return false;
      *out += static_cast<char>(c - 0xDC00);
      return true;
    case Handler::kSurrogatePass:
      if (codec != Codec::kUtf8 || !is_surrogate(c)) return false;
      append_code_point(*out, c);
      return true;
  }
  return false;
}

Failed encode_error(Thread& t, Value str, Codec codec, size_t offset, int64_t index) {
  // All that follows and cannot be encoded either is part of the error.
  std::string_view text = str_view(str);
  int64_t end = index;
  while (offset < text.size() && !encodable(codec, next_code_point(text, offset))) ++end;
  const char* reason = codec == Codec::kUtf8    ? "surrogates not allowed"
                       : codec == Codec::kAscii ? "ordinal not in range(128)"
                                                : "ordinal not in range(256)";
  return raise_unicode_encode_error(t, codec_name(codec), str, index, end, reason);
}

// What an error handler makes of data[start, end); false: strict.
bool decode_replacement(Handler handler, std::string_view bad, std::string* out) {
  switch (handler) {
    case Handler::kIgnore:
      return true;
    case Handler::kReplace:
      append_code_point(*out, 0xFFFD);
      return true;
    case Handler::kBackslashReplace:
      for (char c : bad) *out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
      return true;
    case Handler::kSurrogateEscape:
      for (char c : bad) append_code_point(*out, 0xDC00u + static_cast<unsigned char>(c));
      return true;
    default:
      return false;
  }
}

bool is_surrogate_at(std::string_view data, size_t at) {
  return at + 2 < data.size() && data[at] == '\xED' && (data[at + 1] & '\xE0') == '\xA0' &&
         is_continuation(data[at + 2]);
}

Ref decode_utf8(Thread& t, Value object, std::string_view data, Handler handler) {
  Utf8Error error = check_utf8(data);
  if (!error.found) return make_str(t, data);
  std::string out;
  size_t at = 0;
  while (error.found) {
    out.append(data.substr(at, error.start - at));
    at = error.end;
    if (handler == Handler::kSurrogatePass && is_surrogate_at(data, error.start)) {
      at = error.start + 3;
      out.append(data.substr(error.start, 3));
    } else if (!decode_replacement(handler, data.substr(error.start, error.end - error.start),
                                   &out)) {
      return raise_unicode_decode_error(t, "utf-8", object, static_cast<int64_t>(error.start),
                                        static_cast<int64_t>(error.end), error.reason);
    }
    error = check_utf8(data, at);
  }
  out.append(data.substr(at));
  return make_str(t, out);
}

Ref decode_ascii(Thread& t, Value object, std::string_view data, Handler handler) {
  if (is_ascii(data)) return make_str(t, data);
  std::string out;
  for (size_t i = 0; i < data.size(); ++i) {
    if ((data[i] & '\x80') == 0) {
      out += data[i];
    } else if (!decode_replacement(handler, data.substr(i, 1), &out)) {
      auto at = static_cast<int64_t>(i);
      return raise_unicode_decode_error(t, "ascii", object, at, at + 1,
                                        "ordinal not in range(128)");
    }
  }
  return make_str(t, out);
}

}  // namespace

bool encode_text(Thread& t, Value str, std::string_view encoding, std::string_view errors,
                 std::string* out) {
  Codec codec;
  Handler handler;
  if (!find_codec(t, encoding, &codec)) return false;
  auto* s = str.as<StrObject>();
  if (s->is_ascii() || (codec == Codec::kUtf8 && !find_surrogates(s->view()).found)) {
    out->assign(s->view());
    return true;
  }
  if (!find_handler(t, errors, &handler)) return false;
  std::string_view text = s->view();
  int64_t index = 0;
  for (size_t at = 0; at < text.size(); ++index) {
    size_t start = at;
    char32_t c = next_code_point(text, at);
    if (!encodable(codec, c)) {
      if (!encode_replacement(codec, handler, c, out))
        return encode_error(t, str, codec, start, index);
    } else if (codec == Codec::kUtf8) {
      out->append(text.substr(start, at - start));
    } else {
      out->push_back(static_cast<char>(c));
    }
  }
  return true;
}

Ref decode_text(Thread& t, Value object, std::string_view data, std::string_view encoding,
                std::string_view errors) {
  Codec codec;
  Handler handler;
  if (!find_codec(t, encoding, &codec)) return {};
  if (codec == Codec::kLatin1) return make_str(t, latin1_to_utf8(data));
  if (is_ascii(data)) return make_str(t, data);
  if (!find_handler(t, errors, &handler)) return {};
  return codec == Codec::kUtf8 ? decode_utf8(t, object, data, handler)
                               : decode_ascii(t, object, data, handler);
}

bool codec_arguments(Thread& t, const char* function, Value encoding, Value errors,
                     std::string_view* encoding_out, std::string_view* errors_out) {
  *encoding_out = "utf-8";
  *errors_out = "strict";
  if (encoding && !str_argument(t, encoding, function, "argument 'encoding'", encoding_out))
    return false;
  return !errors || str_argument(t, errors, function, "argument 'errors'", errors_out);
}

}  // namespace gilt
