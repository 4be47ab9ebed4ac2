// Tokens of Python source, as the parser reads them.
// Thread-safety: plain data. Source: CPython Grammar/Tokens and the keyword list of python.gram.
#pragma once

#include <cstdint>
#include <string_view>

namespace gilt::compiler {

enum class Tok : uint8_t {
  kEndMarker,
  kName,
  kNumber,
  kString,
  kNewline,
  kIndent,
  kDedent,
  // f"..." and t"..." come in pieces (PEP 701, 750).
  kFStringStart,
  kFStringMiddle,
  kFStringEnd,
  kTStringStart,
  kTStringMiddle,
  kTStringEnd,
  kUnknown,  ///< a character that starts no token: $ ? `
  kError,    ///< the lexer gave up here; its diagnostic says why
  // Operators and delimiters.
  kLpar,
  kRpar,
  kLsqb,
  kRsqb,
  kLbrace,
  kRbrace,
  kColon,
  kComma,
  kSemi,
  kDot,
  kEllipsis,
  kArrow,
  kExclamation,
  kPlus,
  kMinus,
  kStar,
  kSlash,
  kVbar,
  kAmper,
  kLess,
  kGreater,
  kEqual,
  kPercent,
  kEqEqual,
  kNotEqual,
  kLessEqual,
  kGreaterEqual,
  kTilde,
  kCircumflex,
  kLeftShift,
  kRightShift,
  kDoubleStar,
  kDoubleSlash,
  kAt,
  kColonEqual,
  kPlusEqual,
  kMinEqual,
  kStarEqual,
  kSlashEqual,
  kPercentEqual,
  kAmperEqual,
  kVbarEqual,
  kCircumflexEqual,
  kLeftShiftEqual,
  kRightShiftEqual,
  kDoubleStarEqual,
  kDoubleSlashEqual,
  kAtEqual,
  // Keywords (soft keywords are names).
  kFalse,
  kNone,
  kTrue,
  kAnd,
  kAs,
  kAssert,
  kAsync,
  kAwait,
  kBreak,
  kClass,
  kContinue,
  kDef,
  kDel,
  kElif,
  kElse,
  kExcept,
  kFinally,
  kFor,
  kFrom,
  kGlobal,
  kIf,
  kImport,
  kIn,
  kIs,
  kLambda,
  kNonlocal,
  kNot,
  kOr,
  kPass,
  kRaise,
  kReturn,
  kTry,
  kWhile,
  kWith,
  kYield,
};

struct Token {
  Tok kind = Tok::kEndMarker;
  uint8_t level = 0;   ///< open brackets after this token
  uint32_t start = 0;  ///< byte offsets in the normalized source
  uint32_t end = 0;
  int lineno = 0;  ///< from 1
  int col = 0;     ///< UTF-8 bytes from 0
  int end_lineno = 0;
  int end_col = 0;
};

/// The keyword that `word` is, or kName.
Tok keyword_of(std::string_view word);

}  // namespace gilt::compiler
