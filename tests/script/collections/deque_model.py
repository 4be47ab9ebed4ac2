# A deque does what a list does: thousands of random operations on both.
from collections import deque
import random

r = random.Random(5)


def trimmed(items, maxlen, left):
    if maxlen is None or len(items) <= maxlen:
        return items
    return items[len(items) - maxlen:] if left else items[:maxlen]


def step(d, model):
    """One operation on both; returns the two."""
    maxlen, x = d.maxlen, r.randrange(10)
    match r.randrange(15):
        case 0 | 1:
            d.append(x)
            model = trimmed(model + [x], maxlen, True)
        case 2 | 3:
            d.appendleft(x)
            model = trimmed([x] + model, maxlen, False)
        case 4 if model:
            assert d.pop() == model.pop()
        case 5 if model:
            assert d.popleft() == model.pop(0)
        case 6:
            n = r.randrange(-60, 60)
            d.rotate(n)
            if model:
                n %= len(model)
                model = model[len(model) - n:] + model[:len(model) - n]
        case 7 if len(model) != maxlen:
            i = r.randrange(-12, 12)
            d.insert(i, x)
            model.insert(i, x)
        case 8 if x in model:
            assert d.index(x) == model.index(x)
            d.remove(x)
            model.remove(x)
        case 9 if model:
            i = r.randrange(-len(model), len(model))
            assert d[i] == model[i]
            d[i] = model[i] = x
        case 10 if model:
            i = r.randrange(-len(model), len(model))
            del d[i], model[i]
        case 11:
            more = [r.randrange(10) for _ in range(x)]
            d.extend(more)
            model = trimmed(model + more, maxlen, True)
        case 12:
            more = [r.randrange(10) for _ in range(x)]
            d.extendleft(iter(more))
            model = trimmed(more[::-1] + model, maxlen, False)
        case 13:
            d.reverse()
            model.reverse()
        case 14 if x < 3:
            d *= x
            model = trimmed(model * x, maxlen, True)
    if len(model) > 300:
        d.clear()
        model.clear()
    return d, model


for maxlen in None, 0, 1, 5, 40:
    d, model = deque(maxlen=maxlen), []
    for _ in range(3000):
        d, model = step(d, model)
        assert list(d) == model and len(d) == len(model) and list(reversed(d)) == model[::-1]
        assert d.count(3) == model.count(3) and (4 in d) == (4 in model)
    print(maxlen, "agrees")
# expect: None agrees
# expect: 0 agrees
# expect: 1 agrees
# expect: 5 agrees
# expect: 40 agrees
