table = {"a": {"b": 1}}
table["a"]["missing"] += 1
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "key_error.py", line 2, in <module>
# stderr|     table["a"]["missing"] += 1
# stderr|     ~~~~~~~~~~^^^^^^^^^^^
# stderr| KeyError: 'missing'
