// Thread-safety: the items are under the object's lock. A get() that finds none counts itself in
// `waiting` and then parks on the object's address if there still is none; put() stores the item,
// then looks at `waiting`. Both touch `waiting` with a read-modify-write, and one of the two comes
// first: so either get() sees the item or put() sees the waiter. Source: CPython 3.14
// Modules/_queuemodule.c.
#include "vm/types/simple_queue.h"

#include "gil/critical_section.h"
#include "gil/domain.h"
#include "gil/parking_lot.h"
#include "vm/import.h"
#include "vm/native.h"
#include "vm/types/generic_alias.h"
#include "vm/types/lock.h"
#include "vm/types/sequence.h"

namespace gilt {

namespace {

SimpleQueueObject* self_of(Args args) { return args[0].as<SimpleQueueObject>(); }

Ref construct(Thread& t, Type* cls, CallArgs args) {
  if (cls == types(t).simple_queue && args.total() > 0) {
    return raise(t, Exc::kTypeError,
                 args.positional > 0 ? "SimpleQueue() takes no positional arguments"
                                     : "SimpleQueue() takes no keyword arguments");
  }
  return Ref::take(t, GILT_TRY(allocate_of_class<SimpleQueueObject>(t, cls)));
}

void wake_one(Thread& t, SimpleQueueObject* queue) {
  int64_t waiting = t.free_threaded ? queue->waiting.fetch_add(0, std::memory_order_acq_rel)
                                    : queue->waiting.load(std::memory_order_relaxed);
  if (waiting == 0) return;
  t.domain().parking_lot().unpark_one(t.host(), queue, [](void*, bool) {});
}

Ref put(Thread& t, Args args) {
  SimpleQueueObject* queue = self_of(args);
  Ref item = Ref::copy(t, args[1]);
  {
    gil::CriticalSection section(t, queue->mutex);
    if (!queue->items.push_back(t, item.get())) return Ref();
    (void)item.release();
  }
  wake_one(t, queue);
  return Ref::none();
}

// The first item; null, without an exception, when there is none.
Ref take_first(Thread& t, SimpleQueueObject* queue) {
  gil::CriticalSection section(t, queue->mutex);
  if (queue->items.size() == 0) return Ref();
  Ref item = Ref::take(t, queue->items.pop_front());
  queue->items.shrink(t);
  return item;
}

gil::LotResult wait_for_item(Thread& t, SimpleQueueObject* queue, gil::Nanos deadline,
                             gil::Interruptible how) {
  gil::WaitScope scope(t, gil::WaitKind::kQueue, queue);
  queue->waiting.fetch_add(1, std::memory_order_acq_rel);
  auto nothing = [queue] { return queue->items.size() == 0; };
  gil::LotResult result = t.domain().parking_lot().park(t, queue, nothing, {deadline, how});
  queue->waiting.fetch_sub(1, std::memory_order_relaxed);
  return result;
}

Failed raise_empty(Thread& t) {
  Ref module = GILT_TRY(import_module(t, "_queue"));
  Ref empty = GILT_TRY(get_attr(t, module, "Empty"));
  return raise_object(t, std::move(empty));
}

Ref take_until(Thread& t, SimpleQueueObject* queue, gil::Nanos deadline) {
  for (;;) {
    Ref item = take_first(t, queue);
    if (item) return item;
    if (deadline != gil::kForever && deadline <= t.host().now()) return raise_empty(t);
    gil::LotResult result;
    bool ok = wait_out_signals(
        t, gil::LotResult::kInterrupted, &result,
        [&](gil::Interruptible how) { return wait_for_item(t, queue, deadline, how); });
    if (!ok) return Ref();
  }
}

Ref get(Thread& t, Args args) {
  SimpleQueueObject* queue = self_of(args);
  gil::Nanos deadline = gil::kForever;
  if (args[1] && GILT_TRY(is_true(t, args[1])).no()) {
    deadline = 0;
  } else if (args[2] && !args[2].is_none()) {
    gil::Nanos timeout;
    if (!seconds_argument(t, args[2], &timeout)) return Ref();
    if (timeout < 0) {
      return raise(t, Exc::kValueError, "'timeout' must be a non-negative number");
    }
    deadline = gil::deadline_after(t.host().now(), timeout);
  }
  return take_until(t, queue, deadline);
}

Ref get_nowait(Thread& t, Args args) { return take_until(t, self_of(args), 0); }

Ref empty(Thread&, Args args) { return Ref::boolean(self_of(args)->items.size() == 0); }

Ref qsize(Thread&, Args args) {
  return Ref::immediate(Value::small_int(self_of(args)->items.size()));
}

void finalize(Thread& t, Object* object) {
  static_cast<SimpleQueueObject*>(object)->items.destroy(t);
}

void traverse(Object* object, Visitor visit, void* arg) {
  static_cast<SimpleQueueObject*>(object)->items.traverse(visit, arg);
}

// The functions lock by themselves: none may hold the lock while it waits.
constexpr MethodRow kMethods[] = {
    method<"put", put>("(item, block=True, timeout=None)",
                       "Put the item on the queue.\n\nThe optional 'block' and 'timeout' arguments "
                       "are ignored, as this method\nnever blocks.  They are provided for "
                       "compatibility with the Queue class."),
    method<"put_nowait", put>("(item)",
                              "Put an item into the queue without blocking.\n\nThis is exactly "
                              "equivalent to `put(item)` and is only provided\nfor compatibility "
                              "with the Queue class."),
    method<"get", get>(
        "(block=True, timeout=None)",
        "Remove and return an item from the queue.\n\nIf optional args 'block' is "
        "true and 'timeout' is None (the default),\nblock if necessary until an item "
        "is available.  If 'timeout' is\na non-negative number, it blocks at most "
        "'timeout' seconds and raises\nthe Empty exception if no item was available "
        "within that time.\nOtherwise ('block' is false), return an item if one is "
        "immediately\navailable, else raise the Empty exception ('timeout' is "
        "ignored\nin that case)."),
    method<"get_nowait", get_nowait>(
        "()",
        "Remove and return an item from the queue without blocking.\n\n"
        "Only get an item if one is immediately available.  Otherwise\n"
        "raise the Empty exception."),
    method<"empty", empty>("()",
                           "Return True if the queue is empty, False otherwise (not "
                           "reliable!)."),
    method<"qsize", qsize>("()", "Return the approximate size of the queue (not reliable!)."),
    class_method<"__class_getitem__", class_getitem>("(item, /)", "See PEP 585"),
};

}  // namespace

void init_simple_queue_type(Thread& t, Type& type) {
  type.instance_size = sizeof(SimpleQueueObject);
  type.flags_bits |= Type::kSubclassable;
  type.doc = "Simple, unbounded, reentrant FIFO queue.";
  type.slots.construct = construct;
  type.slots.finalize = finalize;
  type.slots.traverse = traverse;
  add_methods(t, type, kMethods);
}

}  // namespace gilt
