#include "vm/trampolines.h"

#include <vector>

#include "base/hash.h"
#include "vm/call.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/native_function.h"

namespace gilt {

Ref call_special(Thread& t, Value self, Value name, std::span<const Value> args, bool* found) {
  Type* type = type_of(t, self);
  Ref method = type_lookup(t, type, name);
  if (!method) {
    *found = pending(t);
    return Ref();
  }
  *found = true;
  constexpr size_t kMax = 3;
  if ((is_function(method) || type_of(t, method) == types(t).method_descriptor) &&
      args.size() < kMax) {
    Value values[kMax] = {self};
    std::copy(args.begin(), args.end(), values + 1);
    return call(t, method, CallArgs(values, args.size() + 1));
  }
  if (auto* get = type_of(t, method)->slots.descriptor_get.get()) {
    method = get(t, method, self, Value::from(type));
    if (!method) return Ref();
  }
  return call(t, method, CallArgs(args.data(), args.size()));
}

}  // namespace gilt

namespace gilt::trampolines {

Ref call_required(Thread& t, Value self, Value name, std::span<const Value> args) {
  bool found = true;
  Ref result = call_special(t, self, name, args, &found);
  if (found) return result;
  return raise(t, Exc::kAttributeError, str_view(name));
}

bool overrides_reflected(Thread& t, Value self, Value other, Value name) {
  Ref theirs = type_lookup(t, type_of(t, other), name);
  if (!theirs) return false;
  Ref ours = type_lookup(t, type_of(t, self), name);
  return !ours || ours.get() != theirs.get();
}

Ref call_operator(Thread& t, Value self, Value name, Value other) {
  bool found = true;
  Ref result = call_special(t, self, name, {&other, 1}, &found);
  return found ? std::move(result) : Ref::not_implemented();
}

Ref power(Thread& t, Value base, Value exponent, Value modulus) {
  if (type_of(t, base)->slots.power.get() != &power) return Ref::not_implemented();
  Value args[] = {exponent, modulus};
  bool found = true;
  Ref result = call_special(t, base, names(t).pow, args, &found);
  return found ? std::move(result) : Ref::not_implemented();
}

Ref construct(Thread& t, Type* cls, CallArgs args) {
  Ref method = GILT_TRY(get_attr(t, Value::from(cls), names(t).new_));
  return call_with_self(t, method, Value::from(cls), args);
}

bool init(Thread& t, Value self, CallArgs args) {
  Ref method = lookup_special(t, self, names(t).init);
  if (!method) return !pending(t);
  Ref result = GILT_TRY(gilt::call(t, method, args));
  if (result.get().is_none()) return true;
  return raise(t, Exc::kTypeError,
               fmt::format("__init__() should return None, not '{}'", type_name(t, result)));
}

Ref call(Thread& t, Value self, CallArgs args) {
  if (native_stack_exhausted(t, " while calling a Python object")) return Ref();
  Ref method = lookup_special(t, self, names(t).call);
  if (!method) return pending(t) ? Ref() : raise(t, Exc::kAttributeError, "__call__");
  return gilt::call(t, method, args);
}

Ref format(Thread& t, Value self, Value spec) {
  return call_required(t, self, names(t).format, {&spec, 1});
}

Hash hash(Thread& t, Value self) {
  Ref result = call_required(t, self, names(t).hash, {});
  if (!result) return Hash();
  if (!is_int(t, result)) {
    return raise(t, Exc::kTypeError, "__hash__ method should return an integer");
  }
  int64_t i = 0;
  if (!int_fits_int64(result, &i)) return gilt::hash(t, result);
  return i == -1 ? -2 : i;
}

Ref compare(Thread& t, Value a, Value b, CompareOp op) {
  constexpr Value Names::*kNames[] = {&Names::lt, &Names::le, &Names::eq,
                                      &Names::ne, &Names::gt, &Names::ge};
  return call_operator(t, a, names(t).*kNames[static_cast<int>(op)], b);
}

Truth truth(Thread& t, Value self) {
  Ref result = GILT_TRY(call_required(t, self, names(t).bool_, {}));
  if (result.get().is_bool()) return result.get().is_true();
  return raise(t, Exc::kTypeError,
               fmt::format("__bool__ should return bool, returned {}", type_name(t, result)));
}

// __getattribute__, and __getattr__ for what it does not find.
Ref get_attribute(Thread& t, Value self, Value name) {
  Type* type = type_of(t, self);
  Ref getattribute = type_lookup(t, type, names(t).getattribute);
  if (!getattribute && pending(t)) return Ref();
  bool absent = false;
  Ref value;
  bool generic = type_of(t, getattribute) == types(t).slot_wrapper &&
                 getattribute.as<SlotWrapper>()->owner == types(t).object;
  if (generic) {
    value = generic_get_attr_or_null(t, self, name, &absent);
  } else {
    value = call_required(t, self, names(t).getattribute, {&name, 1});
  }
  if (value || (!absent && !pending_is(t, Exc::kAttributeError))) return value;
  Ref error = pending(t) ? take_pending(t) : Ref();
  bool found = true;
  value = call_special(t, self, names(t).getattr, {&name, 1}, &found);
  if (found) return value;
  if (error) {
    set_pending(t, std::move(error));
    return Ref();
  }
  return generic_get_attr(t, self, name);
}

bool set_attribute(Thread& t, Value self, Value name, Value value) {
  Value args[] = {name, value};
  Ref done = value ? call_required(t, self, names(t).setattr, args)
                   : call_required(t, self, names(t).delattr, {args, 1});
  return static_cast<bool>(done);
}

Ref descriptor_get(Thread& t, Value descriptor, Value object, Value type) {
  Value args[] = {object ? object : Value::none(), type ? type : Value::none()};
  bool found = true;
  Ref value = call_special(t, descriptor, names(t).get, args, &found);
  return found ? std::move(value) : Ref::copy(t, descriptor);
}

bool descriptor_set(Thread& t, Value descriptor, Value object, Value value) {
  Value args[] = {object, value};
  Ref done = value ? call_required(t, descriptor, names(t).set, args)
                   : call_required(t, descriptor, names(t).delete_, {args, 1});
  return static_cast<bool>(done);
}

Ref iter(Thread& t, Value self) {
  Ref method = type_lookup(t, type_of(t, self), names(t).iter);
  if (method && method.get().is_none()) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object is not iterable", type_name(t, self)));
  }
  if (!method) return pending(t) ? Ref() : make_sequence_iterator(t, self);
  return call_required(t, self, names(t).iter, {});
}

Ref next(Thread& t, Value self) { return call_required(t, self, names(t).next, {}); }

Size length(Thread& t, Value self) {
  Ref result = call_required(t, self, names(t).len, {});
  if (!result) return Size();
  Size n = to_ssize(t, result, Exc::kOverflowError);
  if (!n.failed() && n.get() < 0) {
    return raise(t, Exc::kValueError, "__len__() should return >= 0");
  }
  return n;
}

Ref get_item(Thread& t, Value self, Value key) {
  return call_required(t, self, names(t).getitem, {&key, 1});
}

bool set_item(Thread& t, Value self, Value key, Value value) {
  Value args[] = {key, value};
  Ref done = value ? call_required(t, self, names(t).setitem, args)
                   : call_required(t, self, names(t).delitem, {args, 1});
  return static_cast<bool>(done);
}

Truth contains(Thread& t, Value self, Value item) {
  Ref method = type_lookup(t, type_of(t, self), names(t).contains);
  if (method && method.get().is_none()) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object is not a container", type_name(t, self)));
  }
  Ref result = GILT_TRY(call_required(t, self, names(t).contains, {&item, 1}));
  return is_true(t, result);
}

}  // namespace gilt::trampolines
