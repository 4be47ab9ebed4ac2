def pairs():
    return [(1, 2), (3,)]


for a, b in pairs():
    print(a, b)
# expect: 1 2
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "unpack.py", line 5, in <module>
# stderr|     for a, b in pairs():
# stderr|         ^^^^
# stderr| ValueError: not enough values to unpack (expected 2, got 1)
