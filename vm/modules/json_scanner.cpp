#include "vm/modules/json_scanner.h"

#include <array>
#include <string>

#include "base/float_text.h"
#include "base/utf8.h"
#include "vm/import.h"
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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A surrogate pair as the character it stands for.
char32_t join_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

class JsonScanner {
 public:
  JsonScanner(Thread& t, Value document) : t_(t), document_(document), text_(str_view(document)) {}

  bool read_hooks(Value decoder) {
    for (auto [name, hook] : {std::pair{"object_hook", &object_hook_},
                              {"object_pairs_hook", &pairs_hook_},
                              {"parse_float", &parse_float_},
                              {"parse_int", &parse_int_},
                              {"parse_constant", &parse_constant_}}) {
      *hook = GILT_TRY(get_attr(t_, decoder, name));
      if (hook->get().is_none()) *hook = Ref();
    }
    Ref strict = GILT_TRY(get_attr(t_, decoder, "strict"));
    Truth truth = GILT_TRY(is_true(t_, strict));
    strict_ = truth.yes();
    // The usual functions need no call.
    if (parse_float_ && parse_float_.get() == Value::from(types(t_).float_)) parse_float_ = Ref();
    if (parse_int_ && parse_int_.get() == Value::from(types(t_).int_)) parse_int_ = Ref();
    memo_ = empty_dict(t_);
    return static_cast<bool>(memo_);
  }
  void set_strict(bool strict) { strict_ = strict; }
  // Offsets count bytes.
  void seek(size_t offset) { at_ = offset; }
  size_t offset() const { return at_; }

  Ref value() {
    if (at_ >= text_.size()) return stop(at_);
    switch (text_[at_]) {
      case '"':
        ++at_;
        return string();
      case '{':
        return nested(" while decoding a JSON object from a unicode string", &JsonScanner::object);
      case '[':
        return nested(" while decoding a JSON array from a unicode string", &JsonScanner::array);
      case 'n':
        if (skip("null")) return Ref::none();
        break;
      case 't':
        if (skip("true")) return Ref::boolean(true);
        break;
      case 'f':
        if (skip("false")) return Ref::boolean(false);
        break;
      case 'N':
        if (skip("NaN")) return constant("NaN");
        break;
      case 'I':
        if (skip("Infinity")) return constant("Infinity");
        break;
      case '-':
        if (skip("-Infinity")) return constant("-Infinity");
        break;
      default:
        break;
    }
    return number();
  }

