# Reading and writing JSON: values, numbers, strings, hooks, options, errors and their places.
# needs-python: 3.13
import json
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e:
        print(type(e).__name__, e, getattr(e,'pos',None), getattr(e,'lineno',None), getattr(e,'colno',None))
for s in ['', ' ', '{', '[', '[1', '[1,', '[1,]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', "{'a':1}", '"abc', '"a\nb"', '"a\\', '"a\\x"', '"\\u12"', '"\\u12G4"', '"\\uD83D\\uDE00"', '"\\ud800"', '"\\ud800\\u0041"','"\\ud800\\uZZZZ"', '01', '-', '-1', '-0', '-0.0', '1.', '1.5e', '1.5e3', '1E+2', '1e-2', '.5', '+1', 'NaN', 'Infinity', '-Infinity', '-Inf', 'nul', 'null', 'true', 'false', 'True', '1 2', '[1] x', '  [1, 2 , 3 ]\n', '{"a" : 1, "a": 2}', '{"a":{"b":[]}}', '12345678901234567890123', '1e400', '-1e400', '"\u00e9\u4e2d"x', '\n\n  {"a":\n x}', '[1 2]', '{"a" 1}', '{"a":1 "b"}', '{1:2}', '[,]', '\ufeff1', '"\x7f"', '"\t"', '["a", "\\n\\t\\"\\/"]', '{"":0}', '[[[]]]']:
    t(json.loads, s)
t(json.loads, b'{"a": "\xc3\xa9"}'); t(json.loads, bytearray(b'[1]')); t(json.loads, 5); t(json.loads, None)
t(json.loads, '[1.5, 2, {"x": 1}]', parse_float=lambda s: 'F'+s, parse_int=lambda s: 'I'+s)
t(json.loads, '{"x": {"y": 1}}', object_hook=lambda d: list(d.items()))
t(json.loads, '{"x": {"y": 1}, "x": 2}', object_pairs_hook=lambda d: d)
t(json.loads, '[NaN, -Infinity]', parse_constant=lambda s: s)
t(json.loads, '"a\tb"', strict=False)
t(json.JSONDecoder().raw_decode, '[1] tail'); t(json.JSONDecoder().raw_decode, ' [1]'); t(json.JSONDecoder().raw_decode, 'xx[1]', 2)
t(json.loads, '['*100000)
t(json.loads, '{"a":'*100000)
class D(json.JSONDecoder):
    def decode(self, s): return ('D', super().decode(s))
t(json.loads, '[1]', cls=D)
d = json.dumps
t(d, {'a':1,'b':[1,2.5,None,True,False,'x']}); t(d, []); t(d, {}); t(d, ()); t(d, 'é\u2028😀"\\/\b\f\n\r\t\x01\x7f'); t(d, 'é😀\x01', ensure_ascii=False)
t(d, '\ud800'); t(d, float('nan')); t(d, float('inf')); t(d, [-float('inf')]); t(d, float('nan'), allow_nan=False); t(d, [1e16, 1e-7, 0.1, 1.0, -0.0, 10**30, 2**63])
t(d, {1:2, 2.5:3, None:4, True:5, False: 6, 'k': 7}); t(d, {(1,2):3}); t(d, {(1,2):3, 'a':1}, skipkeys=True); t(d, {'b':1,'a':2}, sort_keys=True); t(d, {'b':1,2:2}, sort_keys=True)
print(d({'a':[1,2,{'b':[]}], 'c':{}, 'd':(1,)}, indent=2)); print(d([1,[2,[3]]], indent='\t')); print(d([1,2], indent=0)); t(d, [1,{'a':2}], separators=(',',':')); t(d,[1,2],indent=2,separators=(';','='))
t(d, {1,2}); t(d, object); t(d, [{1}]); t(d, {'a':b'x'}); t(d, 3+4j)
x=[]; x.append(x); t(d, x); y={}; y['a']=y; t(d,y)
t(d, {1,2}, default=list); t(d, {3}, default=lambda o: o); t(d, [1j], default=str)
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return [o.real, o.imag]
        return super().default(o)
