// float: most doubles are immediate, the rest is a FloatObject.
#pragma once

#include <string_view>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct FloatObject : Object {
  double value = 0;
};

Ref make_float_slow(Thread& t, double d);
inline Ref make_float(Thread& t, double d) {
  if (Value::fits_immediate_double(d)) return Ref::immediate(Value::immediate_double(d));
  return make_float_slow(t, d);
}
// An exact float (not a subclass), immediate or boxed.
inline bool is_exact_float(Value v) {
  return v.is_immediate_double() || (v.is_object() && v.object()->layout == Layout::kFloat);
}
inline double float_value(Value v) {
  return v.is_immediate_double() ? v.immediate_double() : v.as<FloatObject>()->value;
}
Ref parse_float(Thread& t, std::string_view text);

}  // namespace gilt
