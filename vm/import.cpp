#include "vm/import.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <string>

#include "gil/recursive_mutex.h"
#include "vm/call.h"
#include "vm/file_text.h"
#include "vm/operations.h"
#include "vm/ops/slow.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/exception_fields.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

class ImportLock {
 public:
  explicit ImportLock(Thread& t) : t_(t) { (void)t.runtime.import_lock.acquire(t); }
  ~ImportLock() { (void)t_.runtime.import_lock.release(t_); }

 private:
  Thread& t_;
};

bool is_file(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

// The value of sys.path for a top-level name, of the parent's __path__ for others.
Ref search_path(Thread& t, std::string_view name) {
  size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) {
    return dict_get(t, t.runtime.sys_namespace.as<DictObject>(), "path");
  }
  Ref parent = dict_get(t, t.runtime.modules, name.substr(0, dot));
  if (!parent) return Ref();
  Ref path_name = GILT_TRY(intern(t, "__path__"));
  return get_attr_or_null(t, parent, path_name);
}

struct Source {
  std::string text, file;
  bool package = false;
  bool found = false;
};

bool find_module(Thread& t, std::string_view name, Source* out) {
  std::string_view last = name.substr(name.rfind('.') + 1);
  Ref path = search_path(t, name);
  if (path && is_instance_of(t, path, Type::kList | Type::kTuple)) {
    Ref folders = GILT_TRY(tuple_from_iterable(t, path));
    for (Value folder : folders.as<TupleObject>()->items()) {
      if (!is_str(t, folder)) continue;
      std::string base(str_view(folder));
      if (!base.empty() && base.back() != '/') base += '/';
      for (bool package : {true, false}) {
        std::string file = base + std::string(last) + (package ? "/__init__.py" : ".py");
        if (!is_file(file)) continue;
        if (!read_text_file(t, file, &out->text)) return false;
        out->file = file;
        out->package = package;
        out->found = true;
        return true;
      }
    }
  }
  if (pending(t)) return false;
  if (const EmbeddedModule* embedded = find_embedded_module(name)) {
    out->text = embedded->source;
    out->file = fmt::format("<gilt>/{}.py", name);
    out->package = embedded->package;
    out->found = true;
  }
  return true;
}

bool run_module(Thread& t, std::string_view name, const Source& source, ModuleObject* module) {
  DictObject* ns = module->dict;
  Ref file = GILT_TRY(make_str(t, source.file));
  Ref builtins = Ref::copy(t, t.runtime.builtins);
  if (!dict_set(t, ns, names(t).file, file) || !dict_set(t, ns, names(t).builtins_, builtins)) {
    return false;
  }
  if (source.package) {
    Ref folder = GILT_TRY(make_str(t, source.file.substr(0, source.file.rfind('/'))));
    Ref path = GILT_TRY(make_list(t, std::array<Value, 1>{folder.get()}));
    if (!dict_set(t, ns, names(t).path, path)) return false;
  } else {
    size_t dot = name.rfind('.');
    Ref package = GILT_TRY(make_str(t, dot == std::string_view::npos ? "" : name.substr(0, dot)));
    if (!dict_set(t, ns, names(t).package, package)) return false;
  }
  Ref code = GILT_TRY(t.runtime.compile(t, source.text, source.file, CompileMode::kExec, 0));
  return static_cast<bool>(execute(t, code, Value::from(ns), Value::from(ns)));
}

const ModuleRow* find_native(std::string_view name) {
  for (const ModuleRow* row : native_modules()) {
    if (name == row->name) return row;
  }
  return nullptr;
}

// Imports one module whose parent is there already.
Ref load_module(Thread& t, std::string_view name) {
  Ref module;
  bool ok;
  if (const ModuleRow* row = find_native(name)) {
    module = GILT_TRY(make_module(t, name, row->doc));
    if (!dict_set(t, t.runtime.modules, name, module)) return Ref();
    ok = row->init(t, module.as<ModuleObject>()->dict);
  } else {
    Source source;
    if (!find_module(t, name, &source)) return Ref();
    if (!source.found) {
      Ref name_object = GILT_TRY(make_str(t, name));
      size_t dot = name.rfind('.');
      std::string detail;
      if (dot != std::string_view::npos && !search_path(t, name)) {
        detail = fmt::format("; '{}' is not a package", name.substr(0, dot));
      }
      return raise_import_error(t, Exc::kModuleNotFoundError,
                                fmt::format("No module named '{}'{}", name, detail), name_object);
    }
    module = GILT_TRY(make_module(t, name));
    if (!dict_set(t, t.runtime.modules, name, module)) return Ref();
    ok = run_module(t, name, source, module.as<ModuleObject>());
  }
  if (!ok) {
    Ref error = take_pending(t);
    Ref key = make_str(t, name);
    if (key) dict_delete(t, t.runtime.modules, key);
    if (pending(t)) clear_pending(t);
    set_pending(t, std::move(error));
    return Ref();
  }
  // The body may have replaced itself in sys.modules.
  Ref current = dict_get(t, t.runtime.modules, name);
  return current ? std::move(current) : std::move(module);
}

