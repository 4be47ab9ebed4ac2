// Substring search on bytes (UTF-8 included, since a valid needle only matches at a boundary).
//
// Linear in the worst case: short needles and haystacks take memchr and plain comparison, long ones
// the two-way algorithm (Crochemore and Perrin 1991), as CPython's fastsearch.h does.
// Offsets are bytes; npos if there is none. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gilt {

// The first or last occurrence that lies within the text. An empty needle is found at either end.
size_t find_first(std::string_view text, std::string_view needle, size_t from = 0);
size_t find_last(std::string_view text, std::string_view needle);
inline bool contains(std::string_view text, std::string_view needle) {
  return find_first(text, needle) != std::string_view::npos;
}
// Non-overlapping occurrences, at most `limit`. Requires a non-empty needle.
size_t count_occurrences(std::string_view text, std::string_view needle, size_t limit = size_t(-1));
// text.replace(needle, replacement, limit). The empty needle matches between all bytes; for str,
// replace_between_code_points does that case.
std::string replace_all(std::string_view text, std::string_view needle,
                        std::string_view replacement, size_t limit = size_t(-1));
std::string replace_between_code_points(std::string_view text, std::string_view replacement,
                                        size_t limit = size_t(-1));

// One needle, many searches: prepared once. Keeps a view of the needle.
class Searcher {
 public:
  explicit Searcher(std::string_view needle);
  size_t find(std::string_view text, size_t from = 0) const;

 private:
  size_t find_two_way(std::string_view text, size_t from) const;

  std::string_view needle_;
  size_t cut_ = 0;     // where the critical factorization splits the needle
  size_t period_ = 1;  // of the needle, or a lower bound of it
  bool periodic_ = false;
};

}  // namespace gilt
