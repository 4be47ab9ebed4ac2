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

constexpr size_t kMaxGroupWidth = 15;
constexpr int kMaxGroupDepth = 10;
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

void print_notes(Thread& t, Value exception, std::string* out) {
  Ref notes = get_attr_or_null(t, exception, names(t).notes);
  if (!notes) return clear_pending(t);
  if (notes.get().is_none()) return;
  bool sequence = is_instance_of(t, notes, Type::kList) || is_instance_of(t, notes, Type::kTuple);
  if (!sequence) {
    *out += safe_text(t, notes, "__notes__", true) + "\n";
    return;
  }
  Ref items = tuple_from_iterable(t, notes);
  if (!items) return clear_pending(t);
  for (Value note : items.as<TupleObject>()->items()) {
    *out += safe_text(t, note, "note") + "\n";
  }
}

// The source line of a syntax error and the carets below. Offsets count characters from 1.
void print_syntax_source(Thread& t, Value exception, std::string* out) {
  using namespace syntax_error;
  Ref text_value = exception_field(t, exception, kText);
  if (!is_str(t, text_value)) return;
  std::u32string text = to_code_points(str_view(text_value));
  std::u32string line = text;
  while (!line.empty() && line.back() == '\n') line.pop_back();
  size_t length = line.size();
  size_t blanks = std::min(line.find_first_not_of(U" \n\f"), line.size());
  line.erase(0, blanks);
  *out += "    " + from_code_points(line) + "\n";
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
  *out += "    " + from_code_points(marks) + "\n";
}

void print_syntax_error(Thread& t, Value exception, std::string* out) {
  using namespace syntax_error;
  Ref line = exception_field(t, exception, kLineno);
  std::string filename = text_field(t, exception, kFilename);
  std::string suffix;
  if (!line.get().is_none()) {
    *out += fmt::format("  File \"{}\", line {}\n", filename.empty() ? "<string>" : filename,
                        safe_text(t, line, "lineno"));
  } else if (!filename.empty()) {
    suffix = " (" + filename + ")";
  }
  print_syntax_source(t, exception, out);
  Ref message = exception_field(t, exception, kMsg);
  std::string text = message.get().is_none() ? "" : safe_text(t, message, "msg");
  *out += fmt::format("{}: {}{}\n", class_name(t, exception),
                      text.empty() ? "<no detail available>" : text, suffix);
}

// --- the tree of exceptions to print

// An exception and those printed before it (its cause or its context) or below it.
struct Node {
  Ref exception;
  Ref traceback;
  std::unique_ptr<Node> cause, context;
  std::vector<std::unique_ptr<Node>> parts;
  bool is_group = false;
};

// Each exception is shown at most once as a cause or context. The order in which they are visited
// decides where: the one of Lib/traceback.py.
class TreeBuilder {
 public:
  explicit TreeBuilder(Thread& t) : t_(t) {}

  std::unique_ptr<Node> build(Value exception) {
    std::unique_ptr<Node> root = make(exception);
    std::vector<Node*> queue = {root.get()};
    while (!queue.empty()) {
      Node* node = queue.back();
      queue.pop_back();
      auto* e = node->exception.as<ExceptionObject>();
      Ref cause = read_slot(t_, e->cause);
      if (cause && !seen(cause)) node->cause = make(cause);
      Ref context = read_slot(t_, e->context);
      bool wanted = !node->cause && !e->suppress_context.load(std::memory_order_relaxed);
      if (context && wanted && !seen(context)) node->context = make(context);
      if (node->is_group) {
        Ref parts = exception_field(t_, node->exception, exception_group::kExceptions);
        if (is_exact_tuple(parts)) {
          for (Value part : parts.as<TupleObject>()->items()) node->parts.push_back(make(part));
        }
      }
      if (node->cause) queue.push_back(node->cause.get());
      if (node->context) queue.push_back(node->context.get());
      for (auto& part : node->parts) queue.push_back(part.get());
    }
    return root;
  }

