class Thing:
    part = None


thing = Thing()
thing.part.size = len(thing.part.colour)
# expect status: 1
# stderr| Traceback (most recent call last):
# stderr|   File "attribute.py", line 6, in <module>
# stderr|     thing.part.size = len(thing.part.colour)
# stderr|                           ^^^^^^^^^^^^^^^^^
# stderr| AttributeError: 'NoneType' object has no attribute 'colour'
