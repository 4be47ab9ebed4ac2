"""Three downloads that mostly wait, played by sleeps: threads help, with the GIL too.

Watch
    Together they take as long as the longest, not as long as all of them. A thread that waits gives
    the GIL away, so the others go on. The order in which they finish is the order of their delays.

Try
    gilt --gil on scripts/io_bound_sleeps.py
    gilt --gil off scripts/io_bound_sleeps.py
    gilt --gil on --stats scripts/io_bound_sleeps.py    the GIL was never fought for
    gilt --gil on scripts/io_bound_sleeps.py 3          three times the delays
"""
import sys
import threading
import time

SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
DELAYS = [("a.com", 1), ("b.com", 0.5), ("c.com", 0.3)]


def download(url, delay):
    print(f"downloading {url} ...")
    time.sleep(delay * SCALE)
    print(f"done: {url}")


start = time.perf_counter()
threads = [threading.Thread(target=download, args=pair) for pair in DELAYS]
for t in threads:
    t.start()
for t in threads:
    t.join()
elapsed = time.perf_counter() - start
longest = max(delay for _, delay in DELAYS) * SCALE
print(f"together {elapsed:.2f} s, the longest alone takes {longest:.2f} s")

# argv: 0.01
# python-differs: there the two halves of a print may be torn apart
# expect unordered: downloading a.com ...
# expect unordered: downloading b.com ...
# expect unordered: downloading c.com ...
# expect unordered: done: a.com
# expect unordered: done: b.com
# expect unordered: done: c.com
# expect match: together [0-9.]+ s, the longest alone takes 0.01 s
