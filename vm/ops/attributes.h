// Opcodes that read and write attributes.
//
// The inline cache of LOAD_ATTR and STORE_ATTR: guard (32) | kind (8) | index (24).
//   kSlot       guard is the id of the instance's shape, index its slot
//   kMethod     a function found on the class: guard as before, index into Type::resolved
//   kClassValue another attribute of the class that needs no binding: the same
//   kTypeMethod as kMethod for objects without a shape: guard is the type's version
//   kModule     guard is the version of the module's keys, index its entry
//   kTypeAttr   an attribute of a class itself: guard is the class's own version, index into resolved
#pragma once

#include "vm/ops/common.h"
#include "vm/ops/slow.h"
#include "vm/types/dict_table.h"
#include "vm/types/instance.h"
#include "vm/types/module.h"

namespace gilt::ops {

enum class AttrCache : uint8_t {
  kNone,
  kSlot,
  kMethod,
  kClassValue,
  kTypeMethod,
  kTypeValue,
  kModule,
  kTypeAttr
};

struct AttrWord {
  uint64_t word;
  uint32_t guard() const { return static_cast<uint32_t>(word >> 32); }
  AttrCache kind() const { return static_cast<AttrCache>((word >> 24) & 0xff); }
  uint32_t index() const { return word & 0xffffff; }
  static uint64_t make(uint32_t guard, AttrCache kind, uint32_t index) {
    return static_cast<uint64_t>(guard) << 32 | static_cast<uint64_t>(kind) << 24 | index;
  }
};

// 0, which no cache matches, for an instance without attributes yet.
GILT_INLINE uint32_t shape_id(const Object* object) {
  Shape* shape =
      static_cast<const Instance*>(object)->attributes_.shape.load(std::memory_order_acquire);
  return shape != nullptr ? shape->id.load(std::memory_order_relaxed) : 0;
}

// The cached attribute of `owner`, null: look it up. *method: it is a function to be called with
// `owner` as its first argument.
GILT_INLINE Ref cached_attribute(Thread& t, AttrWord cached, Value owner, bool* method) {
  if (!owner.is_object()) return Ref();
  Object* object = owner.object();
  if (object->layout == Layout::kInstance) {
    if (shape_id(object) != cached.guard()) return Ref();
    Ref value;
    if (cached.kind() == AttrCache::kSlot) {
      auto* instance = static_cast<Instance*>(object);
      value = read_slot_once(
          t, instance->attributes_.slots.load(std::memory_order_acquire)[cached.index()]);
    } else {
      Type* type = object->type.load(std::memory_order_relaxed);
      value = read_slot_once(t, (*type->resolved.load(std::memory_order_relaxed))[cached.index()]);
      *method = cached.kind() == AttrCache::kMethod;
    }
    if (t.free_threaded && shape_id(object) != cached.guard()) return Ref();
    return value;
  }
  return cached_attribute_other(t, cached.word, object, method);
}

GILT_HANDLER LOAD_ATTR(Thread& t, Registers& r, uint32_t arg) {
  Value owner = peek(r, 1);
  bool method = false;
  Ref value;
  // acquire: with the release in fill_cache, for what the word refers to
  AttrWord cached{cache(r).load(std::memory_order_acquire)};
  if (cached.word != 0) [[likely]]
    value = cached_attribute(t, cached, owner, &method);
  if (!value) [[unlikely]] {
    value = load_attr_slow(t, owner, name_at(r, arg >> 1), (arg & 1) != 0, cache(r), &method);
    if (!value) return Flow::kError;
  }
  if ((arg & 1) == 0) return replace(t, r, 1, std::move(value));
  if (method) {  // (function, self)
    StackRef self = r.sp[-1];
    r.sp[-1] = StackRef::owned(std::move(value));
    push(r, self);
    return Flow::kNext;
  }
  pop(r).drop(t);
  push(r, std::move(value));
  push(r, StackRef());
  return Flow::kNext;
}

GILT_HANDLER STORE_ATTR(Thread& t, Registers& r, uint32_t arg) {  // value, owner --
  Value owner = peek(r, 1);
  // acquire: with the release in fill_cache, for what the word refers to
  AttrWord cached{cache(r).load(std::memory_order_acquire)};
  if (cached.word != 0 && owner.is_object() && owner.object()->layout == Layout::kInstance &&
      !t.free_threaded && shape_id(owner.object()) == cached.guard()) [[likely]] {
    Slot& slot =
        owner.as<Instance>()->attributes_.slots.load(std::memory_order_relaxed)[cached.index()];
    Value value = r.sp[-2].steal(t);
    r.sp[-2] = StackRef();
    Value old = slot.load();
    slot.store(value);
    StackRef self = pop(r);
    r.sp--;
    decref(t, old);
    self.drop(t);
    return Flow::kNext;
  }
  bool ok =
      (cached.word != 0 && t.free_threaded && owner.is_object() &&
       owner.object()->layout == Layout::kInstance &&
       store_cached_slot(t, owner.as<Instance>(), cached.guard(), cached.index(), peek(r, 2))) ||
      store_attr_slow(t, owner, name_at(r, arg), peek(r, 2), cache(r));
  return discard(t, r, 2, ok);
}

GILT_HANDLER DELETE_ATTR(Thread& t, Registers& r, uint32_t arg) {
  return discard(t, r, 1, set_attr(t, peek(r, 1), name_at(r, arg), Value()));
}

GILT_HANDLER LOAD_SUPER_ATTR(Thread& t, Registers& r, uint32_t arg) {  // super, class, self
  bool method = false;
  Ref value = load_super_attr_slow(t, peek(r, 3), peek(r, 2), peek(r, 1), name_at(r, arg >> 2), arg,
                                   &method);
  if (!value) return Flow::kError;
  StackRef self = pop(r);
  pop(r).drop(t);
  pop(r).drop(t);
  push(r, std::move(value));
  if ((arg & 1) == 0) {
    self.drop(t);
  } else if (method) {
    push(r, StackRef::owned(self.steal(t)));
  } else {
    self.drop(t);
    push(r, StackRef());
  }
  return Flow::kNext;
}

GILT_HANDLER LOAD_SPECIAL(Thread& t, Registers& r, uint32_t arg) {
  bool method = false;
  Ref value = load_special_slow(t, peek(r, 1), arg, &method);
  if (!value) return Flow::kError;
  StackRef owner = pop(r);
  push(r, std::move(value));
  if (method) {
    push(r, StackRef::owned(owner.steal(t)));
  } else {
    owner.drop(t);
    push(r, StackRef());
  }
  return Flow::kNext;
}

}  // namespace gilt::ops
