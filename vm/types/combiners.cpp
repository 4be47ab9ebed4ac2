// zip, map and filter.
#include <vector>

#include <fmt/format.h>

#include "vm/native.h"
#include "vm/types/iterators.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

// The keyword `strict`, the only one that zip and map have.
bool strict_keyword(Thread& t, const char* name, CallArgs args, bool* strict) {
  for (size_t i = 0; i < args.keyword_count(); i++) {
    std::string_view keyword = str_view(args.keyword_name(i));
    if (keyword != "strict") {
      return raise(t, Exc::kTypeError,
                   fmt::format("{}() got an unexpected keyword argument '{}'", name, keyword));
    }
    *strict = GILT_TRY(is_true(t, args.keyword_value(i))).yes();
  }
  return true;
}

Ref make_combiner(Thread& t, Type* cls, Value function, std::span<const Value> iterables,
                  bool strict) {
  std::vector<Value> owned;
  for (Value iterable : iterables) {
    Ref iterator = get_iter(t, iterable);
    if (!iterator) {
      for (Value v : owned) decref(t, v);
      return Ref();
    }
    owned.push_back(iterator.release());
  }
  Ref iterators = GILT_TRY(make_tuple_stealing(t, owned.data(), owned.size()));
  auto* it = GILT_TRY(allocate_of_class<CombinerObject>(t, cls));
  it->function = Ref::copy(t, function).release();
  it->iterators = iterators.release();
  it->strict = strict;
  return Ref::take(t, it);
}

std::span<const Value> iterators_of(Value self) {
  return self.as<CombinerObject>()->iterators.as<TupleObject>()->items();
}

Failed raise_uneven(Thread& t, const char* name, size_t argument, const char* how, size_t before) {
  return raise(t, Exc::kValueError,
               fmt::format("{}() argument {} is {} than argument{}{}", name, argument, how,
                           before == 1 ? " " : "s 1-", before));
}

// Iterator `ended` has no more items: with strict=True all others must be at their end too.
Ref check_even(Thread& t, Value self, const char* name, size_t ended) {
  if (pending(t) || !self.as<CombinerObject>()->strict) return Ref();
  if (ended > 0) return raise_uneven(t, name, ended + 1, "shorter", ended);
  std::span<const Value> iterators = iterators_of(self);
  for (size_t i = 1; i < iterators.size(); i++) {
    Ref item = iter_next(t, iterators[i]);
    if (item) return raise_uneven(t, name, i + 1, "longer", i);
    if (pending(t)) return Ref();
  }
  return Ref();
}

Ref zip_construct(Thread& t, Type* cls, CallArgs args) {
  bool strict = false;
  if (!strict_keyword(t, "zip", args, &strict)) return Ref();
  return make_combiner(t, cls, Value(), {args.values, args.positional}, strict);
}

Ref zip_step(Thread& t, Value self) {
  std::span<const Value> iterators = iterators_of(self);
  if (iterators.empty()) return Ref();
  TupleObject* tuple = GILT_TRY(allocate_tuple(t, iterators.size()));
  Ref result = Ref::take(t, tuple);
  for (size_t i = 0; i < iterators.size(); i++) {
    Ref item = iter_next(t, iterators[i]);
    if (!item) return check_even(t, self, "zip", i);
    tuple->items_[i] = item.release();
  }
  return result;
}

Ref map_construct(Thread& t, Type* cls, CallArgs args) {
  bool strict = false;
  if (!strict_keyword(t, "map", args, &strict)) return Ref();
  if (args.positional < 2) {
    return raise(t, Exc::kTypeError, "map() must have at least two arguments.");
  }
  return make_combiner(t, cls, args.values[0], {args.values + 1, args.positional - 1}, strict);
}

Ref map_step(Thread& t, Value self) {
  auto* it = self.as<CombinerObject>();
  std::span<const Value> iterators = iterators_of(self);
  if (iterators.size() == 1) {
    Ref item = iter_next(t, iterators[0]);
    if (!item) return Ref();
    return call(t, it->function, {item});
  }
  std::vector<Ref> items;
  std::vector<Value> values;
  for (size_t i = 0; i < iterators.size(); i++) {
    Ref item = iter_next(t, iterators[i]);
    if (!item) return check_even(t, self, "map", i);
    values.push_back(item);
    items.push_back(std::move(item));
  }
  return call(t, it->function, CallArgs(values.data(), values.size()));
}

Ref filter_construct(Thread& t, Type* cls, CallArgs args) {
  if (!check_construct_args(t, cls, types(t).filter, "filter", args, 2, 2)) return Ref();
  return make_combiner(t, cls, args.values[0], {args.values + 1, 1}, false);
}

Ref filter_step(Thread& t, Value self) {
  auto* it = self.as<CombinerObject>();
  bool by_truth = it->function.is_none() || it->function == Value::from(types(t).bool_);
  while (Ref item = iter_next(t, iterators_of(self)[0])) {
    Truth keep;
    if (by_truth) {
      keep = GILT_TRY(is_true(t, item));
    } else {
      Ref answer = GILT_TRY(call(t, it->function, {item}));
      keep = GILT_TRY(is_true(t, answer));
    }
    if (keep.yes()) return item;
  }
  return Ref();
}

void combiner_finalize(Thread& t, Object* object) {
  auto* it = static_cast<CombinerObject*>(object);
  decref(t, it->function);
  decref(t, it->iterators);
}
void combiner_traverse(Object* object, Visitor visit, void* arg) {
  auto* it = static_cast<CombinerObject*>(object);
  if (it->function) visit(it->function, arg);
  visit(it->iterators, arg);
}

void init_combiner(Type& type) {
  type.instance_size = sizeof(CombinerObject);
  type.flags_bits |= Type::kSubclassable;
  type.slots.finalize = combiner_finalize;
  type.slots.traverse = combiner_traverse;
  type.slots.iter = iter_self;
}

}  // namespace

void init_zip_type(Thread&, Type& type) {
  init_combiner(type);
  type.doc =
      "The zip object yields n-length tuples, where n is the number of iterables\npassed as "
      "positional "
      "arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument "
      "to "
      "zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and "
      "one of "
      "the arguments is exhausted before the others,\nraise a ValueError.";
  type.slots.construct = zip_construct;
  type.slots.next = zip_step;
}

void init_map_type(Thread&, Type& type) {
  init_combiner(type);
  type.doc =
      "Make an iterator that computes the function using arguments from\neach of the iterables.  "
      "Stops "
      "when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is "
      "exhausted "
      "before the others,\nraise a ValueError.";
  type.slots.construct = map_construct;
  type.slots.next = map_step;
}

void init_filter_type(Thread&, Type& type) {
  init_combiner(type);
  type.doc =
      "Return an iterator yielding those items of iterable for which function(item)\nis true. If "
      "function "
      "is None, return the items that are true.";
  type.slots.construct = filter_construct;
  type.slots.next = filter_step;
}

}  // namespace gilt
