#include "bytecode/compiler/lexer.h"

#include <cstdio>

#include "base/unicode.h"
#include "base/utf8.h"

namespace gilt::compiler {
namespace {

constexpr size_t kMaxBrackets = 200;
constexpr size_t kMaxIndents = 100;
constexpr size_t kMaxStringNesting = 150;
constexpr size_t kMaxFieldNesting = 3;  // fields inside format specs
constexpr int kTabSize = 8;
constexpr const char* kTooDeep = "too many levels of indentation";

enum CharClass : uint8_t { kOther, kIdent, kDigit, kBlank, kHigh };

struct CharTable {
  uint8_t classes[256] = {};
  constexpr CharTable() {
    for (int c = 0; c < 256; ++c) {
      bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      classes[c] = letter                               ? kIdent
                   : c >= '0' && c <= '9'               ? kDigit
                   : c == ' ' || c == '\t' || c == '\f' ? kBlank
                   : c >= 128                           ? kHigh
                                                        : kOther;
    }
  }
};
constexpr CharTable kChars;

uint8_t class_of(char c) { return kChars.classes[static_cast<uint8_t>(c)]; }
bool is_word_char(char c) {
  uint8_t k = class_of(c);
  return k == kIdent || k == kDigit || k == kHigh;
}

std::string code_point_name(char32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(c));
  return text;
}

}  // namespace

void Lexer::run() {
  tokens_.reserve(text_.size() / 4 + 16);
  while (next()) {
  }
}

bool Lexer::emit(Tok kind, uint32_t start, uint32_t end) {
  return emit_from(kind, start, lineno_, end);
}

bool Lexer::emit_from(Tok kind, uint32_t start, int lineno, uint32_t end) {
  Token token;
  token.kind = kind;
  token.level = static_cast<uint8_t>(brackets_.size());
  token.start = start;
  token.end = end;
  token.lineno = lineno;
  token.col = static_cast<int>(start - source_.line_start(lineno));
  token.end_lineno = lineno_;
  token.end_col = column(end);
  tokens_.push_back(token);
  return true;
}

/// Reports an error whose column is that of the last character read, as CPython does.
bool Lexer::fail(std::string message, const char* type) {
  error_.type = type;
  error_.message = std::move(message);
  error_.line = lineno_;
  error_.column = source_.char_column(lineno_, column(pos_));
  error_.end_line = error_.line;
  error_.end_column = error_.column;
  local_error_ = error_.type != "SyntaxError" || !modes_.empty();
  if (error_.type == "TabError" || error_.message == kTooDeep) error_.column = 1;
  if (error_.column == 1 && error_.type != "SyntaxError") error_.end_column = 0;
  emit(Tok::kError, pos_, pos_);
  return false;
}

bool Lexer::fail_at(std::string message, int line, int column, int end_column) {
  error_.type = "SyntaxError";
  error_.message = std::move(message);
  error_.line = line;
  error_.column = column;
  error_.end_line = line;
  error_.end_column = end_column == 0 ? column : end_column;
  local_error_ = !modes_.empty();
  emit(Tok::kError, pos_, pos_);
  return false;
}

/// The source ended in the middle of a statement: the parser words the error.
bool Lexer::fail_end() {
  hit_end_ = true;
  lineno_ = source_.line_count();
  pos_ = static_cast<uint32_t>(text_.size());
  emit(Tok::kError, pos_, pos_);
  return false;
}

void Lexer::warn(std::string message) {
  warnings_.push_back({std::move(message), lineno_, source_.char_column(lineno_, column(pos_))});
}

bool Lexer::next() {
  if (!modes_.empty() && modes_.back().in_text) return string_text();
  if (at_line_start_) {
    at_line_start_ = false;
    if (!line_indent()) return false;
  }
  return regular_token();
}

