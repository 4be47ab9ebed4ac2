# needs-python: 3.13
# The compiler's warnings go through the filters of the module warnings.
import warnings

source = "x = 1\nif x is 5: pass\n"
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    compile(source, "some.py", "exec")
print(len(log), log[0].category.__name__, log[0].filename, log[0].lineno)
# expect: 1 SyntaxWarning some.py 2
print(log[0].message)  # expect: "is" with 'int' literal. Did you mean "=="?
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    compile(source, "some.py", "exec")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        compile(source, "some.py", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.lineno, error.filename)  # expect: SyntaxError 2 some.py
