// Methods of str that map characters: encode, translate, maketrans; and str(bytes, encoding).
#include <fmt/format.h>

#include "base/utf8.h"
#include "vm/codecs.h"
#include "vm/operations.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str_internal.h"

namespace gilt {

Ref make_bytes(Thread& t, std::string_view data);  // vm/types/bytes.h

namespace {

Ref encode(Thread& t, Args args) {
  std::string_view encoding, errors;
  if (!codec_arguments(t, "encode", args[1], args[2], &encoding, &errors)) return {};
  std::string out;
  if (!encode_text(t, args[0], encoding, errors, &out)) return {};
  return make_bytes(t, out);
}

// What a table says about a character: null without an exception when nothing.
Ref look_up(Thread& t, Value table, char32_t c) {
  Value key = Value::small_int(static_cast<int64_t>(c));
  if (is_exact_dict(table)) return dict_get(t, table.as<DictObject>(), key);
  Ref found = get_item(t, table, key);
  if (!found) clear_if(t, Exc::kLookupError);
  return found;
}

Ref translate(Thread& t, Args args) {
  std::string_view text = str_view(args[0]);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t start = at;
    char32_t c = next_code_point(text, at);
    Ref found = look_up(t, args[1], c);
    if (!found) {
      if (pending(t)) return {};
      out.append(text.substr(start, at - start));
    } else if (is_str(t, found)) {
      out += str_view(found);
    } else if (!found.get().is_none()) {
      if (!is_instance_of(t, found, Type::kInt)) {
        return raise(t, Exc::kTypeError, "character mapping must return integer, None or str");
      }
      int64_t code;
      if (!int_fits_int64(found, &code) || code < 0 || code > static_cast<int64_t>(kMaxCodePoint)) {
        return raise(t, Exc::kValueError, "character mapping must be in range(0x110000)");
      }
      append_code_point(out, static_cast<char32_t>(code));
    }
  }
  return make_str(t, out);
}

// maketrans({...}): the same with the code point in place of one-character keys.
Ref table_from_dict(Thread& t, Value mapping) {
  if (!is_instance_of(t, mapping, Type::kDict)) {
    return raise(t, Exc::kTypeError,
                 "if you give only one argument to maketrans it must be a dict");
  }
  Ref table = empty_dict(t);
  if (!table) return {};
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, mapping.as<DictObject>(), &position, &key, &value)) {
    if (is_str(t, key)) {
      if (str_of(key)->length != 1) {
        return raise(t, Exc::kValueError, "string keys in translate table must be of length 1");
      }
      size_t offset = 0;
      key = Ref::immediate(Value::small_int(next_code_point(str_view(key), offset)));
    } else if (!is_instance_of(t, key, Type::kInt)) {
      return raise(t, Exc::kTypeError, "keys in translate table must be strings or integers");
    }
    if (!dict_set(t, table.as<DictObject>(), key, value)) return {};
  }
  return table;
}

Ref make_trans(Thread& t, Args args) {
  Value from = args[0], to = args[1], remove = args[2];
  if (!to) return table_from_dict(t, from);
  if (!is_str(t, from)) {
    return raise(t, Exc::kTypeError,
                 "first maketrans argument must be a string if there is a second argument");
  }
  std::string_view target, removed;
  if (!str_argument(t, to, "maketrans", "argument 2", &target)) return {};
  if (remove && !str_argument(t, remove, "maketrans", "argument 3", &removed)) return {};
  if (str_of(from)->length != str_of(to)->length) {
    return raise(t, Exc::kValueError, "the first two maketrans arguments must have equal length");
  }
  Ref table = empty_dict(t);
  if (!table) return {};
  auto* d = table.as<DictObject>();
  std::string_view source = str_view(from);
  for (size_t i = 0, j = 0; i < source.size();) {
    Value key = Value::small_int(next_code_point(source, i));
    if (!dict_set(t, d, key, Value::small_int(next_code_point(target, j)))) return {};
  }
  for (size_t i = 0; i < removed.size();) {
    if (!dict_set(t, d, Value::small_int(next_code_point(removed, i)), Value::none())) return {};
  }
  return table;
}

constexpr MethodRow kMethods[] = {
    method<"encode", encode>("(encoding='utf-8', errors='strict')",
                             "Encode the string using the codec registered for encoding."),
    method<"translate", translate>(
        "(table, /)", "Replace each character in the string using the given translation table."),
    static_method<"maketrans", make_trans>(
        "(x, y=None, z=None, /)", "Return a translation table usable for str.translate()."),
};

}  // namespace

std::span<const MethodRow> str_codec_methods() { return kMethods; }

Ref str_decode(Thread& t, Value object, Value encoding, Value errors) {
  std::string_view encoding_name, errors_name;
  if (!codec_arguments(t, "str", encoding, errors, &encoding_name, &errors_name)) return {};
  if (is_str(t, object)) return raise(t, Exc::kTypeError, "decoding str is not supported");
  if (!is_bytes_like(t, object)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("decoding to str: need a bytes-like object, {} found", type_name(t, object)));
  }
  BytesContent content(t, object);
  return decode_text(t, object, content.view(), encoding_name, errors_name);
}

}  // namespace gilt
