e = ValueError("line one\nline two")
e.add_note("first note")
e.add_note("second\nnote")
raise e
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "notes.py", line 4, in <module>
# stderr|     raise e
# stderr| ValueError: line one
# stderr| line two
# stderr| first note
# stderr| second
# stderr| note
