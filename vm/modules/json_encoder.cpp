#include "vm/modules/json_encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/float_text.h"
#include "base/utf8.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

void append_escape(char32_t c, std::string* out) {
  static constexpr std::string_view kNamed = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
  if (size_t which = c < 128 ? kNamed.find(static_cast<char>(c)) : kNamed.npos;
      which != kNamed.npos) {
    *out += '\\';
    *out += kLetters[which];
  } else if (c < 0x10000) {
    fmt::format_to(std::back_inserter(*out), "\\u{:04x}", static_cast<uint32_t>(c));
  } else {
    auto rest = static_cast<uint32_t>(c - 0x10000);
    fmt::format_to(std::back_inserter(*out), "\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10),
                   0xDC00 + (rest & 0x3FF));
  }
}

void append_string(std::string_view text, bool ascii_only, std::string* out) {
  *out += '"';
  size_t at = 0;
  while (at < text.size()) {
    size_t run = at;
    auto plain = [&](char c) {
      auto byte = static_cast<unsigned char>(c);
      return byte >= 0x20 && c != '"' && c != '\\' && (byte < 0x7F || !ascii_only);
    };
    while (at < text.size() && plain(text[at])) ++at;
    out->append(text, run, at - run);
    if (at < text.size()) append_escape(next_code_point(text, at), out);
  }
  *out += '"';
}

// The name with its module, as messages have it (%T of CPython's formats).
std::string full_type_name(Thread& t, Value v) {
  Value cls = Value::from(type_of(t, v));
  Ref module = get_attr_or_null(t, cls, names(t).module);
  Ref name = get_attr_or_null(t, cls, names(t).qualname);
  if (pending(t)) clear_pending(t);
  std::string text = name && is_str(t, name) ? std::string(str_view(name)) : type_name(t, v);
  if (!module || !is_str(t, module)) return text;
  std::string_view prefix = str_view(module);
  if (prefix == "builtins" || prefix == "__main__") return text;
  return std::string(prefix) + "." + text;
}

class JsonEncoder {
 public:
  JsonEncoder(Thread& t, Value encoder) : t_(t), encoder_(encoder) {}

  bool read_options() {
    Ref indent = GILT_TRY(get_attr(t_, encoder_, "indent"));
    if (is_str(t_, indent)) {
      indent_ = str_view(indent);
      pretty_ = true;
    } else if (!indent.get().is_none()) {
      int64_t width = GILT_TRY(int_argument(t_, indent)).get();
      indent_.assign(static_cast<size_t>(std::max<int64_t>(width, 0)), ' ');
      pretty_ = true;
    }
    return flag("sort_keys", &sort_keys_) && flag("skipkeys", &skip_keys_) &&
           flag("allow_nan", &allow_nan_) && flag("ensure_ascii", &ascii_only_) &&
           flag("check_circular", &check_circular_) && text("key_separator", &key_separator_) &&
           text("item_separator", &item_separator_);
  }

  bool encode(Value v, int level) {
    if (v.is_none()) return put("null");
    if (v.is_bool()) return put(v == Value::boolean(true) ? "true" : "false");
    if (is_str(t_, v)) return append_string(str_view(v), ascii_only_, &out_), true;
    if (is_int(t_, v)) return put_int(v);
    if (is_float(t_, v)) return put_float(v);
    if (is_instance_of(t_, v, Type::kList) || is_instance_of(t_, v, Type::kTuple)) {
      return nested(v, level, &JsonEncoder::put_sequence);
    }
    if (is_instance_of(t_, v, Type::kDict)) return nested(v, level, &JsonEncoder::put_dict);
    return nested(v, level, &JsonEncoder::put_default);
  }

  const std::string& out() const { return out_; }

 private:
  bool flag(const char* name, bool* out) {
    Ref value = GILT_TRY(get_attr(t_, encoder_, name));
    Truth truth = GILT_TRY(is_true(t_, value));
    *out = truth.yes();
    return true;
  }
  bool text(const char* name, std::string* out) {
    Ref value = GILT_TRY(get_attr(t_, encoder_, name));
    std::string_view view;
    if (!str_argument(t_, value, "make_encoder", name, &view)) return false;
    *out = view;
    return true;
  }

  bool put(std::string_view text) {
    out_ += text;
    return true;
  }
  bool put_int(Value v) {
    Ref digits = int_text(v);
    return digits && put(str_view(digits));
  }
  // int.__repr__, whatever a subclass makes of it.
  Ref int_text(Value v) {
    Ref plain = GILT_TRY(make_int(t_, to_bigint(v)));
    return repr(t_, plain);
  }
  bool float_text(Value v, std::string* out) {
    double d = float_value(v);
    if (std::isfinite(d)) return *out = double_repr(d), true;
    *out = std::isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity";
    if (allow_nan_) return true;
    return raise(t_, Exc::kValueError,
                 "Out of range float values are not JSON compliant: " + repr_text(t_, v));
  }
  bool put_float(Value v) {
    std::string text;
    return float_text(v, &text) && put(text);
  }
  bool is_float(Thread& t, Value v) {
    return is_exact_float(v) || (v.is_object() && is_instance_of(t, v, Type::kFloat));
  }

  bool nested(Value v, int level, bool (JsonEncoder::*put_it)(Value, int)) {
    if (native_stack_exhausted(t_, " while encoding a JSON object")) return false;
    if (!check_circular_) return (this->*put_it)(v, level);
    if (std::find(open_.begin(), open_.end(), v) != open_.end()) {
      return raise(t_, Exc::kValueError, "Circular reference detected");
    }
    open_.push_back(v);
    bool ok = (this->*put_it)(v, level);
    open_.pop_back();
    return ok;
  }

