// The protocols of Python objects, for everybody who handles values without knowing their type:
// CPython's abstract object layer (Objects/abstract.c, Objects/object.c).
//
// Arguments are borrowed, results new. Error returns as in vm/errors.h.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "vm/errors.h"
#include "vm/runtime.h"
#include "vm/type.h"

namespace gilt {

// --- types
Type* type_of_immediate(Thread& t, Value v);
inline Type* type_of(Thread& t, Value v) {  // borrowed from the value
  // acquire: pairs with the store of __class__ assignment
  return v.is_object() ? v.object()->type.load(std::memory_order_acquire) : type_of_immediate(t, v);
}
inline bool is_instance_of(Thread& t, Value v, uint32_t family) {
  return type_of(t, v)->has(family);
}
Truth is_instance(Thread& t, Value v, Value cls);      // isinstance()
Truth is_subclass(Thread& t, Value cls, Value other);  // issubclass()
// What type.__instancecheck__ and type.__subclasscheck__ do.
Truth generic_is_instance(Thread& t, Value v, Value cls);
Truth generic_is_subclass(Thread& t, Value cls, Value other);
inline bool is_int(Thread& t, Value v) {  // int or a subclass, bool included
  return v.is_small_int() || v.is_bool() || (v.is_object() && is_instance_of(t, v, Type::kInt));
}
inline bool is_str(Thread& t, Value v) { return v.is_object() && is_instance_of(t, v, Type::kStr); }

// --- attributes (vm/attributes.cpp)
Ref get_attr(Thread& t, Value object, Value name);  // name: interned str
Ref get_attr(Thread& t, Value object, std::string_view name);
// A null result without an exception when there is no such attribute.
Ref get_attr_or_null(Thread& t, Value object, Value name);
bool set_attr(Thread& t, Value object, Value name, Value value);  // null value: delete
bool set_attr(Thread& t, Value object, std::string_view name, Value value);
Ref generic_get_attr(Thread& t, Value object, Value name);  // object.__getattribute__
// The same, but sets *absent and returns null without an exception when there is no such attribute
// (`absent` null: raises AttributeError).
Ref generic_get_attr_or_null(Thread& t, Value object, Value name, bool* absent);
// AttributeError with its `name` and `obj` attributes.
Failed raise_attribute_error(Thread& t, Value object, Value name, std::string_view message);
bool generic_set_attr(Thread& t, Value object, Value name, Value value);
Ref type_lookup(Thread& t, Type* type, Value name);  // along the MRO; null: absent
// The same, for callers that hold the type lock.
Ref type_lookup_uncached(Thread& t, Type* type, Value name);
// The bound method for a special method of the type (never of the instance); null: absent.
Ref lookup_special(Thread& t, Value object, Value name);

// --- calls (vm/call.cpp)
Ref call(Thread& t, Value callable, CallArgs args = {});
inline Ref call(Thread& t, Value callable, std::initializer_list<Value> args) {
  return call(t, callable, CallArgs(args.begin(), args.size()));
}
Ref call_method(Thread& t, Value object, Value name, CallArgs args = {});
Ref call_method(Thread& t, Value object, std::string_view name, std::initializer_list<Value> args);

// --- text
Ref repr(Thread& t, Value v);    // str object
Ref to_str(Thread& t, Value v);  // str()
Ref ascii_repr(Thread& t, Value v);
Ref format_value(Thread& t, Value v, Value spec);  // format(v, spec)
// The repr as text for messages; "<unprintable>" when repr raises.
std::string repr_text(Thread& t, Value v);
// Guards against infinite recursion in the repr of containers (reprlib.recursive_repr). Construct it
// first; when `entered()` is true the object's repr is already in progress: answer "[...]" or the like.
class ReprGuard {
 public:
  ReprGuard(Thread& t, Value v);
  ~ReprGuard();
  bool entered() const { return entered_; }

 private:
  Thread& t_;
  Value v_;
  bool entered_;
};

// --- comparison, hashing, truth
Ref compare(Thread& t, Value a, Value b, CompareOp op);
Truth compare_truth(Thread& t, Value a, Value b, CompareOp op);
Truth equal(Thread& t, Value a, Value b);  // identity counts as equal, as in containers
Hash hash(Thread& t, Value v);             // TypeError for unhashable values
Truth is_true(Thread& t, Value v);

// --- numbers
Ref binary_op(Thread& t, BinaryOp op, Value a, Value b);
Ref in_place_op(Thread& t, BinaryOp op, Value a, Value b);
Ref unary_op(Thread& t, UnaryOp op, Value v);
Ref power(Thread& t, Value base, Value exponent, Value modulus);
// operator.index(): an int (small or big).
Ref to_index(Thread& t, Value v);
// An index as int64; too large values are an error of class `overflow` ("cannot fit 'int' into an
// index-sized integer"), or clipped to the ends with `clip`.
Size to_ssize(Thread& t, Value v, Exc overflow = Exc::kIndexError);
Size to_ssize_clipped(Thread& t, Value v);
// A float from an int, a float or an object with __float__/__index__. False: raised.
bool to_double(Thread& t, Value v, double* out);

// --- containers and iteration
Size length(Thread& t, Value v);
Size length_hint(Thread& t, Value v, int64_t otherwise);
Ref get_item(Thread& t, Value container, Value key);
bool set_item(Thread& t, Value container, Value key, Value value);  // null value: delete
Truth contains(Thread& t, Value container, Value item);
Ref get_iter(Thread& t, Value v);
Ref make_sequence_iterator(Thread& t, Value v);  // over v[0], v[1], ... (vm/types/iterators.cpp)
// The next item; null at the end (no exception pending) or when an exception is.
Ref iter_next(Thread& t, Value iterator);
// Calls `fn(Ref item)` for each item; `fn` returns false to stop because it raised.
template <typename Fn>
bool for_each(Thread& t, Value iterable, Fn fn) {
  Ref iterator = get_iter(t, iterable);
  if (!iterator) return false;
  while (Ref item = iter_next(t, iterator)) {
    if (!fn(std::move(item))) return false;
  }
  return !pending(t);
}
bool is_callable(Thread& t, Value v);
Ref dir(Thread& t, Value v);  // dir(v): a sorted list

}  // namespace gilt
