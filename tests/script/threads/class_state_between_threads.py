# Classes, functions and modules changed by one thread while another uses them.
import threading


class Base:
    def value(self):
        return 1


class Child(Base):
    pass


stop = False
bad = []


def user():
    c = Child()
    while not stop:
        if c.value() not in (1, 2, 3):
            bad.append("value")
        if Child.flag not in (0, 1):
            bad.append("flag")


Child.flag = 0
threads = [threading.Thread(target=user) for _ in range(3)]
for t in threads:
    t.start()
for i in range(300):
    Base.value = lambda self: 2
    Child.value = lambda self: 3
    Child.flag = i % 2
    del Child.value
    Base.value = lambda self: 1
    setattr(Child, f"extra{i % 10}", i)
stop = True
for t in threads:
    t.join()
print(bad, Child().value(), Child.extra9)  # expect: [] 1 299
