# weakref.proxy: what is done to it is done to its target.
# needs-python: 3.13
import gc
import weakref


class Number:
    def __init__(self, value):
        self.value = value
        self.items = {}

    def __add__(self, other):
        return ("add", self.value, getattr(other, "value", other))

    def __radd__(self, other):
        return ("radd", other, self.value)

    def __iadd__(self, other):
        self.value += other
        return self

    def __neg__(self):
        return -self.value

    def __index__(self):
        return self.value

    def __len__(self):
        return self.value

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value

    def __delitem__(self, key):
        del self.items[key]

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __eq__(self, other):
        return self.value == getattr(other, "value", other)

    def __lt__(self, other):
        return self.value < getattr(other, "value", other)

    def __str__(self):
        return f"Number {self.value}"


def raised(action):
    try:
        action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing raised"


number = Number(3)
proxy = weakref.proxy(number)
assert weakref.proxy(number) is proxy and weakref.getweakrefcount(number) == 1
assert type(proxy) is weakref.ProxyType and isinstance(proxy, Number)
print(proxy + 1, 1 + proxy, proxy + proxy)  # expect: ('add', 3, 1) ('radd', 1, 3) ('add', 3, 3)
print(-proxy, [10, 11, 12, 13][proxy], len(proxy), str(proxy))  # expect: -3 13 3 Number 3
proxy["k"] = 1
proxy.extra = 2
print(proxy["k"], "k" in proxy, list(proxy), number.extra, proxy.value)  # expect: 1 True ['k'] 2 3
del proxy["k"], proxy.extra
print("k" in number, hasattr(number, "extra"))  # expect: False False
print(proxy == 3, proxy == number, proxy < 4, proxy != 4, bool(proxy))  # expect: True True True True True
same = proxy
proxy += 1
assert proxy is number and same.value == 4
print(raised(lambda: hash(same)))  # expect: TypeError: unhashable type: 'weakref.ProxyType'
print(raised(lambda: same()))  # expect: TypeError: 'weakref.ProxyType' object is not callable
# expect: TypeError: Weakref proxy referenced a non-iterator 'Number' object
print(raised(lambda: next(same)))
del proxy, number
gc.collect()
for use in (str, len, bool, iter, lambda p: p.x, lambda p: p + 1, lambda p: 1 + p, lambda p: p[0]):
    assert raised(lambda: use(same)) == "ReferenceError: weakly-referenced object no longer exists"
assert repr(same).startswith("<weakproxy at") and repr(same).endswith("; dead>")


def double(x):
    return 2 * x


call = weakref.proxy(double)
print(type(call) is weakref.CallableProxyType, call(21), call.__name__)  # expect: True 42 double
ended = []
short = Number(1)
watched = weakref.proxy(short, ended.append)
del short
gc.collect()
print(len(ended), ended[0] is watched)  # expect: 1 True
