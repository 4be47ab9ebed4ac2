// bytes: making them, the type's slots, and its iterator.
#include "vm/types/bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "base/string_search.h"
#include "base/text_repr.h"
#include "gil/critical_section.h"
#include "vm/signature.h"
#include "vm/types/bytearray.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

constexpr size_t kMaxSize = size_t{1} << 46;

// `added`: what the class puts between the header and the content.
BytesObject* new_bytes(Thread& t, Type* cls, size_t added, size_t size) {
  if (size > kMaxSize) return raise_no_memory(t);
  auto* object = GILT_TRY(allocate<BytesObject>(t, cls, Layout::kOpaque, added + size));
  std::memset(static_cast<void*>(object + 1), 0, added);
  object->data_ = reinterpret_cast<char*>(object + 1) + added;
  object->size = size;
  return object;
}

}  // namespace

BytesObject* allocate_bytes(Thread& t, size_t size) {
  return new_bytes(t, types(t).bytes, 0, size);
}

Ref make_bytes(Thread& t, std::string_view content) {
  BytesObject* object = GILT_TRY(allocate_bytes(t, content.size()));
  std::copy(content.begin(), content.end(), object->data());
  return Ref::take(t, object);
}

Ref make_bytes_of_class(Thread& t, Type* cls, Ref bytes) {
  if (!bytes || cls == types(t).bytes) return bytes;
  std::string_view content = bytes_view(bytes);
  BytesObject* object =
      GILT_TRY(new_bytes(t, cls, cls->instance_size - sizeof(BytesObject), content.size()));
  std::copy(content.begin(), content.end(), object->data());
  return Ref::take(t, object);
}

bool is_bytearray(Thread& t, Value v) {
  if (!v.is_object()) return false;
  Type* type = type_of(t, v);
  return type == types(t).bytearray || type->is_subtype_of(types(t).bytearray);
}

BytesContent::BytesContent(Thread& t, Value bytes_like) {
  if (is_bytes(t, bytes_like)) {
    view_ = bytes_view(bytes_like);
    return;
  }
  auto* array = bytes_like.as<ByteArrayObject>();
  gil::CriticalSection section(t, array->mutex);
  copy_ = array->view();
  view_ = copy_;
}

Size byte_value(Thread& t, Value v, const char* what) {
  int64_t n = GILT_TRY(to_ssize(t, v, Exc::kValueError)).get();
  if (n >= 0 && n < 256) return n;
  return raise(t, Exc::kValueError, fmt::format("{} must be in range(0, 256)", what));
}

namespace {

bool append_items(Thread& t, Value iterable, const char* what, std::string* out) {
  return for_each(t, iterable, [&](Ref item) -> bool {
    int64_t byte = GILT_TRY(byte_value(t, item, what)).get();
    out->push_back(static_cast<char>(byte));
    return true;
  });
}

// The content of anything but a str or a count.
bool content_of_object(Thread& t, Value v, const char* type, std::string* out) {
  if (is_bytes_like(t, v)) {
    *out = BytesContent(t, v).view();
    return true;
  }
  TypeSlots& slots = type_of(t, v)->slots;
  if (!is_str(t, v) && (slots.iter || slots.get_item)) {
    const char* what = std::string_view(type) == "bytearray" ? "byte" : "bytes";
    return append_items(t, v, what, out);
  }
  return raise(t, Exc::kTypeError,
               fmt::format("cannot convert '{}' object to {}", type_name(t, v), type));
}

// What __bytes__ returns; null without an exception when there is none.
Ref call_bytes_method(Thread& t, Value v) {
  if (!v.is_object()) return Ref();
  Ref convert = lookup_special(t, v, names(t).bytes);
  if (!convert) return Ref();
  Ref result = GILT_TRY(call(t, convert));
  if (is_bytes(t, result)) return result;
  return raise(t, Exc::kTypeError,
               fmt::format("__bytes__ returned non-bytes (type {})", type_name(t, result)));
}

}  // namespace

Ref bytes_from_object(Thread& t, Value v) {
  if (v.is_object() && type_of(t, v) == types(t).bytes) return Ref::copy(t, v);
  Ref converted = call_bytes_method(t, v);
  if (pending(t)) return Ref();
  if (converted) return make_bytes(t, bytes_view(converted));
  std::string content;
  GILT_TRY(content_of_object(t, v, "bytes", &content));
  return make_bytes(t, content);
}

