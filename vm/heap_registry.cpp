#include "vm/heap_registry.h"

#include <cstdlib>

#ifndef GILT_HEAP_REGISTRY
#include <mimalloc.h>
#endif

namespace gilt {

#ifdef GILT_HEAP_REGISTRY
void* HeapRegistry::allocate_raw(size_t size) { return std::malloc(size); }
void HeapRegistry::release_raw(void* memory) { std::free(memory); }
#else
void* HeapRegistry::allocate_raw(size_t size) { return mi_malloc(size); }
void HeapRegistry::release_raw(void* memory) { mi_free(memory); }
#endif

void* HeapRegistry::allocate_listed(size_t size, size_t head, uint64_t number) {
  auto* link = static_cast<Link*>(allocate_raw(sizeof(Link) + head + size));
  if (link == nullptr) return nullptr;
  std::lock_guard lock(mutex_);
  link->owner = this;
  link->head = head;
  link->number = number != 0 ? number : ++unowned_numbers_;
  link->previous = nullptr;
  link->next = first_;
  if (first_ != nullptr) first_->previous = link;
  first_ = link;
  return link + 1;
}

void HeapRegistry::release_listed(void* memory) {
  Link* link = static_cast<Link*>(memory) - 1;
  HeapRegistry& heap = *link->owner;
  {
    std::lock_guard lock(heap.mutex_);
    (link->previous != nullptr ? link->previous->next : heap.first_) = link->next;
    if (link->next != nullptr) link->next->previous = link->previous;
  }
  release_raw(link);
}

}  // namespace gilt
