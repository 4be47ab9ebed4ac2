# What a dict does to one key is done once: each entry is put in by one thread and taken out by one.
# modes: on off atomic
from _hammer import SECONDS, THREADS, hammer

table = {}
put = [0] * THREADS
taken = [[] for _ in range(THREADS)]
claims = [[] for _ in range(THREADS)]
turn = [0] * THREADS


def scene():
    table.clear()
    for me in range(THREADS):
        put[me] = turn[me] = 0
        taken[me].clear()
        claims[me].clear()


def missing(action, *arguments):
    try:
        return action(*arguments)
    except KeyError:
        return None


def own_entries(me):
    """Keys of one's own are as in a dict of one's own, whatever the others do to theirs."""
    n = put[me]
    for k in range(n, n + 10):
        table[me, k] = k
        assert table[me, k] == k and (me, k) in table
    put[me] = n + 10
    for k in range(n, n + 5):
        assert table.pop((me, k)) == k
        assert (me, k) not in table and table.get((me, k), "none") == "none"
        table[me, k] = k
    del table[me, n]
    assert missing(table.__getitem__, (me, n)) is None
    assert table.setdefault((me, n), n) == n
    table.update({(me, n): n, (me, n + 1): n + 1})


def own_entries_left():
    assert len(table) == sum(put), (len(table), sum(put))
    assert table == {(me, k): k for me in range(THREADS) for k in range(put[me])}


def put_and_take(me):
    for _ in range(10):
        table[me, put[me]] = (me, put[me])
        put[me] += 1
    for _ in range(5):
        entry = missing(table.popitem)
        if entry is not None:
            taken[me].append(entry)
        other = ((me + 1) % THREADS, put[(me + 1) % THREADS] - 1)
        value = missing(table.pop, other)
        if value is not None:
            taken[me].append((other, value))


def taken_once():
    seen = list(table.items()) + [entry for part in taken for entry in part]
    assert all(key == value for key, value in seen)
    assert len(seen) == len(set(seen)) == sum(put), (len(seen), len(set(seen)), sum(put))


def claim(me):
    """setdefault() gives a key to one thread, pop() takes it away from all by one."""
    key = turn[me]
    turn[me] += 1
    if table.setdefault(key, me) == me:
        claims[me].append(key)


def claimed_once():
    keys = [key for part in claims for key in part]
    assert sorted(keys) == list(range(max(turn))), (len(keys), max(turn))
    assert len(table) == len(keys)
    assert all(table[key] == me for me in range(THREADS) for key in claims[me])


hammer(own_entries, before=scene, after=own_entries_left, seconds=SECONDS / 3)
hammer(put_and_take, before=scene, after=taken_once, seconds=SECONDS / 3)
hammer(claim, before=scene, after=claimed_once, seconds=SECONDS / 3)
print("ok")  # expect: ok