/// Measures the indentation of a logical line and emits INDENT and DEDENT tokens.
bool Lexer::line_indent() {
  for (;;) {
    int col = 0;
    int alt_col = 0;
    int cont_line_col = -1;
    uint32_t p = pos_;
    for (;; ++p) {
      char c = at(p);
      if (c == ' ') {
        ++col, ++alt_col;
      } else if (c == '\t') {
        col = (col / kTabSize + 1) * kTabSize;
        ++alt_col;
      } else if (c == '\f') {
        col = alt_col = 0;
      } else if (c == '\\' && at(p + 1) == '\n' && p + 2 < text_.size()) {
        // The indentation is that of the first of the joined lines.
        if (cont_line_col < 0) cont_line_col = col;
        ++p;
        newline_seen();
      } else {
        break;
      }
    }
    pos_ = p;
    if (at_end()) {
      int line = source_.line_count();
      lineno_ = line;
      while (indents_.size() > 1) {
        indents_.pop_back();
        alt_indents_.pop_back();
        emit(Tok::kDedent, pos_, pos_);
      }
      emit(Tok::kEndMarker, pos_, pos_);
      return false;
    }
    if (at(p) == '#') {
      while (at(pos_) != '\n') ++pos_;
    }
    if (at(pos_) == '\n') {  // a blank line
      ++pos_;
      newline_seen();
      continue;
    }
    if (cont_line_col >= 0) col = alt_col = cont_line_col;
    if (col == indents_.back()) {
      if (alt_col != alt_indents_.back()) {
        return fail("inconsistent use of tabs and spaces in indentation", "TabError");
      }
      return true;
    }
    if (col > indents_.back()) {
      if (indents_.size() >= kMaxIndents) {
        return fail(kTooDeep, "IndentationError");
      }
      if (alt_col <= alt_indents_.back()) {
        return fail("inconsistent use of tabs and spaces in indentation", "TabError");
      }
      indents_.push_back(col);
      alt_indents_.push_back(alt_col);
      return emit(Tok::kIndent, source_.line_start(lineno_), pos_);
    }
    size_t depth = indents_.size();
    while (depth > 1 && col < indents_[depth - 1]) --depth;
    if (col != indents_[depth - 1]) {
      pos_ = static_cast<uint32_t>(text_.find('\n', pos_));
      fail("unindent does not match any outer indentation level", "IndentationError");
      ++error_.column;
      error_.end_column = 0;
      return false;
    }
    if (alt_col != alt_indents_[depth - 1]) {
      return fail("inconsistent use of tabs and spaces in indentation", "TabError");
    }
    while (indents_.size() > depth) {
      indents_.pop_back();
      alt_indents_.pop_back();
      emit(Tok::kDedent, pos_, pos_);
    }
    return true;
  }
}

bool Lexer::regular_token() {
  for (;;) {
    while (class_of(at(pos_)) == kBlank) ++pos_;
    uint32_t start = pos_;
    char c = at(pos_);
    if (at_end()) {
      if (!brackets_.empty()) return fail_end();
      at_line_start_ = true;
      return true;
    }
    switch (class_of(c)) {
      case kIdent:
      case kHigh:
        return name_or_prefix();
      case kDigit:
        return number();
      default:
        break;
    }
    if (c == '#') {
      while (at(pos_) != '\n') ++pos_;
      c = '\n';
    }
    if (c == '\n') {
      if (!brackets_.empty()) {
        ++pos_;
        newline_seen();
        continue;
      }
      emit(Tok::kNewline, start, pos_ + 1);  // a comment counts as part of it
      ++pos_;
      newline_seen();
      at_line_start_ = true;
      return true;
    }
    if (c == '\\') {
      if (!backslash()) return false;
      continue;
    }
    if (c == '.' && class_of(at(pos_ + 1)) == kDigit) return number();
    if (c == '\'' || c == '"') return string_literal(pos_, lineno_);
    return punctuation();
  }
}

/// A backslash outside of strings joins two lines.
bool Lexer::backslash() {
  ++pos_;
  if (at(pos_) != '\n') {
    ++pos_;
    fail("unexpected character after line continuation character");
    error_.end_column = 0;
    local_error_ = true;
    return false;
  }
  ++pos_;
  newline_seen();
  if (at_end()) return fail_end();
  return true;
}

