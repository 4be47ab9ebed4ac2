import threading
import time
def cpu_task():
    print(f"실행 중: {threading.current_thread().name or multiprocessing.current_process().name}")
    start = time.time()
    total = sum(i**2 for i in range(10**7)) # CPU 연산
    print(f"완료! 실행 시간: {time.time() - start:.2f}초")
# 🔹 멀티쓰레딩 (GIL 제한 때문에 비효율적)
def threading_test():
    threads = [threading.Thread(target=cpu_task) for _ in range(4)]
    start = time.time()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"🔴 멀티쓰레딩 총 실행 시간: {time.time() - start:.2f}초")
print("🎯 멀티쓰레딩 테스트")
threading_test()

# python-differs: there the two halves of a print may be torn apart
# heavy: 40,000,000 powers; exact_sums.py has fewer
# expect: 🎯 멀티쓰레딩 테스트
# expect unordered: 실행 중: Thread-1 (cpu_task)
# expect unordered: 실행 중: Thread-2 (cpu_task)
# expect unordered: 실행 중: Thread-3 (cpu_task)
# expect unordered: 실행 중: Thread-4 (cpu_task)
# expect unordered match: 완료! 실행 시간: [0-9]+\.[0-9]+초
# expect unordered match: 완료! 실행 시간: [0-9]+\.[0-9]+초
# expect unordered match: 완료! 실행 시간: [0-9]+\.[0-9]+초
# expect unordered match: 완료! 실행 시간: [0-9]+\.[0-9]+초
# expect match: 🔴 멀티쓰레딩 총 실행 시간: [0-9]+\.[0-9]+초
