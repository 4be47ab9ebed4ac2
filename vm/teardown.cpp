#include "vm/teardown.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gil/qsbr.h"
#include "vm/collector.h"
#include "vm/errors.h"
#include "vm/finalizer.h"
#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/peek.h"
#include "vm/refcount_lesson.h"
#include "vm/runtime.h"
#include "vm/types/dict.h"
#include "vm/types/module.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

// Sets the values of a namespace to None: first the names with one leading underscore, then the rest
// (not __builtins__), so that finalizers still find what they use.
void clear_namespace(Thread& t, DictObject* ns) {
  for (bool private_names : {true, false}) {
    size_t position = 0;
    Ref key, value;
    while (dict_next(t, ns, &position, &key, &value)) {
      if (value.get().is_none() || !is_str(t, key)) continue;
      std::string_view name = str_view(key);
      bool is_private = name.size() > 1 && name[0] == '_' && name[1] != '_';
      if (is_private != private_names || name == "__builtins__") continue;
      value.reset();
      if (!dict_set(t, ns, key, Value::none())) clear_pending(t);
    }
  }
}

DictObject* namespace_of(Thread& t, Value module) {
  if (!module.is_object() || type_of(t, module) != types(t).module) return nullptr;
  return module.as<ModuleObject>()->dict;
}

bool any_finalizer_below(const Type* type) {
  if (type->subclasses == nullptr) return false;
  for (const Type* subclass : *type->subclasses) {
    bool own = subclass->has(Type::kHeap) && subclass->has(Type::kHasFinalizer);
    if (own || any_finalizer_below(subclass)) return true;
  }
  return false;
}

// Finds what the modules hold, directly and through other objects, nearest first.
class Reachable {
 public:
  explicit Reachable(Thread& t) : t_(t) {}

  void add(Value v) {
    if (v.is_object() && seen_.insert(v.object()).second) found_.push_back(v.object());
  }

  // The objects that have a finalizer to run, kept alive.
  std::vector<Ref> finalizable() {
    std::vector<Ref> result;
    for (size_t i = 0; i < found_.size(); i++) {
      Object* object = found_[i];
      Type* type = object->type.load(std::memory_order_acquire);
      if (type->has(Type::kHasFinalizer) && (object->flags & Object::kFinalized) == 0) {
        result.push_back(Ref::copy(t_, object));
      }
      if (!type->slots.traverse) continue;
      type->slots.traverse(
          object, [](Value child, void* self) { static_cast<Reachable*>(self)->add(child); }, this);
    }
    return result;
  }

 private:
  Thread& t_;
  std::unordered_set<Object*> seen_;
  std::vector<Object*> found_;
};

// A garbage collection finds the modules' objects unreachable and calls their finalizers before any
// namespace is emptied.
void run_finalizers(Thread& t) {
  if (!any_finalizer_below(types(t).object)) return;
  // Without the GIL a daemon thread may be changing what this would walk over.
  if (t.free_threaded && t.domain().thread_count() > 1) return;
  std::vector<Ref> finalizable;
  {
    Reachable reachable(t);
    if (Ref main = dict_get(t, t.runtime.modules, "__main__")) reachable.add(main);
    reachable.add(Value::from(t.runtime.modules));
    finalizable = reachable.finalizable();
  }
  for (const Ref& object : finalizable) finalize_alive(t, object.object());
}

}  // namespace

void clear_modules(Thread& t) {
  if (t.runtime.collector->enabled.load(std::memory_order_relaxed)) collect_cycles(t);
  run_finalizers(t);
  Ref main = dict_get(t, t.runtime.modules, "__main__");
  if (main) {
    if (DictObject* ns = namespace_of(t, main)) clear_namespace(t, ns);
  }
  size_t position = 0;
  Ref name, module;
  while (dict_next(t, t.runtime.modules, &position, &name, &module)) {
    DictObject* ns = namespace_of(t, module);
    if (ns == nullptr || ns == t.runtime.builtins) continue;
    if (Value::from(ns) == t.runtime.sys_namespace) continue;
    clear_namespace(t, ns);
  }
}

