// The table of a set, and the functions built directly on it.
#include "vm/types/set.h"

#include <new>

#include <fmt/format.h>

#include "base/hash.h"
#include "gil/critical_section.h"
#include "vm/types/dict_table.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"

namespace gilt {

namespace {

constexpr uint64_t kLinearProbes = 9;
constexpr int64_t kDeletedHash = -1;

size_t table_bytes(uint64_t mask) { return (mask + 1) * sizeof(SetEntry); }

// The entries for a hash in the order of the search.
class Probe {
 public:
  Probe(int64_t hash, uint64_t mask)
      : mask_(mask), perturb_(static_cast<uint64_t>(hash)), base_(perturb_ & mask) {
    aim();
  }
  uint64_t at() const { return at_; }
  void next() {
    if (left_ > 0) {
      left_--;
      at_++;
      return;
    }
    perturb_ >>= 5;
    base_ = (base_ * 5 + 1 + perturb_) & mask_;
    aim();
  }

 private:
  void aim() {
    at_ = base_;
    left_ = base_ + kLinearProbes <= mask_ ? kLinearProbes : 0;
  }
  uint64_t mask_, perturb_, base_, at_ = 0, left_ = 0;
};

bool never_used(const SetEntry& entry) { return !entry.key.load() && entry.hash == 0; }

SetEntry* new_table(Thread& t, uint64_t mask) {
  auto* table = static_cast<SetEntry*>(GILT_TRY(allocate_storage(t, table_bytes(mask))));
  for (uint64_t i = 0; i <= mask; i++) new (&table[i]) SetEntry();
  return table;
}

// For a key that is known to be absent, into a table without deleted entries.
void place(SetEntry* table, uint64_t mask, Value key, int64_t hash) {
  Probe probe(hash, mask);
  while (table[probe.at()].key.load()) probe.next();
  table[probe.at()].key.store(key);
  table[probe.at()].hash = hash;
}

bool resize(Thread& t, SetObject* set, uint64_t minimum) {
  uint64_t size = 8;
  while (size <= minimum) size <<= 1;
  SetEntry* fresh = GILT_TRY(new_table(t, size - 1));
  if (set->table != nullptr) {
    for (uint64_t i = 0; i <= set->mask; i++) {
      if (Value key = set->table[i].key.load()) place(fresh, size - 1, key, set->table[i].hash);
    }
    release_storage(set->table, table_bytes(set->mask));
  }
  set->table = fresh;
  set->mask = size - 1;
  set->filled = set->size.load(std::memory_order_relaxed);
  return true;
}

void change_size(SetObject* set, int64_t by) {
  set->size.store(set->size.load(std::memory_order_relaxed) + by, std::memory_order_release);
}

Ref take_entry(Thread& t, SetObject* set, int64_t index) {
  SetEntry& entry = set->table[index];
  entry.hash = kDeletedHash;
  change_size(set, -1);
  return Ref::take(t, entry.key.exchange(Value()));
}

}  // namespace

Hash hash_element(Thread& t, Value item) {
  if (is_exact_str(item)) return str_hash(item.as<StrObject>());
  if (item.is_small_int()) return hash_int(item.small_int());
  Hash h = hash(t, item);
  if (!h.failed() || !pending_is(t, Exc::kTypeError)) return h;
  Ref error = take_pending(t);
  if (type_of(t, error) != exception_type(t, Exc::kTypeError)) {
    set_pending(t, std::move(error));
    return Hash();
  }
  Ref text = GILT_TRY(to_str(t, error));
  return raise(
      t, Exc::kTypeError,
      fmt::format("cannot use '{}' as a set element ({})", type_name(t, item), str_view(text)));
}

int64_t set_find(Thread& t, SetObject* set, Value item, int64_t hash) {
restart:
  if (set->table == nullptr) return -1;
  SetEntry* table = set->table;
  for (Probe probe(hash, set->mask);; probe.next()) {
    SetEntry& entry = table[probe.at()];
    if (never_used(entry)) return -1;
    Value candidate = entry.key.load();
    if (entry.hash != hash || !candidate) continue;
    if (candidate == item) return static_cast<int64_t>(probe.at());
    if (is_exact_str(candidate) && is_exact_str(item)) {
      if (str_equal(candidate, item)) return static_cast<int64_t>(probe.at());
      continue;
    }
    if (candidate.is_small_int() && item.is_small_int()) continue;
    Ref held = read_slot_locked(t, entry.key);
    Truth same = equal(t, held, item);
    if (same.failed()) return -2;
    if (set->table != table || entry.key.load() != held.get()) goto restart;
    if (same.yes()) return static_cast<int64_t>(probe.at());
  }
}

bool set_add_hashed(Thread& t, SetObject* set, Value item, int64_t hash) {
  int64_t index = set_find(t, set, item, hash);
  if (index >= 0) return true;
  if (index == -2) return false;
  if (set->table == nullptr) set->table = GILT_TRY(new_table(t, set->mask));
  Probe probe(hash, set->mask);
  while (!never_used(set->table[probe.at()])) probe.next();
  SetEntry& entry = set->table[probe.at()];
  entry.hash = hash;
  entry.key.store(Ref::copy(t, item).release());
  change_size(set, 1);
  set->filled++;
  if (static_cast<uint64_t>(set->filled) * 5 < set->mask * 3) return true;
  int64_t size = set->size.load(std::memory_order_relaxed);
  return resize(t, set, static_cast<uint64_t>(size > 50000 ? size * 2 : size * 4));
}

bool set_add(Thread& t, Value set, Value item) {
  int64_t h = GILT_TRY(hash_element(t, item)).get();
  auto* s = set.as<SetObject>();
  gil::CriticalSection section(t, s->mutex);
  return set_add_hashed(t, s, item, h);
}

Truth set_contains(Thread& t, Value set, Value item) {
  int64_t h = GILT_TRY(hash_element(t, item)).get();
  auto* s = set.as<SetObject>();
  gil::CriticalSection section(t, s->mutex);
  int64_t index = set_find(t, s, item, h);
  return index == -2 ? Truth() : Truth(index >= 0);
}

Truth set_discard(Thread& t, Value set, Value item) {
  int64_t h = GILT_TRY(hash_element(t, item)).get();
  auto* s = set.as<SetObject>();
  Ref old;
  gil::CriticalSection section(t, s->mutex);
  int64_t index = set_find(t, s, item, h);
  if (index < 0) return index == -2 ? Truth() : Truth(false);
  old = take_entry(t, s, index);
  return true;
}

void set_clear(Thread& t, Value set) {
  auto* s = set.as<SetObject>();
  SetEntry* table;
  uint64_t mask;
  {
    gil::CriticalSection section(t, s->mutex);
    table = s->table;
    mask = s->mask;
    s->table = nullptr;
    s->mask = 7;
    s->filled = 0;
    s->size.store(0, std::memory_order_release);
  }
  if (table == nullptr) return;
  for (uint64_t i = 0; i <= mask; i++) decref(t, table[i].key.load());
  release_storage(table, table_bytes(mask));
}

void set_swap(SetObject* set, SetObject* other) {
  std::swap(set->table, other->table);
  std::swap(set->mask, other->mask);
  std::swap(set->filled, other->filled);
  int64_t size = set->size.load(std::memory_order_relaxed);
  set->size.store(other->size.load(std::memory_order_relaxed), std::memory_order_release);
  other->size.store(size, std::memory_order_release);
}

Ref set_next(Thread& t, Value set, size_t* position) {
  auto* s = set.as<SetObject>();
  gil::CriticalSection section(t, s->mutex);
  if (s->table == nullptr) return Ref();
  while (*position <= s->mask) {
    Ref key = read_slot_locked(t, s->table[(*position)++].key);
    if (key) return key;
  }
  return Ref();
}

Ref set_list(Thread& t, Value set) {
  Ref list = GILT_TRY(empty_list(t));
  auto* s = set.as<SetObject>();
  gil::CriticalSection section(t, s->mutex);
  for (uint64_t i = 0; s->table != nullptr && i <= s->mask; i++) {
    Ref key = read_slot_locked(t, s->table[i].key);
    if (key && !list_append_locked(t, list.as<ListObject>(), std::move(key))) return Ref();
  }
  return list;
}

namespace {

// Both are locked.
bool add_set(Thread& t, SetObject* set, SetObject* other) {
  int64_t count = other->size.load(std::memory_order_relaxed);
  if (set == other || count == 0) return true;
  uint64_t filled = static_cast<uint64_t>(set->filled + count);
  if (filled * 5 >= set->mask * 3) {
    int64_t size = set->size.load(std::memory_order_relaxed);
    if (!resize(t, set, static_cast<uint64_t>(size + count) * 2)) return false;
  }
  SetEntry* table = other->table;
  for (uint64_t i = 0; other->table == table && i <= other->mask; i++) {
    Ref key = read_slot_locked(t, table[i].key);
    if (key && !set_add_hashed(t, set, key, table[i].hash)) return false;
  }
  return true;
}

bool add_dict_keys(Thread& t, SetObject* set, DictObject* d) {
  auto count = static_cast<uint64_t>(dict_size(d));
  {
    gil::CriticalSection section(t, set->mutex);
    if ((count + static_cast<uint64_t>(set->filled)) * 5 >= set->mask * 3) {
      auto size = static_cast<uint64_t>(set->size.load(std::memory_order_relaxed));
      if (!resize(t, set, (size + count) * 2)) return false;
    }
  }
  size_t position = 0;
  Ref key;
  while (dict_next(t, d, &position, &key, nullptr)) {
    if (!set_add(t, Value::from(set), key)) return false;
  }
  return true;
}

}  // namespace

bool set_update(Thread& t, Value set, Value iterable) {
  auto* s = set.as<SetObject>();
  if (is_any_set(t, iterable)) {
    auto* other = iterable.as<SetObject>();
    gil::CriticalSection2 section(t, s->mutex, other->mutex);
    return add_set(t, s, other);
  }
  if (is_exact_dict(iterable)) return add_dict_keys(t, s, iterable.as<DictObject>());
  return for_each(t, iterable, [&](Ref item) { return set_add(t, set, item); });
}

Type* base_set_type(Thread& t, Value set) {
  return type_of(t, set)->is_subtype_of(types(t).frozenset) ? types(t).frozenset : types(t).set;
}

Ref new_set(Thread& t, Type* cls, Value iterable) {
  Ref set = Ref::take(t, GILT_TRY(allocate_of_class<SetObject>(t, cls)));
  if (iterable && !set_update(t, set, iterable)) return Ref();
  return set;
}

Ref empty_set(Thread& t) { return new_set(t, types(t).set, Value()); }
Ref set_from_iterable(Thread& t, Value iterable) { return new_set(t, types(t).set, iterable); }

Ref make_frozenset(Thread& t, Value iterable) { return new_set(t, types(t).frozenset, iterable); }

size_t set_storage_bytes(const SetObject* set) {
  return set->table != nullptr ? table_bytes(set->mask) : 0;
}

}  // namespace gilt
