#include "vm/variable_names.h"

#include <fmt/format.h>

#include <deque>
#include <unordered_set>

#include "vm/runtime.h"
#include "vm/types/cell.h"
#include "vm/types/code.h"
#include "vm/types/condition.h"
#include "vm/types/dict.h"
#include "vm/types/instance.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr int kDepth = 3;               // variable, then two steps
constexpr size_t kMostObjects = 50000;  // looked at; a report must not take long

// Breadth first, so that the shortest name comes first.
class Search {
 public:
  using Names = std::unordered_map<const Object*, std::string>;

  Search(Thread& t, const std::vector<const Object*>& objects)
      : t_(t), wanted_(objects.begin(), objects.end()) {}

  void add(std::string name, Value v, int depth = 1) {
    if (!v.is_object() || seen_.size() >= kMostObjects || !seen_.insert(v.object()).second) return;
    if (wanted_.contains(v.object())) names_.emplace(v.object(), name);
    if (depth < kDepth) open_.push_back({std::move(name), v, depth});
  }

  void add_namespace(DictObject* ns, const std::string& prefix, int depth = 1) {
    size_t position = 0;
    Ref key, value;
    while (dict_next(t_, ns, &position, &key, &value)) {
      if (!is_exact_str(key) || str_view(key).starts_with("__")) continue;
      add(prefix + std::string(str_view(key)), value, depth);
    }
  }

  void add_frame(const Frame* frame) {
    const CodeObject* code = frame->code;
    for (int i = 0; i < code->nlocalsplus; ++i) {
      Value v = frame->slots[i].value();
      if (v.is_object() && v.object()->layout == Layout::kCell) {
        v = v.as<CellObject>()->contents.load();
      }
      add(std::string(str_view(code->local_names[i])), v);
    }
  }

  void follow() {
    for (; !open_.empty() && names_.size() < wanted_.size(); open_.pop_front()) {
      const Step step = open_.front();
      follow(step.name, step.value, step.depth + 1);
    }
  }

  Names take() { return std::move(names_); }

 private:
  struct Step {
    std::string name;
    Value value;
    int depth;
  };

  void follow(const std::string& name, Value v, int depth) {
    switch (v.object()->layout) {
      case Layout::kInstance:
        return follow_instance(name, v, depth);
      case Layout::kType:
        return follow_class(name, v.as<Type>(), depth);
      case Layout::kDict:
        return follow_dict(name, v.as<DictObject>(), depth);
      case Layout::kList: {
        const ListObject* list = v.as<ListObject>();
        for (int64_t i = 0; i < list_size(list); ++i) {
          add(fmt::format("{}[{}]", name, i), list->items()[i].load(), depth);
        }
        return;
      }
      case Layout::kTuple: {
        const TupleObject& tuple = *v.as<TupleObject>();
        for (size_t i = 0; i < tuple.size; ++i)
          add(fmt::format("{}[{}]", name, i), tuple[i], depth);
        return;
      }
      default:
        return;
    }
  }

  void follow_instance(const std::string& name, Value v, int depth) {
    if (v.object()->type.load(std::memory_order_acquire)->is_subtype_of(types(t_).condition)) {
      add(fmt::format("the lock of {}", name), v.as<ConditionObject>()->lock.load(), depth);
    }
    follow_attributes(name, *v.as<Instance>(), depth);
  }

  void follow_attributes(const std::string& name, const Instance& instance, int depth) {
    const Shape* shape = instance.attributes_.shape.load(std::memory_order_acquire);
    const Slot* slots = instance.attributes_.slots.load(std::memory_order_acquire);
    if (shape == nullptr || slots == nullptr || shape->kind == Shape::Kind::kChanging) return;
    if (shape->kind == Shape::Kind::kDict) {
      const Value dict = slots[0].load();
      if (dict) add_namespace(dict.as<DictObject>(), name + ".", depth);
      return;
    }
    for (size_t i = 0; i < shape->names.size(); ++i) {
      add(fmt::format("{}.{}", name, str_view(shape->names[i])), slots[i].load(), depth);
    }
  }

  void follow_class(const std::string& name, const Type* cls, int depth) {
    const Value attributes = cls->attributes.load();
    if (cls->has(Type::kHeap) && attributes) {
      add_namespace(attributes.as<DictObject>(), name + ".", depth);
    }
  }

  void follow_dict(const std::string& name, DictObject* dict, int depth) {
    size_t position = 0;
    Ref key, value;
    while (dict_next(t_, dict, &position, &key, &value)) {
      if (is_exact_str(key)) add(fmt::format("{}['{}']", name, str_view(key)), value, depth);
      if (key.get().is_small_int()) {
        add(fmt::format("{}[{}]", name, key.get().small_int()), value, depth);
      }
    }
  }

  Thread& t_;
  std::unordered_set<const Object*> wanted_, seen_;
  std::deque<Step> open_;
  Names names_;
};

bool is_module(Thread& t, Value v) {
  return v.is_object() && v.object()->type.load(std::memory_order_acquire) == types(t).module;
}

// A module of the script's, not of the standard library's.
bool is_users(Thread& t, DictObject* ns) {
  Ref file = dict_get(t, ns, names(t).file);
  return file && is_exact_str(file) && !str_view(file).starts_with("<gilt>/");
}

}  // namespace

std::unordered_map<const Object*, std::string> variable_names(
    Thread& t, const std::vector<const Object*>& objects, const std::vector<Frame*>& frames) {
  Search search(t, objects);
  Ref main = dict_get(t, t.runtime.modules, "__main__");
  if (main && is_module(t, main)) search.add_namespace(main.as<ModuleObject>()->dict, "");
  size_t position = 0;
  Ref name, module;
  while (dict_next(t, t.runtime.modules, &position, &name, &module)) {
    if (!is_exact_str(name) || !is_module(t, module)) continue;
    DictObject* ns = module.as<ModuleObject>()->dict;
    if (is_users(t, ns)) search.add_namespace(ns, std::string(str_view(name)) + ".");
  }
  search.follow();
  for (const Frame* frame : frames) search.add_frame(frame);
  search.follow();
  return search.take();
}

}  // namespace gilt
