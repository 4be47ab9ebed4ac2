#include "vm/types/struct_sequence.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

constexpr size_t kMaxFields = 24;

size_t field_count(const Type* type) {
  return (type->instance_size - sizeof(TupleObject)) / sizeof(Value);
}

template <size_t I>
Ref get_field(Thread& t, Value self) {
  return Ref::copy(t, self.as<TupleObject>()->items_[I]);
}

template <size_t... I>
constexpr std::array<GetFn, sizeof...(I)> getters(std::index_sequence<I...>) {
  return {get_field<I>...};
}

int64_t class_constant(Thread& t, Type* type, const char* name) {
  Ref value = get_attr(t, Value::from(type), name);
  return value && value.get().is_small_int() ? value.get().small_int() : 0;
}

Ref construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, cls->native_name, "(sequence, dict={})", args, v));
  Ref items = tuple_from_iterable(t, v[0]);
  if (!items) {
    if (!clear_if(t, Exc::kTypeError)) return Ref();
    return raise(t, Exc::kTypeError, "constructor requires a sequence");
  }
  const int64_t given = static_cast<int64_t>(items.as<TupleObject>()->size);
  const int64_t visible = class_constant(t, cls, "n_sequence_fields");
  const int64_t all = static_cast<int64_t>(field_count(cls));
  if (given < visible || given > all) {
    const char* bound = visible == all ? "a" : given < visible ? "an at least" : "an at most";
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() takes {} {}-sequence ({}-sequence given)", cls->native_name,
                             bound, given < visible ? visible : all, given));
  }
  return make_struct_sequence(t, cls, items.as<TupleObject>()->items());
}

Ref refuse_to_construct(Thread& t, Type* cls, CallArgs) {
  return raise(t, Exc::kTypeError, fmt::format("cannot create '{}' instances", cls->native_name));
}

Ref repr_named(Thread& t, Value self) {
  auto* tuple = self.as<TupleObject>();
  Type* type = type_of(t, self);
  Ref names = GILT_TRY(get_attr(t, Value::from(type), "__match_args__"));
  std::string text = fmt::format("{}(", type->native_name);
  for (size_t i = 0; i < tuple->size; ++i) {
    Ref item = GILT_TRY(repr(t, tuple->items_[i]));
    text += fmt::format("{}{}={}", i == 0 ? "" : ", ", str_view((*names.as<TupleObject>())[i]),
                        str_view(item));
  }
  return make_str(t, text + ")");
}

void finalize(Thread& t, Object* object) {
  auto* tuple = static_cast<TupleObject*>(object);
  const size_t count = field_count(object->type.load(std::memory_order_acquire));
  for (size_t i = 0; i < count; ++i) decref(t, std::exchange(tuple->items_[i], Value()));
}

void traverse(Object* object, Visitor visit, void* arg) {
  auto* tuple = static_cast<TupleObject*>(object);
  const size_t count = field_count(object->type.load(std::memory_order_acquire));
  for (size_t i = 0; i < count; ++i) {
    if (tuple->items_[i]) visit(tuple->items_[i], arg);
  }
}

}  // namespace

void init_struct_sequence(Thread& t, Type& type, const StructSequenceRow& row) {
  static constexpr auto kGetters = getters(std::make_index_sequence<kMaxFields>());
  type.doc = row.doc;
  type.instance_size =
      static_cast<uint32_t>(sizeof(TupleObject) + row.fields.size() * sizeof(Value));
  type.slots.construct = row.callable ? construct : refuse_to_construct;
  type.slots.repr = repr_named;
  type.slots.finalize = finalize;
  type.slots.traverse = traverse;
  for (size_t i = 0; i < row.fields.size(); ++i) {
    const AttributeRow attribute{row.fields[i].name, kGetters[i], nullptr, row.fields[i].doc};
    add_attributes(t, type, {&attribute, 1});
  }
  auto count = [](size_t n) { return Ref::immediate(Value::small_int(static_cast<int64_t>(n))); };
  add_constant(t, type, "n_sequence_fields", count(row.visible));
  add_constant(t, type, "n_fields", count(row.fields.size()));
  add_constant(t, type, "n_unnamed_fields", count(0));
  TupleObject* names = allocate_tuple(t, row.visible);
  if (names == nullptr) return;
  Ref match_args = Ref::take(t, names);
  for (size_t i = 0; i < row.visible; ++i) {
    names->items_[i] = intern(t, row.fields[i].name).release();
  }
  add_constant(t, type, "__match_args__", std::move(match_args));
}

Ref make_struct_sequence(Thread& t, Type* type, std::span<const Value> items) {
  const size_t count = field_count(type);
  auto* tuple = GILT_TRY(allocate<TupleObject>(t, type, Layout::kOpaque, count * sizeof(Value)));
  Ref result = Ref::take(t, tuple);
  for (size_t i = 0; i < count; ++i) {
    tuple->items_[i] = i < items.size() ? Ref::copy(t, items[i]).release() : Value::none();
  }
  tuple->size = static_cast<uint64_t>(class_constant(t, type, "n_sequence_fields"));
  return result;
}

}  // namespace gilt
