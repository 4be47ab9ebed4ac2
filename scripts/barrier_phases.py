"""Work in phases: a barrier keeps every thread from starting a phase before all have ended the last.

Watch
    Heat spreads along a rod. Each thread computes some cells of the next state out of the present one,
    and nobody may go on before all have finished: else it would read cells that are half old, half
    new. The last thread to arrive runs the barrier's action, which makes the next state the present
    one while all others wait. The result is that of one thread, to the last bit, every time.

Try
    gilt --gil on scripts/barrier_phases.py
    gilt --gil off scripts/barrier_phases.py                the threads compute side by side
    gilt --gil off scripts/barrier_phases.py 300 4          more steps, more threads
    Leave out "barrier.wait()" and swap in one of the threads: the results differ from run to run.
    Call barrier.abort() in one thread: the others get BrokenBarrierError.
"""
import sys
import threading

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
CELLS = 240


def start_state():
    return [100.0 if i < CELLS // 10 else 0.0 for i in range(CELLS)]


def spread(state, i):
    left = state[max(i - 1, 0)]
    right = state[min(i + 1, CELLS - 1)]
    return state[i] + 0.25 * (left - 2 * state[i] + right)


def alone():
    state = start_state()
    for _ in range(STEPS):
        state = [spread(state, i) for i in range(CELLS)]
    return state


present, following = start_state(), [0.0] * CELLS
phases = 0


def next_phase():
    """The barrier's action: one thread does this while the others wait."""
    global present, following, phases
    present, following = following, present
    phases += 1


barrier = threading.Barrier(THREADS, action=next_phase)


def work(me):
    for _ in range(STEPS):
        for i in range(me, CELLS, THREADS):
            following[i] = spread(present, i)
        barrier.wait()


threads = [threading.Thread(target=work, args=(i,)) for i in range(THREADS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(f"{THREADS} threads, {phases} phases")
print(f"the heat is all there: {sum(present):.6f}")
print(f"the same as one thread computes: {present == alone()}")

# argv: 40
# modes: on off 3.9 3.10 3.14 3.14t atomic
# expect: 3 threads, 40 phases
# expect: the heat is all there: 2400.000000
# expect: the same as one thread computes: True
