from concurrent.futures import ThreadPoolExecutor, as_completed
import time
import random

def process_task(task_id: int) -> dict:
    """가변 시간이 걸리는 작업"""
    duration = random.uniform(0.5, 3.0)
    time.sleep(duration)
    return {"task_id": task_id, "duration": duration}

with ThreadPoolExecutor(max_workers=5) as executor:
    # submit으로 개별 작업 제출
    futures = {
        executor.submit(process_task, i): i
        for i in range(10)
    }

    # 완료되는 순서대로 처리 (순서 무관)
    for future in as_completed(futures):
        task_id = futures[future]
        try:
            result = future.result(timeout=5)
            print(f"태스크 {result['task_id']}: {result['duration']:.2f}초")
        except Exception as e:
            print(f"태스크 {task_id} 실패: {e}")

# expect unordered match: 태스크 0: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 1: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 2: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 3: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 4: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 5: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 6: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 7: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 8: [0-3]\.[0-9][0-9]초
# expect unordered match: 태스크 9: [0-3]\.[0-9][0-9]초
