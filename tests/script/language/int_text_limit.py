# The limit on the digits of conversions between int and str.
# needs-python: 3.14
import sys


def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(sys.get_int_max_str_digits)
# expect: 4300
attempt(lambda: len(str(10**4299)))
# expect: 4300
attempt(lambda: str(10**4300))
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
attempt(lambda: str(-(10**5000)))
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
attempt(lambda: int("9" * 4301))
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
attempt(lambda: int("9" * 4300) == 10**4300 - 1)
# expect: True
attempt(lambda: (len(hex(10**5000)), int("f" * 5000, 16).bit_length()))
# expect: (4155, 20000)
attempt(lambda: sys.set_int_max_str_digits(100))
# expect: ValueError: maxdigits must be >= 640 or 0 for unlimited
sys.set_int_max_str_digits(640)
attempt(lambda: str(10**640))
# expect: ValueError: Exceeds the limit (640 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
sys.set_int_max_str_digits(0)
attempt(lambda: len(str(10**5000)))
# expect: 5001
