from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
import time

# I/O 바운드 → ThreadPoolExecutor
def fetch_data(url: str) -> str:
    time.sleep(1)  # I/O 대기
    return f"데이터: {url}"

urls = [f"https://api.example.com/data/{i}" for i in range(10)]

with ThreadPoolExecutor(max_workers=5) as executor:
    # map - 간편한 병렬 실행
    results = list(executor.map(fetch_data, urls))
    print(f"완료: {len(results)}개")

# expect: 완료: 10개
print(results[3])
# expect: 데이터: https://api.example.com/data/3

# API 호출 병렬화 (I/O 바운드)
def call_llm_api(prompt: str) -> str:
    """LLM API를 호출합니다."""
    import time
    time.sleep(1)  # API 대기 시뮬레이션
    return f"응답: {prompt[:20]}..."

def batch_llm_calls(prompts: list[str], workers: int = 10) -> list[str]:
    """여러 프롬프트를 병렬로 API 호출합니다."""
    with ThreadPoolExecutor(max_workers=workers) as executor:
        results = list(executor.map(call_llm_api, prompts))
    return results

print(batch_llm_calls(["질문 하나", "a question that is longer than twenty characters"]))
# expect: ['응답: 질문 하나...', '응답: a question that is l...']
