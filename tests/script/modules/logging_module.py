# Logging: levels, the tree of loggers, formats, handlers, filters, adapters.
# needs-python: 3.13
import logging, sys
class W:
    def __init__(s): s.b=[]
    def write(s,x): s.b.append(x)
    def flush(s): pass
sys.stderr = w = W()
def out():
    r=''.join(w.b).replace(__file__, 'FILE'); w.b=[]; return r
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
logging.getLogger('early').warning('no config %s', 1); logging.getLogger('early').info('hidden'); print(out())
logging.warning('root %d', 5); logging.info('no'); print(out())
logging.basicConfig(level=logging.DEBUG); logging.debug('still warning level'); print(out())
logging.basicConfig(level=logging.DEBUG, force=True, format='%(asctime)s|%(name)s|%(levelname)-8s|%(threadName)s|%(message)s|%(funcName)s:%(lineno)d', datefmt='DATE')
log=logging.getLogger('a.b.c')
def fn(): log.debug('dbg %s %d', 'x', 3)
fn(); print(out()); log.info('%(a)s-%(b)d', {'a':1,'b':2}); print(out())
print(log, logging.getLogger('a'), logging.getLogger(), log.parent, logging.getLogger('a.b').parent, log.parent, logging.getLogger('a.b.c') is log, log.getEffectiveLevel(), log.isEnabledFor(10))
logging.getLogger('a').setLevel('ERROR'); log.warning('hidden'); log.error('shown'); print(out()); print(logging.getLogger('a').getChild('z').name, sorted(map(repr, logging.getLogger('a').getChildren())))
h=logging.StreamHandler(w); h.setFormatter(logging.Formatter('{levelname}:{name}>{message}', style='{')); q=logging.getLogger('q'); q.addHandler(h); q.propagate=False; q.setLevel(5)
q.info('brace'); print(out()); q.log(5,'five'); print(out()); logging.addLevelName(5,'TRACE'); q.log(5,'five'); print(out()); print(logging.getLevelName(5), logging.getLevelName('TRACE'), logging.getLevelName(77), logging.getLevelName('zz'))
try: 1/0
except ZeroDivisionError: q.exception('oops %s', 'x'); print(out()); q.error('e', exc_info=True); print(out().count('ZeroDivisionError'))
try: [][1]
except IndexError as e: ee=e
q.warning('later', exc_info=ee); print(out())
def deeper(): q.warning('stk', stack_info=True)
deeper(); print(out())
q.info('bad %d', 'x'); o=out(); print(o.split('\n')[0], 'TypeError' in o, o.split('\n')[-3:])
h.setFormatter(logging.Formatter('${levelname} $message', style='$')); q.info('dollar'); print(out())
class F(logging.Filter):
    def filter(self, r): r.extra_='E'; return 'no' not in r.getMessage()
q.addFilter(F()); h.setFormatter(logging.Formatter('%(message)s %(extra_)s')); q.info('yes'); q.info('no'); print(out())
h.addFilter(lambda r: r.levelno>20); q.info('low'); q.warning('high'); print(out()); h.filters.clear()
q.warning('ex', extra={'user':'bob'}); out(); t(q.warning,'x',extra={'message':1}); t(q.warning, 'x', extra={'name':1})
ad=logging.LoggerAdapter(q, {'user':'amy'}); h.setFormatter(logging.Formatter('%(user)s %(message)s', defaults={'user':'nobody'})); ad.info('hi'); q.info('anon'); print(out(), ad, ad.name)
class PA(logging.LoggerAdapter):
    def process(self,m,k): return '[%s] %s' % (self.extra['c'], m), k
