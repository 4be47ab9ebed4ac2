#include "base/gamma.h"

#include <cmath>
#include <iterator>
#include <limits>

namespace gilt {

namespace {

constexpr double kPi = 3.141592653589793238;
constexpr double kLogPi = 1.144729885849400174;
constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Lanczos' sum as a quotient of polynomials, constant term first.
constexpr double kNumerator[] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
constexpr double kDenominator[] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                   45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                   1925.0,     66.0,       1.0};
constexpr int kTerms = std::size(kNumerator);
static_assert(std::size(kDenominator) == kTerms);

double lanczos_sum(double x) {
  double numerator = 0, denominator = 0;
  if (x < 5) {
    for (int i = kTerms; i-- > 0;) {
      numerator = numerator * x + kNumerator[i];
      denominator = denominator * x + kDenominator[i];
    }
  } else {  // in powers of 1/x, which do not overflow
    for (int i = 0; i < kTerms; ++i) {
      numerator = numerator / x + kNumerator[i];
      denominator = denominator / x + kDenominator[i];
    }
  }
  return numerator / denominator;
}

// sin(pi * x), exact where it is 0 or 1.
double sin_pi(double x) {
  double y = std::fmod(std::fabs(x), 2.0);
  double result;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0:
      result = std::sin(kPi * y);
      break;
    case 1:
      result = std::cos(kPi * (y - 0.5));
      break;
    case 2:
      result = std::sin(kPi * (1.0 - y));
      break;  // pi * (1 - y) keeps the sign of zero
    case 3:
      result = -std::cos(kPi * (y - 1.5));
      break;
    default:
      result = std::sin(kPi * (y - 2.0));
      break;
  }
  return std::copysign(1.0, x) * result;
}

// a * y**e (or a / y**e), in two halves where the power alone would overflow.
double times_power(double a, double y, double e, bool large, bool divide) {
  double power = large ? std::pow(y, e / 2) : std::pow(y, e);
  for (int i = 0; i < (large ? 2 : 1); ++i) a = divide ? a / power : a * power;
  return a;
}

}  // namespace

double gamma_function(double x) {
  if (std::isnan(x) || x == kInfinity) return x;
  if (x == std::floor(x) && x > 0 && x <= 23) {
    double product = 1;
    for (int i = 2; i < static_cast<int>(x); ++i) product *= i;
    return product;
  }
  double size = std::fabs(x);
  if (size < 1e-20) return 1.0 / x;
  if (size > 200) return x < 0 ? 0.0 / sin_pi(x) : kInfinity;
  double y = size + kGMinusHalf;
  // What y lost by rounding, as a factor of the result.
  double lost = size > kGMinusHalf ? (y - size) - kGMinusHalf : (y - kGMinusHalf) - size;
  double correction = lost * kG / y;
  bool large = size >= 140;
  if (x < 0) {
    double result = -kPi / sin_pi(size) / size * std::exp(y) / lanczos_sum(size);
    result -= correction * result;
    return times_power(result, y, size - 0.5, large, true);
  }
  double result = lanczos_sum(size) / std::exp(y);
  result += correction * result;
  return times_power(result, y, size - 0.5, large, false);
}

double log_gamma(double x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return kInfinity;
  if (x == 1 || x == 2) return 0;
  double size = std::fabs(x);
  if (size < 1e-20) return -std::log(size);
  double result = std::log(lanczos_sum(size)) - kG;
  result += (size - 0.5) * (std::log(size + kG - 0.5) - 1);
  if (x < 0) result = kLogPi - std::log(std::fabs(sin_pi(size))) - std::log(size) - result;
  return std::isfinite(result) ? result : kInfinity;
}

}  // namespace gilt
