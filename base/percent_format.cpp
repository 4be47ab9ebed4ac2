#include "base/percent_format.h"

#include "base/float_text.h"
#include "base/format_spec.h"
#include "base/int_math.h"
#include "base/utf8.h"

namespace gilt {
namespace {

// Pads `body` (unsigned, with its 0x if it has one); zeros go between sign, prefix and digits.
std::string finish_number(std::string sign, std::string_view prefix, std::string_view body,
                          const PercentSpec& spec) {
  if (sign.empty()) sign = spec.plus ? "+" : spec.space ? " " : "";
  std::string out = sign;
  out += prefix;
  int64_t padding = spec.width - int64_t(out.size() + body.size());
  if (padding > 0 && !spec.left) {
    if (spec.zero) {
      out.append(size_t(padding), '0');
    } else {
      out.insert(0, size_t(padding), ' ');
    }
  }
  out += body;
  if (padding > 0 && spec.left) out.append(size_t(padding), ' ');
  return out;
}

int base_of(char type) {
  switch (type) {
    case 'o':
      return 8;
    case 'x':
    case 'X':
      return 16;
    default:
      return 10;
  }
}

std::string percent_digits(std::string digits, const PercentSpec& spec) {
  std::string sign;
  if (digits[0] == '-') {
    sign = "-";
    digits.erase(0, 1);
  }
  if (spec.precision > int64_t(digits.size())) {
    digits.insert(0, size_t(spec.precision) - digits.size(), '0');
  }
  std::string prefix;
  if (spec.alternate && base_of(spec.type) != 10) prefix = {'0', spec.type};
  return finish_number(sign, prefix, digits, spec);
}

}  // namespace

std::string percent_int(int64_t value, const PercentSpec& spec) {
  return percent_digits(int_to_text(value, base_of(spec.type), spec.type == 'X'), spec);
}
std::string percent_int(const BigInt& value, const PercentSpec& spec) {
  return percent_digits(value.to_text(base_of(spec.type), spec.type == 'X'), spec);
}

std::string percent_double(double value, const PercentSpec& spec) {
  int precision = spec.precision < 0 ? 6 : int(spec.precision);
  std::string body = double_to_text(value, spec.type, precision, {.alternate = spec.alternate});
  std::string sign;
  if (body[0] == '-') {
    sign = "-";
    body.erase(0, 1);
  }
  return finish_number(sign, "", body, spec);
}

std::string percent_text(std::string_view text, const PercentSpec& spec) {
  if (spec.type != 'c' && spec.precision >= 0 && uint64_t(spec.precision) < text.size()) {
    text = text.substr(0, offset_of_index(text, size_t(spec.precision)));
  }
  return pad_text(text, spec.width, spec.left ? '<' : '>', ' ');
}

PercentConversion parse_percent(std::string_view text, size_t& pos) {
  constexpr const char* kIncomplete = "incomplete format";
  PercentConversion out;
  auto fail = [&](const char* message) {
    out.error = message;
    return out;
  };
  if (pos < text.size() && text[pos] == '(') {
    size_t start = ++pos;
    int depth = 1;
    for (; pos < text.size() && depth > 0; ++pos) {
      depth += int(text[pos] == '(') - int(text[pos] == ')');
    }
    if (depth > 0 || pos == text.size()) return fail("incomplete format key");
    out.has_key = true;
    out.key = text.substr(start, pos - 1 - start);
  }
  for (; pos < text.size(); ++pos) {
    switch (text[pos]) {
      case '-':
        out.spec.left = true;
        continue;
      case '+':
        out.spec.plus = true;
        continue;
      case ' ':
        out.spec.space = true;
        continue;
      case '#':
        out.spec.alternate = true;
        continue;
      case '0':
        out.spec.zero = true;
        continue;
    }
    break;
  }
  auto is_digit_at = [&] { return pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; };
  // False if the number is larger than `limit`.
  auto number = [&](int64_t& value, int64_t limit) {
    for (value = 0; is_digit_at(); ++pos) {
      int digit = text[pos] - '0';
      if (value > (limit - digit) / 10) return false;
      value = value * 10 + digit;
    }
    return true;
  };
  if (pos < text.size() && text[pos] == '*') {
    out.star_width = true;
    ++pos;
  } else if (is_digit_at() && !number(out.spec.width, INT64_MAX)) {
    return fail("width too big");
  }
  if (pos < text.size() && text[pos] == '.') {
    ++pos;
    out.spec.precision = 0;
    if (pos < text.size() && text[pos] == '*') {
      out.star_precision = true;
      ++pos;
    } else if (!number(out.spec.precision, INT32_MAX)) {
      return fail("precision too big");
    }
  }
  if (pos < text.size() && (text[pos] == 'h' || text[pos] == 'l' || text[pos] == 'L')) ++pos;
  if (pos == text.size()) return fail(kIncomplete);
  out.letter = next_code_point(text, pos);
  out.spec.type = out.letter < 0x80 ? char(out.letter) : 0;
  return out;
}

}  // namespace gilt
