# Conditional expressions, and/or/not, assignment expressions.
x = 5
print("big" if x > 3 else "small", "a" if x > 9 else "b" if x > 4 else "c")  # expect: big b
print(0 or "x", 1 and "y", None or 0 or [], "a" and 0 and 1, not [], not not "x")
# expect: x y [] 0 True True
log = []


def v(value):
    log.append(value)
    return value


v(0) and v(1)
v(1) or v(2)
v(0) or v("") or v("last")
print(log)  # expect: [0, 1, 0, '', 'last']
if (n := len("hello")) > 3:
    print(n)
# expect: 5
data = iter([1, 2, 3, 0, 4])
while (item := next(data)) != 0:
    print("item", item)
# expect: item 1
# expect: item 2
# expect: item 3
print([half for n in range(6) if (half := n / 2) > 1], half)  # expect: [1.5, 2.0, 2.5] 2.5
print((y := 1, y + 1), y)  # expect: (1, 2) 1
print((lambda: (z := 3) + z)())  # expect: 6


def f():
    if any((found := w).startswith("b") for w in ["a", "bc", "d"]):
        return found


print(f())  # expect: bc
a = b = (c := 4)
print(a, b, c)  # expect: 4 4 4
print({(k := "key"): k}, [(t := i) for i in range(3)], t)  # expect: {'key': 'key'} [0, 1, 2] 2
s = "abc"
print(s[(i := 1)], s[i:])  # expect: b bc
print(1 if [] else 2 if () else 3, (1 if True else 2) + 1)  # expect: 3 2
