import threading

# Lock을 사용한 안전한 공유 자원 접근
counter = 0
lock = threading.Lock()

def safe_increment(n):
    global counter
    for _ in range(n):
        with lock:  # 컨텍스트 매니저로 자동 해제 보장
            counter += 1

threads = [threading.Thread(target=safe_increment, args=(100000,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(f"최종 카운터: {counter}")  # 정확히 400000

# modes: on off 3.9 3.10 3.14 3.14t atomic
# expect: 최종 카운터: 400000
