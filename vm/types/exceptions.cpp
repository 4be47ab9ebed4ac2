// BaseException: what all exceptions share, and the registration of the classes.
#include <cstring>
#include <new>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/exception_fields.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

constexpr Exc kBases[] = {
#define GILT_EXCEPTION(name, base, doc) Exc::k##base,
#include "vm/types/exceptions.def"
#undef GILT_EXCEPTION
};
constexpr const char* kNames[] = {
#define GILT_EXCEPTION(name, base, doc) #name,
#include "vm/types/exceptions.def"
#undef GILT_EXCEPTION
};
constexpr const char* kDocs[] = {
#define GILT_EXCEPTION(name, base, doc) doc,
#include "vm/types/exceptions.def"
#undef GILT_EXCEPTION
};

ExceptionObject* self_of(Value v) { return v.as<ExceptionObject>(); }

void exception_finalize(Thread& t, Object* object) {
  auto* e = static_cast<ExceptionObject*>(object);
  for (Slot* slot : {&e->args, &e->traceback, &e->cause, &e->context}) assign_slot(t, *slot, Ref());
  for (int i = 0; i < e->field_count; ++i) assign_slot(t, e->fields[i], Ref());
  finalize_attributes(t, e->attributes_);
}

void exception_traverse(Object* object, Visitor visit, void* arg) {
  auto* e = static_cast<ExceptionObject*>(object);
  auto visit_slot = [&](const Slot& slot) {
    if (Value v = slot.load()) visit(v, arg);
  };
  for (const Slot* slot : {&e->args, &e->traceback, &e->cause, &e->context}) visit_slot(*slot);
  for (int i = 0; i < e->field_count; ++i) visit_slot(e->fields[i]);
  traverse_attributes(e->attributes_, visit, arg);
}

Ref exception_repr(Thread& t, Value self) {
  Ref args = exception_args(t, self);
  std::string name = type_name(t, self);
  auto* tuple = args.as<TupleObject>();
  Ref inner = tuple->size == 1 ? repr(t, (*tuple)[0]) : repr(t, args);
  if (!inner) return {};
  if (tuple->size == 1) return make_str(t, name + "(" + std::string(str_view(inner)) + ")");
  return make_str(t, name + std::string(str_view(inner)));
}

// --- methods

Ref with_traceback(Thread& t, Args args) {
  if (!set_attr(t, args[0], names(t).traceback, args[1])) return {};
  return Ref::copy(t, args[0]);
}

Ref add_note(Thread& t, Args args) {
  if (!is_str(t, args[1])) {
    return raise(t, Exc::kTypeError, "note must be a str, not '" + type_name(t, args[1]) + "'");
  }
  Value name = names(t).notes;
  Ref notes = get_attr_or_null(t, args[0], name);
  if (!notes) {
    if (pending(t)) return {};
    notes = empty_list(t);
    if (!notes || !set_attr(t, args[0], name, notes)) return {};
  }
  if (!is_instance_of(t, notes, Type::kList)) {
    return raise(t, Exc::kTypeError, "Cannot add note: __notes__ is not a list");
  }
  if (!list_append(t, notes.as<ListObject>(), Ref::copy(t, args[1]))) return {};
  return Ref::none();
}

Ref reduce(Thread& t, Args args) {
  Ref init_args = exception_args(t, args[0]);
  Ref state = get_attr_or_null(t, args[0], names(t).dict);
  if (!state && pending(t)) return {};
  Value cls = Value::from(type_of(t, args[0]));
  if (!state || !is_instance_of(t, state, Type::kDict) || dict_size(state.as<DictObject>()) == 0) {
    return make_tuple(t, {cls, init_args});
  }
  return make_tuple(t, {cls, init_args, state});
}

Ref set_state(Thread& t, Args args) {
  Value state = args[1];
  if (state.is_none()) return Ref::none();
  if (!is_instance_of(t, state, Type::kDict)) {
    return raise(t, Exc::kTypeError, "state is not a dictionary");
  }
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, state.as<DictObject>(), &position, &key, &value)) {
    if (!set_attr(t, args[0], key, value)) return {};
  }
  return Ref::none();
}

// --- attributes

