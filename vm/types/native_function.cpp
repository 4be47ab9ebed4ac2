#include "vm/types/native_function.h"

#include <fmt/format.h>

#include <vector>

#include "base/hash.h"
#include "vm/heap.h"
#include "vm/memory_guard.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/dict.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr size_t kFewValues = 8;

// The values of a call in one array: a small one on the C++ stack, or one from the heap.
class ValueBuffer {
 public:
  explicit ValueBuffer(size_t n) {
    if (n > kFewValues) many_.resize(n);
    data_ = n > kFewValues ? many_.data() : few_;
  }
  Value* data() { return data_; }

 private:
  Value few_[kFewValues];
  std::vector<Value> many_;
  Value* data_;
};

Callee callee_of(NativeFunction* f) {
  std::string_view owner;
  if (f->binding == Binding::kClass && f->self) {
    owner = str_view(f->self.as<Type>()->qualname.load());
  } else if (f->owner != nullptr) {
    owner = str_view(f->owner->qualname.load());
  } else if (f->module && str_view(f->module) != "builtins") {
    owner = str_view(f->module);
  }
  return {str_view(f->name), owner};
}

Ref run(Thread& t, NativeFunction* f, Args args) {
  return guard_memory(t, [&] { return f->function(t, args); });
}

// Calls with `self` (when the function takes one) and arguments that do not contain it.
Ref call_bound(Thread& t, NativeFunction* f, Value self, CallArgs args) {
  size_t shift = f->takes_self ? 1 : 0;
  if (f->simple && args.keyword_count() == 0) {
    if (args.positional < f->min_positional || args.positional > f->max_positional) {
      return f->signature->raise_count(t, callee_of(f), args.positional);
    }
    if (shift == 0) return run(t, f, Args(args.values, args.positional));
    ValueBuffer values(args.positional + 1);
    values.data()[0] = self;
    std::copy_n(args.values, args.positional, values.data() + 1);
    return run(t, f, Args(values.data(), args.positional + 1));
  }
  ValueBuffer values(f->signature->size() + shift);
  if (shift != 0) values.data()[0] = self;
  Signature::Owned owned;
  if (!f->signature->bind(t, callee_of(f), args, values.data() + shift, &owned)) return Ref();
  return run(t, f, Args(values.data(), f->signature->size() + shift));
}

void finalize_native(Thread& t, Object* object) {
  auto* f = static_cast<NativeFunction*>(object);
  decref(t, f->self);
  decref(t, f->name);
  decref(t, f->module);
  if (f->signature != nullptr) f->signature->drop_user();
}

void traverse_native(Object* object, Visitor visit, void* arg) {
  auto* f = static_cast<NativeFunction*>(object);
  for (Value v : {f->self, f->name, f->module}) {
    if (v.is_object()) visit(v, arg);
  }
}

bool is_module(Thread& t, Value v) { return v && type_of(t, v)->is_subtype_of(types(t).module); }

std::string owner_name(NativeFunction* f) {
  return f->owner != nullptr ? f->owner->native_name : "";
}

// --- builtin_function_or_method

Ref native_repr(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  if (!f->self || is_module(t, f->self)) {
    return make_str(t, fmt::format("<built-in function {}>", str_view(f->name)));
  }
  return make_str(t, fmt::format("<built-in method {} of {} object at {:#x}>", str_view(f->name),
                                 type_name(t, f->self), identity(t, f->self)));
}

Ref get_name(Thread& t, Value v) { return Ref::copy(t, v.as<NativeFunction>()->name); }

Ref get_native_qualname(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  if (!f->self || is_module(t, f->self)) return get_name(t, v);
  Value cls = is_instance_of(t, f->self, Type::kType) ? f->self : Value::from(type_of(t, f->self));
  Ref qualname = read_slot(t, cls.as<Type>()->qualname);
  return make_str(t, fmt::format("{}.{}", str_view(qualname), str_view(f->name)));
}

Ref get_module(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  return f->module ? Ref::copy(t, f->module) : Ref::none();
}

Ref get_doc(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  return f->doc != nullptr ? make_str(t, std::string_view(f->doc)) : Ref::none();
}

Ref get_text_signature(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  std::string_view text = f->signature->text();
  const char* first = f->binding == Binding::kMethod   ? "$self"
                      : f->binding == Binding::kClass  ? "$type"
                      : f->binding == Binding::kStatic ? ""
                                                       : "$module";
  if (*first == 0 || !text.starts_with('(')) return make_str(t, text);
  // A first parameter that must be given by position makes self one as well.
  bool only = text.find('/') != std::string_view::npos || text == "()";
  return make_str(t, fmt::format("({}{}{}", first,
                                 text == "()" ? ", /"
                                 : only       ? ", "
                                              : ", /, ",
                                 text.substr(1)));
}

Ref get_self(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  return f->self ? Ref::copy(t, f->self) : Ref::none();
}

Ref native_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || type_of(t, a) != type_of(t, b)) {
    return Ref::not_implemented();
  }
  auto* x = a.as<NativeFunction>();
  auto* y = b.as<NativeFunction>();
  bool same = x->function == y->function && x->self == y->self && x->name == y->name;
  return Ref::boolean(same == (op == CompareOp::kEq));
}

