// _heapq: a list as a priority queue, smallest or (the functions ending in _max) largest item
// first.
//
// Thread-safety: each function holds the list's lock. Comparing may run Python, and then the list
// may change: its size is checked after every comparison. Source: CPython 3.14
// Modules/_heapqmodule.c.
#include <fmt/format.h>

#include "gil/critical_section.h"
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

enum class Order : uint8_t { kMin, kMax };

Value item(ListObject* heap, int64_t i) { return heap->items()[i].load(); }

void swap_items(ListObject* heap, int64_t i, int64_t j) {
  Slot* items = heap->items();
  items[j].store(items[i].exchange(items[j].load()));
}

template <Order kOrder>
Truth precedes(Thread& t, Value x, Value y) {
  if constexpr (kOrder == Order::kMax) std::swap(x, y);
  if (x.is_small_int() && y.is_small_int()) return x.small_int() < y.small_int();
  return compare_truth(t, x, y, CompareOp::kLt);
}

// Does item i belong above item j? An error if the list changes its size meanwhile.
template <Order kOrder>
Truth item_precedes(Thread& t, ListObject* heap, int64_t i, int64_t j) {
  Ref x = Ref::copy(t, item(heap, i)), y = Ref::copy(t, item(heap, j));
  int64_t size = heap->count();
  Truth result = precedes<kOrder>(t, x, y);
  if (result.failed() || heap->count() == size) return result;
  return raise(t, Exc::kRuntimeError, "list changed size during iteration");
}

// Moves the item at `position` up to its place below `start`.
template <Order kOrder>
bool rise(Thread& t, ListObject* heap, int64_t start, int64_t position) {
  while (position > start) {
    int64_t parent = (position - 1) >> 1;
    if (GILT_TRY(item_precedes<kOrder>(t, heap, position, parent)).no()) break;
    swap_items(heap, position, parent);
    position = parent;
  }
  return true;
}

// Moves the item at `position` down to a leaf and from there up to its place: fewer comparisons
// than stopping on the way down, because it mostly belongs near the bottom.
template <Order kOrder>
bool sink(Thread& t, ListObject* heap, int64_t position) {
  int64_t start = position;
  int64_t size = heap->count();
  while (2 * position + 1 < size) {
    int64_t child = 2 * position + 1;
    if (child + 1 < size && GILT_TRY(item_precedes<kOrder>(t, heap, child, child + 1)).no())
      child++;
    swap_items(heap, child, position);
    position = child;
  }
  return rise<kOrder>(t, heap, start, position);
}

template <Order kOrder>
Ref push(Thread& t, ListObject* heap, Value value) {
  if (!list_append_locked(t, heap, Ref::copy(t, value))) return Ref();
  return rise<kOrder>(t, heap, 0, heap->count() - 1) ? Ref::none() : Ref();
}

template <Order kOrder>
Ref pop(Thread& t, ListObject* heap, Value) {
  int64_t last = heap->count() - 1;
  if (last < 0) return raise(t, Exc::kIndexError, "index out of range");
  heap->size.store(last, std::memory_order_release);
  Ref moved = Ref::take(t, heap->items()[last].exchange(Value()));
  list_shrink(t, heap);
  if (last == 0) return moved;
  Ref top = Ref::take(t, heap->items()[0].exchange(moved.release()));
  return sink<kOrder>(t, heap, 0) ? std::move(top) : Ref();
}

template <Order kOrder>
Ref replace(Thread& t, ListObject* heap, Value value) {
  if (heap->count() == 0) return raise(t, Exc::kIndexError, "index out of range");
  Ref top = Ref::take(t, heap->items()[0].exchange(Ref::copy(t, value).release()));
  return sink<kOrder>(t, heap, 0) ? std::move(top) : Ref();
}

template <Order kOrder>
Ref push_pop(Thread& t, ListObject* heap, Value value) {
  if (heap->count() == 0) return Ref::copy(t, value);
  Ref top = Ref::copy(t, item(heap, 0));
  if (GILT_TRY(precedes<kOrder>(t, top, value)).no()) return Ref::copy(t, value);
  return replace<kOrder>(t, heap, value);
}

template <Order kOrder>
Ref heapify(Thread& t, ListObject* heap, Value) {
  for (int64_t i = heap->count() / 2 - 1; i >= 0; i--) {
    if (!sink<kOrder>(t, heap, i)) return Ref();
  }
  return Ref::none();
}

using HeapFunction = Ref (*)(Thread&, ListObject*, Value);

template <FixedString Name, HeapFunction Fn>
Ref on_heap(Thread& t, Args args) {
  if (!is_instance_of(t, args[0], Type::kList)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() argument {}must be list, not {}", Name.text,
                             args.size() > 1 ? "1 " : "", type_name(t, args[0])));
  }
  auto* heap = args[0].as<ListObject>();
  gil::CriticalSection section(t, heap->mutex);
  return Fn(t, heap, args[1]);
}

template <FixedString Name, HeapFunction Fn>
constexpr MethodRow heap_function(const char* signature, const char* doc) {
  return function<Name, on_heap<Name, Fn>>(signature, doc);
}

constexpr MethodRow kFunctions[] = {
    heap_function<"heappush", push<Order::kMin>>(
        "(heap, item, /)", "Push item onto heap, maintaining the heap invariant."),
    heap_function<"heappushpop", push_pop<Order::kMin>>(
        "(heap, item, /)",
        "Push item on the heap, then pop and return the smallest item from the heap.\n\nThe "
        "combined "
        "action runs more efficiently than heappush() followed by\na separate call to heappop()."),
    heap_function<"heappop", pop<Order::kMin>>(
        "(heap, /)", "Pop the smallest item off the heap, maintaining the heap invariant."),
    heap_function<"heapreplace", replace<Order::kMin>>(
        "(heap, item, /)",
        "Pop and return the current smallest value, and add the new item.\n\nThe value returned "
        "may "
        "be larger than item."),
    heap_function<"heapify", heapify<Order::kMin>>(
        "(heap, /)", "Transform list into a heap, in-place, in O(len(heap)) time."),
    heap_function<"heappush_max", push<Order::kMax>>(
        "(heap, item, /)", "Push item onto max heap, maintaining the heap invariant."),
    heap_function<"heappushpop_max", push_pop<Order::kMax>>(
        "(heap, item, /)",
        "Maxheap variant of heappushpop.\n\nThe combined action runs more efficiently than "
        "heappush_max() followed by\na separate call to heappop_max()."),
    heap_function<"heappop_max", pop<Order::kMax>>("(heap, /)", "Maxheap variant of heappop."),
    heap_function<"heapreplace_max", replace<Order::kMax>>("(heap, item, /)",
                                                           "Maxheap variant of heapreplace."),
    heap_function<"heapify_max", heapify<Order::kMax>>("(heap, /)", "Maxheap variant of heapify."),
};

bool init_heapq_module(Thread& t, DictObject* ns) { return add_functions(t, ns, kFunctions); }

}  // namespace

const ModuleRow k_heapq_module = {
    "_heapq",
    "Heap queue algorithm (a.k.a. priority queue).",
    init_heapq_module,
};

}  // namespace gilt
