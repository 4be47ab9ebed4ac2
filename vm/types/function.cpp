#include "vm/types/function.h"

#include <fmt/format.h>

#include "vm/call.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/cell.h"
#include "vm/types/dict.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// --- function

void for_each_slot(FunctionObject* f, auto visit) {
  for (Slot* slot : {&f->defaults, &f->kw_defaults, &f->closure, &f->name, &f->qualname, &f->module,
                     &f->doc, &f->annotations, &f->annotate, &f->type_params}) {
    visit(*slot);
  }
}

void finalize_function(Thread& t, Object* object) {
  auto* self = static_cast<FunctionObject*>(object);
  for_each_slot(self, [&](Slot& slot) { decref(t, slot.exchange(Value())); });
  finalize_attributes(t, self->attributes_);
  decref(t, Value::from(self->code));
  decref(t, Value::from(self->globals));
  decref(t, Value::from(self->builtins));
}

void traverse_function(Object* object, Visitor visit, void* arg) {
  auto* self = static_cast<FunctionObject*>(object);
  for_each_slot(self, [&](Slot& slot) {
    if (Value v = slot.load()) visit(v, arg);
  });
  traverse_attributes(self->attributes_, visit, arg);
  visit(Value::from(self->code), arg);
  visit(Value::from(self->globals), arg);
  visit(Value::from(self->builtins), arg);
}

Ref function_repr(Thread& t, Value self) {
  return make_str(
      t, fmt::format("<function {} at {:#x}>", str_view(self.as<FunctionObject>()->qualname.load()),
                     identity(t, self)));
}

// Is `closure` what the code's free variables need?
bool check_closure(Thread& t, CodeObject* code, Value closure) {
  size_t needed = code->code->freevars.size();
  if (closure && !closure.is_none() && !is_instance_of(t, closure, Type::kTuple)) {
    return raise(
        t, Exc::kTypeError,
        needed != 0 ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple");
  }
  bool given = closure && !closure.is_none();
  if (!given && needed != 0) return raise(t, Exc::kTypeError, "arg 5 (closure) must be tuple");
  size_t count = given ? closure.as<TupleObject>()->size : 0;
  if (count != needed) {
    return raise(t, Exc::kValueError,
                 fmt::format("{} requires closure of length {}, not {}", str_view(code->name),
                             needed, count));
  }
  if (!given) return true;
  for (Value cell : closure.as<TupleObject>()->items()) {
    if (type_of(t, cell) == types(t).cell) continue;
    return raise(t, Exc::kTypeError,
                 fmt::format("arg 5 (closure) expected cell, found {}", type_name(t, cell)));
  }
  return true;
}

// types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)
Ref function_construct(Thread& t, Type*, CallArgs args) {
  Value v[6];
  GILT_TRY(bind_arguments(t, "function",
                          "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
                          args, v));
  auto given = [&](int i) { return v[i] && !v[i].is_none(); };
  auto wrong = [&](int i, const char* which, const char* type) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{} must be {}, not {}", which, type, type_name(t, v[i])));
  };
  if (type_of(t, v[0]) != types(t).code) {
    return wrong(0, "function() argument 'code'", "code");
  }
  if (!is_instance_of(t, v[1], Type::kDict)) {
    return wrong(1, "function() argument 'globals'", "dict");
  }
  if (given(2) && !is_str(t, v[2])) {
    return raise(t, Exc::kTypeError, "arg 3 (name) must be None or string");
  }
  if (given(3) && !is_instance_of(t, v[3], Type::kTuple)) {
    return raise(t, Exc::kTypeError, "arg 4 (defaults) must be None or tuple");
  }
  if (given(5) && !is_instance_of(t, v[5], Type::kDict)) {
    return raise(t, Exc::kTypeError, "arg 6 (kwdefaults) must be None or dict");
  }
  if (!check_closure(t, v[0].as<CodeObject>(), v[4])) return Ref();
  Ref made = GILT_TRY(make_function(t, v[0].as<CodeObject>(), v[1].as<DictObject>()));
  auto* f = made.as<FunctionObject>();
  auto put = [&](Slot& slot, int i) {
    if (given(i)) assign_slot(t, slot, Ref::copy(t, v[i]));
  };
  put(f->name, 2);
  put(f->defaults, 3);
  put(f->closure, 4);
  put(f->kw_defaults, 5);
  return made;
}

