// The methods and operators of dict.
#include <string>

#include "gil/critical_section.h"
#include "vm/native.h"
#include "vm/types/dict_storage.h"
#include "vm/types/dict_views.h"
#include "vm/types/generic_alias.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

void dict_traverse(Object* object, Visitor visit, void* arg) {
  DictTable* table = static_cast<DictObject*>(object)->table.load(std::memory_order_relaxed);
  if (table == nullptr) return;
  for (uint64_t i = 0; i < table->used.load(std::memory_order_relaxed); i++) {
    if (Value key = table->entries[i].key.load()) visit(key, arg);
    if (Value value = table->entries[i].value.load()) visit(value, arg);
  }
}

namespace {

bool is_dict(Thread& t, Value v) { return v.is_object() && is_instance_of(t, v, Type::kDict); }

Ref dict_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_of_class<DictObject>(t, cls, Layout::kDict)));
}

bool update_from_call(Thread& t, DictObject* d, const char* name, CallArgs args) {
  if (!check_positional(t, name, args, 0, 1)) return false;
  if (args.positional == 1 && !dict_update(t, d, args.values[0])) return false;
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (!dict_set(t, d, args.keyword_name(i), args.keyword_value(i))) return false;
  }
  return true;
}

bool dict_init(Thread& t, Value self, CallArgs args) {
  return update_from_call(t, self.as<DictObject>(), "dict", args);
}

void dict_finalize(Thread& t, Object* object) { dict_clear(t, static_cast<DictObject*>(object)); }

Ref dict_repr(Thread& t, Value self) {
  auto* d = self.as<DictObject>();
  if (dict_size(d) == 0) return make_str(t, "{}");
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, "{...}");
  std::string out = "{";
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, d, &position, &key, &value)) {
    if (out.size() > 1) out += ", ";
    if (!append_repr(t, out, key)) return Ref();
    out += ": ";
    if (!append_repr(t, out, value)) return Ref();
  }
  return make_str(t, out + "}");
}

Ref dict_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return Ref::not_implemented();
  if (!is_dict(t, other)) return Ref::not_implemented();
  bool if_equal = op == CompareOp::kEq;
  auto* a = self.as<DictObject>();
  auto* b = other.as<DictObject>();
  if (dict_size(a) != dict_size(b)) return Ref::boolean(!if_equal);
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, a, &position, &key, &value)) {
    Ref counterpart = dict_get(t, b, key);
    if (!counterpart) {
      if (pending(t)) return Ref();
      return Ref::boolean(!if_equal);
    }
    if (GILT_TRY(fast_equal(t, value, counterpart)).no()) return Ref::boolean(!if_equal);
  }
  return Ref::boolean(if_equal);
}

Size dict_length(Thread&, Value self) { return dict_size(self.as<DictObject>()); }

Ref dict_get_item(Thread& t, Value self, Value key) {
  Ref value = dict_get(t, self.as<DictObject>(), key);
  if (value || pending(t)) return value;
  if (!is_exact_dict(self)) {
    Ref missing = lookup_special(t, self, names(t).missing);
    if (missing) return call(t, missing, {key});
    if (pending(t)) return Ref();
  }
  return raise_value(t, Exc::kKeyError, key);
}

bool dict_set_item(Thread& t, Value self, Value key, Value value) {
  auto* d = self.as<DictObject>();
  if (value) return dict_set(t, d, key, value);
  if (dict_delete(t, d, key)) return true;
  return pending(t) ? false : static_cast<bool>(raise_value(t, Exc::kKeyError, key));
}

Truth dict_has(Thread& t, Value self, Value key) {
  return dict_contains(t, self.as<DictObject>(), key);
}

Ref dict_or(Thread& t, Value a, Value b) {
  if (!is_dict(t, a) || !is_dict(t, b)) return Ref::not_implemented();
  Ref result = GILT_TRY(dict_copy(t, a.as<DictObject>()));
  if (!dict_update(t, result.as<DictObject>(), b)) return Ref();
  return result;
}

Ref dict_in_place_or(Thread& t, Value self, Value other) {
  if (!dict_update(t, self.as<DictObject>(), other)) return Ref();
  return Ref::copy(t, self);
}

// --- methods

Ref get(Thread& t, Args args) {
  Ref value = dict_get(t, args[0].as<DictObject>(), args[1]);
  if (value || pending(t)) return value;
  return args[2] ? Ref::copy(t, args[2]) : Ref::none();
}

Ref setdefault(Thread& t, Args args) {
  return dict_set_default(t, args[0].as<DictObject>(), args[1], args[2] ? args[2] : Value::none());
}

Ref pop(Thread& t, Args args) {
  Ref value = dict_pop(t, args[0].as<DictObject>(), args[1]);
  if (value || pending(t)) return value;
  if (args[2]) return Ref::copy(t, args[2]);
  return raise_value(t, Exc::kKeyError, args[1]);
}

