// The six iterators of dicts: keys, values and items, forwards and backwards.
#include "vm/native.h"
#include "vm/types/dict_views.h"
#include "vm/types/sequence.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

enum class Yield : uint8_t { kKey, kValue, kItem };

bool is_reverse(Thread& t, const Type* type) {
  return type == types(t).dict_reverse_key_iterator ||
         type == types(t).dict_reverse_value_iterator ||
         type == types(t).dict_reverse_item_iterator;
}

Ref end_of(DictIteratorObject* it) {
  it->progress.store({0, -1}, std::memory_order_relaxed);
  return Ref();
}

template <Yield kYield, bool kReverse>
Ref step(Thread& t, Value self) {
  auto* it = self.as<DictIteratorObject>();
  auto* d = it->dict.as<DictObject>();
  DictProgress progress = it->progress.load(std::memory_order_relaxed);
  if (progress.remaining < 0) return Ref();
  if (it->size.load(std::memory_order_relaxed) != dict_size(d)) {
    it->size.store(-1, std::memory_order_relaxed);  // so that it stays an error
    return raise(t, Exc::kRuntimeError, "dictionary changed size during iteration");
  }
  size_t position = progress.position;
  Ref key, value;
  Ref* want_key = kYield == Yield::kValue ? nullptr : &key;
  Ref* want_value = kYield == Yield::kKey ? nullptr : &value;
  bool found = kReverse ? dict_previous(t, d, &position, want_key, want_value)
                        : dict_next(t, d, &position, want_key, want_value);
  if (!found) return end_of(it);
  if (progress.remaining == 0 && !kReverse) {
    end_of(it);
    return raise(t, Exc::kRuntimeError, "dictionary keys changed during iteration");
  }
  it->progress.store({static_cast<uint32_t>(position), progress.remaining - 1},
                     std::memory_order_relaxed);
  if constexpr (kYield == Yield::kKey) return key;
  if constexpr (kYield == Yield::kValue) return value;
  return make_tuple(t, {key, value});
}

Ref length_hint(Thread&, Args args) {
  auto* it = args[0].as<DictIteratorObject>();
  int64_t remaining = it->progress.load(std::memory_order_relaxed).remaining;
  bool valid = it->size.load(std::memory_order_relaxed) == dict_size(it->dict.as<DictObject>());
  return Ref::immediate(Value::small_int(valid && remaining > 0 ? remaining : 0));
}

void finalize(Thread& t, Object* object) {
  decref(t, static_cast<DictIteratorObject*>(object)->dict);
}

void traverse(Object* object, Visitor visit, void* arg) {
  visit(static_cast<DictIteratorObject*>(object)->dict, arg);
}

constexpr MethodRow kMethods[] = {
    method<"__length_hint__", length_hint>(
        "()", "Private method returning an estimate of len(list(it))."),
};

template <Yield kYield, bool kReverse>
void init(Thread& t, Type& type) {
  type.instance_size = sizeof(DictIteratorObject);
  type.slots.finalize = finalize;
  type.slots.traverse = traverse;
  type.slots.iter = iter_self;
  type.slots.next = step<kYield, kReverse>;
  add_methods(t, type, kMethods);
}

}  // namespace

Ref make_dict_iterator(Thread& t, Type* type, DictObject* d) {
  auto* it = GILT_TRY(allocate<DictIteratorObject>(t, type));
  it->dict = Ref::copy(t, d).release();
  int64_t size = dict_size(d);
  it->size.store(size, std::memory_order_relaxed);
  it->progress.store(
      {is_reverse(t, type) ? DictProgress::kBehindAll : 0, static_cast<int32_t>(size)},
      std::memory_order_relaxed);
  return Ref::take(t, it);
}

void init_dict_key_iterator_type(Thread& t, Type& type) { init<Yield::kKey, false>(t, type); }
void init_dict_value_iterator_type(Thread& t, Type& type) { init<Yield::kValue, false>(t, type); }
void init_dict_item_iterator_type(Thread& t, Type& type) { init<Yield::kItem, false>(t, type); }
void init_dict_reverse_key_iterator_type(Thread& t, Type& type) {
  init<Yield::kKey, true>(t, type);
}
void init_dict_reverse_value_iterator_type(Thread& t, Type& type) {
  init<Yield::kValue, true>(t, type);
}
void init_dict_reverse_item_iterator_type(Thread& t, Type& type) {
  init<Yield::kItem, true>(t, type);
}

}  // namespace gilt
