# needs-python: 3.14
# dis: what it prints, and what an Instruction knows.
import dis


def total(items):
    n = 0
    for item in items:
        n += item
    return n


class Counter:
    @staticmethod
    def zero():
        return 0


dis.dis("f(a, 'b')")
# expect:   0           RESUME                   0
# expect:
# expect:   1           LOAD_NAME                0 (f)
# expect:               PUSH_NULL
# expect:               LOAD_NAME                1 (a)
# expect:               LOAD_CONST               0 ('b')
# expect:               CALL                     2
# expect:               RETURN_VALUE
dis.dis(Counter)
# expect: Disassembly of zero:
# expect:  14           RESUME                   0
# expect:
# expect:  16           LOAD_SMALL_INT           0
# expect:               RETURN_VALUE
# expect:

jump = [i for i in dis.get_instructions(total) if i.jump_target is not None]
print([(i.opname, i.argrepr) for i in jump])
# expect: [('FOR_ITER', 'to L2'), ('JUMP_BACKWARD', 'to L1')]
target = next(i for i in dis.get_instructions(total) if i.offset == jump[1].argval)
print(target.opname, target.is_jump_target, target.label, target.line_number, target.starts_line)
# expect: FOR_ITER True 1 8 False
print([line for _, line in dis.findlinestarts(total)])
# expect: [6, 7, 8, 9, 8, 10]
print([i.argval for i in dis.Bytecode(total)][1], [i.positions.col_offset for i in dis.Bytecode(total)][1])
# expect: 0 8
print(dis.opname[dis.opmap["BINARY_OP"]], dis.stack_effect(dis.opmap["BUILD_LIST"], 3))
# expect: BINARY_OP -2
try:
    dis.dis(5)
except TypeError as error:
    print(error)
# expect: don't know how to disassemble int objects
print(dis.code_info("f(a)").splitlines()[-3:])
# expect: ['Names:', '   0: f', '   1: a']
