# What was probably meant, at the end of messages about unknown names.
# needs-python: 3.13
import math


class Lamp:
    colour = "white"
    _colour = "hidden"

    def __init__(self):
        self.brightness = 1

    def switch_on(self):
        pass


def report(function):
    import sys
    try:
        function()
    except Exception as error:
        sys.excepthook(type(error), error.with_traceback(error.__traceback__), error.__traceback__)


number = 5
report(lambda: nubmer)
report(lambda: Number)
report(lambda: prnt(1))
report(lambda: entirely_unlike_anything)
report(lambda: tiem)
report(lambda: time)
report(lambda: Lamp().color)
report(lambda: Lamp().brightnes)
report(lambda: Lamp.switchon)
report(lambda: Lamp()._color)
report(lambda: Lamp().wattage)
report(lambda: [].apend(1))
report(lambda: math.sqr)
report(lambda: "".uper())


def inner():
    counter = 1
    return lambda: countr + counter


report(inner())


def bad_import():
    from math import foor


report(bad_import)

# expect stderr: ^NameError: name 'nubmer' is not defined\. Did you mean: 'number'\?$
# expect stderr: ^NameError: name 'Number' is not defined\. Did you mean: 'number'\?$
# expect stderr: ^NameError: name 'prnt' is not defined\. Did you mean: 'print'\?$
# expect stderr: ^NameError: name 'entirely_unlike_anything' is not defined$
# expect stderr: ^NameError: name 'tiem' is not defined$
# expect stderr: ^NameError: name 'time' is not defined\. Did you forget to import 'time'\?$
# expect stderr: ^AttributeError: 'Lamp' object has no attribute 'color'\. Did you mean: 'colour'\?$
# expect stderr: ^AttributeError: 'Lamp' object has no attribute 'brightnes'\. Did you mean: 'brightness'\?$
# expect stderr: ^AttributeError: type object 'Lamp' has no attribute 'switchon'\. Did you mean: 'switch_on'\?$
# expect stderr: ^AttributeError: 'Lamp' object has no attribute '_color'\. Did you mean: '_colour'\?$
# expect stderr: ^AttributeError: 'Lamp' object has no attribute 'wattage'$
# expect stderr: ^AttributeError: 'list' object has no attribute 'apend'\. Did you mean: 'append'\?$
# expect stderr: ^AttributeError: module 'math' has no attribute 'sqr'\. Did you mean: 'sqrt'\?$
# expect stderr: ^AttributeError: 'str' object has no attribute 'uper'\. Did you mean: 'upper'\?$
# expect stderr: ^NameError: name 'countr' is not defined\. Did you mean: 'counter'\?$
# expect stderr: ^ImportError: cannot import name 'foor' from 'math' \(.*\)\. Did you mean: 'floor'\?$