Ref function_descriptor_get(Thread& t, Value self, Value object, Value) {
  if (!object || object.is_none()) return Ref::copy(t, self);
  return make_method(t, self, object);
}

Ref function_call(Thread& t, Value self, CallArgs args) {
  return call_function(t, self.as<FunctionObject>(), args);
}

template <Slot FunctionObject::*Member>
Ref get_slot_or_none(Thread& t, Value self) {
  Ref v = read_slot(t, self.as<FunctionObject>()->*Member);
  return v ? std::move(v) : Ref::none();
}

template <Slot FunctionObject::*Member>
bool set_any(Thread& t, Value self, Value value) {
  assign_slot(t, self.as<FunctionObject>()->*Member, Ref::copy(t, value ? value : Value::none()));
  return true;
}

template <Slot FunctionObject::*Member>
bool set_name(Thread& t, Value self, Value value) {
  if (!value || !is_str(t, value)) {
    const char* which = Member == &FunctionObject::name ? "__name__" : "__qualname__";
    return raise(t, Exc::kTypeError, fmt::format("{} must be set to a string object", which));
  }
  assign_slot(t, self.as<FunctionObject>()->*Member, Ref::copy(t, value));
  return true;
}

bool set_defaults(Thread& t, Value self, Value value) {
  if (value && !value.is_none() && !is_instance_of(t, value, Type::kTuple)) {
    return raise(t, Exc::kTypeError, "__defaults__ must be set to a tuple object");
  }
  return set_any<&FunctionObject::defaults>(t, self, value);
}

bool set_kw_defaults(Thread& t, Value self, Value value) {
  if (value && !value.is_none() && !is_instance_of(t, value, Type::kDict)) {
    return raise(t, Exc::kTypeError, "__kwdefaults__ must be set to a dict object");
  }
  return set_any<&FunctionObject::kw_defaults>(t, self, value);
}

Ref get_annotations(Thread& t, Value self) {
  auto* f = self.as<FunctionObject>();
  Ref known = read_slot(t, f->annotations);
  if (known) return known;
  Ref annotate = read_slot(t, f->annotate);
  Ref made;
  if (annotate && !annotate.get().is_none()) {
    made = GILT_TRY(call(t, annotate, {Value::small_int(1)}));
    if (!is_instance_of(t, made, Type::kDict)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("__annotate__ returned non-dict of type '{}'", type_name(t, made)));
    }
  } else {
    made = GILT_TRY(empty_dict(t));
  }
  assign_slot(t, f->annotations, made.duplicate());
  return made;
}

Ref get_code(Thread& t, Value self) { return Ref::copy(t, self.as<FunctionObject>()->code); }
Ref get_globals(Thread& t, Value self) { return Ref::copy(t, self.as<FunctionObject>()->globals); }
Ref get_builtins(Thread& t, Value self) {
  return Ref::copy(t, self.as<FunctionObject>()->builtins);
}
Ref get_closure(Thread& t, Value self) {
  return get_slot_or_none<&FunctionObject::closure>(t, self);
}
Ref get_type_params(Thread& t, Value self) {
  Ref v = read_slot(t, self.as<FunctionObject>()->type_params);
  return v ? std::move(v) : empty_tuple(t);
}
Ref get_dict(Thread& t, Value self) {
  return instance_dict(t, self.object(), self.as<FunctionObject>()->attributes_);
}

constexpr AttributeRow kFunctionAttributes[] = {
    attribute<"__name__", get_slot_or_none<&FunctionObject::name>, set_name<&FunctionObject::name>>(
        "name of the function"),
    attribute<"__qualname__", get_slot_or_none<&FunctionObject::qualname>,
              set_name<&FunctionObject::qualname>>("qualified name"),
    attribute<"__module__", get_slot_or_none<&FunctionObject::module>,
              set_any<&FunctionObject::module>>("name of the module"),
    attribute<"__doc__", get_slot_or_none<&FunctionObject::doc>, set_any<&FunctionObject::doc>>(
        "docstring"),
    attribute<"__defaults__", get_slot_or_none<&FunctionObject::defaults>, set_defaults>(
        "tuple of default values"),
    attribute<"__kwdefaults__", get_slot_or_none<&FunctionObject::kw_defaults>, set_kw_defaults>(
        "defaults of keyword-only parameters"),
    attribute<"__annotations__", get_annotations, set_any<&FunctionObject::annotations>>(
        "annotations of the parameters"),
    attribute<"__annotate__", get_slot_or_none<&FunctionObject::annotate>,
              set_any<&FunctionObject::annotate>>("function that computes the annotations"),
    attribute<"__type_params__", get_type_params, set_any<&FunctionObject::type_params>>(
        "type parameters"),
    attribute<"__code__", get_code>("code object"),
    attribute<"__globals__", get_globals>("global namespace"),
    attribute<"__builtins__", get_builtins>("builtins namespace"),
    attribute<"__closure__", get_closure>("tuple of cells, or None"),
    attribute<"__dict__", get_dict>("attributes of the function"),
};

