// Searching, growing and filling a dict's table, and the dict functions built directly on that.
#include "vm/types/dict_table.h"

#include <algorithm>
#include <new>

#include "gil/critical_section.h"
#include "vm/operations.h"
#include "vm/types/dict_storage.h"

namespace gilt {

namespace {

constexpr int64_t kRestart = -3;
constexpr uint8_t kMinLog2 = 3;
constexpr uint8_t kMaxLog2 = 31;

uint64_t usable_of(uint8_t index_log2) { return (uint64_t{2} << index_log2) / 3; }

size_t table_bytes(const DictTable* table) {
  return sizeof(DictTable) + (size_t{1} << (table->index_log2 + table->cell_log2)) +
         table->usable * sizeof(DictEntry);
}

template <typename Cell>
void fill_cells(DictTable* table) {
  for (uint64_t i = 0; i <= table->mask(); i++)
    new (&table->cells<Cell>()[i]) std::atomic<Cell>(-1);
}

// An empty table with room for `capacity` entries.
DictTable* new_table(Thread& t, uint64_t capacity) {
  uint8_t log2 = kMinLog2;
  while (log2 <= kMaxLog2 && usable_of(log2) < capacity) log2++;
  if (log2 > kMaxLog2) return raise_no_memory(t);
  DictTable shape{};
  shape.index_log2 = log2;
  shape.cell_log2 = log2 <= 7 ? 0 : log2 <= 15 ? 1 : 2;
  shape.usable = usable_of(log2);
  void* memory = GILT_TRY(allocate_storage(t, table_bytes(&shape)));
  auto* table = new (memory) DictTable{};
  table->index_log2 = shape.index_log2;
  table->cell_log2 = shape.cell_log2;
  table->usable = shape.usable;
  size_t index_bytes = size_t{1} << (log2 + table->cell_log2);
  table->entries = reinterpret_cast<DictEntry*>(reinterpret_cast<char*>(table + 1) + index_bytes);
  switch (table->cell_log2) {
    case 0:
      fill_cells<int8_t>(table);
      break;
    case 1:
      fill_cells<int16_t>(table);
      break;
    default:
      fill_cells<int32_t>(table);
      break;
  }
  for (uint64_t i = 0; i < table->usable; i++) new (&table->entries[i]) DictEntry();
  return table;
}

// The cells for a hash in the order of the search (as CPython's: the whole hash takes part).
class Probe {
 public:
  Probe(int64_t hash, uint64_t mask)
      : mask_(mask), perturb_(static_cast<uint64_t>(hash)), at_(perturb_ & mask) {}
  uint64_t at() const { return at_; }
  void next() {
    perturb_ >>= 5;
    at_ = (at_ * 5 + perturb_ + 1) & mask_;
  }

