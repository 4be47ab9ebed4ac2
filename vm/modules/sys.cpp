// sys: the interpreter seen from a script.
//
// Source: CPython 3.14 Python/sysmodule.c.
#include "vm/modules/sys.h"
#include "vm/modules/stdlib_names.h"

#include <string>

#include "vm/import.h"
#include "vm/modules/modules.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

bool add_text(Thread& t, DictObject* ns, const char* name, std::string_view text) {
  Ref str = make_str(t, text);
  return str && add_value(t, ns, name, std::move(str));
}

bool add_int(Thread& t, DictObject* ns, const char* name, int64_t value) {
  return add_value(t, ns, name, Ref::immediate(Value::small_int(value)));
}

bool add_argv(Thread& t, DictObject* ns) {
  Ref argv = GILT_TRY(empty_list(t));
  for (const std::string& argument : t.runtime.options.argv) {
    Ref text = GILT_TRY(make_str(t, argument));
    if (!list_append(t, argv.as<ListObject>(), std::move(text))) return false;
  }
  return add_value(t, ns, "argv", std::move(argv));
}

// The names of the native modules, sorted as CPython has them.
bool add_module_names(Thread& t, DictObject* ns) {
  Ref list = GILT_TRY(empty_list(t));
  for (const ModuleRow* row : native_modules()) {
    Ref name = GILT_TRY(make_str(t, row->name));
    if (!list_append(t, list.as<ListObject>(), std::move(name))) return false;
  }
  if (!list_sort(t, list.as<ListObject>(), Value::none(), false)) return false;
  Ref tuple = GILT_TRY(list_as_tuple(t, list.as<ListObject>()));
  return add_value(t, ns, "builtin_module_names", std::move(tuple));
}

bool add_stdlib_module_names(Thread& t, DictObject* ns) {
  Ref list = GILT_TRY(empty_list(t));
  for (std::string_view name : stdlib_module_names()) {
    Ref text = GILT_TRY(make_str(t, name));
    if (!list_append(t, list.as<ListObject>(), std::move(text))) return false;
  }
  return add_value(t, ns, "stdlib_module_names", make_frozenset(t, list));
}

bool add_empty_containers(Thread& t, DictObject* ns) {
  for (const char* name : {"path", "warnoptions", "orig_argv"}) {
    Ref list = GILT_TRY(empty_list(t));
    if (!add_value(t, ns, name, std::move(list))) return false;
  }
  Ref x_options = GILT_TRY(empty_dict(t));
  return add_value(t, ns, "_xoptions", std::move(x_options));
}

bool init(Thread& t, DictObject* ns) {
  t.runtime.sys_namespace = Ref::copy(t, ns).release();
  const RuntimeOptions& options = t.runtime.options;
  bool ok = add_functions(t, ns, sys_hook_functions()) &&
            add_functions(t, ns, sys_thread_functions()) &&
            add_text(t, ns, "version", "3.14.0 (gilt 0.1.0) [" __VERSION__ "]") &&
            add_int(t, ns, "hexversion", 0x030e00f0) && add_text(t, ns, "platform", "linux") &&
            add_text(t, ns, "byteorder", "little") && add_int(t, ns, "maxunicode", 0x10ffff) &&
            add_text(t, ns, "executable", options.executable) &&
            add_text(t, ns, "float_repr_style", "short") &&
            add_value(t, ns, "dont_write_bytecode", Ref::boolean(true)) &&
            add_value(t, ns, "modules", Ref::copy(t, t.runtime.modules));
  if (!ok) return false;
  for (const char* hook : {"excepthook", "displayhook", "unraisablehook"}) {
    Ref function = GILT_TRY(dict_get(t, ns, hook));
    std::string saved = std::string("__") + hook + "__";
    if (!add_value(t, ns, saved.c_str(), std::move(function))) return false;
  }
  return add_argv(t, ns) && add_empty_containers(t, ns) && add_module_names(t, ns) &&
         add_stdlib_module_names(t, ns) && add_sys_info(t, ns) && add_sys_streams(t, ns) &&
         add_quitters(t);
}

}  // namespace

const ModuleRow k_sys_module = {
    "sys", "Objects used or maintained by the interpreter and functions that talk to it.", init};

}  // namespace gilt
