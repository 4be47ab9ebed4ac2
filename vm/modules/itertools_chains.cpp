// itertools.accumulate, chain, islice and zip_longest.
#include <fmt/format.h>

#include "vm/modules/itertools.h"
#include "vm/modules/native_iterator.h"
#include "vm/signature.h"
#include "vm/types/generic_alias.h"
#include "vm/types/numbers.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// --- accumulate

struct AccumulateObject : Object {
  Slot source;
  Slot function;  // or None: addition
  Slot total;     // empty before the first item
  Slot initial;   // empty once it has been given
};

Ref accumulate_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[3];
  GILT_TRY(bind_arguments(t, "accumulate", "(iterable, func=None, *, initial=None)", args, v));
  Ref source = GILT_TRY(get_iter(t, v[0]));
  Ref function = Ref::copy(t, v[1] ? v[1] : Value::none());
  Ref initial = v[2] && !v[2].is_none() ? Ref::copy(t, v[2]) : Ref();
  auto* it =
      make_with_slots<AccumulateObject, &AccumulateObject::source, &AccumulateObject::function,
                      &AccumulateObject::initial>(t, cls, source, function, initial);
  return Ref::take(t, GILT_TRY(it));
}

Ref accumulate_next(Thread& t, Value self) {
  auto* it = self.as<AccumulateObject>();
  if (it->initial.load()) {
    if (Ref first = Ref::take(t, it->initial.exchange(Value()))) {
      assign_slot(t, it->total, first.duplicate());
      return first;
    }
  }
  Ref source = read_slot(t, it->source);
  Ref item = iter_next(t, source);
  if (!item) return Ref();
  Ref total = read_slot(t, it->total);
  if (total) {
    Ref function = read_slot(t, it->function);
    total = function.get().is_none() ? binary_op(t, BinaryOp::kAdd, total, item)
                                     : call(t, function, {total, item});
    if (!total) return Ref();
  } else {
    total = std::move(item);
  }
  assign_slot(t, it->total, total.duplicate());
  return total;
}

// --- chain

struct ChainObject : Object {
  Slot sources;  // iterator over the iterables; empty at the end
  Slot active;   // the iterator at work
};

Ref make_chain(Thread& t, Type* cls, Value iterables) {
  Ref sources = GILT_TRY(get_iter(t, iterables));
  auto* it = make_with_slots<ChainObject, &ChainObject::sources>(t, cls, sources);
  return Ref::take(t, GILT_TRY(it));
}

Ref chain_construct(Thread& t, Type* cls, CallArgs args) {
  if (!positional_only(t, cls, args, 0, SIZE_MAX)) return Ref();
  Ref iterables = GILT_TRY(make_tuple(t, std::span<const Value>(args.values, args.positional)));
  return make_chain(t, cls, iterables);
}

Ref chain_from_iterable(Thread& t, Args args) { return make_chain(t, args[0].as<Type>(), args[1]); }

// The iterator over the next iterable; null: the end, or an exception.
Ref next_link(Thread& t, ChainObject* it) {
  Ref sources = read_slot(t, it->sources);
  if (!sources) return Ref();
  Ref iterable = iter_next(t, sources);
  Ref link = iterable ? get_iter(t, iterable) : Ref();
  if (link) {
    assign_slot(t, it->active, link.duplicate());
    return link;
  }
  Ref error = pending(t) ? take_pending(t) : Ref();
  clear_slot_if(t, it, it->sources, sources);
  if (error) set_pending(t, std::move(error));
  return Ref();
}

Ref chain_next(Thread& t, Value self) {
  auto* it = self.as<ChainObject>();
  while (true) {
    Ref active = read_slot(t, it->active);
    if (!active) active = next_link(t, it);
    if (!active) return Ref();
    Ref item = iter_next(t, active);
    if (item || pending(t)) return item;
    clear_slot_if(t, it, it->active, active);
  }
}

// --- islice

struct IsliceObject : Object {
  Slot source;                    // empty at the end
  std::atomic<int64_t> next{0};   // the number of the item to give next
  std::atomic<int64_t> taken{0};  // how many the source has given
  int64_t stop = INT64_MAX;
  int64_t step = 1;
};

