#include "vm/safe_repr.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/float_text.h"
#include "base/text_repr.h"
#include "base/unicode.h"
#include "vm/peek.h"
#include "vm/queue_state.h"
#include "vm/types/barrier.h"
#include "vm/types/bytearray.h"
#include "vm/types/bytes.h"
#include "vm/types/cell.h"
#include "vm/types/code.h"
#include "vm/types/complex.h"
#include "vm/types/deque.h"
#include "vm/types/event.h"
#include "vm/types/exception.h"
#include "vm/types/float.h"
#include "vm/types/function.h"
#include "vm/types/generator.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/lock.h"
#include "vm/types/module.h"
#include "vm/types/native_function.h"
#include "vm/types/range.h"
#include "vm/types/semaphore.h"
#include "vm/types/set.h"
#include "vm/types/simple_queue.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"
#include "vm/types/thread_object.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

constexpr size_t kDeepest = 6;         // containers in containers
constexpr uint64_t kMostBits = 1'000;  // of an int that is written out

std::string text_of(const Slot& slot, std::string_view otherwise) {
  const Value v = slot.load();
  return v && v.is_object() ? std::string(str_view(v)) : std::string(otherwise);
}

// Writes until there is more than will be shown.
class Writer {
 public:
  explicit Writer(size_t width) : enough_(width * 4 + 4) {}

  void write(Value v);
  std::string take() { return std::move(out_); }

 private:
  bool full() const { return out_.size() > enough_; }

  // What a subclass of a built-in class has in common with it is shown as Name(...).
  template <typename F>
  void in_class(const Type* type, F content) {
    const bool named = type->has(Type::kHeap);
    if (named) out_ += fmt::format("{}(", class_name(type));
    content();
    if (named) out_ += ')';
  }
  template <typename Items>
  void items(std::string_view open, const Items& items, std::string_view close) {
    out_ += open;
    for (size_t i = 0; i < items.size() && !full(); ++i) {
      if (i > 0) out_ += ", ";
      write(items[i]);
    }
    out_ += close;
  }

  void write_object(Value v);
  bool write_plain(Value v, const Type* type);
  bool write_container(Value v, const Type* type, std::string_view base);
  bool write_described(Value v, std::string_view base);
  bool write_sync_object(Value v, const Type* type, std::string_view base);
  void write_instance(Value v, const Type* type);
  void write_dict(const DictObject* dict);
  void write_set(Value v, const Type* type);
  void write_int(const BigInt& value);
  void write_str(Value v);
  void write_exception(Value v, const Type* type);

  size_t enough_;
  std::string out_;
  std::vector<const Object*> open_;  // containers that are being written
};

void Writer::write(Value v) {
  if (full()) return;
  if (!v) {
    out_ += "<nothing>";
  } else if (v.is_small_int()) {
    out_ += std::to_string(v.small_int());
  } else if (v.is_immediate_double()) {
    out_ += double_repr(v.immediate_double());
  } else if (v.is_none()) {
    out_ += "None";
  } else if (v.is_bool()) {
    out_ += v.is_true() ? "True" : "False";
  } else if (v.is_ellipsis()) {
    out_ += "Ellipsis";
  } else if (v.is_not_implemented()) {
    out_ += "NotImplemented";
  } else {
    write_object(v);
  }
}

void Writer::write_object(Value v) {
  const Type* type = peek_type(v);
  const std::string_view base = built_in_base(type);
  if (write_plain(v, type) || write_described(v, base) || write_sync_object(v, type, base)) return;
  const bool again = std::find(open_.begin(), open_.end(), v.object()) != open_.end();
  if (again || open_.size() >= kDeepest) {
    out_ += "...";
    return;
  }
  open_.push_back(v.object());
  if (!write_container(v, type, base)) write_instance(v, type);
  open_.pop_back();
}

// Numbers and texts.
bool Writer::write_plain(Value v, const Type* type) {
  if (const Value name = peek_own_attribute(v, "_name_"); name && type->has(Type::kHeap)) {
    if (const Value value = peek_own_attribute(v, "_value_"); value && is_exact_str(name)) {
      out_ += fmt::format("<{}.{}: ", class_name(type), str_view(name));  // a member of an Enum
      write(value);
      out_ += '>';
      return true;
    }
  }
  if (type->has(Type::kStr)) {
    in_class(type, [&] { write_str(v); });
  } else if (type->has(Type::kInt)) {
    in_class(type, [&] { write_int(to_bigint(v)); });
  } else if (type->has(Type::kFloat)) {
    in_class(type, [&] { out_ += double_repr(v.as<FloatObject>()->value); });
  } else if (type->has(Type::kBytes)) {
    in_class(type, [&] { out_ += bytes_repr(bytes_view(v).substr(0, enough_)); });
  } else {
    return false;
  }
  return true;
}

