// A stable, adaptive merge sort: natural runs, binary insertion of short ones, powersort's merge order,
// galloping merges (Munro and Wild 2018; Tim Peters' listsort.txt).
//
// Elements are trivially copyable; `Less` answers less(a, b) for elements and may fail: then `failed`
// is set, the answer is ignored, and the sort stops with the array still a permutation of its input.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace gilt {

template <typename T, typename Less>
class MergeSort {
 public:
  MergeSort(T* items, size_t size, Less& less) : items_(items), size_(size), less_(less) {}

  // False: a comparison failed.
  bool sort() {
    size_t minimum = minimum_run(size_);
    for (size_t start = 0; start < size_;) {
      size_t length = natural_run(items_ + start, size_ - start);
      if (less_.failed) return false;
      if (length < minimum) {
        size_t forced = std::min(minimum, size_ - start);
        if (!insert_rest(items_ + start, length, forced)) return false;
        length = forced;
      }
      if (!push_run(start, length)) return false;
      start += length;
    }
    while (runs_.size() > 1) {
      if (!merge_top()) return false;
    }
    return true;
  }

 private:
  static constexpr size_t kMinGallop = 7;
  struct Run {
    size_t start, length;
    int power = 0;  // of the boundary to the next run
  };

  static size_t minimum_run(size_t n) {
    size_t odd = 0;
    while (n >= 64) {
      odd |= n & 1;
      n >>= 1;
    }
    return n + odd;
  }

  // Length of the run at the start; a strictly descending one is reversed.
  size_t natural_run(T* a, size_t n) {
    if (n < 2) return n;
    size_t end = 2;
    if (less_(a[1], a[0])) {
      while (end < n && less_(a[end], a[end - 1])) end++;
      std::reverse(a, a + end);
    } else {
      while (end < n && !less_(a[end], a[end - 1]) && !less_.failed) end++;
    }
    return end;
  }

  // a[0, sorted) is sorted already.
  bool insert_rest(T* a, size_t sorted, size_t n) {
    for (; sorted < n; sorted++) {
      T pivot = a[sorted];
      size_t lo = 0, hi = sorted;
      while (lo < hi) {
        size_t middle = (lo + hi) / 2;
        if (less_(pivot, a[middle])) {
          hi = middle;
        } else {
          lo = middle + 1;
        }
        if (less_.failed) return false;
      }
      std::copy_backward(a + lo, a + sorted, a + sorted + 1);
      a[lo] = pivot;
    }
    return true;
  }

  // The depth of the boundary between two runs in a perfectly balanced merge tree.
  int boundary_power(const Run& left, size_t next_length) const {
    size_t a = 2 * left.start + left.length;
    size_t b = a + left.length + next_length;
    for (int power = 1;; power++) {
      if (a >= size_) {
        a -= size_;
        b -= size_;
      } else if (b >= size_) {
        return power;
      }
      a <<= 1;
      b <<= 1;
    }
  }

  bool push_run(size_t start, size_t length) {
    if (!runs_.empty()) {
      int power = boundary_power(runs_.back(), length);
      while (runs_.size() > 1 && runs_[runs_.size() - 2].power > power) {
        if (!merge_top()) return false;
      }
      runs_.back().power = power;
    }
    runs_.push_back({start, length});
    return true;
  }

  bool merge_top() {
    Run right = runs_.back();
    runs_.pop_back();
    Run& left = runs_.back();
    T* a = items_ + left.start;
    T* b = items_ + right.start;
    size_t b_length = right.length;
    // What is in place already stays out of the merge.
    size_t skipped = from_left<true>(b[0], a, left.length);
    if (less_.failed) return false;
    size_t a_length = left.length - skipped;
    a += skipped;
    left.length += right.length;
    if (a_length == 0) return true;
    b_length = from_right<false>(a[a_length - 1], b, b_length);
    if (less_.failed) return false;
    if (b_length == 0) return true;
    return a_length <= b_length ? merge_low(a, a_length, b, b_length)
                                : merge_high(a, a_length, b, b_length);
  }

  // How many of the sorted a[0, n) come before `key`: with kUpper those not greater, else those less.
  template <bool kUpper>
  bool before(const T& element, const T& key) {
    if constexpr (kUpper) {
      bool greater = less_(key, element);
      return !greater && !less_.failed;
    } else {
      return less_(element, key);
    }
  }