 private:
  uint64_t mask_, perturb_, at_;
};

// Compares by running the key's __eq__. The entry's key is held meanwhile.
__attribute__((noinline)) int64_t compare_slow(Thread& t, DictObject* d, DictTable* table,
                                               DictEntry& entry, Value key, bool locked) {
  Ref held;
  if (locked) {
    held = read_slot_locked(t, entry.key);
  } else if (!try_read_slot(t, entry.key, &held)) {
    gil::CriticalSection section(t, d->mutex);
    if (d->table.load(std::memory_order_relaxed) != table) return kRestart;
    held = read_slot_locked(t, entry.key);
  }
  if (!held) return kAbsent;
  Truth same = equal(t, held, key);
  if (same.failed()) return kFindFailed;
  if (d->table.load(std::memory_order_acquire) != table) return kRestart;
  if (entry.key.load() != held.get()) return kRestart;
  return same.yes() ? 0 : kAbsent;
}

template <typename Cell>
inline int64_t find_in(Thread& t, DictObject* d, DictTable* table, Value key, int64_t hash,
                       bool locked) {
  bool str_key = is_exact_str(key);
  for (Probe probe(hash, table->mask());; probe.next()) {
    int64_t index = table->cells<Cell>()[probe.at()].load(std::memory_order_acquire);
    if (index < 0) return kAbsent;
    DictEntry& entry = table->entries[index];
    Value candidate = entry.key.load();
    if (candidate == key) return index;
    if (!candidate || entry.hash.load(std::memory_order_relaxed) != hash) continue;
    if (str_key && is_exact_str(candidate)) {
      // The memory of a str that is dropped meanwhile stays readable until this thread polls.
      if (str_equal(candidate, key)) return index;
      continue;
    }
    if (candidate.is_small_int() && key.is_small_int()) continue;
    int64_t outcome = compare_slow(t, d, table, entry, key, locked);
    if (outcome == 0) return index;
    if (outcome != kAbsent) return outcome;
  }
}

template <typename Cell, typename Same>
Value peek_in(DictTable* table, int64_t hash, Same same) {
  for (Probe probe(hash, table->mask());; probe.next()) {
    const int64_t index = table->cells<Cell>()[probe.at()].load(std::memory_order_acquire);
    if (index < 0) return Value();
    const DictEntry& entry = table->entries[index];
    const Value candidate = entry.key.load();
    if (!candidate || entry.hash.load(std::memory_order_relaxed) != hash) continue;
    if (same(candidate)) return entry.value.load();
  }
}

void set_cell(DictTable* table, int64_t hash, uint64_t index) {
  auto place = [&]<typename Cell>(Cell value) {
    Probe probe(hash, table->mask());
    while (table->cells<Cell>()[probe.at()].load(std::memory_order_relaxed) >= 0) probe.next();
    table->cells<Cell>()[probe.at()].store(value, std::memory_order_release);
  };
  switch (table->cell_log2) {
    case 0:
      place(static_cast<int8_t>(index));
      break;
    case 1:
      place(static_cast<int16_t>(index));
      break;
    default:
      place(static_cast<int32_t>(index));
      break;
  }
}

// The references are the table's from now on.
void add_entry(DictTable* table, Value key, int64_t hash, Value value) {
  uint64_t index = table->used.load(std::memory_order_relaxed);
  DictEntry& entry = table->entries[index];
  entry.hash.store(hash, std::memory_order_relaxed);
  entry.value.store(value);
  entry.key.store(key);
  set_cell(table, hash, index);
  table->used.store(index + 1, std::memory_order_release);
  table->last = index + 1;
}

}  // namespace

int64_t find_entry(Thread& t, DictObject* d, Value key, int64_t hash, bool locked,
                   DictTable** table) {
  while (true) {
    DictTable* current = *table = d->table.load(std::memory_order_acquire);
    if (current == nullptr) return kAbsent;
    int64_t index;
    switch (current->cell_log2) {
      case 0:
        index = find_in<int8_t>(t, d, current, key, hash, locked);
        break;
      case 1:
        index = find_in<int16_t>(t, d, current, key, hash, locked);
        break;
      default:
        index = find_in<int32_t>(t, d, current, key, hash, locked);
        break;
    }
    if (index != kRestart) return index;
  }
}

Value dict_peek(const DictObject* d, int64_t hash, bool (*same)(Value candidate, const void* key),
                const void* key) {
  DictTable* table = d->table.load(std::memory_order_acquire);
  if (table == nullptr) return Value();
  auto is_it = [=](Value candidate) { return same(candidate, key); };
  switch (table->cell_log2) {
    case 0:
      return peek_in<int8_t>(table, hash, is_it);
    case 1:
      return peek_in<int16_t>(table, hash, is_it);
    default:
      return peek_in<int32_t>(table, hash, is_it);
  }
}

bool dict_resize(Thread& t, DictObject* d, uint64_t capacity, int64_t front) {
  auto* fresh = GILT_TRY(new_table(t, capacity));
  DictTable* old = d->table.load(std::memory_order_relaxed);
  auto move = [&](const DictEntry& entry) {
    Value key = entry.key.load();
    if (!key) return;
    add_entry(fresh, key, entry.hash.load(std::memory_order_relaxed), entry.value.load());
  };
  if (old != nullptr) {
    auto used = static_cast<int64_t>(old->used.load(std::memory_order_relaxed));
    if (front >= 0) move(old->entries[front]);
    for (int64_t i = 0; i < used; i++) {
      if (i != front) move(old->entries[i]);
    }
  }
  d->keys_version.store(0, std::memory_order_release);
  d->table.store(fresh, std::memory_order_release);
  drop_table(t, old);
  return true;
}

void drop_table(Thread& t, DictTable* table) {
  if (table != nullptr) retire_storage(t, table, table_bytes(table));
}

bool dict_insert_new(Thread& t, DictObject* d, Ref key, int64_t hash, Ref value) {
  DictTable* table = d->table.load(std::memory_order_relaxed);
  if (table == nullptr || table->used.load(std::memory_order_relaxed) >= table->usable) {
    auto size = static_cast<uint64_t>(d->size.load(std::memory_order_relaxed));
    // A dict that only grows doubles; one with many deleted entries is cleaned up.
    if (!dict_resize(t, d, table == nullptr ? 1 : std::max<uint64_t>(size * 2, size + 1)))
      return false;
    table = d->table.load(std::memory_order_relaxed);
  }
  d->keys_version.store(0, std::memory_order_release);
  add_entry(table, key.release(), hash, value.release());
  d->size.store(d->size.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  return true;
}

void dict_remove_entry(Thread& t, DictObject* d, DictTable* table, int64_t index, Ref* key,
                       Ref* value) {
  DictEntry& entry = table->entries[index];
  d->keys_version.store(0, std::memory_order_release);
  *value = Ref::take(t, entry.value.exchange(Value()));
  *key = Ref::take(t, entry.key.exchange(Value()));
  d->size.store(d->size.load(std::memory_order_relaxed) - 1, std::memory_order_release);
}

size_t dict_storage_bytes(const DictObject* d) {
  DictTable* table = d->table.load(std::memory_order_relaxed);
  return table != nullptr ? table_bytes(table) : 0;
}

}  // namespace gilt
