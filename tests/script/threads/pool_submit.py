from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
import time

def fetch(url):
    time.sleep(1)  # I/O 시뮬레이션
    return f"Data from {url}"

def compute(n):
    return sum(i * i for i in range(n))

# I/O 바운드: ThreadPoolExecutor
start = time.time()
with ThreadPoolExecutor(max_workers=10) as executor:
    urls = [f"url_{i}" for i in range(10)]
    futures = [executor.submit(fetch, url) for url in urls]
    results = [f.result() for f in futures]
    # ~1초 (10개 동시)
print(results[0], results[-1], len(results))
# expect: Data from url_0 Data from url_9 10
print(time.time() - start < 8)  # not one after the other
# expect: True

# as_completed: 완료 순서대로 처리
from concurrent.futures import as_completed

with ThreadPoolExecutor(max_workers=5) as executor:
    future_to_url = {executor.submit(fetch, url): url for url in urls}

    for future in as_completed(future_to_url):
        url = future_to_url[future]
        try:
            result = future.result()
            print(f"{url}: {result}")
        except Exception as e:
            print(f"{url} failed: {e}")

# expect unordered: url_0: Data from url_0
# expect unordered: url_1: Data from url_1
# expect unordered: url_2: Data from url_2
# expect unordered: url_3: Data from url_3
# expect unordered: url_4: Data from url_4
# expect unordered: url_5: Data from url_5
# expect unordered: url_6: Data from url_6
# expect unordered: url_7: Data from url_7
# expect unordered: url_8: Data from url_8
# expect unordered: url_9: Data from url_9
