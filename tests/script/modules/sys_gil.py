# sys._is_gil_enabled says what was chosen.
# modes: on any 3.14
# needs-python: 3.13
import sys

print(sys._is_gil_enabled())  # expect: True
