// BaseExceptionGroup and ExceptionGroup (PEP 654), and what `except*` does with them.
#include <string>
#include <vector>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/exception_fields.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

using exception_group::kExceptions;
using exception_group::kMessage;

bool is_group(Thread& t, Value v) { return is_exception_of(t, v, Exc::kBaseExceptionGroup); }

// The parts of a group: a tuple.
Ref parts_of(Thread& t, Value group) { return exception_field(t, group, kExceptions); }

Failed constructor_error(Thread& t, const std::string& rest) {
  return raise(t, Exc::kTypeError, "BaseExceptionGroup.__new__() " + rest);
}

// The class to make: BaseExceptionGroup of Exceptions only becomes an ExceptionGroup. Null: raised.
Type* choose_class(Thread& t, Type* cls, std::span<const Value> exceptions) {
  bool base_exceptions = false;
  for (size_t i = 0; i < exceptions.size(); ++i) {
    if (!is_exception(t, exceptions[i])) {
      return raise(
          t, Exc::kValueError,
          "Item " + std::to_string(i) + " of second argument (exceptions) is not an exception");
    }
    base_exceptions |= !is_exception_of(t, exceptions[i], Exc::kException);
  }
  Type* plain = exception_type(t, Exc::kExceptionGroup);
  if (cls == exception_type(t, Exc::kBaseExceptionGroup)) return base_exceptions ? cls : plain;
  if (!base_exceptions || !cls->is_subtype_of(exception_type(t, Exc::kException))) return cls;
  if (cls == plain) {
    return raise(t, Exc::kTypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  }
  Ref name = read_slot(t, cls->name);
  return raise(t, Exc::kTypeError,
               "Cannot nest BaseExceptions in '" + std::string(str_view(name)) + "'");
}

Ref group_construct(Thread& t, Type* cls, CallArgs args) {
  if (args.positional != 2) {
    return constructor_error(
        t, "takes exactly 2 arguments (" + std::to_string(args.positional) + " given)");
  }
  Value message = args.values[0], sequence = args.values[1];
  if (!is_str(t, message)) {
    return constructor_error(t, "argument 1 must be str, not " + type_name(t, message));
  }
  bool is_sequence = static_cast<bool>(type_of(t, sequence)->slots.get_item) &&
                     !is_instance_of(t, sequence, Type::kDict);
  if (!is_sequence) {
    return raise(t, Exc::kTypeError, "second argument (exceptions) must be a sequence");
  }
  Ref exceptions = tuple_from_iterable(t, sequence);
  if (!exceptions) return {};
  std::span<const Value> items = exceptions.as<TupleObject>()->items();
  if (items.empty()) {
    return raise(t, Exc::kValueError, "second argument (exceptions) must be a non-empty sequence");
  }
  cls = choose_class(t, cls, items);
  if (cls == nullptr) return {};
  Ref self = exception_construct(t, cls, args);
  if (!self) return {};
  put_exception_field(t, self, kMessage, message);
  put_exception_field(t, self, kExceptions, exceptions);
  return self;
}

Ref group_str(Thread& t, Value self) {
  Ref message = exception_field(t, self, kMessage);
  Ref parts = parts_of(t, self);
  Ref text = to_str(t, message);
  if (!text) return {};
  size_t n = parts.as<TupleObject>()->size;
  return make_str(t, std::string(str_view(text)) + " (" + std::to_string(n) + " sub-exception" +
                         (n == 1 ? ")" : "s)"));
}

// --- splitting

// What split() and subgroup() select by: a class, a tuple of classes, or a function.
struct Condition {
  Value operand;
  bool is_function;
};

bool parse_condition(Thread& t, Value v, Condition* out) {
  bool valid = is_exception_class(t, v);
  if (!valid && is_instance_of(t, v, Type::kTuple)) {
    valid = true;
    for (Value item : v.as<TupleObject>()->items()) valid &= is_exception_class(t, item);
  }
  bool is_function = !valid && is_callable(t, v) && !is_instance_of(t, v, Type::kType);
  if (!valid && !is_function) {
    return raise(t, Exc::kTypeError,
                 "expected an exception type, a tuple of exception types, or a callable (other "
                 "than a class)");
  }
  *out = {v, is_function};
  return true;
}

Truth condition_holds(Thread& t, const Condition& condition, Value exception) {
  if (!condition.is_function) return exception_matches(t, exception, condition.operand);
  Ref answer = call(t, condition.operand, {exception});
  if (!answer) return {};
  return is_true(t, answer);
}

// A group like `original` with these parts: made by derive(), with traceback, cause, context and
// notes of the original. No parts: None.
Ref derived_group(Thread& t, Value original, std::span<const Value> parts) {
  if (parts.empty()) return Ref::none();
  Ref list = make_list(t, parts);
  if (!list) return {};
  Ref made = call_method(t, original, "derive", {list});
  if (!made) return {};
  if (!is_group(t, made)) {
    return raise(t, Exc::kTypeError, "derive must return an instance of BaseExceptionGroup");
  }
  auto* from = original.as<ExceptionObject>();
  auto* to = made.as<ExceptionObject>();
  assign_slot(t, to->traceback, read_slot(t, from->traceback));
  assign_slot(t, to->context, read_slot(t, from->context));
  assign_slot(t, to->cause, read_slot(t, from->cause));
  to->suppress_context.store(from->suppress_context.load(std::memory_order_relaxed),
                             std::memory_order_relaxed);
  Ref notes = get_attr_or_null(t, original, names(t).notes);
  if (!notes) return pending(t) ? Ref() : std::move(made);
  Ref copy = list_from_iterable(t, notes);
  if (!copy || !set_attr(t, made, names(t).notes, copy)) return {};
  return made;
}

// Splits `exception` (a group or a leaf); each half is None when empty.
bool split(Thread& t, Value exception, const Condition& condition, bool want_rest, Ref* match,
           Ref* rest) {
  Truth whole = condition_holds(t, condition, exception);
  if (whole.failed()) return false;
  if (whole.yes() || !is_group(t, exception)) {
    *match = whole.yes() ? Ref::copy(t, exception) : Ref::none();
    *rest = whole.yes() ? Ref::none() : Ref::copy(t, exception);
    return true;
  }
  if (native_stack_exhausted(t, " in exceptiongroup_split_recursive")) return false;
  Ref parts = parts_of(t, exception);
  std::vector<Ref> held;
  std::vector<Value> matching, remaining;
  for (Value part : parts.as<TupleObject>()->items()) {
    Ref part_match, part_rest;
    if (!split(t, part, condition, want_rest, &part_match, &part_rest)) return false;
    if (!part_match.get().is_none()) {
      matching.push_back(part_match);
      held.push_back(std::move(part_match));
    }
    if (!part_rest.get().is_none()) {
      remaining.push_back(part_rest);
      held.push_back(std::move(part_rest));
    }
  }
  *match = derived_group(t, exception, matching);
  if (!*match) return false;
  *rest = want_rest ? derived_group(t, exception, remaining) : Ref::none();
  return static_cast<bool>(*rest);
}

Ref group_split(Thread& t, Args args) {
  Condition condition;
  Ref match, rest;
  if (!parse_condition(t, args[1], &condition)) return {};
  if (!split(t, args[0], condition, true, &match, &rest)) return {};
  return make_tuple(t, {match, rest});
}

Ref group_subgroup(Thread& t, Args args) {
  Condition condition;
  Ref match, rest;
  if (!parse_condition(t, args[1], &condition)) return {};
  if (!split(t, args[0], condition, false, &match, &rest)) return {};
  return match;
}

Ref group_derive(Thread& t, Args args) {
  Ref message = exception_field(t, args[0], kMessage);
  return call(t, Value::from(exception_type(t, Exc::kBaseExceptionGroup)), {message, args[1]});
}

Ref get_message(Thread& t, Value self) { return exception_field(t, self, kMessage); }
Ref get_exceptions(Thread& t, Value self) { return parts_of(t, self); }

constexpr MethodRow kMethods[] = {
    method<"derive", group_derive>("(object, /)", ""),
    method<"split", group_split>("(object, /)", ""),
    method<"subgroup", group_subgroup>("(object, /)", ""),
};
constexpr AttributeRow kAttributes[] = {
    attribute<"message", get_message>("exception message"),
    attribute<"exceptions", get_exceptions>("nested exceptions"),
};

}  // namespace