Hash native_hash(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  return hash_bytes(str_view(f->name)) ^ hash_identity(identity(t, f->self));
}

constexpr AttributeRow kNativeAttributes[] = {
    attribute<"__name__", get_name>("name of the function"),
    attribute<"__qualname__", get_native_qualname>("qualified name"),
    attribute<"__module__", get_module>("name of the module"),
    attribute<"__doc__", get_doc>("docstring"),
    attribute<"__self__", get_self>("what the function is bound to"),
    attribute<"__text_signature__", get_text_signature>("signature as text"),
};

// --- method_descriptor, classmethod_descriptor

Ref descriptor_repr(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  return make_str(t,
                  fmt::format("<method '{}' of '{}' objects>", str_view(f->name), owner_name(f)));
}

Ref get_descriptor_qualname(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  return make_str(t, fmt::format("{}.{}", owner_name(f), str_view(f->name)));
}

Ref get_objclass(Thread& t, Value v) {
  auto* f = v.as<NativeFunction>();
  return Ref::copy(t, f->owner);
}

Ref method_get(Thread& t, Value descriptor, Value object, Value) {
  auto* f = descriptor.as<NativeFunction>();
  if (!object) return Ref::copy(t, descriptor);
  GILT_TRY(check_descriptor_self(t, f->name, f->owner, object));
  return bind_native(t, f, object);
}

Ref class_method_get(Thread& t, Value descriptor, Value object, Value type) {
  auto* f = descriptor.as<NativeFunction>();
  if (!type) type = Value::from(type_of(t, object));
  if (!is_instance_of(t, type, Type::kType) || !type.as<Type>()->is_subtype_of(f->owner)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("descriptor '{}' requires a subtype of '{}' but received '{}'",
                             str_view(f->name), owner_name(f), repr_text(t, type)));
  }
  return bind_native(t, f, type);
}

constexpr AttributeRow kDescriptorAttributes[] = {
    attribute<"__name__", get_name>("name of the method"),
    attribute<"__qualname__", get_descriptor_qualname>("qualified name"),
    attribute<"__doc__", get_doc>("docstring"),
    attribute<"__objclass__", get_objclass>("class that defines the method"),
    attribute<"__text_signature__", get_text_signature>("signature as text"),
};

}  // namespace

Ref call_native(Thread& t, Value function, CallArgs args) {
  auto* f = function.as<NativeFunction>();
  if (!f->takes_self || f->self) return call_bound(t, f, f->self, args);
  if (args.positional == 0) {
    return raise(t, Exc::kTypeError,
                 fmt::format("unbound method {}() needs an argument", callee_of(f).qualified()));
  }
  Value self = args.values[0];
  if (f->binding == Binding::kClass) {
    Ref bound = class_method_get(t, function, Value(), self);
    if (!bound) return Ref();
  } else if (!check_descriptor_self(t, f->name, f->owner, self)) {
    return Ref();
  }
  return call_bound(t, f, self, CallArgs(args.values + 1, args.positional - 1, args.keywords));
}

Ref bind_native(Thread& t, NativeFunction* descriptor, Value self) {
  auto* f = GILT_TRY(allocate<NativeFunction>(t, types(t).native_function, Layout::kNative));
  f->function = descriptor->function;
  f->min_positional = descriptor->min_positional;
  f->max_positional = descriptor->max_positional;
  f->simple = descriptor->simple;
  f->polls = descriptor->polls;
  f->takes_self = descriptor->takes_self;
  f->binding = descriptor->binding;
  f->self = Ref::copy(t, self).release();
  f->name = Ref::copy(t, descriptor->name).release();
  if (descriptor->module) f->module = Ref::copy(t, descriptor->module).release();
  f->owner = descriptor->owner;
  f->signature = descriptor->signature;
  f->signature->add_user();
  f->doc = descriptor->doc;
  return Ref::take(t, f);
}

bool check_descriptor_self(Thread& t, Value name, Type* owner, Value object) {
  if (type_of(t, object)->is_subtype_of(owner)) return true;
  Ref owner_name = read_slot(t, owner->name);
  return raise(t, Exc::kTypeError,
               fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                           str_view(name), str_view(owner_name), type_name(t, object)));
}

void init_native_function_type(Thread& t, Type& type) {
  type.instance_size = sizeof(NativeFunction);
  type.instance_layout = Layout::kNative;
  type.slots.finalize = finalize_native;
  type.slots.traverse = traverse_native;
  type.slots.repr = native_repr;
  type.slots.call = call_native;
  type.slots.compare = native_compare;
  type.slots.hash = native_hash;
  add_attributes(t, type, kNativeAttributes);
}

void init_method_descriptor_type(Thread& t, Type& type) {
  type.instance_size = sizeof(NativeFunction);
  type.instance_layout = Layout::kNative;
  type.slots.finalize = finalize_native;
  type.slots.traverse = traverse_native;
  type.slots.repr = descriptor_repr;
  type.slots.call = call_native;
  type.slots.descriptor_get = method_get;
  add_attributes(t, type, kDescriptorAttributes);
}

void init_class_method_descriptor_type(Thread& t, Type& type) {
  init_method_descriptor_type(t, type);
  type.slots.descriptor_get = class_method_get;
}

}  // namespace gilt
