// Classes: making them (built-in ones when the runtime starts, the others by class statements), and
// keeping slots, versions and shapes right when they change.
//
// Thread-safety: type_set_attribute() and assignments to __bases__ hold Runtime::type_mutex while
// they change slots and versions. Classes are immortal: the runtime keeps them, so that instances,
// shapes and descriptors refer to them without counting.
// Source: CPython 3.14 Objects/typeobject.c.
#pragma once

#include <span>

#include "vm/call_args.h"
#include "vm/object.h"
#include "vm/ref.h"
#include "vm/type.h"

namespace gilt {

struct DictObject;
struct TupleObject;

// An empty Type object of a metaclass (`type` or a subclass of it).
Type* allocate_type(Thread& t, Type* metatype);
// The class's own namespace, made when it has none yet.
DictObject* type_namespace(Thread& t, Type& type);

// Finishes a built-in type after its init function (or after new_native_type() and add_methods()):
// names, bases, MRO, inherited slots, and an attribute for each slot (`__len__` and so on). The base
// must be ready. Aborts when there is no memory.
void ready_type(Thread& t, Type& type);

// type(name, bases, namespace, **keywords) of metaclass `metatype`.
Ref make_class(Thread& t, Type* metatype, CallArgs args);
// The metaclass of a class with these bases: the most derived of theirs and `metatype`.
Type* calculate_metaclass(Thread& t, Type* metatype, TupleObject* bases);
// The class statement: __build_class__(function, name, *bases, metaclass=..., **keywords).
Ref build_class(Thread& t, CallArgs args);

// The linearisation (C3) of a class with these bases, `type` first; a tuple. `fresh`: MROs that some of
// the bases are about to get.
struct NewOrder {
  Type* type;
  Ref mro;
};
Ref compute_mro(Thread& t, Type& type, TupleObject* bases, std::span<const NewOrder> fresh = {});

// Assignment to an attribute of a class: updates slots, versions and shapes of its subclasses too.
Ref type_get_attribute(Thread& t, Value type, Value name);
bool type_set_attribute(Thread& t, Value type, Value name, Value value);
// Lists a class among the subclasses of its base. The caller holds the type lock.
void list_subclass(Type& base, Type& type);
// Sets (null: deletes) an entry of the class's own namespace. False without an exception: there was
// nothing to delete. Special methods need type_hierarchy_changed() afterwards.
bool type_assign(Thread& t, Type& type, Value name, Value value);
// After any change of the namespace or MRO that did not go through type_set_attribute().
void type_modified(Thread& t, Type& type);

// Finalize and traverse of instances of such classes.
void finalize_heap_instance(Thread& t, Object* object);
void traverse_heap_instance(Object* object, Visitor visit, void* arg);

}  // namespace gilt
