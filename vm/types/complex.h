// complex: two doubles. Thread-safety: immutable. Source: CPython 3.14 Objects/complexobject.c.
#pragma once

#include <complex>
#include <string_view>

#include "vm/call_args.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct ComplexObject : Object {
  double re = 0;
  double im = 0;

  std::complex<double> value() const { return {re, im}; }
};

Ref make_complex(Thread& t, double re, double im);
Ref make_complex_of_class(Thread& t, Type* cls, std::complex<double> value);
bool is_complex(Thread& t, Value v);  // complex or a subclass

std::complex<double> complex_product(std::complex<double> a, std::complex<double> b);
// b is not 0.
std::complex<double> complex_quotient(std::complex<double> a, std::complex<double> b);
// ZeroDivisionError, OverflowError.
Ref complex_power(Thread& t, std::complex<double> base, std::complex<double> exponent);

// complex(...) and its parts (vm/types/complex_parse.cpp).
Ref complex_construct(Thread& t, Type* cls, CallArgs args);
// complex.from_number(); the value of a number of any kind. False: TypeError.
bool to_complex(Thread& t, Value v, std::complex<double>* out);

}  // namespace gilt
