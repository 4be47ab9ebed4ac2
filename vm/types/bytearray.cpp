// bytearray: construction, items, and the methods that change it. The others are those of bytes
// (vm/types/bytes_methods.h).
#include "vm/types/bytearray.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/text_repr.h"
#include "gil/critical_section.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"

namespace gilt {

namespace {

ByteArrayObject* array_of(Value v) { return v.as<ByteArrayObject>(); }

// --- storage; the caller holds the lock

bool reserve(Thread& t, ByteArrayObject* array, size_t capacity) {
  if (capacity <= array->capacity) return true;
  size_t grown = std::max<size_t>({capacity, array->capacity + array->capacity / 2, 16});
  if (grown > size_t{1} << 46) return raise_no_memory(t);
  auto* bytes = static_cast<char*>(GILT_TRY(allocate_storage(t, grown)));
  if (array->bytes != nullptr) {
    std::memcpy(bytes, array->bytes, static_cast<size_t>(array->count()));
    release_storage(array->bytes, array->capacity);
  }
  array->bytes = bytes;
  array->capacity = grown;
  return true;
}

void set_size(ByteArrayObject* array, size_t size) {
  array->size.store(static_cast<int64_t>(size), std::memory_order_relaxed);
}

// Replaces `removed` bytes at `at` by `added`, which is none of the array's own memory.
bool splice(Thread& t, ByteArrayObject* array, size_t at, size_t removed, std::string_view added) {
  auto size = static_cast<size_t>(array->count());
  GILT_TRY(reserve(t, array, size - removed + added.size()));
  char* bytes = array->bytes;
  if (bytes == nullptr) return true;
  std::memmove(bytes + at + added.size(), bytes + at + removed, size - at - removed);
  std::copy(added.begin(), added.end(), bytes + at);
  set_size(array, size - removed + added.size());
  return true;
}

bool append(Thread& t, ByteArrayObject* array, std::string_view added) {
  return splice(t, array, static_cast<size_t>(array->count()), 0, added);
}

// --- construction

Ref bytearray_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_of_class<ByteArrayObject>(t, cls)));
}

bool bytearray_init(Thread& t, Value self, CallArgs args) {
  std::string content;
  GILT_TRY(construct_content(t, "bytearray", args, &content));
  gil::CriticalSection section(t, array_of(self)->mutex);
  return splice(t, array_of(self), 0, static_cast<size_t>(array_of(self)->count()), content);
}

void bytearray_finalize(Thread&, Object* object) {
  auto* array = static_cast<ByteArrayObject*>(object);
  if (array->bytes != nullptr) release_storage(array->bytes, array->capacity);
  array->bytes = nullptr;
}
void bytearray_traverse(Object*, Visitor, void*) {}

// --- slots

Ref bytearray_repr(Thread& t, Value self) {
  BytesContent content(t, self);
  std::string name = type_name(t, self);
  std::string text = bytes_repr(content.view());
  if (text[1] == '"') {
    // CPython escapes single quotes here even between double ones.
    for (size_t i = text.find('\''); i != std::string::npos; i = text.find('\'', i + 2)) {
      text.insert(i, 1, '\\');
    }
  }
  return make_str(t, fmt::format("{}({})", name, text));
}

Size bytearray_length(Thread&, Value self) {
  return array_of(self)->size.load(std::memory_order_relaxed);
}

// The position that `key` means, checked against the length; the caller holds the lock.
bool position(Thread& t, ByteArrayObject* array, int64_t i, const char* error, size_t* out) {
  int64_t size = array->count();
  if (i < 0) i += size;
  if (i < 0 || i >= size) return raise(t, Exc::kIndexError, error);
  *out = static_cast<size_t>(i);
  return true;
}

