# Loops with break, continue and else.
for i in range(3):
    if i == 5:
        break
else:
    print("for else")
# expect: for else
for i in range(3):
    if i == 1:
        break
else:
    print("never")
print(i)  # expect: 1
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print("n", n)
else:
    print("while else")
# expect: n 1
# expect: n 3
# expect: while else
while True:
    n += 1
    if n > 5:
        break
else:
    print("never")
for i in []:
    print("never")
else:
    print("empty else")
# expect: empty else
for i in range(3):
    for j in range(3):
        if j == 1:
            break
        if i == 1:
            continue
        print(i, j)
    else:
        print("never")
else:
    print("outer else")
# expect: 0 0
# expect: 2 0
# expect: outer else


def find(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            return index
    else:
        return -1


print(find("abc", "b"), find("abc", "z"))  # expect: 1 -1
for x, y in {"a": 1, "b": 2}.items():
    print(x, y)
# expect: a 1
# expect: b 2
for i in range(10, 0, -3):
    print(i)
# expect: 10
# expect: 7
# expect: 4
# expect: 1
while False:
    pass
else:
    print("at once")
# expect: at once
for obj.attr in range(2) if False else []:
    pass
for d["k"] in range(3) if (d := {}) is not None else []:
    pass
print(d)  # expect: {'k': 2}
i = 10
for i in range(i, i + 2):
    print(i)
# expect: 10
# expect: 11
if 0:
    print("a")
elif "":
    print("b")
elif [0]:
    print("c")
else:
    print("d")
# expect: c
