# Thread: names, arguments, subclassing, states, idents, enumerate, daemon.
import threading

log = []


def work(*args, **kwargs):
    log.append((threading.current_thread().name, args, kwargs))


t = threading.Thread(target=work, args=(1, 2), kwargs={"x": 3})
print(t.name, t.is_alive(), t.ident, t.daemon)  # expect: Thread-1 (work) False None False
t.start()
t.join()
print(t.is_alive(), isinstance(t.ident, int))  # expect: False True
print(log)  # expect: [('Thread-1 (work)', (1, 2), {'x': 3})]
log.clear()
named = threading.Thread(target=work, name="named", args=[7])
named.start()
print(named.join())  # expect: None
print(log)  # expect: [('named', (7,), {})]
print(threading.Thread(target=work).name)  # expect: Thread-2 (work)
print(threading.Thread().name)  # expect: Thread-3
print(threading.Thread(target=lambda: None).name)  # expect: Thread-4 (<lambda>)


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker {n}")
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n * self.n


workers = [Worker(i) for i in range(4)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print([w.result for w in workers], workers[2].name)  # expect: [0, 1, 4, 9] worker 2
main = threading.main_thread()
print(main.name, main is threading.current_thread(), main.is_alive(), main.daemon)
# expect: MainThread True True False
print(threading.get_ident() == main.ident, threading.active_count())  # expect: True 1
print([t.name for t in threading.enumerate()])  # expect: ['MainThread']
gate = threading.Lock()
gate.acquire()


def wait():
    with gate:
        pass


waiting = threading.Thread(target=wait, name="waiting", daemon=True)
waiting.start()
print(waiting.is_alive(), waiting.daemon, threading.active_count())  # expect: True True 2
print(sorted(t.name for t in threading.enumerate()))  # expect: ['MainThread', 'waiting']
print(waiting.join(timeout=0.01), waiting.is_alive())  # expect: None True
gate.release()
waiting.join()
print(waiting.is_alive(), threading.active_count())  # expect: False 1
t = threading.Thread(target=work)
t.name = "renamed"
t.daemon = True
print(t.name, t.daemon, repr(t))  # expect: renamed True <Thread(renamed, initial daemon)>
print(repr(main).startswith("<_MainThread(MainThread, started "))  # expect: True
inherited = []


def spawn():
    inner = threading.Thread(target=lambda: inherited.append(threading.current_thread().daemon))
    inner.start()
    inner.join()


outer = threading.Thread(target=spawn, daemon=True)
outer.start()
outer.join()
print(inherited)  # expect: [True]
print(threading.current_thread() in threading.enumerate(), threading.get_native_id() > 0)
# expect: True True
print(threading.Thread(target=work, daemon=True).daemon, threading.Thread(None, work).daemon)
# expect: True False
