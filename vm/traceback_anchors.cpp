#include "vm/traceback_anchors.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/unicode.h"

namespace gilt {

namespace {

enum class Kind : uint8_t { kName, kKeyword, kNumber, kString, kOperator, kOpen, kClose };

struct Token {
  Kind kind;
  std::u32string text;  // of operators, brackets and names
  size_t begin, end;    // in the text
  int depth;            // of brackets around it
};

// Keywords that make an expression something else than an operation, or a statement.
constexpr std::array<std::u32string_view, 24> kKeywords = {
    U"and", U"as",    U"assert", U"async",  U"await", U"def",   U"del",    U"else",
    U"for", U"from",  U"if",     U"import", U"in",    U"is",    U"lambda", U"not",
    U"or",  U"raise", U"return", U"while",  U"with",  U"yield", U"global", U"class"};

// Longest first.
constexpr std::array<std::u32string_view, 26> kOperators = {
    U"**=", U"//=", U"<<=", U">>=", U"...", U"**", U"//", U"<<", U">>", U"->", U":=", U"==", U"!=",
    U"<=",  U">=",  U"+=",  U"-=",  U"*=",  U"/=", U"%=", U"&=", U"|=", U"^=", U"@=", U"<",  U">"};

bool is_word(char32_t c) {
  return c == '_' || (c < 128 ? isalnum(static_cast<int>(c)) : is_identifier_continue(c));
}

class Lexer {
 public:
  explicit Lexer(const std::u32string& text) : text_(text) {}

  // False when the text cannot be an expression (brackets do not match).
  bool run(std::vector<Token>* out) {
    int depth = 0;
    while (skip_blanks()) {
      size_t begin = at_;
      char32_t c = text_[at_];
      if (starts_string()) {
        skip_string();
        out->push_back({Kind::kString, U"", begin, at_, depth});
      } else if (isdigit_ascii(c) ||
                 (c == '.' && at_ + 1 < text_.size() && isdigit_ascii(text_[at_ + 1]))) {
        skip_number();
        out->push_back({Kind::kNumber, U"", begin, at_, depth});
      } else if (is_word(c)) {
        while (at_ < text_.size() && is_word(text_[at_])) ++at_;
        std::u32string word = text_.substr(begin, at_ - begin);
        bool keyword = std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
        out->push_back({keyword ? Kind::kKeyword : Kind::kName, word, begin, at_, depth});
      } else if (c == '(' || c == '[' || c == '{') {
        ++at_;
        out->push_back({Kind::kOpen, std::u32string(1, c), begin, at_, depth++});
      } else if (c == ')' || c == ']' || c == '}') {
        ++at_;
        if (--depth < 0) return false;
        out->push_back({Kind::kClose, std::u32string(1, c), begin, at_, depth});
      } else {
        size_t length = 1;
        std::u32string_view rest = std::u32string_view(text_).substr(at_);
        for (std::u32string_view op : kOperators) {
          if (rest.starts_with(op)) {
            length = op.size();
            break;
          }
        }
        at_ += length;
        out->push_back({Kind::kOperator, text_.substr(begin, length), begin, at_, depth});
      }
    }
    return depth == 0;
  }

 private:
  static bool isdigit_ascii(char32_t c) { return c >= '0' && c <= '9'; }
  char32_t peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : 0;
  }

