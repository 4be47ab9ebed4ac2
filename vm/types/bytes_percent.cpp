// bytes % args. Source: CPython 3.14 Objects/bytesobject.c (_PyBytes_FormatEx).
#include <fmt/format.h>

#include "base/percent_format.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/dict.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

// Formats one bytes object: walks the format and hands out the arguments.
class Formatter {
 public:
  Formatter(Thread& t, std::string_view format, Value args)
      : t_(t), format_(format), args_(args), tuple_(is_instance_of(t, args, Type::kTuple)) {}

  bool run(std::string* out) {
    size_t pos = 0;
    while (pos < format_.size()) {
      size_t percent = std::min(format_.find('%', pos), format_.size());
      *out += format_.substr(pos, percent - pos);
      pos = percent + 1;
      if (percent == format_.size()) break;
      PercentConversion c = parse_percent(format_, pos);
      if (c.error != nullptr) return raise(t_, Exc::kValueError, c.error);
      GILT_TRY(convert(c, pos, out));
    }
    bool mapping = !tuple_ && (used_mapping_ || is_mapping());
    if (!mapping && next_ < count()) {
      return raise(t_, Exc::kTypeError, "not all arguments converted during bytes formatting");
    }
    return true;
  }

 private:
  size_t count() const { return tuple_ ? args_.as<TupleObject>()->size : 1; }

  bool is_mapping() const {
    return type_of(t_, args_)->slots.get_item && !is_str(t_, args_) && !is_bytes_like(t_, args_);
  }

  Ref next_argument() {
    if (used_mapping_ && current_) return std::move(current_);
    if (next_ >= count()) {
      return raise(t_, Exc::kTypeError, "not enough arguments for format string");
    }
    Value v = tuple_ ? (*args_.as<TupleObject>())[next_] : args_;
    ++next_;
    return Ref::copy(t_, v);
  }

  bool look_up(std::string_view key) {
    if (tuple_ || !is_mapping()) return raise(t_, Exc::kTypeError, "format requires a mapping");
    Ref name = GILT_TRY(make_bytes(t_, key));
    current_ = GILT_TRY(get_item(t_, args_, name));
    used_mapping_ = true;
    return true;
  }

  bool star(int64_t* out) {
    Ref v = GILT_TRY(next_argument());
    if (!is_int(t_, v)) return raise(t_, Exc::kTypeError, "* wants int");
    *out = GILT_TRY(to_ssize(t_, v, Exc::kOverflowError)).get();
    return true;
  }

  bool convert(PercentConversion& c, size_t pos, std::string* out) {
    PercentSpec& spec = c.spec;
    if (c.has_key) GILT_TRY(look_up(c.key));
    if (c.star_width) {
      GILT_TRY(star(&spec.width));
      if (spec.width < 0) {
        spec.left = true;
        spec.width = -spec.width;
      }
    }
    if (c.star_precision) {
      GILT_TRY(star(&spec.precision));
      if (spec.precision < 0) spec.precision = 0;
    }
    if (c.letter == '%') {
      *out += '%';
      return true;
    }
    Ref v = GILT_TRY(next_argument());
    switch (c.letter) {
      case 's':
      case 'b':
        return bytes_text(v, spec, out);
      case 'r':
      case 'a': {
        Ref text = GILT_TRY(ascii_repr(t_, v));
        *out += pad(str_view(text), spec);
        return true;
      }
      case 'c':
        return character(v, spec, out);
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return integer(v, spec, out);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': {
        double d;
        if (!to_double(t_, v, &d)) {
          if (!clear_if(t_, Exc::kTypeError)) return false;
          return raise(t_, Exc::kTypeError,
                       fmt::format("float argument required, not {}", type_name(t_, v)));
        }
        *out += percent_double(d, spec);
        return true;
      }
      default:
        return raise(t_, Exc::kValueError,
                     fmt::format("unsupported format character '{}' ({:#x}) at index {}",
                                 c.letter < 128 ? std::string(1, char(c.letter)) : "?",
                                 uint32_t(c.letter), pos - 1));
    }
  }

  // By bytes, where percent_text() counts code points.
  static std::string pad(std::string_view text, const PercentSpec& spec) {
    if (spec.precision >= 0) text = text.substr(0, static_cast<size_t>(spec.precision));
    std::string out(text);
    auto width = static_cast<size_t>(std::max<int64_t>(spec.width, 0));
    if (out.size() < width) out.insert(spec.left ? out.size() : 0, width - out.size(), ' ');
    return out;
  }

  bool bytes_text(Value v, const PercentSpec& spec, std::string* out) {
    Ref converted;
    if (!is_bytes_like(t_, v)) {
      if (v.is_object()) {
        if (Ref method = lookup_special(t_, v, names(t_).bytes)) {
          converted = GILT_TRY(call(t_, method));
          v = converted;
        }
        if (pending(t_)) return false;
      }
      if (!is_bytes_like(t_, v)) {
        return raise(t_, Exc::kTypeError,
                     fmt::format("%b requires a bytes-like object, or an object that implements "
                                 "__bytes__, not '{}'",
                                 type_name(t_, v)));
      }
    }
    *out += pad(BytesContent(t_, v).view(), spec);
    return true;
  }

  bool character(Value v, PercentSpec spec, std::string* out) {
    spec.precision = -1;
    if (is_bytes_like(t_, v)) {
      std::string one(BytesContent(t_, v).view());
      if (one.size() == 1) {
        *out += pad(one, spec);
        return true;
      }
    } else if (is_int(t_, v)) {
      int64_t n;
      if (!int_word(v, &n) || n < 0 || n > 255) {
        return raise(t_, Exc::kOverflowError, "%c arg not in range(256)");
      }
      *out += pad(std::string(1, static_cast<char>(n)), spec);
      return true;
    }
    return raise(t_, Exc::kTypeError,
                 fmt::format("%c requires an integer in range(256) or a single byte, not {}",
                             type_name(t_, v)));
  }

  bool integer(Value v, const PercentSpec& spec, std::string* out) {
    bool hexadecimal = spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
    Ref number;
    if (is_int(t_, v)) {
      number = Ref::copy(t_, v);
    } else if (hexadecimal && type_of(t_, v)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
      number = GILT_TRY(to_index(t_, v));
    } else if (!hexadecimal && !is_str(t_, v) &&
               type_of(t_, v)->slots.unary[static_cast<int>(UnaryOp::kInt)]) {
      number = GILT_TRY(unary_op(t_, UnaryOp::kInt, v));
    } else {
      return raise(t_, Exc::kTypeError,
                   fmt::format("%{} format: {} is required, not {}", spec.type,
                               hexadecimal ? "an integer" : "a real number", type_name(t_, v)));
    }
    int64_t word;
    *out +=
        int_word(number, &word) ? percent_int(word, spec) : percent_int(*BigOperand(number), spec);
    return true;
  }

  Thread& t_;
  std::string_view format_;
  Value args_;
  bool tuple_;
  size_t next_ = 0;
  bool used_mapping_ = false;
  Ref current_;  // what the last key found
};

}  // namespace

Ref bytes_remainder(Thread& t, Value format, Value args) {
  if (!is_bytes_like(t, format)) return Ref::not_implemented();
  BytesContent content(t, format);
  std::string out;
  GILT_TRY(Formatter(t, content.view(), args).run(&out));
  return make_like(t, format, out);
}

}  // namespace gilt
