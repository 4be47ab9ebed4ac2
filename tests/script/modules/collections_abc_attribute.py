# collections.abc is there after `import collections`.
# python-differs: there something else must have imported collections.abc
import collections

print(isinstance([], collections.abc.Sequence), collections.abc.Mapping.__name__)
# expect: True Mapping
