// Strings, f-strings and t-strings, and how neighbouring ones become one literal.
#include "bytecode/compiler/parser_impl.h"

namespace gilt::compiler {

using namespace ast;

/// The pieces of one literal while its tokens are read.
struct Parser::StringParts {
  bool any_bytes = false;
  bool any_text = false;
  bool any_format = false;
  bool any_template = false;
  std::vector<ExprNode*> values;  // Constants (text) and replacement fields
};

namespace {

struct Prefix {
  bool raw = false;
  bool bytes = false;
  bool unicode = false;
  size_t size = 0;    // letters
  size_t quotes = 1;  // 1 or 3
};

Prefix read_prefix(std::string_view text) {
  Prefix prefix;
  while (text[prefix.size] != '"' && text[prefix.size] != '\'') {
    char c = static_cast<char>(text[prefix.size++] | 0x20);
    prefix.raw |= c == 'r';
    prefix.bytes |= c == 'b';
    prefix.unicode |= c == 'u';
  }
  std::string_view rest = text.substr(prefix.size);
  if (rest.size() >= 3 && rest[1] == rest[0] && rest[2] == rest[0]) prefix.quotes = 3;
  return prefix;
}

}  // namespace

ExprNode* Parser::text_constant(const Location& from, const Location& to, std::string_view text) {
  auto* node = arena_.make<Constant>();
  node->lineno = from.lineno;
  node->col_offset = from.col_offset;
  node->end_lineno = to.end_lineno;
  node->end_col_offset = to.end_col_offset;
  node->value_kind = ConstantKind::kStr;
  node->text = text;
  return node;
}

/// Decodes the body of a literal or a piece of an f-string (`braces`: {{ and }} stand for one).
bool Parser::decode(std::string_view body, const Token& t, bool raw, bool bytes, bool braces,
                    std::string& out) {
  std::string single;
  if (braces) {
    // A doubled brace is one character; those of \N{...} are left alone by being single.
    for (size_t i = 0; i < body.size(); ++i) {
      single += body[i];
      if ((body[i] == '{' || body[i] == '}') && i + 1 < body.size() && body[i + 1] == body[i]) ++i;
    }
    body = single;
  }
  if (raw) {
    out = std::string(body);
    return true;
  }
  DecodedLiteral decoded = decode_escapes(body, bytes);
  if (!decoded.error.empty()) return raise(t, decoded.error);
  if (decoded.bad_escape != std::string_view::npos && !diagnosing_) {
    size_t at = decoded.bad_escape;
    size_t size = decoded.bad_octal ? 4 : 2;
    while (at + size < body.size() && (static_cast<uint8_t>(body[at + size]) & 0xC0) == 0x80) {
      ++size;
    }
    std::string escape(body.substr(at, size));
    SyntaxWarning warning;
    warning.line = t.lineno;
    for (char c : body.substr(0, at)) warning.line += c == '\n';
    warning.message = "\"" + escape + "\" is an invalid " + (decoded.bad_octal ? "octal " : "") +
                      "escape sequence. Such sequences will not work in the future. "
                      "Did you mean \"\\" +
                      escape + "\"? A raw string is also an option.";
    warnings_.push_back(std::move(warning));
  }
  out = std::move(decoded.text);
  return true;
}

bool Parser::plain_string(const Token& t, StringParts& parts) {
  std::string_view text = text_of(t);
  Prefix prefix = read_prefix(text);
  std::string_view body = text.substr(prefix.size + prefix.quotes);
  body.remove_suffix(prefix.quotes);
  if (prefix.bytes) {
    for (char c : body) {
      if (static_cast<uint8_t>(c) >= 128) {
        return raise(t, "bytes can only contain ASCII literal characters");
      }
    }
  }
  (prefix.bytes ? parts.any_bytes : parts.any_text) = true;
  std::string_view value;
  if (prefix.raw || body.find('\\') == std::string_view::npos) {
    value = body;
  } else {
    std::string decoded;
    if (!decode(body, t, false, prefix.bytes, false, decoded)) return false;
    value = arena_.copy(std::string_view(decoded));
  }
  auto* node = static_cast<Constant*>(text_constant(location(t), location(t), value));
  if (prefix.bytes) node->value_kind = ConstantKind::kBytes;
  node->u_prefix = prefix.unicode;
  parts.values.push_back(node);
  return true;
}

bool Parser::format_string(StringParts& parts) {
  const Token& start = tok();
  bool format = start.kind == Tok::kFStringStart;
  char kind = format ? 'f' : 't';
  bool raw = read_prefix(text_of(start)).raw;
  (format ? parts.any_format : parts.any_template) = true;
  ++pos_;
  Tok middle = format ? Tok::kFStringMiddle : Tok::kTStringMiddle;
  Tok end = format ? Tok::kFStringEnd : Tok::kTStringEnd;
  while (!is(end)) {
    const Token& t = tok();
    if (t.kind == middle) {
      ++pos_;
      std::string decoded;
      if (!decode(text_of(t), t, raw, false, true, decoded)) return false;
      parts.values.push_back(
          text_constant(location(t), location(t), arena_.copy(std::string_view(decoded))));
    } else if (t.kind == Tok::kLbrace) {
      if (!replacement_field(parts, kind, raw, false)) return false;
    } else {
      return fail();
    }
  }
  ++pos_;
  return true;
}

/// `{expression [=] [!conversion] [:spec]}`
bool Parser::replacement_field(StringParts& parts, char kind, bool raw, bool in_spec) {
  const Token& brace = tok();
  size_t start = ++pos_;
  auto diagnose = [&] {
    note_furthest();
    return diagnosing_ && !failed() ? diagnose_field(kind, start) : false;
  };
  auto text_between = [&](const Token& from, const Token& to) {
    return source_.text().substr(from.end, to.start - from.end);
  };
  if (diagnosing_ &&
      (is(Tok::kEqual) || is(Tok::kExclamation) || is(Tok::kColon) || is(Tok::kRbrace))) {
    return diagnose();
  }
  Expr* value = annotated_rhs();
  if (!value) return diagnose();
  size_t value_end = pos_;
  bool debug = accept(Tok::kEqual) != nullptr;
  if (!is(Tok::kExclamation) && !is(Tok::kColon) && !is(Tok::kRbrace)) return diagnose();
  const Token& after = tok();
  int conversion = -1;
  if (accept(Tok::kExclamation)) {
    const Token& name = tok();
    if (!is(Tok::kName)) return diagnose();
    std::string_view letter = text_of(name);
    std::string k(1, kind);
    if (name.start != tokens_[pos_ - 1].end) {
      return raise(range(location(tokens_[pos_ - 1]), location(name)),
                   k + "-string: conversion type must come right after the exclamation mark");
    }
    if (letter != "s" && letter != "r" && letter != "a") {
      return raise(name, k + "-string: invalid conversion character '" + std::string(letter) +
                             "': expected 's', 'r', or 'a'");
    }
    conversion = letter[0];
    ++pos_;
  }
  Expr* spec = nullptr;
  if (is(Tok::kColon)) {
    spec = format_spec(kind, raw);
    if (!spec) return diagnose();
  }
  if (!is(Tok::kRbrace)) return diagnose();
  ++pos_;
  if (debug) {
    Location from = location(brace);
    ++from.col_offset;
    Location to = location(after);
    to.end_lineno = to.lineno;
    to.end_col_offset = to.col_offset;
    parts.values.push_back(text_constant(from, to, text_between(brace, after)));
    if (conversion == -1 && !spec) conversion = 'r';
  }
  if (kind == 't' && !in_spec) {
    auto* node = make<Interpolation>(location(brace));
    node->value = value;
    node->str = source_.text().substr(brace.end, tokens_[value_end].start - brace.end);
    while (!node->str.empty() &&
           (node->str.back() == ' ' || node->str.back() == '\n' || node->str.back() == '\t')) {
      node->str.remove_suffix(1);
    }
    node->conversion = conversion;
    node->format_spec = spec;
    parts.values.push_back(node);
  } else {
    auto* node = make<FormattedValue>(location(brace));
    node->value = value;
    node->conversion = conversion;
    node->format_spec = spec;
    parts.values.push_back(node);
  }
  return true;
}

ExprNode* Parser::format_spec(char kind, bool raw) {
  NestingGuard depth(*this);
  if (depth.too_deep()) return nullptr;
  Location from = here();
  ++pos_;
  StringParts parts;
  Tok middle = kind == 'f' ? Tok::kFStringMiddle : Tok::kTStringMiddle;
  for (;;) {
    const Token& t = tok();
    if (t.kind == middle) {
      ++pos_;
      std::string decoded;
      if (!decode(text_of(t), t, raw, false, false, decoded)) return nullptr;
      parts.values.push_back(
          text_constant(location(t), location(t), arena_.copy(std::string_view(decoded))));
    } else if (t.kind == Tok::kLbrace) {
      if (!replacement_field(parts, kind, raw, true)) return nullptr;
    } else {
      break;
    }
  }
  auto* node = make<JoinedStr>(from);
  node->values = seq(parts.values);
  return node;
}

/// One or more string literals in a row.
ExprNode* Parser::strings() {
  NestingGuard depth(*this);
  if (depth.too_deep()) return nullptr;
  Location from = here();
  StringParts parts;
  size_t literals = 0;
  Expr* previous = nullptr;
  for (;; ++literals) {
    const Token& t = tok();
    bool had_template = parts.any_template;
    bool had_other = parts.any_format || parts.any_text || parts.any_bytes;
    if (t.kind == Tok::kString) {
      ++pos_;
      if (!plain_string(t, parts)) return nullptr;
    } else if (t.kind == Tok::kFStringStart || t.kind == Tok::kTStringStart) {
      if (!format_string(parts)) return nullptr;
    } else {
      break;
    }
    Expr* whole = text_constant(location(t), location(tokens_[pos_ - 1]), "");
    bool is_template = t.kind == Tok::kTStringStart;
    if ((had_template && !is_template) || (had_other && is_template)) {
      note_furthest();
      if (!diagnosing_) return nullptr;
      return raise(range(*previous, *whole),
                   "cannot mix t-string literals with string or bytes literals");
    }
    previous = whole;
  }
  if (parts.any_bytes && (parts.any_text || parts.any_format)) {
    return raise_last("cannot mix bytes and nonbytes literals");
  }
  bool plain = !parts.any_format && !parts.any_template;
  if (plain && literals == 1) return parts.values[0];
  // Neighbouring constants become one.
  List<Expr*> values;
  for (size_t i = 0; i < parts.values.size();) {
    auto* first = dyn<Constant>(parts.values[i]);
    if (!first) {
      values.push_back(parts.values[i++]);
      continue;
    }
    size_t end = i + 1;
    while (end < parts.values.size() && parts.values[end]->kind == ExprKind::kConstant) ++end;
    if (end > i + 1) {
      std::string text;
      for (size_t k = i; k < end; ++k) text += as<Constant>(parts.values[k])->text;
      auto* joined = static_cast<Constant*>(
          text_constant(*first, *parts.values[end - 1], arena_.copy(std::string_view(text))));
      joined->value_kind = first->value_kind;
      joined->u_prefix = first->u_prefix;
      first = joined;
    }
    if (plain || !first->text.empty()) values.push_back(first);
    i = end;
  }
  if (plain) return values[0];
  if (parts.any_template) {
    auto* node = make<TemplateStr>(from);
    node->values = seq(values);
    return node;
  }
  auto* node = make<JoinedStr>(from);
  node->values = seq(values);
  return node;
}

}  // namespace gilt::compiler
