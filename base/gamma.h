// The gamma function and the logarithm of its absolute value, with CPython's results.
//
// Source: Lanczos' approximation with the coefficients of Godfrey and Boost (N = 13, g
// = 6.0246...), used as in Modules/mathmodule.c. Thread-safety: pure functions (unlike the C
// library's lgamma).
#pragma once

namespace gilt {

// Neither takes a pole (0 and the negative whole numbers). Too large: infinity.
double gamma_function(double x);
double log_gamma(double x);

}  // namespace gilt
