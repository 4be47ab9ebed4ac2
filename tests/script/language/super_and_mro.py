# needs-python: 3.13
# Method resolution order, cooperative super, both forms of super.
class A:
    def hello(self):
        return ["A"]

    @classmethod
    def make(cls):
        return "A.make for " + cls.__name__

    @property
    def prop(self):
        return "prop of A"


class B(A):
    def hello(self):
        return ["B"] + super().hello()

    @classmethod
    def make(cls):
        return "B+" + super().make()


class C(A):
    def hello(self):
        return ["C"] + super(C, self).hello()

    @property
    def prop(self):
        return "C over " + super().prop


class D(B, C):
    def hello(self):
        return ["D"] + super().hello()


print(D().hello())  # expect: ['D', 'B', 'C', 'A']
print([c.__name__ for c in D.__mro__])  # expect: ['D', 'B', 'C', 'A', 'object']
print(D.make(), D().prop)  # expect: B+A.make for D C over prop of A
print(super(B, D()).hello(), super(D, D).make())  # expect: ['C', 'A'] B+A.make for D
try:
    class Bad(A, B):
        pass
except TypeError as e:
    print(e)
# expect: Cannot create a consistent method resolution order (MRO) for bases A, B
try:
    super().hello()
except RuntimeError as e:
    print(e)
# expect: super(): no arguments


def free(self):
    return super().hello()


try:
    free(D())
except RuntimeError as e:
    print(e)
# expect: super(): __class__ cell not found
try:
    super(B, A())
except TypeError as e:
    print(e)
# expect: super(type, obj): obj (instance of A) is not an instance or subtype of type (B).
try:
    super(D, D()).missing
except AttributeError as e:
    print(e)
# expect: 'super' object has no attribute 'missing'


class Init:
    def __init__(self, **kw):
        self.seen = kw


class Left(Init):
    def __init__(self, *, left, **kw):
        super().__init__(**kw)
        self.left = left


class Right(Init):
    def __init__(self, *, right, **kw):
        super().__init__(**kw)
        self.right = right


class Both(Left, Right):
    pass


both = Both(left=1, right=2, other=3)
print(both.left, both.right, both.seen)  # expect: 1 2 {'other': 3}


class InComprehension(A):
    def hello(self):
        me = super()
        return [me.hello() for _ in range(2)]


print(InComprehension().hello())  # expect: [['A'], ['A']]
print(D.mro() == list(D.__mro__), A.__subclasses__() == [B, C, InComprehension])
# expect: True True
