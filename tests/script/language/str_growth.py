# needs-python: 3.13
# Building a text piece by piece costs what is appended, not what is there already; strings that share
# their beginning stay apart.
s = ""
for i in range(200_000):
    s += "0123456789"
print(len(s), s[:12], s[-3:], s.count("9"))

a = "x" * 1000
b = a + "b"
c = b + "c"
d = b + "d"
e = c + "e" * 10
print(b[-2:], c[-3:], d[-3:], e[-12:], len(a), len(b), len(c), len(d), len(e))
print(a == "x" * 1000, c == a + "bc", d == a + "bd", hash(c) == hash("x" * 1000 + "bc"))
k = "é" * 500
for i in range(1000):
    k = k + "한"
print(len(k), k[499], k[500], k[-1], k.count("한"))
# expect: 2000000 012345678901 789 200000
# expect: xb xbc xbd bceeeeeeeeee 1000 1001 1002 1002 1012
# expect: True True True True
# expect: 1500 é 한 한 1000
