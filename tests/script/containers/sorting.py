# needs-python: 3.14
# list.sort: stable, adaptive, safe against comparisons that raise or touch the list.
def numbers(n, seed):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed >> 8)
    return out


for n in (0, 1, 2, 31, 32, 33, 63, 64, 65, 100, 1000, 5000):
    for seed in (1, 2):
        data = numbers(n, seed)
        for xs in (data, [x % 7 for x in data], [x / 8 for x in data], [str(x) for x in data], [(x % 5, x) for x in data],
                   list(range(n)), list(range(n, 0, -1)), list(range(n // 2)) + list(range(n // 2)), [x if x % 10 else -1.5 for x in data],
                   list(range(0, n, 2)) + list(range(1, n, 2)), list(range(n - 5)) + data[:5], [0] * n):
            got = sorted(xs)
            assert all(not got[i + 1] < got[i] for i in range(len(got) - 1))
            assert len(got) == len(xs)
            count = {}
            for x in xs:
                count[x] = count.get(x, 0) + 1
            for x in got:
                count[x] -= 1
            assert not any(count.values())
            pairs = [(x, i) for i, x in enumerate(xs)]
            for reverse in (False, True):
                by_key = sorted(pairs, key=lambda p: p[0], reverse=reverse)
                for i in range(len(by_key) - 1):
                    (x, i1), (y, i2) = by_key[i], by_key[i + 1]
                    assert (y < x if reverse else x < y) or (x == y and i1 < i2)
print("sorted")  # expect: sorted


class Counted:
    compared = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        Counted.compared += 1
        return self.v < other.v


def comparisons(values):
    Counted.compared = 0
    sorted(map(Counted, values))
    return Counted.compared


print(comparisons(range(1000)), comparisons(range(1000, 0, -1)), comparisons([0] * 500))  # expect: 999 999 499
print(comparisons(list(range(1000)) + [-1]) < 1050, comparisons(numbers(1000, 3)) < 9000)  # expect: True True


class Picky:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        if self.v == 13 and other.v == 13:
            raise ValueError("unlucky")
        return self.v < other.v


values = [Picky(x) for x in numbers(60, 5)] + [Picky(13), Picky(13)] + [Picky(x) for x in numbers(40, 6)]
before = sorted(map(id, values))
try:
    values.sort()
except ValueError as e:
    print("ValueError:", e, sorted(map(id, values)) == before)  # expect: ValueError: unlucky True

mixed = [3, "a", 1]
try:
    mixed.sort()
except TypeError as e:
    print(e, len(mixed))  # expect: '<' not supported between instances of 'str' and 'int' 3

victim = [5, 3, 4]


def meddle(x):
    seen.append(len(victim))
    victim.append(x)
    return x


seen = []
try:
    victim.sort(key=meddle)
except ValueError as e:
    print(e, victim, seen)  # expect: list modified during sort [3, 4, 5] [0, 1, 2]

victim = [5, 3, 4]
try:
    victim.sort(key=lambda x: 1 // (x - 3))
except ZeroDivisionError as e:
    print(e, victim)  # expect: division by zero [5, 3, 4]

words = ["banana", "Apple", "cherry", "apple"]
words.sort(key=str.lower)
print(words, sorted(words, key=len, reverse=True), sorted({"b": 1, "a": 2}), sorted("hello"), sorted([True, 0, 2.5, -1]))
# expect: ['Apple', 'apple', 'banana', 'cherry'] ['banana', 'cherry', 'Apple', 'apple'] ['a', 'b'] ['e', 'h', 'l', 'l', 'o'] [-1, 0, True, 2.5]
nan = float("nan")
print(len(sorted([nan, 1.0, nan, 0.5])), sorted([2**70, -2**70, 5, 2**65]) == [-2**70, 5, 2**65, 2**70], sorted(["é", "z", "e", "😀", "ￜ"]))
# expect: 4 True ['e', 'z', 'é', 'ￜ', '😀']