bool Lexer::name_or_prefix() {
  uint32_t start = pos_;
  // A short run of prefix letters may turn out to start a string.
  bool byte = false, uni = false, raw = false, format = false, temp = false;
  uint32_t p = pos_;
  for (;; ++p) {
    char c = at(p);
    char lower = static_cast<char>(c | 0x20);
    if (lower == 'b' && !(byte || uni || format || temp)) {
      byte = true;
    } else if (lower == 'u' && !(byte || uni || raw || format || temp)) {
      uni = true;
    } else if (lower == 'r' && !(raw || uni)) {
      raw = true;
    } else if (lower == 'f' && !(format || byte || uni || temp)) {
      format = true;
    } else if (lower == 't' && !(temp || byte || uni || format)) {
      temp = true;
    } else {
      break;
    }
  }
  if ((at(p) == '"' || at(p) == '\'') && p > start) {
    pos_ = p;
    if (format || temp) return ft_string_start(start, raw, format ? 'f' : 't');
    return string_literal(start, lineno_);
  }
  bool ascii = true;
  while (is_word_char(at(pos_))) {
    if (class_of(at(pos_)) == kHigh) ascii = false;
    ++pos_;
  }
  if (!ascii && !verify_identifier(start, pos_)) return false;
  Tok kind = ascii ? keyword_of(text_.substr(start, pos_ - start)) : Tok::kName;
  return emit(kind, start, pos_);
}

/// A word with non-ASCII characters must be an identifier (PEP 3131).
bool Lexer::verify_identifier(uint32_t start, uint32_t end) {
  size_t at = start;
  while (at < end) {
    size_t before = at;
    char32_t c = next_code_point(text_, at);
    if (before == start ? is_identifier_start(c) : is_identifier_continue(c)) continue;
    pos_ = static_cast<uint32_t>(at);
    if (is_printable(c)) {
      return fail("invalid character '" + std::string(text_.substr(before, at - before)) + "' (" +
                  code_point_name(c) + ")");
    }
    return fail("invalid non-printable character " + code_point_name(c));
  }
  return true;
}

bool Lexer::string_literal(uint32_t start, int lineno) {
  char quote = at(pos_);
  int quote_size = 1;
  ++pos_;
  if (at(pos_) == quote) {
    if (at(pos_ + 1) == quote) {
      quote_size = 3;
      pos_ += 2;
    } else {  // an empty string
      ++pos_;
      return emit_from(Tok::kString, start, lineno, pos_);
    }
  }
  int run = 0;
  bool escaped_quote = false;
  while (run < quote_size) {
    char c = at(pos_);
    if (at_end() || (quote_size == 1 && c == '\n')) {
      int detected = lineno_;
      if (at_end()) --detected;
      std::string message;
      int column =
          source_.char_column(lineno, static_cast<int>(start - source_.line_start(lineno))) + 1;
      if (!modes_.empty() && modes_.back().quote == quote &&
          modes_.back().quote_size == quote_size) {
        message = std::string(1, modes_.back().kind) + "-string: expecting '}'";
      } else if (quote_size == 3) {
        message = "unterminated triple-quoted string literal (detected at line " +
                  std::to_string(detected) + ")";
        hit_end_ = true;
      } else {
        message = "unterminated string literal (detected at line " + std::to_string(detected) + ")";
        if (escaped_quote) message += "; perhaps you escaped the end quote?";
      }
      return fail_at(std::move(message), lineno, column, 0);
    }
    ++pos_;
    if (c == quote) {
      ++run;
      continue;
    }
    run = 0;
    if (c == '\n') {
      newline_seen();
    } else if (c == '\\') {
      if (at(pos_) == quote) escaped_quote = true;
      if (at(pos_) == '\n') newline_seen();
      if (!at_end()) ++pos_;
    }
  }
  return emit_from(Tok::kString, start, lineno, pos_);
}

bool Lexer::ft_string_start(uint32_t start, bool raw, char kind) {
  StringMode mode;
  mode.kind = kind;
  mode.raw = raw;
  mode.quote = at(pos_);
  mode.quote_size = at(pos_ + 1) == mode.quote && at(pos_ + 2) == mode.quote ? 3 : 1;
  mode.start = start;
  mode.lineno = lineno_;
  pos_ += static_cast<uint32_t>(mode.quote_size);
  if (modes_.size() + 1 >= kMaxStringNesting) return fail("too many nested f-strings or t-strings");
  modes_.push_back(std::move(mode));
  return emit(kind == 'f' ? Tok::kFStringStart : Tok::kTStringStart, start, pos_);
}