t(d, {'z': 1+2j}, cls=E); t(d, {'z': {1}}, cls=E); t(E().encode, [1j]); t(lambda: list(E().iterencode('x')))
x=[]
for i in range(100000): x=[x]
t(d, x)
class MyI(int):
    def __repr__(self): return 'MYI'
class MyF(float):
    def __repr__(self): return 'MYF'
class MyS(str): pass
class MyL(list): pass
class MyD(dict): pass
t(d, [MyI(3), MyF(2.5), MyS('s'), MyL([1]), MyD(a=1)]); t(d, {MyI(3):1, MyS('q'):2})
class W:
    def __init__(s): s.b=[]
    def write(s,x): s.b.append(x)
w=W(); json.dump({'a':[1,2]}, w, indent=1); print(''.join(w.b))
class R:
    def read(self): return '{"q": [1]}'
t(json.load, R())
t(json.dumps, [1], foo=3); t(json.loads, '1', foo=3)
t(d, {"a": {2}}) 
try: d({'a': [1, {2}]})
except TypeError as e: n = e
t(json.loads, '9'*5000)
try: json.loads('[1, }')
except json.JSONDecodeError as e: print(e.msg, e.doc, e.pos, e.lineno, e.colno, isinstance(e, ValueError), e.args)
t(json.detect_encoding, b'\xff\xfea\x00')
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: JSONDecodeError Expecting value: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Expecting value: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Expecting ',' delimiter: line 1 column 3 (char 2) 2 1 3
# expect: JSONDecodeError Expecting value: line 1 column 4 (char 3) 3 1 4
# expect: JSONDecodeError Illegal trailing comma before end of array: line 1 column 3 (char 2) 2 1 3
# expect: JSONDecodeError Expecting ':' delimiter: line 1 column 5 (char 4) 4 1 5
# expect: JSONDecodeError Expecting value: line 1 column 6 (char 5) 5 1 6
# expect: JSONDecodeError Expecting ',' delimiter: line 1 column 7 (char 6) 6 1 7
# expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 8 (char 7) 7 1 8
# expect: JSONDecodeError Illegal trailing comma before end of object: line 1 column 7 (char 6) 6 1 7
# expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Unterminated string starting at: line 1 column 1 (char 0) 0 1 1
# expect: JSONDecodeError Invalid control character at: line 1 column 3 (char 2) 2 1 3
# expect: JSONDecodeError Unterminated string starting at: line 1 column 1 (char 0) 0 1 1
# expect: JSONDecodeError Invalid \escape: line 1 column 3 (char 2) 2 1 3
# expect: JSONDecodeError Invalid \uXXXX escape: line 1 column 3 (char 2) 2 1 3
# expect: JSONDecodeError Invalid \uXXXX escape: line 1 column 3 (char 2) 2 1 3
# expect: '😀'
# expect: '\ud800'
# expect: '\ud800A'
# expect: JSONDecodeError Invalid \uXXXX escape: line 1 column 9 (char 8) 8 1 9
# expect: JSONDecodeError Extra data: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: -1
# expect: 0
# expect: -0.0
# expect: JSONDecodeError Extra data: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Extra data: line 1 column 4 (char 3) 3 1 4
# expect: 1500.0
# expect: 100.0
# expect: 0.01
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: nan
# expect: inf
# expect: -inf
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: None
# expect: True
# expect: False
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: JSONDecodeError Extra data: line 1 column 3 (char 2) 2 1 3
# expect: JSONDecodeError Extra data: line 1 column 5 (char 4) 4 1 5
# expect: [1, 2, 3]
# expect: {'a': 2}
# expect: {'a': {'b': []}}
# expect: 12345678901234567890123
# expect: inf
# expect: -inf
# expect: JSONDecodeError Extra data: line 1 column 5 (char 4) 4 1 5
# expect: JSONDecodeError Expecting value: line 4 column 2 (char 11) 11 4 2
# expect: JSONDecodeError Expecting ',' delimiter: line 1 column 4 (char 3) 3 1 4
# expect: JSONDecodeError Expecting ':' delimiter: line 1 column 6 (char 5) 5 1 6
# expect: JSONDecodeError Expecting ',' delimiter: line 1 column 8 (char 7) 7 1 8
# expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Expecting value: line 1 column 2 (char 1) 1 1 2
# expect: JSONDecodeError Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0) 0 1 1
# expect: '\x7f'
# expect: JSONDecodeError Invalid control character at: line 1 column 2 (char 1) 1 1 2
# expect: ['a', '\n\t"/']
# expect: {'': 0}
# expect: [[[]]]
# expect: {'a': 'é'}
# expect: [1]
# expect: TypeError the JSON object must be str, bytes or bytearray, not int None None None
# expect: TypeError the JSON object must be str, bytes or bytearray, not NoneType None None None
# expect: ['F1.5', 'I2', {'x': 'I1'}]
# expect: [('x', [('y', 1)])]
# expect: [('x', [('y', 1)]), ('x', 2)]
# expect: ['NaN', '-Infinity']
# expect: 'a\tb'
# expect: ([1], 3)
# expect: JSONDecodeError Expecting value: line 1 column 1 (char 0) 0 1 1
# expect: ([1], 5)
# expect: RecursionError maximum recursion depth exceeded while decoding a JSON array from a unicode string None None None
# expect: RecursionError maximum recursion depth exceeded while decoding a JSON object from a unicode string None None None
# expect: ('D', [1])
# expect: '{"a": 1, "b": [1, 2.5, null, true, false, "x"]}'
# expect: '[]'
# expect: '{}'
# expect: '[]'
# expect: '"\\u00e9\\u2028\\ud83d\\ude00\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f"'
# expect: '"é😀\\u0001"'
# expect: '"\\ud800"'
# expect: 'NaN'
# expect: 'Infinity'
# expect: '[-Infinity]'
# expect: ValueError Out of range float values are not JSON compliant: nan None None None
# expect: '[1e+16, 1e-07, 0.1, 1.0, -0.0, 1000000000000000000000000000000, 9223372036854775808]'
# expect: '{"1": 5, "2.5": 3, "null": 4, "false": 6, "k": 7}'
# expect: TypeError keys must be str, int, float, bool or None, not tuple None None None
# expect: '{"a": 1}'
# expect: '{"a": 2, "b": 1}'
# expect: TypeError '<' not supported between instances of 'int' and 'str' None None None
# expect: {
# expect:   "a": [
# expect:     1,
# expect:     2,
# expect:     {
# expect:       "b": []
# expect:     }
# expect:   ],
# expect:   "c": {},
# expect:   "d": [
# expect:     1
# expect:   ]
# expect: }
# expect: [
# expect: 	1,
# expect: 	[
# expect: 		2,
# expect: 		[
# expect: 			3
# expect: 		]
# expect: 	]
# expect: ]
# expect: [
# expect: 1,
# expect: 2
# expect: ]
# expect: '[1,{"a":2}]'
# expect: '[\n  1;\n  2\n]'
# expect: TypeError Object of type set is not JSON serializable None None None
# expect: TypeError Object of type type is not JSON serializable None None None
# expect: TypeError Object of type set is not JSON serializable None None None
# expect: TypeError Object of type bytes is not JSON serializable None None None
# expect: TypeError Object of type complex is not JSON serializable None None None
# expect: ValueError Circular reference detected None None None
# expect: ValueError Circular reference detected None None None
# expect: '[1, 2]'
# expect: ValueError Circular reference detected None None None
# expect: '["1j"]'
# expect: '{"z": [1.0, 2.0]}'
# expect: TypeError Object of type set is not JSON serializable None None None
# expect: '[[0.0, 1.0]]'
# expect: ['"x"']
# expect: RecursionError maximum recursion depth exceeded while encoding a JSON object None None None
# expect: '[3, 2.5, "s", [1], {"a": 1}]'
# expect: '{"3": 1, "q": 2}'
# expect: {
# expect:  "a": [
# expect:   1,
# expect:   2
# expect:  ]
# expect: }
# expect: {'q': [1]}
# expect: TypeError JSONEncoder.__init__() got an unexpected keyword argument 'foo' None None None
# expect: TypeError JSONDecoder.__init__() got an unexpected keyword argument 'foo' None None None
# expect: TypeError Object of type set is not JSON serializable None None None
# expect: ValueError Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit None None None
# expect: Expecting value [1, } 4 1 5 True ('Expecting value: line 1 column 5 (char 4)',)
# expect: 'utf-16'
