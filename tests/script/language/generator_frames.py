# The frame of a generator as gi_frame shows it: suspended, running, ended.
def numbers(first):
    second = first + 1
    yield second
    yield from inner()


def inner():
    yield running.gi_frame.f_lineno


def step(generator):
    return next(generator)


suspended = numbers(1)
print(suspended.gi_frame.f_locals, suspended.gi_frame.f_lineno)  # expect: {'first': 1} 2
print(step(suspended))  # expect: 2
frame = suspended.gi_frame
print(frame.f_back, frame.f_lineno, frame.f_locals)  # expect: None 4 {'first': 1, 'second': 2}
print(suspended.gi_suspended, suspended.gi_yieldfrom)  # expect: True None

running = numbers(5)
print(step(running), step(running))  # expect: 6 5
print(running.gi_yieldfrom.__name__)  # expect: inner

running.close()
print(running.gi_frame, running.gi_running, running.gi_code.co_name)  # expect: None False numbers
ended = eval("(n for n in range(3))")
print(list(ended), ended.gi_frame, ended.gi_code.co_name)  # expect: [0, 1, 2] None <genexpr>

fresh = numbers(1)
try:
    fresh.send(3)
except TypeError as error:
    print(error)  # expect: can't send non-None value to a just-started generator
print(fresh.gi_suspended, next(fresh))  # expect: False 2
