# Readers, sorters and copiers while a writer changes the containers: no crash, sane values.
import threading

stop = False
numbers = list(range(100))
table = {i: str(i) for i in range(100)}
problems = []


class Box:
    pass


box = Box()
box.value = [0]


def writer():
    for i in range(2000):
        numbers.append(i)
        numbers.pop(0)
        numbers[i % 50] = i
        table[i % 300] = str(i)
        table.pop((i * 7) % 300, None)
        box.value = [i]
        setattr(box, f"a{i % 20}", i)


def reader():
    while not stop:
        for x in list(numbers):
            if not isinstance(x, int):
                problems.append(x)
        for k, v in list(table.items()):
            if not isinstance(v, str):
                problems.append(v)
        len(numbers), 5 in numbers, table.get(3), 7 in table, sum(numbers), max(numbers)
        if not isinstance(box.value[0], int):
            problems.append(box.value)
        sorted(numbers), numbers[:10], numbers + [1], dict(table), numbers.copy(), str(numbers)[:1]


readers = [threading.Thread(target=reader) for _ in range(3)]
for r in readers:
    r.start()
w = [threading.Thread(target=writer) for _ in range(2)]
for t in w:
    t.start()
for t in w:
    t.join()
stop = True
for r in readers:
    r.join()
print(problems, len(numbers))  # expect: [] 100