  void put_new_line(int level) {
    out_ += '\n';
    for (int i = 0; i < level; ++i) out_ += indent_;
  }
  void put_separator(int level) {
    out_ += item_separator_;
    if (pretty_) put_new_line(level);
  }

  bool put_sequence(Value v, int level) {
    Ref items = GILT_TRY(tuple_from_iterable(t_, v));
    auto* tuple = items.as<TupleObject>();
    if (tuple->size == 0) return put("[]");
    out_ += '[';
    if (pretty_) put_new_line(level + 1);
    for (size_t i = 0; i < tuple->size; ++i) {
      if (i > 0) put_separator(level + 1);
      if (!encode(tuple->items()[i], level + 1)) {
        return note(v, Value::small_int(static_cast<int64_t>(i)));
      }
    }
    if (pretty_) put_new_line(level);
    return put("]");
  }

  bool put_dict(Value v, int level) {
    Ref items = sorted_items(v);
    if (!items) return false;
    auto* list = items.as<ListObject>();
    if (list->count() == 0) return put("{}");
    out_ += '{';
    bool first = true;
    for (int64_t i = 0; i < list->count(); ++i) {
      Ref pair = GILT_TRY(list_get(t_, list, i));
      if (!is_instance_of(t_, pair, Type::kTuple) || pair.as<TupleObject>()->size != 2) {
        return raise(t_, Exc::kValueError, "items must return 2-tuples");
      }
      Value key = pair.as<TupleObject>()->items()[0];
      std::string text;
      bool skip = false;
      if (!key_text(key, &text, &skip)) return false;
      if (skip) continue;
      if (!first) {
        put_separator(level + 1);
      } else if (pretty_) {
        put_new_line(level + 1);
      }
      first = false;
      append_string(text, ascii_only_, &out_);
      out_ += key_separator_;
      if (!encode(pair.as<TupleObject>()->items()[1], level + 1)) return note(v, key);
    }
    if (pretty_ && !first) put_new_line(level);
    return put("}");
  }

  // The pairs of a dict as a list.
  Ref sorted_items(Value v) {
    Ref items;
    if (is_exact_dict(v)) {
      items = dict_list(t_, v.as<DictObject>(), DictPart::kItems);
    } else {
      Ref view = GILT_TRY(call_method(t_, v, "items", {}));
      items = list_from_iterable(t_, view);
    }
    if (!items) return Ref();
    if (sort_keys_ && !list_sort(t_, items.as<ListObject>(), Value::none(), false)) return Ref();
    return items;
  }

  bool key_text(Value key, std::string* text, bool* skip) {
    if (is_str(t_, key)) return *text = str_view(key), true;
    if (key.is_none()) return *text = "null", true;
    if (key.is_bool()) return *text = key == Value::boolean(true) ? "true" : "false", true;
    if (is_float(t_, key)) return float_text(key, text);
    if (is_int(t_, key)) {
      Ref digits = GILT_TRY(int_text(key));
      return *text = str_view(digits), true;
    }
    if (skip_keys_) return *skip = true;
    return raise(
        t_, Exc::kTypeError,
        fmt::format("keys must be str, int, float, bool or None, not {}", type_name(t_, key)));
  }

  bool put_default(Value v, int level) {
    Ref replacement = GILT_TRY(call_method(t_, encoder_, "default", {v}));
    if (encode(replacement, level)) return true;
    return note(v);
  }

  // Adds to the pending exception what it happened in: "when serializing TYPE object", or "TYPE
  // item PLACE" of a container. Always false.
  bool note(Value v, Value place = {}) {
    Ref raised = take_pending(t_);
    std::string text = "when serializing " + full_type_name(t_, v);
    text += place ? " item " + repr_text(t_, place) : " object";
    Ref line = make_str(t_, text);
    Ref done = line ? call_method(t_, raised, "add_note", {line}) : Ref();
    if (!done) clear_pending(t_);
    set_pending(t_, std::move(raised));
    return false;
  }

  Thread& t_;
  Value encoder_;
  std::string out_, indent_, key_separator_, item_separator_;
  bool pretty_ = false, sort_keys_ = false, skip_keys_ = false, allow_nan_ = true;
  bool ascii_only_ = true, check_circular_ = true;
  std::vector<Value> open_;  // the containers that we are in
};

template <bool kAscii>
Ref encode_string(Thread& t, Value v) {
  if (!is_str(t, v)) {
    return raise(t, Exc::kTypeError, "first argument must be a string, not " + type_name(t, v));
  }
  std::string text;
  append_string(str_view(v), kAscii, &text);
  return make_str(t, text);
}

}  // namespace

Ref json_encode(Thread& t, Args args) {  // encoder, object, level
  JsonEncoder encoder(t, args[0]);
  if (!encoder.read_options()) return Ref();
  int64_t level = args[2] ? GILT_TRY(int_argument(t, args[2])).get() : 0;
  if (!encoder.encode(args[1], static_cast<int>(level))) return Ref();
  return make_str(t, encoder.out());
}

Ref json_encode_string(Thread& t, Args args) { return encode_string<false>(t, args[0]); }
Ref json_encode_string_ascii(Thread& t, Args args) { return encode_string<true>(t, args[0]); }

}  // namespace gilt
