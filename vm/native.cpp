#include "vm/native.h"

#include <fmt/format.h>

#include "vm/heap.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/descriptors.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

// What can fail here is memory, while a runtime or a module is being set up.
[[noreturn]] void fail_setup(const char* what) {
  fmt::print(stderr, "gilt: out of memory while setting up {}\n", what);
  std::abort();
}

NativeFunction* new_native(Thread& t, Type* type, const MethodRow& row, Type* owner) {
  auto* f = allocate<NativeFunction>(t, type, Layout::kNative);
  if (f == nullptr) return nullptr;
  f->signature = Signature::parse(t, row.signature);
  Ref name = intern(t, row.name);
  if (f->signature == nullptr || !name) return nullptr;
  f->function = row.function;
  f->min_positional = f->signature->min_positional();
  f->max_positional = f->signature->max_positional();
  f->simple = f->signature->simple();
  f->polls = row.polls == Polls::kYes;
  f->binding = row.binding;
  f->takes_self = row.binding == Binding::kMethod || row.binding == Binding::kClass;
  f->name = name.release();
  f->owner = owner;
  f->doc = row.doc;
  return f;
}

void put(Thread& t, Type& type, const char* name, Ref value) {
  Ref key = intern(t, name);
  if (!key || !value || !dict_set(t, type_namespace(t, type), key, value)) fail_setup(name);
}

}  // namespace

void add_methods(Thread& t, Type& type, std::span<const MethodRow> rows) {
  for (const MethodRow& row : rows) {
    Type* kind = row.binding == Binding::kMethod  ? types(t).method_descriptor
                 : row.binding == Binding::kClass ? types(t).class_method_descriptor
                                                  : types(t).native_function;
    NativeFunction* f = new_native(t, kind, row, &type);
    if (f == nullptr) fail_setup(row.name);
    Ref value = Ref::take(t, f);
    if (row.binding == Binding::kStatic) value = make_static_method(t, value);
    put(t, type, row.name, std::move(value));
  }
}

void add_attributes(Thread& t, Type& type, std::span<const AttributeRow> rows) {
  for (const AttributeRow& row : rows) {
    auto* d = allocate<GetSetDescriptor>(t, types(t).getset_descriptor);
    Ref name = intern(t, row.name);
    if (d == nullptr || !name) fail_setup(row.name);
    d->get = row.get;
    d->set = row.set;
    d->name = name.release();
    d->owner = &type;
    d->doc = row.doc;
    put(t, type, row.name, Ref::take(t, d));
  }
}

void add_constant(Thread& t, Type& type, const char* name, Ref value) {
  put(t, type, name, std::move(value));
}

Ref make_native_function(Thread& t, const MethodRow& row, Value self, Value module) {
  NativeFunction* f = GILT_TRY(new_native(t, types(t).native_function, row, nullptr));
  if (self) f->self = Ref::copy(t, self).release();
  if (module) f->module = Ref::copy(t, module).release();
  return Ref::take(t, f);
}

bool add_functions(Thread& t, DictObject* ns, std::span<const MethodRow> rows) {
  Ref module = dict_get(t, ns, names(t).name);
  if (pending(t)) return false;
  for (const MethodRow& row : rows) {
    Ref f = GILT_TRY(make_native_function(t, row, {}, module));
    if (!add_value(t, ns, row.name, std::move(f))) return false;
  }
  return true;
}

bool add_value(Thread& t, DictObject* ns, const char* name, Ref value) {
  if (!value) return false;
  Ref key = GILT_TRY(intern(t, name));
  return dict_set(t, ns, key, value);
}

Type* new_native_type(Thread& t, const char* qualified_name, Type* base, size_t instance_size,
                      Layout layout) {
  Type* type = GILT_TRY(allocate_type(t, types(t).type));
  type->native_name = qualified_name;
  type->base = base != nullptr ? base : types(t).object;
  type->instance_size = static_cast<uint32_t>(instance_size);
  type->instance_layout = layout;
  return type;
}

// --- argument conversion

Size int_argument(Thread& t, Value v) {
  Ref index = to_index(t, v);
  if (!index) return Size();
  int64_t i = 0;
  if (int_fits_int64(index, &i)) return i;
  return raise(t, Exc::kOverflowError, "Python int too large to convert to C long");
}

Size index_argument(Thread& t, Value v, int64_t otherwise) {
  if (!v || v.is_none()) return otherwise;
  Ref index = to_index(t, v);
  if (!index) {
    if (!pending_is(t, Exc::kTypeError)) return Size();
    clear_pending(t);
    return raise(t, Exc::kTypeError,
                 "slice indices must be integers or None or have an __index__ method");
  }
  return to_ssize_clipped(t, index);
}

bool str_argument(Thread& t, Value v, const char* function, const char* which,
                  std::string_view* out) {
  if (!v || !is_str(t, v)) {
    std::string name = v ? v.is_none() ? "None" : type_name(t, v) : "nothing";
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() {} must be str, not {}", function, which, name));
  }
  *out = str_view(v);
  return true;
}

}  // namespace gilt
