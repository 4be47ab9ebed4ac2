data = {"rows": [{"name": "x"}]}


def name_of(i):
    return data["rows"][i]["name"].upper()


name_of(5)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "subscript.py", line 8, in <module>
# stderr|     name_of(5)
# stderr|     ~~~~~~~^^^
# stderr|   File "subscript.py", line 5, in name_of
# stderr|     return data["rows"][i]["name"].upper()
# stderr|            ~~~~~~~~~~~~^^^
# stderr| IndexError: list index out of range
# needs-python: 3.13
