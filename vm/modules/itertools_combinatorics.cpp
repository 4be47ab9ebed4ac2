// itertools.product, permutations, combinations and combinations_with_replacement: a row of indices
// into pools of items, and a rule for the next row.
//
// Thread-safety: the row is read and moved on under the object's lock, and nothing in between runs
// Python: threads that share one get each row once.
#include <fmt/format.h>

#include <vector>

#include "vm/modules/itertools.h"
#include "vm/modules/native_iterator.h"
#include "vm/signature.h"
#include "vm/types/numbers.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

struct Rows {
  enum class State : uint8_t { kFirst, kGoing, kEnded };
  State state = State::kFirst;
  std::vector<int64_t> indices;
  std::vector<int64_t> cycles;  // of permutations
};

struct CombinatoricObject : Object {
  Slot pool;  // tuple of the items; for product: tuple of such tuples, one for each place
  Rows* rows = nullptr;  // owned; guarded by the lock
};

TupleObject* pool_of(CombinatoricObject* it) { return it->pool.load().as<TupleObject>(); }

Ref make_combinatoric(Thread& t, Type* cls, Ref pool, Rows rows) {
  auto* it =
      GILT_TRY((make_with_slots<CombinatoricObject, &CombinatoricObject::pool>(t, cls, pool)));
  it->rows = new Rows(std::move(rows));
  return Ref::take(t, it);
}

void combinatoric_finalize(Thread& t, Object* object) {
  auto* it = static_cast<CombinatoricObject*>(object);
  decref(t, it->pool.exchange(Value()));
  delete it->rows;
}

// --- the rules: move the row on; false: there is none left

int64_t pool_size(TupleObject* pool, size_t place) {
  return static_cast<int64_t>((*pool)[place].as<TupleObject>()->size);
}

bool next_product(Rows& rows, TupleObject* pools) {
  for (size_t i = rows.indices.size(); i-- > 0;) {
    if (++rows.indices[i] < pool_size(pools, i)) return true;
    rows.indices[i] = 0;
  }
  return false;
}

bool next_permutation(Rows& rows, TupleObject*) {
  auto n = static_cast<int64_t>(rows.indices.size());
  for (size_t i = rows.cycles.size(); i-- > 0;) {
    auto at = rows.indices.begin() + static_cast<int64_t>(i);
    if (--rows.cycles[i] == 0) {
      std::rotate(at, at + 1, rows.indices.end());
      rows.cycles[i] = n - static_cast<int64_t>(i);
    } else {
      std::swap(*at, rows.indices[static_cast<size_t>(n - rows.cycles[i])]);
      return true;
    }
  }
  return false;
}

bool next_combination(Rows& rows, TupleObject* pool) {
  size_t r = rows.indices.size();
  for (size_t i = r; i-- > 0;) {
    if (rows.indices[i] == static_cast<int64_t>(pool->size - r + i)) continue;
    rows.indices[i]++;
    for (size_t j = i + 1; j < r; j++) rows.indices[j] = rows.indices[j - 1] + 1;
    return true;
  }
  return false;
}

bool next_with_replacement(Rows& rows, TupleObject* pool) {
  size_t r = rows.indices.size();
  for (size_t i = r; i-- > 0;) {
    if (rows.indices[i] == static_cast<int64_t>(pool->size) - 1) continue;
    std::fill(rows.indices.begin() + static_cast<int64_t>(i), rows.indices.end(),
              rows.indices[i] + 1);
    return true;
  }
  return false;
}

Value item_of_product(TupleObject* pools, size_t place, int64_t index) {
  return (*(*pools)[place].as<TupleObject>())[static_cast<size_t>(index)];
}
Value item_of_pool(TupleObject* pool, size_t, int64_t index) {
  return (*pool)[static_cast<size_t>(index)];
}

template <auto Advance, auto Item>
Ref combinatoric_next(Thread& t, Value self) {
  auto* it = self.as<CombinatoricObject>();
  size_t width = it->rows->cycles.empty() ? it->rows->indices.size() : it->rows->cycles.size();
  TupleObject* tuple = GILT_TRY(allocate_tuple(t, width));
  Ref result = Ref::take(t, tuple);
  gil::CriticalSection section(t, it->mutex);
  Rows& rows = *it->rows;
  if (rows.state == Rows::State::kEnded) return Ref();
  TupleObject* pool = pool_of(it);
  if (rows.state == Rows::State::kGoing && !Advance(rows, pool)) {
    rows.state = Rows::State::kEnded;
    return Ref();
  }
  rows.state = Rows::State::kGoing;
  for (size_t i = 0; i < width; i++) {
    tuple->items_[i] = Ref::copy(t, Item(pool, i, rows.indices[i])).release();
  }
  return result;
}

// --- constructors