bool construct_content(Thread& t, const char* type, CallArgs args, std::string* out) {
  Value v[3];
  GILT_TRY(bind_arguments(t, type, "(source=b'', encoding='utf-8', errors='strict')", args, v));
  Value source = v[0];
  if (v[1] || v[2]) {
    if (!source || !is_str(t, source)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{} without a string argument", v[1] ? "encoding" : "errors"));
    }
    Ref encoding = v[1] ? Ref::copy(t, v[1]) : GILT_TRY(make_str(t, "utf-8"));
    Ref errors = v[2] ? Ref::copy(t, v[2]) : GILT_TRY(make_str(t, "strict"));
    Ref encoded = GILT_TRY(call_method(t, source, "encode", {encoding, errors}));
    *out = bytes_view(encoded);
    return true;
  }
  if (!source) return true;
  if (is_str(t, source)) return raise(t, Exc::kTypeError, "string argument without an encoding");
  if (std::string_view(type) == "bytes") {
    Ref converted = call_bytes_method(t, source);
    if (pending(t)) return false;
    if (converted) {
      *out = bytes_view(converted);
      return true;
    }
  }
  if (has_index(t, source)) {
    int64_t count = GILT_TRY(to_ssize(t, source, Exc::kOverflowError)).get();
    if (count < 0) return raise(t, Exc::kValueError, "negative count");
    if (static_cast<size_t>(count) > kMaxSize) return raise_no_memory(t);
    out->assign(static_cast<size_t>(count), '\0');
    return true;
  }
  return content_of_object(t, source, type, out);
}

// --- operators of both kinds

bool require_bytes_like(Thread& t, Value v) {
  if (is_bytes_like(t, v)) return true;
  return raise(t, Exc::kTypeError,
               fmt::format("a bytes-like object is required, not '{}'", type_name(t, v)));
}

Ref make_like(Thread& t, Value self, std::string_view content) {
  return is_bytearray(t, self) ? make_bytearray(t, content) : make_bytes(t, content);
}

Ref bytes_add(Thread& t, Value a, Value b) {
  if (!is_bytes_like(t, a)) return Ref::not_implemented();
  if (!is_bytes_like(t, b)) {
    Type* other = type_of(t, b);
    if (other->has(Type::kHeap) && other->slots.binary[static_cast<int>(BinaryOp::kAdd)]) {
      return Ref::not_implemented();  // its __radd__ may know
    }
    return raise(t, Exc::kTypeError,
                 fmt::format("can't concat {} to {}", type_name(t, b), type_name(t, a)));
  }
  BytesContent left(t, a), right(t, b);
  std::string sum(left.view());
  sum += right.view();
  return make_like(t, a, sum);
}

Ref bytes_multiply(Thread& t, Value a, Value b) {
  if (!is_bytes_like(t, a)) std::swap(a, b);
  int64_t count = 0;
  Operand operand = repeat_count(t, b, &count);
  if (operand == Operand::kRaised) return Ref();
  if (operand == Operand::kNotImplemented) return Ref::not_implemented();
  BytesContent content(t, a);
  int64_t total =
      GILT_TRY(repeated_size(t, static_cast<int64_t>(content.view().size()), count)).get();
  if (static_cast<size_t>(total) > kMaxSize) return raise_no_memory(t);
  std::string product;
  product.reserve(static_cast<size_t>(total));
  if (!content.view().empty()) {
    for (int64_t i = 0; i < count; ++i) product += content.view();
  }
  return make_like(t, a, product);
}

Ref bytes_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_bytes_like(t, b)) return Ref::not_implemented();
  BytesContent x(t, a), y(t, b);
  return Ref::boolean(ordered(x.view().compare(y.view()), 0, op));
}

Truth bytes_contains(Thread& t, Value self, Value item) {
  if (has_index(t, item)) {
    auto byte = static_cast<char>(GILT_TRY(byte_value(t, item, "byte")).get());
    return BytesContent(t, self).view().find(byte) != std::string_view::npos;
  }
  GILT_TRY(require_bytes_like(t, item));
  BytesContent needle(t, item);
  return contains(BytesContent(t, self).view(), needle.view());
}

std::string slice_bytes(std::string_view content, const SliceRange& range) {
  if (range.length <= 0) return {};
  auto start = static_cast<size_t>(range.start), length = static_cast<size_t>(range.length);
  if (range.step == 1) return std::string(content.substr(start, length));
  std::string out(length, '\0');
  int64_t at = range.start;
  for (size_t i = 0; i < length; ++i, at += range.step) out[i] = content[static_cast<size_t>(at)];
  return out;
}

