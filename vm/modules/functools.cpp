// _functools: reduce, partial, cmp_to_key and the cache behind lru_cache.
// Source: CPython 3.14 Modules/_functoolsmodule.c.
#include "vm/modules/functools.h"

#include "vm/modules/modules.h"
#include "vm/modules/native_iterator.h"
#include "vm/signature.h"
#include "vm/slots.h"

namespace gilt {
namespace {

Ref reduce(Thread& t, Args args) {
  Ref items = get_iter(t, args[1]);
  if (!items) {
    if (!clear_if(t, Exc::kTypeError)) return Ref();
    return raise(t, Exc::kTypeError, "reduce() arg 2 must support iteration");
  }
  Ref result = args[2] ? Ref::copy(t, args[2]) : iter_next(t, items);
  if (!result) {
    if (pending(t)) return Ref();
    return raise(t, Exc::kTypeError, "reduce() of empty iterable with no initial value");
  }
  while (Ref item = iter_next(t, items)) result = GILT_TRY(call(t, args[0], {result, item}));
  return pending(t) ? Ref() : std::move(result);
}

// --- cmp_to_key

// What cmp_to_key() returns: called with an object, it makes a key of it.
struct KeyObject : Object {
  Slot compare;
  Slot object;  // empty: no key, but what makes them
};

Ref make_key(Thread& t, Type* cls, Value compare, Value object) {
  Ref function = Ref::copy(t, compare);
  Ref own = object ? Ref::copy(t, object) : Ref();
  auto* key =
      make_with_slots<KeyObject, &KeyObject::compare, &KeyObject::object>(t, cls, function, own);
  return Ref::take(t, GILT_TRY(key));
}

Ref cmp_to_key(Thread& t, Args args) {
  Ref cls = GILT_TRY(module_member(t, "_functools", "_KeyWrapper"));
  return make_key(t, cls.as<Type>(), args[0], Value());
}

Ref key_call(Thread& t, Value self, CallArgs args) {
  Value object;
  GILT_TRY(bind_arguments(t, "K", "(obj)", args, &object));
  Ref compare = read_slot(t, self.as<KeyObject>()->compare);
  return make_key(t, type_of(t, self), compare, object);
}

Ref key_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (type_of(t, a) != type_of(t, b)) {
    return raise(t, Exc::kTypeError, "other argument must be K instance");
  }
  Ref x = read_slot(t, a.as<KeyObject>()->object);
  Ref y = read_slot(t, b.as<KeyObject>()->object);
  if (!x || !y) return raise(t, Exc::kAttributeError, "object");
  Ref function = read_slot(t, a.as<KeyObject>()->compare);
  Ref answer = GILT_TRY(call(t, function, {x, y}));
  return compare(t, answer, Value::small_int(0), op);
}

Ref key_object(Thread& t, Value self) {
  Ref object = read_slot(t, self.as<KeyObject>()->object);
  if (!object) return raise(t, Exc::kAttributeError, "obj");
  return object;
}

bool key_set_object(Thread& t, Value self, Value value) {
  assign_slot(t, self.as<KeyObject>()->object, value ? Ref::copy(t, value) : Ref());
  return true;
}

constexpr AttributeRow kKeyAttributes[] = {
    attribute<"obj", key_object, key_set_object>("Value wrapped by a key function."),
};

constexpr NativeClass kKey = {"functools.KeyWrapper",
                              nullptr,
                              sizeof(KeyObject),
                              false,
                              finalize_slots<KeyObject, &KeyObject::compare, &KeyObject::object>,
                              traverse_slots<KeyObject, &KeyObject::compare, &KeyObject::object>};

bool add_key_class(Thread& t, DictObject* ns) {
  Type* type = GILT_TRY(new_native_class(t, kKey));
  type->slots.call = key_call;
  type->slots.compare = key_compare;
  type->slots.hash = unhashable;
  add_attributes(t, *type, kKeyAttributes);
  return publish(t, ns, type, "_KeyWrapper");
}

constexpr MethodRow kFunctions[] = {
    function<"reduce", reduce>("(function, iterable, /, initial=None)",
                               "Combine the items into one: f(f(f(a, b), c), d) and so on."),
    function<"cmp_to_key", cmp_to_key>(
        "(mycmp)", "A key function for sorting, of a function that compares two items."),
};

bool init(Thread& t, DictObject* ns) {
  return add_functions(t, ns, kFunctions) && add_key_class(t, ns) && add_partial(t, ns) &&
         add_lru_cache(t, ns);
}

}  // namespace

const ModuleRow k_functools_module = {"_functools", "Tools that operate on functions.", init};

}  // namespace gilt
