// A bump allocator for syntax trees: everything dies together, nothing is freed alone.
//
// Thread-safety: an Arena belongs to one compilation; share the finished tree read-only.
// Invariant: only trivially destructible objects live here, so no destructor ever runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace gilt::ast {

/// A fixed sequence in the arena (a `foo*` field of Python.asdl).
template <typename T>
struct Seq {
  T* items = nullptr;
  uint32_t count = 0;

  T* begin() const { return items; }
  T* end() const { return items + count; }
  size_t size() const { return count; }
  bool empty() const { return count == 0; }
  T& operator[](size_t index) const { return items[index]; }
  T& front() const { return items[0]; }
  T& back() const { return items[count - 1]; }
};

class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  void* allocate(size_t size, size_t align) {
    uintptr_t at = (next_ + align - 1) & ~(align - 1);
    if (at + size > end_) {
      grow(size + align);
      at = (next_ + align - 1) & ~(align - 1);
    }
    next_ = at + size;
    return reinterpret_cast<void*>(at);
  }

  template <typename T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T();
  }

  /// A copy of `text` that lives as long as the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return std::string_view("", 0);
    char* to = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  template <typename T>
  Seq<T> copy(const std::vector<T>& from) {
    return copy(from.data(), from.size());
  }

  template <typename T>
  Seq<T> copy(const T* from, size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (count == 0) return {};
    T* to = static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
    for (size_t i = 0; i < count; ++i) new (to + i) T(from[i]);
    return {to, static_cast<uint32_t>(count)};
  }

 private:
  void grow(size_t at_least) {
    size_t size = blocks_.empty() ? 16 * 1024 : 256 * 1024;
    if (size < at_least) size = at_least;
    blocks_.push_back(std::make_unique<char[]>(size));
    next_ = reinterpret_cast<uintptr_t>(blocks_.back().get());
    end_ = next_ + size;
  }

  uintptr_t next_ = 0;
  uintptr_t end_ = 0;
  std::vector<std::unique_ptr<char[]>> blocks_;
};

}  // namespace gilt::ast
