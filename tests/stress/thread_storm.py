# Threads start threads, join each other and end, in storms; their local values go with them.
# modes: on off atomic
import threading

from _hammer import SECONDS, THREADS, hammer, rounds

local = threading.local()
ended = []


class Note:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        ended.append(self.number)


def leaf(number):
    local.note = Note(number)
    local.number = number
    assert local.note.number == local.number == number
    assert threading.current_thread().name == f"leaf-{number}"


def branch(number):
    leaves = [
        threading.Thread(target=leaf, args=(10 * number + n,), name=f"leaf-{10 * number + n}")
        for n in range(3)
    ]
    for thread in leaves:
        thread.start()
    assert not hasattr(local, "note")
    for thread in reversed(leaves):
        thread.join()
        assert not thread.is_alive()


for _ in rounds(SECONDS / 2):
    ended.clear()
    branches = [threading.Thread(target=branch, args=(n,)) for n in range(THREADS)]
    for thread in branches:
        thread.start()
    for thread in branches:
        thread.join()
    assert sorted(ended) == [10 * n + k for n in range(THREADS) for k in range(3)], ended
    assert threading.active_count() == 1

# All join one thread, ask after it and look around, while it ends.
target = None


def new_target():
    global target
    fresh = threading.Thread(target=lambda: sum(range(100)), name="target")
    fresh.start()
    target = fresh


def join(me):
    thread = target
    thread.join(0.001 if me % 2 else None)
    if not me % 2:
        assert not thread.is_alive()
    assert thread.name == "target" and thread.ident is not None and "target" in repr(thread)
    for other in threading.enumerate():
        assert isinstance(other.name, str) and other.is_alive() in (True, False)
    if me == 0:
        new_target()
    else:
        short = threading.Thread(target=lambda: None)
        short.start()
        short.join()
        try:
            short.start()
        except RuntimeError as error:
            assert str(error) == "threads can only be started once"


hammer(join, before=new_target, after=lambda: target.join(), seconds=SECONDS / 2)
print("ok")  # expect: ok
