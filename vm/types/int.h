// int: small ints are immediate (63 bits); the rest is an IntObject around a BigInt. Every function
// that makes an int normalises, so equal ints have one representation.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/bigint.h"
#include "vm/call_args.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct IntObject : Object {
  BigInt value;  // destroyed by the type's finalize
};

Ref make_int(Thread& t, int64_t i);
Ref make_int_from_unsigned(Thread& t, uint64_t i);
Ref make_int(Thread& t, BigInt value);
Ref make_int_from_double(Thread& t, double d);  // truncates; OverflowError/ValueError for inf/nan
// Instances of int subclasses (and bool) as plain int: the IntObject or small int behind.
inline bool is_big_int(Value v) { return v.is_object() && v.object()->layout == Layout::kInt; }
// v is an int (any kind): its value when it fits 64 bits.
bool int_fits_int64(Value v, int64_t* out);
BigInt to_bigint(Value v);                                  // v is an int of any kind
Ref parse_int(Thread& t, std::string_view text, int base);  // int("...", base)
Ref int_add(Thread& t, Value a, Value b);  // a and b are ints; the slow half of BINARY_OP
Ref int_subtract(Thread& t, Value a, Value b);
Ref int_multiply(Thread& t, Value a, Value b);

}  // namespace gilt
