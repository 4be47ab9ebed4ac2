// Assignment to __bases__: the class and all below it get new MROs, slots and versions.
// Source: CPython 3.14 Objects/typeobject.c (type_set_bases_unlocked, mro_hierarchy).
//
// The new MROs are computed without a lock, as that allocates and can fail. Then, under the type lock,
// all of it changes at once, if nothing that was looked at has changed meanwhile; else once more.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "gil/mutex.h"
#include "vm/errors.h"
#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/runtime.h"
#include "vm/types/class_layout.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"
#include "vm/types/type_attributes.h"

namespace gilt {
namespace {

std::string name_of(const Type& type) { return std::string(str_view(type.name.load())); }

// The class and everything below it, bases before what derives from them.
void collect_below(Type& type, std::vector<Type*>* all) {
  std::erase(*all, &type);  // reached on another way before: its place is behind that
  all->push_back(&type);
  if (type.subclasses == nullptr) return;
  for (Type* subclass : *type.subclasses) collect_below(*subclass, all);
}

std::vector<Type*> classes_below(Thread& t, Type& type) {
  gil::MutexGuard guard(t, t.runtime.type_mutex);
  std::vector<Type*> all;
  collect_below(type, &all);
  return all;
}

bool check_bases(Thread& t, Type& type, TupleObject* bases) {
  for (Value base : bases->items()) {
    if (!is_instance_of(t, base, Type::kType)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{}.__bases__ must be tuple of classes, not '{}'", name_of(type),
                               type_name(t, base)));
    }
    if (base.as<Type>()->is_subtype_of(&type)) {
      return raise(t, Exc::kTypeError, "a __bases__ item causes an inheritance cycle");
    }
  }
  return true;
}

bool new_orders(Thread& t, const std::vector<Type*>& below, TupleObject* bases,
                std::vector<NewOrder>* orders) {
  for (Type* type : below) {
    Ref own = type == below.front() ? Ref::copy(t, bases) : read_slot(t, type->bases);
    Ref mro = GILT_TRY(compute_mro(t, *type, own.as<TupleObject>(), *orders));
    orders->push_back({type, std::move(mro)});
  }
  return true;
}

// The caller holds the type lock. Gives back what the slots held.
std::vector<Ref> commit(Thread& t, Type& type, TupleObject* bases, Type* base,
                        std::vector<NewOrder>& orders) {
  std::vector<Ref> old;
  for (NewOrder& order : orders) {
    immortalise(order.mro);  // as the class, for readers without a reference
    old.push_back(Ref::take(t, order.type->mro.exchange(order.mro.release())));
  }
  Ref former = Ref::take(t, type.bases.exchange(Ref::copy(t, bases).release()));
  for (Value b : former.as<TupleObject>()->items()) std::erase(*b.as<Type>()->subclasses, &type);
  for (Value b : bases->items()) list_subclass(*b.as<Type>(), type);
  type.base = base;
  type_hierarchy_changed_locked(t, type);
  old.push_back(std::move(former));
  return old;
}

}  // namespace

void list_subclass(Type& base, Type& type) {
  if (base.subclasses == nullptr) base.subclasses = new std::vector<Type*>();
  base.subclasses->push_back(&type);
}

bool assign_bases(Thread& t, Type& type, Value value) {
  auto* bases = value.as<TupleObject>();
  while (true) {
    // acquire: with the release in type_hierarchy_changed_locked
    uint64_t seen = t.runtime.hierarchy_changes.load(std::memory_order_acquire);
    if (!check_bases(t, type, bases)) return false;
    Type* base = GILT_TRY(best_base(t, bases));
    Type* present = type.base;
    if (base->instance_size != present->instance_size ||
        base->attributes_offset != present->attributes_offset) {
      return raise(t, Exc::kTypeError,
                   fmt::format("__bases__ assignment: '{}' object layout differs from '{}'",
                               name_of(*base), name_of(*present)));
    }
    std::vector<Type*> below = classes_below(t, type);
    std::vector<NewOrder> orders;
    if (!new_orders(t, below, bases, &orders)) return false;
    std::vector<Ref> old;  // dropped when the lock is free again
    gil::MutexGuard guard(t, t.runtime.type_mutex);
    std::vector<Type*> now;
    collect_below(type, &now);
    if (now != below || t.runtime.hierarchy_changes.load(std::memory_order_relaxed) != seen) {
      continue;
    }
    old = commit(t, type, bases, base, orders);
    return true;
  }
}

}  // namespace gilt
