# Insertion order through every kind of change; growth and shrinking.
d = {}
for i in range(10):
    d[f"k{i}"] = i
del d["k3"], d["k0"]
d["k0"] = "back"
d["k5"] = "changed"
print(d)
# expect: {'k1': 1, 'k2': 2, 'k4': 4, 'k5': 'changed', 'k6': 6, 'k7': 7, 'k8': 8, 'k9': 9, 'k0': 'back'}
for i in range(8):
    d.pop(f"k{i}", None)
print(d, len(d))  # expect: {'k8': 8, 'k9': 9} 2
big = {i: -i for i in range(5000)}
for i in range(0, 5000, 2):
    del big[i]
print(len(big), next(iter(big)), list(big)[-1], big[4999], 4998 in big, sum(big.values()))
# expect: 2500 1 4999 -4999 False -6250000
for i in range(0, 10):
    big[i] = "x"
print(list(big)[:3], list(big)[-6:])  # expect: [1, 3, 5] [4999, 0, 2, 4, 6, 8]
while len(big) > 3:
    big.popitem()
print(big)  # expect: {1: 'x', 3: 'x', 5: 'x'}
mixed = {1: "a", "1": "b", 1.5: "c", None: "d", (): "e", True: "f"}
print(mixed)  # expect: {1: 'f', '1': 'b', 1.5: 'c', None: 'd', (): 'e'}
a = {"x": 1, "y": 2}
a.update(y=20, z=30, x=10)
print(a, list({**{"b": 1, "a": 2}, "b": 3}))  # expect: {'x': 10, 'y': 20, 'z': 30} ['b', 'a']


class Ordered:
    z = 1
    a = 2

    def m(self):
        pass


print([n for n in vars(Ordered) if not n.startswith("__")])  # expect: ['z', 'a', 'm']
o = Ordered()
o.two, o.one = 2, 1
print(vars(o))  # expect: {'two': 2, 'one': 1}


def kw(**k):
    return list(k)


print(kw(z=1, a=2, m=3))  # expect: ['z', 'a', 'm']
