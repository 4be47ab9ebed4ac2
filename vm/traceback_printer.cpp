#include "vm/traceback_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/utf8.h"
#include "vm/operations.h"
#include "vm/suggestions.h"
#include "vm/types/exception.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

constexpr std::string_view kCauseMessage =
    "\nThe above exception was the direct cause of the following exception:\n\n";
constexpr std::string_view kContextMessage =
    "\nDuring handling of the above exception, another exception occurred:\n\n";

// str(v) or repr(v); "<`what` str() failed>" when that raises.
std::string safe_text(Thread& t, Value v, const char* what, bool use_repr = false) {
  Ref text = use_repr ? repr(t, v) : to_str(t, v);
  if (text) return std::string(str_view(text));
  clear_pending(t);
  return fmt::format("<{} {}() failed>", what, use_repr ? "repr" : "str");
}

std::string text_field(Thread& t, Value exception, int index) {
  Ref v = exception_field(t, exception, index);
  return is_str(t, v) ? std::string(str_view(v)) : std::string();
}

// The class's name, with its module unless that is builtins or __main__.
std::string class_name(Thread& t, Value exception) {
  Value cls = Value::from(type_of(t, exception));
  Ref module = get_attr_or_null(t, cls, names(t).module);
  if (!module) clear_pending(t);
  Ref qualname = read_slot(t, cls.as<Type>()->qualname);
  if (!qualname) qualname = read_slot(t, cls.as<Type>()->name);
  std::string name = qualname ? std::string(str_view(qualname)) : std::string("?");
  if (!module || !is_str(t, module)) return name;
  std::string_view prefix = str_view(module);
  if (prefix == "builtins" || prefix == "__main__") return name;
  return std::string(prefix) + "." + name;
}

void print_notes(Thread& t, Value exception, TextPieces* out) {
  Ref notes = get_attr_or_null(t, exception, names(t).notes);
  if (!notes) return clear_pending(t);
  if (notes.get().is_none()) return;
  bool sequence = is_instance_of(t, notes, Type::kList) || is_instance_of(t, notes, Type::kTuple);
  if (!sequence) {
    out->push_back(safe_text(t, notes, "__notes__", true) + "\n");
    return;
  }
  Ref items = tuple_from_iterable(t, notes);
  if (!items) return clear_pending(t);
  for (Value note : items.as<TupleObject>()->items()) {
    std::string text = safe_text(t, note, "note") + "\n";
    for (size_t start = 0, end; start < text.size(); start = end) {
      end = text.find('\n', start) + 1;
      out->push_back(text.substr(start, end - start));
    }
  }
}

// The source line of a syntax error and the carets below. Offsets count characters from 1.
void print_syntax_source(Thread& t, Value exception, TextPieces* out) {
  using namespace syntax_error;
  Ref text_value = exception_field(t, exception, kText);
  if (!is_str(t, text_value)) return;
  std::u32string text = to_code_points(str_view(text_value));
  std::u32string line = text;
  while (!line.empty() && line.back() == '\n') line.pop_back();
  size_t length = line.size();
  size_t blanks = std::min(line.find_first_not_of(U" \n\f"), line.size());
  line.erase(0, blanks);
  out->push_back("    " + from_code_points(line) + "\n");
  auto number = [&](int field) -> int64_t {
    Ref v = exception_field(t, exception, field);
    return v.get().is_small_int() ? v.get().small_int() : -1;
  };
  int64_t offset = number(kOffset);
  if (offset < 0) return;
  auto whole = static_cast<int64_t>(length) + 1;
  int64_t end = whole;
  if (number(kLineno) == number(kEndLineno))
    end = number(kEndOffset) > 0 ? number(kEndOffset) : offset;
  if (!text.empty() && offset > static_cast<int64_t>(text.size())) offset = whole;
  if (!text.empty() && end > static_cast<int64_t>(text.size())) end = whole;
  if (offset >= end || end < 0) end = offset + 1;
  int64_t column = offset - 1 - static_cast<int64_t>(blanks);
  if (column < 0) return;
  // Tabs stay, so that the carets stand below what they mean.
  std::u32string marks;
  for (int64_t i = 0; i < column && i < static_cast<int64_t>(line.size()); ++i) {
    char32_t c = line[static_cast<size_t>(i)];
    marks += c == '\t' || c == '\v' || c == '\f' ? c : U' ';
  }
  marks.append(static_cast<size_t>(end - offset), U'^');
  out->push_back("    " + from_code_points(marks) + "\n");
}

void print_syntax_error(Thread& t, Value exception, TextPieces* out) {
  using namespace syntax_error;
  Ref line = exception_field(t, exception, kLineno);
  std::string filename = text_field(t, exception, kFilename);
  std::string suffix;
  if (!line.get().is_none()) {
    out->push_back(fmt::format("  File \"{}\", line {}\n", filename.empty() ? "<string>" : filename,
                               safe_text(t, line, "lineno")));
  } else if (!filename.empty()) {
    suffix = " (" + filename + ")";
  }
  print_syntax_source(t, exception, out);
  Ref message = exception_field(t, exception, kMsg);
  std::string text = message.get().is_none() ? "" : safe_text(t, message, "msg");
  out->push_back(fmt::format("{}: {}{}\n", class_name(t, exception),
                             text.empty() ? "<no detail available>" : text, suffix));
}

// --- the tree of exceptions to print

// Each exception is shown at most once as a cause or context. The order in which they are visited
// decides where: the one of Lib/traceback.py.
class TreeBuilder {
 public:
  explicit TreeBuilder(Thread& t) : t_(t) {}

