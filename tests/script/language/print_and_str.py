# print, str and repr of everything, nested and recursive.
class Plain:
    pass


class WithStr:
    def __str__(self):
        return "str"


class WithRepr:
    def __repr__(self):
        return "repr"


class Both(WithStr, WithRepr):
    pass


print(WithStr(), [WithRepr()], WithRepr(), Both(), [Both()], f"{Both()} {Both()!r}", "%s %r" % (Both(), Both()))
# expect: str [repr] repr str [repr] str repr str repr
print(repr(Plain()).startswith("<__main__.Plain object at 0x"), repr(Plain), str(Plain), repr(print), repr(len))
# expect: True <class '__main__.Plain'> <class '__main__.Plain'> <built-in function print> <built-in function len>
print([1, "a", None, 2.5, True, b"x", (1,), [], {}, set(), {"k": [1, {2}]}, frozenset({1}), range(3), slice(1), ..., NotImplemented, int])
# expect: [1, 'a', None, 2.5, True, b'x', (1,), [], {}, set(), {'k': [1, {2}]}, frozenset({1}), range(0, 3), slice(None, 1, None), Ellipsis, NotImplemented, <class 'int'>]
a = [1]
a.append(a)
d = {}
d["d"] = d
t = ([],)
t[0].append(t)
print(a, d, t)  # expect: [1, [...]] {'d': {...}} ([(...)],)
print(repr(lambda: 0).startswith("<function <lambda> at 0x"), repr(Plain.__init__)[:14], repr(Plain().__class__), repr([].append).startswith("<built-in method append of list object at 0x"))
# expect: True <slot wrapper  <class '__main__.Plain'> True
print(repr((x for x in [])).startswith("<generator object <genexpr> at 0x"), repr(iter([])).startswith("<list_iterator object at 0x"), repr(zip()).startswith("<zip object at"), repr(map(int, [])).startswith("<map object"))
# expect: True True True True
print(repr(ValueError("x")), repr(KeyError()), str(KeyError("k")), repr(Exception(1, "b")), repr(StopIteration()), [ValueError("in list")])
# expect: ValueError('x') KeyError() 'k' Exception(1, 'b') StopIteration() [ValueError('in list')]


class BadStr:
    def __str__(self):
        return 5

    def __repr__(self):
        raise ValueError("bad repr")


for bad in (lambda: str(BadStr()), lambda: repr(BadStr()), lambda: f"{BadStr()}", lambda: [BadStr()].__repr__()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: __str__ returned non-string (type int)
# expect: ValueError: bad repr
# expect: TypeError: __str__ returned non-string (type int)
# expect: ValueError: bad repr


class Method:
    def m(self):
        pass


print(repr(Method.m).startswith("<function Method.m at 0x"), repr(Method().m).startswith("<bound method Method.m of <__main__.Method object at 0x"), type(Method().m).__name__, Method.m.__qualname__)
# expect: True True method Method.m
print({"b": 1, "a": [1, (2, {3: "x"})]}, {1: {2: {3: {}}}}, ((((1,),),),), [[[[]]]], {(): []}, "nested 'quotes' \"both\"", ["it's"], ['"'])
# expect: {'b': 1, 'a': [1, (2, {3: 'x'})]} {1: {2: {3: {}}}} ((((1,),),),) [[[[]]]] {(): []} nested 'quotes' "both" ["it's"] ['"']
