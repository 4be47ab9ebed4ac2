# No carets where the whole line is the statement.
def check(value):
    assert value > 3, "too small"


check(1)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "whole_line.py", line 6, in <module>
# stderr|     check(1)
# stderr|     ~~~~~^^^
# stderr|   File "whole_line.py", line 3, in check
# stderr|     assert value > 3, "too small"
# stderr|            ^^^^^^^^^
# stderr| AssertionError: too small
# needs-python: 3.13
