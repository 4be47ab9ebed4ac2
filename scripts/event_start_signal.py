"""Runners wait for the starting signal: an event that all wait for and one thread sets.

Watch
    Each runner says that it is ready and waits. The event wakes all of them together, however many
    there are and in whatever order; who waits later does not wait at all, because the event stays set.
    Nobody looks again and again whether it is time yet (that would be polling, and cost a processor).
    wait() with a timeout says by its result whether the signal came.

Try
    gilt --gil on scripts/event_start_signal.py
    gilt --gil off scripts/event_start_signal.py
    gilt scripts/event_start_signal.py 100          a hundred runners
    Put "signal.clear()" after "signal.set()": those who were waiting still start, and find the signal
    gone; the late one waits for ever.
"""
import sys
import threading

RUNNERS = int(sys.argv[1]) if len(sys.argv) > 1 else 5

signal = threading.Event()
ready = threading.Semaphore(0)  # a permit for each runner at the line
too_early = []
finished = []


def run(name):
    ready.release()
    signal.wait()
    if not signal.is_set():
        too_early.append(name)
    finished.append(name)


runners = [threading.Thread(target=run, args=(f"runner {i}",)) for i in range(RUNNERS)]
for t in runners:
    t.start()
for _ in runners:
    ready.acquire()
print(f"{RUNNERS} runners at the line, {len(finished)} have run")
print(f"a short wait for the signal: {signal.wait(timeout=0.01)}")
signal.set()
for t in runners:
    t.join()
print(f"after the signal {len(finished)} have run, too early: {len(too_early)}")

late = threading.Thread(target=run, args=("a late one",))
late.start()
late.join()
print(f"the last to finish was {finished[-1]}")

# modes: on off 3.9 3.10 3.14 3.14t atomic
# expect: 5 runners at the line, 0 have run
# expect: a short wait for the signal: False
# expect: after the signal 5 have run, too early: 0
# expect: the last to finish was a late one
