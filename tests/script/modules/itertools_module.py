# All iterators of itertools.
# needs-python: 3.13
from itertools import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


# endless
print(list(islice(count(5), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(count(10, -3), 4)), count(3), count(1, 2), count(2**70), count(1.5))
# expect: [5, 6, 7] [1.5, 2.0, 2.5] [10, 7, 4, 1] count(3) count(1, 2) count(1180591620717411303424) count(1.5)
limit = count(2**62 - 2)
print([next(limit) for _ in range(5)], limit, next(count(2**62 - 1)), next(count(-2**70)))
# expect: [4611686018427387902, 4611686018427387903, 4611686018427387904, 4611686018427387905, 4611686018427387906] count(4611686018427387907) 4611686018427387903 -1180591620717411303424
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat(1, 3)), repeat(2), repeat("x", 2), repeat(1, 5).__length_hint__(), list(repeat(0, -1)))
# expect: ['a', 'b', 'a', 'b', 'a'] [] [1, 1, 1] repeat(2) repeat('x', 2) 5 []
print(list(map(pow, range(4), repeat(2))), list(zip(count(), "ab")))
# expect: [0, 1, 4, 9] [(0, 'a'), (1, 'b')]
attempt(count, "a")
# expect: TypeError: a number is required
attempt(repeat)
# expect: TypeError: repeat() missing required argument 'object' (pos 1)
attempt(cycle)
# expect: TypeError: cycle expected 1 argument, got 0
attempt(cycle, 1)
# expect: TypeError: 'int' object is not iterable

# one after the other
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=10)), list(accumulate([])), list(accumulate([], initial=3)), list(accumulate("abc")))
# expect: [1, 3, 6, 10] [10, 10, 20, 60] [] [3] ['a', 'ab', 'abc']
print(list(chain("ab", [1], ())), list(chain()), list(chain.from_iterable(["x", "yz"])))
# expect: ['a', 'b', 1] [] ['x', 'y', 'z']
attempt(lambda: list(chain([1], 2)))
# expect: TypeError: 'int' object is not iterable
print(list(islice(range(10), 2, 8, 3)), list(islice(range(10), None)), list(islice("abc", 0)), list(islice(range(10), 1, None, 4)), list(islice(count(), 3, 3)))
# expect: [2, 5] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [] [1, 5, 9] []
numbers = iter(range(10))
print(list(islice(numbers, 3)), next(numbers), list(islice(numbers, 1, 3)), next(numbers))
# expect: [0, 1, 2] 3 [5, 6] 7
attempt(islice, [], -1)
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(islice, [], "a")
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(islice, [], 1, 2, 0)
# expect: ValueError: Step for islice() must be a positive integer or None.
attempt(islice, [])
# expect: TypeError: islice expected at least 2 arguments, got 1
print(list(zip_longest("ab", "c", fillvalue="-")), list(zip_longest()), list(zip_longest([1], [], [2, 3])))
# expect: [('a', 'c'), ('b', '-')] [] [(1, None, 2), (None, None, 3)]
attempt(zip_longest, x=1)
# expect: TypeError: zip_longest() got an unexpected keyword argument

# chosen
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(dropwhile(lambda x: x < 3, [1, 4, 2])), list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(None, [0, 1, 2])), list(filterfalse(lambda x: x % 2, range(6))), list(starmap(pow, [(2, 3), [3, 2]])))
# expect: ['a', 'c', 'e', 'f'] [4, 2] [1, 2] [0] [0, 2, 4] [8, 9]
attempt(lambda: list(starmap(len, [2])))
# expect: TypeError: 'int' object is not iterable
attempt(takewhile, 1)
# expect: TypeError: takewhile expected 2 arguments, got 1
attempt(compress, [1])
# expect: TypeError: compress() missing required argument 'selectors' (pos 2)

