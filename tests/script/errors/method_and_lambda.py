class Account:
    def __init__(self, balance):
        self.balance = balance

    def draw(self, amount):
        if amount > self.balance:
            raise ValueError("not enough")
        self.balance -= amount


pay = lambda account, amount: account.draw(amount)
pay(Account(5), 10)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "method_and_lambda.py", line 12, in <module>
# stderr|     pay(Account(5), 10)
# stderr|     ~~~^^^^^^^^^^^^^^^^
# stderr|   File "method_and_lambda.py", line 11, in <lambda>
# stderr|     pay = lambda account, amount: account.draw(amount)
# stderr|                                   ~~~~~~~~~~~~^^^^^^^^
# stderr|   File "method_and_lambda.py", line 7, in draw
# stderr|     raise ValueError("not enough")
# stderr| ValueError: not enough
# needs-python: 3.13