// --- bound method

void finalize_method(Thread& t, Object* object) {
  auto* self = static_cast<MethodObject*>(object);
  decref(t, self->function);
  decref(t, self->self);
}

void traverse_method(Object* object, Visitor visit, void* arg) {
  auto* self = static_cast<MethodObject*>(object);
  visit(self->function, arg);
  visit(self->self, arg);
}

Ref method_repr(Thread& t, Value v) {
  auto* self = v.as<MethodObject>();
  Ref name = get_attr_or_null(t, self->function, names(t).qualname);
  if (!name && pending(t)) return Ref();
  Ref object = GILT_TRY(repr(t, self->self));
  std::string text = name && is_str(t, name) ? std::string(str_view(name)) : "?";
  return make_str(t, fmt::format("<bound method {} of {}>", text, str_view(object)));
}

Ref method_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_method(a) || !is_method(b)) {
    return Ref::not_implemented();
  }
  auto* x = a.as<MethodObject>();
  auto* y = b.as<MethodObject>();
  Truth same = x->self == y->self ? GILT_TRY(equal(t, x->function, y->function)) : Truth(false);
  return Ref::boolean(same.yes() == (op == CompareOp::kEq));
}

Hash method_hash(Thread& t, Value v) {
  auto* self = v.as<MethodObject>();
  Hash h = GILT_TRY(hash(t, self->function));
  return Hash(static_cast<int64_t>(h.get() ^ static_cast<int64_t>(identity(t, self->self) >> 4)));
}

Ref method_call(Thread& t, Value v, CallArgs args) {
  auto* self = v.as<MethodObject>();
  return call_with_self(t, self->function, self->self, args);
}

Ref method_construct(Thread& t, Type*, CallArgs args) {
  if (!check_no_keywords(t, "method", args) || !check_positional(t, "method", args, 2, 2)) {
    return Ref();
  }
  if (!is_callable(t, args.values[0])) {
    return raise(t, Exc::kTypeError, "first argument must be callable");
  }
  if (args.values[1].is_none()) {
    return raise(t, Exc::kTypeError, "instance must not be None");
  }
  return make_method(t, args.values[0], args.values[1]);
}

// What the method does not have is the function's.
Ref method_get_attribute(Thread& t, Value self, Value name) {
  Ref own = type_lookup(t, types(t).method, name);
  if (own) return generic_get_attr(t, self, name);
  if (pending(t)) return Ref();
  return get_attr(t, self.as<MethodObject>()->function, name);
}

Ref method_function(Thread& t, Value v) { return Ref::copy(t, v.as<MethodObject>()->function); }
Ref method_self(Thread& t, Value v) { return Ref::copy(t, v.as<MethodObject>()->self); }
Ref method_doc(Thread& t, Value v) {
  return get_attr(t, v.as<MethodObject>()->function, names(t).doc);
}

constexpr AttributeRow kMethodAttributes[] = {
    attribute<"__func__", method_function>("the function that is bound"),
    attribute<"__self__", method_self>("the object it is bound to"),
    attribute<"__doc__", method_doc>("docstring of the function"),
};

// --- cell

void finalize_cell(Thread& t, Object* object) {
  decref(t, static_cast<CellObject*>(object)->contents.exchange(Value()));
}

void traverse_cell(Object* object, Visitor visit, void* arg) {
  if (Value v = static_cast<CellObject*>(object)->contents.load()) visit(v, arg);
}

