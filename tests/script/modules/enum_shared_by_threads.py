# Combinations of flags are made once, whichever thread needs them first.
import enum
import threading


class Access(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    RUN = enum.auto()
    OWN = enum.auto()


found = []
barrier = threading.Barrier(4)


def work():
    barrier.wait()
    found.append([Access(bits) for bits in range(16)])


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(all(one is other for row in found for one, other in zip(row, found[0])))  # expect: True
print(Access(11), len(list(Access)))  # expect: Access.READ|WRITE|OWN 4
