// base/gamma.h: values of CPython's math.gamma and math.lgamma.
#include "base/gamma.h"

#include <gtest/gtest.h>

#include <limits>

namespace gilt {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Gamma, WholeNumbersAreExact) {
  EXPECT_EQ(gamma_function(1), 1);
  EXPECT_EQ(gamma_function(5), 24);
  EXPECT_EQ(gamma_function(23), 1.1240007277776077e+21);
}

TEST(Gamma, IsCPythons) {
  EXPECT_EQ(gamma_function(0.5), 1.7724538509055159);
  EXPECT_EQ(gamma_function(-1.5), 2.3632718012073544);
  EXPECT_EQ(gamma_function(172), kInfinity);
  EXPECT_EQ(gamma_function(-200.5), -0.0);
  EXPECT_EQ(log_gamma(10), 12.801827480081467);
  EXPECT_EQ(log_gamma(1), 0);
  EXPECT_EQ(log_gamma(-kInfinity), kInfinity);
}

}  // namespace
}  // namespace gilt
