// The end of a runtime.
//
// clear_modules() runs what scripts expect to run at exit: the finalizers of what modules still hold.
// What is alive after that is held by reference cycles or by the runtime itself. Release builds leave
// it to the end of the process; where there is a list of all objects (vm/heap_registry.h), every count
// of a living object can be checked to be accounted for by a reference from another one (so that a count
// that was never given back is found), and everything can be freed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gilt {

class Runtime;
class Thread;
struct Object;

// Runs the finalizers (__del__) of all that the modules hold, while they still find their globals, then
// empties the namespaces of the modules, __main__ first. Source: CPython Python/pylifecycle.c,
// finalize_modules().
void clear_modules(Thread& t);

// Destroys what is dead already but waits for other threads; the caller is the only one.
void drain_heap(Thread& t);

// Objects whose counts are not what living objects and the runtime hold.
struct Unaccounted {
  Object* object;
  uint32_t counted;
  uint32_t known;
};
std::vector<Unaccounted> unaccounted_references(Thread& t, const std::vector<Object*>& living);

// Reports on stderr objects with more references than living objects hold; their number. Like
// free_heap(), only for a heap that keeps a list.
size_t audit_heap(Thread& t);

// Frees all objects. Nothing of the runtime but its destructor may be used afterwards.
void free_heap(Thread& t);

}  // namespace gilt
