// complex: two doubles.
#pragma once

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct ComplexObject : Object {
  double real = 0, imag = 0;
};

Ref make_complex(Thread& t, double real, double imag);

}  // namespace gilt