PA(q,{'c':7}).warning('wrapped %d', 1); print(out())
for bad in [dict(fmt='nofield'), dict(fmt='%(x)z'), dict(style='?'), dict(fmt='{', style='{'), dict(fmt='x', style='{'), dict(fmt='{a!z}', style='{'), dict(fmt='{a:*^^}',style='{'), dict(fmt='$', style='$'), dict(fmt='x', style='$'), dict(fmt='{a.b[c]:>{w}}', style='{'), dict(fmt='{0x!r}', style='{')]: t(lambda: type(logging.Formatter(**bad)).__name__)
for kw in [dict(stream=w, filename='x'), dict(handlers=[], stream=w), dict(foo=1), dict(style='z')]: t(logging.basicConfig, force=True, **kw)
t(logging.getLogger('x').setLevel, 'NOPE'); t(logging.getLogger('x').setLevel, 1.5); t(logging.getLogger, 5); t(q.log, 'INFO', 'x'); t(logging.Handler().emit, None); t(logging.setLoggerClass, int)
logging.disable(logging.WARNING); q.warning('off'); q.error('on'); print(out()); logging.disable(logging.NOTSET)
r=logging.makeLogRecord({'msg':'m %s','args':(1,),'name':'n','levelno':20}); print(r, r.getMessage(), r.levelname); r=logging.LogRecord('nm',30,'/a/b/mod.py',12,'msg',None,None); print(r, r.module, r.filename, r.funcName, r.processName, r.threadName, r.taskName, r.msecs == int(r.created*1000)%1000 or 1)
print(logging.Formatter('%(asctime)s').usesTime(), len(logging.Formatter().formatTime(r)), logging.Formatter().formatTime(r)[19])
print(repr(h), logging.NullHandler(), logging.StreamHandler(sys.stdout), logging.getLevelNamesMapping()['WARN'])
class MyL(logging.Logger): pass
logging.setLoggerClass(MyL); print(type(logging.getLogger('fresh')).__name__, logging.getLogger('fresh')); logging.setLoggerClass(logging.Logger)
import warnings
logging.basicConfig(force=True, format='CAP %(name)s %(levelname)s %(message)s'); logging.captureWarnings(True); warnings.warn('captured'); print(out()); logging.captureWarnings(False)
def wrap(): q.warning('lvl', stacklevel=2)
h.setFormatter(logging.Formatter('%(funcName)s %(lineno)d'))
def caller(): wrap()
caller(); print(out())
h.name='hh'; print(logging.getHandlerByName('hh') is h, logging.getHandlerNames())
class B(logging.Handler):
    def emit(self, r): print('B', r.getMessage(), self.format(r))
b=B(); b.setLevel(30); q.addHandler(b); q.info('i'); q.critical('c'); print(q.hasHandlers(), logging.getLogger('q.sub').hasHandlers(), len(q.handlers)); q.removeHandler(b)
old=logging.getLogRecordFactory()
def fac(*a,**k):
    r=old(*a,**k); r.custom='CU'; return r
