#include "vm/teardown.h"

#include <cstdio>
#include <unordered_map>
#include <vector>

#include "vm/errors.h"
#include "vm/heap.h"
#include "vm/operations.h"
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

}  // namespace

void clear_modules(Thread& t) {
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

#ifdef GILT_HEAP_REGISTRY

size_t audit_heap(Thread& t) {
  using Counts = std::unordered_map<Object*, uint32_t>;
  Counts held;  // references from living objects
  t.runtime.heap.for_each([&](Object* object) {
    Type* type = object->type.load(std::memory_order_relaxed);
    if (!type->slots.traverse) return;
    type->slots.traverse(
        object,
        [](Value child, void* arg) {
          if (child.is_object()) (*static_cast<Counts*>(arg))[child.object()]++;
        },
        &held);
  });
  // What the runtime itself holds.
  held[t.runtime.modules]++;
  held[t.runtime.builtins]++;
  if (t.runtime.sys_namespace) held[t.runtime.sys_namespace.object()]++;
  if (t.thread_object) held[t.thread_object.object()]++;
  size_t leaked = 0;
  t.runtime.heap.for_each([&](Object* object) {
    if (gil::is_immortal(object->refcount)) return;
    uint32_t count = gil::total(object->refcount);
    auto it = held.find(object);
    uint32_t known = it != held.end() ? it->second : 0;
    if (count <= known) return;
    leaked++;
    Type* type = object->type.load(std::memory_order_relaxed);
    std::fprintf(stderr, "gilt: leaked reference: %s at %p has %u references, %u are known%s%s\n",
                 type->native_name != nullptr ? type->native_name
                                              : str_view(type->name.load()).data(),
                 static_cast<void*>(object), count, known,
                 object->layout == Layout::kStr ? ": " : "",
                 object->layout == Layout::kStr
                     ? std::string(static_cast<StrObject*>(object)->view().substr(0, 60)).c_str()
                     : "");
  });
  return leaked;
}

void free_heap(Thread& t) {
  std::vector<Object*> all;
  t.runtime.heap.for_each([&](Object* object) { all.push_back(object); });
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
  for (Object* object : all) HeapRegistry::release(object);
}

#else

size_t audit_heap(Thread&) { return 0; }
void free_heap(Thread&) {}

#endif

}  // namespace gilt
