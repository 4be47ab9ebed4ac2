# needs-python: 3.12
# copy and deepcopy of the containers of collections.
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple
import copy

Point = namedtuple("Point", "x y")


class Tagged(deque):
    pass


tagged = Tagged([[1], 2], maxlen=5)
tagged.tag = "t"
samples = [
    deque([[1], [2]], maxlen=7),
    tagged,
    defaultdict(list, {"a": [1]}),
    OrderedDict([("b", [2]), ("a", [1])]),
    Counter("aab"),
    Point([1], 2),
    ChainMap({"a": [1]}, {"b": [2]}),
    UserDict(a=[1]),
    UserList([[1], 2]),
    UserString("text"),
]
for sample in samples:
    shallow, deep = copy.copy(sample), copy.deepcopy(sample)
    print(type(shallow).__name__, shallow, shallow == sample == deep, deep, type(deep) is type(sample))
# expect: deque deque([[1], [2]], maxlen=7) True deque([[1], [2]], maxlen=7) True
# expect: Tagged Tagged([[1], 2], maxlen=5) True Tagged([[1], 2], maxlen=5) True
# expect: defaultdict defaultdict(<class 'list'>, {'a': [1]}) True defaultdict(<class 'list'>, {'a': [1]}) True
# expect: OrderedDict OrderedDict({'b': [2], 'a': [1]}) True OrderedDict({'b': [2], 'a': [1]}) True
# expect: Counter Counter({'a': 2, 'b': 1}) True Counter({'a': 2, 'b': 1}) True
# expect: Point Point(x=[1], y=2) True Point(x=[1], y=2) True
# expect: ChainMap ChainMap({'a': [1]}, {'b': [2]}) True ChainMap({'a': [1]}, {'b': [2]}) True
# expect: UserDict {'a': [1]} True {'a': [1]} True
# expect: UserList [[1], 2] True [[1], 2] True
# expect: UserString text True text True
shallow, deep = copy.copy(samples[0]), copy.deepcopy(samples[0])
print(shallow[0] is samples[0][0], deep[0] is samples[0][0], deep.maxlen, shallow is samples[0])
# expect: True False 7 False
print(copy.copy(tagged).__dict__, copy.deepcopy(tagged).tag, copy.deepcopy(tagged).maxlen)
# expect: {} t 5
d = deque()
d.append(d)
loop = copy.deepcopy(d)
print(loop[0] is loop)  # expect: True
o = OrderedDict(a=1)
o.extra = [1]
print(copy.copy(o).__dict__, copy.deepcopy(o).extra)  # expect: {'extra': [1]} [1]
print(copy.replace(Point(1, 2), y=5)) if hasattr(copy, "replace") else print(Point(1, 5))
# expect: Point(x=1, y=5)
