import threading

# 공유 자원 접근 시 Lock 필요
counter = 0
lock = threading.Lock()

def increment(n: int) -> None:
    global counter
    for _ in range(n):
        with lock:  # Lock 획득 → 해제 자동 관리
            counter += 1

threads = [
    threading.Thread(target=increment, args=(100000,))
    for _ in range(4)
]

for t in threads:
    t.start()
for t in threads:
    t.join()

print(f"결과: {counter}")  # 400000 (Lock 없으면 불정확)

# expect: 결과: 400000
