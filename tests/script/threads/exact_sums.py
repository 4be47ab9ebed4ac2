# Sums in a loop and over a generator with powers, in four threads: all of them are exact. Short
# enough for sanitizers too.
import threading

in_loops, over_generators = [], {}


def add_up(n):
    total = 0
    for i in range(n):
        total += i
    in_loops.append(total)


def add_up_squares(n):
    over_generators[threading.current_thread().name] = sum(i**2 for i in range(n))


def in_threads(*calls):
    threads = [threading.Thread(target=function, args=(n,)) for function, n in calls]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


in_threads(*[(add_up, 100_000)] * 4)
print(in_loops == [sum(range(100_000))] * 4)  # expect: True

in_threads(*((add_up_squares, 20_000 + i) for i in range(4)))
for name in sorted(over_generators):
    print(name, over_generators[name])
# expect: Thread-5 (add_up_squares) 2666466670000
# expect: Thread-6 (add_up_squares) 2666866670000
# expect: Thread-7 (add_up_squares) 2667266710001
# expect: Thread-8 (add_up_squares) 2667666790005