  std::unique_ptr<ExceptionText> build(Value exception) {
    std::unique_ptr<ExceptionText> root = make(exception);
    while (!queue_.empty()) {
      auto [node, own] = std::move(queue_.back());
      queue_.pop_back();
      auto* e = own.as<ExceptionObject>();
      Ref cause = read_slot(t_, e->cause);
      if (cause && !seen(cause)) node->cause = make(cause);
      Ref context = read_slot(t_, e->context);
      bool wanted = !node->cause && !e->suppress_context.load(std::memory_order_relaxed);
      if (context && wanted && !seen(context)) node->context = make(context);
      if (!node->is_group) continue;
      Ref parts = exception_field(t_, own, exception_group::kExceptions);
      if (!is_exact_tuple(parts)) continue;
      for (Value part : parts.as<TupleObject>()->items()) node->parts.push_back(make(part));
    }
    return root;
  }

 private:
  struct Entry {
    ExceptionText* node;
    Ref exception;
  };

  std::unique_ptr<ExceptionText> make(Value exception) {
    seen_.push_back(exception);
    auto node = std::make_unique<ExceptionText>();
    Ref traceback = read_slot(t_, exception.as<ExceptionObject>()->traceback);
    node->has_frames = static_cast<bool>(traceback);
    print_traceback_frames(t_, traceback, &node->frames);
    print_exception_only(t_, exception, &node->last);
    node->is_group = is_exception_of(t_, exception, Exc::kBaseExceptionGroup);
    queue_.push_back({node.get(), Ref::copy(t_, exception)});
    return node;
  }
  bool seen(Value v) const { return std::find(seen_.begin(), seen_.end(), v) != seen_.end(); }

  Thread& t_;
  std::vector<Value> seen_;
  std::vector<Entry> queue_;
};

class TreePrinter {
 public:
  TreePrinter(GroupLimits limits, TextPieces* out) : limits_(limits), out_(out) {}

  void print(const ExceptionText& node) {
    // From the last in the chain to the first.
    std::vector<std::pair<const ExceptionText*, std::string_view>> chain;
    for (const ExceptionText* at = &node; at != nullptr;) {
      if (at->cause) {
        chain.emplace_back(at, kCauseMessage);
        at = at->cause.get();
      } else {
        chain.emplace_back(at, at->context ? kContextMessage : std::string_view());
        at = at->context.get();
      }
    }
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      if (!link->second.empty()) emit(link->second);
      if (link->first->is_group) {
        print_group(*link->first);
      } else {
        print_one(*link->first, "Traceback (most recent call last):\n", '|');
      }
    }
  }

 private:
  void print_one(const ExceptionText& node, std::string_view heading, char margin) {
    if (node.has_frames) {
      emit(heading, margin);
      for (const std::string& frame : node.frames) emit(frame);
    }
    for (const std::string& line : node.last) emit(line);
  }

  void print_group(const ExceptionText& node) {
    if (depth_ > limits_.depth) {
      emit(fmt::format("... (max_group_depth is {})\n", limits_.depth));
      return;
    }
    bool top = depth_ == 0;
    if (top) ++depth_;
    print_one(node, "Exception Group Traceback (most recent call last):\n", top ? '+' : '|');
    need_close_ = false;
    size_t shown = std::min(node.parts.size(), limits_.width + 1);
    for (size_t i = 0; i < shown; ++i) {
      bool last = i + 1 == shown;
      if (last) need_close_ = true;  // a group in it may close before
      bool cut = i >= limits_.width;
      out_->push_back(fmt::format("{}{}+---------------- {} ----------------\n", indent(),
                                  i == 0 ? "+-" : "  ", cut ? "..." : std::to_string(i + 1)));
      ++depth_;
      if (cut) {
        size_t rest = node.parts.size() - limits_.width;
        emit(fmt::format("and {} more exception{}\n", rest, rest > 1 ? "s" : ""));
      } else {
        print(*node.parts[i]);
      }
      if (last && need_close_) {
        out_->push_back(indent() + "+------------------------------------\n");
        need_close_ = false;
      }
      --depth_;
    }
    if (top) depth_ = 0;
  }

  std::string indent() const { return std::string(static_cast<size_t>(2 * depth_), ' '); }

  // The text, behind the margin when inside a group.
  void emit(std::string_view text, char margin = '|') {
    if (text.empty()) return;
    std::string piece;
    while (depth_ > 0 && !text.empty()) {
      size_t end = std::min(text.find('\n'), text.size() - 1);
      piece += indent() + margin + ' ';
      piece += text.substr(0, end + 1);
      text.remove_prefix(end + 1);
    }
    piece += text;
    out_->push_back(std::move(piece));
  }

  GroupLimits limits_;
  TextPieces* out_;
  int depth_ = 0;
  bool need_close_ = false;
};

}  // namespace

void print_exception_only(Thread& t, Value exception, TextPieces* out) {
  if (is_exception_of(t, exception, Exc::kSyntaxError)) {
    print_syntax_error(t, exception, out);
  } else {
    std::string text = safe_text(t, exception, "exception") + suggestion_text(t, exception);
    out->push_back(class_name(t, exception) + (text.empty() ? "" : ": " + text) + "\n");
  }
  print_notes(t, exception, out);
}

void print_exception_tree(const ExceptionText& root, GroupLimits limits, TextPieces* out) {
  TreePrinter(limits, out).print(root);
}

void print_exception(Thread& t, Value exception, std::string* out) {
  std::unique_ptr<ExceptionText> tree = TreeBuilder(t).build(exception);
  TextPieces pieces;
  print_exception_tree(*tree, {}, &pieces);
  for (const std::string& piece : pieces) *out += piece;
}

}  // namespace gilt
