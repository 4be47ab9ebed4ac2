// The str type: its slots (operators, indexing, iteration, conversion) and the string iterator.
#include <fmt/format.h>

#include <cstring>

#include "base/format_spec.h"
#include "base/string_search.h"
#include "base/text_repr.h"
#include "base/utf8.h"
#include "vm/intern_table.h"
#include "vm/operations.h"
#include "vm/types/int.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"
#include "vm/types/str_buffer.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

void str_finalize(Thread& t, Object* object) {
  auto* s = static_cast<StrObject*>(object);
  delete[] s->index_.exchange(nullptr, std::memory_order_acq_rel);
  if ((s->flags & StrObject::kBuffered) != 0) release_buffer(t, StrBuffer::of(s->data_));
}

// --- construction

// str(object='', encoding, errors), the parameters also by keyword.
Ref str_construct(Thread& t, Type* cls, CallArgs args) {
  static constexpr const char* kParameters[] = {"object", "encoding", "errors"};
  if (args.total() > 3) {
    return raise(t, Exc::kTypeError,
                 fmt::format("str expected at most 3 arguments, got {}", args.total()));
  }
  Value bound[3];
  for (size_t i = 0; i < args.positional; ++i) bound[i] = args.values[i];
  for (size_t i = 0; i < args.keyword_count(); ++i) {
    std::string_view name = str_view(args.keyword_name(i));
    size_t n = 0;
    while (n < 3 && name != kParameters[n]) ++n;
    if (n == 3) {
      return raise(t, Exc::kTypeError,
                   fmt::format("str() got an unexpected keyword argument '{}'", name));
    }
    if (bound[n]) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("argument for str() given by name ('{}') and position ({})", name, n + 1));
    }
    bound[n] = args.keyword_value(i);
  }
  Ref text;
  if (bound[1] || bound[2]) {
    text = bound[0] ? str_decode(t, bound[0], bound[1], bound[2])
                    : Ref::copy(t, t.runtime.interned().empty());
  } else if (!bound[0]) {
    text = Ref::copy(t, t.runtime.interned().empty());
  } else {
    text = to_str(t, bound[0]);
  }
  if (!text || cls == types(t).str) return text;
  return make_str_of_class(t, cls, text);
}

// --- conversion

Ref str_repr_slot(Thread& t, Value self) { return make_str(t, str_repr(str_view(self))); }
Ref str_str(Thread& t, Value self) { return unchanged(t, self); }
Hash str_hash_slot(Thread&, Value self) { return str_hash(str_of(self)); }
Truth str_truth(Thread&, Value self) { return str_of(self)->size != 0; }

Ref str_format_slot(Thread& t, Value self, Value spec) {
  if (str_view(spec).empty()) return to_str(t, self);
  Formatted result = format_str(str_view(self), str_view(spec), type_name(t, self));
  if (result.ok()) return make_str(t, result.text);
  return raise(
      t, result.error == Formatted::Error::kValueError ? Exc::kValueError : Exc::kOverflowError,
      result.text);
}

// --- comparison

Ref str_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_str(t, b)) return Ref::not_implemented();
  if (op == CompareOp::kEq) return Ref::boolean(str_equal(a, b));
  if (op == CompareOp::kNe) return Ref::boolean(!str_equal(a, b));
  // Bytes of UTF-8 are in the order of the code points.
  int order = str_view(a).compare(str_view(b));
  switch (op) {
    case CompareOp::kLt:
      return Ref::boolean(order < 0);
    case CompareOp::kLe:
      return Ref::boolean(order <= 0);
    case CompareOp::kGt:
      return Ref::boolean(order > 0);
    default:
      return Ref::boolean(order >= 0);
  }
}

// --- sequence

Size str_length(Thread&, Value self) { return static_cast<int64_t>(str_of(self)->length); }

