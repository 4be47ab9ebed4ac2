# tee() of a tee iterator gives new iterators only (3.14).
# needs-python: 3.14
from itertools import tee

left, right = tee("xyz")
print(next(left))
# expect: x
more, = tee(left, 1)
print(more is left, "".join(more), "".join(left), "".join(right))
# expect: False yz yz xyz
