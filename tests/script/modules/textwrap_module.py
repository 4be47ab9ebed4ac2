# textwrap: wrapping, filling, shortening, dedent, indent.
import textwrap as T
s="The quick brown fox jumps over the lazy dog. Hello there -- well-known state-of-the-art e-mail x-ray self-contained--yes! A superlongwordthatdoesnotfitanywhere here. Don't stop."
for w in (5,8,10,13,20,33,70): print(w, T.wrap(s,w))
print(T.wrap(s,12,break_long_words=False)); print(T.wrap(s,14,break_on_hyphens=False)); print(T.fill('a\tb  c\n\nd',10)); print(T.wrap('  lead and  trail  ',10), T.wrap('  lead',10,drop_whitespace=False))
print(T.wrap(s,30,initial_indent='* ',subsequent_indent='  ')); print(T.wrap(s,30,max_lines=2)); print(T.wrap(s,30,max_lines=2,placeholder='...')); print(T.shorten('Hello  world of  text',12), T.shorten('Hello world',4,placeholder='..'), T.shorten('Helloworld longer',6,placeholder='...'))
print(repr(T.dedent('   a\n     b\n\n   c\n  \n'))); print(repr(T.dedent('\ta\n  b'))); print(repr(T.indent('a\n\nb\n','> '))); print(repr(T.indent('a\n\nb','> ',lambda l: True)))
print(T.wrap('',5), T.wrap('Sentence one. Sentence two! And "three." Four',80,fix_sentence_endings=True))
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
t(T.wrap,'a',0); t(T.shorten,'hello world',2)
print(T.wrap('aa-bb-cc-dd a-b --option -x foo--bar this--that ab-c 12-34 a1-b2 --- -- end',6)); print(T.wrap('x--y z-- --w (a-bc) "ab-cd"',3))
# expect: 5 ['The', 'quick', 'brown', 'fox', 'jumps', 'over', 'the', 'lazy', 'dog.', 'Hello', 'there', '--', 'well-', 'known', 'state', '-of-', 'the-', 'art e', '-mail', 'x-ray', 'self-', 'conta', 'ined', '--', 'yes!', 'A sup', 'erlon', 'gword', 'thatd', 'oesno', 'tfita', 'nywhe', 're', 'here.', "Don't", 'stop.']
# expect: 8 ['The', 'quick', 'brown', 'fox', 'jumps', 'over the', 'lazy', 'dog.', 'Hello', 'there --', 'well-', 'known', 'state-', 'of-the-', 'art', 'e-mail', 'x-ray', 'self-con', 'tained--', 'yes! A s', 'uperlong', 'wordthat', 'doesnotf', 'itanywhe', 're here.', "Don't", 'stop.']
# expect: 10 ['The quick', 'brown fox', 'jumps over', 'the lazy', 'dog. Hello', 'there --', 'well-known', 'state-of-', 'the-art', 'e-mail', 'x-ray', 'self-', 'contained', '--yes! A s', 'uperlongwo', 'rdthatdoes', 'notfitanyw', 'here here.', "Don't", 'stop.']
# expect: 13 ['The quick', 'brown fox', 'jumps over', 'the lazy dog.', 'Hello there', '-- well-known', 'state-of-the-', 'art e-mail', 'x-ray self-', 'contained--', 'yes! A superl', 'ongwordthatdo', 'esnotfitanywh', 'ere here.', "Don't stop."]
# expect: 20 ['The quick brown fox', 'jumps over the lazy', 'dog. Hello there --', 'well-known state-of-', 'the-art e-mail x-ray', 'self-contained--yes!', 'A superlongwordthatd', 'oesnotfitanywhere', "here. Don't stop."]
# expect: 33 ['The quick brown fox jumps over', 'the lazy dog. Hello there --', 'well-known state-of-the-art', 'e-mail x-ray self-contained--yes!', 'A superlongwordthatdoesnotfitanyw', "here here. Don't stop."]
# expect: 70 ['The quick brown fox jumps over the lazy dog. Hello there -- well-known', 'state-of-the-art e-mail x-ray self-contained--yes! A', "superlongwordthatdoesnotfitanywhere here. Don't stop."]
# expect: ['The quick', 'brown fox', 'jumps over', 'the lazy', 'dog. Hello', 'there --', 'well-known', 'state-of-', 'the-art', 'e-mail x-ray', 'self-', 'contained--', 'yes! A', 'superlongwordthatdoesnotfitanywhere', "here. Don't", 'stop.']
# expect: ['The quick', 'brown fox', 'jumps over the', 'lazy dog.', 'Hello there --', 'well-known sta', 'te-of-the-art', 'e-mail x-ray s', 'elf-contained-', '-yes! A superl', 'ongwordthatdoe', 'snotfitanywher', "e here. Don't", 'stop.']
# expect: a       b
# expect: c  d
# expect: ['  lead and', 'trail'] ['  lead']
# expect: ['* The quick brown fox jumps', '  over the lazy dog. Hello', '  there -- well-known state-', '  of-the-art e-mail x-ray', '  self-contained--yes! A super', '  longwordthatdoesnotfitanywhe', "  re here. Don't stop."]
# expect: ['The quick brown fox jumps over', 'the lazy dog. Hello [...]']
# expect: ['The quick brown fox jumps over', 'the lazy dog. Hello there...']
# expect: Hello [...] .. ...
# expect: 'a\n  b\n\nc\n\n'
# expect: '\ta\n  b'
# expect: '> a\n\n> b\n'
# expect: '> a\n> \n> b'
# expect: [] ['Sentence one.  Sentence two!  And "three."  Four']
# expect: ValueError invalid width 0 (must be > 0)
# expect: ValueError placeholder too large for max width
# expect: ['aa-bb-', 'cc-dd', 'a-b --', 'option', '-x foo', '--bar', 'this--', 'that', 'ab-c', '12-34', 'a1-b2', '--- --', 'end']
# expect: ['x--', 'y', 'z--', '--w', '(a-', 'bc)', '"ab', '-', 'cd"']
