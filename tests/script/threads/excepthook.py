# A hook of one's own, SystemExit in a thread, sys.exit in a thread.
import sys
import threading

seen = []


def hook(args):
    seen.append((args.exc_type.__name__, str(args.exc_value), args.exc_traceback is not None,
                 args.thread.name))


original = threading.excepthook
threading.excepthook = hook
for target in (lambda: 1 / 0, lambda: {}["k"], lambda: sys.exit(), lambda: None):
    t = threading.Thread(target=target, name="hooked")
    t.start()
    t.join()
for item in seen:
    print(item)
# expect: ('ZeroDivisionError', 'division by zero', True, 'hooked')
# expect: ('KeyError', "'k'", True, 'hooked')
# expect: ('SystemExit', '', True, 'hooked')
threading.excepthook = original
print(threading.__excepthook__ is original)  # expect: True


def leave():
    raise SystemExit(5)


t = threading.Thread(target=leave)
t.start()
t.join()
print("still here")  # expect: still here