  template <bool kUpper>
  size_t from_left(const T& key, const T* a, size_t n) {
    if (n == 0 || !before<kUpper>(a[0], key)) return 0;
    size_t lo = 0, step = 1;
    while (step < n && before<kUpper>(a[step], key)) {
      lo = step;
      step = 2 * step + 1;
    }
    return search<kUpper>(key, a, lo + 1, std::min(step, n));
  }

  template <bool kUpper>
  size_t from_right(const T& key, const T* a, size_t n) {
    size_t hi = n, step = 1;
    while (step <= n && !before<kUpper>(a[n - step], key)) {
      if (less_.failed) return n;
      hi = n - step;
      step = 2 * step + 1;
    }
    return search<kUpper>(key, a, step > n ? 0 : n - step + 1, hi);
  }

  template <bool kUpper>
  size_t search(const T& key, const T* a, size_t lo, size_t hi) {
    while (lo < hi) {
      size_t middle = (lo + hi) / 2;
      if (before<kUpper>(a[middle], key)) {
        lo = middle + 1;
      } else {
        hi = middle;
      }
    }
    return lo;
  }

  // Merges with a's items in spare memory, from the left. At every moment the gap at `out` is as long
  // as what is left of x, so that stopping anywhere and copying x into it is safe.
  bool merge_low(T* a, size_t a_length, T* b, size_t b_length) {
    spare_.assign(a, a + a_length);
    T* x = spare_.data();
    T* x_end = x + a_length;
    T* y = b;
    T* y_end = b + b_length;
    T* out = a;
    while (x < x_end && y < y_end) {
      size_t x_wins = 0, y_wins = 0;
      while (x < x_end && y < y_end && (x_wins | y_wins) < min_gallop_) {
        if (less_(*y, *x)) {
          if (less_.failed) break;
          *out++ = *y++;
          y_wins++;
          x_wins = 0;
        } else {
          if (less_.failed) break;
          *out++ = *x++;
          x_wins++;
          y_wins = 0;
        }
      }
      bool galloping = true;
      while (x < x_end && y < y_end && !less_.failed && galloping) {
        x_wins = from_left<true>(*y, x, x_end - x);
        if (less_.failed) break;
        out = std::copy(x, x + x_wins, out);
        x += x_wins;
        if (x == x_end) break;
        y_wins = from_left<false>(*x, y, y_end - y);
        if (less_.failed) break;
        out = std::copy(y, y + y_wins, out);
        y += y_wins;
        galloping = x_wins >= kMinGallop || y_wins >= kMinGallop;
        adapt(galloping);
      }
      if (less_.failed) break;
    }
    std::copy(x, x_end, out);
    return !less_.failed;
  }

  // The mirror image: b's items in spare memory, from the right. x, y and out point behind what is
  // left.
  bool merge_high(T* a, size_t a_length, T* b, size_t b_length) {
    spare_.assign(b, b + b_length);
    T* x = a + a_length;
    T* y_begin = spare_.data();
    T* y = y_begin + b_length;
    T* out = b + b_length;
    while (x > a && y > y_begin) {
      size_t x_wins = 0, y_wins = 0;
      while (x > a && y > y_begin && (x_wins | y_wins) < min_gallop_) {
        if (less_(y[-1], x[-1])) {
          if (less_.failed) break;
          *--out = *--x;
          x_wins++;
          y_wins = 0;
        } else {
          if (less_.failed) break;
          *--out = *--y;
          y_wins++;
          x_wins = 0;
        }
      }
      bool galloping = true;
      while (x > a && y > y_begin && !less_.failed && galloping) {
        x_wins = (x - a) - from_right<true>(y[-1], a, x - a);
        if (less_.failed) break;
        out = std::copy_backward(x - x_wins, x, out);
        x -= x_wins;
        if (x == a) break;
        y_wins = (y - y_begin) - from_right<false>(x[-1], y_begin, y - y_begin);
        if (less_.failed) break;
        out = std::copy_backward(y - y_wins, y, out);
        y -= y_wins;
        galloping = x_wins >= kMinGallop || y_wins >= kMinGallop;
        adapt(galloping);
      }
      if (less_.failed) break;
    }
    std::copy_backward(y_begin, y, out);
    return !less_.failed;
  }

  // Galloping that pays is entered sooner next time.
  void adapt(bool paid) {
    if (!paid) {
      min_gallop_ += 2;
    } else if (min_gallop_ > 1) {
      min_gallop_--;
    }
  }

  T* items_;
  size_t size_;
  Less& less_;
  size_t min_gallop_ = kMinGallop;
  std::vector<Run> runs_;
  std::vector<T> spare_;
};

}  // namespace gilt
