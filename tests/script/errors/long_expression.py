first_name, second_name, third_name = 1, 2, None
result = first_name + second_name * first_name - second_name + (first_name + third_name) * second_name
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "long_expression.py", line 2, in <module>
# stderr|     result = first_name + second_name * first_name - second_name + (first_name + third_name) * second_name
# stderr|                                                                     ~~~~~~~~~~~^~~~~~~~~~~~
# stderr| TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
