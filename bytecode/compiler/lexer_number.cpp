// Number literals and keywords: the parts of the lexer that need no other state.
#include <array>

#include "bytecode/compiler/lexer.h"

namespace gilt::compiler {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_octal(char c) { return c >= '0' && c <= '7'; }
bool is_binary(char c) { return c == '0' || c == '1'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_name_char(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Keyword {
  std::string_view word;
  Tok kind;
};
constexpr std::array<Keyword, 35> kKeywords = {{
    {"False", Tok::kFalse},
    {"None", Tok::kNone},
    {"True", Tok::kTrue},
    {"and", Tok::kAnd},
    {"as", Tok::kAs},
    {"assert", Tok::kAssert},
    {"async", Tok::kAsync},
    {"await", Tok::kAwait},
    {"break", Tok::kBreak},
    {"class", Tok::kClass},
    {"continue", Tok::kContinue},
    {"def", Tok::kDef},
    {"del", Tok::kDel},
    {"elif", Tok::kElif},
    {"else", Tok::kElse},
    {"except", Tok::kExcept},
    {"finally", Tok::kFinally},
    {"for", Tok::kFor},
    {"from", Tok::kFrom},
    {"global", Tok::kGlobal},
    {"if", Tok::kIf},
    {"import", Tok::kImport},
    {"in", Tok::kIn},
    {"is", Tok::kIs},
    {"lambda", Tok::kLambda},
    {"nonlocal", Tok::kNonlocal},
    {"not", Tok::kNot},
    {"or", Tok::kOr},
    {"pass", Tok::kPass},
    {"raise", Tok::kRaise},
    {"return", Tok::kReturn},
    {"try", Tok::kTry},
    {"while", Tok::kWhile},
    {"with", Tok::kWith},
    {"yield", Tok::kYield},
}};

}  // namespace

Tok keyword_of(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return Tok::kName;
  for (const Keyword& keyword : kKeywords) {
    if (keyword.word[0] == word[0] && keyword.word == word) return keyword.kind;
  }
  return Tok::kName;
}

/// Digits with single underscores between them; pos_ is behind them afterwards.
bool Lexer::decimal_tail() {
  for (;;) {
    while (is_digit(at(pos_))) ++pos_;
    if (at(pos_) != '_') return true;
    ++pos_;
    if (!is_digit(at(pos_))) return fail("invalid decimal literal");
  }
}

/// What follows a number must not look like a part of it. Keywords that may follow only warn.
bool Lexer::end_of_number(const char* kind) {
  std::string_view rest = text_.substr(pos_, 8);
  auto follows = [&](std::string_view word) { return rest.substr(0, word.size()) == word; };
  if (follows("and") || follows("else") || follows("for") || follows("if") || follows("in") ||
      follows("is") || follows("or") || follows("not")) {
    warn(std::string("invalid ") + kind + " literal");
    return true;
  }
  if (is_name_char(at(pos_))) return fail(std::string("invalid ") + kind + " literal");
  return true;
}

bool Lexer::radix_number(char letter) {
  const char* kind = letter == 'x' ? "hexadecimal" : letter == 'o' ? "octal" : "binary";
  auto accept = letter == 'x' ? is_hex : letter == 'o' ? is_octal : is_binary;
  auto wrong_digit = [&] {
    std::string digit(1, at(pos_));
    ++pos_;
    return fail("invalid digit '" + digit + "' in " + kind + " literal");
  };
  do {
    if (at(pos_) == '_') ++pos_;
    if (!accept(at(pos_))) {
      if (is_digit(at(pos_))) return wrong_digit();
      return fail(std::string("invalid ") + kind + " literal");
    }
    while (accept(at(pos_))) ++pos_;
  } while (at(pos_) == '_');
  if (is_digit(at(pos_))) return wrong_digit();
  return end_of_number(kind);
}

bool Lexer::number() {
  uint32_t start = pos_;
  bool leading_zeros = false;
  uint32_t zeros_end = pos_;
  if (at(pos_) == '0') {
    char letter = static_cast<char>(at(pos_ + 1) | 0x20);
    if (letter == 'x' || letter == 'o' || letter == 'b') {
      pos_ += 2;
      return radix_number(letter) && emit(Tok::kNumber, start, pos_);
    }
    for (;;) {
      if (at(pos_) == '_') {
        ++pos_;
        if (!is_digit(at(pos_))) return fail("invalid decimal literal");
      }
      if (at(pos_) != '0') break;
      ++pos_;
    }
    zeros_end = pos_;
    if (is_digit(at(pos_))) {
      leading_zeros = true;
      if (!decimal_tail()) return false;
    }
  } else if (at(pos_) != '.') {
    if (!decimal_tail()) return false;
  }
  bool is_float = false;
  if (at(pos_) == '.') {
    is_float = true;
    ++pos_;
    if (is_digit(at(pos_)) && !decimal_tail()) return false;
  }
  if (at(pos_) == 'e' || at(pos_) == 'E') {
    uint32_t p = pos_ + 1;
    bool sign = at(p) == '+' || at(p) == '-';
    if (sign) ++p;
    if (is_digit(at(p))) {
      is_float = true;
      pos_ = p;
      if (!decimal_tail()) return false;
    } else if (sign) {
      pos_ = p;
      return fail("invalid decimal literal");
    } else {
      return end_of_number("decimal") && emit(Tok::kNumber, start, pos_);
    }
  }
  if (at(pos_) == 'j' || at(pos_) == 'J') {
    ++pos_;
    return end_of_number("imaginary") && emit(Tok::kNumber, start, pos_);
  }
  if (leading_zeros && !is_float) {
    return fail_at(
        "leading zeros in decimal integer literals are not permitted; "
        "use an 0o prefix for octal integers",
        lineno_, column(start) + 1, column(zeros_end) + 1);
  }
  return end_of_number("decimal") && emit(Tok::kNumber, start, pos_);
}

}  // namespace gilt::compiler
