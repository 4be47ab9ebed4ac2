# What one write() of a StringIO or BytesIO was given stays together, and nothing is lost.
import io
import threading

THREADS, WRITES = 4, 300
text, data = io.StringIO(), io.BytesIO()


def work(n):
    line = str(n) * 10 + "\n"
    for _ in range(WRITES):
        text.write(line)
        data.write(line.encode())


threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for lines in (text.getvalue().splitlines(), data.getvalue().decode().splitlines()):
    print(len(lines), sorted({line for line in lines}))
    print(all(lines.count(str(n) * 10) == WRITES for n in range(THREADS)))
# expect: 1200 ['0000000000', '1111111111', '2222222222', '3333333333']
# expect: True
# expect: 1200 ['0000000000', '1111111111', '2222222222', '3333333333']
# expect: True