void init_exception_group(Thread& t, Type& type) {
  set_field_count(type, exception_group::kCount);
  type.slots.construct = group_construct;
  type.slots.str = group_str;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

// --- except*

namespace {

Ref none_as_null(Ref r) { return r && r.get().is_none() ? Ref() : std::move(r); }

bool check_star_operand(Thread& t, Value operand) {
  auto check = [&](Value cls) {
    if (!is_exception_class(t, cls)) {
      return static_cast<bool>(
          raise(t, Exc::kTypeError,
                "catching classes that do not inherit from BaseException is not allowed"));
    }
    if (cls.as<Type>()->is_subtype_of(exception_type(t, Exc::kBaseExceptionGroup))) {
      return static_cast<bool>(raise(t, Exc::kTypeError,
                                     "catching ExceptionGroup with except* is not allowed. Use "
                                     "except instead."));
    }
    return true;
  };
  if (!is_instance_of(t, operand, Type::kTuple)) return check(operand);
  for (Value item : operand.as<TupleObject>()->items()) {
    if (!check(item)) return false;
  }
  return true;
}

// Two exceptions stem from the same raise if they share everything that split() copies.
bool same_origin(Thread& t, Value a, Value b) {
  auto* x = a.as<ExceptionObject>();
  auto* y = b.as<ExceptionObject>();
  if (x->traceback.load() != y->traceback.load() || x->context.load() != y->context.load() ||
      x->cause.load() != y->cause.load()) {
    return false;
  }
  Ref notes_a = get_attr_or_null(t, a, names(t).notes);
  Ref notes_b = get_attr_or_null(t, b, names(t).notes);
  if (!notes_a || !notes_b) return !notes_a && !notes_b && !pending(t);
  Truth same = equal(t, notes_a, notes_b);
  return same.yes();
}

void collect_leaves(Thread& t, Value exception, std::vector<Ref>* leaves) {
  if (!is_group(t, exception)) {
    leaves->push_back(Ref::copy(t, exception));
    return;
  }
  Ref parts = parts_of(t, exception);
  for (Value part : parts.as<TupleObject>()->items()) collect_leaves(t, part, leaves);
}

// The parts of `group` whose leaves are among `leaves`, in its structure; None if there are none.
Ref project(Thread& t, Value group, const std::vector<Ref>& leaves) {
  auto kept = [&](Value v) {
    for (const Ref& leaf : leaves) {
      if (leaf.get() == v) return true;
    }
    return false;
  };
  if (!is_group(t, group)) return kept(group) ? Ref::copy(t, group) : Ref::none();
  Ref parts = parts_of(t, group);
  std::vector<Ref> held;
  std::vector<Value> values;
  for (Value part : parts.as<TupleObject>()->items()) {
    Ref projected = project(t, part, leaves);
    if (!projected) return {};
    if (projected.get().is_none()) continue;
    values.push_back(projected);
    held.push_back(std::move(projected));
  }
  if (values.size() == parts.as<TupleObject>()->size) {
    bool unchanged = true;
    for (size_t i = 0; i < values.size(); ++i)
      unchanged &= values[i] == (*parts.as<TupleObject>())[i];
    if (unchanged) return Ref::copy(t, group);
  }
  return derived_group(t, group, values);
}

}  // namespace

bool exception_group_match(Thread& t, Value exception, Value operand, Ref* match, Ref* rest) {
  *match = Ref();
  *rest = Ref();
  if (exception.is_none()) return true;
  if (!check_star_operand(t, operand)) return false;
  Truth whole = exception_matches(t, exception, operand);
  if (whole.failed()) return false;
  if (whole.yes()) {
    if (is_group(t, exception)) {
      *match = Ref::copy(t, exception);
      return true;
    }
    // A naked exception is caught as a group of one.
    Ref parts = make_tuple(t, {exception});
    Ref empty = make_str(t, std::string_view());
    if (!parts || !empty) return false;
    *match = call(t, Value::from(exception_type(t, Exc::kBaseExceptionGroup)), {empty, parts});
    if (!*match) return false;
    assign_slot(t, match->as<ExceptionObject>()->traceback,
                read_slot(t, exception.as<ExceptionObject>()->traceback));
    return true;
  }
  if (!is_group(t, exception)) {
    *rest = Ref::copy(t, exception);
    return true;
  }
  if (!split(t, exception, {operand, false}, true, match, rest)) return false;
  *match = none_as_null(std::move(*match));
  *rest = none_as_null(std::move(*rest));
  return true;
}

Ref prepare_reraise_star(Thread& t, Value original, Value raised) {
  Ref items = tuple_from_iterable(t, raised);
  if (!items) return {};
  std::vector<Value> all;
  for (Value v : items.as<TupleObject>()->items()) {
    if (!v.is_none()) all.push_back(v);
  }
  if (all.empty()) return Ref::none();
  if (!is_group(t, original)) {
    // A naked exception was caught: at most one clause ran, and it raised this.
    return Ref::copy(t, all[0]);
  }
  std::vector<Value> fresh;
  std::vector<Ref> leaves;
  for (Value v : all) {
    if (v == original || same_origin(t, v, original)) {
      collect_leaves(t, v, &leaves);
    } else {
      fresh.push_back(v);
    }
    if (pending(t)) return {};
  }
  Ref reraised = project(t, original, leaves);
  if (!reraised || fresh.empty()) return reraised;
  if (!reraised.get().is_none()) fresh.push_back(reraised);
  if (fresh.size() == 1) return Ref::copy(t, fresh[0]);
  Ref list = make_list(t, fresh);
  Ref empty = make_str(t, std::string_view());
  if (!list || !empty) return {};
  return call(t, Value::from(exception_type(t, Exc::kBaseExceptionGroup)), {empty, list});
}

}  // namespace gilt
