"""A leak, by an increment: one thread copies a reference while another gives one up.

    the count is 2     T1 loads 2 | T2 loads 2 | T2 stores 1 | T1 stores 3

    It should be 2 again, and is 3: a decrement is lost. The list is never freed.

Try
    gilt scripts/refcount/leak_2.py                              with the GIL the count is right
    gilt step --schedule scripts/refcount/leak_2.schedule scripts/refcount/leak_2.py
        (gilt) replay                                            references 2, counted 3
"""
# needs-python: 3.14
import sys
import threading

shared = ["a", "list"]
copy = None


def copy_it():
    global copy
    copy = shared


def drop_it():
    global shared
    shared = None


def main():
    global copy
    mine = shared  # 2 references: mine and shared
    threads = [threading.Thread(target=copy_it), threading.Thread(target=drop_it)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    references = 1 if copy is None else 2  # mine, and copy if it was in time
    print(f"references {references}, counted {sys.getrefcount(mine)}")
    del mine
    print("the copy:", copy)


main()

# expect match: references (1, counted 1|2, counted 2)
# expect match: the copy: (None|\['a', 'list'\])
