#include "vm/types/local.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "vm/call.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/construct.h"
#include "vm/types/dict.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

LocalObject* local_of(Value self) { return self.as<LocalObject>(); }

bool is_data_descriptor(Type* type) { return static_cast<bool>(type->slots.descriptor_set); }

// --- the dict of a thread

Value find_dict(Thread& t, LocalTable& table) {
  std::lock_guard guard(table.lock);
  auto found = table.dicts.find(t.id());
  return found != table.dicts.end() ? found->second : Value();
}

// Takes the thread's dict out of the table; the caller owns it.
Value take_dict(Thread& t, LocalTable& table) {
  if (t.last_local == &table) t.last_local = nullptr;
  std::lock_guard guard(table.lock);
  auto found = table.dicts.find(t.id());
  if (found == table.dicts.end()) return Value();
  Value dict = found->second;
  table.dicts.erase(found);
  return dict;
}

// Forgets tables whose objects are dead, whenever the list would have to grow.
void remember_table(Thread& t, const std::shared_ptr<LocalTable>& table) {
  if (t.locals.size() == t.locals.capacity()) {
    t.last_local = nullptr;
    std::erase_if(t.locals, [](const auto& other) { return other.use_count() == 1; });
    t.locals.reserve(std::max<size_t>(8, t.locals.size() * 2));
  }
  t.locals.push_back(table);
}

void remember_last(Thread& t, const LocalTable& table, Value dict) {
  t.last_local = &table;
  t.last_local_dict = dict;
}

bool add_dict(Thread& t, LocalObject* local) {
  Ref dict = GILT_TRY(empty_dict(t));
  remember_table(t, local->table);
  remember_last(t, *local->table, dict);
  std::lock_guard guard(local->table->lock);
  local->table->dicts.emplace(t.id(), dict.release());
  return true;
}

// The first touch by another thread than the one that made the object.
bool enter_thread(Thread& t, Value self) {
  LocalObject* local = local_of(self);
  if (!add_dict(t, local)) return false;
  Type* type = type_of(t, self);
  if (type->slots.init.get() == object_init) return true;
  UnpackedArguments arguments;
  const bool ok = unpack_arguments(t, Value::from(type), local->args, local->kwargs, &arguments) &&
                  type->slots.init(t, self, arguments.args());
  if (ok) return true;
  Ref raised = take_pending(t);
  decref(t, take_dict(t, *local->table));
  set_pending(t, std::move(raised));
  return false;
}

// The calling thread's attributes, borrowed from the table.
DictObject* dict_of(Thread& t, Value self) {
  LocalTable& table = *local_of(self)->table;
  if (t.last_local == &table) return t.last_local_dict.as<DictObject>();
  Value dict = find_dict(t, table);
  if (!dict) {
    GILT_TRY(enter_thread(t, self));
    dict = find_dict(t, table);
  }
  remember_last(t, table, dict);
  return dict.as<DictObject>();
}

// --- attributes, as generic_get_attr() with another dict

Ref local_get_attribute(Thread& t, Value self, Value name) {
  DictObject* dict = GILT_TRY(dict_of(t, self));
  if (name == names(t).dict) return Ref::copy(t, dict);
  Type* type = type_of(t, self);
  Ref on_type = type_lookup(t, type, name);
  if (!on_type && pending(t)) return Ref();
  Type* descriptor = on_type ? type_of(t, on_type) : nullptr;
  if (descriptor == nullptr || !is_data_descriptor(descriptor)) {
    Ref own = dict_get(t, dict, name);
    if (own || pending(t)) return own;
  }
  if (descriptor != nullptr) {
    if (!descriptor->slots.descriptor_get) return on_type;
    return descriptor->slots.descriptor_get(t, on_type, self, Value::from(type));
  }
  return raise_attribute_error(
      t, self, name,
      fmt::format("'{}' object has no attribute '{}'", type_name(t, self), str_view(name)));
}

