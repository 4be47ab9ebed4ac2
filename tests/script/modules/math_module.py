# needs-python: 3.12
# math: values, exact results, errors.
import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan
print(math.sqrt(2), math.sqrt(16), math.cbrt(27), math.isqrt(10**20 + 1), math.hypot(3, 4), math.hypot(1, 2, 3))
# expect: 1.4142135623730951 4.0 3.0000000000000004 10000000000 5.0 3.7416573867739413
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.9), math.floor(5))
# expect: 2 -3 3 -2 -2 5
print(math.fabs(-3), math.copysign(2, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(2.75), math.frexp(8.0), math.ldexp(0.5, 4))
# expect: 3.0 -2.0 -1.0 -1.0 (0.75, 2.0) (0.5, 4) 8.0
print(math.exp(1), math.exp2(3), math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10), math.log(2**1000))
# expect: 2.718281828459045 8.0 1.00000000005e-10 2.302585092994046 3.0 10.0 3.0 9.999999999500001e-11 693.1471805599454
print(math.pow(2, 10), math.sin(0), math.cos(0), math.tan(0.5), math.asin(1), math.acos(1), math.atan(1), math.atan2(1, -1))
# expect: 1024.0 0.0 1.0 0.5463024898437905 1.5707963267948966 0.0 0.7853981633974483 2.356194490192345
print(math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5), math.degrees(math.pi), math.radians(180))
# expect: 1.1752011936438014 1.5430806348152437 0.7615941559557649 0.881373587019543 1.3169578969248166 0.5493061443340548 180.0 3.141592653589793
print(math.factorial(20), math.factorial(30), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.gcd(12, 18), math.gcd(), math.gcd(0, 5, 10), math.lcm(4, 6), math.lcm())
# expect: 2432902008176640000 265252859812191058636308480000000 120 20 24 6 0 5 12 1
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1))
# expect: True True True True True
print(math.fsum([0.1] * 10), sum([0.1] * 10) == 1.0, math.prod([1, 2, 3, 4]), math.prod([], start=5), math.dist((0, 0), (3, 4)), math.sumprod([1, 2], [3, 4]))
# expect: 1.0 True 24 5 5.0 11
print(math.erf(0.5), math.erfc(0.5), math.gamma(5), math.lgamma(10), math.nextafter(1, 2), math.ulp(1.0))
# expect: 0.5204998778130465 0.4795001221869535 24.0 12.801827480081467 1.0000000000000002 2.220446049250313e-16
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.exp(1000), lambda: math.sqrt("x"), lambda: math.floor("x"), lambda: math.factorial(2.5),
            lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: math.pow(0, -1), lambda: math.floor(math.inf), lambda: math.floor(math.nan), lambda: math.gcd(1.5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__)
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: OverflowError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: OverflowError
# expect: ValueError
# expect: TypeError