// A bound of islice(): None is `otherwise`.
bool slice_bound(Thread& t, Value v, const char* message, int64_t least, int64_t otherwise,
                 int64_t* out) {
  *out = otherwise;
  if (!v || v.is_none()) return true;
  if (has_index(t, v)) {
    Ref index = GILT_TRY(to_index(t, v));
    if (int_fits_int64(index, out) && *out >= least) return true;
  }
  return raise(t, Exc::kValueError, message);
}

Ref islice_construct(Thread& t, Type* cls, CallArgs args) {
  if (!positional_only(t, cls, args, 2, 4)) return Ref();
  const char* bounds = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const char* stop_bound =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  bool one = args.positional == 2;
  int64_t start, stop, step;
  GILT_TRY(slice_bound(t, one ? args.values[1] : args.values[2], one ? stop_bound : bounds, 0,
                       INT64_MAX, &stop));
  GILT_TRY(slice_bound(t, one ? Value() : args.values[1], bounds, 0, 0, &start));
  GILT_TRY(slice_bound(t, args.positional == 4 ? args.values[3] : Value(),
                       "Step for islice() must be a positive integer or None.", 1, 1, &step));
  Ref source = GILT_TRY(get_iter(t, args.values[0]));
  auto* it = GILT_TRY((make_with_slots<IsliceObject, &IsliceObject::source>(t, cls, source)));
  it->next.store(start, std::memory_order_relaxed);
  it->stop = stop;
  it->step = step;
  return Ref::take(t, it);
}

Ref islice_next(Thread& t, Value self) {
  auto* it = self.as<IsliceObject>();
  Ref source = read_slot(t, it->source);
  if (!source) return Ref();
  const int64_t wanted = std::min(it->next.load(std::memory_order_relaxed), it->stop);
  const bool past_stop = it->next.load(std::memory_order_relaxed) >= it->stop;
  while (it->taken.load(std::memory_order_relaxed) < wanted) {  // those that are left out
    Ref skipped = iter_next(t, source);
    if (!skipped) {
      if (!pending(t)) clear_slot_if(t, it, it->source, source);
      return Ref();
    }
    it->taken.fetch_add(1, std::memory_order_relaxed);
  }
  Ref item = past_stop ? Ref() : iter_next(t, source);
  if (!item) {
    if (!pending(t)) clear_slot_if(t, it, it->source, source);
    return Ref();
  }
  it->taken.fetch_add(1, std::memory_order_relaxed);
  int64_t next;
  if (__builtin_add_overflow(wanted, it->step, &next)) next = it->stop;
  it->next.store(std::min(next, it->stop), std::memory_order_relaxed);
  return item;
}

// --- zip_longest

struct ZipLongestObject : Object {
  size_t count = 0;
  Slot* sources = nullptr;  // `count` of them, owned; empty: that one is at its end
  std::atomic<int64_t> active{0};
  Slot fill;
};

Ref zip_longest_construct(Thread& t, Type* cls, CallArgs args) {
  Value fill = Value::none();
  for (size_t i = 0; i < args.keyword_count(); i++) {
    if (str_view(args.keyword_name(i)) != "fillvalue") {
      return raise(t, Exc::kTypeError, "zip_longest() got an unexpected keyword argument");
    }
    fill = args.keyword_value(i);
  }
  auto* it = GILT_TRY(allocate_of_class<ZipLongestObject>(t, cls));
  Ref result = Ref::take(t, it);
  it->fill.store(Ref::copy(t, fill).release());
  it->sources = new Slot[args.positional];
  it->count = args.positional;
  it->active.store(static_cast<int64_t>(args.positional), std::memory_order_relaxed);
  for (size_t i = 0; i < args.positional; i++) {
    it->sources[i].store(GILT_TRY(get_iter(t, args.values[i])).release());
  }
  return result;
}

