import threading
import time

# 기본 스레드 생성
def download_file(url: str) -> None:
    """파일 다운로드를 시뮬레이션합니다."""
    print(f"다운로드 시작: {url}")
    time.sleep(2)  # I/O 대기 시뮬레이션
    print(f"다운로드 완료: {url}")

urls = [
    "https://data.example.com/train.csv",
    "https://data.example.com/val.csv",
    "https://data.example.com/test.csv",
]

# 순차 실행: 약 6초
start = time.time()
for url in urls:
    download_file(url)
print(f"순차 실행: {time.time() - start:.1f}초")

# 병렬 실행: 약 2초
start = time.time()
threads = []
for url in urls:
    t = threading.Thread(target=download_file, args=(url,))
    threads.append(t)
    t.start()

# 모든 스레드 완료 대기
for t in threads:
    t.join()
print(f"스레드 실행: {time.time() - start:.1f}초")

# python-differs: there the two halves of a print may be torn apart
# expect: 다운로드 시작: https://data.example.com/train.csv
# expect: 다운로드 완료: https://data.example.com/train.csv
# expect: 다운로드 시작: https://data.example.com/val.csv
# expect: 다운로드 완료: https://data.example.com/val.csv
# expect: 다운로드 시작: https://data.example.com/test.csv
# expect: 다운로드 완료: https://data.example.com/test.csv
# expect match: 순차 실행: [0-9]+\.[0-9]초
# expect unordered: 다운로드 시작: https://data.example.com/train.csv
# expect unordered: 다운로드 시작: https://data.example.com/val.csv
# expect unordered: 다운로드 시작: https://data.example.com/test.csv
# expect unordered: 다운로드 완료: https://data.example.com/train.csv
# expect unordered: 다운로드 완료: https://data.example.com/val.csv
# expect unordered: 다운로드 완료: https://data.example.com/test.csv
# expect match: 스레드 실행: [0-9]+\.[0-9]초
