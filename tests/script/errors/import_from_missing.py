# needs-python: 3.13
from math import no_such_name
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "import_from_missing.py", line 1, in <module>
# stderr|     from math import no_such_name
# stderr| ImportError: cannot import name 'no_such_name' from 'math' (/root/.pyenv/versions/3.13.0/lib/python3.13/lib-dynload/math.cpython-313-x86_64-linux-gnu.so)
