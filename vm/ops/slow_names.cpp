#include <fmt/format.h>

#include "vm/ops/globals.h"
#include "vm/ops/slow.h"
#include "vm/types/cell.h"
#include "vm/types/dict_table.h"
#include "vm/types/exception.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt::ops {
namespace {

Failed name_error(Thread& t, Value name) {
  return raise_name_error(t, Exc::kNameError,
                          fmt::format("name '{}' is not defined", str_view(name)), name);
}

// Versions must fit the fields of the cache word.
constexpr uint32_t kMaxGlobalsVersion = 0x7fffffff;
constexpr uint32_t kMaxBuiltinsVersion = 0x3fffff;
constexpr int64_t kMaxBuiltinIndex = 0x3ff;

void cache_global(Thread& t, Frame* frame, Value name, CacheWord& cache) {
  uint32_t version = dict_version(t, frame->globals);
  if (version == 0 || version > kMaxGlobalsVersion) return;
  int64_t index = dict_entry_index(t, frame->globals, name);
  if (index >= 0) {
    fill(cache, uint64_t{version} << 32 | static_cast<uint64_t>(index), std::memory_order_relaxed);
    return;
  }
  uint32_t builtins_version = dict_version(t, frame->builtins);
  if (builtins_version == 0 || builtins_version > kMaxBuiltinsVersion) return;
  index = dict_entry_index(t, frame->builtins, name);
  if (index < 0 || index > kMaxBuiltinIndex) return;
  fill(cache,
       kBuiltinBit | uint64_t{version} << 32 | uint64_t{builtins_version} << 10 |
           static_cast<uint64_t>(index),
       std::memory_order_relaxed);
}

// Globals, then builtins. Null without an exception: neither.
Ref global_or_builtin(Thread& t, Frame* frame, Value name) {
  Ref value = dict_get(t, frame->globals, name);
  if (value || pending(t)) return value;
  return dict_get(t, frame->builtins, name);
}

// mapping[name] for any mapping; null without an exception when it has no such key.
Ref mapping_get(Thread& t, Value mapping, Value name) {
  if (is_exact_dict(mapping)) return dict_get(t, mapping.as<DictObject>(), name);
  Ref value = get_item(t, mapping, name);
  if (!value) clear_if(t, Exc::kKeyError);
  return value;
}

}  // namespace

Ref common_constant_slow(Thread& t, uint32_t which) {
  switch (static_cast<CommonConstant>(which)) {
    case CommonConstant::AssertionError:
      return Ref::copy(t, exception_type(t, Exc::kAssertionError));
    case CommonConstant::NotImplementedError:
      return Ref::copy(t, exception_type(t, Exc::kNotImplementedError));
    case CommonConstant::BuiltinTuple:
      return Ref::copy(t, types(t).tuple);
    case CommonConstant::BuiltinAll:
      return dict_get(t, t.runtime.builtins, "all");
    case CommonConstant::BuiltinAny:
      return dict_get(t, t.runtime.builtins, "any");
  }
  return raise(t, Exc::kSystemError, "unknown common constant");
}

Flow unbound_local_slow(Thread& t, Frame* frame, uint32_t slot) {
  Value name = frame->code->local_names[slot];
  raise_name_error(t, Exc::kUnboundLocalError,
                   fmt::format("cannot access local variable '{}' where it is not associated with "
                               "a value",
                               str_view(name)),
                   name);
  return Flow::kError;
}

Flow unbound_cell_slow(Thread& t, Frame* frame, uint32_t slot) {
  if ((frame->code->code->localsplus_kinds[slot] & kLocalFree) == 0) {
    return unbound_local_slow(t, frame, slot);
  }
  Value name = frame->code->local_names[slot];
  raise_name_error(t, Exc::kNameError,
                   fmt::format("cannot access free variable '{}' where it is not associated with a "
                               "value in enclosing scope",
                               str_view(name)),
                   name);
  return Flow::kError;
}

