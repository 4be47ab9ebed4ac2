# needs-python: 3.14
# dis: the opcode names of the five statements that lessons look at.
import dis

counter = 0


def global_iadd():
    global counter
    counter += 1


def attribute_iadd(self):
    self.count += 1


def item_iadd(d, k):
    d[k] += 1


def append(lst, x):
    lst.append(x)


def with_lock(lock):
    with lock:
        pass


for f in (global_iadd, attribute_iadd, item_iadd, append):
    print(f.__name__, [i.opname for i in dis.get_instructions(f)])
# expect: global_iadd ['RESUME', 'LOAD_GLOBAL', 'LOAD_SMALL_INT', 'BINARY_OP', 'STORE_GLOBAL', 'LOAD_CONST', 'RETURN_VALUE']
# expect: attribute_iadd ['RESUME', 'LOAD_FAST_BORROW', 'COPY', 'LOAD_ATTR', 'LOAD_SMALL_INT', 'BINARY_OP', 'SWAP', 'STORE_ATTR', 'LOAD_CONST', 'RETURN_VALUE']
# expect: item_iadd ['RESUME', 'LOAD_FAST_BORROW_LOAD_FAST_BORROW', 'COPY', 'COPY', 'BINARY_OP', 'LOAD_SMALL_INT', 'BINARY_OP', 'SWAP', 'SWAP', 'STORE_SUBSCR', 'LOAD_CONST', 'RETURN_VALUE']
# expect: append ['RESUME', 'LOAD_FAST_BORROW', 'LOAD_ATTR', 'LOAD_FAST_BORROW', 'CALL', 'POP_TOP', 'LOAD_CONST', 'RETURN_VALUE']
names = [i.opname for i in dis.get_instructions(with_lock)]
print(names[2:9])
# expect: ['COPY', 'LOAD_SPECIAL', 'SWAP', 'SWAP', 'LOAD_SPECIAL', 'CALL', 'POP_TOP']