void drain_heap(Thread& t) {
  auto object_of = [](gil::RefCount* count) {
    return reinterpret_cast<Object*>(reinterpret_cast<char*>(count) - offsetof(Object, refcount));
  };
  for (;;) {
    std::vector<gil::RefCount*> dead = t.domain().merge(t);
    if (dead.empty()) break;
    for (gil::RefCount* count : dead) destroy(t, object_of(count));
  }
  gil::Qsbr& qsbr = t.domain().qsbr();
  qsbr.abandon(t);
  qsbr.quiescent(t);
}

std::vector<Unaccounted> unaccounted_references(Thread& t, const std::vector<Object*>& living) {
  using Counts = std::unordered_map<Object*, uint32_t>;
  Counts held;  // references from living objects
  for (Object* object : living) {
    Type* type = object->type.load(std::memory_order_relaxed);
    if (!type->slots.traverse) continue;
    type->slots.traverse(
        object,
        [](Value child, void* arg) {
          if (child.is_object()) (*static_cast<Counts*>(arg))[child.object()]++;
        },
        &held);
  }
  // What the runtime itself holds.
  held[t.runtime.modules]++;
  if (t.runtime.sys_namespace) held[t.runtime.sys_namespace.object()]++;
  if (t.runtime.last_memory_error) held[t.runtime.last_memory_error.object()]++;
  if (Value object = t.thread_object.load()) held[object.object()]++;
  for (const Slot* slot : {&t.runtime.collector->garbage, &t.runtime.collector->callbacks}) {
    if (Value list = slot->load()) held[list.object()]++;
  }
  std::vector<Unaccounted> result;
  for (Object* object : living) {
    if (gil::is_immortal(object->refcount)) continue;
    const uint32_t count = gil::total(object->refcount);
    auto it = held.find(object);
    const uint32_t known = it != held.end() ? it->second : 0;
    if (count != known) result.push_back({object, count, known});
  }
  return result;
}

size_t audit_heap(Thread& t) {
  std::vector<Object*> living;
  t.runtime.heap.for_each([&](Object* object) { living.push_back(object); });
  size_t leaked = 0;
  for (const auto& [object, count, known] : unaccounted_references(t, living)) {
    if (count < known) continue;
    leaked++;
    std::string text;
    if (object->layout == Layout::kStr) {
      text = fmt::format(": {}", static_cast<StrObject*>(object)->view().substr(0, 60));
    }
    fmt::print(stderr, "gilt: leaked reference: {} at {} has {} references, {} are known{}\n",
               class_name(object->type.load(std::memory_order_relaxed)), static_cast<void*>(object),
               count, known, text);
  }
  return leaked;
}

void free_heap(Thread& t) {
  const gil::CountsIgnored ignored(t);  // where they cannot be relied on
  std::vector<Object*> all;
  t.runtime.heap.for_each([&](Object* object) {
    // Interned strings belong to the table.
    bool interned = object->layout == Layout::kStr && (object->flags & StrObject::kInterned) != 0;
    if (!interned) all.push_back(object);
  });
  // Every object gets one more reference, so that none dies while the others are taken apart.
  for (Object* object : all) incref(t, Value::from(object));
  std::vector<Object*> classes;
  for (Object* object : all) {
    if (object->layout == Layout::kType) {
      classes.push_back(object);
      continue;
    }
    Type* type = object->type.load(std::memory_order_relaxed);
    if (type->slots.finalize) type->slots.finalize(t, object);
  }
  for (Object* object : classes) {
    Type* type = object->type.load(std::memory_order_relaxed);
    if (type->slots.finalize) type->slots.finalize(t, object);
  }
  const HeapRegistry::Release release = t.runtime.heap.release();
  for (Object* object : all) release(memory_of(object));
  if (t.lesson != nullptr) t.runtime.refcount_lesson->release_storages();
}

}  // namespace gilt
