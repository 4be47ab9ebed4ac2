// Length, subscripts, membership, iteration. Source: CPython 3.14 Objects/abstract.c.
#include <fmt/format.h>

#include "vm/operations.h"
#include "vm/types/generic_alias.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

Failed raise_for_type(Thread& t, const char* format, Value v) {
  return raise(t, Exc::kTypeError, fmt::format(fmt::runtime(format), type_name(t, v)));
}

Ref class_item(Thread& t, Value cls, Value key) {
  if (cls == Value::from(types(t).type)) return make_generic_alias(t, cls, key);
  Ref method = get_attr_or_null(t, cls, names(t).class_getitem);
  if (method) return call(t, method, {key});
  if (pending(t)) return Ref();
  Ref name = read_slot(t, cls.as<Type>()->name);
  return raise(t, Exc::kTypeError, fmt::format("type '{}' is not subscriptable", str_view(name)));
}

}  // namespace

Size length(Thread& t, Value v) {
  Type* type = type_of(t, v);
  if (type->slots.length) return type->slots.length(t, v);
  return raise_for_type(t, "object of type '{}' has no len()", v);
}

Size length_hint(Thread& t, Value v, int64_t otherwise) {
  if (type_of(t, v)->slots.length) {
    Size n = length(t, v);
    if (!n.failed() || !clear_if(t, Exc::kTypeError)) return n;
  }
  Ref method = lookup_special(t, v, names(t).length_hint);
  if (!method) return pending(t) ? Size() : Size(otherwise);
  Ref hint = call(t, method);
  if (!hint) return clear_if(t, Exc::kTypeError) ? Size(otherwise) : Size();
  if (hint.get().is_not_implemented()) return otherwise;
  if (!is_int(t, hint)) {
    return raise_for_type(t, "__length_hint__ must be an integer, not {}", hint);
  }
  Size n = to_ssize(t, hint, Exc::kOverflowError);
  if (!n.failed() && n.get() < 0) {
    return raise(t, Exc::kValueError, "__length_hint__() should return >= 0");
  }
  return n;
}

Ref get_item(Thread& t, Value container, Value key) {
  Type* type = type_of(t, container);
  if (type->slots.get_item) return type->slots.get_item(t, container, key);
  if (type->has(Type::kType)) return class_item(t, container, key);
  return raise_for_type(t, "'{}' object is not subscriptable", container);
}

bool set_item(Thread& t, Value container, Value key, Value value) {
  Type* type = type_of(t, container);
  if (type->slots.set_item) return type->slots.set_item(t, container, key, value);
  if (value) return raise_for_type(t, "'{}' object does not support item assignment", container);
  // CPython words it differently for sequences, which classes of scripts are by nature.
  bool sequence = type->has(Type::kHeap) || type->slots.length;
  bool by_index = is_int(t, key) || type_of(t, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)];
  return raise_for_type(t,
                        sequence && by_index ? "'{}' object doesn't support item deletion"
                                             : "'{}' object does not support item deletion",
                        container);
}

Truth contains(Thread& t, Value container, Value item) {
  Type* type = type_of(t, container);
  if (type->slots.contains) return type->slots.contains(t, container, item);
  if (!type->slots.iter && !type->slots.get_item) {
    return raise_for_type(t, "argument of type '{}' is not a container or iterable", container);
  }
  Ref iterator = GILT_TRY(get_iter(t, container));
  while (Ref candidate = iter_next(t, iterator)) {
    Truth same = equal(t, candidate, item);
    if (!same.no()) return same;
  }
  return pending(t) ? Truth() : Truth(false);
}

Ref get_iter(Thread& t, Value v) {
  Type* type = type_of(t, v);
  if (!type->slots.iter) {
    if (type->slots.get_item && !type->has(Type::kDict)) return make_sequence_iterator(t, v);
    return raise_for_type(t, "'{}' object is not iterable", v);
  }
  Ref iterator = GILT_TRY(type->slots.iter(t, v));
  if (!type_of(t, iterator)->slots.next) {
    return raise_for_type(t, "iter() returned non-iterator of type '{}'", iterator);
  }
  return iterator;
}

Ref iter_next(Thread& t, Value iterator) {
  Type* type = type_of(t, iterator);
  if (!type->slots.next) return raise_for_type(t, "'{}' object is not an iterator", iterator);
  Ref item = type->slots.next(t, iterator);
  if (!item && pending(t)) clear_if(t, Exc::kStopIteration);
  return item;
}

}  // namespace gilt
