#include "vm/variable_names.h"

#include <fmt/format.h>

#include <deque>
#include <unordered_set>

#include "vm/peek.h"
#include "vm/runtime.h"
#include "vm/types/cell.h"
#include "vm/types/code.h"
#include "vm/types/condition.h"
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

  Search(const Runtime& runtime, const std::vector<const Object*>& objects)
      : runtime_(runtime), wanted_(objects.begin(), objects.end()) {}

  void add(std::string name, Value v, int depth = 1) {
    if (!v.is_object() || seen_.size() >= kMostObjects || !seen_.insert(v.object()).second) return;
    if (wanted_.contains(v.object())) names_.emplace(v.object(), name);
    if (depth < kDepth) open_.push_back({std::move(name), v, depth});
  }

  void add_namespace(const DictObject* ns, const std::string& prefix, int depth = 1) {
    for_each_item(ns, [&](Value key, Value value) {
      if (!is_exact_str(key) || str_view(key).starts_with("__")) return;
      add(prefix + std::string(str_view(key)), value, depth);
    });
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
      case Layout::kOpaque:
        return follow_attributes(name, v, depth);
      default:
        return;
    }
  }

  void follow_instance(const std::string& name, Value v, int depth) {
    if (peek_type(v)->is_subtype_of(runtime_.types.condition)) {
      add(fmt::format("the lock of {}", name), v.as<ConditionObject>()->lock.load(), depth);
    }
    follow_attributes(name, v, depth);
  }

  void follow_attributes(const std::string& name, Value v, int depth) {
    auto follow_one = [&](Value attribute, Value value) {
      if (!is_exact_str(attribute)) return;
      add(fmt::format("{}.{}", name, str_view(attribute)), value, depth);
    };
    for_each_attribute(v, follow_one);
    for_each_member(v, follow_one);
  }

  void follow_class(const std::string& name, const Type* cls, int depth) {
    const Value attributes = cls->attributes.load();
    if (cls->has(Type::kHeap) && attributes) {
      add_namespace(attributes.as<DictObject>(), name + ".", depth);
    }
  }

  void follow_dict(const std::string& name, const DictObject* dict, int depth) {
    for_each_item(dict, [&](Value key, Value value) {
      if (is_exact_str(key)) add(fmt::format("{}['{}']", name, str_view(key)), value, depth);
      if (key.is_small_int()) add(fmt::format("{}[{}]", name, key.small_int()), value, depth);
    });
  }

  const Runtime& runtime_;
  std::unordered_set<const Object*> wanted_, seen_;
  std::deque<Step> open_;
  Names names_;
};

// A module of the script's, not of the standard library's.
bool is_users(const DictObject* ns) {
  const Value file = peek_item(ns, "__file__");
  return file && is_exact_str(file) && !str_view(file).starts_with("<gilt>/");
}

}  // namespace

std::unordered_map<const Object*, std::string> variable_names(
    const Runtime& runtime, const std::vector<const Object*>& objects,
    const std::vector<const Frame*>& frames) {
  Search search(runtime, objects);
  if (const DictObject* main = peek_module(runtime, "__main__")) search.add_namespace(main, "");
  for_each_item(runtime.modules, [&](Value name, Value module) {
    if (!is_exact_str(name) || !module.is_object()) return;
    if (peek_type(module) != runtime.types.module) return;
    const DictObject* ns = module.as<ModuleObject>()->dict;
    if (is_users(ns)) search.add_namespace(ns, std::string(str_view(name)) + ".");
  });
  search.follow();
  for (const Frame* frame : frames) search.add_frame(frame);
  search.follow();
  return search.take();
}

}  // namespace gilt
