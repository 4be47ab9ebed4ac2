# Arguments of built-in functions: how they are bound, and what is said about wrong ones.
# needs-python: 3.13


def error(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "no error"


# No, one and some positional parameters.
print(error([].append))  # expect: TypeError: list.append() takes exactly one argument (0 given)
print(error([].append, 1, 2))
# expect: TypeError: list.append() takes exactly one argument (2 given)
print(error([].copy, 1))  # expect: TypeError: list.copy() takes no arguments (1 given)
print(error([].pop, 1, 2))  # expect: TypeError: pop expected at most 1 argument, got 2
print(error([].insert, 1))  # expect: TypeError: insert expected 2 arguments, got 1
print(error({}.get))  # expect: TypeError: get expected at least 1 argument, got 0
print(error({}.get, 1, 2, 3))  # expect: TypeError: get expected at most 2 arguments, got 3
print(error(len))  # expect: TypeError: len() takes exactly one argument (0 given)
print(error(len, 1, 2))  # expect: TypeError: len() takes exactly one argument (2 given)
print(error(isinstance, 1))  # expect: TypeError: isinstance expected 2 arguments, got 1
print(error("".startswith))  # expect: TypeError: startswith expected at least 1 argument, got 0

# Keywords.
print(error([].append, object=1))  # expect: TypeError: list.append() takes no keyword arguments
print(error([].sort, 1))  # expect: TypeError: sort() takes no positional arguments
print(error([].sort, 1, 2, 3))  # expect: TypeError: sort() takes at most 2 arguments (3 given)
print(error([].sort, bogus=1))
# expect: TypeError: sort() got an unexpected keyword argument 'bogus'
print(error(print, bogus=1))  # expect: TypeError: print() got an unexpected keyword argument 'bogus'
print(error("a b".split, sep=" ", bogus=1))
# expect: TypeError: split() got an unexpected keyword argument 'bogus'
print(error(sum))  # expect: TypeError: sum() takes at least 1 positional argument (0 given)
print(error(sum, [], 1, 2))  # expect: TypeError: sum() takes at most 2 arguments (3 given)
print(error("".split, " ", sep=" "))
# expect: TypeError: argument for split() given by name ('sep') and position (1)
print(sum([1, 2], start=10), "a,b,c".split(",", maxsplit=1), sorted([3, 1, 2], reverse=True))
# expect: 13 ['a', 'b,c'] [3, 2, 1]

# Descriptors check what they are given.
print(error(list.append))  # expect: TypeError: unbound method list.append() needs an argument
print(error(list.append, 5, 1))
# expect: TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object
print(error(list.__len__))
# expect: TypeError: descriptor '__len__' of 'list' object needs an argument
print(error(list.__len__, 5))
# expect: TypeError: descriptor '__len__' requires a 'list' object but received a 'int'
print(error(dict.fromkeys))  # expect: TypeError: fromkeys expected at least 1 argument, got 0
print(error(int.__add__, "a", 1))
# expect: TypeError: descriptor '__add__' requires a 'int' object but received a 'str'
print(error(int.__add__, 1))  # expect: TypeError: expected 1 argument, got 0
print(error(int.__add__, 1, 2, 3))  # expect: TypeError: expected 1 argument, got 2
print(list.append([], 1), list.__len__([1, 2]), int.__add__(2, 3), str.upper("abc"))
# expect: None 2 5 ABC

# What they look like.
print(list.append, [].append.__name__, len)
# expect: <method 'append' of 'list' objects> append <built-in function len>
print(list.__len__, int.__add__)
# expect: <slot wrapper '__len__' of 'list' objects> <slot wrapper '__add__' of 'int' objects>
print(repr([].append)[:41], repr([].__len__)[:36])
# expect: <built-in method append of list object at <method-wrapper '__len__' of list ob
print([].append.__qualname__, list.append.__qualname__, len.__qualname__, list.__len__.__qualname__)
# expect: list.append list.append len list.__len__
print([].append.__self__, list.append.__objclass__, "x".__len__.__self__)
# expect: [] <class 'list'> x
print(len.__name__, len.__module__, dict.fromkeys.__self__)  # expect: len builtins <class 'dict'>
print(type(len).__name__, type(list.append).__name__, type(list.__len__).__name__)
# expect: builtin_function_or_method method_descriptor wrapper_descriptor
print(type([].__len__).__name__, type(int.real).__name__, type(dict.__dict__["fromkeys"]).__name__)
# expect: method-wrapper getset_descriptor classmethod_descriptor
bound = [3, 1, 2].sort
print(bound(), bound.__self__, bound == bound.__self__.sort, [].append == [].append)
# expect: None [1, 2, 3] True False
