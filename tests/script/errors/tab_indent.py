def f():
	if True:
		return [][0]


f()
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "tab_indent.py", line 6, in <module>
# stderr|     f()
# stderr|     ~^^
# stderr|   File "tab_indent.py", line 3, in f
# stderr|     return [][0]
# stderr|            ~~^^^
# stderr| IndexError: list index out of range
# needs-python: 3.13
