class Odd(Exception):
    def __str__(self):
        return f"odd: {self.args[0]}"


def work(n):
    if n:
        raise Odd(n)


for i in range(3):
    work(i)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "raise_line.py", line 12, in <module>
# stderr|     work(i)
# stderr|     ~~~~^^^
# stderr|   File "raise_line.py", line 8, in work
# stderr|     raise Odd(n)
# stderr| Odd: odd: 1
# needs-python: 3.13