void copy_free_variables(Thread& t, Frame* frame, uint32_t count) {
  auto* closure = frame->function.value().as<FunctionObject>()->closure.load().as<TupleObject>();
  StackRef* slot = frame->slots + frame->code->nlocalsplus - count;
  for (uint32_t i = 0; i < count; i++) slot[i] = StackRef::owned(Ref::copy(t, closure->items_[i]));
}

Ref load_global_slow(Thread& t, Frame* frame, Value name, CacheWord& cache) {
  Ref value = global_or_builtin(t, frame, name);
  if (!value) {
    if (pending(t)) return Ref();
    return name_error(t, name);
  }
  cache_global(t, frame, name, cache);
  return value;
}

bool store_global_slow(Thread& t, DictObject* globals, Value name, Value value, CacheWord& cache) {
  if (!dict_set(t, globals, name, value)) return false;
  uint32_t version = dict_version(t, globals);
  int64_t index = dict_entry_index(t, globals, name);
  if (version != 0 && index >= 0) {
    fill(cache, uint64_t{version} << 32 | static_cast<uint64_t>(index), std::memory_order_relaxed);
  }
  return true;
}

bool delete_global_slow(Thread& t, Frame* frame, Value name) {
  if (dict_delete(t, frame->globals, name)) return true;
  return pending(t) ? false : static_cast<bool>(name_error(t, name));
}

Ref load_name_slow(Thread& t, Frame* frame, Value mapping, Value name) {
  if (mapping) {
    Ref value = mapping_get(t, mapping, name);
    if (value || pending(t)) return value;
  }
  Ref value = global_or_builtin(t, frame, name);
  if (value || pending(t)) return value;
  return name_error(t, name);
}

bool store_name_slow(Thread& t, Frame* frame, Value name, Value value) {
  if (!frame->locals) return raise(t, Exc::kSystemError, "no locals found when storing a name");
  if (is_exact_dict(frame->locals)) {
    return dict_set(t, frame->locals.as<DictObject>(), name, value);
  }
  return set_item(t, frame->locals, name, value);
}

bool delete_name_slow(Thread& t, Frame* frame, Value name) {
  if (!frame->locals) return raise(t, Exc::kSystemError, "no locals when deleting a name");
  if (is_exact_dict(frame->locals)) {
    if (dict_delete(t, frame->locals.as<DictObject>(), name)) return true;
    return pending(t) ? false : static_cast<bool>(name_error(t, name));
  }
  if (set_item(t, frame->locals, name, Value())) return true;
  if (!clear_if(t, Exc::kKeyError)) return false;
  return name_error(t, name);
}

Ref load_locals_slow(Thread& t, Frame* frame) {
  if (!frame->locals) return raise(t, Exc::kSystemError, "no locals");
  return Ref::copy(t, frame->locals);
}

Ref load_dict_or_deref_slow(Thread& t, Frame* frame, Value mapping, uint32_t slot) {
  Ref value = mapping_get(t, mapping, frame->code->local_names[slot]);
  if (value || pending(t)) return value;
  value = read_slot(t, frame->slots[slot].value().as<CellObject>()->contents);
  if (!value) unbound_cell_slow(t, frame, slot);
  return value;
}

Ref load_build_class_slow(Thread& t, Frame* frame) {
  Ref build = dict_get(t, frame->builtins, names(t).build_class);
  if (build || pending(t)) return build;
  return raise(t, Exc::kNameError, "__build_class__ not found");
}

bool setup_annotations_slow(Thread& t, Frame* frame) {
  Ref known = mapping_get(t, frame->locals, names(t).annotations);
  if (known) return true;
  if (pending(t)) return false;
  Ref fresh = GILT_TRY(empty_dict(t));
  return set_item(t, frame->locals, names(t).annotations, fresh);
}

}  // namespace gilt::ops
