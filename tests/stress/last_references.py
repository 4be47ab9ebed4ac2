# Objects of one thread lose their last reference in another: each finalizer runs, and runs once.
# modes: on off atomic
import threading
import time
from queue import SimpleQueue

from _hammer import SECONDS, THREADS, hammer, rounds

made, gone = [], []


class Tracked:
    def __init__(self, load=None):
        self.load = load
        made.append(1)

    def __del__(self):
        gone.append(1)


def counted():
    """A thread learns at its next step that others have dropped what it owned."""
    end = time.monotonic() + 20
    while len(gone) < len(made) and time.monotonic() < end:
        time.sleep(0.001)
    assert len(made) == len(gone), (len(made), len(gone))
    made.clear()
    gone.clear()


mailboxes = [SimpleQueue() for _ in range(THREADS)]
board = [None] * THREADS
table = {}


def send(me):
    """Into another thread's mailbox, whose owner drops it."""
    for n in range(10):
        mailboxes[(me + n) % THREADS].put(Tracked(Tracked()))
    while not mailboxes[me].empty():
        mailboxes[me].get().load = None


def overwrite(me):
    """Whoever writes over it drops it."""
    for n in range(10):
        board[(me + n) % THREADS] = Tracked([Tracked()])
        table[n] = Tracked()
        holder.value = Tracked()
        if n % 3 == 0:
            table.pop(n, None)
            board[n % THREADS] = None


class Holder:
    value = None


holder = Holder()


def cleanup():
    for mailbox in mailboxes:
        while not mailbox.empty():
            mailbox.get()
    board[:] = [None] * THREADS
    table.clear()
    holder.value = None
    counted()


hammer(send, overwrite, send, overwrite, after=cleanup, seconds=SECONDS / 3)

# Threads that come and go: what they made outlives them, and dies in others.
kept = []


def visitor(others):
    kept.append([Tracked() for _ in range(5)])
    for other in others:
        other.load = Tracked()
    try:
        kept.pop(3)
    except IndexError:
        pass


for _ in rounds(SECONDS / 3):
    shared = [Tracked() for _ in range(3)]
    crew = [threading.Thread(target=visitor, args=(shared,)) for _ in range(THREADS)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    del shared, crew[:], thread
    kept.clear()
    counted()


# A finalizer brings the object back: it lives on, and is not finalized again.
class Phoenix:
    def __init__(self):
        self.ashes = 0

    def __del__(self):
        self.ashes += 1
        nest.append(self)


nest = []


def burn(me):
    for _ in range(5):
        nest.append(Phoenix())
    for _ in range(5):
        try:
            found = nest.pop()
        except IndexError:
            return
        assert found.ashes in (0, 1), found.ashes
        found = None


hammer(burn, after=nest.clear, seconds=SECONDS / 3)
print("ok")  # expect: ok