# grouped
print(list(batched("ABCDEFG", 3)), list(batched([], 2)), list(pairwise("abcd")), list(pairwise([1])))
# expect: [('A', 'B', 'C'), ('D', 'E', 'F'), ('G',)] [] [('a', 'b'), ('b', 'c'), ('c', 'd')] []
attempt(lambda: list(batched("ABCDEFG", 3, strict=True)))
# expect: ValueError: batched(): incomplete batch
attempt(batched, "a", 0)
# expect: ValueError: n must be at least one
print([(key, list(group)) for key, group in groupby("AAABBCA")], [(key, list(group)) for key, group in groupby([1, 3, 2, 4], key=lambda x: x % 2)])
# expect: [('A', ['A', 'A', 'A']), ('B', ['B', 'B']), ('C', ['C']), ('A', ['A'])] [(1, [1, 3]), (0, [2, 4])]
groups = list(groupby("AAB"))
print([key for key, _ in groups], [list(group) for _, group in groups])
# expect: ['A', 'B'] [[], []]
pairs = groupby("aabbc")
key, first = next(pairs)
print(key, next(first), next(pairs)[0], list(first))
# expect: a a b []
a, b, c = tee([1, 2, 3], 3)
print(list(a), next(b), list(c), list(b), tee([], 0))
# expect: [1, 2, 3] 1 [1, 2, 3] [2, 3] ()
left, right = tee(iter("xyz"))
next(left)
print("".join(left), "".join(right))
# expect: yz xyz
attempt(tee, [], -1)
# expect: ValueError: n must be >= 0

# combined
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([], [1])), list(product("a", repeat=0)))
# expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [(0, 0), (0, 1), (1, 0), (1, 1)] [()] [] [()]
print(list(permutations("abc", 2)), list(permutations([1, 2, 3])), list(permutations([1], 2)), list(permutations([], 0)), list(permutations("ab", 0)))
# expect: [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] [(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)] [] [()] [()]
print(list(combinations("abcd", 2)), list(combinations([1], 2)), list(combinations([], 0)), list(combinations_with_replacement("ab", 2)), list(combinations_with_replacement([], 2)))
# expect: [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [] [()] [('a', 'a'), ('a', 'b'), ('b', 'b')] []
print(len(list(permutations(range(6)))), len(list(combinations(range(10), 4))), len(list(product(range(3), repeat=5))), len(set(permutations(range(5), 3))), sum(1 for _ in combinations_with_replacement(range(5), 3)))
# expect: 720 210 243 60 35
attempt(combinations, [1], -1)
# expect: ValueError: r must be non-negative
attempt(combinations, [1])
# expect: TypeError: combinations() missing required argument 'r' (pos 2)
attempt(permutations, [1], 1.5)
# expect: TypeError: Expected int as r
attempt(product, repeat=-1)
# expect: ValueError: repeat argument cannot be negative
attempt(product, [1], foo=2)
# expect: TypeError: product() got an unexpected keyword argument 'foo'


# subclasses, and iterators that fail half way
class Numbered(count):
    pass


numbered = Numbered(3)
numbered.label = "mine"
print(next(numbered), numbered.label, numbered, isinstance(numbered, count), count.__module__, chain[int])
# expect: 3 mine Numbered(4) True itertools itertools.chain[int]


def breaks():
    yield 1
    yield 2
    raise ValueError("broken")


for make in (chain, pairwise, cycle, accumulate, lambda x: batched(x, 2), lambda x: zip_longest(x, [7]), lambda x: tee(x)[0], lambda x: islice(x, 5), lambda x: filterfalse(None, x), lambda x: (k for k, _ in groupby(x))):
    seen = []
    try:
        for item in make(breaks()):
            seen.append(item)
    except ValueError as error:
        print(seen, error)
# expect: [1, 2] broken
# expect: [(1, 2)] broken
# expect: [1, 2] broken
# expect: [1, 3] broken
# expect: [(1, 2)] broken
# expect: [(1, 7), (2, None)] broken
# expect: [1, 2] broken
# expect: [1, 2] broken
# expect: [] broken
# expect: [1, 2] broken
