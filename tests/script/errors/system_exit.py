import sys

print("leaving")
try:
    sys.exit("with a message")
finally:
    print("finally runs")
# expect: leaving
# expect: finally runs
# expect status: 1
# stderr| with a message
