// _collections: the native part of collections.
//
// Source: CPython 3.14 Modules/_collectionsmodule.c, Objects/odictobject.c.
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict_order.h"
#include "vm/types/dict_table.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// --- Counter

bool count_in_dict(Thread& t, DictObject* counts, Value item) {
  const int64_t h = GILT_TRY(hash_key(t, item)).get();
  Ref old = dict_get_hashed(t, counts, item, h);
  if (!old) return !pending(t) && dict_set_hashed(t, counts, item, h, Value::small_int(1));
  if (old.get().is_small_int() && old.get().small_int() < Value::kMaxSmallInt) {
    return dict_set_hashed(t, counts, item, h, Value::small_int(old.get().small_int() + 1));
  }
  Ref sum = GILT_TRY(binary_op(t, BinaryOp::kAdd, old, Value::small_int(1)));
  return dict_set_hashed(t, counts, item, h, sum);
}

bool count_in_mapping(Thread& t, Value mapping, Value get, Value item) {
  Ref old = GILT_TRY(call(t, get, {item, Value::small_int(0)}));
  Ref sum = GILT_TRY(binary_op(t, BinaryOp::kAdd, old, Value::small_int(1)));
  return set_item(t, mapping, item, sum);
}

// Does the class of a mapping read and store items as dict does?
bool is_plain_dict(Thread& t, Value mapping) {
  Type* type = type_of(t, mapping);
  const Type* dict = types(t).dict;
  if (!type->has(Type::kDict) || type->slots.set_item.get() != dict->slots.set_item.get()) {
    return false;
  }
  Ref name = intern(t, "get");
  Ref own = name ? type_lookup(t, type, name) : Ref();
  Ref inherited = name ? type_lookup(t, types(t).dict, name) : Ref();
  return own && own.get() == inherited.get();
}

Ref count_elements(Thread& t, Args args) {
  bool ok;
  if (is_plain_dict(t, args[0])) {
    ok = for_each(t, args[1],
                  [&](Ref item) { return count_in_dict(t, args[0].as<DictObject>(), item); });
  } else {
    if (pending(t)) return Ref();
    Ref get = GILT_TRY(get_attr(t, args[0], "get"));
    ok = for_each(t, args[1], [&](Ref item) { return count_in_mapping(t, args[0], get, item); });
  }
  return ok ? Ref::none() : Ref();
}

// --- OrderedDict, a class of collections/__init__.py over these two

bool check_dict(Thread& t, Value v) {
  return is_instance_of(t, v, Type::kDict) ||
         raise(t, Exc::kTypeError, "argument 1 must be a dict, not " + type_name(t, v));
}

Ref move_to_end(Thread& t, Args args) {
  if (!check_dict(t, args[0])) return Ref();
  bool last = GILT_TRY(is_true(t, args[2])).yes();
  return dict_move_to_end(t, args[0].as<DictObject>(), args[1], last) ? Ref::none() : Ref();
}

Ref pop_first(Thread& t, Args args) {
  if (!check_dict(t, args[0])) return Ref();
  Ref key, value;
  if (!dict_pop_first(t, args[0].as<DictObject>(), &key, &value)) {
    return raise(t, Exc::kKeyError, "dictionary is empty");
  }
  return make_tuple(t, {key, value});
}

constexpr MethodRow kFunctions[] = {
    function<"_count_elements", count_elements>(
        "(mapping, iterable, /)", "Count elements in the iterable, updating the mapping."),
    function<"_move_to_end", move_to_end>(
        "(mapping, key, last, /)", "Move an entry of a dict behind all others, or before them."),
    function<"_pop_first", pop_first>("(mapping, /)",
                                      "Remove and return the first (key, value) pair of a dict."),
};

bool init_collections_module(Thread& t, DictObject* ns) {
  BuiltinTypes& known = types(t);
  return add_functions(t, ns, kFunctions) && add_value(t, ns, "deque", Ref::copy(t, known.deque)) &&
         add_value(t, ns, "_deque_iterator", Ref::copy(t, known.deque_iterator)) &&
         add_value(t, ns, "_deque_reverse_iterator", Ref::copy(t, known.deque_reverse_iterator)) &&
         add_value(t, ns, "defaultdict", Ref::copy(t, known.default_dict)) &&
         add_value(t, ns, "_tuplegetter", Ref::copy(t, known.tuple_getter));
}

}  // namespace

const ModuleRow k_collections_module = {
    "_collections",
    "High performance data structures.\n- deque:        ordered collection accessible from "
    "endpoints "
    "only\n- defaultdict:  dict subclass with a default value factory\n",
    init_collections_module,
};

}  // namespace gilt