 private:
  std::unique_ptr<Node> make(Value exception) {
    seen_.push_back(exception);
    auto node = std::make_unique<Node>();
    node->exception = Ref::copy(t_, exception);
    node->traceback = read_slot(t_, exception.as<ExceptionObject>()->traceback);
    node->is_group = is_exception_of(t_, exception, Exc::kBaseExceptionGroup);
    return node;
  }
  bool seen(Value v) const { return std::find(seen_.begin(), seen_.end(), v) != seen_.end(); }

  Thread& t_;
  std::vector<Value> seen_;
};

class TreePrinter {
 public:
  TreePrinter(Thread& t, std::string* out) : t_(t), out_(out) {}

  void print(const Node& node) {
    // From the last in the chain to the first.
    std::vector<std::pair<const Node*, std::string_view>> chain;
    for (const Node* at = &node; at != nullptr;) {
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
  void print_one(const Node& node, std::string_view heading, char margin) {
    if (node.traceback) {
      emit(heading, margin);
      std::string frames;
      print_traceback_frames(t_, node.traceback, &frames);
      emit(frames);
    }
    std::string last;
    print_exception_only(t_, node.exception, &last);
    emit(last);
  }

  void print_group(const Node& node) {
    if (depth_ > kMaxGroupDepth) {
      emit(fmt::format("... (max_group_depth is {})\n", kMaxGroupDepth));
      return;
    }
    bool top = depth_ == 0;
    if (top) ++depth_;
    print_one(node, "Exception Group Traceback (most recent call last):\n", top ? '+' : '|');
    need_close_ = false;
    size_t shown = std::min(node.parts.size(), kMaxGroupWidth + 1);
    for (size_t i = 0; i < shown; ++i) {
      bool last = i + 1 == shown;
      if (last) need_close_ = true;  // a group in it may close before
      bool cut = i >= kMaxGroupWidth;
      *out_ += fmt::format("{}{}+---------------- {} ----------------\n", indent(),
                           i == 0 ? "+-" : "  ", cut ? "..." : std::to_string(i + 1));
      ++depth_;
      if (cut) {
        size_t rest = node.parts.size() - kMaxGroupWidth;
        emit(fmt::format("and {} more exception{}\n", rest, rest > 1 ? "s" : ""));
      } else {
        print(*node.parts[i]);
      }
      if (last && need_close_) {
        *out_ += indent() + "+------------------------------------\n";
        need_close_ = false;
      }
      --depth_;
    }
    if (top) depth_ = 0;
  }

  std::string indent() const { return std::string(static_cast<size_t>(2 * depth_), ' '); }

  // The text, behind the margin when inside a group.
  void emit(std::string_view text, char margin = '|') {
    if (depth_ == 0) {
      *out_ += text;
      return;
    }
    while (!text.empty()) {
      size_t end = std::min(text.find('\n'), text.size() - 1);
      *out_ += indent() + margin + ' ';
      *out_ += text.substr(0, end + 1);
      text.remove_prefix(end + 1);
    }
  }

  Thread& t_;
  std::string* out_;
  int depth_ = 0;
  bool need_close_ = false;
};

}  // namespace

void print_exception_only(Thread& t, Value exception, std::string* out) {
  if (is_exception_of(t, exception, Exc::kSyntaxError)) {
    print_syntax_error(t, exception, out);
  } else {
    std::string text = safe_text(t, exception, "exception") + suggestion_text(t, exception);
    *out += class_name(t, exception) + (text.empty() ? "" : ": " + text) + "\n";
  }
  print_notes(t, exception, out);
}

void print_exception(Thread& t, Value exception, std::string* out) {
  std::unique_ptr<Node> tree = TreeBuilder(t).build(exception);
  TreePrinter(t, out).print(*tree);
}

}  // namespace gilt
