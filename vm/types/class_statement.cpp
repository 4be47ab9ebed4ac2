// The class statement: __build_class__. Source: CPython 3.14 Python/bltinmodule.c.
#include <fmt/format.h>

#include <vector>

#include "vm/call.h"
#include "vm/frame.h"
#include "vm/operations.h"
#include "vm/types/cell.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

// The bases with those that are no classes replaced by their __mro_entries__(bases); a tuple, the
// given one when nothing was replaced.
Ref resolve_bases(Thread& t, Ref bases) {
  auto* given = bases.as<TupleObject>();
  Ref resolved;
  for (size_t i = 0; i < given->size; i++) {
    Value base = given->items()[i];
    Ref method;
    if (!is_instance_of(t, base, Type::kType)) {
      method = get_attr_or_null(t, base, names(t).mro_entries);
      if (!method && pending(t)) return Ref();
    }
    if (method) {
      Ref entries = GILT_TRY(call(t, method, {bases}));
      if (!is_instance_of(t, entries, Type::kTuple)) {
        return raise(t, Exc::kTypeError, "__mro_entries__ must return a tuple");
      }
      if (!resolved) resolved = GILT_TRY(make_list(t, given->items().first(i)));
      GILT_TRY(list_extend(t, resolved.as<ListObject>(), entries));
    } else if (resolved) {
      GILT_TRY(list_append(t, resolved.as<ListObject>(), Ref::copy(t, base)));
    }
  }
  return resolved ? list_as_tuple(t, resolved.as<ListObject>()) : std::move(bases);
}

// The keywords of the class statement, but for `metaclass`.
struct Keywords {
  Value metaclass;
  std::vector<Value> names, values;
};

Keywords split_keywords(Thread& t, CallArgs args) {
  Keywords k;
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (str_equal(args.keyword_name(i), names(t).metaclass)) {
      k.metaclass = args.keyword_value(i);
    } else {
      k.names.push_back(args.keyword_name(i));
      k.values.push_back(args.keyword_value(i));
    }
  }
  return k;
}

Ref find_metaclass(Thread& t, Value given, TupleObject* bases) {
  Value metaclass = given;
  if (!metaclass) {
    metaclass = Value::from(bases->size == 0 ? types(t).type : type_of(t, bases->items()[0]));
  }
  if (!is_instance_of(t, metaclass, Type::kType)) return Ref::copy(t, metaclass);
  Type* winner = GILT_TRY(calculate_metaclass(t, metaclass.as<Type>(), bases));
  return Ref::copy(t, winner);
}

// The namespace that the class body will fill.
Ref prepare_namespace(Thread& t, Value metaclass, CallArgs args) {
  if (metaclass == Value::from(types(t).type)) return empty_dict(t);
  Ref prepare = get_attr_or_null(t, metaclass, names(t).prepare);
  if (!prepare) return pending(t) ? Ref() : empty_dict(t);
  Ref ns = GILT_TRY(call(t, prepare, args));
  if (type_of(t, ns)->slots.get_item) return ns;
  std::string who = is_instance_of(t, metaclass, Type::kType)
                        ? std::string(str_view(metaclass.as<Type>()->name.load()))
                        : "<metaclass>";
  return raise(
      t, Exc::kTypeError,
      fmt::format("{}.__prepare__() must return a mapping, not {}", who, type_name(t, ns)));
}

// Runs the class body; what it returns is the `__class__` cell or None.
Ref run_body(Thread& t, FunctionObject* body, Value ns) {
  Frame* frame = GILT_TRY(make_call_frame(t, body, CallArgs()));
  Value old = frame->locals;
  frame->locals = Ref::copy(t, ns).release();
  decref(t, old);
  return run_frame(t, frame);
}

bool check_cell(Thread& t, Value cell, Value cls, Value name) {
  if (type_of(t, cell) != types(t).cell || !is_instance_of(t, cls, Type::kType)) return true;
  Ref in_cell = read_slot(t, cell.as<CellObject>()->contents);
  if (in_cell && in_cell.get() == cls) return true;
  if (!in_cell) {
    return raise(t, Exc::kRuntimeError,
                 fmt::format("__class__ not set defining {} as {}. Was __classcell__ propagated to "
                             "type.__new__?",
                             repr_text(t, name), repr_text(t, cls)));
  }
  return raise(t, Exc::kTypeError,
               fmt::format("__class__ set to {} defining {} as {}", repr_text(t, in_cell),
                           repr_text(t, name), repr_text(t, cls)));
}

}  // namespace

Ref build_class(Thread& t, CallArgs args) {
  if (args.positional < 2)
    return raise(t, Exc::kTypeError, "__build_class__: not enough arguments");
  Value body = args.values[0];
  Value name = args.values[1];
  if (!is_function(body)) {
    return raise(t, Exc::kTypeError, "__build_class__: func must be a function");
  }
  if (!is_str(t, name)) return raise(t, Exc::kTypeError, "__build_class__: name is not a string");
  Ref given = GILT_TRY(make_tuple(t, std::span<const Value>(args.values + 2, args.positional - 2)));
  Ref bases = GILT_TRY(resolve_bases(t, given.duplicate()));
  Keywords keywords = split_keywords(t, args);
  Ref metaclass = GILT_TRY(find_metaclass(t, keywords.metaclass, bases.as<TupleObject>()));

  Ref keyword_names;
  if (!keywords.names.empty()) {
    keyword_names = GILT_TRY(make_tuple(t, std::span<const Value>(keywords.names)));
  }
  auto* kw = keyword_names ? keyword_names.as<TupleObject>() : nullptr;
  std::vector<Value> call_values = {name, bases};
  call_values.insert(call_values.end(), keywords.values.begin(), keywords.values.end());
  Ref ns = GILT_TRY(prepare_namespace(t, metaclass, CallArgs(call_values.data(), 2, kw)));

  Ref cell = GILT_TRY(run_body(t, body.as<FunctionObject>(), ns));
  if (bases.get() != given.get() && !set_item(t, ns, names(t).orig_bases, given)) return Ref();
  call_values.insert(call_values.begin() + 2, ns.get());
  Ref cls = GILT_TRY(call(t, metaclass, CallArgs(call_values.data(), 3, kw)));
  if (!check_cell(t, cell, cls, name)) return Ref();
  return cls;
}

}  // namespace gilt