bf=logging.BufferingFormatter(); print(bf.format([r,r]))
logging.fatal('F'); logging.exception('noexc'); print(out())
import os
fn=f'/tmp/gilt_log_{os.getpid()}.txt'
if os.path.exists(fn): os.remove(fn)
fh=logging.FileHandler(fn, encoding='utf-8'); fl=logging.getLogger('file'); fl.addHandler(fh); fl.warning('é line'); print(str(fh).replace(fn, 'FILE')); fh.close(); print(open(fn, encoding='utf-8').read()); fl.warning('again'); fh.close(); print(open(fn).read()); os.remove(fn)
# expect: no config 1
# expect:
# expect: WARNING:root:root 5
# expect:
# expect:
# expect: DATE|a.b.c|DEBUG   |MainThread|dbg x 3|fn:19
# expect:
# expect: DATE|a.b.c|INFO    |MainThread|1-2|<module>:20
# expect:
# expect: <Logger a.b.c (DEBUG)> <Logger a (DEBUG)> <RootLogger root (DEBUG)> <Logger a (DEBUG)> <Logger a (DEBUG)> <Logger a.b (DEBUG)> True 10 True
# expect: DATE|a.b.c|ERROR   |MainThread|shown|<module>:22
# expect:
# expect: a.z ['<Logger a.b (ERROR)>', '<Logger a.z (ERROR)>']
# expect: INFO:q>brace
# expect:
# expect: Level 5:q>five
# expect:
# expect: TRACE:q>five
# expect:
# expect: TRACE 5 Level 77 Level zz
# expect: ERROR:q>oops x
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 25, in <module>
# expect:     try: 1/0
# expect:          ~^~
# expect: ZeroDivisionError: division by zero
# expect:
# expect: 1
# expect: WARNING:q>later
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 27, in <module>
# expect:     try: [][1]
# expect:          ~~^^^
# expect: IndexError: list index out of range
# expect:
# expect: WARNING:q>stk
# expect: Stack (most recent call last):
# expect:   File "FILE", line 31, in <module>
# expect:     deeper(); print(out())
# expect:   File "FILE", line 30, in deeper
# expect:     def deeper(): q.warning('stk', stack_info=True)
# expect:
# expect: --- Logging error --- True ["Message: 'bad %d'", "Arguments: ('x',)", '']
# expect: INFO dollar
# expect:
# expect: yes E
# expect:
# expect: high E
# expect:
# expect: KeyError "Attempt to overwrite 'message' in LogRecord"
# expect: KeyError "Attempt to overwrite 'name' in LogRecord"
# expect: amy hi
# expect:  <LoggerAdapter q (TRACE)> q
# expect: nobody [7] wrapped 1
# expect:
# expect: ValueError Invalid format 'nofield' for '%' style
# expect: ValueError Invalid format '%(x)z' for '%' style
# expect: ValueError Style must be one of: %,{,$
# expect: ValueError invalid format: Single '{' encountered in format string
# expect: ValueError invalid format: no fields
# expect: ValueError invalid format: invalid conversion: 'z'
# expect: ValueError invalid format: bad specifier: '*^^'
# expect: ValueError invalid format: bare '$' not allowed
# expect: ValueError invalid format: no fields
# expect: 'Formatter'
# expect: 'Formatter'
# expect: ValueError 'stream' and 'filename' should not be specified together
# expect: ValueError 'stream' or 'filename' should not be specified together with 'handlers'
# expect: ValueError Unrecognised argument(s): foo
# expect: ValueError Style must be one of: %,{,$
# expect: ValueError Unknown level: 'NOPE'
# expect: TypeError Level not an integer or a valid string: 1.5
# expect: TypeError A logger name must be a string
# expect: TypeError level must be an integer
# expect: NotImplementedError emit must be implemented by Handler subclasses
# expect: TypeError logger not derived from logging.Logger: int
# expect: nobody on
# expect:
# expect: <LogRecord: n, 20, , 0, "m %s"> m 1 Level None
# expect: <LogRecord: nm, 30, /a/b/mod.py, 12, "msg"> mod mod.py None MainProcess MainThread None True
# expect: True 23 ,
# expect: <StreamHandler (NOTSET)> <NullHandler (NOTSET)> <StreamHandler <stdout> (NOTSET)> 30
# expect: MyL <MyL fresh (DEBUG)>
# expect: CAP py.warnings WARNING FILE:53: UserWarning: captured
# expect:   logging.basicConfig(force=True, format='CAP %(name)s %(levelname)s %(message)s'); logging.captureWarnings(True); warnings.warn('captured'); print(out()); logging.captureWarnings(False)
# expect:
# expect:
# expect: caller 56
# expect:
# expect: True frozenset({'hh'})
# expect: B c c
# expect: True True 2
# expect: msgmsg
# expect: <module> 61
# expect: <module> 61
# expect: CAP root CRITICAL F
# expect: CAP root ERROR noexc
# expect: NoneType: None
# expect:
# expect: <FileHandler FILE (NOTSET)>
# expect: é line
# expect:
# expect: é line
# expect: again
# expect:
