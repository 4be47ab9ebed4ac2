# 1,000 threads at once; 10,000 one after the other; memory comes back to its level.
# light: 60 600
import sys
import threading

AT_ONCE = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
IN_A_ROW = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000


def resident():
    """Kilobytes of memory in use."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1])


def keeps_freed_memory():
    """Is this a build whose sanitizer holds on to freed memory for a while?"""
    with open("/proc/self/maps") as maps:
        return any("libasan" in line or "libtsan" in line for line in maps)


def at_once(count):
    gate = threading.Event()
    started = threading.Semaphore(0)
    ended = []

    def work(me):
        started.release()
        gate.wait()
        ended.append(me)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        started.acquire()
    alive = threading.active_count() - 1
    gate.set()
    for t in threads:
        t.join()
    return alive, len(set(ended))


def in_a_row(count):
    total = 0

    def work(n):
        nonlocal total
        total += n

    for n in range(count):
        t = threading.Thread(target=work, args=(n,))
        t.start()
        t.join()
    return total


def settled(before):
    """Is no more memory in use than before, but for a little? If not, how much more."""
    grown = resident() - before
    return keeps_freed_memory() or grown < 8192 or f"grown by {grown} kB"


start = resident()
print(at_once(AT_ONCE) == (AT_ONCE, AT_ONCE))  # expect: True
in_a_row(IN_A_ROW)
before = resident()  # with what the system keeps for further threads
print(settled(start))  # expect: True
print(in_a_row(IN_A_ROW) == IN_A_ROW * (IN_A_ROW - 1) // 2)  # expect: True
print(settled(before))  # expect: True
print(threading.active_count())  # expect: 1
