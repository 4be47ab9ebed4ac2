# sys._is_gil_enabled without the GIL.
# modes: off 3.14t atomic naive
# python-differs: needs a free-threaded CPython
import sys

print(sys._is_gil_enabled())  # expect: False
