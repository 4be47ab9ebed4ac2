# needs-python: 3.13
# Slicing lists, tuples, strings, bytes: reading, assigning, deleting.
key = "a"
items = list(range(10))
print(items[2:5], items[:3], items[7:], items[-3:], items[:-7], items[::3], items[::-1])
# expect: [2, 3, 4] [0, 1, 2] [7, 8, 9] [7, 8, 9] [0, 1, 2] [0, 3, 6, 9] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
print(items[8:2:-2], items[5:2], items[20:], items[-20:2], items[2:20], items[-1:0:-3], items[:])
# expect: [8, 6, 4] [] [] [0, 1] [2, 3, 4, 5, 6, 7, 8, 9] [9, 6, 3] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
print("abcdef"[1:4], "abcdef"[::-2], (1, 2, 3)[1:], b"bytes"[1:3], range(10)[2:8:2], "héllo"[1:3])
# expect: bcd fdb (2, 3) b'yt' range(2, 8, 2) él
items[1:3] = ["a", "b", "c"]
print(items)  # expect: [0, 'a', 'b', 'c', 3, 4, 5, 6, 7, 8, 9]
items[::2] = [0] * len(items[::2])
print(items)  # expect: [0, 'a', 0, 'c', 0, 4, 0, 6, 0, 8, 0]
items[2:2] = [99]
print(items)  # expect: [0, 'a', 99, 0, 'c', 0, 4, 0, 6, 0, 8, 0]
items[:2] = []
print(items)  # expect: [99, 0, 'c', 0, 4, 0, 6, 0, 8, 0]
items[5:1] = ["x"]
print(items)  # expect: [99, 0, 'c', 0, 4, 'x', 0, 6, 0, 8, 0]
del items[1:3]
print(items)  # expect: [99, 0, 4, 'x', 0, 6, 0, 8, 0]
del items[::2]
print(items)  # expect: [0, 'x', 6, 8]
items[:] = "reset"
print(items)  # expect: ['r', 'e', 's', 'e', 't']
items[-1:] = iter([1, 2])
print(items)  # expect: ['r', 'e', 's', 'e', 1, 2]
try:
    items[::2] = [1]
except ValueError as e:
    print(e)
# expect: attempt to assign sequence of size 1 to extended slice of size 3
for bad in (lambda: items[key], lambda: items[1.0], lambda: items["a":], lambda: "abc"[key],
            lambda: (1,)[key], lambda: items[::0], lambda: b"a"[key]):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__ + ":", e)
# expect: TypeError: list indices must be integers or slices, not str
# expect: TypeError: list indices must be integers or slices, not float
# expect: TypeError: slice indices must be integers or None or have an __index__ method
# expect: TypeError: string indices must be integers, not 'str'
# expect: TypeError: tuple indices must be integers or slices, not str
# expect: ValueError: slice step cannot be zero
# expect: TypeError: byte indices must be integers or slices, not str
try:
    items[0:1] = 5
except TypeError as e:
    print(e)
# expect: must assign iterable to extended slice
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s.indices(5), slice(-3, None).indices(10))
# expect: slice(1, 10, 2) 1 10 2 slice(None, 5, None) slice(None, None, None) (1, 5, 2) (7, 10, 1)
print(s == slice(1, 10, 2), items[s], slice(None, None, -1).indices(4))
# expect: True ['e', 'e', 2] (3, -1, -1)
n = [1, 2, 3]
n[1:2] = n
print(n)  # expect: [1, 1, 2, 3, 3]
n += n[:2]
print(n, n * 2)  # expect: [1, 1, 2, 3, 3, 1, 1] [1, 1, 2, 3, 3, 1, 1, 1, 1, 2, 3, 3, 1, 1]
