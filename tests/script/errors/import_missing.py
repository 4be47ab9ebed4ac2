import math
import no_such_module_here
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "import_missing.py", line 2, in <module>
# stderr|     import no_such_module_here
# stderr| ModuleNotFoundError: No module named 'no_such_module_here'
