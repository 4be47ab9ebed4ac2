#include <fmt/format.h>

#include <vector>

#include "vm/ops/slow.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/pattern_flags.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt::ops {
namespace {

// Types whose instance itself is the subject of a single positional sub-pattern: case int(n).
bool matches_itself(Thread& t, Type* type) {
  return type->has(Type::kInt | Type::kStr | Type::kBytes | Type::kList | Type::kTuple |
                   Type::kDict | Type::kFloat | Type::kSet) ||
         type == types(t).bytearray;
}

// subject.name, remembered in `seen` against a second use. Null without an exception: no attribute.
Ref match_attribute(Thread& t, Value subject, Value type, Value name, Value seen) {
  Truth again = GILT_TRY(contains(t, seen, name));
  if (again.yes()) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() got multiple sub-patterns for attribute {}",
                             str_view(type.as<Type>()->name.load()), repr_text(t, name)));
  }
  if (!set_add(t, seen, name)) return Ref();
  Ref interned = GILT_TRY(intern(t, name));
  return get_attr_or_null(t, subject, interned);
}

}  // namespace

bool matches_mapping(Thread& t, Value v) {
  return is_instance_of(t, v, Type::kDict | kMappingPattern) ||
         type_of(t, v) == types(t).mapping_proxy;
}

bool matches_sequence(Thread& t, Value v) {
  return is_instance_of(t, v, Type::kList | Type::kTuple | kSequencePattern) ||
         (v.is_object() && type_of(t, v) == types(t).range);
}

namespace {

// subject.get(key), where None can be told from "no such key"; null without an exception: absent.
Ref value_of_key(Thread& t, Value subject, Value key) {
  if (is_exact_dict(subject)) return dict_get(t, subject.as<DictObject>(), key);
  Ref absent = Ref::take(t, GILT_TRY(allocate<Object>(t, types(t).object)));
  Ref value = GILT_TRY(call_method(t, subject, "get", {key, absent}));
  return value.get() == absent.get() ? Ref() : std::move(value);
}

}  // namespace

Ref match_keys_slow(Thread& t, Value subject, Value keys) {
  Ref seen = GILT_TRY(empty_set(t));
  std::vector<Ref> found;
  std::vector<Value> values;
  for (Value key : keys.as<TupleObject>()->items()) {
    Truth again = GILT_TRY(contains(t, seen, key));
    if (again.yes()) {
      return raise(t, Exc::kValueError,
                   fmt::format("mapping pattern checks duplicate key ({})", repr_text(t, key)));
    }
    if (!set_add(t, seen, key)) return Ref();
    Ref value = value_of_key(t, subject, key);
    if (!value) return pending(t) ? Ref() : Ref::none();
    values.push_back(value);
    found.push_back(std::move(value));
  }
  return gilt::make_tuple(t, std::span<const Value>(values));
}

Ref match_class_slow(Thread& t, Value subject, Value type, Value keyword_names,
                     uint32_t positional) {
  if (!is_instance_of(t, type, Type::kType)) {
    return raise(t, Exc::kTypeError, fmt::format("called match pattern must be a class"));
  }
  Truth matches = GILT_TRY(is_instance(t, subject, type));
  if (!matches.yes()) return Ref::none();
  Ref seen = GILT_TRY(empty_set(t));
  std::vector<Ref> found;
  uint32_t from_match_args = positional;
  if (positional > 0) {
    Ref match_args = get_attr_or_null(t, type, names(t).match_args);
    if (!match_args && pending(t)) return Ref();
    bool itself = !match_args && matches_itself(t, type.as<Type>());
    if (match_args && !is_exact_tuple(match_args)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{}.__match_args__ must be a tuple (got {})",
                               str_view(type.as<Type>()->name.load()), type_name(t, match_args)));
    }
    size_t allowed = itself ? 1 : match_args ? match_args.as<TupleObject>()->size : 0;
    if (positional > allowed) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{}() accepts {} positional sub-pattern{} ({} given)",
                               str_view(type.as<Type>()->name.load()), allowed,
                               allowed == 1 ? "" : "s", positional));
    }
    if (itself) {
      found.push_back(Ref::copy(t, subject));
      from_match_args = 0;
    }
    for (uint32_t i = 0; i < from_match_args; i++) {
      Value name = (*match_args.as<TupleObject>())[i];
      if (!is_str(t, name)) {
        return raise(
            t, Exc::kTypeError,
            fmt::format("__match_args__ elements must be strings (got {})", type_name(t, name)));
      }
      Ref value = match_attribute(t, subject, type, name, seen);
      if (!value) return pending(t) ? Ref() : Ref::none();
      found.push_back(std::move(value));
    }
  }
  for (Value name : keyword_names.as<TupleObject>()->items()) {
    Ref value = match_attribute(t, subject, type, name, seen);
    if (!value) return pending(t) ? Ref() : Ref::none();
    found.push_back(std::move(value));
  }
  std::vector<Value> values;
  for (const Ref& value : found) values.push_back(value);
  return gilt::make_tuple(t, std::span<const Value>(values));
}

}  // namespace gilt::ops
