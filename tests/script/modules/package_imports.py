# Packages: submodules, relative imports, and whose absence an ImportError reports.
import os
import sys

folder = f"/tmp/gilt_package_imports_{os.getpid()}"
files = {
    "first/__init__.py": "from . import near\nfrom .near import value as taken\n",
    "first/near.py": "value = 7\nfrom .deep import bottom\n",
    "first/deep/__init__.py": "",
    "first/deep/bottom.py": "from ..near import value\nfrom ... import nothing\n",
    "second/__init__.py": "",
    "second/needs.py": "import no_such_module_anywhere\n",
    "third/__init__.py": "from third import sub\n__all__ = ['sub', 'value']\nvalue = 1\n",
    "third/sub.py": "from third import *\nname = __name__, __package__\n",
}
for name in "", "first", "first/deep", "second", "third":
    os.mkdir(f"{folder}/{name}")
for name, text in files.items():
    with open(f"{folder}/{name}", "w") as f:
        f.write(text)
sys.path.insert(0, folder)
sys.dont_write_bytecode = True


def error(text):
    try:
        exec(text, {"__name__": "__main__", "__package__": None})
    except ImportError as e:
        print(f"{type(e).__name__}: {str(e).split(' (')[0]}; name={e.name}")


error("import first")
# expect: ImportError: attempted relative import beyond top-level package; name=None
error("from second import needs")
# expect: ModuleNotFoundError: No module named 'no_such_module_anywhere'; name=no_such_module_anywhere
error("from second import lacking")
# expect: ImportError: cannot import name 'lacking' from 'second'; name=second
error("import second.lacking")
# expect: ModuleNotFoundError: No module named 'second.lacking'; name=second.lacking
error("import second.needs.deeper")
# expect: ModuleNotFoundError: No module named 'no_such_module_anywhere'; name=no_such_module_anywhere
error("from .x import y")
# expect: ImportError: attempted relative import with no known parent package; name=None
import third.sub
print(third.sub.name, third.value)  # expect: ('third.sub', 'third') 1
for name in sorted(files):
    os.remove(f"{folder}/{name}")
for name in "first/deep", "first", "second", "third", "":
    os.rmdir(f"{folder}/{name}")
