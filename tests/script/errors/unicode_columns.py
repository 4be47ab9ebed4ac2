# Carets count characters as the terminal shows them.
값 = "한글"
print(값)
x = 값 + "é" + 값[5] + "끝"
# expect: 한글
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "unicode_columns.py", line 4, in <module>
# stderr|     x = 값 + "é" + 값[5] + "끝"
# stderr|                    ~~^^^
# stderr| IndexError: string index out of range