Ref str_slice_step(Thread& t, StrObject* s, const SliceRange& range) {
  if (range.length <= 0) return Ref::copy(t, t.runtime.interned().empty());
  auto start = static_cast<size_t>(range.start), count = static_cast<size_t>(range.length);
  if (range.step == 1) return str_slice(t, s, start, start + count);
  if (!s->is_ascii()) {
    return make_str(t, slice_code_points(s->view(), range.start, range.step, count));
  }
  StrObject* out = allocate_str(t, count);
  if (out == nullptr) return {};
  int64_t at = range.start;
  for (size_t i = 0; i < count; ++i, at += range.step) out->data()[i] = s->data()[at];
  return finish_str(t, out);
}

Ref str_get_item(Thread& t, Value self, Value key) {
  StrObject* s = str_of(self);
  if (is_slice(t, key)) {
    SliceRange range;
    if (!unpack_slice(t, key, &range)) return {};
    range.adjust(static_cast<int64_t>(s->length));
    return str_slice_step(t, s, range);
  }
  if (!key.is_small_int() && !type_of(t, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    return raise(t, Exc::kTypeError,
                 fmt::format("string indices must be integers, not '{}'", type_name(t, key)));
  }
  int64_t i = GILT_TRY(to_ssize(t, key)).get();
  auto length = static_cast<int64_t>(s->length);
  if (i < 0) i += length;
  if (i < 0 || i >= length) return raise(t, Exc::kIndexError, "string index out of range");
  return str_char_at(t, s, static_cast<size_t>(i));
}

Truth str_contains(Thread& t, Value self, Value item) {
  if (!is_str(t, item)) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("'in <string>' requires string as left operand, not {}", type_name(t, item)));
  }
  return contains(str_view(self), str_view(item));
}

Ref str_add(Thread& t, Value a, Value b) {
  if (!is_str(t, a)) return Ref::not_implemented();
  if (!is_str(t, b)) {
    Type* other = type_of(t, b);
    if (other->has(Type::kHeap) && other->slots.binary[static_cast<int>(BinaryOp::kAdd)]) {
      return Ref::not_implemented();  // its __radd__ may know
    }
    return raise(t, Exc::kTypeError,
                 fmt::format("can only concatenate str (not \"{}\") to str", type_name(t, b)));
  }
  return concat_strs(t, a, b);
}

Ref str_multiply(Thread& t, Value a, Value b) {
  if (!is_str(t, a)) std::swap(a, b);
  if (!is_str(t, a)) return Ref::not_implemented();
  if (!b.is_small_int() && !type_of(t, b)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    if (type_of(t, b)->has(Type::kHeap)) return Ref::not_implemented();
    return raise(t, Exc::kTypeError,
                 fmt::format("can't multiply sequence by non-int of type '{}'", type_name(t, b)));
  }
  int64_t count = GILT_TRY(to_ssize(t, b, Exc::kOverflowError)).get();
  StrObject* s = str_of(a);
  if (count <= 0 || s->size == 0) return Ref::copy(t, t.runtime.interned().empty());
  if (count == 1) return unchanged(t, a);
  uint64_t size;
  if (__builtin_mul_overflow(s->size, static_cast<uint64_t>(count), &size) || size > INT64_MAX) {
    return raise(t, Exc::kOverflowError, "repeated string is too long");
  }
  StrObject* out = allocate_str(t, size);
  if (out == nullptr) return {};
  if (s->size == 1) {
    std::memset(out->data(), s->data()[0], size);
  } else {
    // Doubling what is there already.
    std::memcpy(out->data(), s->data(), s->size);
    for (uint64_t done = s->size; done < size;) {
      uint64_t step = std::min(done, size - done);
      std::memcpy(out->data() + done, out->data(), step);
      done += step;
    }
  }
  out->length = s->length * static_cast<uint64_t>(count);
  return Ref::take(t, out);
}

Ref str_remainder(Thread& t, Value a, Value b) {
  if (!is_str(t, a)) return Ref::not_implemented();
  return str_percent(t, a, b);
}

// --- methods that show a slot

Ref str_sizeof(Thread&, Args args) {
  return Ref::immediate(
      Value::small_int(static_cast<int64_t>(sizeof(StrObject) + str_of(args[0])->size)));
}
Ref str_get_new_args(Thread& t, Args args) {
  Ref text = make_str(t, str_view(args[0]));
  if (!text) return {};
  return make_tuple(t, {text});
}

