#include "vm/immortalise.h"

#include <unordered_set>
#include <vector>

#include "vm/operations.h"
#include "vm/runtime.h"
#include "vm/types/code.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/module.h"
#include "vm/types/native_function.h"

namespace gilt {
namespace {

class Immortaliser {
 public:
  explicit Immortaliser(Thread& t) : t_(t) {}

  void add(Value v) {
    if (v.is_object() && seen_.insert(v.bits()).second) todo_.push_back(v);
  }

  void run() {
    while (!todo_.empty()) {
      Value v = todo_.back();
      todo_.pop_back();
      visit(v);
    }
  }

 private:
  void visit(Value v) {
    BuiltinTypes& known = types(t_);
    Type* type = type_of(t_, v);
    if (is_function(v)) {
      immortalise(v);
      add_function(*v.as<FunctionObject>());
    } else if (type == known.code) {
      immortalise(v);
      add_constants(v);
    } else if (type == known.module) {
      immortalise(v);
      add_namespace(v.as<ModuleObject>()->dict);
    } else if (is_instance_of(t_, v, Type::kType)) {
      if (Value ns = v.as<Type>()->attributes.load()) add_namespace(ns.as<DictObject>());
    } else if (type == known.static_method || type == known.class_method) {
      immortalise(v);
      add(v.as<WrapperObject>()->callable.load());
    } else if (type == known.property) {
      immortalise(v);
      auto* property = v.as<PropertyObject>();
      for (const Slot* slot : {&property->getter, &property->setter, &property->deleter}) {
        add(slot->load());
      }
    } else if (is_native_function(v) || type == known.getset_descriptor ||
               type == known.member_descriptor || type == known.slot_wrapper) {
      immortalise(v);
    }
  }

  void add_function(const FunctionObject& f) {
    add(Value::from(f.code));
    immortalise(Value::from(f.globals));
    immortalise(Value::from(f.builtins));
    if (Value defaults = f.defaults.load()) immortalise(defaults);
    if (Value closure = f.closure.load()) immortalise(closure);
  }

  // Constants are what LOAD_CONST counts; code among them belongs to inner functions.
  void add_constants(Value code) {
    code.object()->type.load()->slots.traverse(
        code.object(),
        [](Value child, void* self) {
          if (!child.is_object()) return;
          immortalise(child);
          static_cast<Immortaliser*>(self)->add(child);
        },
        this);
  }

  void add_namespace(DictObject* ns) {
    immortalise(Value::from(ns));
    size_t position = 0;
    Ref value;
    while (dict_next(t_, ns, &position, nullptr, &value)) add(value);
  }

  Thread& t_;
  std::unordered_set<uint64_t> seen_;
  std::vector<Value> todo_;
};

}  // namespace

void immortalise_shared_objects(Thread& t) {
  Immortaliser work(t);
  size_t position = 0;
  Ref module;
  while (dict_next(t, t.runtime.modules, &position, nullptr, &module)) work.add(module);
#define GILT_TYPE(id, name, base) work.add(Value::from(types(t).id));
#include "vm/types/types.def"
#undef GILT_TYPE
  for (Type* type : t.runtime.exceptions) work.add(Value::from(type));
  work.run();
}

}  // namespace gilt