void Writer::write_str(Value v) {
  std::string_view text = str_view(v);
  if (text.size() > enough_) {
    size_t end = enough_;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    text = text.substr(0, end);
  }
  out_ += str_repr(text);
}

void Writer::write_int(const BigInt& value) {
  out_ += value.bit_length() <= kMostBits ? value.to_text()
                                          : fmt::format("<int of {} bits>", value.bit_length());
}

// What is known by a name: code, classes, modules.
bool Writer::write_described(Value v, std::string_view base) {
  if (is_function(v)) {
    out_ += fmt::format("<function {}>", text_of(v.as<FunctionObject>()->qualname, "?"));
  } else if (is_method(v)) {
    const Value function = v.as<MethodObject>()->function;
    out_ += is_function(function)
                ? fmt::format("<method {}>", text_of(function.as<FunctionObject>()->qualname, "?"))
                : "<method>";
  } else if (is_native_function(v)) {
    const auto* f = v.as<NativeFunction>();
    out_ += f->owner != nullptr && f->takes_self
                ? fmt::format("<built-in {}.{}>", class_name(f->owner), str_view(f->name))
                : fmt::format("<built-in {}>", str_view(f->name));
  } else if (v.object()->layout == Layout::kType) {
    const auto* type = v.as<Type>();
    const Value name = type->qualname.load();
    out_ += fmt::format("<class {}>", name ? str_view(name) : class_name(type));
  } else if (is_generator(v)) {
    const auto* g = v.as<GeneratorObject>();
    out_ += fmt::format("<{} {}>", base, text_of(g->qualname, "?"));
  } else if (base == "module") {
    const Value name = peek_item(v.as<ModuleObject>()->dict, "__name__");
    out_ += fmt::format("<module {}>", name && is_exact_str(name) ? str_view(name) : "?");
  } else if (base == "code") {
    out_ += fmt::format("<code {}>", str_view(v.as<CodeObject>()->qualname));
  } else {
    return false;
  }
  return true;
}

bool Writer::write_container(Value v, const Type* type, std::string_view base) {
  if (type->has(Type::kList)) {
    const auto* list = v.as<ListObject>();
    std::vector<Value> content;
    for (int64_t i = 0; i < list_size(list) && content.size() < enough_; ++i) {
      content.push_back(list->items()[i].load());
    }
    in_class(type, [&] { items("[", content, "]"); });
  } else if (type->has(Type::kTuple)) {
    const TupleObject& tuple = *v.as<TupleObject>();
    if (type->has(Type::kHeap)) out_ += class_name(type);
    items("(", tuple.items(), tuple.size == 1 ? ",)" : ")");
  } else if (type->has(Type::kDict)) {
    const bool named = type->has(Type::kHeap) || base != "dict";
    if (named) out_ += fmt::format("{}(", class_name(type));
    write_dict(v.as<DictObject>());
    if (named) out_ += ')';
  } else if (type->has(Type::kSet)) {
    write_set(v, type);
  } else if (base == "collections.deque") {
    const auto* deque = v.as<DequeObject>();
    std::vector<Value> content;
    for (int64_t i = 0; i < deque->items.size() && content.size() < enough_; ++i) {
      content.push_back(deque->items[i]);
    }
    out_ += class_name(type);
    items("([", content, "]");
    out_ += deque->maxlen >= 0 ? fmt::format(", maxlen={})", deque->maxlen) : ")";
  } else if (base == "range") {
    const auto* range = v.as<RangeObject>();
    const bool plain = range->step == Value::small_int(1);
    const Value parts[] = {range->start, range->stop, range->step};
    items("range(", std::span(parts, plain ? 2 : 3), ")");
  } else if (base == "slice") {
    const auto* slice = v.as<SliceObject>();
    const Value parts[] = {slice->start, slice->stop, slice->step};
    items("slice(", std::span(parts), ")");
  } else if (base == "complex") {
    const std::complex<double> z = v.as<ComplexObject>()->value();
    out_ += fmt::format("({}{}j)", double_to_text(z.real(), 'r', 0),
                        double_to_text(z.imag(), 'r', 0, DoubleStyle{.always_sign = true}));
  } else if (base == "bytearray") {
    out_ += fmt::format("bytearray({})",
                        bytes_repr(v.as<ByteArrayObject>()->view().substr(0, enough_)));
  } else if (base == "cell") {
    const Value content = v.as<CellObject>()->contents.load();
    out_ += "<cell ";
    if (content) {
      write(content);
    } else {
      out_ += "empty";
    }
    out_ += '>';
  } else {
    return false;
  }
  return true;
}