  bool skip_blanks() {
    while (at_ < text_.size()) {
      char32_t c = text_[at_];
      if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\\') {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  // A quote, possibly behind a prefix such as rb or f.
  bool starts_string() const {
    size_t i = 0;
    while (i < 3 && std::u32string_view(U"rRbBfFuUtT").find(peek(i)) != std::u32string_view::npos &&
           peek(i))
      ++i;
    return peek(i) == '"' || peek(i) == '\'';
  }

  void skip_string() {
    bool formatted = false;
    while (text_[at_] != '"' && text_[at_] != '\'') {
      formatted |= std::u32string_view(U"fFtT").find(text_[at_]) != std::u32string_view::npos;
      ++at_;
    }
    char32_t quote = text_[at_];
    size_t quotes = peek(1) == quote && peek(2) == quote ? 3 : 1;
    at_ += quotes;
    while (at_ < text_.size()) {
      char32_t c = text_[at_];
      if (c == '\\') {
        at_ += 2;
      } else if (formatted && c == '{' && peek(1) == '{') {
        at_ += 2;
      } else if (formatted && c == '{') {
        skip_replacement_field();
      } else if (c == quote && (quotes == 1 || (peek(1) == quote && peek(2) == quote))) {
        at_ += quotes;
        return;
      } else {
        ++at_;
      }
    }
  }

  // From { to behind the matching }; strings inside may use the same quotes.
  void skip_replacement_field() {
    int depth = 0;
    while (at_ < text_.size()) {
      char32_t c = text_[at_];
      if (starts_string() && (at_ == 0 || !is_word(text_[at_ - 1]))) {
        skip_string();
        continue;
      }
      ++at_;
      if (c == '{') ++depth;
      if (c == '}' && --depth == 0) return;
    }
  }

  void skip_number() {
    while (at_ < text_.size()) {
      char32_t c = text_[at_];
      bool exponent_sign = (c == '+' || c == '-') && at_ > 0 &&
                           (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E') && !hexadecimal();
      if (!is_word(c) && c != '.' && !exponent_sign) return;
      ++at_;
    }
  }
  bool hexadecimal() const {
    size_t i = at_;
    while (i > 0 && (is_word(text_[i - 1]) || text_[i - 1] == '.')) --i;
    return i + 1 < text_.size() && text_[i] == '0' && (text_[i + 1] == 'x' || text_[i + 1] == 'X');
  }

  const std::u32string& text_;
  size_t at_ = 0;
};

bool ends_operand(const Token& token) {
  return token.kind == Kind::kName || token.kind == Kind::kNumber || token.kind == Kind::kString ||
         token.kind == Kind::kClose || token.text == U"...";
}

// How tightly a binary operator binds; 0 when it is none.
int precedence(const std::u32string& op) {
  if (op == U"|") return 1;
  if (op == U"^") return 2;
  if (op == U"&") return 3;
  if (op == U"<<" || op == U">>") return 4;
  if (op == U"+" || op == U"-") return 5;
  if (op == U"*" || op == U"/" || op == U"//" || op == U"%" || op == U"@") return 6;
  if (op == U"**") return 8;
  return 0;
}

// The index of the bracket that closes (opens) the one at `i`.
size_t closing(const std::vector<Token>& tokens, size_t i) {
  size_t j = i + 1;
  while (tokens[j].kind != Kind::kClose || tokens[j].depth != tokens[i].depth) ++j;
  return j;
}
size_t opening(const std::vector<Token>& tokens, size_t i) {
  size_t j = i - 1;
  while (tokens[j].kind != Kind::kOpen || tokens[j].depth != tokens[i].depth) --j;
  return j;
}

// Are these brackets mere grouping: no tuple, no generator, nothing behind them?
bool groups_rest(const std::vector<Token>& tokens, size_t open) {
  if (tokens[open].text != U"(") return false;
  size_t close = closing(tokens, open);
  if (close + 1 != tokens.size() || close == open + 1) return false;
  for (size_t i = open + 1; i < close; ++i) {
    if (tokens[i].depth == tokens[open].depth + 1 &&
        (tokens[i].text == U"," || tokens[i].text == U"for")) {
      return false;
    }
  }
  return true;
}

struct Position {
  size_t line, column;
};
Position position_of(const std::u32string& text, size_t offset) {
  Position p{0, 0};
  for (size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      ++p.line;
      p.column = 0;
    } else {
      ++p.column;
    }
  }
  return p;
}

Anchors make_anchors(const std::u32string& text, ExpressionKind kind, size_t begin, size_t end) {
  Position from = position_of(text, begin), to = position_of(text, end);
  return {kind, false, from.line, from.column, to.line, to.column};
}

// What lies at the top of an expression: tokens[0...]. The index of the operator or opening
// bracket.
ExpressionKind classify(const std::vector<Token>& tokens, size_t* index) {
  bool unary_first = false;
  int lowest = 100;
  size_t chosen = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.depth != 0) continue;
    if (token.kind == Kind::kKeyword) return ExpressionKind::kOther;
    bool operand_before = i > 0 && ends_operand(tokens[i - 1]);
    if (token.kind == Kind::kName || token.kind == Kind::kNumber || token.kind == Kind::kString) {
      bool joined_strings =
          operand_before && token.kind == Kind::kString && tokens[i - 1].kind == Kind::kString;
      if (operand_before && !joined_strings) return ExpressionKind::kOther;  // a statement
    }
    if (token.kind != Kind::kOperator || token.text == U"." || token.text == U"...") continue;
    if (!operand_before) {
      if (token.text != U"-" && token.text != U"+" && token.text != U"~")
        return ExpressionKind::kOther;
      unary_first |= i == 0;
      continue;
    }
    int binds = precedence(token.text);
    if (binds == 0) return ExpressionKind::kOther;
    // Left to right, but ** from the right.
    if (binds < lowest || (binds == lowest && binds != 8)) {
      lowest = binds;
      chosen = i;
    }
  }
  if (lowest < 8 || (lowest == 8 && !unary_first)) {
    *index = chosen;
    return ExpressionKind::kBinary;
  }
  if (unary_first || tokens.empty() || tokens.back().kind != Kind::kClose)
    return ExpressionKind::kOther;
  size_t open = opening(tokens, tokens.size() - 1);
  if (open == 0 || !ends_operand(tokens[open - 1])) return ExpressionKind::kOther;
  *index = open;
  if (tokens[open].text == U"[") return ExpressionKind::kSubscript;
  return tokens[open].text == U"(" ? ExpressionKind::kCall : ExpressionKind::kOther;
}

}  // namespace

