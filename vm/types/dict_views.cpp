// dict_keys, dict_values and dict_items. The set operations of keys and items make sets, as in CPython
// (Objects/dictobject.c, dictviews_*).
#include "vm/types/dict_views.h"

#include <string>

#include "vm/native.h"
#include "vm/types/mapping_proxy.h"
#include "vm/types/sequence.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

Ref make_dict_view(Thread& t, Type* type, Value dict) {
  auto* view = GILT_TRY(allocate<DictViewObject>(t, type));
  view->dict = Ref::copy(t, dict).release();
  return Ref::take(t, view);
}

Ref snapshot_of(Thread& t, Value v) {
  if (!v.is_object()) return Ref();
  if (is_exact_dict(v)) return dict_list(t, v.as<DictObject>(), DictPart::kKeys);
  Type* type = type_of(t, v);
  if (type == types(t).set || type == types(t).frozenset) return set_list(t, v);
  DictPart part = DictPart::kKeys;
  if (type == types(t).dict_values) {
    part = DictPart::kValues;
  } else if (type == types(t).dict_items) {
    part = DictPart::kItems;
  } else if (type != types(t).dict_keys) {
    return Ref();
  }
  return dict_list(t, v.as<DictViewObject>()->dict.as<DictObject>(), part);
}

namespace {

DictObject* dict_of(Value view) { return view.as<DictViewObject>()->dict.as<DictObject>(); }

void view_finalize(Thread& t, Object* object) {
  decref(t, static_cast<DictViewObject*>(object)->dict);
}

void view_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<DictViewObject*>(object)->dict, arg);
}

Size view_length(Thread&, Value self) { return dict_size(dict_of(self)); }

Ref keys_iter(Thread& t, Value self) {
  return make_dict_iterator(t, types(t).dict_key_iterator, dict_of(self));
}
Ref values_iter(Thread& t, Value self) {
  return make_dict_iterator(t, types(t).dict_value_iterator, dict_of(self));
}
Ref items_iter(Thread& t, Value self) {
  return make_dict_iterator(t, types(t).dict_item_iterator, dict_of(self));
}
Ref keys_reversed(Thread& t, Args args) {
  return make_dict_iterator(t, types(t).dict_reverse_key_iterator, dict_of(args[0]));
}
Ref values_reversed(Thread& t, Args args) {
  return make_dict_iterator(t, types(t).dict_reverse_value_iterator, dict_of(args[0]));
}
Ref items_reversed(Thread& t, Args args) {
  return make_dict_iterator(t, types(t).dict_reverse_item_iterator, dict_of(args[0]));
}

Ref view_repr(Thread& t, Value self) {
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, "...");
  std::string out = type_name(t, self) + "([";
  bool first = true;
  bool ok = for_each(t, self, [&](Ref item) {
    if (!first) out += ", ";
    first = false;
    return append_repr(t, out, item);
  });
  return ok ? make_str(t, out + "])") : Ref();
}

Truth keys_contains(Thread& t, Value self, Value key) {
  return dict_contains(t, dict_of(self), key);
}

Truth items_contains(Thread& t, Value self, Value item) {
  if (!item.is_object() || !is_instance_of(t, item, Type::kTuple)) return false;
  auto* pair = item.as<TupleObject>();
  if (pair->size != 2) return false;
  Ref value = dict_get(t, dict_of(self), (*pair)[0]);
  if (!value) {
    if (pending(t)) return Truth();
    return false;
  }
  return fast_equal(t, value, (*pair)[1]);
}

// --- as sets

bool is_keys_or_items(Thread& t, Value v) {
  Type* type = type_of(t, v);
  return type == types(t).dict_keys || type == types(t).dict_items;
}

bool is_set_like(Thread& t, Value v) {
  return v.is_object() && (is_any_set(t, v) || is_keys_or_items(t, v));
}

// Is every item of `a` in `b`?
Truth all_contained(Thread& t, Value a, Value b) {
  bool all = true;
  bool ok = for_each(t, a, [&](Ref item) -> bool {
    all = GILT_TRY(contains(t, b, item)).yes();
    return all;
  });
  if (!ok && pending(t)) return Truth();
  return all;
}

