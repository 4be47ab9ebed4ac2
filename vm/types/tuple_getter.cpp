// collections._tuplegetter: the attribute of a named tuple, a descriptor for one item.
//
// Thread-safety: the index never changes; the docstring is a Slot.
// Source: CPython 3.14 Modules/_collectionsmodule.c (tuplegetter).
#include <fmt/format.h>

#include <string>

#include "vm/native.h"
#include "vm/signature.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

struct TupleGetterObject : Object {
  int64_t index = 0;
  Slot doc;
};

TupleGetterObject* as_getter(Value v) { return v.as<TupleGetterObject>(); }

Ref construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "_tuplegetter", "(index, doc, /)", args, v));
  int64_t index = GILT_TRY(to_ssize(t, v[0], Exc::kOverflowError)).get();
  auto* getter = GILT_TRY(allocate_of_class<TupleGetterObject>(t, cls));
  getter->index = index;
  getter->doc.store(Ref::copy(t, v[1]).release());
  return Ref::take(t, getter);
}

Ref get(Thread& t, Value self, Value object, Value) {
  int64_t index = as_getter(self)->index;
  if (!object || object.is_none()) return Ref::copy(t, self);
  if (!is_instance_of(t, object, Type::kTuple)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("descriptor for index '{}' for tuple subclasses doesn't apply to '{}' "
                             "object",
                             index, type_name(t, object)));
  }
  auto* tuple = object.as<TupleObject>();
  if (index < 0 || index >= static_cast<int64_t>(tuple->size)) {
    return raise(t, Exc::kIndexError, "tuple index out of range");
  }
  return Ref::copy(t, (*tuple)[static_cast<size_t>(index)]);
}

bool set(Thread& t, Value, Value, Value value) {
  return raise(t, Exc::kAttributeError, value ? "can't set attribute" : "can't delete attribute");
}

Ref reduce(Thread& t, Args args) {
  Ref doc = read_slot(t, as_getter(args[0])->doc);
  Ref rest = GILT_TRY(make_tuple(t, {Value::small_int(as_getter(args[0])->index), doc}));
  return make_tuple(t, {Value::from(type_of(t, args[0])), rest});
}

Ref show(Thread& t, Value self) {
  std::string text = fmt::format("_tuplegetter({}, ", as_getter(self)->index);
  Ref doc = read_slot(t, as_getter(self)->doc);
  if (!append_repr(t, text, doc)) return Ref();
  return make_str(t, text + ")");
}

Ref get_doc(Thread& t, Value self) { return read_slot(t, as_getter(self)->doc); }

bool set_doc(Thread& t, Value self, Value value) {
  assign_slot(t, as_getter(self)->doc, value ? Ref::copy(t, value) : Ref::none());
  return true;
}

void finalize(Thread& t, Object* object) {
  decref(t, static_cast<TupleGetterObject*>(object)->doc.load());
}

void traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<TupleGetterObject*>(object)->doc.load(), arg);
}

constexpr MethodRow kMethods[] = {
    method<"__reduce__", reduce>("()", "Return state information for pickling."),
};

constexpr AttributeRow kAttributes[] = {
    attribute<"__doc__", get_doc, set_doc>("what help() says about the field"),
};

}  // namespace

void init_tuple_getter_type(Thread& t, Type& type) {
  type.instance_size = sizeof(TupleGetterObject);
  type.slots.construct = construct;
  type.slots.finalize = finalize;
  type.slots.traverse = traverse;
  type.slots.repr = show;
  type.slots.descriptor_get = get;
  type.slots.descriptor_set = set;
  add_methods(t, type, kMethods);
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
