"""Three threads that sleep 1, 0.5 and 0.3 seconds: prints the time until all are done, over 1 s."""
import threading
import time

start = time.perf_counter()
threads = [threading.Thread(target=time.sleep, args=(s,)) for s in (1, 0.5, 0.3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print((time.perf_counter() - start) / 1.0)
