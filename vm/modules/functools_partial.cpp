// functools.partial and Placeholder.
//
// Thread-safety: function, arguments and keywords are set once (and by __setstate__); a call takes
// its own references first.
#include <fmt/format.h>

#include <vector>

#include "vm/modules/functools.h"
#include "vm/modules/native_iterator.h"
#include "vm/types/function.h"
#include "vm/types/generic_alias.h"
#include "vm/types/instance.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

struct PartialObject : Instance {
  Slot function;
  Slot args;      // tuple
  Slot keywords;  // dict
  Slot placeholder;
};

Value placeholder_of(Value partial) { return partial.as<PartialObject>()->placeholder.load(); }

size_t count_placeholders(std::span<const Value> args, Value placeholder) {
  return static_cast<size_t>(std::count(args.begin(), args.end(), placeholder));
}

// `args` with the first of `more` in place of its placeholders, then the rest of `more`. False:
// there are too few.
bool fill_placeholders(std::vector<Value>* args, std::span<const Value> more, Value placeholder) {
  size_t next = 0;
  for (Value& arg : *args) {
    if (arg != placeholder) continue;
    if (next == more.size()) return false;
    arg = more[next++];
  }
  args->insert(args->end(), more.begin() + static_cast<int64_t>(next), more.end());
  return true;
}

bool check_no_placeholder_keywords(Thread& t, CallArgs args, Value placeholder) {
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (args.keyword_value(i) != placeholder) continue;
    return raise(t, Exc::kTypeError, "Placeholder cannot be passed as a keyword argument");
  }
  return true;
}

// The arguments of a partial of a partial: placeholders that are not filled yet stay.
bool flattened_args(std::vector<Value>* args, std::span<const Value> more, Value placeholder) {
  size_t missing = count_placeholders(*args, placeholder);
  std::vector<Value> padded(more.begin(), more.end());
  while (padded.size() < missing) padded.push_back(placeholder);
  return fill_placeholders(args, padded, placeholder);
}

Ref partial_construct(Thread& t, Type* cls, CallArgs args) {
  if (args.positional == 0) {
    return raise(t, Exc::kTypeError, "type 'partial' takes at least one argument");
  }
  Value function = args.values[0];
  if (!is_callable(t, function)) {
    return raise(t, Exc::kTypeError, "the first argument must be callable");
  }
  Ref placeholder = GILT_TRY(module_member(t, "_functools", "Placeholder"));
  if (args.positional > 1 && args.values[args.positional - 1] == placeholder.get()) {
    return raise(t, Exc::kTypeError, "trailing Placeholders are not allowed");
  }
  if (!check_no_placeholder_keywords(t, args, placeholder)) return Ref();

  std::span<const Value> given(args.values + 1, args.positional - 1);
  std::vector<Value> values;
  Ref keywords = GILT_TRY(empty_dict(t));
  // A plain partial of a partial is one partial.
  Type* native = native_class(cls);
  Ref inner_function, inner_args;
  if (type_of(t, function)->is_subtype_of(native)) {
    auto* inner = function.as<PartialObject>();
    if (attribute_storage(inner)->shape.load() == nullptr) {
      inner_function = read_slot(t, inner->function);
      inner_args = read_slot(t, inner->args);
      auto items = inner_args.as<TupleObject>()->items();
      values.assign(items.begin(), items.end());
      Ref inner_keywords = read_slot(t, inner->keywords);
      if (!dict_update(t, keywords.as<DictObject>(), inner_keywords)) return Ref();
      function = inner_function;
    }
  }
  flattened_args(&values, given, placeholder);
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (!dict_set(t, keywords.as<DictObject>(), args.keyword_name(i), args.keyword_value(i))) {
      return Ref();
    }
  }
  Ref own_function = Ref::copy(t, function);
  Ref own_args = GILT_TRY(make_tuple(t, std::span<const Value>(values)));
  auto* made = make_with_slots<PartialObject, &PartialObject::function, &PartialObject::args,
                               &PartialObject::keywords, &PartialObject::placeholder>(
      t, cls, own_function, own_args, keywords, placeholder);
  return Ref::take(t, GILT_TRY(made));
}

// The keywords of the partial, overridden by those of the call, behind the positional values.
bool merge_keywords(Thread& t, DictObject* bound, CallArgs args, std::vector<Value>* values,
                    std::vector<Value>* names, std::vector<Ref>* kept) {
  Ref all = args.keyword_count() == 0 ? Ref::copy(t, bound) : dict_copy(t, bound);
  if (!all) return false;
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (!dict_set(t, all.as<DictObject>(), args.keyword_name(i), args.keyword_value(i)))
      return false;
  }
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, all.as<DictObject>(), &position, &key, &value)) {
    if (!is_str(t, key)) return raise(t, Exc::kTypeError, "keywords must be strings");
    names->push_back(key);
    values->push_back(value);
    kept->push_back(std::move(key));
    kept->push_back(std::move(value));
  }
  return true;
}