Ref product_construct(Thread& t, Type* cls, CallArgs args) {
  int64_t repeat = 1;
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (str_view(args.keyword_name(i)) != "repeat") {
      return raise(t, Exc::kTypeError,
                   fmt::format("product() got an unexpected keyword argument '{}'",
                               str_view(args.keyword_name(i))));
    }
    repeat = GILT_TRY(to_ssize(t, args.keyword_value(i), Exc::kOverflowError)).get();
    if (repeat < 0) return raise(t, Exc::kValueError, "repeat argument cannot be negative");
  }
  if (repeat != 0 && args.positional > INT32_MAX / static_cast<size_t>(repeat)) {
    return raise(t, Exc::kOverflowError, "repeat argument too large");
  }
  std::vector<Ref> kept;
  std::vector<Value> pools;
  Rows rows;
  if (repeat > 0) {
    for (size_t i = 0; i < args.positional; i++) {
      kept.push_back(GILT_TRY(tuple_from_iterable(t, args.values[i])));
      if (kept.back().as<TupleObject>()->size == 0) rows.state = Rows::State::kEnded;
    }
    for (int64_t n = 0; n < repeat; n++) {
      for (const Ref& pool : kept) pools.push_back(pool);
    }
  }
  rows.indices.assign(pools.size(), 0);
  Ref all = GILT_TRY(make_tuple(t, std::span<const Value>(pools)));
  return make_combinatoric(t, cls, std::move(all), std::move(rows));
}

// The items and r of NAME(iterable, r).
bool pool_and_count(Thread& t, Value iterable, Value r, Ref* pool, int64_t* count) {
  *pool = GILT_TRY(tuple_from_iterable(t, iterable));
  *count = static_cast<int64_t>(pool->as<TupleObject>()->size);
  if (r && !(r.is_none())) *count = GILT_TRY(to_ssize(t, r, Exc::kOverflowError)).get();
  if (*count >= 0) return true;
  return raise(t, Exc::kValueError, "r must be non-negative");
}

std::vector<int64_t> counting(int64_t n) {
  std::vector<int64_t> indices(static_cast<size_t>(n));
  for (int64_t i = 0; i < n; i++) indices[static_cast<size_t>(i)] = i;
  return indices;
}

Ref permutations_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "permutations", "(iterable, r=None)", args, v));
  if (v[1] && !v[1].is_none() && !is_int(t, v[1])) {
    return raise(t, Exc::kTypeError, "Expected int as r");
  }
  Ref pool;
  int64_t r = 0;
  GILT_TRY(pool_and_count(t, v[0], v[1], &pool, &r));
  auto n = static_cast<int64_t>(pool.as<TupleObject>()->size);
  Rows rows;
  if (r > n) {
    rows.state = Rows::State::kEnded;
  } else if (r > 0) {  // else the one empty permutation: no index is needed
    rows.indices = counting(n);
    for (int64_t i = 0; i < r; i++) rows.cycles.push_back(n - i);
  }
  return make_combinatoric(t, cls, std::move(pool), std::move(rows));
}

Ref combinations_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "combinations", "(iterable, r)", args, v));
  Ref pool;
  int64_t r = 0;
  GILT_TRY(pool_and_count(t, v[0], v[1], &pool, &r));
  Rows rows;
  if (r > static_cast<int64_t>(pool.as<TupleObject>()->size)) {
    rows.state = Rows::State::kEnded;
  } else {
    rows.indices = counting(r);
  }
  return make_combinatoric(t, cls, std::move(pool), std::move(rows));
}

Ref with_replacement_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "combinations_with_replacement", "(iterable, r)", args, v));
  Ref pool;
  int64_t r = 0;
  GILT_TRY(pool_and_count(t, v[0], v[1], &pool, &r));
  Rows rows;
  if (r > 0 && pool.as<TupleObject>()->size == 0) {
    rows.state = Rows::State::kEnded;
  } else {
    if (r > INT32_MAX) return raise_no_memory(t);
    rows.indices.assign(static_cast<size_t>(r), 0);
  }
  return make_combinatoric(t, cls, std::move(pool), std::move(rows));
}

constexpr IteratorClass combinatoric(const char* name, const char* doc,
                                     decltype(IteratorClass::construct) construct,
                                     decltype(IteratorClass::next) next) {
  return {{name, doc, sizeof(CombinatoricObject), true, combinatoric_finalize,
           traverse_slots<CombinatoricObject, &CombinatoricObject::pool>},
          construct,
          next};
}

constexpr IteratorClass kClasses[] = {
    combinatoric(
        "itertools.product",
        "product(*iterables, repeat=1)\n--\n\nEvery choice of one item from each iterable, as "
        "nested for loops would make them.",
        product_construct, combinatoric_next<next_product, item_of_product>),
    combinatoric(
        "itertools.permutations",
        "permutations(iterable, r=None)\n--\n\nEvery row of r of the items, each item once.",
        permutations_construct, combinatoric_next<next_permutation, item_of_pool>),
    combinatoric("itertools.combinations",
                 "combinations(iterable, r)\n--\n\nEvery choice of r of the items, in their order.",
                 combinations_construct, combinatoric_next<next_combination, item_of_pool>),
    combinatoric(
        "itertools.combinations_with_replacement",
        "combinations_with_replacement(iterable, r)\n--\n\nEvery choice of r of the items, "
        "where an item may be chosen more than once.",
        with_replacement_construct, combinatoric_next<next_with_replacement, item_of_pool>),
};

}  // namespace

bool add_itertools_combinatorics(Thread& t, DictObject* ns) {
  for (const IteratorClass& what : kClasses) {
    Type* type = GILT_TRY(new_iterator_class(t, what));
    if (!publish(t, ns, type)) return false;
  }
  return true;
}

}  // namespace gilt
