// The % operator of str. Source of rules and messages: CPython Objects/unicode_format.c.
#include "base/percent_format.h"

#include <fmt/format.h>

#include <string>

#include "base/utf8.h"
#include "vm/operations.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

class PercentFormatter {
 public:
  PercentFormatter(Thread& t, Value format, Value args)
      : t_(t), format_(str_view(format)), args_(args) {
    is_tuple_ = is_instance_of(t, args, Type::kTuple);
    bool mapping =
        !is_tuple_ && !is_str(t, args) && static_cast<bool>(type_of(t, args)->slots.get_item);
    if (mapping) mapping_ = args;
  }

  Ref run() {
    size_t at = 0;
    while (true) {
      size_t percent = format_.find('%', at);
      out_.append(format_.substr(at, percent - at));
      if (percent == format_.npos) break;
      at = percent + 1;
      PercentConversion c = parse_percent(format_, at);
      if (c.error != nullptr) return raise(t_, Exc::kValueError, c.error);
      if (!convert(c, at)) return {};
    }
    if (!mapping_ && !all_used()) {
      return raise(t_, Exc::kTypeError, "not all arguments converted during string formatting");
    }
    return make_str(t_, out_);
  }

 private:
  bool all_used() const {
    return next_ >= (is_tuple_ ? static_cast<size_t>(args_.as<TupleObject>()->size) : 1);
  }

  // The next argument, borrowed from args or held by `held_`; no value: raised.
  Value next_argument() {
    if (from_key_) return held_;
    if (all_used()) return raise(t_, Exc::kTypeError, "not enough arguments for format string");
    size_t i = next_++;
    return is_tuple_ ? (*args_.as<TupleObject>())[i] : args_;
  }

  bool take_key(std::string_view key) {
    if (!mapping_) return raise(t_, Exc::kTypeError, "format requires a mapping");
    Ref name = make_str(t_, key);
    if (!name) return false;
    held_ = get_item(t_, mapping_, name);
    from_key_ = true;
    return static_cast<bool>(held_);
  }

  // A width or precision given as *.
  bool star(int64_t* out, const char* too_big) {
    Value v = next_argument();
    if (!v) return false;
    if (!is_instance_of(t_, v, Type::kInt)) return raise(t_, Exc::kTypeError, "* wants int");
    if (!int_fits_int64(v, out) || *out > INT32_MAX || *out < -INT32_MAX) {
      return raise(t_, Exc::kOverflowError, too_big);
    }
    return true;
  }

  bool convert(PercentConversion& c, size_t behind) {
    from_key_ = false;
    if (c.has_key && !take_key(c.key)) return false;
    if (c.star_width) {
      if (!star(&c.spec.width, "width too big")) return false;
      if (c.spec.width < 0) {
        c.spec.left = true;
        c.spec.width = -c.spec.width;
      }
    }
    if (c.star_precision) {
      if (!star(&c.spec.precision, "precision too big")) return false;
      if (c.spec.precision < 0) c.spec.precision = 0;
    }
    if (c.letter == '%') {
      out_ += '%';
      return true;
    }
    Value v = next_argument();
    if (!v) return false;
    c.spec.type = c.letter < 128 ? static_cast<char>(c.letter) : '\0';
    switch (c.letter) {
      case 's':
        return put_text(to_str(t_, v), c.spec);
      case 'r':
        return put_text(repr(t_, v), c.spec);
      case 'a':
        return put_text(ascii_repr(t_, v), c.spec);
      case 'c':
        return put_text(character(v), c.spec);
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return put_int(v, c.spec);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return put_float(v, c.spec);
    }
    size_t index = count_code_points(format_.substr(0, behind)) - 1;
    std::string shown = "?";
    if (c.letter > 31 && c.letter < 127) shown = std::string(1, static_cast<char>(c.letter));
    return raise(t_, Exc::kValueError,
                 fmt::format("unsupported format character '{}' ({:#x}) at index {}", shown,
                             static_cast<uint32_t>(c.letter), index));
  }

  bool put_text(Ref text, const PercentSpec& spec) {
    if (!text) return false;
    if (spec.width < 0 && spec.precision < 0) {
      out_ += str_view(text);
    } else {
      out_ += percent_text(str_view(text), spec);
    }
    return true;
  }

  Ref character(Value v) {
    if (is_str(t_, v)) {
      if (str_of(v)->length == 1) return Ref::copy(t_, v);
      return raise(
          t_, Exc::kTypeError,
          fmt::format("%c requires an int or a unicode character, not a string of length {}",
                      str_of(v)->length));
    }
    Ref index = to_index(t_, v);
    if (!index) {
      if (!clear_if(t_, Exc::kTypeError)) return {};
      return raise(
          t_, Exc::kTypeError,
          fmt::format("%c requires an int or a unicode character, not {}", type_name(t_, v)));
    }
    int64_t code;
    if (!int_fits_int64(index, &code) || code < 0 || code > static_cast<int64_t>(kMaxCodePoint)) {
      return raise(t_, Exc::kOverflowError, "%c arg not in range(0x110000)");
    }
    return make_char(t_, static_cast<uint32_t>(code));
  }

  bool put_int(Value v, const PercentSpec& spec) {
    bool whole_only = spec.type == 'x' || spec.type == 'X' || spec.type == 'o';
    Ref number;
    if (is_instance_of(t_, v, Type::kInt)) {
      number = Ref::copy(t_, v);
    } else {
      if (!is_str(t_, v)) number = whole_only ? to_index(t_, v) : unary_op(t_, UnaryOp::kInt, v);
      if (!number) {
        if (pending(t_) && !clear_if(t_, Exc::kTypeError)) return false;
        return raise(t_, Exc::kTypeError,
                     fmt::format("%{} format: {} is required, not {}", spec.type,
                                 whole_only ? "an integer" : "a real number", type_name(t_, v)));
      }
    }
    int64_t small;
    if (int_fits_int64(number, &small)) {
      out_ += percent_int(small, spec);
    } else {
      out_ += percent_int(to_bigint(number), spec);
    }
    return true;
  }

  bool put_float(Value v, const PercentSpec& spec) {
    double value;
    if (!to_double(t_, v, &value)) return false;
    out_ += percent_double(value, spec);
    return true;
  }

  Thread& t_;
  std::string_view format_;
  Value args_;
  Value mapping_;  // no value: args are positional
  bool is_tuple_;
  size_t next_ = 0;
  Ref held_;  // the value of the key
  bool from_key_ = false;
  std::string out_;
};

}  // namespace

Ref str_percent(Thread& t, Value format, Value args) {
  return PercentFormatter(t, format, args).run();
}

}  // namespace gilt
