// math's functions of many numbers: sums, products and distances. Source: CPython 3.14
// Modules/mathmodule.c; fsum after Shewchuk, "Adaptive Precision Floating-Point Arithmetic" (1997).
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "vm/modules/math.h"
#include "vm/types/numbers.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

// An exact sum of doubles, kept as parts that do not overlap, smallest first.
class ExactSum {
 public:
  enum class State : uint8_t { kFine, kOverflow, kOpposed };  // kOpposed: inf and -inf

  void add(double x) {
    double given = x;
    size_t kept = 0;
    for (double part : parts_) {
      double large = std::fabs(x) < std::fabs(part) ? part : x;
      double small = std::fabs(x) < std::fabs(part) ? x : part;
      double high = large + small;
      double low = small - (high - large);
      if (low != 0) parts_[kept++] = low;
      x = high;
    }
    parts_.resize(kept);
    if (x == 0) return;
    if (std::isfinite(x)) return parts_.push_back(x);
    if (std::isfinite(given)) {
      overflowed_ = true;
    } else {
      if (std::isinf(given)) infinite_ += given;
      special_ += given;
    }
    parts_.clear();
  }

  State state() const {
    if (overflowed_) return State::kOverflow;
    return std::isnan(infinite_) ? State::kOpposed : State::kFine;
  }

  // Correctly rounded.
  double value() const {
    if (special_ != 0) return special_;
    if (parts_.empty()) return 0;
    size_t n = parts_.size();
    double high = parts_[--n], low = 0;
    while (n > 0) {
      double x = high, y = parts_[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    // Half-way cases go the way of the parts that are left.
    if (n > 0 && ((low < 0 && parts_[n - 1] < 0) || (low > 0 && parts_[n - 1] > 0))) {
      double twice = low * 2, x = high + twice;
      if (twice == x - high) high = x;
    }
    return high;
  }

 private:
  std::vector<double> parts_;
  double infinite_ = 0, special_ = 0;
  bool overflowed_ = false;
};

Ref result_of(Thread& t, const ExactSum& sum) {
  switch (sum.state()) {
    case ExactSum::State::kOverflow:
      return raise(t, Exc::kOverflowError, "intermediate overflow in fsum");
    case ExactSum::State::kOpposed:
      return raise(t, Exc::kValueError, "-inf + inf in fsum");
    case ExactSum::State::kFine:
      break;
  }
  return make_float(t, sum.value());
}

Ref fsum(Thread& t, Args args) {
  ExactSum sum;
  GILT_TRY(for_each(t, args[0], [&](Ref item) -> bool {
    double x;
    GILT_TRY(to_double(t, item, &x));
    sum.add(x);
    return true;
  }));
  return result_of(t, sum);
}

Ref prod(Thread& t, Args args) {
  Ref product = args[1] ? Ref::copy(t, args[1]) : Ref::immediate(Value::small_int(1));
  GILT_TRY(for_each(t, args[0], [&](Ref item) -> bool {
    product = GILT_TRY(binary_op(t, BinaryOp::kMultiply, product, item));
    return true;
  }));
  return product;
}

// --- sumprod

// Finite floats, and ints that are doubles: the sum of the products without any rounding but the
// last.
bool exact_products(std::span<const Value> p, std::span<const Value> q, double* out) {
  ExactSum sum;
  bool any_float = false;
  for (size_t i = 0; i < p.size(); ++i) {
    double factors[2];
    for (int side = 0; side < 2; ++side) {
      Value v = side == 0 ? p[i] : q[i];
      if (is_exact_float(v)) {
        any_float = true;
        factors[side] = float_value(v);
      } else if (v.is_small_int() && std::abs(v.small_int()) <= (int64_t{1} << 53)) {
        factors[side] = double(v.small_int());
      } else {
        return false;
      }
    }
    double product = factors[0] * factors[1];
    // The rounding error is exact unless it is below the smallest double.
    if (!std::isfinite(product) || (product != 0 && std::fabs(product) < 1e-280)) return false;
    sum.add(product);
    sum.add(std::fma(factors[0], factors[1], -product));
  }
  *out = sum.value();
  return any_float && sum.state() == ExactSum::State::kFine;
}

Ref sumprod(Thread& t, Args args) {
  Ref p = GILT_TRY(tuple_from_iterable(t, args[0]));
  Ref q = GILT_TRY(tuple_from_iterable(t, args[1]));
  auto left = p.as<TupleObject>()->items(), right = q.as<TupleObject>()->items();
  if (left.size() != right.size()) {
    return raise(t, Exc::kValueError, "Inputs are not the same length");
  }
  double exact;
  if (exact_products(left, right, &exact)) return make_float(t, exact);
  Ref total = Ref::immediate(Value::small_int(0));
  for (size_t i = 0; i < left.size(); ++i) {
    Ref product = GILT_TRY(binary_op(t, BinaryOp::kMultiply, left[i], right[i]));
    total = GILT_TRY(binary_op(t, BinaryOp::kAdd, total, product));
  }
  return total;
}

// --- distances

// The length of a vector. Squares and sum in extended precision and range, so that neither overflow
// nor rounding shows in the double.
double length_of(const std::vector<double>& vector) {
  long double sum = 0;
  bool nan = false;
  for (double x : vector) {
    if (std::isinf(x)) return std::fabs(x);
    nan |= std::isnan(x);
    sum += static_cast<long double>(x) * x;
  }
  if (nan) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(std::sqrt(sum));
}

Ref hypot(Thread& t, Args args) {
  std::vector<double> vector;
  for (Value v : args[0].as<TupleObject>()->items()) {
    double x;
    GILT_TRY(to_double(t, v, &x));
    vector.push_back(x);
  }
  return make_float(t, length_of(vector));
}

Ref dist(Thread& t, Args args) {
  Ref p = GILT_TRY(tuple_from_iterable(t, args[0]));
  Ref q = GILT_TRY(tuple_from_iterable(t, args[1]));
  auto from = p.as<TupleObject>()->items(), to = q.as<TupleObject>()->items();
  if (from.size() != to.size()) {
    return raise(t, Exc::kValueError, "both points must have the same number of dimensions");
  }
  std::vector<double> vector;
  for (size_t i = 0; i < from.size(); ++i) {
    double x, y;
    GILT_TRY(to_double(t, from[i], &x));
    GILT_TRY(to_double(t, to[i], &y));
    vector.push_back(x - y);
  }
  return make_float(t, length_of(vector));
}

constexpr MethodRow kFunctions[] = {
    function<"fsum", fsum>("(seq, /)",
                           "Return an accurate floating-point sum of values in the iterable seq."),
    function<"prod", prod>("(iterable, /, *, start=1)",
                           "Calculate the product of all the elements in the input iterable."),
    function<"sumprod", sumprod>(
        "(p, q, /)", "Return the sum of products of values from two iterables p and q."),
    function<"hypot", hypot>("(*coordinates)",
                             "Multidimensional Euclidean distance from the origin to a point."),
    function<"dist", dist>("(p, q, /)",
                           "Return the Euclidean distance between two points p and q."),
};

}  // namespace

std::span<const MethodRow> math_sum_functions() { return kFunctions; }

}  // namespace gilt
