// Turns source text into the whole list of its tokens.
//
// The list always ends with kEndMarker, or with kError where the lexer gave up (error() says why).
// Thread-safety: one lexer, one thread. Source: CPython Parser/lexer/lexer.c, PEP 701.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/compiler/diagnostic.h"
#include "bytecode/compiler/source_text.h"
#include "bytecode/compiler/token.h"

namespace gilt::compiler {

class Lexer {
 public:
  Lexer(const SourceText& source, std::vector<Token>& tokens, std::vector<SyntaxWarning>& warnings)
      : source_(source), text_(source.text()), tokens_(tokens), warnings_(warnings) {}

  void run();

  struct Bracket {
    char open;
    int lineno;
    int col;
  };
  /// Set if the last token is kError and the reason is not merely that the source ended.
  const SyntaxDiagnostic& error() const { return error_; }
  /// The error counts only if the parser gets that far: an error of the parser before it wins.
  bool error_is_local() const { return local_error_; }
  /// The source ended inside brackets or after a backslash, or inside a literal.
  bool hit_end() const { return hit_end_; }
  /// Brackets that were open where the lexer stopped.
  const std::vector<Bracket>& open_brackets() const { return brackets_; }

 private:
  /// An f-string or t-string that is being read.
  struct StringMode {
    char kind;  // 'f' or 't'
    bool raw;
    char quote;
    int quote_size;
    uint32_t start;
    int lineno;
    int bracket_depth = 0;         // brackets open since the string started
    std::vector<int> expr_depths;  // bracket_depth inside each open replacement field
    bool in_text = true;           // reading literal text (perhaps of a format spec)
  };

  bool next();  // appends at least one token; false at the end
  bool line_indent();
  bool regular_token();
  bool string_text();
  bool name_or_prefix();
  bool number();
  bool string_literal(uint32_t start, int lineno);
  bool ft_string_start(uint32_t start, bool raw, char kind);
  bool punctuation();
  bool backslash();
  bool decimal_tail();
  bool digits(bool (*accept)(char));
  bool end_of_number(const char* kind);
  bool radix_number(char letter);
  bool open_bracket(char c);
  bool close_bracket(char c);
  bool verify_identifier(uint32_t start, uint32_t end);

  char at(uint32_t pos) const { return pos < text_.size() ? text_[pos] : '\0'; }
  bool at_end() const { return pos_ >= text_.size(); }
  int column(uint32_t pos) const { return static_cast<int>(pos - source_.line_start(lineno_)); }
  void newline_seen() { ++lineno_; }
  bool emit(Tok kind, uint32_t start, uint32_t end);
  bool emit_from(Tok kind, uint32_t start, int lineno, uint32_t end);
  bool fail(std::string message, const char* type = "SyntaxError");
  bool fail_at(std::string message, int line, int column, int end_column);
  bool fail_end();
  void warn(std::string message);

  const SourceText& source_;
  std::string_view text_;
  std::vector<Token>& tokens_;
  std::vector<SyntaxWarning>& warnings_;
  SyntaxDiagnostic error_;
  bool hit_end_ = false;
  bool local_error_ = false;

  uint32_t pos_ = 0;
  int lineno_ = 1;
  bool at_line_start_ = true;
  std::vector<int> indents_{0};
  std::vector<int> alt_indents_{0};  // tabs as one column: tells inconsistent mixtures
  std::vector<Bracket> brackets_;
  std::vector<StringMode> modes_;
};

}  // namespace gilt::compiler
