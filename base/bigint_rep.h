// Internal to base: a BigInt's storage as what it is, a Boost cpp_int. Only the bigint_*.cpp files
// include this, since it compiles Boost.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <new>
#include <utility>

#include "base/bigint.h"

namespace gilt {

namespace mp = boost::multiprecision;
using CppInt = mp::number<mp::cpp_int_backend<>, mp::et_off>;
using Limb = mp::limb_type;
static_assert(sizeof(Limb) == 8);

struct BigInt::Rep {
  static_assert(sizeof(CppInt) <= sizeof(BigInt::storage_) && alignof(CppInt) <= alignof(BigInt));

  static CppInt& of(BigInt& value) {
    return *std::launder(reinterpret_cast<CppInt*>(value.storage_));
  }
  static const CppInt& of(const BigInt& value) {
    return *std::launder(reinterpret_cast<const CppInt*>(value.storage_));
  }
  static BigInt wrap(CppInt&& value) {
    BigInt result;
    of(result) = std::move(value);
    return result;
  }
  // The magnitude, least significant limb first.
  static const Limb* limbs(const BigInt& value) { return of(value).backend().limbs(); }
  static unsigned limb_count(const BigInt& value) { return of(value).backend().size(); }

  // The number with this magnitude (least significant limb first) and sign.
  static BigInt from_limbs(const Limb* limbs, size_t count, bool negative) {
    CppInt result;
    auto& backend = result.backend();
    backend.resize(unsigned(count), unsigned(count));
    for (size_t i = 0; i < count; ++i) backend.limbs()[i] = limbs[i];
    backend.normalize();
    if (negative) backend.negate();
    return wrap(std::move(result));
  }
};

}  // namespace gilt
