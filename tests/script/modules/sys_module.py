# sys: what scripts read and set.
import sys

print(type(sys.argv).__name__, len(sys.argv), sys.argv[0].endswith("sys_module.py"))
# expect: list 1 True
print(sys.version_info >= (3, 11), sys.version_info[0], sys.version_info.major, len(sys.version_info), sys.version_info.releaselevel in ("final", "candidate", "beta", "alpha"))
# expect: True 3 3 5 True
print(sys.maxsize, sys.byteorder, sys.platform, sys.getrecursionlimit(), isinstance(sys.version, str), sys.float_info.max, sys.float_info.epsilon)
# expect: 9223372036854775807 little linux 1000 True 1.7976931348623157e+308 2.220446049250313e-16
print(sys.stdout.write("written\n"), file=sys.stdout)
# expect: written
# expect: 8
sys.stdout.flush()
print("to stdout", file=sys.stdout)  # expect: to stdout
print(sys.getsizeof([]) > 0, "sys" in sys.modules, sys.modules["__main__"].__name__, sys.intern("x") == "x")
# expect: True True __main__ True
sys.setrecursionlimit(200)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(100))  # expect: 100
try:
    down(1000)
except RecursionError as e:
    print(e)
# expect: maximum recursion depth exceeded
sys.setrecursionlimit(3000)
print(down(2500), sys.getrecursionlimit())  # expect: 2500 3000
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)
# expect: recursion limit must be greater or equal than 1
try:
    raise KeyError("k")
except KeyError:
    kind, value, traceback = sys.exc_info()
    print(kind.__name__, value, traceback is not None, sys.exception() is value)
# expect: KeyError 'k' True True
print(sys.exc_info(), sys.exception())  # expect: (None, None, None) None
try:
    sys.exit(3)
except SystemExit as e:
    print(repr(e), e.code)
# expect: SystemExit(3) 3
print(sys.implementation.name in ("cpython", "gilt"), sys.executable != "", sys.stdin is not None, hasattr(sys, "path"), sys.flags.optimize)
# expect: True True True True 0
saved = sys.stdout


class Capture:
    def __init__(self):
        self.text = ""

    def write(self, s):
        self.text += s
        return len(s)

    def flush(self):
        pass


sys.stdout = capture = Capture()
print("captured", 1)
sys.stdout = saved
print(repr(capture.text))  # expect: 'captured 1\n'
