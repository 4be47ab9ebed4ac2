#include "vm/types/weak_ref.h"

#include <fmt/format.h>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/generic_alias.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

WeakRefObject* self_of(Value v) { return v.as<WeakRefObject>(); }

// " (name)" behind functions, classes and modules.
bool append_name(Thread& t, std::string& out, Value target) {
  Ref name = get_attr_or_null(t, target, names(t).name);
  if (!name) return !pending(t);
  if (is_str(t, name)) out += fmt::format(" ({})", str_view(name));
  return true;
}

}  // namespace

Ref make_weak_reference(Thread& t, Type* cls, Value target, Value callback) {
  Type* type = type_of(t, target);
  if (!target.is_object() || !type->has(Type::kWeakReferable)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("cannot create weak reference to '{}' object", type_name(t, target)));
  }
  if (callback.is_none()) callback = Value();
  WeakTable& table = t.runtime.weak_table;
  if (!callback && !cls->has(Type::kHeap)) {
    if (Ref there = table.find_plain(t, target.object(), cls)) return there;
  }
  auto* reference = GILT_TRY(allocate_of_class<WeakRefObject>(t, cls));
  if (callback) reference->callback.store(Ref::copy(t, callback).release());
  table.add(target.object(), reference);
  return Ref::take(t, reference);
}

Ref weak_target(Thread& t, Value reference) {
  return t.runtime.weak_table.target_of(t, self_of(reference));
}

Ref weak_repr(Thread& t, std::string_view what, Value reference) {
  std::string out = fmt::format("<{} at {:#x}; ", what, identity(t, reference));
  Ref target = weak_target(t, reference);
  if (!target) return make_str(t, out + "dead>");
  out += fmt::format("to '{}' at {:#x}", type_name(t, target), identity(t, target));
  if (!append_name(t, out, target)) return Ref();
  return make_str(t, out + ">");
}

void let_go_of_target(Thread& t, Object* object) {
  t.runtime.weak_table.remove(static_cast<WeakRefObject*>(object));
}

void finalize_weak_reference(Thread& t, Object* object) {
  let_go_of_target(t, object);
  decref(t, static_cast<WeakRefObject*>(object)->callback.exchange(Value()));
}

void traverse_weak_reference(Object* object, Visitor visit, void* arg) {
  Value callback = static_cast<WeakRefObject*>(object)->callback.load();
  if (callback.is_object()) visit(callback, arg);
}

namespace {

Ref ref_construct(Thread& t, Type* cls, CallArgs args) {
  if (cls == types(t).weak_ref && !check_no_keywords(t, "ref", args)) return Ref();
  if (!check_positional(t, "__new__", args, 1, 2)) return Ref();
  return make_weak_reference(t, cls, args.values[0],
                             args.positional == 2 ? args.values[1] : Value());
}

// __new__ has done all of it.
bool ref_init(Thread& t, Value, CallArgs args) {
  return check_no_keywords(t, "ref", args) && check_positional(t, "__init__", args, 1, 2);
}

Ref ref_call(Thread& t, Value self, CallArgs args) {
  if (!check_no_keywords(t, "weakref", args)) return Ref();
  if (args.positional != 0) {
    return raise(t, Exc::kTypeError,
                 fmt::format("weakref expected 0 arguments, got {}", args.positional));
  }
  Ref target = weak_target(t, self);
  return target ? std::move(target) : Ref::none();
}

Ref ref_repr(Thread& t, Value self) { return weak_repr(t, "weakref", self); }

Hash ref_hash(Thread& t, Value self) {
  auto& cached = self_of(self)->hash;
  const int64_t known = cached.load(std::memory_order_relaxed);
  if (known != WeakRefObject::kNoHash) return known;
  Ref target = weak_target(t, self);
  if (!target) return raise(t, Exc::kTypeError, "weak object has gone away");
  Hash found = hash(t, target);
  if (!found.failed()) cached.store(found.get(), std::memory_order_relaxed);
  return found;
}

// Equal targets while both live, the same reference afterwards.
Ref ref_compare(Thread& t, Value self, Value other, CompareOp op) {
  const bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (!equality || !type_of(t, other)->is_subtype_of(types(t).weak_ref)) {
    return Ref::not_implemented();
  }
  Ref mine = weak_target(t, self);
  Ref others = weak_target(t, other);
  if (mine && others) return compare(t, mine, others, op);
  return Ref::boolean((self == other) == (op == CompareOp::kEq));
}

Ref get_callback(Thread& t, Value self) {
  Ref callback = read_slot(t, self_of(self)->callback);
  return callback ? std::move(callback) : Ref::none();
}

constexpr AttributeRow kAttributes[] = {
    attribute<"__callback__", get_callback>("what is called when the object goes"),
};
constexpr MethodRow kMethods[] = {
    class_method<"__class_getitem__", class_getitem>("(object, /)", "See PEP 585"),
};

// The built-in classes whose objects can be referred to weakly; those of modules say so themselves.
void mark_weak_referable(Thread& t) {
  const BuiltinTypes& known = types(t);
  for (Type* type : {known.type,
                     known.function,
                     known.native_function,
                     known.method,
                     known.set,
                     known.frozenset,
                     known.deque,
                     known.generator,
                     known.coroutine,
                     known.code,
                     known.module,
                     known.generic_alias,
                     known.lock,
                     known.rlock,
                     known.condition,
                     known.semaphore,
                     known.event,
                     known.barrier,
                     known.bounded_semaphore,
                     known.thread,
                     known.timer,
                     known.main_thread,
                     known.dummy_thread,
                     known.local,
                     known.simple_queue}) {
    type->flags_bits.fetch_or(Type::kWeakReferable, std::memory_order_relaxed);
  }
}

}  // namespace

void init_weak_ref_type(Thread& t, Type& type) {
  mark_weak_referable(t);
  type.instance_size = sizeof(WeakRefObject);
  type.flags_bits |= Type::kSubclassable;
  type.slots.finalize = finalize_weak_reference;
  type.slots.let_go = let_go_of_target;
  type.slots.traverse = traverse_weak_reference;
  type.slots.construct = ref_construct;
  type.slots.init = ref_init;
  type.slots.call = ref_call;
  type.slots.repr = ref_repr;
  type.slots.hash = ref_hash;
  type.slots.compare = ref_compare;
  add_attributes(t, type, kAttributes);
  add_methods(t, type, kMethods);
}

}  // namespace gilt
