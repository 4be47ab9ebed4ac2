// itertools.tee: several iterators over the items of one.
//
// The items are a chain of nodes; a tee iterator stands before a node, and the first that comes to
// an empty node fills it from the source.
//
// Thread-safety: a node is filled by the thread that claims it; another thread that comes to it
// meanwhile gets RuntimeError, as in CPython.
#include <fmt/format.h>

#include "vm/modules/itertools.h"
#include "vm/modules/native_iterator.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

struct TeeNodeObject : Object {
  Slot source;
  Slot item;  // written before `next`
  Slot next;  // empty: not filled yet
  std::atomic<bool> claimed{false};
};

struct TeeObject : Object {
  Slot node;
};

Ref make_node(Thread& t, Type* cls, Value source) {
  Ref own = Ref::copy(t, source);
  auto* node = make_with_slots<TeeNodeObject, &TeeNodeObject::source>(t, cls, own);
  return Ref::take(t, GILT_TRY(node));
}

Ref make_tee(Thread& t, Type* cls, Ref node) {
  auto* tee = make_with_slots<TeeObject, &TeeObject::node>(t, cls, node);
  return Ref::take(t, GILT_TRY(tee));
}

// Item and successor of an empty node. False: the end of the source, or an exception.
bool fill_node(Thread& t, TeeNodeObject* node) {
  if (node->claimed.exchange(true, std::memory_order_acquire)) {
    return raise(t, Exc::kRuntimeError, "cannot re-enter the tee iterator");
  }
  if (node->next.load()) {  // somebody was quicker
    node->claimed.store(false, std::memory_order_release);
    return true;
  }
  Ref source = read_slot(t, node->source);
  Ref item = iter_next(t, source);
  Ref next = item ? make_node(t, node->type.load(std::memory_order_relaxed), source) : Ref();
  if (next) {
    node->item.store(item.release());
    node->next.store(next.release());
  }
  node->claimed.store(false, std::memory_order_release);
  return static_cast<bool>(node->next.load());
}

Ref tee_next(Thread& t, Value self) {
  auto* tee = self.as<TeeObject>();
  Ref here = read_slot(t, tee->node);
  auto* node = here.as<TeeNodeObject>();
  if (!node->next.load() && !fill_node(t, node)) return Ref();
  assign_slot(t, tee->node, read_slot(t, node->next));
  return read_slot(t, node->item);
}

// A second iterator from the same place on.
Ref tee_copy(Thread& t, Args args) {
  Type* cls = native_class(type_of(t, args[0]));
  return make_tee(t, cls, read_slot(t, args[0].as<TeeObject>()->node));
}

// The tee iterator that `iterable` is, or a new one over it.
Ref as_tee(Thread& t, Type* cls, Value iterable) {
  Ref source = GILT_TRY(get_iter(t, iterable));
  if (type_of(t, source)->is_subtype_of(cls)) {
    return make_tee(t, cls, read_slot(t, source.as<TeeObject>()->node));
  }
  Ref node_class = GILT_TRY(dict_get(t, type_namespace(t, *cls), "_node"));
  return make_tee(t, cls, GILT_TRY(make_node(t, node_class.as<Type>(), source)));
}

Ref tee_construct(Thread& t, Type* cls, CallArgs args) {
  if (!positional_only(t, cls, args, 1, 1)) return Ref();
  return as_tee(t, cls, args.values[0]);
}

Ref tee(Thread& t, Args args) {
  int64_t count = args[1] ? GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get() : 2;
  if (count < 0) return raise(t, Exc::kValueError, "n must be >= 0");
  Ref cls = GILT_TRY(module_member(t, "itertools", "_tee"));
  TupleObject* tuple = GILT_TRY(allocate_tuple(t, static_cast<size_t>(count)));
  Ref result = Ref::take(t, tuple);
  if (count == 0) return result;
  Ref first = GILT_TRY(as_tee(t, cls.as<Type>(), args[0]));
  for (int64_t i = 0; i < count; i++) {
    Ref copy = i == 0 ? first.duplicate()
                      : make_tee(t, cls.as<Type>(), read_slot(t, first.as<TeeObject>()->node));
    if (!copy) return Ref();
    tuple->items_[i] = copy.release();
  }
  return result;
}

constexpr MethodRow kTeeMethods[] = {
    method<"__copy__", tee_copy>("()", "A second iterator over the items that are left."),
};

constexpr MethodRow kFunctions[] = {
    function<"tee", tee>("(iterable, n=2, /)", "Returns a tuple of n independent iterators."),
};

constexpr NativeClass kNode = {"itertools._tee_dataobject",
                               "An item that tee iterators share.",
                               sizeof(TeeNodeObject),
                               false,
                               finalize_slots<TeeNodeObject, &TeeNodeObject::source,
                                              &TeeNodeObject::item, &TeeNodeObject::next>,
                               traverse_slots<TeeNodeObject, &TeeNodeObject::source,
                                              &TeeNodeObject::item, &TeeNodeObject::next>};

constexpr IteratorClass kTee = {
    {"itertools._tee", "Iterator that tee() returns.", sizeof(TeeObject), false,
     finalize_slots<TeeObject, &TeeObject::node>, traverse_slots<TeeObject, &TeeObject::node>},
    tee_construct,
    tee_next};

}  // namespace

bool add_itertools_tee(Thread& t, DictObject* ns) {
  Type* node = GILT_TRY(new_native_class(t, kNode));
  Type* tee_class = GILT_TRY(new_iterator_class(t, kTee));
  add_methods(t, *tee_class, kTeeMethods);
  if (!publish(t, ns, node) || !publish(t, ns, tee_class)) return false;
  add_constant(t, *tee_class, "_node", Ref::copy(t, node));
  return add_functions(t, ns, kFunctions);
}

}  // namespace gilt
