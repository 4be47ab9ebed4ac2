#include "bytecode/compiler/source_text.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>

#include "base/utf8.h"

namespace gilt::compiler {
namespace {

/// The encoding named by a coding cookie in a comment line (PEP 263), or empty.
std::string_view cookie_in(std::string_view line) {
  size_t i = 0;
  while (i < line.size() && (line[i] == ' ' || line[i] == '\t' || line[i] == '\f')) ++i;
  if (i == line.size() || line[i] != '#') return {};
  for (; i + 7 <= line.size(); ++i) {
    if (line.compare(i, 6, "coding") != 0) continue;
    size_t at = i + 6;
    if (line[at] != ':' && line[at] != '=') continue;
    do ++at;
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t'));
    size_t end = at;
    auto is_name = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_' || c == '.';
    };
    while (end < line.size() && is_name(line[end])) ++end;
    if (end > at) return line.substr(at, end - at);
  }
  return {};
}

bool only_blank_or_comment(std::string_view line) {
  size_t i = line.find_first_not_of(" \t\f");
  return i == std::string_view::npos || line[i] == '#';
}

std::string normalized_encoding(std::string_view name) {
  std::string out;
  for (char c : name.substr(0, 12)) {
    out += c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  return out;
}

bool names(const std::string& encoding, std::string_view family) {
  return encoding.compare(0, family.size(), family) == 0 &&
         (encoding.size() == family.size() || encoding[family.size()] == '-');
}

std::string hex_byte(char byte) {
  char text[8];
  std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned char>(byte));
  return text;
}

int count_lines(std::string_view text) {
  return 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

bool SourceText::load(std::string_view bytes, std::string_view filename, ast::Arena& arena,
                      SyntaxDiagnostic& error) {
  auto fail = [&](std::string message, int line) {
    error.type = "SyntaxError";
    error.message = std::move(message);
    error.line = line;
    return false;
  };
  bool bom = bytes.size() >= 3 && std::memcmp(bytes.data(), "\xEF\xBB\xBF", 3) == 0;
  if (bom) bytes.remove_prefix(3);
  if (size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    int line = count_lines(bytes.substr(0, nul));
    size_t start = bytes.substr(0, nul).rfind('\n') + 1;
    error.text = std::string(bytes.substr(start, nul - start));
    return fail("source code cannot contain null bytes", line);
  }

  size_t first_end = std::min(bytes.find('\n'), bytes.size());
  std::string_view cookie = cookie_in(bytes.substr(0, first_end));
  if (cookie.empty() && only_blank_or_comment(bytes.substr(0, first_end)) &&
      first_end < bytes.size()) {
    size_t second_end = std::min(bytes.find('\n', first_end + 1), bytes.size());
    cookie = cookie_in(bytes.substr(first_end + 1, second_end - first_end - 1));
  }
  std::string recoded;
  if (!cookie.empty()) {
    std::string encoding = normalized_encoding(cookie);
    bool utf8 = names(encoding, "utf-8") || encoding == "utf8";
    bool ascii = encoding == "ascii" || encoding == "us-ascii";
    bool latin1 = names(encoding, "latin-1") || names(encoding, "iso-8859-1") ||
                  names(encoding, "iso-latin-1") || encoding == "latin1";
    if (bom && !utf8) {
      return fail("encoding problem: " + std::string(cookie) + " with BOM", 0);
    }
    if (!utf8 && !ascii && !latin1) {
      return fail("encoding problem: " + std::string(cookie), 0);
    }
    if (latin1 && !is_ascii(bytes)) {
      recoded = latin1_to_utf8(bytes);
      bytes = recoded;
    }
  }
  if (Utf8Error bad = check_utf8(bytes); bad.found) {
    int line = count_lines(bytes.substr(0, bad.start));
    if (!cookie.empty()) {
      return fail("(unicode error) 'utf-8' codec can't decode byte 0x" +
                      hex_byte(bytes[bad.start]).substr(2) + " in position " +
                      std::to_string(bad.start) + ": " + bad.reason,
                  0);
    }
    error.filename = std::string(filename);
    return fail("Non-UTF-8 code starting with '" + hex_byte(bytes[bad.start]) + "' in file " +
                    std::string(filename) + " on line " + std::to_string(line) +
                    ", but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                0);
  }

  char* out = static_cast<char*>(arena.allocate(bytes.size() + 2, 1));
  size_t size = 0;
  line_starts_.assign(1, 0);
  for (size_t i = 0; i < bytes.size(); ++i) {
    char c = bytes[i];
    if (c == '\r') {
      if (i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
      c = '\n';
    }
    out[size++] = c;
    if (c == '\n') line_starts_.push_back(static_cast<uint32_t>(size));
  }
  if (size > 0 && out[size - 1] != '\n') {
    out[size++] = '\n';
    line_starts_.push_back(static_cast<uint32_t>(size));
  }
  out[size] = '\0';  // a sentinel that the lexer may read
  text_ = {out, size};
  return true;
}

std::string_view SourceText::line(int line) const {
  if (line < 1 || line > line_count()) return {};
  size_t start = line_start(line);
  size_t end = text_.find('\n', start);
  return text_.substr(start, std::min(end, text_.size()) - start);
}

int SourceText::char_column(int line, int byte_col) const {
  std::string_view text = this->line(line);
  size_t bytes = std::min(text.size(), static_cast<size_t>(std::max(byte_col, 0)));
  int past_end = byte_col - static_cast<int>(bytes);
  return static_cast<int>(count_code_points(text.substr(0, bytes))) + std::max(past_end, 0);
}

}  // namespace gilt::compiler
