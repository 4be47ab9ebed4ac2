import threading

lock = threading.Lock()
counter = 0

def safe_increment(n):
    global counter
    for _ in range(n):
        with lock:  # 한 번에 한 스레드만
            counter += 1

t1 = threading.Thread(target=safe_increment, args=(1_000_000,))
t2 = threading.Thread(target=safe_increment, args=(1_000_000,))
t1.start(); t2.start()
t1.join(); t2.join()
print(counter)  # 정확히 2,000,000

# heavy: 2,000,000 times a contended lock; lock_counter_four_threads.py has fewer
# expect: 2000000
