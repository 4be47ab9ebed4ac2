#include "tests/model/memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace gilt::model {
namespace {

// The same place in every run of the program, so that the search is the same, too.
char* const kPlace = reinterpret_cast<char*>(0x2000'0000'0000);
constexpr size_t kGranule = 4;  // bytes that one mark stands for
constexpr size_t kHeader = 16;  // before each block: its size

enum Mark : uint8_t { kUnused, kLive, kFreed };

struct Arena {
  char* base = nullptr;
  std::array<size_t, Memory::kLanes> used{};
  std::array<uint8_t, Memory::kSize / kGranule> marks{};
  size_t live = 0;
  int lane = Memory::kOutside;
  void (*on_delete)(const void* block, size_t size) = nullptr;
};
constinit Arena arena;

[[noreturn]] void give_up(const char* why) {
  std::fprintf(stderr, "model tests: %s\n", why);
  std::abort();
}

void mark(const char* block, size_t size, Mark value) {
  const size_t first = static_cast<size_t>(block - arena.base) / kGranule;
  std::memset(&arena.marks[first], value, (size + kGranule - 1) / kGranule);
}

void* allocate_inside(size_t size, size_t alignment) {
  const auto lane = static_cast<size_t>(arena.lane);
  const size_t place = std::max(alignment, kHeader);
  const size_t begin = (arena.used[lane] + kHeader + place - 1) / place * place;
  if (begin + size > Memory::kLaneSize) give_up("an execution needs more memory than there is");
  arena.used[lane] = begin + size;
  char* block = arena.base + lane * Memory::kLaneSize + begin;
  std::memcpy(block - kHeader, &size, sizeof size);
  mark(block, size, kLive);
  ++arena.live;
  return block;
}

void* allocate(size_t size, size_t alignment) {
  if (arena.lane != Memory::kOutside) return allocate_inside(size, alignment);
  void* block = alignment <= alignof(std::max_align_t)
                    ? std::malloc(size)
                    : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (block == nullptr) give_up("no memory");
  return block;
}

void deallocate(void* memory) {
  if (!Memory::contains(memory)) {
    std::free(memory);
    return;
  }
  auto* block = static_cast<char*>(memory);
  if (Memory::freed(block)) give_up("a block was deleted twice");
  size_t size;
  std::memcpy(&size, block - kHeader, sizeof size);
  if (arena.on_delete != nullptr) arena.on_delete(block, size);
  mark(block, size, kFreed);
  --arena.live;
}

}  // namespace

void Memory::reset() {
  if (arena.base == nullptr) {
    void* memory = mmap(kPlace, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) give_up("no memory");
    arena.base = static_cast<char*>(memory);
  }
  for (size_t lane = 0; lane < kLanes; ++lane) {
    std::memset(&arena.marks[lane * kLaneSize / kGranule], kUnused,
                arena.used[lane] / kGranule + 1);
    arena.used[lane] = 0;
  }
  arena.live = 0;
}

int Memory::enter(int lane) {
  const int before = arena.lane;
  arena.lane = lane;
  return before;
}

bool Memory::contains(const void* address) {
  const auto* place = static_cast<const char*>(address);
  return arena.base != nullptr && place >= arena.base && place < arena.base + kSize;
}

size_t Memory::offset(const void* address) {
  return static_cast<size_t>(static_cast<const char*>(address) - arena.base);
}

bool Memory::freed(const void* address) {
  return contains(address) && arena.marks[offset(address) / kGranule] == kFreed;
}

void Memory::on_delete(void (*f)(const void* block, size_t size)) { arena.on_delete = f; }

size_t Memory::live_blocks() { return arena.live; }

}  // namespace gilt::model

void* operator new(size_t size) { return gilt::model::allocate(size, alignof(std::max_align_t)); }
void* operator new(size_t size, std::align_val_t alignment) {
  return gilt::model::allocate(size, static_cast<size_t>(alignment));
}
void operator delete(void* block) noexcept { gilt::model::deallocate(block); }
void operator delete(void* block, size_t) noexcept { gilt::model::deallocate(block); }
void operator delete(void* block, std::align_val_t) noexcept { gilt::model::deallocate(block); }
void operator delete(void* block, size_t, std::align_val_t) noexcept {
  gilt::model::deallocate(block);
}
