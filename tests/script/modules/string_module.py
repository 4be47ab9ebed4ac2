# string: constants, Template, Formatter.
# needs-python: 3.11
import string
from string import Template, Formatter
for n in ['ascii_letters','digits','hexdigits','octdigits','punctuation','printable','whitespace','ascii_lowercase','ascii_uppercase']: print(repr(getattr(string,n)))
print(string.capwords('  hello wORLD  foo'), repr(string.capwords(' a-b c', '-')))
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
T=Template('$who likes ${what}; $$5 ${bad} $')
t(T.substitute, who='tim', what='kung pao'); t(T.safe_substitute, who='tim'); t(T.is_valid); t(T.get_identifiers)
t(Template('$a ${b}$c_d1 $a').get_identifiers); t(Template('$a $b').substitute, {'a':1}); t(Template('$a $b').substitute, {'a':1,'b':2}, b=3)
t(Template('a\nb $1').substitute); t(Template('${a').substitute, a=1); t(Template('x$').safe_substitute); t(Template('${a b}').safe_substitute,a=1); t(Template('$é').safe_substitute); t(Template('$$$a$$').substitute,a=5)
class P(Template): delimiter='%'
t(P('%a $b %%').substitute, a=1)
f=Formatter()
t(f.format, '{} {} {x}', 1, 2, x=3); t(f.format,'{0.real} {1[k]} {2[0]!r:>5}', 3, {'k':'v'}, ['z']); t(f.format,'{{}} {0:{1}}', 5, '>4'); t(f.format, '{0} {}', 1, 2); t(f.format,'{} {0}',1,2); t(f.format,'{a}'); t(f.format,'{3}'); t(f.format,'}'); t(f.format,'{'); t(f.format,'{0!x}',1); t(f.format,'{0',1); t(list,f.parse('a{b!r:c}d{{e}}'))
class K(Formatter):
    def get_value(self,k,a,kw):
        return kw.get(k, '<%s>' % k) if isinstance(k,str) else super().get_value(k,a,kw)
t(K().format, '{a} {b}', a=1)
class C(Formatter):
    def check_unused_args(self,u,a,k): print(sorted(map(str,u)), a, k)
t(C().format,'{0} {z}',1,2,z=3)
t(f.format,'{:{}.{}f}',3.14159,8,2); t(f.format, '{0[a].b}', {'a': type('Q',(),{'b':7})})
# expect: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
# expect: '0123456789'
# expect: '0123456789abcdefABCDEF'
# expect: '01234567'
# expect: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
# expect: '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\x0b\x0c'
# expect: ' \t\n\r\x0b\x0c'
# expect: 'abcdefghijklmnopqrstuvwxyz'
# expect: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
# expect: Hello World Foo ' a-B c'
# expect: KeyError 'bad'
# expect: 'tim likes ${what}; $5 ${bad} $'
# expect: False
# expect: ['who', 'what', 'bad']
# expect: ['a', 'b', 'c_d1']
# expect: KeyError 'b'
# expect: '1 3'
# expect: ValueError Invalid placeholder in string: line 2, col 3
# expect: ValueError Invalid placeholder in string: line 1, col 1
# expect: 'x$'
# expect: '${a b}'
# expect: '$é'
# expect: '$5$'
# expect: '1 $b %'
# expect: '1 2 3'
# expect: "3 v   'z'"
# expect: '{}    5'
# expect: ValueError cannot switch from manual field specification to automatic field numbering
# expect: ValueError cannot switch from manual field specification to automatic field numbering
# expect: KeyError 'a'
# expect: IndexError tuple index out of range
# expect: ValueError Single '}' encountered in format string
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Unknown conversion specifier x
# expect: ValueError expected '}' before end of string
# expect: [('a', 'b', 'c', 'r'), ('d{', None, None, None), ('e}', None, None, None)]
# expect: '1 <b>'
# expect: ['0', 'z'] (1, 2) {'z': 3}
# expect: '1 3'
# expect: '    3.14'
# expect: '7'
