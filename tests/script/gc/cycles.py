"""Objects that only each other keep alive are found and destroyed, whatever they are made of."""
import gc

gc.collect()
gone = []


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        gone.append(self.name)


def pair():
    a, b = Node("a"), Node("b")
    a.other, b.other = b, a


def through(make):
    """A cycle that goes through a container."""
    node = Node(make.__name__)
    node.container = make(node)


def in_list(node): return [node]
def in_dict(node): return {"key": node}
def in_tuple(node): return (1, (node,))
def in_set(node): return {node}
def in_closure(node): return lambda: node
def in_method(node): return node.__del__


def in_generator(node):
    def work():
        yield node
    generator = work()
    next(generator)
    return generator


def in_exception(node):
    try:
        raise ValueError(node)
    except ValueError as error:
        return error


def in_deque(node):
    from collections import deque
    return deque([node])


def in_default_dict(node):
    from collections import defaultdict
    return defaultdict(list, {1: [node]})


def in_partial(node):
    from functools import partial
    return partial(print, node)


def in_thread(node):
    from threading import Thread
    return Thread(target=print, args=(node,))


def in_local(node):
    from threading import local
    store = local()
    store.node = node
    return store


def in_queue(node):
    from queue import SimpleQueue
    queue = SimpleQueue()
    queue.put(node)
    return queue


pair()
gc.collect()
print(sorted(gone))  # expect: ['a', 'b']
for make in (in_list, in_dict, in_tuple, in_set, in_closure, in_method, in_generator, in_exception,
             in_deque, in_default_dict, in_partial, in_thread, in_local, in_queue):
    gone.clear()
    through(make)
    gc.collect()
    if gone != [make.__name__]:
        print(make.__name__, gone)
print(gc.collect(), gc.garbage)  # expect: 0 []

own = []
own.append(own)
del own
print(gc.collect())  # expect: 1

# What is reachable stays.
kept = Node("kept")
kept.me = kept
gone.clear()
gc.collect()
print(gone, kept.me is kept)  # expect: [] True
