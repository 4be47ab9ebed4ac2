# needs-python: 3.14
# zip, map, filter, enumerate, reversed, iter(): results, strictness, errors in the middle, exhaustion.
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip([1], [2], [3], strict=True)), list(zip([], strict=True)))
# expect: [] [('a',), ('b',)] [('a', 1), ('b', 2)] [(1, 2, 3)] []
print(list(map(pow, [2, 3], [3, 2])), list(map(str, [])), list(map(max, "ab", "ba", strict=True)), list(filter(None, [0, 1, "", "x"])))
# expect: [8, 9] [] ['b', 'b'] [1, 'x']
print(list(filter(lambda x: x % 2, range(6))), list(enumerate("ab", 5)), list(enumerate(iterable="z", start=2**62 - 1)), list(enumerate("ab", 2**63)))
# expect: [1, 3, 5] [(5, 'a'), (6, 'b')] [(4611686018427387903, 'z')] [(9223372036854775808, 'a'), (9223372036854775809, 'b')]
print(list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})), list(reversed([])))
# expect: ['c', 'b', 'a'] [2, 1] [2, 1, 0] ['b', 'a'] []
numbers = iter(range(10, 0, -1))
print(list(iter(lambda: next(numbers), 6)), next(numbers), list(zip(numbers, numbers)))
# expect: [10, 9, 8, 7] 5 [(4, 3), (2, 1)]


def bad_args():
    yield lambda: list(zip([1], [2, 3], strict=True))
    yield lambda: list(zip([1, 2], [3], strict=True))
    yield lambda: list(zip([1, 2], [3, 4], [5], strict=True))
    yield lambda: list(map(max, [1], [2, 3], strict=True))
    yield lambda: zip([1], 2)
    yield lambda: zip([], foo=1)
    yield lambda: map(int)
    yield lambda: map(int, 5)
    yield lambda: filter(None)
    yield lambda: enumerate()
    yield lambda: enumerate(5)
    yield lambda: enumerate([], "a")
    yield lambda: enumerate([], foo=1)
    yield lambda: reversed({1})
    yield lambda: reversed(5)
    yield lambda: list(map(lambda x: 1 // x, [1, 0]))
    yield lambda: iter(5, 6)


for bad in bad_args():
    try:
        bad()
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__ + ":", e)
# expect: ValueError: zip() argument 2 is longer than argument 1
# expect: ValueError: zip() argument 2 is shorter than argument 1
# expect: ValueError: zip() argument 3 is shorter than arguments 1-2
# expect: ValueError: map() argument 2 is longer than argument 1
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: zip() got an unexpected keyword argument 'foo'
# expect: TypeError: map() must have at least two arguments.
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: filter expected 2 arguments, got 1
# expect: TypeError: enumerate() missing required argument 'iterable'
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'foo' is an invalid keyword argument for enumerate()
# expect: TypeError: 'set' object is not reversible
# expect: TypeError: 'int' object is not reversible
# expect: ZeroDivisionError: division by zero
# expect: TypeError: iter(v, w): v must be callable

it = iter([1, 2])
print(next(it), it.__length_hint__(), next(it), next(it, "end"), next(it, "end"), it.__length_hint__())
# expect: 1 1 2 end end 0
grown = [1]
it = iter(grown)
print(next(it), grown.append(2), next(it), next(it, "end"), grown.append(3), next(it, "still the end"))
# expect: 1 None 2 end None still the end
views = {"a": 1, "b": 2}
print(views.keys() & ["a"], views.keys() - {"a"}, {"b"} ^ {"b": 0}.keys(), views.items() & {("a", 1)}, views.keys() >= {"a"}, views.keys() == {"b", "a"})
# expect: {'a'} {'b'} set() {('a', 1)} True True
print(views.keys().mapping | {}, views.values().mapping["a"], type(views.items().mapping).__name__, views.keys().isdisjoint(["z"]))
# expect: {'a': 1, 'b': 2} 1 mappingproxy True
proxy = type("C", (), {"x": 1}).__dict__
print(type(proxy).__name__, proxy["x"], "x" in proxy, proxy.get("y", 2), "x" in list(proxy))  # expect: mappingproxy 1 True 2 True
try:
    proxy["x"] = 2
except TypeError as e:
    print(e)  # expect: 'mappingproxy' object does not support item assignment
print(list[int], dict[str, list[int]], tuple[int, ...], list[int].__origin__, list[int].__args__, list[int] == list[int], list[int]("ab"), tuple[()])
# expect: list[int] dict[str, list[int]] tuple[int, ...] <class 'list'> (<class 'int'>,) True ['a', 'b'] tuple[()]
