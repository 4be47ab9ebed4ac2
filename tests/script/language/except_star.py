# except*: groups are split among the handlers.
try:
    raise ExceptionGroup("several", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print("values", group.exceptions)
except* TypeError as group:
    print("types", group.exceptions)
# expect: values (ValueError(1),)
# expect: types (TypeError(2),)
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), ExceptionGroup("in", [ValueError(3)])])
    except* ValueError as e:
        print(repr(e))
except ExceptionGroup as rest:
    print(repr(rest))
# expect: ExceptionGroup('g', [ValueError(1), ExceptionGroup('in', [ValueError(3)])])
# expect: ExceptionGroup('g', [KeyError(2)])
try:
    raise ValueError("alone")
except* ValueError as e:
    print(repr(e))
# expect: ExceptionGroup('', (ValueError('alone'),))