Ref cell_repr(Thread& t, Value self) {
  Ref contents = read_slot(t, self.as<CellObject>()->contents);
  if (!contents) return make_str(t, fmt::format("<cell at {:#x}: empty>", identity(t, self)));
  return make_str(t, fmt::format("<cell at {:#x}: {} object at {:#x}>", identity(t, self),
                                 type_name(t, contents), identity(t, contents)));
}

Ref cell_construct(Thread& t, Type*, CallArgs args) {
  if (!check_no_keywords(t, "cell", args) || !check_positional(t, "cell", args, 0, 1)) return Ref();
  return make_cell(t, args.positional == 1 ? Ref::copy(t, args.values[0]) : Ref());
}

Ref cell_get_contents(Thread& t, Value self) {
  Ref contents = read_slot(t, self.as<CellObject>()->contents);
  if (!contents) return raise(t, Exc::kValueError, "Cell is empty");
  return contents;
}

bool cell_set_contents(Thread& t, Value self, Value value) {
  assign_slot(t, self.as<CellObject>()->contents, value ? Ref::copy(t, value) : Ref());
  return true;
}

constexpr AttributeRow kCellAttributes[] = {
    attribute<"cell_contents", cell_get_contents, cell_set_contents>("the variable's value"),
};

}  // namespace

Ref make_function(Thread& t, CodeObject* code, DictObject* globals) {
  auto* self = GILT_TRY(allocate<FunctionObject>(t, types(t).function, Layout::kFunction));
  Ref result = Ref::take(t, self);
  self->code = Ref::copy(t, code).release().as<CodeObject>();
  self->globals = Ref::copy(t, globals).release().as<DictObject>();
  Ref builtins = dict_get(t, globals, names(t).builtins_);
  DictObject* scope = t.runtime.builtins;
  if (builtins && is_instance_of(t, builtins, Type::kDict)) scope = builtins.as<DictObject>();
  self->builtins = Ref::copy(t, scope).release().as<DictObject>();
  self->name.store(Ref::copy(t, code->name).release());
  self->qualname.store(Ref::copy(t, code->qualname).release());
  if (code->has(kCoHasDocstring)) self->doc.store(Ref::copy(t, code->consts[0]).release());
  Ref module = dict_get(t, globals, names(t).name);
  if (module) self->module.store(module.release());
  return result;
}

Ref make_method(Thread& t, Value function, Value self) {
  auto* method = GILT_TRY(allocate<MethodObject>(t, types(t).method, Layout::kBoundMethod));
  method->function = Ref::copy(t, function).release();
  method->self = Ref::copy(t, self).release();
  return Ref::take(t, method);
}

Ref make_cell(Thread& t, Ref contents) {
  auto* cell = GILT_TRY(allocate<CellObject>(t, types(t).cell, Layout::kCell));
  cell->contents.store(contents.release());
  return Ref::take(t, cell);
}

void init_function_type(Thread& t, Type& type) {
  type.instance_size = sizeof(FunctionObject);
  type.attributes_offset = offsetof(FunctionObject, attributes_);
  type.instance_layout = Layout::kFunction;
  type.slots.finalize = finalize_function;
  type.slots.traverse = traverse_function;
  type.slots.repr = function_repr;
  type.slots.construct = function_construct;
  type.slots.call = function_call;
  type.slots.descriptor_get = function_descriptor_get;
  add_attributes(t, type, kFunctionAttributes);
}

void init_method_type(Thread& t, Type& type) {
  type.instance_size = sizeof(MethodObject);
  type.instance_layout = Layout::kBoundMethod;
  type.slots.finalize = finalize_method;
  type.slots.traverse = traverse_method;
  type.slots.construct = method_construct;
  type.slots.repr = method_repr;
  type.slots.compare = method_compare;
  type.slots.hash = method_hash;
  type.slots.call = method_call;
  type.slots.get_attribute = method_get_attribute;
  add_attributes(t, type, kMethodAttributes);
}

void init_cell_type(Thread& t, Type& type) {
  type.instance_size = sizeof(CellObject);
  type.instance_layout = Layout::kCell;
  type.slots.finalize = finalize_cell;
  type.slots.traverse = traverse_cell;
  type.slots.construct = cell_construct;
  type.slots.repr = cell_repr;
  add_attributes(t, type, kCellAttributes);
}

}  // namespace gilt
