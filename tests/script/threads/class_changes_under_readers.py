# Some threads look attributes and special methods of a class up while another changes them.
import threading


class Base:
    def step(self):
        return 0

    def __len__(self):
        return 0


class Point(Base):
    pass


done = False
bad = []


def read():
    point = Point()
    while not done:
        got = (point.step(), len(point), Point.step(point))
        if not all(0 <= n < 1000 for n in got):
            bad.append(got)


def change():
    for i in range(1000):
        n = i
        Base.step = lambda self, n=n: n
        Base.__len__ = lambda self, n=n: n
        Point.step = Base.step
        if i % 2:
            del Point.step


readers = [threading.Thread(target=read) for _ in range(3)]
for reader in readers:
    reader.start()
change()
done = True
for reader in readers:
    reader.join()
print(bad)  # expect: []