Ref popitem(Thread& t, Args args) {
  Ref key, value;
  if (!dict_pop_last(t, args[0].as<DictObject>(), &key, &value)) {
    return raise(t, Exc::kKeyError, "popitem(): dictionary is empty");
  }
  return make_tuple(t, {key, value});
}

Ref update(Thread& t, Args args) {
  auto* d = args[0].as<DictObject>();
  if (args[1] && !dict_update(t, d, args[1])) return Ref();
  if (args[2] && !dict_update(t, d, args[2])) return Ref();
  return Ref::none();
}

Ref clear(Thread& t, Args args) {
  dict_clear(t, args[0].as<DictObject>());
  return Ref::none();
}

Ref copy(Thread& t, Args args) { return dict_copy(t, args[0].as<DictObject>()); }

Ref fromkeys(Thread& t, Args args) {
  Ref result = GILT_TRY(call(t, args[0]));
  Value value = args[2] ? args[2] : Value::none();
  bool exact = is_exact_dict(result);
  bool ok = for_each(t, args[1], [&](Ref key) {
    return exact ? dict_set(t, result.as<DictObject>(), key, value)
                 : set_item(t, result, key, value);
  });
  return ok ? std::move(result) : Ref();
}

Ref keys(Thread& t, Args args) { return make_dict_view(t, types(t).dict_keys, args[0]); }
Ref values(Thread& t, Args args) { return make_dict_view(t, types(t).dict_values, args[0]); }
Ref items(Thread& t, Args args) { return make_dict_view(t, types(t).dict_items, args[0]); }

Ref dict_iter(Thread& t, Value self) {
  return make_dict_iterator(t, types(t).dict_key_iterator, self.as<DictObject>());
}

Ref reversed(Thread& t, Args args) {
  return make_dict_iterator(t, types(t).dict_reverse_key_iterator, args[0].as<DictObject>());
}

Ref size_of(Thread&, Args args) {
  auto bytes = sizeof(DictObject) + dict_storage_bytes(args[0].as<DictObject>());
  return Ref::immediate(Value::small_int(static_cast<int64_t>(bytes)));
}

// Reading takes no lock; the dict_... functions that write lock the dict themselves.
constexpr MethodRow kMethods[] = {
    method<"get", get>("(key, default=None, /)",
                       "Return the value for key if key is in the dictionary, else default."),
    method<"setdefault", setdefault>("(key, default=None, /)",
                                     "Insert key with a value of default if key is not in the "
                                     "dictionary.\n\nReturn the value for "
                                     "key if key is in the dictionary, else default."),
    method<"pop", pop>(
        "(key, default=..., /)",
        "Remove the key and return its value.\n\nIf the key is not found, return the "
        "default if given; otherwise, raise a KeyError."),
    method<"popitem", popitem>("()",
                               "Remove and return the last (key, value) pair as a "
                               "2-tuple.\n\nRaises KeyError if the dict is "
                               "empty."),
    method<"keys", keys>("()", "Return a set-like object providing a view on the dict's keys."),
    method<"items", items>("()", "Return a set-like object providing a view on the dict's items."),
    method<"values", values>("()", "Return an object providing a view on the dict's values."),
    method<"update", update>(
        "(iterable=(), /, **kwargs)",
        "Update the dict from a mapping or an iterable of pairs, and keywords."),
    class_method<"fromkeys", fromkeys>(
        "(iterable, value=None, /)",
        "Create a new dictionary with keys from iterable and values set to value."),
    method<"clear", clear>("()", "Remove all items from the dict."),
    method<"copy", copy>("()", "Return a shallow copy of the dict."),
    method<"__reversed__", reversed>("()", "Return a reverse iterator over the dict keys."),
    method<"__sizeof__", size_of>("()", "Return the size of the dict in memory."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

}  // namespace

void init_dict_type(Thread& t, Type& type) {
  type.instance_size = sizeof(DictObject);
  type.instance_layout = Layout::kDict;
  type.flags_bits |= Type::kSubclassable | Type::kDict;
  type.doc =
      "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping "
      "object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n "
      "   "
      "d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary "
      "initialized with the name=value pairs\n    in the keyword argument list.  For example:  "
      "dict(one=1, two=2)";
  type.slots.construct = dict_construct;
  type.slots.init = dict_init;
  type.slots.finalize = dict_finalize;
  type.slots.traverse = dict_traverse;
  type.slots.repr = dict_repr;
  type.slots.compare = dict_compare;
  type.slots.contains = dict_has;
  type.slots.length = dict_length;
  type.slots.get_item = dict_get_item;
  type.slots.set_item = dict_set_item;
  type.slots.iter = dict_iter;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = dict_or;
  type.slots.in_place[static_cast<int>(BinaryOp::kOr)] = dict_in_place_or;
  add_methods(t, type, kMethods);
}

}  // namespace gilt
