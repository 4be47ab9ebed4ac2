import threading
import time

def cpu_task():
    """CPU 바운드 작업"""
    total = 0
    for i in range(50_000_000):
        total += i

# 순차 실행
start = time.time()
cpu_task()
cpu_task()
print(f"Sequential: {time.time() - start:.2f}s")  # ~5s

# 스레드 병렬 (GIL 때문에 빨라지지 않음)
start = time.time()
t1 = threading.Thread(target=cpu_task)
t2 = threading.Thread(target=cpu_task)
t1.start(); t2.start()
t1.join(); t2.join()
print(f"Threaded: {time.time() - start:.2f}s")  # ~5s (같거나 더 느림!)

# heavy: 200,000,000 additions; exact_sums.py has fewer
# expect match: Sequential: [0-9]+\.[0-9][0-9]s
# expect match: Threaded: [0-9]+\.[0-9][0-9]s
