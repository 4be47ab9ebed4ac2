// type.__new__: a class from its name, bases and namespace.
// Source: CPython 3.14 Objects/typeobject.c (type_new).
#include <fmt/format.h>

#include <vector>

#include "vm/frame.h"
#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/slots.h"
#include "vm/types/cell.h"
#include "vm/types/class_layout.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/native_function.h"
#include "vm/types/pattern_flags.h"
#include "vm/types/str.h"
#include "vm/types/super.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

struct ClassArguments {
  Value name;
  TupleObject* bases;
  DictObject* ns;
};

bool parse_arguments(Thread& t, CallArgs args, ClassArguments* out) {
  if (args.positional != 3) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("type.__new__() takes exactly 3 arguments ({} given)", args.positional));
  }
  constexpr uint32_t kFamilies[] = {Type::kStr, Type::kTuple, Type::kDict};
  constexpr const char* kNames[] = {"str", "tuple", "dict"};
  for (int i = 0; i < 3; i++) {
    if (is_instance_of(t, args.values[i], kFamilies[i])) continue;
    return raise(t, Exc::kTypeError,
                 fmt::format("type.__new__() argument {} must be {}, not {}", i + 1, kNames[i],
                             type_name(t, args.values[i])));
  }
  out->name = args.values[0];
  out->bases = args.values[1].as<TupleObject>();
  out->ns = args.values[2].as<DictObject>();
  if (str_view(out->name).find('\0') != std::string_view::npos) {
    return raise(t, Exc::kValueError, "type name must not contain null characters");
  }
  return true;
}

// ns[name] as a str that leaves the namespace, or `otherwise`.
Ref pop_qualname(Thread& t, DictObject* ns, Value otherwise) {
  Ref qualname = dict_pop(t, ns, names(t).qualname);
  if (!qualname) return pending(t) ? Ref() : Ref::copy(t, otherwise);
  if (is_str(t, qualname)) return qualname;
  return raise(t, Exc::kTypeError,
               fmt::format("type __qualname__ must be a str, not {}", type_name(t, qualname)));
}

bool set_default_module(Thread& t, DictObject* ns) {
  if (t.frame == nullptr) return true;
  Ref module = dict_get(t, t.frame->globals, names(t).name);
  if (!module) return !pending(t);
  return static_cast<bool>(dict_set_default(t, ns, names(t).module, module));
}

// Functions that are class or static methods whether they are decorated or not.
template <typename Wrap>
bool wrap_function(Thread& t, DictObject* ns, Value name, Wrap wrap) {
  Ref f = dict_get(t, ns, name);
  if (!f) return !pending(t);
  if (!is_function(f)) return true;
  Ref wrapped = GILT_TRY(wrap(t, f));
  return dict_set(t, ns, name, wrapped);
}

// What the namespace gets without being asked.
bool complete_namespace(Thread& t, DictObject* ns) {
  if (!set_default_module(t, ns)) return false;
  if (!dict_set_default(t, ns, names(t).doc, Value::none())) return false;
  if (!wrap_function(t, ns, names(t).new_, make_static_method)) return false;
  if (!wrap_function(t, ns, names(t).init_subclass, make_class_method)) return false;
  if (!wrap_function(t, ns, names(t).class_getitem, make_class_method)) return false;
  Truth compares = dict_contains(t, ns, names(t).eq);
  if (compares.failed()) return false;
  if (compares.no()) return true;
  return static_cast<bool>(dict_set_default(t, ns, names(t).hash, Value::none()));
}

// Gives the class to the cell that `__class__` and super() in its methods refer to.
bool fill_cell(Thread& t, DictObject* ns, Value name, Value contents) {
  Ref cell = dict_pop(t, ns, name);
  if (!cell) return !pending(t);
  if (type_of(t, cell) != types(t).cell) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{} must be a nonlocal cell, not <class '{}'>", str_view(name),
                             type_name(t, cell)));
  }
  assign_slot(t, cell.as<CellObject>()->contents, Ref::copy(t, contents));
  return true;
}

bool set_mro(Thread& t, Type& type, TupleObject* bases) {
  Ref mro;
  Type* metatype = type_of(t, Value::from(&type));
  Ref method = metatype == types(t).type ? Ref() : get_attr(t, Value::from(&type), "mro");
  if (!method && pending(t)) return false;
  if (method && !is_native_function(method)) {
    Ref order = GILT_TRY(call(t, method));
    Ref items = GILT_TRY(tuple_from_iterable(t, order));
    mro = GILT_TRY(make_tuple(t, items.as<TupleObject>()->items()));
  } else {
    mro = GILT_TRY(compute_mro(t, type, bases));
  }
  for (Value cls : mro.as<TupleObject>()->items()) {
    if (is_instance_of(t, cls, Type::kType)) continue;
    return raise(t, Exc::kTypeError,
                 fmt::format("mro() returned a non-class ('{}')", type_name(t, cls)));
  }
  immortalise(mro);  // as the class, for readers without a reference
  assign_slot(t, type.mro, std::move(mro));
  return true;
}

// From now on the class hears of changes above it. False: there has been one since `seen`.
bool list_below_bases(Thread& t, Type& type, TupleObject* bases, uint64_t seen) {
  gil::MutexGuard guard(t, t.runtime.type_mutex);
  if (t.runtime.hierarchy_changes.load(std::memory_order_relaxed) != seen) return false;
  for (Value b : bases->items()) list_subclass(*b.as<Type>(), type);
  return true;
}