Ref view_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (!is_set_like(t, other)) return Ref::not_implemented();
  int64_t a = GILT_TRY(length(t, self)).get();
  int64_t b = GILT_TRY(length(t, other)).get();
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe: {
      Truth same = a == b ? all_contained(t, self, other) : Truth(false);
      if (same.failed()) return Ref();
      return Ref::boolean(same.yes() == (op == CompareOp::kEq));
    }
    case CompareOp::kLt:
      return a < b ? truth_ref(all_contained(t, self, other)) : Ref::boolean(false);
    case CompareOp::kLe:
      return a <= b ? truth_ref(all_contained(t, self, other)) : Ref::boolean(false);
    case CompareOp::kGt:
      return a > b ? truth_ref(all_contained(t, other, self)) : Ref::boolean(false);
    case CompareOp::kGe:
      return a >= b ? truth_ref(all_contained(t, other, self)) : Ref::boolean(false);
  }
  return Ref::not_implemented();
}

using SetChange = bool (*)(Thread&, Value set, Value);

// The operators work for a view on either side and any iterable on the other.
template <SetChange kChange>
Ref view_operator(Thread& t, Value a, Value b) {
  Ref result = GILT_TRY(set_from_iterable(t, a));
  if (!kChange(t, result, b)) return Ref();
  return result;
}

Ref view_and(Thread& t, Value a, Value b) {
  Ref result = GILT_TRY(set_from_iterable(t, a));
  return set_intersection(t, result, b);
}

Ref isdisjoint(Thread& t, Args args) {
  bool disjoint = true;
  bool ok = for_each(t, args[1], [&](Ref item) -> bool {
    disjoint = GILT_TRY(contains(t, args[0], item)).no();
    return disjoint;
  });
  if (!ok && pending(t)) return Ref();
  return Ref::boolean(disjoint);
}

Ref view_mapping(Thread& t, Value self) {
  return make_mapping_proxy(t, self.as<DictViewObject>()->dict);
}

constexpr AttributeRow kAttributes[] = {
    attribute<"mapping", view_mapping>("dictionary that this view refers to"),
};

constexpr MethodRow kKeysMethods[] = {
    method<"isdisjoint", isdisjoint>("(other, /)",
                                     "Return True if the view and the given iterable have a null "
                                     "intersection."),
    method<"__reversed__", keys_reversed>("()", "Return a reverse iterator over the dict keys."),
};

constexpr MethodRow kValuesMethods[] = {
    method<"__reversed__", values_reversed>("()",
                                            "Return a reverse iterator over the dict values."),
};

constexpr MethodRow kItemsMethods[] = {
    method<"isdisjoint", isdisjoint>("(other, /)",
                                     "Return True if the view and the given iterable have a null "
                                     "intersection."),
    method<"__reversed__", items_reversed>("()", "Return a reverse iterator over the dict items."),
};

void init_view(Thread& t, Type& type) {
  type.instance_size = sizeof(DictViewObject);
  type.slots.finalize = view_finalize;
  type.slots.traverse = view_traverse;
  type.slots.repr = view_repr;
  type.slots.length = view_length;
  add_attributes(t, type, kAttributes);
}

void init_set_like_view(Thread& t, Type& type) {
  init_view(t, type);
  type.slots.compare = view_compare;
  auto& binary = type.slots.binary;
  binary[static_cast<int>(BinaryOp::kOr)] = view_operator<set_update>;
  binary[static_cast<int>(BinaryOp::kSubtract)] = view_operator<set_difference_update>;
  binary[static_cast<int>(BinaryOp::kXor)] = view_operator<set_symmetric_difference_update>;
  binary[static_cast<int>(BinaryOp::kAnd)] = view_and;
}

}  // namespace

void init_dict_keys_type(Thread& t, Type& type) {
  init_set_like_view(t, type);
  type.slots.iter = keys_iter;
  type.slots.contains = keys_contains;
  add_methods(t, type, kKeysMethods);
}

void init_dict_values_type(Thread& t, Type& type) {
  init_view(t, type);
  type.slots.iter = values_iter;
  add_methods(t, type, kValuesMethods);
}

void init_dict_items_type(Thread& t, Type& type) {
  init_set_like_view(t, type);
  type.slots.iter = items_iter;
  type.slots.contains = items_contains;
  add_methods(t, type, kItemsMethods);
}

}  // namespace gilt
