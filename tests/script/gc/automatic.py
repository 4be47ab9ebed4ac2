"""Cycles are collected without being asked for, so that memory stays where it is."""
import gc


class Node:
    pass


def churn(n):
    for _ in range(n):
        a, b = Node(), Node()
        a.other, b.other = b, [a]


gc.collect()
churn(1_000)
before = len(gc.get_objects())
churn(50_000)
print(len(gc.get_objects()) < before + 20_000)  # expect: True
print(gc.get_stats()[2]["collections"] + gc.get_stats()[0]["collections"] > 3)  # expect: True

gc.disable()
start = gc.get_stats()[2]["collections"]
churn(5_000)
print(gc.get_stats()[2]["collections"] - start)  # expect: 0
print(gc.collect() >= 10_000)  # expect: True
gc.enable()