/// The literal text of an f-string up to a replacement field or the end quote.
bool Lexer::string_text() {
  StringMode& mode = modes_.back();
  bool in_spec = !mode.expr_depths.empty();
  bool f = mode.kind == 'f';
  uint32_t start = pos_;
  int lineno = lineno_;
  auto emit_text = [&] {
    if (pos_ > start) {
      emit_from(f ? Tok::kFStringMiddle : Tok::kTStringMiddle, start, lineno, pos_);
    }
  };
  for (;;) {
    char c = at(pos_);
    if (at_end() || (mode.quote_size == 1 && c == '\n')) {
      std::string k(1, mode.kind);
      if (in_spec && c == '\n' && !at_end()) {
        ++pos_;
        return fail(k +
                    "-string: newlines are not allowed in format specifiers for single quoted " +
                    k + "-strings");
      }
      int detected = at_end() ? lineno_ - 1 : lineno_;
      int column =
          source_.char_column(mode.lineno,
                              static_cast<int>(mode.start - source_.line_start(mode.lineno))) +
          1;
      if (mode.quote_size == 3) hit_end_ = true;
      return fail_at("unterminated " + std::string(mode.quote_size == 3 ? "triple-quoted " : "") +
                         k + "-string literal (detected at line " + std::to_string(detected) + ")",
                     mode.lineno, column, 0);
    }
    if (c == mode.quote && (mode.quote_size == 1 || (at(pos_ + 1) == c && at(pos_ + 2) == c))) {
      emit_text();
      // In a format spec the parser reports the missing brace at this token.
      for (size_t open = mode.expr_depths.size(); open > 0 && !brackets_.empty(); --open) {
        brackets_.pop_back();
      }
      uint32_t quote_start = pos_;
      pos_ += static_cast<uint32_t>(mode.quote_size);
      modes_.pop_back();
      return emit(f ? Tok::kFStringEnd : Tok::kTStringEnd, quote_start, pos_);
    }
    if (c == '{') {
      if (at(pos_ + 1) == '{' && !in_spec) {
        pos_ += 2;
        continue;
      }
      emit_text();
      if (mode.expr_depths.size() >= kMaxFieldNesting) {
        return fail(std::string(1, mode.kind) + "-string: expressions nested too deeply");
      }
      mode.in_text = false;
      if (!open_bracket('{')) return false;
      mode.expr_depths.push_back(mode.bracket_depth);
      return true;
    }
    if (c == '}') {
      if (at(pos_ + 1) == '}' && !in_spec) {
        pos_ += 2;
        continue;
      }
      emit_text();
      if (!in_spec) {
        ++pos_;
        return fail(std::string(1, mode.kind) + "-string: single '}' is not allowed");
      }
      mode.in_text = false;
      return close_bracket('}');
    }
    ++pos_;
    if (c == '\n') {
      newline_seen();
    } else if (c == '\\') {
      char escaped = at(pos_);
      if (escaped == '{' || escaped == '}') continue;
      if (!mode.raw && escaped == 'N' && at(pos_ + 1) == '{') {
        // \N{NAME}: its braces are no replacement field.
        pos_ += 2;
        while (at(pos_) != '}' && at(pos_) != '\n' && at(pos_) != mode.quote && !at_end()) ++pos_;
        if (at(pos_) == '}') ++pos_;
        continue;
      }
      if (at_end()) continue;
      if (escaped == '\n') newline_seen();
      ++pos_;
    }
  }
}

bool Lexer::open_bracket(char c) {
  if (brackets_.size() >= kMaxBrackets) {
    ++pos_;
    return fail("too many nested parentheses");
  }
  brackets_.push_back({c, lineno_, column(pos_)});
  if (!modes_.empty()) ++modes_.back().bracket_depth;
  ++pos_;
  return emit(c == '(' ? Tok::kLpar : c == '[' ? Tok::kLsqb : Tok::kLbrace, pos_ - 1, pos_);
}

bool Lexer::close_bracket(char c) {
  ++pos_;
  StringMode* mode = modes_.empty() ? nullptr : &modes_.back();
  std::string prefix = mode ? std::string(1, mode->kind) + "-string: " : "";
  if (brackets_.empty()) return fail(prefix + "unmatched '" + std::string(1, c) + "'");
  Bracket open = brackets_.back();
  bool matches = (open.open == '(' && c == ')') || (open.open == '[' && c == ']') ||
                 (open.open == '{' && c == '}');
  bool closes_field =
      mode && !mode->expr_depths.empty() && mode->bracket_depth == mode->expr_depths.back();
  if (!matches) {
    if (closes_field) return fail(prefix + "unmatched '" + std::string(1, c) + "'");
    std::string message = "closing parenthesis '" + std::string(1, c) +
                          "' does not match opening parenthesis '" + std::string(1, open.open) +
                          "'";
    if (open.lineno != lineno_) message += " on line " + std::to_string(open.lineno);
    return fail(std::move(message));
  }
  brackets_.pop_back();
  if (mode) {
    --mode->bracket_depth;
    if (closes_field) {
      mode->expr_depths.pop_back();
      mode->in_text = true;
    }
  }
  return emit(c == ')' ? Tok::kRpar : c == ']' ? Tok::kRsqb : Tok::kRbrace, pos_ - 1, pos_);
}

