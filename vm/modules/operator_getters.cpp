// operator.itemgetter, attrgetter and methodcaller: functions that get something from an object.
//
// Thread-safety: immutable.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "vm/call.h"
#include "vm/modules/native_iterator.h"
#include "vm/modules/operator.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

struct GetterObject : Object {
  Slot what;      // tuple: the keys, the dotted names, or the method's positional arguments
  Slot name;      // of the method
  Slot keywords;  // dict: the method's keyword arguments
};

std::span<const Value> parts(Value self) {
  return self.as<GetterObject>()->what.load().as<TupleObject>()->items();
}

std::string_view short_name(Type* cls) {
  std::string_view name = native_class(cls)->native_name;
  return name.substr(name.rfind('.') + 1);
}

Ref make_getter(Thread& t, Type* cls, std::span<const Value> what, Ref name = {},
                Ref keywords = {}) {
  Ref tuple = GILT_TRY(make_tuple(t, what));
  auto* made = make_with_slots<GetterObject, &GetterObject::what, &GetterObject::name,
                               &GetterObject::keywords>(t, cls, tuple, name, keywords);
  return Ref::take(t, GILT_TRY(made));
}

bool check_getter_args(Thread& t, Type* cls, CallArgs args) {
  std::string name(short_name(cls));
  if (args.keyword_count() != 0) return check_no_keywords(t, name.c_str(), args);
  if (args.positional > 0) return true;
  return raise(t, Exc::kTypeError, fmt::format("{} expected 1 argument, got 0", name));
}

bool one_object(Thread& t, Value self, CallArgs args) {
  std::string name(short_name(type_of(t, self)));
  return check_no_keywords(t, name.c_str(), args) && check_positional(t, name.c_str(), args, 1, 1);
}

// One result, or a tuple of several.
template <auto Get>
Ref get_all(Thread& t, Value self, CallArgs args) {
  if (!one_object(t, self, args)) return Ref();
  std::span<const Value> wanted = parts(self);
  if (wanted.size() == 1) return Get(t, args.values[0], wanted[0]);
  TupleObject* tuple = GILT_TRY(allocate_tuple(t, wanted.size()));
  Ref result = Ref::take(t, tuple);
  for (size_t i = 0; i < wanted.size(); i++) {
    tuple->items_[i] = GILT_TRY(Get(t, args.values[0], wanted[i])).release();
  }
  return result;
}

// --- itemgetter and attrgetter

Ref itemgetter_construct(Thread& t, Type* cls, CallArgs args) {
  if (!check_getter_args(t, cls, args)) return Ref();
  return make_getter(t, cls, {args.values, args.positional});
}

Ref attrgetter_construct(Thread& t, Type* cls, CallArgs args) {
  if (!check_getter_args(t, cls, args)) return Ref();
  for (size_t i = 0; i < args.positional; i++) {
    if (is_str(t, args.values[i])) continue;
    return raise(t, Exc::kTypeError, "attribute name must be a string");
  }
  return make_getter(t, cls, {args.values, args.positional});
}

// "a.b.c" goes from one object to the next.
Ref dotted_attribute(Thread& t, Value object, Value name) {
  Ref current = Ref::copy(t, object);
  std::string_view rest = str_view(name);
  while (true) {
    size_t dot = rest.find('.');
    current = GILT_TRY(get_attr(t, current, rest.substr(0, dot)));
    if (dot == std::string_view::npos) return current;
    rest.remove_prefix(dot + 1);
  }
}

Ref repr_of_parts(Thread& t, Value self) {
  std::string text = fmt::format("operator.{}(", short_name(type_of(t, self)));
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, text + "...)");
  bool first = true;
  for (Value part : parts(self)) {
    if (!first) text += ", ";
    first = false;
    if (!append_repr(t, text, part)) return Ref();
  }
  return make_str(t, text + ")");
}

Ref reduce_parts(Thread& t, Args args) {
  return make_tuple(t, {Value::from(type_of(t, args[0])), args[0].as<GetterObject>()->what.load()});
}

// --- methodcaller

Ref methodcaller_construct(Thread& t, Type* cls, CallArgs args) {
  if (args.positional == 0) {
    return raise(t, Exc::kTypeError, "methodcaller needs at least one argument, the method name");
  }
  if (!is_str(t, args.values[0])) {
    return raise(t, Exc::kTypeError, "method name must be a string");
  }
  Ref name = GILT_TRY(intern(t, args.values[0]));
  Ref keywords = GILT_TRY(empty_dict(t));
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (!dict_set(t, keywords.as<DictObject>(), args.keyword_name(i), args.keyword_value(i))) {
      return Ref();
    }
  }
  return make_getter(t, cls, {args.values + 1, args.positional - 1}, std::move(name),
                     std::move(keywords));
}

