// What threading's Condition, Semaphore, Event and Barrier have in common: instances with
// attributes that scripts may subclass, the timeouts of their methods, sleeping until notified, and
// the first half of their repr().
//
// Thread-safety: sleep_until_notified() is called without any lock of the object held.
// Source: CPython 3.14 Lib/threading.py.
#pragma once

#include <cstring>
#include <string>

#include "gil/notify_list.h"
#include "vm/call_args.h"
#include "vm/heap.h"
#include "vm/types/instance.h"

namespace gilt {

// TypeSlots::construct for T, derived from Instance. Arguments are for __init__.
template <typename T>
Ref construct_sync_object(Thread& t, Type* cls, CallArgs) {
  const size_t extra = cls->instance_size - sizeof(T);
  T* object = GILT_TRY(allocate<T>(t, cls, cls->instance_layout, extra));
  std::memset(static_cast<void*>(object + 1), 0, extra);
  return Ref::take(t, object);
}

// Lays the type out for T. Types with fields of their own to drop add finalize and traverse.
void finalize_sync_object(Thread& t, Object* object);
void traverse_sync_object(Object* object, Visitor visit, void* arg);
template <typename T>
void set_up_sync_type(Type& type, const char* doc) {
  type.doc = doc;
  type.instance_size = sizeof(T);
  type.instance_layout = Layout::kInstance;
  type.attributes_offset = sizeof(Object);
  type.flags_bits.fetch_or(Type::kSubclassable, std::memory_order_relaxed);
  type.slots.construct = construct_sync_object<T>;
  type.slots.finalize = finalize_sync_object;
  type.slots.traverse = traverse_sync_object;
}

// The deadline of wait(timeout). No value and None: gil::kForever; zero and less: 0, do not wait.
bool timeout_deadline(Thread& t, Value timeout, gil::Nanos* deadline);

// Sleeps until the ticket is notified or the deadline passes; runs signal handlers in between.
// False: one of them raised. In any case the ticket may be on its list still, and the caller
// withdraws it. A deadline of 0 does not even give up the GIL.
bool sleep_until_notified(Thread& t, gil::NotifyTicket& ticket, const gil::NotifyWait& wait);

// "threading.Event at 0x7f..." for repr().
std::string sync_object_name(Thread& t, Value self);

}  // namespace gilt
