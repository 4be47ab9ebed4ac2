#include "vm/types/module.h"

#include <fmt/format.h>

#include "vm/heap.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

void finalize_module(Thread& t, Object* object) {
  decref(t, Value::from(static_cast<ModuleObject*>(object)->dict));
}

void traverse_module(Object* object, Visitor visit, void* arg) {
  visit(Value::from(static_cast<ModuleObject*>(object)->dict), arg);
}

std::string module_name(Thread& t, ModuleObject* module) {
  Ref name = dict_get(t, module->dict, names(t).name);
  if (!name || !is_str(t, name)) {
    if (pending(t)) clear_pending(t);
    return "?";
  }
  return std::string(str_view(name));
}

Ref module_repr(Thread& t, Value self) {
  auto* module = self.as<ModuleObject>();
  Ref file = dict_get(t, module->dict, names(t).file);
  std::string name = module_name(t, module);
  if (file && is_str(t, file)) {
    return make_str(t, fmt::format("<module '{}' from '{}'>", name, str_view(file)));
  }
  return make_str(t, fmt::format("<module '{}' (built-in)>", name));
}

Ref module_get_attribute(Thread& t, Value self, Value name) {
  auto* module = self.as<ModuleObject>();
  Ref value = dict_get(t, module->dict, name);
  if (value || pending(t)) return value;
  bool absent = false;
  value = generic_get_attr_or_null(t, self, name, &absent);
  if (!absent) return value;
  Ref hook = dict_get(t, module->dict, names(t).getattr);  // PEP 562
  if (hook) return call(t, hook, {name});
  if (pending(t)) return Ref();
  return raise_attribute_error(
      t, self, name,
      fmt::format("module '{}' has no attribute '{}'", module_name(t, module), str_view(name)));
}

bool module_set_attribute(Thread& t, Value self, Value name, Value value) {
  auto* module = self.as<ModuleObject>();
  if (name == names(t).dict) return raise(t, Exc::kAttributeError, "readonly attribute");
  if (value) return dict_set(t, module->dict, name, value);
  if (dict_delete(t, module->dict, name)) return true;
  if (pending(t)) return false;
  return raise_attribute_error(
      t, self, name,
      fmt::format("module '{}' has no attribute '{}'", module_name(t, module), str_view(name)));
}

Ref module_construct(Thread& t, Type* type, CallArgs) {
  auto* module = GILT_TRY(allocate<ModuleObject>(t, type));
  Ref result = Ref::take(t, module);
  module->dict = GILT_TRY(empty_dict(t)).release().as<DictObject>();
  return result;
}

bool module_init(Thread& t, Value self, CallArgs args) {
  if (args.total() == 0 || args.total() > 2 || !is_str(t, args.values[0])) {
    return raise(t, Exc::kTypeError, "module() takes a name and an optional docstring");
  }
  DictObject* dict = self.as<ModuleObject>()->dict;
  Value doc = args.total() == 2 ? args.values[1] : Value::none();
  return dict_set(t, dict, names(t).name, args.values[0]) && dict_set(t, dict, names(t).doc, doc);
}

Ref module_dict(Thread& t, Value self) { return Ref::copy(t, self.as<ModuleObject>()->dict); }

constexpr AttributeRow kAttributes[] = {
    attribute<"__dict__", module_dict>("the module's namespace"),
};

}  // namespace

Ref make_module(Thread& t, std::string_view name, std::string_view doc) {
  auto* module = GILT_TRY(allocate<ModuleObject>(t, types(t).module));
  Ref result = Ref::take(t, module);
  module->dict = GILT_TRY(empty_dict(t)).release().as<DictObject>();
  Ref name_object = GILT_TRY(intern(t, name));
  Ref doc_object = doc.empty() ? Ref::none() : make_str(t, doc);
  Value none = Value::none();
  bool ok = dict_set(t, module->dict, names(t).name, name_object) &&
            dict_set(t, module->dict, names(t).doc, doc_object) &&
            dict_set(t, module->dict, names(t).package, name_object) &&
            dict_set(t, module->dict, names(t).loader, none) &&
            dict_set(t, module->dict, names(t).spec, none);
  return ok ? std::move(result) : Ref();
}

void init_module_type(Thread& t, Type& type) {
  type.instance_size = sizeof(ModuleObject);
  type.slots.finalize = finalize_module;
  type.slots.traverse = traverse_module;
  type.slots.repr = module_repr;
  type.slots.get_attribute = module_get_attribute;
  type.slots.set_attribute = module_set_attribute;
  type.slots.construct = module_construct;
  type.slots.init = module_init;
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
