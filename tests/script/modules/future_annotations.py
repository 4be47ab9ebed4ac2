# from __future__ import annotations: annotations are text.
from __future__ import annotations

import __future__
from typing import Optional, get_type_hints


class Node:
    next: Optional[Node]

    def add(self, value: int, later: Missing = None) -> Node:
        return self


print(Node.__annotations__, Node.add.__annotations__)
# expect: {'next': 'Optional[Node]'} {'value': 'int', 'later': 'Missing', 'return': 'Node'}
Missing = str
print(get_type_hints(Node)["next"] == Optional[Node], get_type_hints(Node.add))
# expect: True {'value': <class 'int'>, 'later': <class 'str'>, 'return': <class '__main__.Node'>}
print(annotations.getMandatoryRelease(), __future__.division, annotations.compiler_flag == 0x1000000)
# expect: None _Feature((2, 2, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 131072) True