Ref partial_call(Thread& t, Value self, CallArgs args) {
  auto* partial = self.as<PartialObject>();
  Ref function = read_slot(t, partial->function);
  Ref bound = read_slot(t, partial->args);
  Ref keywords = read_slot(t, partial->keywords);
  auto items = bound.as<TupleObject>()->items();
  std::vector<Value> values(items.begin(), items.end());
  std::span<const Value> given(args.values, args.positional);
  if (!fill_placeholders(&values, given, placeholder_of(self))) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("missing positional arguments in 'partial' call; expected at least {}, "
                    "got {}",
                    count_placeholders(items, placeholder_of(self)), args.positional));
  }
  size_t positional = values.size();
  auto* bound_keywords = keywords.as<DictObject>();
  if (dict_size(bound_keywords) == 0) {
    values.insert(values.end(), args.values + args.positional, args.values + args.total());
    return call(t, function, CallArgs(values.data(), positional, args.keywords));
  }
  std::vector<Value> names;
  std::vector<Ref> kept;
  if (!merge_keywords(t, bound_keywords, args, &values, &names, &kept)) return Ref();
  Ref name_tuple = GILT_TRY(make_tuple(t, std::span<const Value>(names)));
  return call(t, function, CallArgs(values.data(), positional, name_tuple.as<TupleObject>()));
}

// As a method (3.14): the instance is the first argument.
Ref partial_descriptor_get(Thread& t, Value self, Value object, Value) {
  if (!object || object.is_none()) return Ref::copy(t, self);
  return make_method(t, self, object);
}

Ref partial_repr(Thread& t, Value self) {
  auto* partial = self.as<PartialObject>();
  Type* type = type_of(t, self);
  Ref module = GILT_TRY(get_attr(t, Value::from(type), names(t).module));
  Ref qualname = GILT_TRY(get_attr(t, Value::from(type), names(t).qualname));
  Ref module_text = GILT_TRY(to_str(t, module));
  std::string name = fmt::format("{}.{}", str_view(module_text), str_view(qualname));
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, "...");
  Ref function = read_slot(t, partial->function);
  std::string text = name + "(";
  if (!append_repr(t, text, function)) return Ref();
  Ref args = read_slot(t, partial->args);
  for (Value arg : args.as<TupleObject>()->items()) {
    text += ", ";
    if (!append_repr(t, text, arg)) return Ref();
  }
  Ref keywords = read_slot(t, partial->keywords);
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, keywords.as<DictObject>(), &position, &key, &value)) {
    Ref shown = GILT_TRY(to_str(t, key));
    text += fmt::format(", {}=", str_view(shown));
    if (!append_repr(t, text, value)) return Ref();
  }
  return make_str(t, text + ")");
}

// --- attributes and pickling

template <Slot PartialObject::*Member>
Ref get_member(Thread& t, Value self) {
  return read_slot(t, self.as<PartialObject>()->*Member);
}

Ref get_dict(Thread& t, Value self) {
  return instance_dict(t, self.object(), *attribute_storage(self.object()));
}

bool set_dict(Thread& t, Value self, Value value) {
  if (!value) return raise(t, Exc::kTypeError, "cannot delete __dict__");
  if (!is_instance_of(t, value, Type::kDict)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("__dict__ must be set to a dictionary, not a '{}'", type_name(t, value)));
  }
  return set_instance_dict(t, self.object(), *attribute_storage(self.object()),
                           Ref::copy(t, value));
}

Ref partial_reduce(Thread& t, Args args) {
  auto* partial = args[0].as<PartialObject>();
  Ref function = read_slot(t, partial->function);
  Ref bound = read_slot(t, partial->args);
  Ref keywords = read_slot(t, partial->keywords);
  Ref dict = Ref::none();
  if (attribute_storage(args[0].object())->shape.load() != nullptr) {
    dict = GILT_TRY(get_dict(t, args[0]));
  }
  Ref call_args = GILT_TRY(make_tuple(t, {function}));
  Ref state = GILT_TRY(make_tuple(t, {function, bound, keywords, dict}));
  return make_tuple(t, {Value::from(type_of(t, args[0])), call_args, state});
}

