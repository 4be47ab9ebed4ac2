# logging.handlers: queues, memory, rotating files.
# needs-python: 3.13
import logging, logging.handlers, queue, threading, os, io
buf = io.StringIO()
out = logging.StreamHandler(buf); out.setFormatter(logging.Formatter('%(threadName)s %(levelname)s %(message)s'))
log = logging.getLogger('q'); log.setLevel(logging.DEBUG); log.propagate=False
q = queue.Queue()
qh = logging.handlers.QueueHandler(q); log.addHandler(qh)
listener = logging.handlers.QueueListener(q, out, respect_handler_level=True)
listener.start()
def work(n):
    for i in range(3): log.info('item %d %d', n, i)
ts=[threading.Thread(target=work, args=(n,), name=f'T{n}') for n in range(3)]
for t in ts: t.start()
for t in ts: t.join()
try: raise ValueError("v")
except ValueError: log.exception('boom')
listener.stop()
lines = buf.getvalue().splitlines(); print(sorted(lines[:9])); print(lines[9], lines[-1], len(lines))
log.removeHandler(qh)
buf.seek(0); buf.truncate()
m = logging.handlers.MemoryHandler(3, target=out); log.addHandler(m)
log.info('a'); log.info('b'); print(repr(buf.getvalue())); log.info('c'); print(repr(buf.getvalue())); log.info('d'); log.error('e'); print(len(buf.getvalue().splitlines())); log.info('f'); m.close(); print(len(buf.getvalue().splitlines())); log.removeHandler(m)
name = f'gilt_rotated_{os.getpid()}.log'; fn = '/tmp/' + name
r = logging.handlers.RotatingFileHandler(fn, maxBytes=60, backupCount=2); log.addHandler(r)
for i in range(12): log.info('message number %02d', i)
r.close()
for f in sorted(x for x in os.listdir('/tmp') if x.startswith(name)):
    print(f.replace(name, 'LOG'), open('/tmp/'+f).read().split('\n')); os.remove('/tmp/'+f)
try: import logging.config
except ModuleNotFoundError as e: print(e) if 0 else None
b = logging.handlers.BufferingHandler(2); b.emit(1); print(b.buffer); b.emit(2); print(b.buffer)
# expect: ['T0 INFO item 0 0', 'T0 INFO item 0 1', 'T0 INFO item 0 2', 'T1 INFO item 1 0', 'T1 INFO item 1 1', 'T1 INFO item 1 2', 'T2 INFO item 2 0', 'T2 INFO item 2 1', 'T2 INFO item 2 2']
# expect: MainThread ERROR boom ValueError: v 15
# expect: ''
# expect: 'MainThread INFO a\nMainThread INFO b\nMainThread INFO c\n'
# expect: 5
# expect: 6
# expect: LOG ['message number 09', 'message number 10', 'message number 11', '']
# expect: LOG.1 ['message number 06', 'message number 07', 'message number 08', '']
# expect: LOG.2 ['message number 03', 'message number 04', 'message number 05', '']
# expect: [1]
# expect: []
