"""Two ways to write the same addition, of which one loses updates on every Python.

Watch
    "counter += one()" loads counter, then calls one(), then adds and stores: a switch inside the
    call falls between load and store. "counter = one() + counter" calls first and loads afterwards;
    from CPython 3.10 on no switch can come between that load and the store. The order of the
    operands alone decides.

Try
    gilt --gil on --python 3.14 scripts/operand_order.py    the first loses, the second does not
    gilt --gil on --python 3.9 scripts/operand_order.py     both lose
    gilt --gil on scripts/operand_order.py                  both lose: the language promises neither
    gilt --gil off scripts/operand_order.py                 both lose
    gilt dis --python 3.14 scripts/operand_order.py         where a switch may come
"""
import sys
import threading

INCREMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
THREADS = 4
counter = 0


def one():
    return 1


def load_before_call(n):
    global counter
    for _ in range(n):
        counter += one()


def call_before_load(n):
    global counter
    for _ in range(n):
        counter = one() + counter


for title, work in (
    ("counter += one()", load_before_call),
    ("counter = one() + counter", call_before_load),
):
    counter = 0
    threads = [threading.Thread(target=work, args=(INCREMENTS,)) for _ in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    expected = THREADS * INCREMENTS
    print(f"{title:<26} {expected - counter:,} of {expected:,} updates lost")

# argv: 50000
# expect match: counter \+= one\(\)           [0-9,]+ of 200,000 updates lost
# expect match: counter = one\(\) \+ counter  [0-9,]+ of 200,000 updates lost
