// None, NotImplemented and Ellipsis. Source: CPython 3.14 Objects/object.c, Objects/sliceobject.c.
#include <fmt/format.h>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/str.h"
#include "vm/types/union.h"

namespace gilt {
namespace {

template <Value (*Singleton)()>
Ref construct(Thread& t, Type*, CallArgs args) {
  if (args.total() == 0) return Ref::immediate(Singleton());
  return raise(t, Exc::kTypeError, fmt::format("{} takes no arguments", type_name(t, Singleton())));
}

Value none() { return Value::none(); }
Value not_implemented() { return Value::not_implemented(); }
Value ellipsis() { return Value::ellipsis(); }

Ref none_repr(Thread& t, Value) { return make_str(t, std::string_view("None")); }
Ref not_implemented_repr(Thread& t, Value) {
  return make_str(t, std::string_view("NotImplemented"));
}
Ref ellipsis_repr(Thread& t, Value) { return make_str(t, std::string_view("Ellipsis")); }

Truth none_truth(Thread&, Value) { return false; }
Truth not_implemented_truth(Thread& t, Value) {
  return raise(t, Exc::kTypeError, "NotImplemented should not be used in a boolean context");
}
Hash none_hash(Thread&, Value) { return int64_t{0xfca86420}; }  // as CPython since 3.12

}  // namespace

void init_none_type(Thread&, Type& type) {
  type.slots.construct = construct<none>;
  type.slots.repr = none_repr;
  type.slots.truth = none_truth;
  type.slots.hash = none_hash;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = make_union;
  type.doc = "The type of the None singleton.";
}

void init_not_implemented_type(Thread&, Type& type) {
  type.slots.construct = construct<not_implemented>;
  type.slots.repr = not_implemented_repr;
  type.slots.truth = not_implemented_truth;
  type.doc = "The type of the NotImplemented singleton.";
}

void init_ellipsis_type(Thread&, Type& type) {
  type.slots.construct = construct<ellipsis>;
  type.slots.repr = ellipsis_repr;
  type.doc = "The type of the Ellipsis singleton.";
}

}  // namespace gilt
