// _weakref: what weak references need of the interpreter; the rest is Python (vm/lib/weakref.py).
//
// Source: PEP 205, CPython 3.14 Modules/_weakref.c.
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/weak_ref.h"

namespace gilt {
namespace {

Ref proxy(Thread& t, Args args) {
  Type* cls = is_callable(t, args[0]) ? types(t).weak_callable_proxy : types(t).weak_proxy;
  return make_weak_reference(t, cls, args[0], args[1]);
}

std::vector<Ref> references_to(Thread& t, Value target) {
  return target.is_object() ? t.runtime.weak_table.list(t, target.object()) : std::vector<Ref>();
}

Ref get_count(Thread& t, Args args) {
  return Ref::immediate(Value::small_int(static_cast<int64_t>(references_to(t, args[0]).size())));
}

Ref get_references(Thread& t, Args args) {
  Ref list = GILT_TRY(empty_list(t));
  for (Ref& reference : references_to(t, args[0])) {
    if (!list_append(t, list.as<ListObject>(), std::move(reference))) return Ref();
  }
  return list;
}

bool is_dead_reference(Thread& t, Value v) {
  return v.is_object() && type_of(t, v)->is_subtype_of(types(t).weak_ref) &&
         v.as<WeakRefObject>()->target.load(std::memory_order_acquire) == nullptr;
}

Ref remove_dead(Thread& t, Args args) {
  if (!is_instance_of(t, args[0], Type::kDict)) {
    return raise(t, Exc::kTypeError, "_remove_dead_weakref() argument 1 must be dict");
  }
  (void)dict_delete_if(t, args[0].as<DictObject>(), args[1], is_dead_reference);
  return pending(t) ? Ref() : Ref::none();
}

constexpr MethodRow kFunctions[] = {
    function<"proxy", proxy>("(object, callback=None, /)",
                             "Create a proxy object that weakly references 'object'.\n\n"
                             "'callback', if given, is called with a reference to the proxy when "
                             "'object' is about to be destroyed."),
    function<"getweakrefcount", get_count>("(object, /)",
                                           "Return the number of weak references to 'object'."),
    function<"getweakrefs", get_references>(
        "(object, /)", "Return a list of all weak reference objects pointing to 'object'."),
    function<"_remove_dead_weakref", remove_dead>(
        "(dct, key, /)", "Atomically remove key from dict if it points to a dead weakref."),
};

bool init_weakref_module(Thread& t, DictObject* ns) {
  auto add_type = [&](const char* name, Type* type) {
    return dict_set(t, ns, name, Value::from(type));
  };
  return add_type("ref", types(t).weak_ref) && add_type("ReferenceType", types(t).weak_ref) &&
         add_type("ProxyType", types(t).weak_proxy) &&
         add_type("CallableProxyType", types(t).weak_callable_proxy) &&
         add_functions(t, ns, kFunctions);
}

}  // namespace

const ModuleRow k_weakref_module = {"_weakref", "Weak-reference support module.",
                                    init_weakref_module};

}  // namespace gilt
