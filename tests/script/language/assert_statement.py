# assert, with and without a message.
assert True
assert 1 + 1 == 2, "arithmetic holds"
for test in (lambda: check(0), lambda: check(0, "message"), lambda: check([], (1, 2))):
    def check(value, *message):
        if message:
            assert value, message[0]
        else:
            assert value
    try:
        test()
    except AssertionError as e:
        print(repr(e), str(e), e.args)
# expect: AssertionError()  ()
# expect: AssertionError('message') message ('message',)
# expect: AssertionError((1, 2)) (1, 2) ((1, 2),)
log = []
assert log.append("evaluated") is None, log.append("not evaluated")
print(log)  # expect: ['evaluated']
print(__debug__)  # expect: True