void zip_longest_finalize(Thread& t, Object* object) {
  auto* it = static_cast<ZipLongestObject*>(object);
  for (size_t i = 0; i < it->count; i++) decref(t, it->sources[i].exchange(Value()));
  delete[] it->sources;
  decref(t, it->fill.exchange(Value()));
}
void zip_longest_traverse(Object* object, Visitor visit, void* arg) {
  auto* it = static_cast<ZipLongestObject*>(object);
  for (size_t i = 0; i < it->count; i++) {
    if (Value v = it->sources[i].load(); v.is_object()) visit(v, arg);
  }
  if (Value v = it->fill.load(); v.is_object()) visit(v, arg);
}

// The item of one of the sources. *ended: all are at their end.
Ref item_or_fill(Thread& t, ZipLongestObject* it, Slot& slot, bool* ended) {
  if (Ref source = read_slot(t, slot)) {
    Ref item = iter_next(t, source);
    if (item) return item;
    if (pending(t)) {
      it->active.store(0, std::memory_order_relaxed);
      return Ref();
    }
    if (clear_slot_if(t, it, slot, source) &&
        it->active.fetch_sub(1, std::memory_order_relaxed) <= 1) {
      *ended = true;
      return Ref();
    }
  }
  return read_slot(t, it->fill);
}

Ref zip_longest_next(Thread& t, Value self) {
  auto* it = self.as<ZipLongestObject>();
  if (it->active.load(std::memory_order_relaxed) <= 0) return Ref();
  TupleObject* tuple = GILT_TRY(allocate_tuple(t, it->count));
  Ref result = Ref::take(t, tuple);
  for (size_t i = 0; i < it->count; i++) {
    bool ended = false;
    Ref item = item_or_fill(t, it, it->sources[i], &ended);
    if (!item) return Ref();
    tuple->items_[i] = item.release();
  }
  return result;
}

constexpr MethodRow kChainMethods[] = {
    class_method<"from_iterable", chain_from_iterable>(
        "(iterable, /)", "The items of the iterables that one iterable yields."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

constexpr IteratorClass kAccumulate = {
    {"itertools.accumulate",
     "accumulate(iterable, func=None, *, initial=None)\n--\n\nThe sums so far, or the results so "
     "far "
     "of another function of two arguments.",
     sizeof(AccumulateObject), true,
     finalize_slots<AccumulateObject, &AccumulateObject::source, &AccumulateObject::function,
                    &AccumulateObject::total, &AccumulateObject::initial>,
     traverse_slots<AccumulateObject, &AccumulateObject::source, &AccumulateObject::function,
                    &AccumulateObject::total, &AccumulateObject::initial>},
    accumulate_construct,
    accumulate_next};

constexpr IteratorClass kChain = {
    {"itertools.chain",
     "chain(*iterables)\n--\n\nThe items of the first iterable, then of the next.",
     sizeof(ChainObject), true,
     finalize_slots<ChainObject, &ChainObject::sources, &ChainObject::active>,
     traverse_slots<ChainObject, &ChainObject::sources, &ChainObject::active>},
    chain_construct,
    chain_next};

constexpr IteratorClass kIslice = {
    {"itertools.islice",
     "islice(iterable, stop)\nislice(iterable, start, stop[, step])\n--\n\nThe items that a slice "
     "would select.",
     sizeof(IsliceObject), true, finalize_slots<IsliceObject, &IsliceObject::source>,
     traverse_slots<IsliceObject, &IsliceObject::source>},
    islice_construct,
    islice_next};

constexpr IteratorClass kZipLongest = {
    {"itertools.zip_longest",
     "zip_longest(*iterables, fillvalue=None)\n--\n\nTuples with an item of each iterable, until "
     "the "
     "longest is at its end.",
     sizeof(ZipLongestObject), true, zip_longest_finalize, zip_longest_traverse},
    zip_longest_construct,
    zip_longest_next};

}  // namespace

bool add_itertools_chains(Thread& t, DictObject* ns) {
  Type* chain = GILT_TRY(new_iterator_class(t, kChain));
  add_methods(t, *chain, kChainMethods);
  if (!publish(t, ns, chain)) return false;
  for (const IteratorClass* what : {&kAccumulate, &kIslice, &kZipLongest}) {
    Type* type = GILT_TRY(new_iterator_class(t, *what));
    if (!publish(t, ns, type)) return false;
  }
  return true;
}

}  // namespace gilt
