# The switches of the module: what records hold, and whether errors of handlers are said.
import io
import logging
import sys
import threading

FORMAT = "%(message)s %(thread)s %(threadName)s %(processName)s %(process)s"


def logged(form=FORMAT):
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter(form))
    log = logging.getLogger("switches")
    log.propagate = False
    log.addHandler(handler)
    log.warning("text")
    log.removeHandler(handler)
    return out.getvalue().rstrip("\n")


print(logged() == f"text {threading.get_ident()} MainThread MainProcess {sys.modules['os'].getpid()}")
# expect: True
logging.logThreads = False
print(logged("%(message)s %(thread)s %(threadName)s %(processName)s"))
# expect: text None None MainProcess
logging.logMultiprocessing = logging.logProcesses = False
print(logged())  # expect: text None None None None
logging.logThreads = logging.logMultiprocessing = logging.logProcesses = True

print(logged("%(filename)s %(funcName)s"))  # expect: logging_switches.py logged
logging._srcfile = None
print(logged("%(filename)s %(lineno)s %(funcName)s"))
# expect: (unknown file) 0 (unknown function)

sys.stderr = io.StringIO()
logging.getLogger("nobody listens").warning("to the last resort")
print(repr(sys.stderr.getvalue()))  # expect: 'to the last resort\n'
logging.lastResort = None
sys.stderr = io.StringIO()
for _ in range(2):
    logging.getLogger("nobody listens").warning("to nobody")
print(repr(sys.stderr.getvalue()))
# expect: 'No handlers could be found for logger "nobody listens"\n'

for told in True, False:
    logging.raiseExceptions = told
    sys.stderr = io.StringIO()
    broken = logging.StreamHandler(None)
    broken.setStream(5)
    broken.handle(logging.makeLogRecord({"msg": "no stream"}))
    print(sys.stderr.getvalue().partition("\n")[0])
    # expect: --- Logging error ---
    # expect:
