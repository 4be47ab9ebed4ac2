# Where in an object the encoder failed stands in the notes of the exception.
# needs-python: 3.14
import json
for bad in ([1, [2, 3, {4}]], (1, (2, object)), {"a": {"b": {1}}}):
    try:
        json.dumps(bad)
    except TypeError as e:
        print(e, e.__notes__)


def default(o):
    return [{2}] if o is Ellipsis else o.missing


try:
    json.dumps(..., default=default)
except AttributeError as e:
    print(e, e.__notes__)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e, e.__notes__)
# expect: Object of type set is not JSON serializable ['when serializing list item 2', 'when serializing list item 1']
# expect: Object of type type is not JSON serializable ['when serializing tuple item 1', 'when serializing tuple item 1']
# expect: Object of type set is not JSON serializable ["when serializing dict item 'b'", "when serializing dict item 'a'"]
# expect: 'set' object has no attribute 'missing' ['when serializing list item 0', 'when serializing ellipsis object']
# expect: Circular reference detected ['when serializing list item 0']
