"""Two threads add 1 to one counter, once each: small enough to step through.

Watch
    "counter += 1" is three steps: load, add, store. When both threads load before one of them
    stores, both store 1, and an update is lost. Go back to before the first store, let the other
    thread wait, and none is.

Try
    gilt step scripts/step/lost_update.py
        (gilt) break function increment
        (gilt) continue sequential          both threads are there; T1 is about to load
        (gilt) T1*3 T2*4                    both have loaded 0 and added 1
        (gilt) T1 T2                        both store 1
        (gilt) back 5                       before T1 has stored, and before T2 has loaded
        (gilt) T1 T2*4                      one after the other: 2
    gilt step --python 3.14 scripts/step/lost_update.py     3.14 does not switch in between
"""
import threading

counter = 0


def increment():
    global counter
    counter += 1


threads = [threading.Thread(target=increment) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)

# expect match: [12]