// The absolute name of a relative import in `frame`.
bool resolve_relative(Thread& t, Frame* frame, std::string_view name, int64_t level,
                      std::string* out) {
  Ref package = dict_get(t, frame->globals, names(t).package);
  if (!package && pending(t)) return false;
  std::string base = package && is_str(t, package) ? std::string(str_view(package)) : "";
  if (base.empty()) {
    return raise(t, Exc::kImportError, "attempted relative import with no known parent package");
  }
  for (int64_t i = 1; i < level; i++) {
    size_t dot = base.rfind('.');
    if (dot == std::string::npos) {
      return raise(t, Exc::kImportError, "attempted relative import beyond top-level package");
    }
    base.resize(dot);
  }
  *out = name.empty() ? base : base + "." + std::string(name);
  return true;
}

// Drops the pending error if it says that there is no module `name`; not if that module is there and
// what it imports is missing.
bool clear_if_missing(Thread& t, std::string_view name) {
  if (!pending_is(t, Exc::kModuleNotFoundError)) return false;
  Ref error = take_pending(t);
  Ref missing = get_attr(t, error, "name");
  if (!missing) clear_pending(t);
  if (missing && is_str(t, missing) && str_view(missing) == name) return true;
  set_pending(t, std::move(error));
  return false;
}

}  // namespace

Ref import_module(Thread& t, std::string_view name) {
  Ref known = dict_get(t, t.runtime.modules, name);
  if (known && !known.get().is_none()) return known;
  if (pending(t)) return Ref();
  ImportLock lock(t);
  Ref parent;
  size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) parent = GILT_TRY(import_module(t, name.substr(0, dot)));
  known = dict_get(t, t.runtime.modules, name);
  if (known && !known.get().is_none()) return known;
  if (pending(t)) return Ref();
  Ref module = GILT_TRY(load_module(t, name));
  if (parent && !set_attr(t, parent, name.substr(dot + 1), module)) return Ref();
  return module;
}

namespace ops {

Ref import_name_slow(Thread& t, Frame* frame, Value name, Value level, Value fromlist) {
  Ref hook = dict_get(t, frame->builtins, names(t).import);
  if (hook && !is_native_function(hook)) {  // somebody replaced builtins.__import__
    Value globals = Value::from(frame->globals);
    Value locals = frame->locals ? frame->locals : Value::none();
    return call(t, hook, {name, globals, locals, fromlist, level});
  }
  if (pending(t)) return Ref();
  return import_with_fromlist(t, frame, str_view(name), fromlist, level.small_int());
}

Ref import_with_fromlist(Thread& t, Frame* frame, std::string_view name, Value fromlist,
                         int64_t level) {
  std::string absolute(name);
  if (level > 0 && !resolve_relative(t, frame, name, level, &absolute)) return Ref();
  Ref module = GILT_TRY(import_module(t, absolute));
  bool wants_names = fromlist && !fromlist.is_none() && length(t, fromlist).get() > 0;
  if (!wants_names) {
    if (level > 0) return module;
    std::string top = absolute.substr(0, absolute.find('.'));
    return import_module(t, top);
  }
  Ref path = get_attr_or_null(t, module, names(t).path);
  if (!path) return pending(t) ? Ref() : std::move(module);
  // A package: names that it lacks may be submodules.
  for (Value item : fromlist.as<TupleObject>()->items()) {
    if (!is_str(t, item) || str_view(item) == "*") continue;
    Ref interned = GILT_TRY(intern(t, item));
    Ref there = get_attr_or_null(t, module, interned);
    if (there) continue;
    if (pending(t)) return Ref();
    std::string full = absolute + "." + std::string(str_view(item));
    Ref submodule = import_module(t, full);
    if (!submodule && !clear_if_missing(t, full)) return Ref();
  }
  return module;
}

Ref import_from_slow(Thread& t, Value module, Value name) {
  Ref value = get_attr_or_null(t, module, name);
  if (value || pending(t)) return value;
  Ref module_name = get_attr_or_null(t, module, names(t).name);
  std::string text =
      module_name && is_str(t, module_name) ? std::string(str_view(module_name)) : "<unknown>";
  Ref file = get_attr_or_null(t, module, names(t).file);
  std::string place = file && is_str(t, file) ? std::string(str_view(file)) : "unknown location";
  raise_import_error(
      t, Exc::kImportError,
      fmt::format("cannot import name '{}' from '{}' ({})", str_view(name), text, place),
      module_name ? module_name.get() : Value::none());
  if (pending_is(t, Exc::kImportError)) {
    put_exception_field(t, t.exception, import_error::kNameFrom, name);
  }
  return Ref();
}

}  // namespace ops
}  // namespace gilt