Ref bytearray_get_item(Thread& t, Value self, Value key) {
  ByteArrayObject* array = array_of(self);
  if (is_slice(t, key)) {
    SliceRange range;
    GILT_TRY(unpack_slice(t, key, &range));
    BytesContent content(t, self);
    range.adjust(static_cast<int64_t>(content.view().size()));
    return make_bytearray(t, slice_bytes(content.view(), range));
  }
  if (!has_index(t, key)) return raise_bad_index(t, "bytearray", key);
  int64_t i = GILT_TRY(to_ssize(t, key)).get();
  gil::CriticalSection section(t, array->mutex);
  size_t at;
  GILT_TRY(position(t, array, i, "bytearray index out of range", &at));
  return Ref::immediate(Value::small_int(static_cast<unsigned char>(array->bytes[at])));
}

// What a slice is assigned; for no value (deletion) nothing.
bool assigned_content(Thread& t, Value value, std::string* out) {
  if (!value) return true;
  if (is_bytes_like(t, value)) {
    *out = BytesContent(t, value).view();
    return true;
  }
  if (value.is_small_int() || is_str(t, value)) {
    return raise(t, Exc::kTypeError,
                 "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  }
  Ref bytes = GILT_TRY(bytes_from_object(t, value));
  *out = bytes_view(bytes);
  return true;
}

bool set_slice(Thread& t, ByteArrayObject* array, Value key, Value value) {
  SliceRange range;
  GILT_TRY(unpack_slice(t, key, &range));
  std::string content;
  GILT_TRY(assigned_content(t, value, &content));
  gil::CriticalSection section(t, array->mutex);
  range.adjust(array->count());
  auto length = static_cast<size_t>(range.length);
  if (range.step == 1) return splice(t, array, static_cast<size_t>(range.start), length, content);
  if (value && content.size() != length && (!content.empty() || length == 0)) {
    return raise(t, Exc::kValueError,
                 fmt::format("attempt to assign bytes of size {} to extended slice of size {}",
                             content.size(), length));
  }
  if (!content.empty()) {
    int64_t at = range.start;
    for (size_t i = 0; i < length; ++i, at += range.step) array->bytes[at] = content[i];
    return true;
  }
  // Deletion, from the highest position down.
  for (int64_t i = 0; i < range.length; ++i) {
    int64_t nth = range.step > 0 ? range.length - 1 - i : i;
    GILT_TRY(splice(t, array, static_cast<size_t>(range.start + nth * range.step), 1, {}));
  }
  return true;
}

bool bytearray_set_item(Thread& t, Value self, Value key, Value value) {
  ByteArrayObject* array = array_of(self);
  if (is_slice(t, key)) return set_slice(t, array, key, value);
  if (!has_index(t, key)) return raise_bad_index(t, "bytearray", key);
  int64_t i = GILT_TRY(to_ssize(t, key)).get();
  int64_t byte = value ? GILT_TRY(byte_value(t, value, "byte")).get() : 0;
  gil::CriticalSection section(t, array->mutex);
  size_t at;
  GILT_TRY(position(t, array, i, "bytearray index out of range", &at));
  if (!value) return splice(t, array, at, 1, {});
  array->bytes[at] = static_cast<char>(byte);
  return true;
}

Ref bytearray_add_in_place(Thread& t, Value self, Value other) {
  if (!is_bytes_like(t, other)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("can't concat {} to {}", type_name(t, other), type_name(t, self)));
  }
  BytesContent content(t, other);
  gil::CriticalSection section(t, array_of(self)->mutex);
  GILT_TRY(append(t, array_of(self), content.view()));
  return Ref::copy(t, self);
}

Ref bytearray_multiply_in_place(Thread& t, Value self, Value other) {
  Ref product = GILT_TRY(bytes_multiply(t, self, other));
  if (product.get().is_not_implemented()) return product;
  BytesContent content(t, product);
  gil::CriticalSection section(t, array_of(self)->mutex);
  GILT_TRY(
      splice(t, array_of(self), 0, static_cast<size_t>(array_of(self)->count()), content.view()));
  return Ref::copy(t, self);
}

// --- methods

Ref bytearray_append(Thread& t, Args args) {
  auto byte = static_cast<char>(GILT_TRY(byte_value(t, args[1], "byte")).get());
  gil::CriticalSection section(t, array_of(args[0])->mutex);
  GILT_TRY(append(t, array_of(args[0]), std::string_view(&byte, 1)));
  return Ref::none();
}

Ref bytearray_extend(Thread& t, Args args) {
  std::string content;
  if (is_bytes_like(t, args[1])) {
    content = BytesContent(t, args[1]).view();
  } else if (is_str(t, args[1])) {
    return raise(t, Exc::kTypeError, "expected iterable of integers; got: 'str'");
  } else {
    GILT_TRY(for_each(t, args[1], [&](Ref item) -> bool {
      content += static_cast<char>(GILT_TRY(byte_value(t, item, "byte")).get());
      return true;
    }));
  }
  gil::CriticalSection section(t, array_of(args[0])->mutex);
  GILT_TRY(append(t, array_of(args[0]), content));
  return Ref::none();
}

Ref bytearray_insert(Thread& t, Args args) {
  int64_t at = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  auto byte = static_cast<char>(GILT_TRY(byte_value(t, args[2], "byte")).get());
  ByteArrayObject* array = array_of(args[0]);
  gil::CriticalSection section(t, array->mutex);
  int64_t size = array->count();
  if (at < 0) at = std::max<int64_t>(at + size, 0);
  at = std::min(at, size);
  GILT_TRY(splice(t, array, static_cast<size_t>(at), 0, std::string_view(&byte, 1)));
  return Ref::none();
}

Ref bytearray_pop(Thread& t, Args args) {
  int64_t i = args[1] ? GILT_TRY(to_ssize(t, args[1])).get() : -1;
  ByteArrayObject* array = array_of(args[0]);
  gil::CriticalSection section(t, array->mutex);
  if (array->count() == 0) return raise(t, Exc::kIndexError, "pop from empty bytearray");
  size_t at;
  GILT_TRY(position(t, array, i, "pop index out of range", &at));
  auto byte = static_cast<unsigned char>(array->bytes[at]);
  GILT_TRY(splice(t, array, at, 1, {}));
  return Ref::immediate(Value::small_int(byte));
}

Ref bytearray_remove(Thread& t, Args args) {
  auto byte = static_cast<char>(GILT_TRY(byte_value(t, args[1], "byte")).get());
  ByteArrayObject* array = array_of(args[0]);
  gil::CriticalSection section(t, array->mutex);
  size_t at = array->view().find(byte);
  if (at == std::string_view::npos) {
    return raise(t, Exc::kValueError, "value not found in bytearray");
  }
  GILT_TRY(splice(t, array, at, 1, {}));
  return Ref::none();
}

Ref bytearray_clear(Thread&, Args args) {
  set_size(array_of(args[0]), 0);
  return Ref::none();
}

Ref bytearray_reverse(Thread&, Args args) {
  ByteArrayObject* array = array_of(args[0]);
  std::reverse(array->bytes, array->bytes + array->count());
  return Ref::none();
}

Ref bytearray_copy(Thread& t, Args args) {
  BytesContent content(t, args[0]);
  return make_bytearray(t, content.view());
}

Ref bytearray_resize(Thread& t, Args args) {
  int64_t size = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  if (size < 0) {
    return raise(t, Exc::kValueError,
                 fmt::format("bytearray.resize(): new size must be >= 0, got {}", size));
  }
  ByteArrayObject* array = array_of(args[0]);
  gil::CriticalSection section(t, array->mutex);
  auto wanted = static_cast<size_t>(size), now = static_cast<size_t>(array->count());
  GILT_TRY(reserve(t, array, wanted));
  if (wanted > now) std::memset(array->bytes + now, 0, wanted - now);
  set_size(array, wanted);
  return Ref::none();
}

constexpr MethodRow kMethods[] = {
    method<"append", bytearray_append>("(item, /)", "Append a single item to the end."),
    method<"extend", bytearray_extend>("(iterable_of_ints, /)", "Append all the items."),
    method<"insert", bytearray_insert>("(index, item, /)",
                                       "Insert a single item before the index."),
    method<"pop", bytearray_pop>("(index=-1, /)", "Remove and return a single item."),
    method<"remove", bytearray_remove>("(value, /)", "Remove the first occurrence of a value."),
    method<"clear", bytearray_clear, Locks::kSelf>("()", "Remove all items."),
    method<"reverse", bytearray_reverse, Locks::kSelf>("()", "Reverse the order in place."),
    method<"copy", bytearray_copy>("()", "Return a copy."),
    method<"resize", bytearray_resize>("(size, /)", "Resize the array; new bytes are zero."),
};

// --- iterator

struct ByteArrayIteratorObject : Object {
  Slot array;                      // empty when exhausted
  std::atomic<uint64_t> index{0};  // threads that share one may see a byte twice
};

Ref bytearray_iter(Thread& t, Value self) {
  auto* it = GILT_TRY(allocate<ByteArrayIteratorObject>(t, types(t).bytearray_iterator));
  it->array.store(Ref::copy(t, self).release());
  return Ref::take(t, it);
}

Ref iterator_next(Thread& t, Value self) {
  auto* it = self.as<ByteArrayIteratorObject>();
  Ref held = read_slot(t, it->array);
  if (!held) return Ref();
  ByteArrayObject* array = array_of(held);
  uint64_t i = it->index.load(std::memory_order_relaxed);
  gil::CriticalSection section(t, array->mutex);
  if (i >= static_cast<uint64_t>(array->count())) {
    assign_slot(t, it->array, Ref());
    return Ref();
  }
  it->index.store(i + 1, std::memory_order_relaxed);
  return Ref::immediate(Value::small_int(static_cast<unsigned char>(array->bytes[i])));
}

Ref iterator_length_hint(Thread& t, Args args) {
  auto* it = args[0].as<ByteArrayIteratorObject>();
  Ref held = read_slot(t, it->array);
  int64_t size = held ? array_of(held)->size.load(std::memory_order_relaxed) : 0;
  auto index = static_cast<int64_t>(it->index.load(std::memory_order_relaxed));
  return Ref::immediate(Value::small_int(std::max<int64_t>(size - index, 0)));
}

void iterator_finalize(Thread& t, Object* object) {
  decref(t, static_cast<ByteArrayIteratorObject*>(object)->array.load());
}
void iterator_traverse(Object* object, Visitor visit, void* arg) {
  if (Value v = static_cast<ByteArrayIteratorObject*>(object)->array.load()) visit(v, arg);
}

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", iterator_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

}  // namespace

