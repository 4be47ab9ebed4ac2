// dict.update and its relatives: taking over the entries of another mapping.
#include <string>

#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/operations.h"
#include "vm/types/dict_storage.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

// One entry for `d`; `locked`: the caller holds its lock. A null key in *duplicate: none met.
bool merge_entry(Thread& t, DictObject* d, Value key, int64_t h, Value value, Merge how,
                 Ref* duplicate) {
  DictTable* table;
  int64_t index = find_entry(t, d, key, h, true, &table);
  if (index == kFindFailed) return false;
  if (index < 0) return dict_insert_new(t, d, Ref::copy(t, key), h, Ref::copy(t, value));
  if (how == Merge::kReplace) {
    assign_slot(t, table->entries[index].value, Ref::copy(t, value));
  } else if (how == Merge::kUnique) {
    *duplicate = Ref::copy(t, key);
    return false;
  }
  return true;
}

bool merge_item(Thread& t, DictObject* d, Value key, Value value, Merge how, Ref* duplicate) {
  int64_t h = GILT_TRY(hash_key(t, key)).get();
  gil::CriticalSection section(t, d->mutex);
  return merge_entry(t, d, key, h, value, how, duplicate);
}

// Both are locked for the whole of it.
bool merge_dict(Thread& t, DictObject* d, DictObject* other, Merge how, Ref* duplicate) {
  if (d == other) return true;
  gil::CriticalSection2 section(t, d->mutex, other->mutex);
  DictTable* table = other->table.load(std::memory_order_relaxed);
  int64_t size = other->size.load(std::memory_order_relaxed);
  if (size == 0) return true;
  int64_t own = d->size.load(std::memory_order_relaxed);
  DictTable* target = d->table.load(std::memory_order_relaxed);
  if (target == nullptr || target->usable < static_cast<uint64_t>(size)) {
    if (!dict_resize(t, d, static_cast<uint64_t>(own + size))) return false;
  }
  for (size_t i = 0; i < table->used.load(std::memory_order_relaxed); i++) {
    DictEntry& entry = table->entries[i];
    Ref key = read_slot_locked(t, entry.key);
    if (!key) continue;
    Ref value = read_slot_locked(t, entry.value);
    int64_t h = entry.hash.load(std::memory_order_relaxed);
    if (!merge_entry(t, d, key, h, value, how, duplicate)) return false;
    if (other->table.load(std::memory_order_relaxed) != table ||
        other->size.load(std::memory_order_relaxed) != size) {
      return raise(t, Exc::kRuntimeError, "dict mutated during update");
    }
  }
  return true;
}

bool merge_keys(Thread& t, DictObject* d, Value other, Value keys_method, Merge how,
                Ref* duplicate) {
  Ref keys = GILT_TRY(call(t, keys_method));
  return for_each(t, keys, [&](Ref key) -> bool {
    Ref value = GILT_TRY(get_item(t, other, key));
    return merge_item(t, d, key, value, how, duplicate);
  });
}

bool merge_pairs(Thread& t, DictObject* d, Value pairs, Merge how, Ref* duplicate) {
  int64_t number = 0;
  return for_each(t, pairs, [&](Ref item) -> bool {
    Ref pair = tuple_from_iterable(t, item);
    if (!pair) {
      if (!clear_if(t, Exc::kTypeError)) return false;
      return raise(
          t, Exc::kTypeError,
          fmt::format("cannot convert dictionary update sequence element #{} to a sequence",
                      number));
    }
    auto* fields = pair.as<TupleObject>();
    if (fields->size != 2) {
      return raise(
          t, Exc::kValueError,
          fmt::format("dictionary update sequence element #{} has length {}; 2 is required", number,
                      fields->size));
    }
    number++;
    return merge_item(t, d, (*fields)[0], (*fields)[1], how, duplicate);
  });
}

// A dict whose iteration is the built-in one.
bool plain_dict(Thread& t, Value v) {
  if (is_exact_dict(v)) return true;
  Type* type = type_of(t, v);
  return type->has(Type::kDict) && type->slots.iter.get() == types(t).dict->slots.iter.get();
}

// "module.name()" of a callable, for messages.
std::string function_text(Thread& t, Value function) {
  std::string text;
  Ref qualname = get_attr_or_null(t, function, names(t).qualname);
  if (qualname && is_str(t, qualname)) {
    text = str_view(qualname);
    Ref module = get_attr_or_null(t, function, names(t).module);
    if (module && is_str(t, module) && str_view(module) != "builtins") {
      text = std::string(str_view(module)) + "." + text;
    }
    text += "()";
  } else if (!pending(t)) {
    Ref shown = to_str(t, function);
    if (shown) text = str_view(shown);
  }
  if (pending(t)) clear_pending(t);
  return text;
}

}  // namespace

bool dict_merge(Thread& t, DictObject* d, Value other, Merge how, Ref* duplicate) {
  if (plain_dict(t, other)) return merge_dict(t, d, other.as<DictObject>(), how, duplicate);
  Ref keys = get_attr_or_null(t, other, names(t).keys);
  if (keys) return merge_keys(t, d, other, keys, how, duplicate);
  if (pending(t)) return false;
  return merge_pairs(t, d, other, how, duplicate);
}

bool dict_update(Thread& t, DictObject* d, Value other) {
  Ref duplicate;
  return dict_merge(t, d, other, Merge::kReplace, &duplicate);
}

bool dict_merge_unique(Thread& t, DictObject* d, Value mapping, Value function) {
  Ref duplicate;
  if (plain_dict(t, mapping)) {
    if (merge_dict(t, d, mapping.as<DictObject>(), Merge::kUnique, &duplicate)) return true;
  } else {
    Ref keys = get_attr_or_null(t, mapping, names(t).keys);
    if (!keys) {
      if (pending(t)) return false;
      return raise(t, Exc::kTypeError,
                   fmt::format("{} argument after ** must be a mapping, not {}",
                               function_text(t, function), type_name(t, mapping)));
    }
    if (merge_keys(t, d, mapping, keys, Merge::kUnique, &duplicate)) return true;
  }
  if (!duplicate) return false;
  if (!is_str(t, duplicate)) return raise(t, Exc::kTypeError, "keywords must be strings");
  return raise(t, Exc::kTypeError,
               fmt::format("{} got multiple values for keyword argument '{}'",
                           function_text(t, function), str_view(duplicate)));
}

}  // namespace gilt