Ref get_args(Thread& t, Value self) { return exception_args(t, self); }
bool set_args(Thread& t, Value self, Value value) {
  if (!value) return raise(t, Exc::kTypeError, "args may not be deleted");
  Ref tuple = tuple_from_iterable(t, value);
  if (!tuple) return false;
  assign_slot(t, self_of(self)->args, std::move(tuple));
  return true;
}

Ref or_none(Ref r) { return r ? std::move(r) : Ref::none(); }

Ref get_traceback(Thread& t, Value self) { return or_none(read_slot(t, self_of(self)->traceback)); }
bool set_traceback(Thread& t, Value self, Value value) {
  if (!value) return raise(t, Exc::kTypeError, "__traceback__ may not be deleted");
  if (!value.is_none() && type_of(t, value) != types(t).traceback) {
    return raise(t, Exc::kTypeError, "__traceback__ must be a traceback or None");
  }
  assign_slot(t, self_of(self)->traceback, value.is_none() ? Ref() : Ref::copy(t, value));
  return true;
}

// The new value of __cause__ or __context__ goes to `slot`.
bool set_link(Thread& t, Slot& slot, Value value, const char* what, const char* dunder) {
  if (!value) {
    return raise(t, Exc::kTypeError, std::string(dunder) + " may not be deleted");
  }
  if (!value.is_none() && !is_exception(t, value)) {
    return raise(t, Exc::kTypeError,
                 std::string("exception ") + what + " must be None or derive from BaseException");
  }
  assign_slot(t, slot, value.is_none() ? Ref() : Ref::copy(t, value));
  return true;
}

Ref get_cause(Thread& t, Value self) { return or_none(read_slot(t, self_of(self)->cause)); }
bool set_cause(Thread& t, Value self, Value value) {
  if (!set_link(t, self_of(self)->cause, value, "cause", "__cause__")) return false;
  self_of(self)->suppress_context.store(true, std::memory_order_relaxed);
  return true;
}

Ref get_context(Thread& t, Value self) { return or_none(read_slot(t, self_of(self)->context)); }
bool set_context(Thread& t, Value self, Value value) {
  return set_link(t, self_of(self)->context, value, "context", "__context__");
}

Ref get_suppress_context(Thread&, Value self) {
  return Ref::boolean(self_of(self)->suppress_context.load(std::memory_order_relaxed));
}
bool set_suppress_context(Thread& t, Value self, Value value) {
  if (!value) return raise(t, Exc::kTypeError, "can't delete numeric/char attribute");
  if (!value.is_bool()) return raise(t, Exc::kTypeError, "attribute value type must be bool");
  self_of(self)->suppress_context.store(value.is_true(), std::memory_order_relaxed);
  return true;
}

constexpr MethodRow kMethods[] = {
    method<"with_traceback", with_traceback>("(object, /)",
                                             "Set self.__traceback__ to tb and return self."),
    method<"add_note", add_note>("(object, /)", "Add a note to the exception"),
    method<"__reduce__", reduce>("()", ""),
    method<"__setstate__", set_state>("(object, /)", ""),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"args", get_args, set_args>(""),
    attribute<"__traceback__", get_traceback, set_traceback>(""),
    attribute<"__cause__", get_cause, set_cause>("exception cause"),
    attribute<"__context__", get_context, set_context>("exception context"),
    attribute<"__suppress_context__", get_suppress_context, set_suppress_context>(""),
};

}  // namespace

// --- BaseException's slots, on which the other classes build (vm/types/exception_fields.h)

Ref exception_construct(Thread& t, Type* cls, CallArgs args) {
  Type* native = cls;
  while (native->has(Type::kHeap)) native = native->base;
  size_t tail = cls->instance_size - sizeof(ExceptionObject);
  auto* e = allocate<ExceptionObject>(t, cls, cls->instance_layout, tail);
  if (e == nullptr) return {};
  // Fields, and behind them what a subclass adds (__slots__): all empty.
  e->field_count =
      static_cast<uint8_t>((native->instance_size - sizeof(ExceptionObject)) / sizeof(Slot));
  for (size_t i = 0; i < tail / sizeof(Slot); ++i) new (&e->fields[i]) Slot();
  Ref self = Ref::take(t, e);
  if (args.positional == 0) return self;
  Ref tuple = make_tuple(t, std::span<const Value>(args.values, args.positional));
  if (!tuple) return {};
  assign_slot(t, e->args, std::move(tuple));
  return self;
}

