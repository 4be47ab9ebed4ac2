// itertools.compress, dropwhile, filterfalse, takewhile and starmap: a function decides about
// items.
#include "vm/call.h"
#include "vm/modules/itertools.h"
#include "vm/modules/native_iterator.h"
#include "vm/signature.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// `function` is the predicate, or the selectors of compress; `done`: dropwhile drops no more,
// takewhile takes no more.
struct FilterObject : Object {
  Slot function, source;
  std::atomic<bool> done{false};
};

Ref make_filter(Thread& t, Type* cls, Ref function, Value iterable) {
  Ref source = GILT_TRY(get_iter(t, iterable));
  auto* it = make_with_slots<FilterObject, &FilterObject::function, &FilterObject::source>(
      t, cls, function, source);
  return Ref::take(t, GILT_TRY(it));
}

// NAME(function, iterable, /)
Ref filter_construct(Thread& t, Type* cls, CallArgs args) {
  if (!positional_only(t, cls, args, 2, 2)) return Ref();
  return make_filter(t, cls, Ref::copy(t, args.values[0]), args.values[1]);
}

Ref next_of_source(Thread& t, FilterObject* it) {
  Ref source = read_slot(t, it->source);
  return iter_next(t, source);
}

Truth ask(Thread& t, FilterObject* it, Value item) {
  Ref function = read_slot(t, it->function);
  Ref answer = GILT_TRY(call(t, function, {item}));
  return is_true(t, answer);
}

Ref compress_construct(Thread& t, Type* cls, CallArgs args) {
  Value v[2];
  GILT_TRY(bind_arguments(t, "compress", "(data, selectors)", args, v));
  Ref data = GILT_TRY(get_iter(t, v[0]));
  Ref selectors = GILT_TRY(get_iter(t, v[1]));
  return make_filter(t, cls, std::move(selectors), data);
}

Ref compress_next(Thread& t, Value self) {
  auto* it = self.as<FilterObject>();
  while (true) {
    Ref item = next_of_source(t, it);
    if (!item) return Ref();
    Ref selectors = read_slot(t, it->function);
    Ref selector = iter_next(t, selectors);
    if (!selector) return Ref();
    if (GILT_TRY(is_true(t, selector)).yes()) return item;
  }
}

Ref dropwhile_next(Thread& t, Value self) {
  auto* it = self.as<FilterObject>();
  while (true) {
    Ref item = next_of_source(t, it);
    if (!item || it->done.load(std::memory_order_relaxed)) return item;
    if (GILT_TRY(ask(t, it, item)).yes()) continue;
    it->done.store(true, std::memory_order_relaxed);
    return item;
  }
}

Ref takewhile_next(Thread& t, Value self) {
  auto* it = self.as<FilterObject>();
  if (it->done.load(std::memory_order_relaxed)) return Ref();
  Ref item = next_of_source(t, it);
  if (!item) return Ref();
  if (GILT_TRY(ask(t, it, item)).yes()) return item;
  it->done.store(true, std::memory_order_relaxed);
  return Ref();
}

Ref filterfalse_next(Thread& t, Value self) {
  auto* it = self.as<FilterObject>();
  Value function = it->function.load();  // never replaced
  bool by_truth = function.is_none() || function == Value::from(types(t).bool_);
  while (Ref item = next_of_source(t, it)) {
    Truth keep = by_truth ? is_true(t, item) : ask(t, it, item);
    if (keep.failed()) return Ref();
    if (keep.no()) return item;
  }
  return Ref();
}

Ref starmap_next(Thread& t, Value self) {
  auto* it = self.as<FilterObject>();
  Ref item = next_of_source(t, it);
  if (!item) return Ref();
  Ref args = is_exact_tuple(item) ? std::move(item) : tuple_from_iterable(t, item);
  if (!args) return Ref();
  Ref function = read_slot(t, it->function);
  auto values = args.as<TupleObject>()->items();
  return call(t, function, CallArgs(values.data(), values.size()));
}

constexpr IteratorClass filter_class(const char* name, const char* doc,
                                     decltype(IteratorClass::construct) construct,
                                     decltype(IteratorClass::next) next) {
  return {{name, doc, sizeof(FilterObject), true,
           finalize_slots<FilterObject, &FilterObject::function, &FilterObject::source>,
           traverse_slots<FilterObject, &FilterObject::function, &FilterObject::source>},
          construct,
          next};
}

constexpr IteratorClass kClasses[] = {
    filter_class("itertools.compress",
                 "compress(data, selectors)\n--\n\nThe items of data whose selector is true.",
                 compress_construct, compress_next),
    filter_class(
        "itertools.dropwhile",
        "dropwhile(predicate, iterable, /)\n--\n\nLeave out items as long as the predicate is "
        "true, then yield all.",
        filter_construct, dropwhile_next),
    filter_class("itertools.filterfalse",
                 "filterfalse(function, iterable, /)\n--\n\nThe items for which function(item) is "
                 "false; with None: the false items.",
                 filter_construct, filterfalse_next),
    filter_class("itertools.starmap",
                 "starmap(function, iterable, /)\n--\n\nfunction(*item) for each item.",
                 filter_construct, starmap_next),
    filter_class("itertools.takewhile",
                 "takewhile(predicate, iterable, /)\n--\n\nItems as long as the predicate is true.",
                 filter_construct, takewhile_next),
};

}  // namespace

bool add_itertools_filters(Thread& t, DictObject* ns) {
  for (const IteratorClass& what : kClasses) {
    Type* type = GILT_TRY(new_iterator_class(t, what));
    if (!publish(t, ns, type)) return false;
  }
  return true;
}

}  // namespace gilt