bool call_set_names(Thread& t, Value cls, DictObject* ns) {
  Ref copy = GILT_TRY(dict_copy(t, ns));
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, copy.as<DictObject>(), &position, &key, &value)) {
    Ref method = lookup_special(t, value, names(t).set_name);
    if (!method) {
      if (pending(t)) return false;
      continue;
    }
    if (call(t, method, {cls, key})) continue;
    Ref error = take_pending(t);
    Ref note =
        GILT_TRY(make_str(t, fmt::format("Error calling __set_name__ on '{}' instance {} in '{}'",
                                         type_name(t, value), repr_text(t, key),
                                         str_view(cls.as<Type>()->name.load()))));
    Ref noted = call_method(t, error, "add_note", {note});
    if (!noted) clear_pending(t);
    set_pending(t, std::move(error));
    return false;
  }
  return true;
}

bool call_init_subclass(Thread& t, Value cls, CallArgs args) {
  Ref method = GILT_TRY(super_lookup(t, cls.as<Type>(), cls, names(t).init_subclass, nullptr));
  CallArgs keywords(args.values + args.positional, 0, args.keywords);
  return static_cast<bool>(call(t, method, keywords));
}

void set_flags_and_slots(Thread& t, Type& type) {
  Type* base = type.base;
  const uint32_t laid_out = type.flags_bits.load() & Type::kWeakReferable;
  type.flags_bits = Type::kHeap | Type::kSubclassable | Type::kMutableAttributes | laid_out |
                    (base->flags_bits.load() & Type::kFamilyMask);
  for (Value b : type.bases.load().as<TupleObject>()->items()) {
    uint32_t pattern = b.as<Type>()->flags_bits.load(std::memory_order_relaxed) & kPatternMask;
    if ((type.flags_bits & kPatternMask) == 0) type.flags_bits |= pattern;
  }
  type.slots = base->slots;
  update_slots(t, type);
  type.slots.finalize = finalize_heap_instance;
  type.slots.traverse = traverse_heap_instance;
}

Ref make_class_of(Thread& t, Type* metatype, const ClassArguments& given, CallArgs args) {
  Ref object_only;
  TupleObject* bases = given.bases;
  if (bases->size == 0) {
    object_only = GILT_TRY(make_tuple(t, {Value::from(types(t).object)}));
    bases = object_only.as<TupleObject>();
  }
  Type* base = GILT_TRY(best_base(t, bases));
  Type* type = GILT_TRY(allocate_type(t, metatype));
  Ref cls = Ref::take(t, type);
  Value self = cls;
  DictObject* ns = type_namespace(t, *type);
  if (!dict_update(t, ns, Value::from(given.ns))) return Ref();
  type->base = base;
  type->flags_bits = Type::kHeap;
  assign_slot(t, type->name, GILT_TRY(intern(t, given.name)));
  assign_slot(t, type->bases, Ref::copy(t, bases));
  assign_slot(t, type->qualname, GILT_TRY(pop_qualname(t, ns, given.name)));
  if (!complete_namespace(t, ns) || !lay_out_class(t, *type, bases, ns)) return Ref();
  if (!fill_cell(t, ns, names(t).classdictcell, Value::from(ns))) return Ref();
  if (!fill_cell(t, ns, names(t).classcell, self)) return Ref();
  uint64_t seen;
  do {
    // acquire: with the release in type_hierarchy_changed_locked
    seen = t.runtime.hierarchy_changes.load(std::memory_order_acquire);
    if (!set_mro(t, *type, bases)) return Ref();
    set_flags_and_slots(t, *type);
  } while (!list_below_bases(t, *type, bases, seen));
  type_modified(t, *type);  // what was cached before a change of a base could reach it
  if (!call_set_names(t, self, ns) || !call_init_subclass(t, self, args)) return Ref();
  return cls;
}

}  // namespace

Type* calculate_metaclass(Thread& t, Type* metatype, TupleObject* bases) {
  Type* winner = metatype;
  for (Value base : bases->items()) {
    Type* candidate = type_of(t, base);
    if (winner->is_subtype_of(candidate)) continue;
    if (candidate->is_subtype_of(winner)) {
      winner = candidate;
      continue;
    }
    return raise(t, Exc::kTypeError,
                 "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                 "subclass of the metaclasses of all its bases");
  }
  return winner;
}

Ref make_class(Thread& t, Type* metatype, CallArgs args) {
  ClassArguments given{};
  if (!parse_arguments(t, args, &given)) return Ref();
  for (Value base : given.bases->items()) {
    if (is_instance_of(t, base, Type::kType)) continue;
    Ref entries = get_attr_or_null(t, base, names(t).mro_entries);
    if (entries) {
      return raise(t, Exc::kTypeError,
                   "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    if (pending(t)) return Ref();
  }
  Type* winner = GILT_TRY(calculate_metaclass(t, metatype, given.bases));
  if (winner != metatype && winner->slots.construct.get() != types(t).type->slots.construct.get()) {
    return winner->slots.construct(t, winner, args);
  }
  return make_class_of(t, winner, given, args);
}

}  // namespace gilt
