# RecursionError can be caught, again and again, and leaves the program usable.
def endless(n):
    return endless(n + 1)


for _ in range(3):
    try:
        endless(0)
    except RecursionError as e:
        print(type(e).__name__, e, isinstance(e, RuntimeError))
# expect: RecursionError maximum recursion depth exceeded True
# expect: RecursionError maximum recursion depth exceeded True
# expect: RecursionError maximum recursion depth exceeded True


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(900 < depth() <= 1000)  # expect: True


class Loop:
    def __getattr__(self, name):
        return getattr(self, name)


try:
    Loop().x
except RecursionError as e:
    print("attribute", type(e).__name__)
# expect: attribute RecursionError


class Eq:
    def __eq__(self, other):
        return self == other


try:
    Eq() == Eq()
except RecursionError as e:
    print("comparison", type(e).__name__)
# expect: comparison RecursionError
gen_depth = lambda n: (x for x in gen_depth(n + 1))
print(type(gen_depth).__name__)  # expect: function


def chain(n):
    yield from chain(n + 1)


try:
    list(chain(0))
except RecursionError as e:
    print("generators", type(e).__name__)
# expect: generators RecursionError
nested = []
for _ in range(50):
    nested = [nested]
print(repr(nested).count("["))  # expect: 51
print(sum(range(10)))  # expect: 45
