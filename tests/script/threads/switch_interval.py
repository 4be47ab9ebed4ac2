# sys.setswitchinterval and what it refuses.
import sys

print(sys.getswitchinterval())  # expect: 0.005
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())  # expect: 0.001
sys.setswitchinterval(1e-9)
print(sys.getswitchinterval())  # expect: 0.0
for bad in (0, -1, 0.0):
    try:
        sys.setswitchinterval(bad)
    except ValueError as e:
        print(e)
# expect: switch interval must be strictly positive
# expect: switch interval must be strictly positive
# expect: switch interval must be strictly positive
try:
    sys.setswitchinterval("soon")
except TypeError as e:
    print(e)  # expect: must be real number, not str
