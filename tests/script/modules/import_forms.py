# import in its forms, with what is missing said clearly.
import math as m
import os.path
from math import pi, sqrt as root
from os import path

print(m.pi == pi, root(4), os.path is path, m.__name__)  # expect: True 2.0 True math
try:
    import no_such_module
except ModuleNotFoundError as e:
    print(e, e.name)
# expect: No module named 'no_such_module' no_such_module
try:
    from math import nothing_like_this
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0])
# expect: ImportError cannot import name 'nothing_like_this' from 'math'


def inside():
    import time as t
    return t.sleep(0)


print(inside(), "t" in globals())  # expect: None False
try:
    m.nope
except AttributeError as e:
    print(e)
# expect: module 'math' has no attribute 'nope'
import math
print(math is m, __name__, type(math).__name__)  # expect: True __main__ module
if __name__ == "__main__":
    print("main guard")
# expect: main guard
