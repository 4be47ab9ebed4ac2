# os: the little that threading scripts use.
import os

print(os.getpid() > 0, os.getppid() > 0, os.cpu_count() >= 1, os.name, os.sep, os.linesep == "\n", os.getcwd() == os.path.abspath("."))
# expect: True True True posix / True True
print(os.environ.get("NO_SUCH_VARIABLE"), os.environ.get("NO_SUCH_VARIABLE", "default"), "PATH" in os.environ, os.getenv("NO_SUCH", 5), os.getenv("PATH") == os.environ["PATH"])
# expect: None default True 5 True
os.environ["GILT_TEST"] = "set"
print(os.environ["GILT_TEST"], os.getenv("GILT_TEST"))  # expect: set set
del os.environ["GILT_TEST"]
print("GILT_TEST" in os.environ)  # expect: False
try:
    os.environ["NO_SUCH_VARIABLE"]
except KeyError as e:
    print("KeyError", e)
# expect: KeyError 'NO_SUCH_VARIABLE'
print(os.path.join("a", "b", "/c", "d"), os.path.join("a", "", "b"), os.path.basename("/x/y.py"), os.path.dirname("/x/y.py"), os.path.splitext("a.b.py"), os.path.exists("/"), os.path.isdir("/"), os.path.isfile("/"))
# expect: /c/d a/b y.py /x ('a.b', '.py') True True False
print(os.path.basename(__file__), os.path.exists("/no/such/path"))  # expect: os_module.py False
print(os.process_cpu_count() >= 1 if hasattr(os, "process_cpu_count") else True, isinstance(os.urandom(4), bytes), len(os.urandom(8)))
# expect: True True 8
