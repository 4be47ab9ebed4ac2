// UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError.
#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "base/utf8.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/exception_fields.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

using namespace unicode_error;

bool wrong_argument(Thread& t, int number, const char* wanted, Value got) {
  return raise(
      t, Exc::kTypeError,
      "argument " + std::to_string(number) + " must be " + wanted + ", not " + type_name(t, got));
}

// Fills in the fields from `encoding, object, start, end, reason`; translation has no encoding.
template <Exc Which>
bool codec_error_init(Thread& t, Value self, CallArgs args) {
  if (!exception_init(t, self, args)) return false;
  constexpr bool kHasEncoding = Which != Exc::kUnicodeTranslateError;
  constexpr size_t kParameters = kHasEncoding ? 5 : 4;
  if (args.positional != kParameters) {
    return raise(t, Exc::kTypeError,
                 "function takes exactly " + std::to_string(kParameters) + " arguments (" +
                     std::to_string(args.positional) + " given)");
  }
  for (int i = 0; i < static_cast<int>(kParameters); ++i) {
    int field = kHasEncoding ? i : i + 1;
    Value v = args.values[i];
    if (field == kObject && Which == Exc::kUnicodeDecodeError) {
      if (!is_instance_of(t, v, Type::kBytes)) {
        return raise(t, Exc::kTypeError,
                     "a bytes-like object is required, not '" + type_name(t, v) + "'");
      }
    } else if (field == kStart || field == kEnd) {
      if (to_ssize(t, v, Exc::kOverflowError).failed()) return false;
    } else if (!is_str(t, v)) {
      return wrong_argument(t, i + 1, "str", v);
    }
    put_exception_field(t, self, field, v);
  }
  return true;
}

std::string position_text(int64_t start, int64_t end) {
  if (end == start + 1) return std::to_string(start);
  return std::to_string(start) + "-" + std::to_string(end - 1);
}

std::string escaped(char32_t c) {
  char buffer[16];
  const char* form = c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x";
  std::snprintf(buffer, sizeof buffer, form, static_cast<unsigned>(c));
  return buffer;
}

template <Exc Which>
Ref codec_error_str(Thread& t, Value self) {
  Ref object = exception_field(t, self, kObject);
  if (object.get().is_none()) return make_str(t, std::string_view());  // never initialised
  Size start = to_ssize(t, exception_field(t, self, kStart).get());
  Size end = to_ssize(t, exception_field(t, self, kEnd).get());
  if (start.failed() || end.failed()) return {};
  Ref encoding = to_str(t, exception_field(t, self, kEncoding).get());
  Ref reason = to_str(t, exception_field(t, self, kReason).get());
  if (!encoding || !reason) return {};
  std::string out;
  if (Which != Exc::kUnicodeTranslateError) {
    out = fmt::format("'{}' codec ", str_view(encoding));
  }
  Size size = length(t, object);
  if (size.failed()) return {};
  bool one = end.get() == start.get() + 1 && start.get() >= 0 && start.get() < size.get();
  if (Which == Exc::kUnicodeDecodeError) {
    out += "can't decode byte";
    if (one) {
      Ref byte = get_item(t, object, Value::small_int(start.get()));
      if (!byte) return {};
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, " 0x%02x",
                    static_cast<unsigned>(byte.get().small_int()));
      out += buffer;
    } else {
      out += "s";
    }
  } else {
    out +=
        Which == Exc::kUnicodeEncodeError ? "can't encode character" : "can't translate character";
    if (one) {
      auto* s = object.as<StrObject>();
      size_t offset = str_offset(s, static_cast<size_t>(start.get()));
      out += " '" + escaped(next_code_point(s->view(), offset)) + "'";
    } else {
      out += "s";
    }
  }
  out += " in position " + position_text(start.get(), end.get()) + ": ";
  return make_str(t, out + std::string(str_view(reason)));
}

template <FixedString Name, int Index>
constexpr AttributeRow field(const char* doc) {
  return attribute<Name, get_exception_field<Index>, set_exception_field<Index>>(doc);
}

constexpr AttributeRow kAttributes[] = {
    field<"encoding", kEncoding>("exception encoding"),
    field<"object", kObject>("exception object"),
    field<"start", kStart>("exception start"),
    field<"end", kEnd>("exception end"),
    field<"reason", kReason>("exception reason"),
};

Failed raise_codec_error(Thread& t, Exc which, std::string_view encoding, Value object,
                         int64_t start, int64_t end, std::string_view reason) {
  Ref codec = make_str(t, encoding);
  Ref why = make_str(t, reason);
  if (!codec || !why) return {};
  Value args[] = {codec, object, Value::small_int(start), Value::small_int(end), why};
  Ref e = instantiate_exception(t, Value::from(exception_type(t, which)), {args, 5});
  if (!e) return {};
  return raise_object(t, std::move(e));
}

}  // namespace

void init_unicode_error(Thread& t, Type& type) {
  set_field_count(type, kCount);
  add_attributes(t, type, kAttributes);
}

void init_unicode_codec_error(Type& type, Exc which) {
  if (which == Exc::kUnicodeDecodeError) {
    type.slots.init = codec_error_init<Exc::kUnicodeDecodeError>;
    type.slots.str = codec_error_str<Exc::kUnicodeDecodeError>;
  } else if (which == Exc::kUnicodeEncodeError) {
    type.slots.init = codec_error_init<Exc::kUnicodeEncodeError>;
    type.slots.str = codec_error_str<Exc::kUnicodeEncodeError>;
  } else {
    type.slots.init = codec_error_init<Exc::kUnicodeTranslateError>;
    type.slots.str = codec_error_str<Exc::kUnicodeTranslateError>;
  }
}

Failed raise_unicode_decode_error(Thread& t, std::string_view encoding, Value bytes, int64_t start,
                                  int64_t end, std::string_view reason) {
  return raise_codec_error(t, Exc::kUnicodeDecodeError, encoding, bytes, start, end, reason);
}
Failed raise_unicode_encode_error(Thread& t, std::string_view encoding, Value str, int64_t start,
                                  int64_t end, std::string_view reason) {
  return raise_codec_error(t, Exc::kUnicodeEncodeError, encoding, str, start, end, reason);
}

}  // namespace gilt