Ref partial_setstate(Thread& t, Args args) {
  Value state = args[1];
  auto* items = is_exact_tuple(state) ? state.as<TupleObject>() : nullptr;
  if (items == nullptr || items->size != 4 || !is_callable(t, (*items)[0]) ||
      !is_instance_of(t, (*items)[1], Type::kTuple) ||
      !((*items)[2].is_none() || is_instance_of(t, (*items)[2], Type::kDict))) {
    return raise(t, Exc::kTypeError, "invalid partial state");
  }
  auto* partial = args[0].as<PartialObject>();
  Ref bound = GILT_TRY(tuple_from_iterable(t, (*items)[1]));
  Ref keywords = (*items)[2].is_none()        ? empty_dict(t)
                 : is_exact_dict((*items)[2]) ? Ref::copy(t, (*items)[2])
                                              : dict_copy(t, (*items)[2].as<DictObject>());
  Ref dict = (*items)[3].is_none() ? empty_dict(t) : Ref::copy(t, (*items)[3]);
  if (!keywords || !dict) return Ref();
  assign_slot(t, partial->function, Ref::copy(t, (*items)[0]));
  assign_slot(t, partial->args, std::move(bound));
  assign_slot(t, partial->keywords, std::move(keywords));
  GILT_TRY(set_instance_dict(t, partial, *attribute_storage(partial), std::move(dict)));
  return Ref::none();
}

constexpr MethodRow kMethods[] = {
    method<"__reduce__", partial_reduce>("()", "For copying and pickling."),
    method<"__setstate__", partial_setstate>("(state, /)", "For copying and pickling."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"func", get_member<&PartialObject::function>>(
        "function object to use in future partial calls"),
    attribute<"args", get_member<&PartialObject::args>>(
        "tuple of arguments to future partial calls"),
    attribute<"keywords", get_member<&PartialObject::keywords>>(
        "dictionary of keyword arguments to future partial calls"),
    attribute<"__dict__", get_dict, set_dict>("other attributes"),
};

void partial_finalize(Thread& t, Object* object) {
  finalize_attributes(t, static_cast<PartialObject*>(object)->attributes_);
  finalize_slots<PartialObject, &PartialObject::function, &PartialObject::args,
                 &PartialObject::keywords, &PartialObject::placeholder>(t, object);
}
void partial_traverse(Object* object, Visitor visit, void* arg) {
  traverse_attributes(static_cast<PartialObject*>(object)->attributes_, visit, arg);
  traverse_slots<PartialObject, &PartialObject::function, &PartialObject::args,
                 &PartialObject::keywords, &PartialObject::placeholder>(object, visit, arg);
}

constexpr NativeClass kPartial = {
    "functools.partial",
    "partial(func, /, *args, **keywords)\n--\n\nA function with some arguments filled in.",
    sizeof(PartialObject),
    true,
    partial_finalize,
    partial_traverse};

// --- Placeholder

Ref placeholder_repr(Thread& t, Value) { return make_str(t, "Placeholder"); }

Ref placeholder_construct(Thread& t, Type*, CallArgs args) {
  if (args.total() != 0) return raise(t, Exc::kTypeError, "_PlaceholderType takes no arguments");
  return module_member(t, "_functools", "Placeholder");
}

Ref placeholder_reduce(Thread& t, Args) { return make_str(t, "Placeholder"); }

void finalize_nothing(Thread&, Object*) {}

constexpr NativeClass kPlaceholder = {
    "functools._PlaceholderType",
    "The type of the Placeholder singleton: a place that partial() leaves to the call.",
    sizeof(Object),
    false,
    finalize_nothing,
    traverse_nothing};

constexpr MethodRow kPlaceholderMethods[] = {
    method<"__reduce__", placeholder_reduce>("()", "For copying and pickling."),
};

}  // namespace

bool add_partial(Thread& t, DictObject* ns) {
  Type* placeholder = GILT_TRY(new_native_class(t, kPlaceholder));
  placeholder->slots.repr = placeholder_repr;
  placeholder->slots.construct = placeholder_construct;
  add_methods(t, *placeholder, kPlaceholderMethods);
  if (!publish(t, ns, placeholder)) return false;
  Ref only = Ref::take(t, GILT_TRY(allocate<Object>(t, placeholder)));
  if (!add_value(t, ns, "Placeholder", std::move(only))) return false;

  Type* type = GILT_TRY(new_native_class(t, kPartial));
  type->flags_bits |= Type::kWeakReferable;
  type->attributes_offset = sizeof(Object);
  type->slots.construct = partial_construct;
  type->slots.call = partial_call;
  type->slots.descriptor_get = partial_descriptor_get;
  type->slots.repr = partial_repr;
  add_methods(t, *type, kMethods);
  add_attributes(t, *type, kAttributes);
  return publish(t, ns, type);
}

}  // namespace gilt
