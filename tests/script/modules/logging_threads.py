# Threads log through one handler: its lock keeps lines whole, although the stream below takes each
# text in pieces; names and order of every thread come out right.
import logging
import threading


class Pieces:
    """Loses or mixes text when two threads write at once."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        for piece in text.partition(" "):
            before = self.text
            self.text = before + piece

    def flush(self):
        pass


stream = Pieces()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(threadName)s %(name)s %(levelname)s %(message)s"))
logger = logging.getLogger("app")
logger.addHandler(handler)
logger.setLevel(logging.INFO)
logger.propagate = False
THREADS, MESSAGES = 4, 25


def work(n):
    mine = logging.getLogger("app.%d" % (n % 2))
    for i in range(MESSAGES):
        mine.info("message %d of %d", i, n)
        mine.debug("not shown")


threads = [threading.Thread(target=work, args=(n,), name="worker-%d" % n) for n in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
lines = stream.text.splitlines()
print(len(lines))  # expect: 100
for n in range(THREADS):
    wanted = ["worker-%d app.%d INFO message %d of %d" % (n, n % 2, i, n) for i in range(MESSAGES)]
    print([line for line in lines if line.startswith("worker-%d " % n)] == wanted)
# expect: True
# expect: True
# expect: True
# expect: True
