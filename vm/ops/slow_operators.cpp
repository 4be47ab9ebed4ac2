#include <fmt/format.h>

#include <vector>

#include "vm/ops/slow.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt::ops {

Ref binary_op_slow(Thread& t, uint32_t op, Value a, Value b) {
  auto operation = static_cast<BinaryOperator>(op);
  if (operation == BinaryOperator::Subscr) return get_item(t, a, b);
  constexpr uint32_t kFirstInPlace = static_cast<uint32_t>(BinaryOperator::InplaceAdd);
  if (op < kFirstInPlace) return binary_op(t, static_cast<BinaryOp>(op), a, b);
  return in_place_op(t, static_cast<BinaryOp>(op - kFirstInPlace), a, b);
}

Ref compare_slow(Thread& t, uint32_t arg, Value a, Value b) {
  auto op = static_cast<CompareOp>(arg >> kCompareShift);
  if ((arg & kCompareToBool) == 0) return compare(t, a, b, op);
  Ref result = GILT_TRY(compare(t, a, b, op));
  if (result.get().is_bool()) return result;
  Truth truth = GILT_TRY(is_true(t, result));
  return Ref::boolean(truth.yes());
}

Ref binary_slice_slow(Thread& t, Value container, Value start, Value stop) {
  Ref slice = GILT_TRY(make_slice(t, start, stop, Value::none()));
  return get_item(t, container, slice);
}

bool store_slice_slow(Thread& t, Value value, Value container, Value start, Value stop) {
  Ref slice = GILT_TRY(make_slice(t, start, stop, Value::none()));
  return set_item(t, container, slice, value);
}

Ref build_slice_slow(Thread& t, Value start, Value stop, Value step) {
  return make_slice(t, start, stop, step);
}

Ref build_set_slow(Thread& t, const StackRef* items, uint32_t count) {
  Ref set = GILT_TRY(empty_set(t));
  for (uint32_t i = 0; i < count; i++) {
    if (!set_add(t, set, items[i].value())) return Ref();
  }
  return set;
}

Ref build_map_slow(Thread& t, const StackRef* pairs, uint32_t count) {
  Ref dict = GILT_TRY(empty_dict(t, count));
  for (uint32_t i = 0; i < count; i++) {
    Value key = pairs[2 * i].value();
    if (!dict_set(t, dict.as<DictObject>(), key, pairs[2 * i + 1].value())) return Ref();
  }
  return dict;
}

Ref build_string_slow(Thread& t, const StackRef* parts, uint32_t count) {
  std::vector<Value> values(count);
  for (uint32_t i = 0; i < count; i++) values[i] = parts[i].value();
  return join_strs(t, values.data(), count);
}

bool list_extend_slow(Thread& t, ListObject* list, Value iterable) {
  if (list_extend(t, list, iterable)) return true;
  Type* type = type_of(t, iterable);
  if (pending_is(t, Exc::kTypeError) && !type->slots.iter && !type->slots.get_item) {
    clear_pending(t);
    raise(t, Exc::kTypeError,
          fmt::format("Value after * must be an iterable, not {}", type_name(t, iterable)));
  }
  return false;
}

bool set_add_slow(Thread& t, Value set, Value item) { return set_add(t, set, item); }
bool set_update_slow(Thread& t, Value set, Value iterable) { return set_update(t, set, iterable); }

bool dict_update_slow(Thread& t, DictObject* dict, Value mapping) {
  if (!is_instance_of(t, mapping, Type::kDict)) {
    Ref keys = get_attr_or_null(t, mapping, names(t).keys);
    if (!keys) {
      if (pending(t)) return false;
      return raise(t, Exc::kTypeError,
                   fmt::format("'{}' object is not a mapping", type_name(t, mapping)));
    }
  }
  return dict_update(t, dict, mapping);
}

namespace {

// The items of any iterable but no more than `limit`; false: raised. *more: there was another one.
bool take_items(Thread& t, Value iterable, size_t limit, std::vector<Value>* out, bool* more) {
  Ref iterator = get_iter(t, iterable);
  if (!iterator) {
    Type* type = type_of(t, iterable);
    if (pending_is(t, Exc::kTypeError) && !type->slots.iter && !type->slots.get_item) {
      clear_pending(t);
      raise(t, Exc::kTypeError,
            fmt::format("cannot unpack non-iterable {} object", type_name(t, iterable)));
    }
    return false;
  }
  *more = false;
  while (Ref item = iter_next(t, iterator)) {
    if (out->size() == limit) {
      *more = true;
      return true;
    }
    out->push_back(item.release());
  }
  return !pending(t) || clear_if(t, Exc::kStopIteration);
}

void drop_all(Thread& t, const std::vector<Value>& values) {
  for (Value v : values) decref(t, v);
}

}  // namespace

bool unpack_sequence_slow(Thread& t, Value sequence, uint32_t count, StackRef* out) {
  std::vector<Value> items;
  bool more = false;
  if (!take_items(t, sequence, count, &items, &more)) {
    drop_all(t, items);
    return false;
  }
  if (items.size() == count && !more) {
    for (uint32_t i = 0; i < count; i++) out[i] = StackRef::owned(items[count - 1 - i]);
    return true;
  }
  std::string message;
  if (!more) {
    message = fmt::format("not enough values to unpack (expected {}, got {})", count, items.size());
  } else {
    message = fmt::format("too many values to unpack (expected {}", count);
    bool sized = is_instance_of(t, sequence, Type::kList | Type::kTuple | Type::kDict);
    if (sized) {
      Size n = length(t, sequence);
      if (!n.failed() && n.get() > static_cast<int64_t>(count)) {
        message += fmt::format(", got {}", n.get());
      }
    }
    message += ")";
  }
  drop_all(t, items);
  return raise(t, Exc::kValueError, message);
}

bool unpack_ex_slow(Thread& t, Value sequence, uint32_t before, uint32_t after, StackRef* out) {
  std::vector<Value> items;
  bool more = false;
  if (!take_items(t, sequence, SIZE_MAX, &items, &more)) {
    drop_all(t, items);
    return false;
  }
  if (items.size() < before + after) {
    size_t got = items.size();
    drop_all(t, items);
    return raise(t, Exc::kValueError,
                 fmt::format("not enough values to unpack (expected at least {}, got {})",
                             before + after, got));
  }
  size_t middle = items.size() - before - after;
  Ref rest = make_list(t, std::span<const Value>(items.data() + before, middle));
  if (!rest) {
    drop_all(t, items);
    return false;
  }
  for (size_t i = 0; i < middle; i++) decref(t, items[before + i]);  // the list has its own
  StackRef* slot = out;
  for (uint32_t i = 0; i < after; i++) *slot++ = StackRef::owned(items[items.size() - 1 - i]);
  *slot++ = StackRef::owned(std::move(rest));
  for (uint32_t i = 0; i < before; i++) *slot++ = StackRef::owned(items[before - 1 - i]);
  return true;
}

}  // namespace gilt::ops
