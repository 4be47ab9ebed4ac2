# Queues of all kinds between all threads: each item goes through once, in the order of its sender.
# modes: on off atomic
import queue

from _hammer import SECONDS, THREADS, race, rounds

ITEMS = 100


def in_order(found):
    for me in range(THREADS):
        mine = [number for who, number in found if who == me]
        assert mine == sorted(mine), mine


def pass_through(channel, ordered=True):
    def job(me):
        found = []
        if me % 2:
            for n in range(ITEMS):
                channel.put((me, n))
        else:
            for _ in range(ITEMS):
                found.append(channel.get())
            if ordered:
                in_order(found)
        return found

    found = sum(race(job), [])
    assert sorted(found) == [(me, n) for me in range(1, THREADS, 2) for n in range(ITEMS)]
    assert channel.empty() and channel.qsize() == 0


assert THREADS % 2 == 0, "half of the threads send, half receive"
for _ in rounds(SECONDS / 2):
    pass_through(queue.SimpleQueue())
    pass_through(queue.Queue())
    pass_through(queue.Queue(maxsize=3))
    pass_through(queue.LifoQueue(), ordered=False)
    pass_through(queue.PriorityQueue(5), ordered=False)

# Without waiting, and from both sides of full and empty.
for _ in rounds(SECONDS / 2):
    simple, bounded = queue.SimpleQueue(), queue.Queue(2)

    def try_all(me):
        passed = []
        for n in range(50):
            simple.put_nowait((me, n))
            try:
                bounded.put_nowait((me, n))
            except queue.Full:
                pass
            else:
                passed.append((me, n))
            for channel in (simple, bounded):
                try:
                    wait = 0.0001 if n % 9 == 0 else 0
                    who, number = channel.get(block=wait > 0, timeout=wait or None)
                    assert 0 <= who < THREADS and 0 <= number < 50
                except queue.Empty:
                    pass
            assert 0 <= bounded.qsize() <= 2 and simple.qsize() >= 0
        return len(passed)

    race(try_all)
print("ok")  # expect: ok
