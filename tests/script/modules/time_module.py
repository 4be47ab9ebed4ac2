# time: types, monotony, sleep. No test depends on how long something takes.
import time

a, b = time.perf_counter(), time.perf_counter()
print(type(time.time()).__name__, time.time() > 1.5e9, b >= a, time.monotonic() <= time.monotonic(), type(time.time_ns()).__name__)
# expect: float True True True int
print(time.perf_counter_ns() <= time.perf_counter_ns(), time.process_time() >= 0, time.thread_time() >= 0, time.monotonic_ns() > 0)
# expect: True True True True
start = time.monotonic()
print(time.sleep(0.01), time.monotonic() - start >= 0.01, time.sleep(0))  # expect: None True None
for bad in (-1, "x", None):
    try:
        time.sleep(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
# expect: ValueError
# expect: TypeError
# expect: TypeError
print(time.gmtime(0)[:6], time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400)), len(time.localtime()), time.gmtime(0).tm_year)
# expect: (1970, 1, 1, 0, 0, 0) 1970-01-02 00:00:00 9 1970