bool exception_init(Thread& t, Value self, CallArgs args) {
  if (args.keyword_count() != 0) {
    return raise(t, Exc::kTypeError, type_name(t, self) + "() takes no keyword arguments");
  }
  if (args.positional == 0) {
    assign_slot(t, self_of(self)->args, Ref());
    return true;
  }
  Ref tuple = make_tuple(t, std::span<const Value>(args.values, args.positional));
  if (!tuple) return false;
  assign_slot(t, self_of(self)->args, std::move(tuple));
  return true;
}

Ref exception_str(Thread& t, Value self) {
  Ref args = exception_args(t, self);
  auto* tuple = args.as<TupleObject>();
  if (tuple->size == 0) return make_str(t, std::string_view());
  if (tuple->size == 1) return to_str(t, (*tuple)[0]);
  return to_str(t, args);
}

// --- exception.h

Exc exception_base(Exc which) { return kBases[static_cast<size_t>(which)]; }
const char* exception_class_name(Exc which) { return kNames[static_cast<size_t>(which)]; }

void init_exception_type(Thread& t, Type& type, Exc which) {
  type.native_name = exception_class_name(which);
  type.doc = kDocs[static_cast<size_t>(which)];
  type.flags_bits.fetch_or(Type::kException | Type::kSubclassable | Type::kGenericAttributes,
                           std::memory_order_relaxed);
  type.instance_layout = Layout::kInstance;
  type.attributes_offset = sizeof(Object);
  type.instance_size = sizeof(ExceptionObject);
  if (which == Exc::kBaseException) {
    type.slots.finalize = exception_finalize;
    type.slots.traverse = exception_traverse;
    type.slots.construct = exception_construct;
    type.slots.init = exception_init;
    type.slots.repr = exception_repr;
    type.slots.str = exception_str;
    add_methods(t, type, kMethods);
    add_attributes(t, type, kAttributes);
    return;
  }
  // Fields are inherited: a class has at least its base's.
  type.instance_size = exception_type(t, exception_base(which))->instance_size;
  init_exception_fields(t, type, which);
  if (which == Exc::kExceptionGroup) {
    Ref bases = make_tuple(t, {Value::from(exception_type(t, Exc::kBaseExceptionGroup)),
                               Value::from(exception_type(t, Exc::kException))});
    assign_slot(t, type.bases, std::move(bases));
  }
}

bool is_exception(Thread& t, Value v) {
  return v.is_object() && is_instance_of(t, v, Type::kException);
}
bool is_exception_class(Thread& t, Value v) {
  return v.is_object() && is_instance_of(t, v, Type::kType) && v.as<Type>()->has(Type::kException);
}
bool is_exception_of(Thread& t, Value v, Exc which) {
  return is_exception(t, v) && type_of(t, v)->is_subtype_of(exception_type(t, which));
}

Ref exception_field(Thread& t, Value exception, int index) {
  return or_none(read_slot(t, self_of(exception)->fields[index]));
}

Ref exception_args(Thread& t, Value exception) {
  Ref args = read_slot(t, self_of(exception)->args);
  return args ? std::move(args) : empty_tuple(t);
}

Ref instantiate_exception(Thread& t, Value cls, CallArgs args) {
  Type* type = cls.as<Type>();
  if (!type->has(Type::kHeap)) {
    Ref self = type->slots.construct(t, type, args);
    if (!self || !type_of(t, self)->slots.init(t, self, args)) return {};
    return self;
  }
  Ref made = call(t, cls, args);
  if (!made || is_exception(t, made)) return made;
  return raise(t, Exc::kTypeError,
               "calling " + repr_text(t, cls) +
                   " should have returned an instance of BaseException, not " +
                   repr_text(t, Value::from(type_of(t, made))));
}

bool set_exception_cause(Thread& t, Value exception, Value cause) {
  Ref fixed;
  if (is_exception_class(t, cause)) {
    fixed = instantiate_exception(t, cause);
    if (!fixed) return false;
  } else if (is_exception(t, cause)) {
    fixed = Ref::copy(t, cause);
  } else if (!cause.is_none()) {
    return raise(t, Exc::kTypeError, "exception causes must derive from BaseException");
  }
  assign_slot(t, self_of(exception)->cause, std::move(fixed));
  self_of(exception)->suppress_context.store(true, std::memory_order_relaxed);
  return true;
}

}  // namespace gilt
