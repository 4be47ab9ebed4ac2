import threading
import time
class Counter:
    def __init__(self):
        self.count = 0
        self.lock = threading.Lock() # Lock 생성
    def increment(self, offset):
        with self.lock:
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
print(f"최종 Counter 값 (정확한 값): {counter.count}") # 항상 NUM_SENSORS * INCREMENTS_PER_SENSOR

# expect: 최종 Counter 값 (정확한 값): 500000