std::optional<Anchors> find_anchors(const std::vector<std::u32string>& segment) {
  std::u32string text;
  for (const std::u32string& line : segment) {
    if (&line != &segment.front()) text += U'\n';
    text += line;
  }
  std::vector<Token> tokens;
  if (!Lexer(text).run(&tokens) || tokens.empty()) return std::nullopt;
  // Brackets around everything only group.
  while (tokens.front().text == U"(" && groups_rest(tokens, 0)) {
    tokens.pop_back();
    tokens.erase(tokens.begin());
    for (Token& token : tokens) --token.depth;
  }
  size_t index = 0;
  ExpressionKind kind = classify(tokens, &index);
  if (kind == ExpressionKind::kOther) return std::nullopt;
  if (kind == ExpressionKind::kBinary) {
    size_t begin = tokens[index].begin, end = tokens[index].end;
    // As CPython: a bracket that directly follows a one-character operator counts as its second
    // character, since the right operand begins behind it.
    bool bracket = end == begin + 1 && index + 1 < tokens.size() &&
                   tokens[index + 1].begin == end && groups_rest(tokens, index + 1);
    return make_anchors(text, kind, begin, bracket ? end + 1 : end);
  }
  Anchors anchors = make_anchors(text, kind, tokens[index].begin, tokens.back().end);
  anchors.called_by_name = index == 1 && tokens[0].kind == Kind::kName;
  return anchors;
}

bool is_whole_statement(const std::u32string& before, const std::u32string& after,
                        const Anchors& call) {
  if (call.kind != ExpressionKind::kCall) return false;
  auto is_ascii = [](char32_t c) { return c < 128; };
  if (!std::all_of(before.begin(), before.end(), is_ascii)) return false;
  size_t rest = after.find_first_not_of(U" \t");
  if (rest != after.npos && after[rest] != '#' && after[rest] != ';') return false;
  std::vector<Token> tokens;
  if (!Lexer(before).run(&tokens) || tokens.empty()) return false;
  if (tokens.size() == 1 && tokens[0].text == U"return") return call.called_by_name;
  if (tokens.back().text != U"=") return false;
  for (const Token& token : tokens) {
    if (token.depth != 0) continue;
    bool target = token.kind == Kind::kName || token.kind == Kind::kOpen ||
                  token.kind == Kind::kClose || token.text == U"=" || token.text == U"." ||
                  token.text == U"," || token.text == U"*";
    if (!target) return false;
  }
  return true;
}

}  // namespace gilt
