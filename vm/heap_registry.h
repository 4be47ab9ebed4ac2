// HeapRegistry: where object memory comes from, and, in builds with GILT_HEAP_REGISTRY (debug and
// sanitizer builds), a list of every live object, so that the end of the runtime can check that all
// that is left are reference cycles (vm/heap_audit.h) and free them. Release builds use mimalloc and
// leave cycles to the end of the process.
//
// Thread-safety: all methods, by any thread.
#pragma once

#include <cstddef>

#include "gil/mutex.h"

#ifdef GILT_HEAP_REGISTRY
#include <mutex>
#endif

namespace gilt {

struct Object;

class HeapRegistry {
 public:
  void* allocate(size_t size);  // null when there is no memory
  static void release(void* memory);

  static void* allocate_raw(size_t size);
  static void release_raw(void* memory);

#ifdef GILT_HEAP_REGISTRY
  // Calls f(Object*) for each live object; no object may be made or freed meanwhile.
  template <typename F>
  void for_each(F f) {
    for (Link* link = first_; link != nullptr; link = link->next)
      f(reinterpret_cast<Object*>(link + 1));
  }

 private:
  struct alignas(16) Link {
    Link* previous;
    Link* next;
    HeapRegistry* owner;
  };
  std::mutex mutex_;
  Link* first_ = nullptr;  // under mutex_
#endif
};

}  // namespace gilt
