import threading
import time

event = threading.Event()

def worker():
    print("Worker waiting...")
    event.wait()  # event가 set될 때까지 대기
    print("Worker proceeding!")

t = threading.Thread(target=worker)
t.start()
time.sleep(1)
event.set()  # worker에게 신호
t.join()
# python-differs: there the two halves of a print may be torn apart
# expect: Worker waiting...
# expect: Worker proceeding!

sem = threading.Semaphore(3)  # 최대 3개 동시 접근

def limited_worker(name):
    with sem:
        print(f"{name} acquired")
        time.sleep(1)
        print(f"{name} released")

threads = [threading.Thread(target=limited_worker, args=(f"W{i}",))
           for i in range(10)]
for t in threads:
    t.start()
# 3개씩 동시 실행
# expect unordered: W0 acquired
# expect unordered: W0 released
# expect unordered: W1 acquired
# expect unordered: W1 released
# expect unordered: W2 acquired
# expect unordered: W2 released
# expect unordered: W3 acquired
# expect unordered: W3 released
# expect unordered: W4 acquired
# expect unordered: W4 released
# expect unordered: W5 acquired
# expect unordered: W5 released
# expect unordered: W6 acquired
# expect unordered: W6 released
# expect unordered: W7 acquired
# expect unordered: W7 released
# expect unordered: W8 acquired
# expect unordered: W8 released
# expect unordered: W9 acquired
# expect unordered: W9 released
