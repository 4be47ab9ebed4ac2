# needs-python: 3.12
# The sequences of a seed are CPython's.
import random

random.seed(42)
print(random.random(), random.random(), random.random())
# expect: 0.6394267984578837 0.025010755222666936 0.27502931836911926
print(random.randint(1, 100), random.randint(1, 100), random.randrange(10), random.randrange(5, 50, 5), random.randrange(0, 10**20))
# expect: 29 18 1 45 66232896456757452674
print(random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=5), random.choices("abc", cum_weights=[1, 2, 10], k=3))
# expect: a [1, 1, 2, 1, 1] ['b', 'b', 'b', 'b', 'b'] ['a', 'c', 'c']
deck = list(range(10))
random.shuffle(deck)
print(deck, random.sample(range(100), 5), random.sample("abcdefgh", 3), random.uniform(1, 2), random.uniform(5, -5))
# expect: [9, 3, 6, 8, 0, 7, 1, 2, 4, 5] [45, 44, 77, 33, 5] ['h', 'e', 'a'] 1.9731157639793706 1.214656227916465
print(random.getrandbits(8), random.getrandbits(100), random.gauss(0, 1), random.gauss(10, 2), random.normalvariate(0, 1), random.expovariate(1.5), random.triangular(0, 1, 0.5), random.betavariate(2, 3))
# expect: 141 762859438734103968615481850689 0.7124796937141313 8.750899706431893 1.2190969837971581 2.8097221700929325 0.7310369179749263 0.5546401378123718
for seed in (0, 1, -5, 2**70, "text", b"bytes", 1.5):
    random.seed(seed)
    print(repr(seed), random.random(), random.randint(0, 10**9))
# expect: 0 0.8444218515250481 813847339
# expect: 1 0.13436424411240122 909925047
# expect: -5 0.6229016948897019 796487718
# expect: 1180591620717411303424 0.2327882718301838 445674099
# expect: 'text' 0.8711565613554825 905258919
# expect: b'bytes' 0.37075677971469856 719761787
# expect: 1.5 0.551763726942059 274977862
r = random.Random(7)
s = random.Random(7)
print(r.random() == s.random(), r.random(), s.randint(1, 6), r.choice([1, 2, 3]))
# expect: True 0.15084917392450192 2 3
state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)], isinstance(random.SystemRandom().random(), float))
# expect: True True
random.seed(3)
print([random.randint(1, 6) for _ in range(10)], random.lognormvariate(0, 0.25), random.vonmisesvariate(0, 4), random.gammavariate(2, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.binomialvariate(10, 0.5))
# expect: [2, 5, 5, 2, 3, 5, 4, 6, 5, 1] 1.643286411882454 5.837717469034735 3.4222218005059704 1.3045995485917796 0.7113798467173711 5
random.seed(5)
print(random.randbytes(4), sum(random.random() for _ in range(1000)))
# expect: b'E|v\x9f' 490.568356650254
for bad in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.sample([1], 2), lambda: random.getrandbits(-1), lambda: random.choices([], k=1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__ + ":", e)
# expect: IndexError: Cannot choose from an empty sequence
# expect: ValueError: empty range in randrange(5, 2)
# expect: ValueError: empty range for randrange()
# expect: ValueError: Sample larger than population or is negative
# expect: ValueError: number of bits must be non-negative
# expect: IndexError: list index out of range
