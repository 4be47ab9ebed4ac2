// Comparison, hashing, truth. Source: CPython 3.14 Objects/object.c (do_richcompare).
#include <fmt/format.h>

#include "vm/operations.h"

namespace gilt {
namespace {

CompareOp swapped(CompareOp op) {
  switch (op) {
    case CompareOp::kLt:
      return CompareOp::kGt;
    case CompareOp::kLe:
      return CompareOp::kGe;
    case CompareOp::kGt:
      return CompareOp::kLt;
    case CompareOp::kGe:
      return CompareOp::kLe;
    default:
      return op;
  }
}

constexpr const char* kSymbols[] = {"<", "<=", "==", "!=", ">", ">="};

}  // namespace

Ref compare(Thread& t, Value a, Value b, CompareOp op) {
  if (native_stack_exhausted(t, " in comparison")) return Ref();
  Type* left = type_of(t, a);
  Type* right = type_of(t, b);
  bool reflected_tried = false;
  if (left != right && right->slots.compare && right->is_subtype_of(left)) {
    reflected_tried = true;
    Ref result = right->slots.compare(t, b, a, swapped(op));
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (left->slots.compare) {
    Ref result = left->slots.compare(t, a, b, op);
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (!reflected_tried && right->slots.compare) {
    Ref result = right->slots.compare(t, b, a, swapped(op));
    if (!result || !result.get().is_not_implemented()) return result;
  }
  if (op == CompareOp::kEq) return Ref::boolean(a == b);
  if (op == CompareOp::kNe) return Ref::boolean(a != b);
  return raise(t, Exc::kTypeError,
               fmt::format("'{}' not supported between instances of '{}' and '{}'",
                           kSymbols[static_cast<int>(op)], type_name(t, a), type_name(t, b)));
}

Truth compare_truth(Thread& t, Value a, Value b, CompareOp op) {
  Ref result = GILT_TRY(compare(t, a, b, op));
  return is_true(t, result);
}

Truth equal(Thread& t, Value a, Value b) {
  if (a == b) return true;
  if (a.is_small_int() && b.is_small_int()) return false;
  return compare_truth(t, a, b, CompareOp::kEq);
}

Hash hash(Thread& t, Value v) {
  Type* type = type_of(t, v);
  if (type->slots.hash) return type->slots.hash(t, v);
  return raise(t, Exc::kTypeError, fmt::format("unhashable type: '{}'", type_name(t, v)));
}

Truth is_true(Thread& t, Value v) {
  if (v.is_bool()) return v.is_true();
  if (v.is_none()) return false;
  if (v.is_small_int()) return v.small_int() != 0;
  if (v.is_immediate_double()) return v.immediate_double() != 0;
  Type* type = type_of(t, v);
  if (type->slots.truth) return type->slots.truth(t, v);
  if (type->slots.length) {
    Size n = type->slots.length(t, v);
    return n.failed() ? Truth() : Truth(n.get() != 0);
  }
  return true;
}

}  // namespace gilt
