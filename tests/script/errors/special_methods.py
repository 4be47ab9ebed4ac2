class Thing:
    def __getitem__(self, key):
        return {}[key]

    def __add__(self, other):
        return self[other]

    @property
    def size(self):
        return self + 1


def run(thing, n):
    x = y = thing.size; z = 1
    return x, y, z


table = {"a": run}
table["a"](Thing(), 1)[0]
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "special_methods.py", line 19, in <module>
# stderr|     table["a"](Thing(), 1)[0]
# stderr|     ~~~~~~~~~~^^^^^^^^^^^^
# stderr|   File "special_methods.py", line 14, in run
# stderr|     x = y = thing.size; z = 1
# stderr|             ^^^^^^^^^^
# stderr|   File "special_methods.py", line 10, in size
# stderr|     return self + 1
# stderr|            ~~~~~^~~
# stderr|   File "special_methods.py", line 6, in __add__
# stderr|     return self[other]
# stderr|            ~~~~^^^^^^^
# stderr|   File "special_methods.py", line 3, in __getitem__
# stderr|     return {}[key]
# stderr|            ~~^^^^^
# stderr| KeyError: 1
# needs-python: 3.13
