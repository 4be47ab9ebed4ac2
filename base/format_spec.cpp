// Parsing of format specifications, and str, which needs little more than padding.

#include "base/format_spec.h"

#include <fmt/format.h>

#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"

namespace gilt {
namespace {

bool is_align(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

std::string printable_code(char32_t c) {
  if (c > 32 && c < 128) return fmt::format("'{}'", char(c));
  return fmt::format("'\\x{:x}'", uint32_t(c));
}

class SpecParser {
 public:
  SpecParser(std::string_view text, FormatSpec& out) : text_(to_code_points(text)), out_(out) {}

  // The message of the error, or empty.
  std::string parse(std::string_view spec_text, std::string_view type_name, char default_align,
                    char32_t default_type) {
    fill_and_align(default_align);
    out_.type = default_type;
    if (peek() == '+' || peek() == '-' || peek() == ' ') out_.sign = char(take());
    out_.no_negative_zero = skip('z');
    out_.alternate = skip('#');
    if (!fill_given_ && skip('0')) {
      out_.fill = '0';
      if (!align_given_ && default_align == '>') out_.align = '=';
    }
    bool any;
    if (!number(out_.width, any)) return kTooManyDigits;
    if (!separator(out_.thousands)) return kBothSeparators;
    if (skip('.')) {
      if (!number(out_.precision, any)) return kTooManyDigits;
      if (!separator(out_.fraction_thousands)) return kBothSeparators;
      if (!any && out_.fraction_thousands == 0) return "Format specifier missing precision";
    }
    if (text_.size() - at_ > 1) {
      return fmt::format("Invalid format specifier '{}' for object of type '{}'", spec_text,
                         type_name);
    }
    if (at_ < text_.size()) out_.type = take();
    return check_separators();
  }

 private:
  static constexpr const char* kTooManyDigits = "Too many decimal digits in format string";
  static constexpr const char* kBothSeparators = "Cannot specify both ',' and '_'.";

  char32_t peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : 0;
  }
  char32_t take() { return text_[at_++]; }
  bool skip(char32_t c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void fill_and_align(char default_align) {
    out_ = FormatSpec{};
    out_.align = default_align;
    fill_given_ = text_.size() >= 2 && is_align(text_[1]);
    align_given_ = fill_given_ || is_align(peek());
    if (fill_given_) out_.fill = take();
    if (align_given_) out_.align = char(take());
  }

  // Reads a number if there is one; false if it is too large.
  bool number(int64_t& value, bool& any) {
    any = false;
    int64_t read = 0;
    for (int digit; at_ < text_.size() && (digit = decimal_value(text_[at_])) >= 0; ++at_) {
      if (read > (INT64_MAX - digit) / 10) return false;
      read = read * 10 + digit;
      any = true;
    }
    if (any) value = read;
    return true;
  }

  // Reads ',' or '_'; false if both are there.
  bool separator(char& out) {
    if (skip(',')) out = ',';
    if (peek() == '_') {
      if (out != 0) return false;
      out = '_';
      ++at_;
    }
    return !(out == '_' && peek() == ',');
  }

  std::string check_separators() const {
    if (out_.thousands != 0) {
      switch (out_.type) {
        case 0:
        case 'd':
        case 'e':
        case 'f':
        case 'g':
        case 'E':
        case 'F':
        case 'G':
        case '%':
          break;
        case 'b':
        case 'o':
        case 'x':
        case 'X':
          if (out_.thousands == '_') break;
          [[fallthrough]];
        default:
          return cannot_group(out_.thousands);
      }
    }
    if (out_.type == 'n' && out_.fraction_thousands != 0) {
      return cannot_group(out_.fraction_thousands);
    }
    return {};
  }
  std::string cannot_group(char separator) const {
    return fmt::format("Cannot specify '{}' with {}.", separator, printable_code(out_.type));
  }

  std::u32string text_;
  size_t at_ = 0;
  FormatSpec& out_;
  bool fill_given_ = false;
  bool align_given_ = false;
};

}  // namespace

std::string parse_format_spec(std::string_view spec, char default_type, char default_align,
                              std::string_view type_name, FormatSpec& out) {
  return SpecParser(spec, out).parse(spec, type_name, default_align, char32_t(default_type));
}

std::string unknown_format_code(char32_t code, std::string_view type_name) {
  return fmt::format("Unknown format code {} for object of type '{}'", printable_code(code),
                     type_name);
}

std::string pad_text(std::string_view text, int64_t width, char align, char32_t fill) {
  int64_t padding = width < 0 ? 0 : width - int64_t(count_code_points(text));
  if (padding <= 0) return std::string(text);
  int64_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
  std::string out;
  out.reserve(size_t(padding) + text.size());  // throws now when it is absurd
  for (int64_t i = 0; i < left; ++i) append_code_point(out, fill);
  out += text;
  for (int64_t i = left; i < padding; ++i) append_code_point(out, fill);
  return out;
}

Formatted format_str(std::string_view value, std::string_view spec_text,
                     std::string_view type_name) {
  FormatSpec spec;
  std::string error = parse_format_spec(spec_text, 's', '<', type_name, spec);
  if (error.empty()) {
    if (spec.type != 's') {
      error = unknown_format_code(spec.type, type_name);
    } else if (spec.sign != 0) {
      error = spec.sign == ' ' ? "Space not allowed in string format specifier"
                               : "Sign not allowed in string format specifier";
    } else if (spec.no_negative_zero) {
      error = "Negative zero coercion (z) not allowed in string format specifier";
    } else if (spec.alternate) {
      error = "Alternate form (#) not allowed in string format specifier";
    } else if (spec.align == '=') {
      error = "'=' alignment not allowed in string format specifier";
    }
  }
  if (!error.empty()) return {Formatted::Error::kValueError, std::move(error)};
  if (spec.precision >= 0 && uint64_t(spec.precision) < value.size()) {
    value = value.substr(0, offset_of_index(value, size_t(spec.precision)));
  }
  return {Formatted::Error::kNone, pad_text(value, spec.width, spec.align, spec.fill)};
}

}  // namespace gilt
