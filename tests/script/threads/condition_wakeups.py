# notify(n) wakes n threads, the first come first; nobody is woken twice and nobody is forgotten.
import threading
import time

c = threading.Condition()
woken = []
waiting = 0


def waiter(me):
    global waiting
    with c:
        waiting += 1
        c.wait()
        woken.append(me)


threads = []
for me in range(6):  # one after the other, so that the order is known
    t = threading.Thread(target=waiter, args=(me,))
    threads.append(t)
    t.start()
    while True:
        with c:
            if waiting == me + 1:
                break
        time.sleep(0.0005)


def wait_until(count):
    while True:
        with c:
            if len(woken) == count:
                return
        time.sleep(0.0005)


with c:
    c.notify(2)
    print(woken)  # expect: []
wait_until(2)
print(sorted(woken))  # expect: [0, 1]
with c:
    c.notify()
wait_until(3)
print(woken[2])  # expect: 2
time.sleep(0.01)
print(len(woken))  # expect: 3
with c:
    c.notify_all()
for t in threads:
    t.join()
print(sorted(woken))  # expect: [0, 1, 2, 3, 4, 5]

# Two threads play ball: each notification gets to the one that waits for it.
turn = 0
ROUNDS = 2000


def player(me):
    global turn
    for _ in range(ROUNDS):
        with c:
            c.wait_for(lambda: turn % 2 == me)
            turn += 1
            c.notify()


players = [threading.Thread(target=player, args=(me,)) for me in (0, 1)]
for t in players:
    t.start()
for t in players:
    t.join()
print(turn)  # expect: 4000

# Tokens, each with a notification, for consumers whose waits time out all the time.
c = threading.Condition(threading.Lock())
pending = []
taken = 0
TOKENS = 3000


def consumer():
    global taken
    while True:
        with c:
            while not pending:
                c.wait(0.0002)
            token = pending.pop()
            if token is None:
                pending.append(None)
                c.notify()
                return
            taken += 1


consumers = [threading.Thread(target=consumer) for _ in range(4)]
for t in consumers:
    t.start()
for token in range(TOKENS):
    with c:
        pending.append(token)
        c.notify()
    if token % 50 == 0:
        time.sleep(0.0002)
while True:
    with c:
        if not pending:
            pending.append(None)
            c.notify()
            break
    time.sleep(0.001)
for t in consumers:
    t.join()
print(taken)  # expect: 3000
