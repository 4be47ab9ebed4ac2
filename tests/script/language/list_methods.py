# needs-python: 3.12
# list: every method and operator.
a = [3, 1, 2]
a.append(5)
a.extend("xy")
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
print(a, len(a), a.pop(), a.pop(0), a.pop(-2), a)
# expect: [3, 1, 2, 5, 'x', 'y'] 9 end first before last [3, 1, 2, 5, 'x', 'y']
a.remove("x")
a.reverse()
print(a, a.index(1), a.count(2), 5 in a, "z" in a)  # expect: ['y', 5, 2, 1, 3] 3 1 True False
b = a.copy()
b.clear()
print(a, b, a == b, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] != [1.0], [] or "empty")
# expect: ['y', 5, 2, 1, 3] [] False True True False empty
print([1, 2] + [3], [0] * 3, 2 * ["a"], [[]] * 2, list("ab"), list(range(3)), [1, [2, [3]]][1][1][0])
# expect: [1, 2, 3] [0, 0, 0] ['a', 'a'] [[], []] ['a', 'b'] [0, 1, 2] 3
c = [1, 2]
d = c
c += [3]
d.extend(x * x for x in range(2))
print(c, d is c, c[-1], c[-5])  # expect: [1, 2, 3, 0, 1] True 1 1
c *= 2
print(c)  # expect: [1, 2, 3, 0, 1, 1, 2, 3, 0, 1]
nested = [[0] * 2 for _ in range(2)]
nested[0][1] = 7
print(nested, max([3, 9, 2]), min("b", "a"), sum([1, 2, 3]), sum([[1], [2]], []), any([0, 1]), all([1, 0]))
# expect: [[0, 7], [0, 0]] 9 a 6 [1, 2] True False
print(list(reversed(c)), sorted(c, reverse=True), list(map(str, c)), [1, 2, 3].index(3, 1), [1, 2, 1].index(1, 1, 3))
# expect: [1, 0, 3, 2, 1, 1, 0, 3, 2, 1] [3, 3, 2, 2, 1, 1, 1, 1, 0, 0] ['1', '2', '3', '0', '1', '1', '2', '3', '0', '1'] 2 2
loop = [1]
loop.append(loop)
print(loop, repr([None, True, "q", 1.0, b"b", (1,), {2}, {3: 4}]))
# expect: [1, [...]] [None, True, 'q', 1.0, b'b', (1,), {2}, {3: 4}]
e = [1, 2, 3, 4, 5, 6]
e[1], e[-1] = e[-1], e[1]
print(e)  # expect: [1, 6, 3, 4, 5, 2]
for bad in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1][1], lambda: [1].remove(2), lambda: [] + (), lambda: [1] * "a",
            lambda: [].append(), lambda: [].append(1, 2), lambda: [1].insert("a", 1), lambda: [].nope, lambda: hash([]), lambda: list(1, 2), lambda: list(5),
            lambda: [1].sort(1), lambda: [].extend(5), lambda: [].__setitem__(0, 1), lambda: sum(["a"]), lambda: max([]), lambda: [1, 2][5:][0]):
    try:
        bad()
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)
# expect: IndexError: pop from empty list
# expect: IndexError: pop index out of range
# expect: IndexError: list index out of range
# expect: ValueError: list.remove(x): x not in list
# expect: TypeError: can only concatenate list (not "tuple") to list
# expect: TypeError: can't multiply sequence by non-int of type 'str'
# expect: TypeError: list.append() takes exactly one argument (0 given)
# expect: TypeError: list.append() takes exactly one argument (2 given)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: AttributeError: 'list' object has no attribute 'nope'
# expect: TypeError: unhashable type: 'list'
# expect: TypeError: list expected at most 1 argument, got 2
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: sort() takes no positional arguments
# expect: TypeError: 'int' object is not iterable
# expect: IndexError: list assignment index out of range
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
# expect: ValueError: max() iterable argument is empty
# expect: IndexError: list index out of range