Ref make_bytearray(Thread& t, std::string_view content) {
  auto* array = GILT_TRY(allocate<ByteArrayObject>(t, types(t).bytearray));
  Ref result = Ref::take(t, array);
  if (!content.empty()) GILT_TRY(append(t, array, content));
  return result;
}

void init_bytearray_type(Thread& t, Type& type) {
  type.instance_size = sizeof(ByteArrayObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc =
      "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
      "bytearray\n"
      "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes "
      "array of "
      "size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array";
  TypeSlots& slots = type.slots;
  slots.construct = bytearray_construct;
  slots.init = bytearray_init;
  slots.finalize = bytearray_finalize;
  slots.traverse = bytearray_traverse;
  slots.repr = bytearray_repr;
  slots.compare = bytes_compare;
  slots.length = bytearray_length;
  slots.get_item = bytearray_get_item;
  slots.set_item = bytearray_set_item;
  slots.contains = bytes_contains;
  slots.iter = bytearray_iter;
  slots.binary[static_cast<int>(BinaryOp::kAdd)] = bytes_add;
  slots.binary[static_cast<int>(BinaryOp::kMultiply)] = bytes_multiply;
  slots.binary[static_cast<int>(BinaryOp::kRemainder)] = bytes_remainder;
  slots.in_place[static_cast<int>(BinaryOp::kAdd)] = bytearray_add_in_place;
  slots.in_place[static_cast<int>(BinaryOp::kMultiply)] = bytearray_multiply_in_place;
  add_methods(t, type, kMethods);
  add_methods(t, type, bytes_text_methods());
  add_methods(t, type, bytes_search_methods());
}

void init_bytearray_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(ByteArrayIteratorObject);
  type.slots.finalize = iterator_finalize;
  type.slots.traverse = iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = iterator_next;
  add_methods(t, type, kIteratorMethods);
}

}  // namespace gilt
