// _traceback: the VM's printer of exceptions (vm/traceback_printer.h), in parts, for the modules
// traceback, linecache, warnings and logging.
//
// Thread-safety: the functions keep no state.
#include "vm/types/traceback.h"

#include <algorithm>
#include <array>
#include <climits>

#include "vm/frame.h"
#include "vm/modules/modules.h"
#include "vm/operations.h"
#include "vm/traceback_printer.h"
#include "vm/types/code.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

Ref list_of(Thread& t, const std::vector<std::string>& texts) {
  Ref list = GILT_TRY(empty_list(t, texts.size()));
  for (const std::string& text : texts) {
    Ref str = GILT_TRY(make_str(t, text));
    if (!list_append(t, list.as<ListObject>(), std::move(str))) return Ref();
  }
  return list;
}

// The strings of a list or tuple; anything else, None too, has none.
TextPieces texts_of(Thread& t, Value v) {
  TextPieces texts;
  bool sequence = is_instance_of(t, v, Type::kList) || is_instance_of(t, v, Type::kTuple);
  Ref items = sequence ? tuple_from_iterable(t, v) : Ref();
  if (!items) return texts;
  for (Value item : items.as<TupleObject>()->items()) {
    if (is_str(t, item)) texts.emplace_back(str_view(item));
  }
  return texts;
}

bool check_exception(Thread& t, Value v) {
  if (is_instance_of(t, v, Type::kException)) return true;
  return raise(t, Exc::kTypeError, "Exception expected for value, " + type_name(t, v) + " found");
}

Ref format_exception(Thread& t, Args args) {
  if (!check_exception(t, args[0])) return Ref();
  std::string text;
  print_exception(t, args[0], &text);
  return make_str(t, text);
}

Ref exception_only(Thread& t, Args args) {
  if (!check_exception(t, args[0])) return Ref();
  TextPieces pieces;
  print_exception_only(t, args[0], &pieces);
  return list_of(t, pieces);
}

// An int argument, or -1 for None.
Size position(Thread& t, Value v) { return !v || v.is_none() ? Size(-1) : int_argument(t, v); }

Ref source(Thread& t, Args args) {  // filename, line, end_line, column, end_column, lines
  std::string_view filename;
  if (!str_argument(t, args[0], "source", "argument 1", &filename)) return Ref();
  SourceSpan span;
  int32_t* fields[] = {&span.line, &span.end_line, &span.col, &span.end_col};
  for (size_t i = 0; i < 4; ++i) {
    *fields[i] = static_cast<int32_t>(GILT_TRY(position(t, args[i + 1])).get());
  }
  std::string text;
  TextPieces lines = args[5] ? texts_of(t, args[5]) : TextPieces();
  print_source(t, std::string(filename), span, lines.empty() ? nullptr : &lines, &text);
  return make_str(t, text);
}

Ref source_lines(Thread& t, Args args) {  // filename, first, last
  std::string_view filename;
  if (!str_argument(t, args[0], "source_lines", "argument 1", &filename)) return Ref();
  int64_t first = GILT_TRY(position(t, args[1])).get(), last = GILT_TRY(position(t, args[2])).get();
  auto clipped = [](int64_t n) { return static_cast<int>(std::clamp<int64_t>(n, 0, INT_MAX - 1)); };
  return list_of(
      t, t.runtime.sources.lines(filename, clipped(first), last < 0 ? INT_MAX - 1 : clipped(last)));
}

Ref repeats(Thread& t, Args args) {
  int64_t count = GILT_TRY(int_argument(t, args[0])).get();
  return make_str(t, repeats_text(static_cast<int>(count)));
}

// (first line, last line, first column, last column), each None when unknown.
Ref positions(Thread& t, Args args) {
  if (type_of(t, args[0]) != types(t).traceback) {
    return raise(t, Exc::kTypeError, "expected traceback object, got " + type_name(t, args[0]));
  }
  auto* entry = args[0].as<TracebackObject>();
  const SourceSpan& span = entry->span();
  auto number = [](int32_t n) { return n < 0 ? Value::none() : Value::small_int(n); };
  return gilt::make_tuple(t,
                          std::array<Value, 4>{Value::small_int(entry->line), number(span.end_line),
                                               number(span.col), number(span.end_col)});
}