  // The string whose opening quote is just behind us.
  Ref string() {
    size_t begin = at_ - 1;
    std::string decoded;
    for (;;) {
      size_t run = at_;
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' && allowed(text_[at_])) {
        ++at_;
      }
      decoded.append(text_, run, at_ - run);
      if (at_ >= text_.size()) return error("Unterminated string starting at", begin);
      char c = text_[at_];
      if (c == '"') {
        ++at_;
        return make_str(t_, decoded);
      }
      if (c != '\\') return error("Invalid control character at", at_);
      if (!escape(begin, &decoded)) return Ref();
    }
  }

  Failed error(const char* message, size_t offset) {
    Ref module = GILT_TRY(import_module(t_, "json.decoder"));
    Ref type = GILT_TRY(get_attr(t_, module, "JSONDecodeError"));
    Ref text = GILT_TRY(make_str(t_, message));
    Ref raised = GILT_TRY(call(t_, type, {text, document_, index(offset)}));
    return raise_object(t_, std::move(raised));
  }
  Value index(size_t offset) const {
    return Value::small_int(static_cast<int64_t>(index_of_offset(text_, offset)));
  }

 private:
  Failed stop(size_t offset) { return raise_value(t_, Exc::kStopIteration, index(offset)); }

  bool allowed(char c) const { return !strict_ || static_cast<unsigned char>(c) > 0x1F; }

  bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool skip(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) {
      ++at_;
    }
  }

  Ref nested(const char* where, Ref (JsonScanner::*scan)()) {
    if (native_stack_exhausted(t_, where)) return Ref();
    ++at_;
    return (this->*scan)();
  }

  Ref constant(const char* name) {
    Ref text = GILT_TRY(make_str(t_, name));
    return call(t_, parse_constant_, {text});
  }

  // What follows a backslash.
  bool escape(size_t begin, std::string* decoded) {
    size_t backslash = at_++;
    if (at_ >= text_.size()) return error("Unterminated string starting at", begin);
    char c = text_[at_++];
    static constexpr std::string_view kNames = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    if (size_t which = kNames.find(c); which != kNames.npos) {
      *decoded += kMeanings[which];
      return true;
    }
    if (c != 'u') return error("Invalid \\escape", backslash);
    char32_t code = 0;
    if (!hex_digits(&code)) return error("Invalid \\uXXXX escape", backslash + 1);
    if (code >= 0xD800 && code <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
      size_t here = at_;
      at_ += 2;
      char32_t low = 0;
      if (!hex_digits(&low)) return error("Invalid \\uXXXX escape", here + 1);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        code = join_surrogates(code, low);
      } else {
        at_ = here;
      }
    }
    append_code_point(*decoded, code);
    return true;
  }

  bool hex_digits(char32_t* code) {
    if (at_ + 4 > text_.size()) return false;
    for (int i = 0; i < 4; ++i) {
      char c = text_[at_ + static_cast<size_t>(i)];
      char lower = static_cast<char>(c | 0x20);
      int digit = is_digit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
      if (digit < 0) return false;
      *code = *code * 16 + static_cast<char32_t>(digit);
    }
    at_ += 4;
    return true;
  }

  Ref number() {
    size_t start = at_, end = at_;
    auto digits = [&] {
      size_t first = end;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      return end > first;
    };
    if (end < text_.size() && text_[end] == '-') ++end;
    if (end < text_.size() && text_[end] == '0') {
      ++end;
    } else if (!digits()) {
      return stop(start);
    }
    bool is_float = false;
    if (end < text_.size() && text_[end] == '.') {
      size_t whole = end++;
      is_float = digits();
      if (!is_float) end = whole;
    }
    if (end < text_.size() && (text_[end] | 0x20) == 'e') {
      size_t mantissa = end++;
      if (end < text_.size() && (text_[end] == '+' || text_[end] == '-')) ++end;
      bool exponent = digits();
      if (!exponent) end = mantissa;
      is_float = is_float || exponent;
    }
    std::string_view text = text_.substr(start, end - start);
    at_ = end;
    if (Value hook = is_float ? parse_float_ : parse_int_) {
      Ref digits_text = GILT_TRY(make_str(t_, text));
      return call(t_, hook, {digits_text});
    }
    if (!is_float) return parse_int(t_, text, 10);
    return make_float(t_, *parse_double_digits(text));
  }

  Ref array() {
    Ref list = GILT_TRY(empty_list(t_));
    skip_blanks();
    if (at(']')) {
      ++at_;
      return list;
    }
    for (;;) {
      Ref item = GILT_TRY(value());
      if (!list_append(t_, list.as<ListObject>(), std::move(item))) return Ref();
      skip_blanks();
      if (at(']')) break;
      if (!at(',')) return error("Expecting ',' delimiter", at_);
      size_t comma = at_++;
      skip_blanks();
      if (at(']')) return error("Illegal trailing comma before end of array", comma);
    }
    ++at_;
    return list;
  }

  Ref object() {
    Ref pairs = pairs_hook_ ? empty_list(t_) : empty_dict(t_);
    if (!pairs) return Ref();
    skip_blanks();
    while (!at('}')) {
      if (!at('"')) return error("Expecting property name enclosed in double quotes", at_);
      ++at_;
      Ref fresh = GILT_TRY(string());
      // Equal keys are one string.
      Ref key = GILT_TRY(dict_set_default(t_, memo_.as<DictObject>(), fresh, fresh));
      skip_blanks();
      if (!at(':')) return error("Expecting ':' delimiter", at_);
      ++at_;
      skip_blanks();
      Ref item = GILT_TRY(value());
      if (!add_pair(pairs, key, item)) return Ref();
      skip_blanks();
      if (at('}')) break;
      if (!at(',')) return error("Expecting ',' delimiter", at_);
      size_t comma = at_++;
      skip_blanks();
      if (at('}')) return error("Illegal trailing comma before end of object", comma);
    }
    ++at_;
    if (pairs_hook_) return call(t_, pairs_hook_, {pairs});
    if (object_hook_) return call(t_, object_hook_, {pairs});
    return pairs;
  }

  bool add_pair(Value pairs, Value key, Value item) {
    if (!pairs_hook_) return dict_set(t_, pairs.as<DictObject>(), key, item);
    Ref pair = GILT_TRY(gilt::make_tuple(t_, std::array<Value, 2>{key, item}));
    return list_append(t_, pairs.as<ListObject>(), std::move(pair));
  }

  Thread& t_;
  Value document_;
  std::string_view text_;
  size_t at_ = 0;
  bool strict_ = true;
  Ref object_hook_, pairs_hook_, parse_float_, parse_int_, parse_constant_;
  Ref memo_;  // dict: the keys so far
};

// The byte offset of a code point index, which may be behind the end. False: raised.
bool offset_argument(Thread& t, Value document, Value argument, size_t* offset) {
  int64_t index = GILT_TRY(to_ssize(t, argument, Exc::kOverflowError)).get();
  if (index < 0) return raise(t, Exc::kValueError, "idx cannot be negative");
  auto* str = document.as<StrObject>();
  bool inside = static_cast<uint64_t>(index) <= str->length;
  *offset = inside ? str_offset(str, static_cast<size_t>(index)) : str->size;
  if (!inside) return raise_value(t, Exc::kStopIteration, argument);
  return true;
}

Ref pair_of(Thread& t, Value value, Value index) {
  return gilt::make_tuple(t, std::array<Value, 2>{value, index});
}

}  // namespace

Ref json_scan_once(Thread& t, Args args) {  // decoder, string, index
  if (!is_str(t, args[1])) {
    return raise(t, Exc::kTypeError,
                 "first argument must be a string, not " + type_name(t, args[1]));
  }
  size_t offset = 0;
  if (!offset_argument(t, args[1], args[2], &offset)) return Ref();
  JsonScanner scanner(t, args[1]);
  if (!scanner.read_hooks(args[0])) return Ref();
  scanner.seek(offset);
  Ref value = GILT_TRY(scanner.value());
  return pair_of(t, value, scanner.index(scanner.offset()));
}

Ref json_scanstring(Thread& t, Args args) {  // string, index, strict
  if (!is_str(t, args[0])) {
    return raise(t, Exc::kTypeError,
                 "first argument must be a string, not " + type_name(t, args[0]));
  }
  JsonScanner scanner(t, args[0]);
  if (args[2]) {
    Truth strict = GILT_TRY(is_true(t, args[2]));
    scanner.set_strict(strict.yes());
  }
  int64_t index = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  auto* str = args[0].as<StrObject>();
  if (index < 1 || static_cast<uint64_t>(index) > str->length) {
    return raise(t, Exc::kValueError, "end is out of bounds");
  }
  scanner.seek(str_offset(str, static_cast<size_t>(index)));
  Ref value = GILT_TRY(scanner.string());
  return pair_of(t, value, scanner.index(scanner.offset()));
}

}  // namespace gilt
