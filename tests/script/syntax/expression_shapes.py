# The same program written in unusual but valid ways.
x = (1 +
     2)
print(x); y = [1,  # expect: 3
2,
        3]; print(y)
# expect: [1, 2, 3]
if x == 3: print("one line"); print("two")
# expect: one line
# expect: two
if (x
        == 3): print("wrapped")
# expect: wrapped
def f(a,
      b=2,
      *,
      c=3,
      ): return a + b + c
print(f(
    1,
    c=5,
))  # expect: 8
print((lambda: 5)(), (lambda *a, **k: (a, k))(1, b=2), (lambda x, y=2, /, *, z=3: x + y + z)(1))
# expect: 5 ((1,), {'b': 2}) 6
t = 1,
print(t, (1,), (), ((1)))  # expect: (1,) (1,) () 1
a = b = c = [0]
print(a is c)  # expect: True
print(1 if x else 2, not x == 3, -x ** 2, x if x > 2 else None)  # expect: 1 False -9 3
for i, in [(1,), (2,)]: print(i)
# expect: 1
# expect: 2
while x > 2: x -= 1
else: print("else")  # expect: else
class A: x = 1; y = 2
print(A.x + A.y)  # expect: 3
class B(A): pass; z = 5
print(B.z, B.x)  # expect: 5 1
try: 1 / 0
except ZeroDivisionError as e: print(e)
finally: print("finally")
# expect: division by zero
# expect: finally
with_ = 5; match = 1; case = 2; type = 3; _ = 4
print(with_ + match + case + type + _)  # expect: 15
print(0xFF, 0o17, 0b11, 1_000, 1e3, .5, 5., 1E-2, 0x_f, 00, 0_0)
# expect: 255 15 3 1000 1000.0 0.5 5.0 0.01 15 0 0
print("a" "b" 'c' """d""" f"{1}" r"\e")  # expect: abcd1\e
print([*range(3)], {**{}}, *[], sep="|")  # expect: [0, 1, 2]|{}
if True:
    # only comments and blank lines before the code

    # more
    print("after comments")
# expect: after comments
def g():
    """doc"""
    ...
print(g.__doc__, g())  # expect: doc None
def h(): """just doc"""
print(h.__doc__)  # expect: just doc
print(  1   ,2,   3  )  # expect: 1 2 3
if 1:
        print("deep indent")
# expect: deep indent
if 1:
  if 2:
       print("uneven but consistent")
# expect: uneven but consistent
print(x
      .__class__
      .__name__)
# expect: int
long = 1 + \
    2 + \
    3
print(long, [
    # comment inside
    1,  # after

    2,
])  # expect: 6 [1, 2]