namespace {

// --- slots of bytes

Ref bytes_construct(Thread& t, Type* cls, CallArgs args) {
  if (args.total() == 1 && args.positional == 1 && args.values[0].is_object() &&
      type_of(t, args.values[0]) == types(t).bytes) {
    return make_bytes_of_class(t, cls, Ref::copy(t, args.values[0]));
  }
  std::string content;
  GILT_TRY(construct_content(t, "bytes", args, &content));
  return make_bytes_of_class(t, cls, make_bytes(t, content));
}

void bytes_finalize(Thread&, Object*) {}

Ref bytes_repr_slot(Thread& t, Value self) { return make_str(t, bytes_repr(bytes_view(self))); }

Hash bytes_hash(Thread&, Value self) {
  auto* object = self.as<BytesObject>();
  int64_t h = object->hash_.load(std::memory_order_relaxed);
  if (h == -1) {
    h = hash_bytes(object->view());
    object->hash_.store(h, std::memory_order_relaxed);
  }
  return h;
}

Size bytes_length(Thread&, Value self) { return static_cast<int64_t>(bytes_view(self).size()); }

Ref bytes_get_item(Thread& t, Value self, Value key) {
  std::string_view content = bytes_view(self);
  auto size = static_cast<int64_t>(content.size());
  if (is_slice(t, key)) {
    SliceRange range;
    GILT_TRY(unpack_slice(t, key, &range));
    range.adjust(size);
    if (range.step == 1 && range.length == size && type_of(t, self) == types(t).bytes) {
      return Ref::copy(t, self);
    }
    return make_bytes(t, slice_bytes(content, range));
  }
  if (!has_index(t, key)) return raise_bad_index(t, "byte", key);
  int64_t i = GILT_TRY(to_ssize(t, key)).get();
  if (i < 0) i += size;
  if (i < 0 || i >= size) return raise(t, Exc::kIndexError, "index out of range");
  return Ref::immediate(Value::small_int(static_cast<unsigned char>(content[size_t(i)])));
}

// --- iterator

struct BytesIteratorObject : Object {
  Value bytes;                     // owned
  std::atomic<uint64_t> index{0};  // threads that share one may see a byte twice
};

Ref bytes_iter(Thread& t, Value self) {
  auto* it = GILT_TRY(allocate<BytesIteratorObject>(t, types(t).bytes_iterator));
  it->bytes = Ref::copy(t, self).release();
  return Ref::take(t, it);
}

Ref bytes_iterator_next(Thread&, Value self) {
  auto* it = self.as<BytesIteratorObject>();
  uint64_t i = it->index.load(std::memory_order_relaxed);
  std::string_view content = bytes_view(it->bytes);
  if (i >= content.size()) return Ref();
  it->index.store(i + 1, std::memory_order_relaxed);
  return Ref::immediate(Value::small_int(static_cast<unsigned char>(content[i])));
}

Ref bytes_iterator_length_hint(Thread&, Args args) {
  auto* it = args[0].as<BytesIteratorObject>();
  size_t size = bytes_view(it->bytes).size();
  size_t index = std::min<size_t>(it->index.load(std::memory_order_relaxed), size);
  return Ref::immediate(Value::small_int(static_cast<int64_t>(size - index)));
}

void bytes_iterator_finalize(Thread& t, Object* object) {
  decref(t, static_cast<BytesIteratorObject*>(object)->bytes);
}
void bytes_iterator_traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<BytesIteratorObject*>(object)->bytes, arg);
}

Ref bytes_to_bytes(Thread& t, Args args) {
  if (type_of(t, args[0]) == types(t).bytes) return Ref::copy(t, args[0]);
  return make_bytes(t, bytes_view(args[0]));
}
Ref bytes_get_new_args(Thread& t, Args args) {
  Ref content = GILT_TRY(make_bytes(t, bytes_view(args[0])));
  return make_tuple(t, {content});
}
Ref bytes_sizeof(Thread&, Args args) {
  return Ref::immediate(
      Value::small_int(static_cast<int64_t>(sizeof(BytesObject) + bytes_view(args[0]).size())));
}

constexpr MethodRow kMethods[] = {
    method<"__bytes__", bytes_to_bytes>("()", "Convert this value to exact type bytes."),
    method<"__getnewargs__", bytes_get_new_args>("()", ""),
    method<"__sizeof__", bytes_sizeof>("()", "Size of object in memory, in bytes."),
};

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", bytes_iterator_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

}  // namespace

void init_bytes_type(Thread& t, Type& type) {
  type.instance_size = sizeof(BytesObject);
  type.flags_bits |= Type::kSubclassable | Type::kBytes;
  type.doc =
      "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
      "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of "
      "size "
      "given by the parameter initialized with null bytes\nbytes() -> empty bytes object";
  TypeSlots& slots = type.slots;
  slots.construct = bytes_construct;
  slots.finalize = bytes_finalize;
  slots.traverse = traverse_nothing;
  slots.repr = bytes_repr_slot;
  slots.hash = bytes_hash;
  slots.compare = bytes_compare;
  slots.length = bytes_length;
  slots.get_item = bytes_get_item;
  slots.contains = bytes_contains;
  slots.iter = bytes_iter;
  slots.binary[static_cast<int>(BinaryOp::kAdd)] = bytes_add;
  slots.binary[static_cast<int>(BinaryOp::kMultiply)] = bytes_multiply;
  slots.binary[static_cast<int>(BinaryOp::kRemainder)] = bytes_remainder;
  add_methods(t, type, kMethods);
  add_methods(t, type, bytes_text_methods());
  add_methods(t, type, bytes_search_methods());
}

void init_bytes_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(BytesIteratorObject);
  type.slots.finalize = bytes_iterator_finalize;
  type.slots.traverse = bytes_iterator_traverse;
  type.slots.iter = iter_self;
  type.slots.next = bytes_iterator_next;
  add_methods(t, type, kIteratorMethods);
}

}  // namespace gilt
