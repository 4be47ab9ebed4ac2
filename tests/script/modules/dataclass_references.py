# needs-python: 3.14
# Forward references, classes inside functions, slots, docs.
from dataclasses import dataclass, field, fields


@dataclass
class Node:
    value: int
    next: Node | None = None
    children: list[Node] = field(default_factory=list)


print(Node(1, Node(2)))


def make():
    @dataclass
    class Local:
        me: Local
        other: Undefined.thing[int, str]

    return Local


print(make()(1, 2))


@dataclass
class Documented:
    x: int = field(default=1, doc="an x")


print(fields(Documented)[0].doc, repr(fields(Documented)[0])[:20])


class Greeter:
    def hello(self):
        return "hello"


@dataclass(slots=True)
class Polite(Greeter):
    name: str = field(default="?", doc="who")

    def hello(self):
        return super().hello() + " " + self.name


print(Polite("eve").hello(), Polite.__slots__)
# expect: Node(value=1, next=Node(value=2, next=None, children=[]), children=[])
# expect: make.<locals>.Local(me=1, other=2)
# expect: an x Field(name='x',type=
# expect: hello eve {'name': 'who'}