bool local_set_attribute(Thread& t, Value self, Value name, Value value) {
  DictObject* dict = GILT_TRY(dict_of(t, self));
  if (name == names(t).dict) {
    return raise_attribute_error(
        t, self, name,
        fmt::format("'{}' object attribute '__dict__' is read-only", type_name(t, self)));
  }
  Ref on_type = type_lookup(t, type_of(t, self), name);
  if (!on_type && pending(t)) return false;
  if (on_type && is_data_descriptor(type_of(t, on_type))) {
    return type_of(t, on_type)->slots.descriptor_set(t, on_type, self, value);
  }
  if (value) return dict_set(t, dict, name, value);
  if (dict_delete(t, dict, name)) return true;
  if (pending(t)) return false;
  return raise_attribute_error(
      t, self, name,
      fmt::format("'{}' object has no attribute '{}'", type_name(t, self), str_view(name)));
}

// --- life

// The keyword arguments of a call as a dict, or no value.
bool keep_keywords(Thread& t, CallArgs args, Value* out) {
  if (args.keyword_count() == 0) return true;
  Ref dict = GILT_TRY(empty_dict(t));
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (!dict_set(t, dict.as<DictObject>(), args.keyword_name(i), args.keyword_value(i)))
      return false;
  }
  *out = dict.release();
  return true;
}

Ref local_construct(Thread& t, Type* cls, CallArgs args) {
  if (args.total() != 0 && cls->slots.init.get() == object_init) {
    return raise(t, Exc::kTypeError, "Initialization arguments are not supported");
  }
  LocalObject* local = GILT_TRY(allocate_of_class<LocalObject>(t, cls));
  Ref result = Ref::take(t, local);
  local->table = std::make_shared<LocalTable>();
  Ref positional = GILT_TRY(make_tuple(t, std::span<const Value>(args.values, args.positional)));
  local->args = positional.release();
  if (!keep_keywords(t, args, &local->kwargs) || !add_dict(t, local)) return Ref();
  return result;
}

// The dicts go; those of other threads must not drop them once more at their ends.
void local_let_go(Thread& t, Object* object) {
  auto* local = static_cast<LocalObject*>(object);
  std::unordered_map<uint32_t, Value> dicts;
  if (local->table) {
    std::lock_guard guard(local->table->lock);
    dicts.swap(local->table->dicts);
  }
  if (t.last_local == local->table.get()) t.last_local = nullptr;
  for (auto [id, dict] : dicts) decref(t, dict);
}

void local_finalize(Thread& t, Object* object) {
  local_let_go(t, object);
  auto* local = static_cast<LocalObject*>(object);
  decref(t, std::exchange(local->args, Value()));
  decref(t, std::exchange(local->kwargs, Value()));
  local->table.~shared_ptr();
}

void local_traverse(Object* object, Visitor visit, void* arg) {
  auto* local = static_cast<LocalObject*>(object);
  for (Value v : {local->args, local->kwargs}) {
    if (v) visit(v, arg);
  }
  if (local->table == nullptr) return;
  std::lock_guard guard(local->table->lock);
  for (auto [id, dict] : local->table->dicts) visit(dict, arg);
}

}  // namespace

void drop_locals(Thread& t) {
  // What dies here may touch such objects again.
  while (!t.locals.empty()) {
    std::vector<std::shared_ptr<LocalTable>> tables = std::exchange(t.locals, {});
    for (const auto& table : tables) decref(t, take_dict(t, *table));
  }
  t.last_local = nullptr;
}

void init_local_type(Thread&, Type& type) {
  type.doc = "An object whose attributes are each thread's own.";
  type.instance_size = sizeof(LocalObject);
  type.flags_bits.fetch_or(Type::kSubclassable, std::memory_order_relaxed);
  type.slots.construct = local_construct;
  type.slots.get_attribute = local_get_attribute;
  type.slots.set_attribute = local_set_attribute;
  type.slots.finalize = local_finalize;
  type.slots.let_go = local_let_go;
  type.slots.traverse = local_traverse;
}

}  // namespace gilt
