from concurrent.futures import ThreadPoolExecutor
import json
import os

# 대용량 파일 병렬 로딩
def load_json_file(filepath: str) -> dict:
    """JSON 파일을 로딩합니다."""
    with open(filepath, "r", encoding="utf-8") as f:
        return json.load(f)

def parallel_load(filepaths: list[str], workers: int = 8) -> list[dict]:
    """여러 JSON 파일을 병렬로 로딩합니다."""
    with ThreadPoolExecutor(max_workers=workers) as executor:
        results = list(executor.map(load_json_file, filepaths))
    return results

paths = [f"/tmp/gilt_pool_load_json_{os.getpid()}_{i}.json" for i in range(8)]
for i, path in enumerate(paths):
    with open(path, "w", encoding="utf-8") as f:
        json.dump({"number": i, "이름": "값"}, f)
loaded = parallel_load(paths)
for path in paths:
    os.remove(path)
print(loaded[5], [d["number"] for d in loaded])
# expect: {'number': 5, '이름': '값'} [0, 1, 2, 3, 4, 5, 6, 7]
