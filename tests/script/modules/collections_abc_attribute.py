# collections.abc is there after `import collections`.
import collections

print(isinstance([], collections.abc.Sequence), collections.abc.Mapping.__name__)
# expect: True Mapping
