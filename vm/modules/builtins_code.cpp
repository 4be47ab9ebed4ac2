// Built-in functions about code and namespaces.
#include <fmt/format.h>

#include "base/utf8.h"
#include "vm/call.h"
#include "vm/frame.h"
#include "vm/import.h"
#include "vm/modules/builtins.h"
#include "vm/operations.h"
#include "vm/ops/slow.h"
#include "vm/types/code.h"
#include "vm/types/dict.h"
#include "vm/types/frame_object.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

Frame* frame_or_raise(Thread& t, const char* function) {
  if (t.frame != nullptr) return t.frame;
  return raise(t, Exc::kSystemError, fmt::format("{}: no current frame", function));
}

Ref builtin_globals(Thread& t, Args) {
  Frame* frame = GILT_TRY(frame_or_raise(t, "globals"));
  return Ref::copy(t, frame->globals);
}

Ref builtin_locals(Thread& t, Args) {
  Frame* frame = GILT_TRY(frame_or_raise(t, "locals"));
  return frame_locals(t, frame);
}

Ref builtin_vars(Thread& t, Args args) {
  if (!args[0]) return builtin_locals(t, args);
  Ref dict = get_attr_or_null(t, args[0], names(t).dict);
  if (dict || pending(t)) return dict;
  return raise(t, Exc::kTypeError, "vars() argument must have __dict__ attribute");
}

Ref builtin_dir(Thread& t, Args args) {
  Ref listed;
  if (!args[0]) {
    Frame* frame = GILT_TRY(frame_or_raise(t, "dir"));
    Ref locals = GILT_TRY(frame_locals(t, frame));
    listed = GILT_TRY(list_from_iterable(t, locals));
  } else {
    Ref method = lookup_special(t, args[0], names(t).dir);
    if (!method) {
      if (pending(t)) return Ref();
      return raise(t, Exc::kTypeError, "object does not provide __dir__");
    }
    Ref result = GILT_TRY(call(t, method));
    listed = GILT_TRY(list_from_iterable(t, result));
  }
  return list_sort(t, listed.as<ListObject>(), Value::none(), false) ? std::move(listed) : Ref();
}

// Source text of a str or bytes argument.
bool source_text(Thread& t, Value v, const char* function, std::string_view* out) {
  if (is_str(t, v)) {
    *out = str_view(v);
    if (out->find('\0') != std::string_view::npos) {
      return raise(t, Exc::kSyntaxError, "source code string cannot contain null bytes");
    }
    return true;
  }
  return raise(t, Exc::kTypeError,
               fmt::format("{}() arg 1 must be a string, bytes or code object", function));
}

bool is_code(Thread& t, Value v) { return v.is_object() && type_of(t, v) == types(t).code; }

Ref builtin_compile(Thread& t, Args args) {  // source, filename, mode
  if (is_code(t, args[0])) return Ref::copy(t, args[0]);
  std::string_view source;
  if (!source_text(t, args[0], "compile", &source)) return Ref();
  if (!is_str(t, args[1]) || !is_str(t, args[2])) {
    return raise(t, Exc::kTypeError, "compile() arguments 2 and 3 must be str");
  }
  std::string_view mode = str_view(args[2]);
  CompileMode which;
  if (mode == "exec") {
    which = CompileMode::kExec;
  } else if (mode == "eval") {
    which = CompileMode::kEval;
  } else if (mode == "single") {
    which = CompileMode::kSingle;
  } else {
    return raise(t, Exc::kValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  }
  return t.runtime.compile(t, source, str_view(args[1]), which, 0);
}

// exec() and eval(): args are source, globals, locals.
Ref run_source(Thread& t, Args args, const char* function, CompileMode mode) {
  Frame* frame = t.frame;
  Ref globals, locals;
  if (args[1] && !args[1].is_none()) {
    if (!is_instance_of(t, args[1], Type::kDict)) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("{}() globals must be a dict, not {}", function, type_name(t, args[1])));
    }
    globals = Ref::copy(t, args[1]);
  } else if (frame != nullptr) {
    globals = Ref::copy(t, frame->globals);
  } else {
    return raise(t, Exc::kSystemError, "globals and locals cannot be NULL");
  }
  if (args[2] && !args[2].is_none()) {
    locals = Ref::copy(t, args[2]);
  } else if (args[1] && !args[1].is_none()) {
    locals = globals.duplicate();
  } else {
    locals = GILT_TRY(frame_locals(t, frame));
  }
  auto* ns = globals.as<DictObject>();
  Ref builtins = dict_get(t, ns, names(t).builtins_);
  if (!builtins) {
    if (pending(t)) return Ref();
    if (!dict_set(t, ns, names(t).builtins_, Value::from(t.runtime.builtins))) return Ref();
  }
  if (is_code(t, args[0])) {
    if (!args[0].as<CodeObject>()->code->freevars.empty()) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("code object passed to {}() may not contain free variables", function));
    }
    return execute(t, args[0], globals, locals);
  }
  std::string_view source;
  if (!source_text(t, args[0], function, &source)) return Ref();
  if (mode == CompileMode::kEval) {
    size_t start = source.find_first_not_of(" \t");
    source.remove_prefix(start == std::string_view::npos ? source.size() : start);
  }
  Ref code = GILT_TRY(t.runtime.compile(t, source, "<string>", mode, 0));
  return execute(t, code, globals, locals);
}

Ref builtin_exec(Thread& t, Args args) {
  Ref result = GILT_TRY(run_source(t, args, "exec", CompileMode::kExec));
  return Ref::none();
}
Ref builtin_eval(Thread& t, Args args) { return run_source(t, args, "eval", CompileMode::kEval); }

Ref builtin_import(Thread& t, Args args) {  // name, globals, locals, fromlist, level
  if (!is_str(t, args[0])) {
    return raise(t, Exc::kTypeError,
                 fmt::format("__import__() argument 1 must be str, not {}", type_name(t, args[0])));
  }
  int64_t level = 0;
  if (args[4]) level = GILT_TRY(int_argument(t, args[4])).get();
  Ref fromlist;
  if (args[3] && !args[3].is_none()) fromlist = GILT_TRY(tuple_from_iterable(t, args[3]));
  Frame* frame = GILT_TRY(frame_or_raise(t, "__import__"));
  return ops::import_with_fromlist(t, frame, str_view(args[0]),
                                   fromlist ? fromlist.get() : Value::none(), level);
}

constexpr MethodRow kFunctions[] = {
    function<"globals", builtin_globals>("()", "Return the current module's namespace."),
    function<"locals", builtin_locals>("()", "Return the current local variables."),
    function<"vars", builtin_vars>("(object=None, /)", "Return object.__dict__ or locals()."),
    function<"dir", builtin_dir>("(object=None, /)", "Return the names of an object's attributes."),
    function<"compile", builtin_compile>(
        "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)",
        "Compile source into a code object."),
    function<"exec", builtin_exec>("(source, /, globals=None, locals=None)",
                                   "Execute source in the given namespaces."),
    function<"eval", builtin_eval>("(source, /, globals=None, locals=None)",
                                   "Evaluate an expression in the given namespaces."),
    function<"__import__", builtin_import>(
        "(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module."),
};

}  // namespace

std::span<const MethodRow> builtin_code_functions() { return kFunctions; }

}  // namespace gilt
