#include "vm/slot_calls.h"

#include "vm/slots.h"

namespace gilt::slot_calls {
namespace {

Ref none_if(bool ok) { return ok ? Ref::none() : Ref(); }

// object.__setattr__(cls, ...) would go around the metaclass's bookkeeping.
bool check_not_class(Thread& t, Type* owner, Value self, const char* what) {
  if (!is_instance_of(t, self, Type::kType) || owner->has(Type::kType)) return true;
  Type* metatype = type_of(t, self);
  return raise(
      t, Exc::kTypeError,
      fmt::format("can't apply this {} to {} object", what, str_view(metatype->name.load())));
}

}  // namespace

bool check_count(Thread& t, CallArgs args, size_t min, size_t max) {
  if (args.keyword_count() != 0) {
    return raise(t, Exc::kTypeError, "wrapper takes no keyword arguments");
  }
  size_t n = args.positional;
  if (n >= min && n <= max) return true;
  size_t bound = n < min ? min : max;
  const char* relation = min == max ? "" : n < min ? "at least " : "at most ";
  return raise(
      t, Exc::kTypeError,
      fmt::format("expected {}{} argument{}, got {}", relation, bound, bound == 1 ? "" : "s", n));
}

bool check_attribute_name(Thread& t, Value name) {
  if (is_str(t, name)) return true;
  return raise(t, Exc::kTypeError,
               fmt::format("attribute name must be string, not '{}'", type_name(t, name)));
}

Ref init(Thread& t, Type* owner, Value self, CallArgs args) {
  return none_if(owner->slots.init(t, self, args));
}

Ref call(Thread& t, Type* owner, Value self, CallArgs args) {
  return owner->slots.call(t, self, args);
}

Ref hash(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 0, 0)) return Ref();
  Hash h = owner->slots.hash(t, self);
  return h.failed() ? Ref() : make_int(t, h.get());
}

Ref truth(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 0, 0)) return Ref();
  Truth answer = owner->slots.truth(t, self);
  return answer.failed() ? Ref() : Ref::boolean(answer.yes());
}

Ref length(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 0, 0)) return Ref();
  Size n = owner->slots.length(t, self);
  return n.failed() ? Ref() : make_int(t, n.get());
}

Ref power(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 2)) return Ref();
  if (args.positional == 2 && !args.values[1].is_none()) {
    if (!owner->slots.power) return Ref::not_implemented();
    return owner->slots.power(t, self, args.values[0], args.values[1]);
  }
  return owner->slots.binary[static_cast<int>(BinaryOp::kPower)](t, self, args.values[0]);
}

Ref reflected_power(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 2)) return Ref();
  if (args.positional == 2 && !args.values[1].is_none()) {
    if (!owner->slots.power) return Ref::not_implemented();
    return owner->slots.power(t, args.values[0], self, args.values[1]);
  }
  return owner->slots.binary[static_cast<int>(BinaryOp::kPower)](t, args.values[0], self);
}

Ref get_attribute(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1) || !check_attribute_name(t, args.values[0])) return Ref();
  Ref name = GILT_TRY(intern(t, args.values[0]));
  return owner->slots.get_attribute(t, self, name);
}

Ref set_attribute(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 2, 2) || !check_attribute_name(t, args.values[0])) return Ref();
  if (!check_not_class(t, owner, self, "__setattr__")) return Ref();
  Ref name = GILT_TRY(intern(t, args.values[0]));
  return none_if(owner->slots.set_attribute(t, self, name, args.values[1]));
}

Ref delete_attribute(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1) || !check_attribute_name(t, args.values[0])) return Ref();
  if (!check_not_class(t, owner, self, "__delattr__")) return Ref();
  Ref name = GILT_TRY(intern(t, args.values[0]));
  return none_if(owner->slots.set_attribute(t, self, name, Value()));
}

Ref descriptor_get(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 2)) return Ref();
  Value object = args.values[0].is_none() ? Value() : args.values[0];
  Value type = args.positional == 2 && !args.values[1].is_none() ? args.values[1] : Value();
  if (!object && !type) return raise(t, Exc::kTypeError, "__get__(None, None) is invalid");
  return owner->slots.descriptor_get(t, self, object, type);
}

Ref descriptor_set(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 2, 2)) return Ref();
  return none_if(owner->slots.descriptor_set(t, self, args.values[0], args.values[1]));
}

Ref descriptor_delete(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1)) return Ref();
  return none_if(owner->slots.descriptor_set(t, self, args.values[0], Value()));
}

Ref contains(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1)) return Ref();
  Truth answer = owner->slots.contains(t, self, args.values[0]);
  return answer.failed() ? Ref() : Ref::boolean(answer.yes());
}

Ref set_item(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 2, 2)) return Ref();
  return none_if(owner->slots.set_item(t, self, args.values[0], args.values[1]));
}

Ref delete_item(Thread& t, Type* owner, Value self, CallArgs args) {
  if (!check_count(t, args, 1, 1)) return Ref();
  return none_if(owner->slots.set_item(t, self, args.values[0], Value()));
}

}  // namespace gilt::slot_calls
