#include "base/string_search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace gilt {
namespace {

constexpr size_t kNone = std::string_view::npos;
// Below these, memchr and compare beat any preparation (and bound the quadratic case).
constexpr size_t kShortNeedle = 8;
constexpr size_t kShortText = 256;

size_t find_short(std::string_view text, std::string_view needle, size_t from) {
  const char* p = text.data() + from;
  const char* last = text.data() + text.size() - needle.size();
  while (p <= last) {
    p = static_cast<const char*>(std::memchr(p, needle[0], size_t(last - p) + 1));
    if (p == nullptr) return kNone;
    if (std::memcmp(p, needle.data(), needle.size()) == 0) return size_t(p - text.data());
    ++p;
  }
  return kNone;
}

// The lexicographically largest suffix of the needle under < (or >), and its period.
struct Suffix {
  size_t start;
  size_t period;
};
Suffix maximal_suffix(std::string_view s, bool reversed_order) {
  size_t best = 0;
  size_t candidate = 1;
  size_t k = 0;
  size_t period = 1;
  while (candidate + k < s.size()) {
    auto a = uint8_t(s[candidate + k]);
    auto b = uint8_t(s[best + k]);
    if (a == b) {
      if (k + 1 != period) {
        ++k;
      } else {
        candidate += period;
        k = 0;
      }
    } else if (reversed_order ? b < a : a < b) {
      candidate += k + 1;
      k = 0;
      period = candidate - best;
    } else {
      best = candidate++;
      k = 0;
      period = 1;
    }
  }
  return {best, period};
}

}  // namespace

Searcher::Searcher(std::string_view needle) : needle_(needle) {
  if (needle.size() < 2) return;
  Suffix a = maximal_suffix(needle, false);
  Suffix b = maximal_suffix(needle, true);
  Suffix critical = a.start > b.start ? a : b;
  cut_ = critical.start;
  period_ = critical.period;
  periodic_ = cut_ + period_ <= needle.size() &&
              std::memcmp(needle.data(), needle.data() + period_, cut_) == 0;
  if (!periodic_) period_ = std::max(cut_, needle.size() - cut_) + 1;
}

size_t Searcher::find(std::string_view text, size_t from) const {
  if (from > text.size() || needle_.size() > text.size() - from) return kNone;
  if (needle_.empty()) return from;
  if (needle_.size() == 1) {
    auto p =
        static_cast<const char*>(std::memchr(text.data() + from, needle_[0], text.size() - from));
    return p == nullptr ? kNone : size_t(p - text.data());
  }
  if (needle_.size() <= kShortNeedle || text.size() - from <= kShortText) {
    return find_short(text, needle_, from);
  }
  return find_two_way(text, from);
}

size_t Searcher::find_two_way(std::string_view text, size_t from) const {
  const size_t n = needle_.size();
  size_t memory = 0;  // how much of the needle's start is known to match (periodic needles)
  for (size_t at = from; at + n <= text.size();) {
    if (memory == 0) {
      // Skip to where the first byte right of the cut can match.
      auto p = static_cast<const char*>(
          std::memchr(text.data() + at + cut_, needle_[cut_], text.size() - n - at + 1));
      if (p == nullptr) return kNone;
      at = size_t(p - text.data()) - cut_;
    }
    size_t i = std::max(cut_, memory);
    while (i < n && needle_[i] == text[at + i]) ++i;
    if (i < n) {
      at += i - cut_ + 1;
      memory = 0;
      continue;
    }
    size_t j = cut_;
    while (j > memory && needle_[j - 1] == text[at + j - 1]) --j;
    if (j <= memory) return at;
    at += period_;
    memory = periodic_ ? n - period_ : 0;
  }
  return kNone;
}

size_t find_first(std::string_view text, std::string_view needle, size_t from) {
  if (from > text.size() || needle.size() > text.size() - from) return kNone;
  if (needle.empty()) return from;
  if (needle.size() > 1 && (needle.size() <= kShortNeedle || text.size() - from <= kShortText)) {
    return find_short(text, needle, from);
  }
  return Searcher(needle).find(text, from);
}

size_t find_last(std::string_view text, std::string_view needle) {
  if (needle.size() > text.size()) return kNone;
  if (needle.size() <= kShortNeedle || text.size() <= kShortText) return text.rfind(needle);
  // The first occurrence of the reversed needle in the reversed text.
  std::string reversed_text(text.rbegin(), text.rend());
  std::string reversed_needle(needle.rbegin(), needle.rend());
  size_t at = Searcher(reversed_needle).find(reversed_text);
  return at == kNone ? kNone : text.size() - at - needle.size();
}

size_t count_occurrences(std::string_view text, std::string_view needle, size_t limit) {
  if (needle.size() == 1 && limit == size_t(-1)) {
    return size_t(std::count(text.begin(), text.end(), needle[0]));
  }
  Searcher searcher(needle);
  size_t count = 0;
  for (size_t at = 0; count < limit; ++count) {
    at = searcher.find(text, at);
    if (at == kNone) break;
    at += needle.size();
  }
  return count;
}

std::string replace_all(std::string_view text, std::string_view needle,
                        std::string_view replacement, size_t limit) {
  std::string out;
  if (needle.empty()) {
    for (char c : text) {
      if (limit != 0) {
        out += replacement;
        --limit;
      }
      out.push_back(c);
    }
    if (limit != 0) out += replacement;
    return out;
  }
  Searcher searcher(needle);
  size_t copied = 0;
  for (; limit != 0; --limit) {
    size_t at = searcher.find(text, copied);
    if (at == kNone) break;
    out.append(text, copied, at - copied);
    out += replacement;
    copied = at + needle.size();
  }
  out.append(text, copied, text.size() - copied);
  return out;
}

std::string replace_between_code_points(std::string_view text, std::string_view replacement,
                                        size_t limit) {
  std::string out;
  for (char c : text) {
    bool boundary = (uint8_t(c) & 0xC0) != 0x80;
    if (boundary && limit != 0) {
      out += replacement;
      --limit;
    }
    out.push_back(c);
  }
  if (limit != 0) out += replacement;
  return out;
}

}  // namespace gilt
