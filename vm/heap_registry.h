// HeapRegistry: where object memory comes from. It may keep a list of every live object, each with
// a number: in debug and sanitizer builds (GILT_HEAP_REGISTRY), so that the end of the runtime can
// check that all that is left are reference cycles (vm/teardown.h), and in deterministic runtimes,
// where the number stands for the address (vm/heap.h, identity()) and many runtimes follow each
// other in one process, so that what is left must be freed. Else objects come from mimalloc, and
// cycles are left to the end of the process.
//
// Thread-safety: all methods, by any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>

namespace gilt {

struct Object;

class HeapRegistry {
 public:
#ifdef GILT_HEAP_REGISTRY
  explicit HeapRegistry(bool) : keeps_list_(true) {}
#else
  explicit HeapRegistry(bool keep_list) : keeps_list_(keep_list) {}
#endif
  bool keeps_list() const { return keeps_list_; }

  // Null when there is no memory. With a list, number 0 means one of its own.
  // `head`: bytes in front of the object, whose address is the result.
  void* allocate(size_t size, size_t head, uint64_t number = 0) {
    auto* memory = static_cast<char*>(keeps_list_ ? allocate_listed(size, head, number)
                                                  : allocate_raw(head + size));
    return memory != nullptr ? memory + head : nullptr;
  }
  // What gives an object's memory back, from its beginning (the head's).
  using Release = void (*)(void* memory);
  Release release() const { return keeps_list_ ? release_listed : release_raw; }

  static void* allocate_raw(size_t size);
  static void release_raw(void* memory);

  // --- only with a list ---
  static uint64_t number_of(const void* memory) {
    return (static_cast<const Link*>(memory) - 1)->number;
  }
  // Calls f(Object*) for each live object; no object may be made or freed meanwhile.
  template <typename F>
  void for_each(F f) {
    for (Link* link = first_; link != nullptr; link = link->next) {
      f(reinterpret_cast<Object*>(reinterpret_cast<char*>(link + 1) + link->head));
    }
  }

 private:
  struct alignas(16) Link {
    Link* previous;
    Link* next;
    HeapRegistry* owner;
    size_t head;
    uint64_t number;
  };
  void* allocate_listed(size_t size, size_t head, uint64_t number);
  static void release_listed(void* memory);

  const bool keeps_list_;
  std::mutex mutex_;
  Link* first_ = nullptr;         // under mutex_
  uint64_t unowned_numbers_ = 0;  // under mutex_
};

}  // namespace gilt
