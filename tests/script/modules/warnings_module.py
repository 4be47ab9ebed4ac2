# Warnings: filters, where they point to, recording, showing.
# needs-python: 3.13
import warnings, sys
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
warnings.warn('first'); print(out())
def f(): warnings.warn('in f', DeprecationWarning)
def g(): warnings.warn('in g', RuntimeWarning, stacklevel=2)
f(); print(out())
g(); print(out())
for i in range(3): warnings.warn('loop')
print(out())
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter('always')
    for i in range(2): warnings.warn('rec')
    print(len(log), str(log[0].message), log[0].category, log[0].lineno)
print(out())
with warnings.catch_warnings():
    warnings.simplefilter('error'); t(warnings.warn, 'err'); t(warnings.warn, UserWarning('obj'))
with warnings.catch_warnings():
    warnings.filterwarnings('ignore', message='skip.*this'); warnings.warn('skip ALL this'); warnings.warn('other'); warnings.warn('Skip and this too')
print(out())
with warnings.catch_warnings():
    warnings.simplefilter('once')
    for i in range(3): warnings.warn('once me')
    warnings.warn('once me')
print(out())
t(warnings.warn, 'x', int); t(warnings.filterwarnings, 'foo'); t(warnings.simplefilter, 'error', int)
print(repr(warnings.formatwarning('m', UserWarning, 'nofile.py', 3))); print(repr(warnings.formatwarning('m', UserWarning, 'nofile.py', 3, '  src line ')))
old=warnings.showwarning
warnings.showwarning = lambda m,c,fn,l,file=None,line=None: print('SHOW', m, c.__name__, l)
warnings.warn('custom'); warnings.showwarning=old
warnings.warn_explicit('expl', UserWarning, 'a.py', 7); print(out())
class C(UserWarning): pass
warnings.warn(C('mine')); print(out())
warnings.warn('deep', stacklevel=50); print(out())
@warnings.deprecated('use new')
def oldf(x): return x
print(oldf(3), out(), oldf.__deprecated__)
with warnings.catch_warnings(record=True, action='always') as l2:
    warnings.warn('z', PendingDeprecationWarning); print(l2[0].category.__name__)
# expect: FILE:14: UserWarning: first
# expect:   warnings.warn('first'); print(out())
# expect:
# expect: FILE:15: DeprecationWarning: in f
# expect:   def f(): warnings.warn('in f', DeprecationWarning)
# expect:
# expect: FILE:18: RuntimeWarning: in g
# expect:   g(); print(out())
# expect:
# expect: FILE:19: UserWarning: loop
# expect:   for i in range(3): warnings.warn('loop')
# expect:
# expect: 2 rec <class 'UserWarning'> 23
# expect:
# expect: UserWarning err
# expect: UserWarning obj
# expect: FILE:29: UserWarning: other
# expect:   warnings.filterwarnings('ignore', message='skip.*this'); warnings.warn('skip ALL this'); warnings.warn('other'); warnings.warn('Skip and this too')
# expect:
# expect: FILE:33: UserWarning: once me
# expect:   for i in range(3): warnings.warn('once me')
# expect:
# expect: TypeError category must be a Warning subclass, not 'type'
# expect: ValueError invalid action: 'foo'
# expect: None
# expect: 'nofile.py:3: UserWarning: m\n'
# expect: 'nofile.py:3: UserWarning: m\n  src line\n'
# expect: SHOW custom UserWarning 40
# expect: a.py:7: UserWarning: expl
# expect:
# expect: FILE:43: C: mine
# expect:   warnings.warn(C('mine')); print(out())
# expect:
# expect: <sys>:0: UserWarning: deep
# expect:
# expect: 3 FILE:47: DeprecationWarning: use new
# expect:   print(oldf(3), out(), oldf.__deprecated__)
# expect:  use new
# expect: PendingDeprecationWarning
