// The frames of a traceback: file, line, function, source and carets.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "base/unicode.h"
#include "base/unicode_values.h"
#include "base/utf8.h"
#include "vm/runtime.h"
#include "vm/traceback_anchors.h"
#include "vm/traceback_printer.h"
#include "vm/types/code.h"
#include "vm/types/traceback.h"

namespace gilt {

namespace {

bool is_blank(char32_t c) { return c == ' ' || c == '\t'; }

size_t indent_of(const std::u32string& line) {
  size_t n = 0;
  while (n < line.size() && is_blank(line[n])) ++n;
  return n;
}

// textwrap.dedent: without the blanks that all lines begin with; blank lines become empty.
void dedent(std::vector<std::u32string>* lines) {
  const std::u32string* first = nullptr;
  size_t common = 0;
  for (std::u32string& line : *lines) {
    size_t indent = indent_of(line);
    if (indent == line.size()) {
      line.clear();
      continue;
    }
    if (first == nullptr) {
      first = &line;
      common = indent;
      continue;
    }
    size_t n = 0;
    while (n < common && n < indent && line[n] == (*first)[n]) ++n;
    common = n;
  }
  for (std::u32string& line : *lines) {
    if (!line.empty()) line.erase(0, common);
  }
}

// Columns on a terminal of the first `count` characters.
size_t display_width(const std::u32string& line, size_t count) {
  size_t width = 0;
  for (size_t i = 0; i < count; ++i) {
    if (i >= line.size() || line[i] < 128) {
      ++width;
    } else {
      std::string_view kind = east_asian_width(line[i]);
      width += kind == "W" || kind == "F" ? 2 : 1;
    }
  }
  return width;
}

// A failing expression in its source lines (dedented), in characters: from `start` in the first
// line to `end` in the last.
struct Snippet {
  std::vector<std::u32string> lines;
  size_t start = 0, end = 0;

  std::vector<std::u32string> segment() const {
    std::vector<std::u32string> part = lines;
    part.back().resize(std::min(end, part.back().size()));
    part.front().erase(0, start);
    return part;
  }
  bool covers_whole_lines() const {
    const std::u32string& first = lines.front();
    const std::u32string& last = lines.back();
    auto blank = [](char32_t c) { return is_space(c); };
    return std::all_of(first.begin(),
                       first.begin() + static_cast<ptrdiff_t>(std::min(start, first.size())),
                       blank) &&
           std::all_of(last.begin() + static_cast<ptrdiff_t>(std::min(end, last.size())),
                       last.end(), blank);
  }
};

class SnippetPrinter {
 public:
  SnippetPrinter(const Snippet& snippet, std::optional<Anchors> anchors, bool carets)
      : snippet_(snippet), lines_(snippet.lines), anchors_(anchors), carets_(carets) {
    start_ = display_width(lines_.front(), snippet.start);
    end_ = display_width(lines_.back(), snippet.end);
    if (!anchors_) return;
    // The anchors count from the start of the expression.
    if (anchors_->start_line == 0) anchors_->start_column += snippet.start;
    if (anchors_->end_line == 0) anchors_->end_column += snippet.start;
    anchors_->start_column = display_width(lines_[anchors_->start_line], anchors_->start_column);
    anchors_->end_column = display_width(lines_[anchors_->end_line], anchors_->end_column);
  }

  // First and last line, those around the ends of the anchors, and "..." for the others.
  std::vector<std::u32string> run() {
    std::set<size_t> shown = {0, lines_.size() - 1};
    if (anchors_) {
      for (size_t line : {anchors_->start_line, anchors_->end_line}) {
        if (line > 0) shown.insert(line - 1);
        shown.insert(line);
        if (line + 1 < lines_.size()) shown.insert(line + 1);
      }
    }
    size_t previous = 0;
    for (size_t line : shown) {
      if (line == previous + 2) print_line(line - 1);
      if (line > previous + 2) {
        result_.push_back(to_code_points(fmt::format("...<{} lines>...", line - previous - 1)));
      }
      print_line(line);
      previous = line;
    }
    dedent(&result_);
    return std::move(result_);
  }

 private:
  void print_line(size_t n) {
    const std::u32string& line = lines_[n];
    result_.push_back(line);
    if (!carets_) return;
    size_t blanks = 0;
    while (blanks < line.size() && is_space(line[blanks])) ++blanks;
    size_t width = n + 1 == lines_.size() ? end_ : display_width(line, line.size());
    std::u32string marks;
    for (size_t column = 0; column < width; ++column) {
      bool outside = column < blanks || (n == 0 && column < start_);
      marks += outside ? U' ' : !anchors_ || stands_out(n, column) ? U'^' : U'~';
    }
    result_.push_back(marks);
  }

  bool stands_out(size_t line, size_t column) const {
    bool after = line > anchors_->start_line ||
                 (line == anchors_->start_line && column >= anchors_->start_column);
    bool before =
        line < anchors_->end_line || (line == anchors_->end_line && column < anchors_->end_column);
    return after && before;
  }

  const Snippet& snippet_;
  const std::vector<std::u32string>& lines_;
  std::optional<Anchors> anchors_;
  bool carets_;
  size_t start_, end_;  // columns on the terminal
  std::vector<std::u32string> result_;
};

size_t characters(const std::string& line, int bytes) {
  return count_code_points(
      std::string_view(line).substr(0, static_cast<size_t>(std::max(bytes, 0))));
}

bool should_show_carets(const Snippet& snippet, const std::optional<Anchors>& anchors) {
  if (anchors) {
    const std::u32string& last = snippet.lines.back();
    std::u32string before = snippet.lines.front().substr(0, snippet.start);
    std::u32string after = snippet.end < last.size() ? last.substr(snippet.end) : std::u32string();
    return !is_whole_statement(before, after, *anchors);
  }
  return !snippet.covers_whole_lines();
}

}  // namespace

void print_source(Thread& t, const std::string& filename, const SourceSpan& span,
                  const std::vector<std::string>* given, std::string* out) {
  int last = std::max(span.line, span.end_line);
  std::vector<std::string> source =
      given != nullptr ? *given : t.runtime.sources.lines(filename, span.line, last);
  if (source.empty()) return;
  bool complete = source.size() == static_cast<size_t>(last - span.line + 1);
  Snippet snippet;
  for (const std::string& line : source) snippet.lines.push_back(to_code_points(line));
  size_t first_length = snippet.lines.front().size();
  dedent(&snippet.lines);
  bool blank = std::all_of(snippet.lines.begin(), snippet.lines.end(),
                           [](const std::u32string& line) { return line.empty(); });
  if (blank) return;
  std::vector<std::u32string> text;
  if (span.col < 0 || span.end_col < 0 || !complete) {
    text = {snippet.lines.front()};
  } else {
    size_t removed = first_length - snippet.lines.front().size();
    auto shifted = [&](size_t column) { return column > removed ? column - removed : 0; };
    snippet.start = shifted(characters(source.front(), span.col));
    snippet.end = shifted(characters(source.back(), span.end_col));
    std::optional<Anchors> anchors = find_anchors(snippet.segment());
    text = SnippetPrinter(snippet, anchors, should_show_carets(snippet, anchors)).run();
  }
  for (const std::u32string& line : text) *out += "    " + from_code_points(line) + "\n";
}

std::string repeats_text(int count) {
  count -= kShownRepeats;
  if (count <= 0) return {};
  return fmt::format("  [Previous line repeated {} more time{}]\n", count, count == 1 ? "" : "s");
}

void print_traceback_frames(Thread& t, Value traceback, TextPieces* out) {
  const Code* last_code = nullptr;
  int last_line = 0, count = 0;
  auto end_of_repeats = [&] {
    if (std::string text = repeats_text(count); !text.empty()) out->push_back(std::move(text));
  };
  for (Ref at = Ref::copy(t, traceback); at; at = read_slot(t, at.as<TracebackObject>()->next)) {
    auto* entry = at.as<TracebackObject>();
    const Code* code = entry->code.as<CodeObject>()->code.get();
    bool same = last_code != nullptr && code->filename == last_code->filename &&
                code->name == last_code->name && entry->line == last_line;
    if (!same) {
      end_of_repeats();
      count = 0;
    }
    last_code = code;
    last_line = entry->line;
    if (++count > kShownRepeats) continue;
    std::string frame =
        fmt::format("  File \"{}\", line {}, in {}\n", code->filename, entry->line, code->name);
    print_source(t, code->filename, entry->span(), nullptr, &frame);
    out->push_back(std::move(frame));
  }
  end_of_repeats();
}

}  // namespace gilt
