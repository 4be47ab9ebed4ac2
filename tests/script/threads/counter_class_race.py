import threading
import time
class Counter:
    def __init__(self):
        self.count = 0
    def increment(self, offset):
        self.count += offset
def worker(sensor_index, how_many, counter):
    for _ in range(how_many):
        counter.increment(1)
NUM_SENSORS = 5 # 센서 개수 (스레드 개수)
INCREMENTS_PER_SENSOR = 100000 # 각 센서에서 증가하는 횟수
counter = Counter()
threads = []
for sensor_id in range(NUM_SENSORS):
    t = threading.Thread(target=worker, args=(sensor_id, INCREMENTS_PER_SENSOR, counter))
    threads.append(t)
    t.start()
for t in threads:
    t.join()
print(f"최종 Counter 값 (잘못된 값일 가능성 있음): {counter.count}")

# modes: on off any 3.9 3.10 3.14 atomic
# expect match: 최종 Counter 값 \(잘못된 값일 가능성 있음\): [0-9]+
