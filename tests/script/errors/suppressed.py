try:
    1 / 0
except ZeroDivisionError:
    raise KeyError("shown alone") from None
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "suppressed.py", line 4, in <module>
# stderr|     raise KeyError("shown alone") from None
# stderr| KeyError: 'shown alone'