bool Lexer::punctuation() {
  uint32_t start = pos_;
  char c = at(pos_);
  char c2 = at(pos_ + 1);
  char c3 = at(pos_ + 2);
  StringMode* mode = modes_.empty() ? nullptr : &modes_.back();
  auto op = [&](Tok kind, uint32_t size) {
    pos_ += size;
    return emit(kind, start, pos_);
  };
  // One of up to four shapes: c, c=, cc, cc=.
  auto family = [&](Tok one, Tok assign, Tok twice, Tok twice_assign) {
    if (twice != Tok::kUnknown && c2 == c) {
      if (twice_assign != Tok::kUnknown && c3 == '=') return op(twice_assign, 3);
      return op(twice, 2);
    }
    return c2 == '=' ? op(assign, 2) : op(one, 1);
  };
  constexpr Tok kNo = Tok::kUnknown;
  switch (c) {
    case '(':
    case '[':
    case '{':
      return open_bracket(c);
    case ')':
    case ']':
    case '}':
      return close_bracket(c);
    case ':':
      if (mode && !mode->expr_depths.empty() && mode->bracket_depth == mode->expr_depths.back()) {
        mode->in_text = true;  // a format spec follows
        return op(Tok::kColon, 1);
      }
      return c2 == '=' ? op(Tok::kColonEqual, 2) : op(Tok::kColon, 1);
    case ',':
      return op(Tok::kComma, 1);
    case ';':
      return op(Tok::kSemi, 1);
    case '~':
      return op(Tok::kTilde, 1);
    case '.':
      return c2 == '.' && c3 == '.' ? op(Tok::kEllipsis, 3) : op(Tok::kDot, 1);
    case '+':
      return family(Tok::kPlus, Tok::kPlusEqual, kNo, kNo);
    case '-':
      if (c2 == '>') return op(Tok::kArrow, 2);
      return family(Tok::kMinus, Tok::kMinEqual, kNo, kNo);
    case '*':
      return family(Tok::kStar, Tok::kStarEqual, Tok::kDoubleStar, Tok::kDoubleStarEqual);
    case '/':
      return family(Tok::kSlash, Tok::kSlashEqual, Tok::kDoubleSlash, Tok::kDoubleSlashEqual);
    case '%':
      return family(Tok::kPercent, Tok::kPercentEqual, kNo, kNo);
    case '@':
      return family(Tok::kAt, Tok::kAtEqual, kNo, kNo);
    case '&':
      return family(Tok::kAmper, Tok::kAmperEqual, kNo, kNo);
    case '|':
      return family(Tok::kVbar, Tok::kVbarEqual, kNo, kNo);
    case '^':
      return family(Tok::kCircumflex, Tok::kCircumflexEqual, kNo, kNo);
    case '=':
      return c2 == '=' ? op(Tok::kEqEqual, 2) : op(Tok::kEqual, 1);
    case '!':
      return c2 == '=' ? op(Tok::kNotEqual, 2) : op(Tok::kExclamation, 1);
    case '<':
      if (c2 == '>') return op(Tok::kUnknown, 2);
      return family(Tok::kLess, Tok::kLessEqual, Tok::kLeftShift, Tok::kLeftShiftEqual);
    case '>':
      return family(Tok::kGreater, Tok::kGreaterEqual, Tok::kRightShift, Tok::kRightShiftEqual);
    default:
      if (static_cast<uint8_t>(c) < 32 || c == 127) {
        ++pos_;
        return fail("invalid non-printable character " + code_point_name(static_cast<uint8_t>(c)));
      }
      return op(Tok::kUnknown, 1);
  }
}

}  // namespace gilt::compiler
