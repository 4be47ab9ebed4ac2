// Value: one 64-bit word that holds any Python object.
//
//   ...xxx1  small int, 63 bits, two's complement
//   ...xx10  double, rotated so that the exponents in everyday use fit (others are boxed FloatObjects)
//   ...0100  None, True, False, NotImplemented, Ellipsis
//   ...0000  pointer to an Object (16-byte aligned); all bits zero is "no value": an error return or
//            an empty slot
//
// Immediates have no reference count. A Value does not own what it points to: `Ref` (vm/ref.h) does.
// On the evaluation stack bit 3 of a pointer marks a borrowed reference (`StackRef`, vm/ref.h); a
// Value never has it set.
#pragma once

#include <bit>
#include <cstdint>

namespace gilt {

struct Object;

class Value {
 public:
  constexpr Value() = default;
  static constexpr Value from_bits(uint64_t bits) { return Value(bits); }
  constexpr uint64_t bits() const { return bits_; }

  // Identity (`is`), which for immediates is equality of type and value.
  friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }
  // False for "no value".
  explicit constexpr operator bool() const { return bits_ != 0; }

  // --- objects
  static Value from(const Object* object) { return Value(reinterpret_cast<uint64_t>(object)); }
  constexpr bool is_object() const { return (bits_ & 15) == 0 && bits_ != 0; }
  Object* object() const { return reinterpret_cast<Object*>(bits_); }
  // The caller has checked the type.
  template <typename T>
  T* as() const {
    return reinterpret_cast<T*>(bits_);
  }

  // --- small ints
  static constexpr int64_t kMaxSmallInt = (int64_t{1} << 62) - 1;
  static constexpr int64_t kMinSmallInt = -(int64_t{1} << 62);
  static constexpr bool fits_small_int(int64_t i) { return i >= kMinSmallInt && i <= kMaxSmallInt; }
  static constexpr Value small_int(int64_t i) { return Value((static_cast<uint64_t>(i) << 1) | 1); }
  constexpr bool is_small_int() const { return (bits_ & 1) != 0; }
  constexpr int64_t small_int() const { return static_cast<int64_t>(bits_) >> 1; }

  // --- doubles
  // Rotated left by 3, so that sign and the top two exponent bits are at the bottom, where the tag
  // replaces the latter. Doubles whose top three exponent bits are 011 or 100 (about 1e-77 to 1e77)
  // and +0.0 are immediate.
  static constexpr bool fits_immediate_double(double d) {
    uint64_t bits = std::bit_cast<uint64_t>(d);
    uint64_t top = (bits >> 60) & 7;
    return (top == 3 || top == 4 || bits == 0) && bits != kTakenByZero;
  }
  static constexpr Value immediate_double(double d) {
    uint64_t bits = std::bit_cast<uint64_t>(d);
    if (bits == 0) return Value(kZeroDouble);
    return Value((std::rotl(bits, 3) & ~uint64_t{3}) | 2);
  }
  constexpr bool is_immediate_double() const { return (bits_ & 3) == 2; }
  constexpr double immediate_double() const {
    if (bits_ == kZeroDouble) return 0.0;
    // Bit 63 of the rotated form tells whether the replaced bits were 01 (of 011) or 10 (of 100).
    uint64_t replaced = 2 - (bits_ >> 63);
    return std::bit_cast<double>(std::rotr((bits_ & ~uint64_t{3}) | replaced, 3));
  }

  // --- singletons
  static constexpr Value none() { return Value(kNone); }
  static constexpr Value boolean(bool b) { return Value(b ? kTrue : kFalse); }
  static constexpr Value not_implemented() { return Value(kNotImplemented); }
  static constexpr Value ellipsis() { return Value(kEllipsis); }
  constexpr bool is_none() const { return bits_ == kNone; }
  constexpr bool is_true() const { return bits_ == kTrue; }
  constexpr bool is_false() const { return bits_ == kFalse; }
  constexpr bool is_bool() const { return (bits_ & ~uint64_t{16}) == kFalse; }
  constexpr bool is_not_implemented() const { return bits_ == kNotImplemented; }
  constexpr bool is_ellipsis() const { return bits_ == kEllipsis; }
  constexpr bool is_singleton() const { return (bits_ & 15) == 4; }

 private:
  explicit constexpr Value(uint64_t bits) : bits_(bits) {}

  static constexpr uint64_t kFalse = 0x04;
  static constexpr uint64_t kTrue = 0x14;
  static constexpr uint64_t kNone = 0x24;
  static constexpr uint64_t kNotImplemented = 0x34;
  static constexpr uint64_t kEllipsis = 0x44;
  static constexpr uint64_t kZeroDouble = 0x8000000000000002;   // the word that means +0.0 ...
  static constexpr uint64_t kTakenByZero = 0x3000000000000000;  // ... would be this double's

  uint64_t bits_ = 0;
};
static_assert(sizeof(Value) == 8);

}  // namespace gilt