void Writer::write_dict(const DictObject* dict) {
  out_ += '{';
  bool first = true;
  for_each_item(dict, [&](Value key, Value value) {
    if (full()) return;
    if (!first) out_ += ", ";
    first = false;
    write(key);
    out_ += ": ";
    write(value);
  });
  out_ += '}';
}

void Writer::write_set(Value v, const Type* type) {
  const auto* set = v.as<SetObject>();
  std::vector<Value> content;
  for (uint64_t i = 0; set->table != nullptr && i <= set->mask; ++i) {
    const Value key = set->table[i].key.load();
    if (key && content.size() < enough_) content.push_back(key);
  }
  const bool plain = class_name(type) == "set" && !type->has(Type::kHeap);
  if (content.empty()) {
    out_ += fmt::format("{}()", class_name(type));
  } else if (plain) {
    items("{", content, "}");
  } else {
    out_ += fmt::format("{}(", class_name(type));
    items("{", content, "})");
  }
}

bool Writer::write_sync_object(Value v, const Type* type, std::string_view base) {
  std::string state;
  if (base == "_thread.lock") {
    state = v.as<LockObject>()->lock.locked() ? "locked" : "unlocked";
    out_ += fmt::format("<{} Lock>", state);
    return true;
  }
  if (base == "_thread.RLock") {
    state = v.as<RLockObject>()->lock.locked() ? "locked" : "unlocked";
    out_ += fmt::format("<{} {}>", state, class_name(type));
    return true;
  }
  if (base == "threading.Event") {
    state = v.as<EventObject>()->flag.load(std::memory_order_relaxed) ? "set" : "not set";
  } else if (base == "threading.Semaphore" || base == "threading.BoundedSemaphore") {
    state = fmt::format("value {}", v.as<SemaphoreObject>()->value.load(std::memory_order_relaxed));
  } else if (base == "threading.Barrier") {
    const auto* barrier = v.as<BarrierObject>();
    state = fmt::format("{} of {}", barrier->count.load(std::memory_order_relaxed),
                        barrier->parties.load(std::memory_order_relaxed));
  } else if (base == "_queue.SimpleQueue") {
    state = items_text(v.as<SimpleQueueObject>()->items.size(), 0);
  } else if (is_queue_class(type)) {
    const std::optional<QueueState> queue = queue_state(v);
    if (!queue) return false;
    state = items_text(queue->items, queue->room);
  } else if (base == "threading.Thread" || base == "threading._MainThread" ||
             base == "threading._DummyThread" || base == "threading.Timer") {
    state = text_of(v.as<ThreadObject>()->name, "unnamed");
  } else {
    return false;
  }
  out_ += fmt::format("<{} {}>", class_name(type), state);
  return true;
}

void Writer::write_instance(Value v, const Type* type) {
  if (type->has(Type::kException)) return write_exception(v, type);
  if (built_in_base(type) == "types.SimpleNamespace") {
    out_ += fmt::format("{}(", type->has(Type::kHeap) ? class_name(type) : "namespace");
    bool first = true;
    for_each_attribute(v, [&](Value name, Value value) {
      if (full() || !is_exact_str(name)) return;
      out_ += fmt::format("{}{}=", first ? "" : ", ", str_view(name));
      first = false;
      write(value);
    });
    out_ += ')';
    return;
  }
  out_ += fmt::format("<{} object>", class_name(type));
}

void Writer::write_exception(Value v, const Type* type) {
  out_ += class_name(type);
  const Value args = v.as<ExceptionObject>()->args.load();
  items("(", args ? args.as<TupleObject>()->items() : std::span<const Value>(), ")");
}

}  // namespace

std::string safe_repr(Value v, size_t width) {
  Writer writer(width);
  writer.write(v);
  return shortened(writer.take(), width);
}

std::string shortened(std::string text, size_t width) {
  size_t points = 0, cut = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
    if (points == (width > 3 ? width - 3 : 0)) cut = i;
    if (++points > width) return text.substr(0, cut) + "...";
  }
  return text;
}

}  // namespace gilt
