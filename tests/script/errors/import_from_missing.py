# needs-python: 3.13
from math import no_such_name
# expect status: 1
# expect stderr: ^    from math import no_such_name$
# expect stderr: ^ImportError: cannot import name 'no_such_name' from 'math' \(.*\)$
