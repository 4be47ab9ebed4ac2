# needs-python: 3.14
# What math says about arguments outside a function's domain.
import math


def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: math.sqrt(-1))
# expect: ValueError: expected a nonnegative input, got -1.0
attempt(lambda: math.log(0.0))
# expect: ValueError: expected a positive input, got 0.0
attempt(lambda: math.log(-5))
# expect: ValueError: expected a positive input
attempt(lambda: math.log(2, 1))
# expect: ZeroDivisionError: division by zero
attempt(lambda: math.acos(2))
# expect: ValueError: expected a number in range from -1 up to 1, got 2.0
attempt(lambda: math.acosh(0.5))
# expect: ValueError: expected argument value not less than 1, got 0.5
attempt(lambda: math.atanh(1))
# expect: ValueError: expected a number between -1 and 1, got 1.0
attempt(lambda: math.log1p(-2))
# expect: ValueError: expected argument value > -1, got -2.0
attempt(lambda: math.sin(math.inf))
# expect: ValueError: expected a finite input, got inf
attempt(lambda: math.gamma(-3))
# expect: ValueError: expected a noninteger or positive integer, got -3.0
attempt(lambda: math.exp(1000))
# expect: OverflowError: math range error
attempt(lambda: math.fmod(1, 0))
# expect: ValueError: math domain error
attempt(lambda: math.pow(0, -1))
# expect: ValueError: math domain error
attempt(lambda: math.fma(math.inf, 0, 1))
# expect: ValueError: invalid operation in fma
attempt(lambda: math.fsum([math.inf, -math.inf]))
# expect: ValueError: -inf + inf in fsum
attempt(lambda: math.isqrt(-1))
# expect: ValueError: isqrt() argument must be nonnegative
attempt(lambda: math.factorial(2.0))
# expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: math.comb(-1, 2))
# expect: ValueError: n must be a non-negative integer
attempt(lambda: math.dist([1], [1, 2]))
# expect: ValueError: both points must have the same number of dimensions
attempt(lambda: math.sqrt("x"))
# expect: TypeError: must be real number, not str
attempt(lambda: 10**400 * 1.0)
# expect: OverflowError: int too large to convert to float
attempt(lambda: 2.0**5000)
# expect: OverflowError: (34, 'Numerical result out of range')
attempt(lambda: 0j**-1)
# expect: ZeroDivisionError: zero to a negative or complex power
attempt(lambda: 1j / 0)
# expect: ZeroDivisionError: division by zero
attempt(lambda: int(1, 2, 3))
# expect: TypeError: int expected at most 2 arguments, got 3