// From (frames or None, last lines, is a group, cause, context, parts or None), each of the last
// three such a tuple again or None. Null: raised.
std::unique_ptr<ExceptionText> tree_of(Thread& t, Value v) {
  if (native_stack_exhausted(t, " while formatting an exception")) return nullptr;
  if (!is_instance_of(t, v, Type::kTuple) || v.as<TupleObject>()->size != 6) {
    (void)raise(t, Exc::kTypeError, "draw() takes a tuple of 6 items");
    return nullptr;
  }
  auto items = v.as<TupleObject>()->items();
  auto node = std::make_unique<ExceptionText>();
  node->has_frames = !items[0].is_none();
  node->frames = texts_of(t, items[0]);
  node->last = texts_of(t, items[1]);
  node->is_group = items[2] == Value::boolean(true);
  if (!items[3].is_none() && !(node->cause = tree_of(t, items[3]))) return nullptr;
  if (!items[4].is_none() && !(node->context = tree_of(t, items[4]))) return nullptr;
  if (items[5].is_none()) return node;
  Ref parts = tuple_from_iterable(t, items[5]);
  if (!parts) return nullptr;
  for (Value part : parts.as<TupleObject>()->items()) {
    node->parts.push_back(tree_of(t, part));
    if (!node->parts.back()) return nullptr;
  }
  return node;
}

Ref draw(Thread& t, Args args) {  // tree, max_group_width, max_group_depth
  std::unique_ptr<ExceptionText> tree = tree_of(t, args[0]);
  if (!tree) return Ref();
  GroupLimits limits;
  limits.width = static_cast<size_t>(GILT_TRY(int_argument(t, args[1])).get());
  limits.depth = static_cast<int>(GILT_TRY(int_argument(t, args[2])).get());
  TextPieces pieces;
  print_exception_tree(*tree, limits, &pieces);
  return list_of(t, pieces);
}

// (file name, line, function, module's globals) of the frame `level` callers away, those of the
// given files not counted; None if there are not so many.
Ref caller(Thread& t, Args args) {  // level, *files
  int64_t level = GILT_TRY(int_argument(t, args[0])).get();
  TextPieces files = texts_of(t, args[1]);
  for (Frame* frame = t.frame; frame != nullptr; frame = frame->caller) {
    const Code& code = *frame->code->code;
    if (std::find(files.begin(), files.end(), code.filename) != files.end()) continue;
    if (--level > 0) continue;
    Ref file = GILT_TRY(make_str(t, code.filename));
    Ref function = GILT_TRY(make_str(t, code.name));
    return gilt::make_tuple(t, std::array<Value, 4>{file, Value::small_int(frame->current_line()),
                                                    function, Value::from(frame->globals)});
  }
  return Ref::none();
}

constexpr MethodRow kFunctions[] = {
    function<"format_exception", format_exception>(
        "(exception, /)", "What the interpreter prints for an exception nobody handles."),
    function<"exception_only", exception_only>("(exception, /)", "Its last lines."),
    function<"source", source>("(filename, line, end_line, column, end_column, lines=None, /)",
                               "The source of a frame with carets."),
    function<"source_lines", source_lines>("(filename, first, last, /)", "Lines of a file."),
    function<"repeats", repeats>("(count, /)", "What stands for frames that are all the same."),
    function<"positions", positions>("(traceback, /)", "Where in the source its entry points."),
    function<"draw", draw>("(tree, max_group_width, max_group_depth, /)",
                           "The text of an exception, its causes and parts."),
    function<"caller", caller>("(level, /, *files)", "The frame of a caller outside of files."),
};

bool init(Thread& t, DictObject* ns) { return add_functions(t, ns, kFunctions); }

}  // namespace

const ModuleRow k_traceback_module = {"_traceback", "The printer of exceptions, in parts.", init};

}  // namespace gilt
