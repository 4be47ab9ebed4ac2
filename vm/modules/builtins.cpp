// builtins: the functions, types and exceptions that every script sees.
#include "vm/modules/builtins.h"

#include "vm/modules/modules.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"

namespace gilt {
namespace {

bool add_types(Thread& t, DictObject* ns) {
  BuiltinTypes& b = types(t);
  for (Type* type :
       {b.object,   b.type,          b.int_,         b.bool_,     b.float_, b.complex, b.str,
        b.bytes,    b.bytearray,     b.tuple,        b.list,      b.dict,   b.set,     b.frozenset,
        b.range,    b.slice,         b.reversed,     b.enumerate, b.zip,    b.map,     b.filter,
        b.property, b.static_method, b.class_method, b.super}) {
    if (!add_value(t, ns, type->native_name, Ref::copy(t, type))) return false;
  }
  for (size_t i = 0; i < t.runtime.exceptions.size(); i++) {
    Type* type = t.runtime.exceptions[i];
    if (!add_value(t, ns, type->native_name, Ref::copy(t, type))) return false;
  }
  Type* os_error = exception_type(t, Exc::kOSError);
  return add_value(t, ns, "EnvironmentError", Ref::copy(t, os_error)) &&
         add_value(t, ns, "IOError", Ref::copy(t, os_error));
}

bool init(Thread& t, DictObject* ns) {
  return add_functions(t, ns, builtin_object_functions()) &&
         add_functions(t, ns, builtin_iteration_functions()) &&
         add_functions(t, ns, builtin_code_functions()) &&
         add_functions(t, ns, builtin_io_functions()) && add_types(t, ns) &&
         add_value(t, ns, "NotImplemented", Ref::not_implemented()) &&
         add_value(t, ns, "Ellipsis", Ref::immediate(Value::ellipsis())) &&
         add_value(t, ns, "None", Ref::none()) && add_value(t, ns, "True", Ref::boolean(true)) &&
         add_value(t, ns, "False", Ref::boolean(false)) &&
         add_value(t, ns, "__debug__", Ref::boolean(true));
}

}  // namespace

const ModuleRow k_builtins_module = {
    "builtins", "Built-in functions, types, exceptions, and other objects.", init};

}  // namespace gilt
