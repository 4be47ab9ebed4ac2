# io.StringIO, io.BytesIO and the base classes of streams.
# needs-python: 3.13
import io
from io import StringIO, BytesIO
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
s=StringIO()
t(s.write,'héllo\nwörld\n'); t(s.tell); t(s.getvalue); t(s.read); t(s.seek,0); t(s.read,3); t(s.readline); t(s.readline,2); t(s.readlines); t(s.readline)
t(s.seek,2); t(s.write,'XY'); t(s.getvalue); t(s.truncate); t(s.getvalue); t(s.seek,10); t(s.write,'z'); t(s.getvalue); t(s.truncate, 3); t(s.truncate,-1)
t(s.seek,-1); t(s.seek,1,1); t(s.seek,0,2); t(s.seek,0,7); t(s.write,5); t(s.write,b'x'); t(s.fileno); t(s.isatty); t(s.readable); t(s.seekable); t(s.read,'x'); t(s.writelines,['a','b']); t(s.getvalue)
print('hi', 3, file=s, end='!'); t(s.getvalue)
s=StringIO('one\ntwo\nthree'); print([l for l in s]); s.seek(0); print(next(s), list(s)); t(next,s)
with StringIO('x') as f: print(f.read(), f.closed)
print(f.closed); t(f.read); t(f.getvalue); t(f.write,'x'); t(lambda: list(f)); t(f.close); t(f.flush)
t(StringIO, 5); t(StringIO(None).getvalue); t(StringIO('a\r\nb\rc\n', newline=None).getvalue); t(StringIO('a\r\nb\rc\n', newline='').readlines); t(StringIO('a\r\nb\rc\n').readlines); t(StringIO('a\nb', newline='\r\n').getvalue); t(StringIO,'', newline='x')
class Sub(StringIO):
    def __init__(self, n): super().__init__('init'); self.n=n
    def write(self, x): return super().write(x.upper())
q=Sub(4); q.seek(0,2); q.write('abc'); print(q.getvalue(), q.n, isinstance(q, io.TextIOBase), isinstance(StringIO(), io.IOBase), issubclass(StringIO, io.TextIOBase), isinstance(5, io.IOBase)); print('p', file=q); t(q.getvalue)
q.extra = 5; print(q.extra)
b=BytesIO(b'ab\ncd'); t(b.read,1); t(b.readline); t(b.read); t(b.read); t(b.getvalue); t(b.seek,-2,2); t(b.write,bytearray(b'ZZZ')); t(b.getvalue); t(b.write,'x'); t(b.seek,-1); t(b.truncate,2); t(b.getvalue); t(b.tell); t(list, BytesIO(b'1\n2\n')); t(BytesIO,'x'); t(b.seek,100); t(b.write,b'e'); t(lambda: len(b.getvalue()))
ba=bytearray(3); t(BytesIO(b'wxyz').readinto, ba); print(ba); b.close(); t(b.read)
print(io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
class My(io.TextIOBase):
    def __init__(self): self.l=[]
    def write(self, s): self.l.append(s); return len(s)
    def writable(self): return True
m=My(); print('a','b',file=m); print(''.join(m.l), m.readable(), m.writable(), m.closed); t(m.read); t(m.fileno); t(m.seek,0); m.writelines(['x']); m.close(); print(m.closed, ''.join(m.l)); t(m.flush)
class Raw(io.RawIOBase):
    def __init__(self, d): self.d=d
    def readable(self): return True
    def readinto(self, b):
        n=min(len(b),len(self.d),2); b[:n]=self.d[:n]; self.d=self.d[n:]; return n
t(Raw(b'abc\ndef').read); t(Raw(b'abc\ndef').readline); t(Raw(b'abc\ndef\n').readlines); t(Raw(b'abcdef').read,4)
import sys
print(isinstance(sys.stdout, io.TextIOBase), type(StringIO()).__name__, type(StringIO()).__module__)
old=sys.stdout; sys.stdout=StringIO(); print('cap'); g=sys.stdout.getvalue(); sys.stdout=old; print(repr(g))
# expect: 12
# expect: 12
# expect: 'héllo\nwörld\n'
# expect: ''
# expect: 0
# expect: 'hél'
# expect: 'lo\n'
# expect: 'wö'
# expect: ['rld\n']
# expect: ''
# expect: 2
# expect: 2
# expect: 'héXYo\nwörld\n'
# expect: 4
# expect: 'héXY'
# expect: 10
# expect: 1
# expect: 'héXY\x00\x00\x00\x00\x00\x00z'
# expect: 3
# expect: ValueError Negative size value -1
# expect: ValueError Negative seek position -1
# expect: OSError Can't do nonzero cur-relative seeks
# expect: 3
# expect: ValueError Invalid whence (7, should be 0, 1 or 2)
# expect: TypeError string argument expected, got 'int'
# expect: TypeError string argument expected, got 'bytes'
# expect: UnsupportedOperation fileno
# expect: False
# expect: True
# expect: True
# expect: TypeError argument should be integer or None, not 'str'
# expect: None
# expect: 'héXab'
# expect: 'héXabhi 3!'
# expect: ['one\n', 'two\n', 'three']
# expect: one
# expect:  ['two\n', 'three']
# expect: StopIteration 
# expect: x False
# expect: True
# expect: ValueError I/O operation on closed file
# expect: ValueError I/O operation on closed file
# expect: ValueError I/O operation on closed file
# expect: ValueError I/O operation on closed file.
# expect: None
# expect: None
# expect: TypeError initial_value must be str or None, not int
# expect: ''
# expect: 'a\nb\nc\n'
# expect: ['a\r\n', 'b\r', 'c\n']
# expect: ['a\r\n', 'b\rc\n']
# expect: 'a\r\nb'
# expect: ValueError illegal newline value: 'x'
# expect: initABC 4 True True True False
# expect: 'initABCP\n'
# expect: 5
# expect: b'a'
# expect: b'b\n'
# expect: b'cd'
# expect: b''
# expect: b'ab\ncd'
# expect: 3
# expect: 3
# expect: b'ab\nZZZ'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError negative seek value -1
# expect: 2
# expect: b'ab'
# expect: 6
# expect: [b'1\n', b'2\n']
# expect: TypeError a bytes-like object is required, not 'str'
# expect: 100
# expect: 1
# expect: 101
# expect: 3
# expect: bytearray(b'wxy')
# expect: ValueError I/O operation on closed file.
# expect: 0 1 2 True True
# expect: a b
# expect:  False True False
# expect: UnsupportedOperation read
# expect: UnsupportedOperation fileno
# expect: UnsupportedOperation seek
# expect: True a b
# expect: x
# expect: ValueError I/O operation on closed file.
# expect: b'abc\ndef'
# expect: b'abc\n'
# expect: [b'abc\n', b'def\n']
# expect: b'ab'
# expect: True StringIO _io
# expect: 'cap\n'
