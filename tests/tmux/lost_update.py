"""Two threads add 1 to one counter, once each."""
import threading

counter = 0


def work():
    global counter
    counter += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