Ref methodcaller_call(Thread& t, Value self, CallArgs args) {
  if (!one_object(t, self, args)) return Ref();
  auto* getter = self.as<GetterObject>();
  Ref method = GILT_TRY(get_attr(t, args.values[0], getter->name.load()));
  UnpackedArguments unpacked;
  if (!unpack_arguments(t, method, getter->what.load(), getter->keywords.load(), &unpacked)) {
    return Ref();
  }
  return call(t, method, unpacked.args());
}

Ref methodcaller_repr(Thread& t, Value self) {
  auto* getter = self.as<GetterObject>();
  std::string text = "operator.methodcaller(";
  ReprGuard guard(t, self);
  if (guard.entered()) return make_str(t, text + "...)");
  if (!append_repr(t, text, getter->name.load())) return Ref();
  for (Value part : parts(self)) {
    text += ", ";
    if (!append_repr(t, text, part)) return Ref();
  }
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, getter->keywords.load().as<DictObject>(), &position, &key, &value)) {
    text += fmt::format(", {}=", str_view(key));
    if (!append_repr(t, text, value)) return Ref();
  }
  return make_str(t, text + ")");
}

Ref methodcaller_reduce(Thread& t, Args args) {
  auto* getter = args[0].as<GetterObject>();
  std::vector<Value> values = {getter->name.load()};
  for (Value part : parts(args[0])) values.push_back(part);
  Ref call_args = GILT_TRY(make_tuple(t, std::span<const Value>(values)));
  Value cls = Value::from(type_of(t, args[0]));
  if (dict_size(getter->keywords.load().as<DictObject>()) == 0)
    return make_tuple(t, {cls, call_args});
  Ref partial = GILT_TRY(module_member(t, "functools", "partial"));
  Ref class_and_name = GILT_TRY(make_tuple(t, {cls, getter->name.load()}));
  UnpackedArguments unpacked;
  if (!unpack_arguments(t, partial, class_and_name, getter->keywords.load(), &unpacked))
    return Ref();
  Ref maker = GILT_TRY(call(t, partial, unpacked.args()));
  return make_tuple(t, {maker, getter->what.load()});
}

constexpr MethodRow kGetterMethods[] = {
    method<"__reduce__", reduce_parts>("()", "For copying and pickling."),
};
constexpr MethodRow kCallerMethods[] = {
    method<"__reduce__", methodcaller_reduce>("()", "For copying and pickling."),
};

constexpr NativeClass getter_class(const char* name, const char* doc) {
  return {name,
          doc,
          sizeof(GetterObject),
          true,
          finalize_slots<GetterObject, &GetterObject::what, &GetterObject::name,
                         &GetterObject::keywords>,
          traverse_slots<GetterObject, &GetterObject::what, &GetterObject::name,
                         &GetterObject::keywords>};
}

}  // namespace

bool add_operator_getters(Thread& t, DictObject* ns) {
  Type* item = GILT_TRY(new_native_class(
      t, getter_class("operator.itemgetter",
                      "itemgetter(item, /, *items)\n--\n\nitemgetter(2)(r) is r[2]; with several "
                      "items it gives a tuple.")));
  item->slots.construct = itemgetter_construct;
  item->slots.call = get_all<get_item>;
  item->slots.repr = repr_of_parts;
  add_methods(t, *item, kGetterMethods);

  Type* attr = GILT_TRY(new_native_class(
      t,
      getter_class("operator.attrgetter",
                   "attrgetter(attr, /, *attrs)\n--\n\nattrgetter('a.b')(r) is r.a.b; with several "
                   "names it gives a tuple.")));
  attr->slots.construct = attrgetter_construct;
  attr->slots.call = get_all<dotted_attribute>;
  attr->slots.repr = repr_of_parts;
  add_methods(t, *attr, kGetterMethods);

  Type* caller = GILT_TRY(new_native_class(
      t, getter_class("operator.methodcaller",
                      "methodcaller(name, /, *args, **kwargs)\n--\n\nmethodcaller('f', 1)(r) is "
                      "r.f(1).")));
  caller->slots.construct = methodcaller_construct;
  caller->slots.call = methodcaller_call;
  caller->slots.repr = methodcaller_repr;
  add_methods(t, *caller, kCallerMethods);
  return publish(t, ns, item) && publish(t, ns, attr) && publish(t, ns, caller);
}

}  // namespace gilt
