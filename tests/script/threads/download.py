import threading
import time

def download(url, delay):
    print(f"Downloading {url}...")
    time.sleep(delay)  # I/O 시뮬레이션 (GIL 해제)
    print(f"Done: {url}")
    return f"Data from {url}"

# 순차: 3초
# 스레드: ~1초 (가장 긴 delay만큼)
threads = []
for url, delay in [("a.com", 1), ("b.com", 0.5), ("c.com", 0.3)]:
    t = threading.Thread(target=download, args=(url, delay))
    threads.append(t)
    t.start()

for t in threads:
    t.join()  # 모든 스레드 완료 대기

# python-differs: there the two halves of a print may be torn apart
# expect unordered: Downloading a.com...
# expect unordered: Downloading b.com...
# expect unordered: Downloading c.com...
# expect unordered: Done: c.com
# expect unordered: Done: b.com
# expect unordered: Done: a.com
