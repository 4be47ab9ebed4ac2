#include "bytecode/compiler/fold_constants.h"

#include <cmath>

#include "base/bigint.h"
#include "base/float_text.h"

namespace gilt::compiler {
namespace {

using Complex = std::complex<double>;
constexpr uint64_t kMaxIntBits = 128;
constexpr size_t kMaxItems = 256;
constexpr size_t kMaxText = 4096;

Constant make_int(const BigInt& value) {
  if (auto small = value.to_int64()) return Constant{*small};
  return Constant{BigIntConstant{value.to_text(16)}};
}

std::optional<BigInt> as_int(const Constant& c) {
  if (auto* b = c.as<bool>()) return BigInt(int64_t{*b});
  if (auto* i = c.as<int64_t>()) return BigInt(*i);
  if (auto* big = c.as<BigIntConstant>()) return BigInt::from_text(big->hex, 16);
  return std::nullopt;
}

std::optional<double> as_float(const Constant& c) {
  if (auto* d = c.as<double>()) return *d;
  if (auto i = as_int(c)) return i->to_double();
  return std::nullopt;
}

size_t code_points(const std::string& text) {
  size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::optional<Constant> fold_ints(const BigInt& a, BinaryOperator op, const BigInt& b) {
  switch (op) {
    case BinaryOperator::Add:
      return make_int(a + b);
    case BinaryOperator::Subtract:
      return make_int(a - b);
    case BinaryOperator::Multiply:
      if (!a.is_zero() && !b.is_zero() && a.bit_length() + b.bit_length() > kMaxIntBits) return {};
      return make_int(a * b);
    case BinaryOperator::FloorDivide:
      if (b.is_zero()) return {};
      return make_int(floor_div(a, b));
    case BinaryOperator::Remainder:
      if (b.is_zero()) return {};
      return make_int(floor_mod(a, b));
    case BinaryOperator::TrueDivide: {
      if (b.is_zero()) return {};
      auto result = true_divide(a, b);
      if (!result) return {};
      return Constant{*result};
    }
    case BinaryOperator::Power: {
      if (b.is_negative()) {
        auto x = a.to_double(), y = b.to_double();
        if (!x || !y || *x == 0) return {};
        double result = std::pow(*x, *y);
        return std::isfinite(result) ? std::optional(Constant{result}) : std::nullopt;
      }
      auto exponent = b.to_uint64();
      if (!exponent) return {};
      if (!a.is_zero() && *exponent > 0 && a.bit_length() > kMaxIntBits / *exponent) return {};
      return make_int(pow(a, *exponent));
    }
    case BinaryOperator::LShift: {
      if (b.is_negative()) return {};
      auto count = b.to_uint64();
      if (a.is_zero()) return Constant{int64_t{0}};
      if (!count || *count > kMaxIntBits || a.bit_length() > kMaxIntBits - *count) return {};
      return make_int(a << *count);
    }
    case BinaryOperator::RShift: {
      if (b.is_negative()) return {};
      auto count = b.to_uint64();
      if (!count) return Constant{int64_t{a.is_negative() ? -1 : 0}};
      return make_int(a >> *count);
    }
    case BinaryOperator::Or:
      return make_int(a | b);
    case BinaryOperator::Xor:
      return make_int(a ^ b);
    case BinaryOperator::And:
      return make_int(a & b);
    default:
      return {};
  }
}

std::optional<Constant> fold_floats(double a, BinaryOperator op, double b) {
  switch (op) {
    case BinaryOperator::Add:
      return Constant{a + b};
    case BinaryOperator::Subtract:
      return Constant{a - b};
    case BinaryOperator::Multiply:
      return Constant{a * b};
    case BinaryOperator::TrueDivide:
      if (b == 0) return {};
      return Constant{a / b};
    case BinaryOperator::FloorDivide:
      if (b == 0) return {};
      return Constant{floor_div(a, b)};
    case BinaryOperator::Remainder:
      if (b == 0) return {};
      return Constant{floor_mod(a, b)};
    case BinaryOperator::Power: {
      if (a == 0 && b < 0) return {};
      if (a < 0 && std::isfinite(b) && b != std::floor(b)) return {};
      double result = std::pow(a, b);
      if (!std::isfinite(result) && std::isfinite(a) && std::isfinite(b)) return {};
      return Constant{result};
    }
    default:
      return {};
  }
}

// A real operand stays real: it does not touch the sign of the other's zero imaginary part.
std::optional<Constant> fold_complex(const Constant& l, BinaryOperator op, const Constant& r) {
  auto* lc = l.as<Complex>();
  auto* rc = r.as<Complex>();
  auto lf = as_float(l), rf = as_float(r);
  if ((!lc && !lf) || (!rc && !rf)) return {};
  switch (op) {
    case BinaryOperator::Add:
      if (!lc) return Constant{Complex(*lf + rc->real(), rc->imag())};
      if (!rc) return Constant{Complex(lc->real() + *rf, lc->imag())};
      return Constant{*lc + *rc};
    case BinaryOperator::Subtract:
      if (!lc) return Constant{Complex(*lf - rc->real(), -rc->imag())};
      if (!rc) return Constant{Complex(lc->real() - *rf, lc->imag())};
      return Constant{*lc - *rc};
    case BinaryOperator::Multiply:
      if (!lc) return Constant{Complex(*lf * rc->real(), *lf * rc->imag())};
      if (!rc) return Constant{Complex(lc->real() * *rf, lc->imag() * *rf)};
      return {};
    default:
      return {};
  }
}

std::string repeat(const std::string& text, int64_t count) {
  std::string result;
  for (int64_t i = 0; i < count; ++i) result += text;
  return result;
}

// The repetitions that fit the limit, or -1.
int64_t repetitions(const BigInt& count, size_t size, size_t limit) {
  if (count.is_negative()) return -1;
  auto n = count.to_int64();
  if (!n || (size && static_cast<uint64_t>(*n) > limit / size)) return -1;
  return size ? *n : 0;
}

std::optional<Constant> fold_repeat(const Constant& sequence, const BigInt& count) {
  if (auto* s = sequence.as<std::string>()) {
    int64_t n = repetitions(count, code_points(*s), kMaxText);
    return n < 0 ? std::nullopt : std::optional(Constant{repeat(*s, n)});
  }
  if (auto* b = sequence.as<BytesConstant>()) {
    int64_t n = repetitions(count, b->data.size(), kMaxText);
    return n < 0 ? std::nullopt : std::optional(Constant{BytesConstant{repeat(b->data, n)}});
  }
  if (auto* t = sequence.as<TupleConstant>()) {
    int64_t n = repetitions(count, t->items.size(), kMaxItems);
    if (n < 0) return {};
    TupleConstant result;
    for (int64_t i = 0; i < n; ++i) {
      result.items.insert(result.items.end(), t->items.begin(), t->items.end());
    }
    return Constant{std::move(result)};
  }
  return {};
}

std::optional<Constant> fold_subscript(const Constant& sequence, const Constant& key) {
  auto big = as_int(key);
  auto index = big ? big->to_int64() : std::nullopt;
  if (!index) return {};
  auto resolve = [&](size_t size) -> std::optional<size_t> {
    int64_t i = *index < 0 ? *index + static_cast<int64_t>(size) : *index;
    if (i < 0 || i >= static_cast<int64_t>(size)) return {};
    return static_cast<size_t>(i);
  };
  if (auto* t = sequence.as<TupleConstant>()) {
    auto i = resolve(t->items.size());
    return i ? std::optional(t->items[*i]) : std::nullopt;
  }
  if (auto* b = sequence.as<BytesConstant>()) {
    auto i = resolve(b->data.size());
    if (!i) return {};
    return Constant{int64_t{static_cast<unsigned char>(b->data[*i])}};
  }
  if (auto* s = sequence.as<std::string>()) {
    auto i = resolve(code_points(*s));
    if (!i) return {};
    size_t at = 0;
    auto skip = [&] {
      do ++at;
      while (at < s->size() && (static_cast<unsigned char>((*s)[at]) & 0xC0) == 0x80);
    };
    for (size_t k = 0; k < *i; ++k) skip();
    size_t start = at;
    skip();
    return Constant{s->substr(start, at - start)};
  }
  return {};
}

}  // namespace

std::optional<Constant> fold_binary(const Constant& l, int code, const Constant& r) {
  auto op = static_cast<BinaryOperator>(code);
  if (op == BinaryOperator::Subscr) return fold_subscript(l, r);
  auto li = as_int(l), ri = as_int(r);
  if (li && ri) {
    bool bools = l.as<bool>() && r.as<bool>();
    bool bitwise =
        op == BinaryOperator::And || op == BinaryOperator::Or || op == BinaryOperator::Xor;
    auto result = fold_ints(*li, op, *ri);
    if (result && bools && bitwise) return Constant{*result->as<int64_t>() != 0};
    return result;
  }
  if (l.as<Complex>() || r.as<Complex>()) return fold_complex(l, op, r);
  if (l.as<double>() || r.as<double>()) {
    auto lf = as_float(l), rf = as_float(r);
    return lf && rf ? fold_floats(*lf, op, *rf) : std::nullopt;
  }
  if (op == BinaryOperator::Multiply) {
    if (ri) return fold_repeat(l, *ri);
    if (li) return fold_repeat(r, *li);
  }
  if (op == BinaryOperator::Add) {
    auto *ls = l.as<std::string>(), *rs = r.as<std::string>();
    if (ls && rs) return Constant{*ls + *rs};
    auto *lb = l.as<BytesConstant>(), *rb = r.as<BytesConstant>();
    if (lb && rb) return Constant{BytesConstant{lb->data + rb->data}};
    auto *lt = l.as<TupleConstant>(), *rt = r.as<TupleConstant>();
    if (lt && rt) {
      TupleConstant sum = *lt;
      sum.items.insert(sum.items.end(), rt->items.begin(), rt->items.end());
      return Constant{std::move(sum)};
    }
  }
  return {};
}

std::optional<Constant> fold_unary(UnaryFold op, const Constant& operand) {
  if (op == UnaryFold::kNot) return Constant{!constant_is_true(operand)};
  if (auto i = as_int(operand)) {
    if (op == UnaryFold::kInvert && operand.as<bool>()) return {};  // deprecated: warn at run time
    return make_int(op == UnaryFold::kNegative ? -*i : op == UnaryFold::kInvert ? ~*i : *i);
  }
  if (op == UnaryFold::kInvert) return {};
  bool negative = op == UnaryFold::kNegative;
  if (auto* d = operand.as<double>()) return Constant{negative ? -*d : *d};
  if (auto* z = operand.as<Complex>()) return Constant{negative ? -*z : *z};
  return {};
}

bool constant_is_true(const Constant& c) {
  if (c.is_none()) return false;
  if (auto* b = c.as<bool>()) return *b;
  if (auto* i = c.as<int64_t>()) return *i != 0;
  if (auto* d = c.as<double>()) return *d != 0;
  if (auto* z = c.as<Complex>()) return z->real() != 0 || z->imag() != 0;
  if (auto* s = c.as<std::string>()) return !s->empty();
  if (auto* b = c.as<BytesConstant>()) return !b->data.empty();
  if (auto* t = c.as<TupleConstant>()) return !t->items.empty();
  if (auto* f = c.as<FrozenSetConstant>()) return !f->items.empty();
  return true;
}

}  // namespace gilt::compiler