constexpr MethodRow kMethods[] = {
    method<"__sizeof__", str_sizeof>("()", "Return the size of the string in memory, in bytes."),
    method<"__getnewargs__", str_get_new_args>("()", ""),
};

// --- iterator

// Steps by bytes, so that no index is needed. Threads that share one may see a character twice.
struct StrIteratorObject : Object {
  Slot str;  // empty when exhausted
  std::atomic<uint64_t> offset{0};
};

Ref str_iter(Thread& t, Value self) {
  auto* it = allocate<StrIteratorObject>(t, types(t).str_iterator);
  if (it == nullptr) return {};
  it->str.store(Ref::copy(t, self).release());
  return Ref::take(t, it);
}

Ref str_iterator_iter(Thread& t, Value self) { return Ref::copy(t, self); }

Ref str_iterator_next(Thread& t, Value self) {
  auto* it = self.as<StrIteratorObject>();
  Ref str = read_slot(t, it->str);
  if (!str) return {};
  StrObject* s = str.as<StrObject>();
  size_t offset = it->offset.load(std::memory_order_relaxed);
  if (offset >= s->size) {
    assign_slot(t, it->str, Ref());
    return {};
  }
  char32_t c = next_code_point(s->view(), offset);
  it->offset.store(offset, std::memory_order_relaxed);
  return make_char(t, c);
}

void str_iterator_finalize(Thread& t, Object* object) {
  assign_slot(t, static_cast<StrIteratorObject*>(object)->str, Ref());
}
void str_iterator_traverse(Object* object, Visitor visit, void* arg) {
  if (Value v = static_cast<StrIteratorObject*>(object)->str.load()) visit(v, arg);
}

Ref str_iterator_length_hint(Thread& t, Args args) {
  auto* it = args[0].as<StrIteratorObject>();
  Ref str = read_slot(t, it->str);
  if (!str) return Ref::immediate(Value::small_int(0));
  size_t offset =
      std::min<size_t>(it->offset.load(std::memory_order_relaxed), str_view(str).size());
  return Ref::immediate(
      Value::small_int(static_cast<int64_t>(count_code_points(str_view(str).substr(offset)))));
}

constexpr MethodRow kIteratorMethods[] = {
    method<"__length_hint__", str_iterator_length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

}  // namespace

void init_str_type(Thread& t, Type& type) {
  type.instance_size = sizeof(StrObject);
  type.instance_layout = Layout::kStr;
  type.flags_bits.fetch_or(Type::kStr | Type::kSubclassable, std::memory_order_relaxed);
  type.doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str";
  TypeSlots& slots = type.slots;
  slots.finalize = str_finalize;
  slots.traverse = traverse_nothing;
  slots.construct = str_construct;
  slots.repr = str_repr_slot;
  slots.str = str_str;
  slots.format = str_format_slot;
  slots.hash = str_hash_slot;
  slots.compare = str_compare;
  slots.truth = str_truth;
  slots.iter = str_iter;
  slots.length = str_length;
  slots.get_item = str_get_item;
  slots.contains = str_contains;
  slots.binary[static_cast<int>(BinaryOp::kAdd)] = str_add;
  slots.binary[static_cast<int>(BinaryOp::kMultiply)] = str_multiply;
  slots.binary[static_cast<int>(BinaryOp::kRemainder)] = str_remainder;
  add_methods(t, type, kMethods);
  add_methods(t, type, str_text_methods());
  add_methods(t, type, str_class_methods());
  add_methods(t, type, str_split_methods());
  add_methods(t, type, str_format_methods());
  add_methods(t, type, str_codec_methods());
}

void init_str_iterator_type(Thread& t, Type& type) {
  type.instance_size = sizeof(StrIteratorObject);
  type.slots.finalize = str_iterator_finalize;
  type.slots.traverse = str_iterator_traverse;
  type.slots.iter = str_iterator_iter;
  type.slots.next = str_iterator_next;
  add_methods(t, type, kIteratorMethods);
}

}  // namespace gilt
