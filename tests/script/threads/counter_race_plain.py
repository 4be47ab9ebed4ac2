import threading
import time

counter = 0

def increment(n):
    global counter
    for _ in range(n):
        counter += 1  # 원자적이지 않음!

# 두 스레드가 동시에 실행
t1 = threading.Thread(target=increment, args=(1_000_000,))
t2 = threading.Thread(target=increment, args=(1_000_000,))
t1.start(); t2.start()
t1.join(); t2.join()

print(counter)  # 2,000,000이 아닐 수 있음! (경합 조건)

# modes: on off any 3.9 3.10 3.14 atomic
# expect match: [0-9]+
