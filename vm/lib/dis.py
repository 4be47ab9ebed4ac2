"""Disassembler of Python code: functions, classes, modules, source text, generators.

The instructions are gilt's: the names, operands and order of CPython 3.14's unspecialised bytecode,
except that an instruction has no caches and no EXTENDED_ARG, and that the operand of a jump is the
number of its target instruction. Offsets are twice the number of the instruction, as in f_lasti.
"""

import sys as _sys

import _dis
from _dis import stack_effect

__all__ = [
    "Bytecode", "Instruction", "Positions", "code_info", "dis", "disassemble", "disco", "distb",
    "findlabels", "findlinestarts", "get_instructions", "show_code", "stack_effect",
    "cmp_op", "hasarg", "hascompare", "hasconst", "hasexc", "hasfree", "hasjabs", "hasjrel",
    "hasjump", "haslocal", "hasname", "opmap", "opname",
]

# --- the opcode table

_table = _dis.opcodes()
opname = [name for name, _, _ in _table]
opmap = {name: number for number, name in enumerate(opname)}
cmp_op = ("<", "<=", "==", "!=", ">", ">=")


def _with_operand(*kinds):
    return [number for number, (_, kind, _) in enumerate(_table) if kind in kinds]


hasarg = [number for number, (_, kind, _) in enumerate(_table) if kind != "None"]
hasconst = _with_operand("Const")
hasname = _with_operand("Name", "GlobalName", "AttrName", "SuperAttrName")
haslocal = _with_operand("Local", "LocalPair")
hasfree = _with_operand("Deref")
hascompare = _with_operand("CompareOp")
hasjump = [number for number, (_, _, jumps) in enumerate(_table) if jumps]
hasjabs = hasjump
hasjrel = []
hasexc = []

COMPILER_FLAG_NAMES = {
    0x1: "OPTIMIZED",
    0x2: "NEWLOCALS",
    0x4: "VARARGS",
    0x8: "VARKEYWORDS",
    0x10: "NESTED",
    0x20: "GENERATOR",
    0x40: "NOFREE",
    0x80: "COROUTINE",
    0x100: "ITERABLE_COROUTINE",
    0x200: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING",
    0x8000000: "METHOD",
}


def pretty_flags(flags):
    """The names of the bits of co_flags."""
    names = []
    bit = 1
    while flags:
        if flags & bit:
            names.append(COMPILER_FLAG_NAMES.get(bit, hex(bit)))
            flags ^= bit
        bit <<= 1
    return ", ".join(names) or "0x0"


# --- instructions


class _Record(tuple):
    """A tuple whose items have the names in _fields."""

    __slots__ = ()
    _fields = ()

    def __init_subclass__(cls):
        for index, name in enumerate(cls._fields):
            setattr(cls, name, property(lambda self, index=index: self[index]))
        cls.__match_args__ = cls._fields

    def __repr__(self):
        items = [f"{name}={value!r}" for name, value in zip(self._fields, self)]
        return f"{type(self).__name__}({', '.join(items)})"

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, **changes):
        values = self._asdict()
        for name in changes:
            if name not in values:
                raise TypeError(f"Got unexpected field names: {[name]!r}")
        values.update(changes)
        return type(self)(*values.values())


class Positions(_Record):
    """The source range of an instruction; columns count UTF-8 bytes from 0, None is unknown."""

    __slots__ = ()
    _fields = ("lineno", "end_lineno", "col_offset", "end_col_offset")

    def __new__(cls, lineno=None, end_lineno=None, col_offset=None, end_col_offset=None):
        return tuple.__new__(cls, (lineno, end_lineno, col_offset, end_col_offset))


class Instruction(_Record):
    """One instruction and what is known about it.

    opname, opcode    name and number of the operation
    arg               its operand, or None
    argval, argrepr   what the operand stands for, and that as text
    offset            of the instruction; start_offset is the same, as there is no EXTENDED_ARG
    starts_line       whether it is the first of a source line
    line_number       of the source line, or None
    label             the number of its label (L1, L2, ...), or None when nothing refers to it
    positions         the source range
    cache_info        None: there are no caches
    """

    __slots__ = ()
    _fields = ("opname", "opcode", "arg", "argval", "argrepr", "offset", "start_offset",
               "starts_line", "line_number", "label", "positions", "cache_info")

    def __new__(cls, opname, opcode, arg, argval, argrepr, offset, start_offset, starts_line,
                line_number, label=None, positions=None, cache_info=None):
        return tuple.__new__(cls, (opname, opcode, arg, argval, argrepr, offset, start_offset,
                                   starts_line, line_number, label, positions, cache_info))

    @property
    def oparg(self):
        """Alias of arg."""
        return self.arg

    @property
    def baseopcode(self):
        return self.opcode

    @property
    def baseopname(self):
        return self.opname

    @property
    def cache_offset(self):
        return self.offset + 2

    end_offset = cache_offset

    @property
    def jump_target(self):
        """The offset this instruction may jump to, or None."""
        return self.argval if self.opcode in hasjump else None

    @property
    def is_jump_target(self):
        """Whether other instructions or exception ranges refer to this one."""
        return self.label is not None


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """An iterator over the instructions of a function, method, generator, code object or source."""
    code = _code_of(x)
    return _instructions(code, _line_shift(code, first_line))


def _line_shift(code, first_line):
    return 0 if first_line is None else first_line - code.co_firstlineno


def _instructions(code, shift):
    for row in _dis.instructions(code):
        line, end_line, column, end_column = row[10]
        number = row[8]
        if shift and line is not None:
            line += shift
            number += shift
            end_line += shift
        yield Instruction(*row[:8], number, row[9], Positions(line, end_line, column, end_column))


def findlinestarts(code):
    """Pairs of an offset and the line (or None) that starts there."""
    for instruction in get_instructions(code):
        if instruction.starts_line:
            yield instruction.offset, instruction.line_number


def findlabels(code):
    """The offsets that jumps of the code object go to."""
    targets = []
    for instruction in get_instructions(code):
        target = instruction.jump_target
        if target is not None and target not in targets:
            targets.append(target)
    return targets


# --- what has code

_code_type = type(_with_operand.__code__)


class _Sample:
    def method(self):
        pass


_have_code = (type(_Sample().method), type(_with_operand), _code_type, classmethod, staticmethod,
              type)


def _find_code(x):
    """x, or the code object of the function, method or generator that x is."""
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            return getattr(x, name)
    return x


def _compile(source, name):
    try:
        return compile(source, name, "eval")
    except SyntaxError:
        return compile(source, name, "exec")


def _code_of(x):
    code = _find_code(x)
    if isinstance(code, str):
        code = _compile(code, "<disassembly>")
    if isinstance(code, _code_type):
        return code
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


# --- printing


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """Disassemble a class, method, function, generator, module, code object or source text.

    Without an argument, disassemble the last traceback. Code objects among the constants are shown
    too, to the given depth.
    """
    if x is None:
        distb(file=file, show_offsets=show_offsets)
        return
    x = _find_code(x)
    if isinstance(x, _code_type):
        _print_code(x, file, depth, show_offsets)
    elif isinstance(x, str):
        _print_code(_compile(x, "<dis>"), file, depth, show_offsets)
    elif hasattr(x, "__dict__"):
        for name, item in sorted(x.__dict__.items()):
            if isinstance(item, _have_code):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(item, file=file, depth=depth, show_offsets=show_offsets)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _print_code(code, file, depth, show_offsets):
    disassemble(code, file=file, show_offsets=show_offsets)
    if depth is not None:
        if depth <= 0:
            return
        depth -= 1
    for constant in code.co_consts:
        if isinstance(constant, _code_type):
            print(file=file)
            print(f"Disassembly of {constant!r}:", file=file)
            _print_code(constant, file, depth, show_offsets)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Disassemble one code object; an arrow points at the instruction at the offset lasti."""
    print(_dis.listing(co, lasti, show_offsets), end="", file=file)


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Disassemble where a traceback (the last one) comes from."""
    if tb is None:
        error = getattr(_sys, "last_exc", None)
        if error is None:
            raise RuntimeError("no last traceback to disassemble")
        tb = error.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_offsets=show_offsets)


# --- about code objects


def code_info(x):
    """Details of a code object, function, method or source text, as text of several lines."""
    code = _code_of(x)
    lines = [
        f"Name:              {code.co_name}",
        f"Filename:          {code.co_filename}",
        f"Argument count:    {code.co_argcount}",
        f"Positional-only arguments: {code.co_posonlyargcount}",
        f"Kw-only arguments: {code.co_kwonlyargcount}",
        f"Number of locals:  {code.co_nlocals}",
        f"Stack size:        {code.co_stacksize}",
        f"Flags:             {pretty_flags(code.co_flags)}",
    ]
    sections = (
        ("Constants", [repr(constant) for constant in code.co_consts]),
        ("Names", code.co_names),
        ("Variable names", code.co_varnames),
        ("Free variables", code.co_freevars),
        ("Cell variables", code.co_cellvars),
    )
    for title, items in sections:
        if items:
            lines.append(f"{title}:")
            lines += [f"{index:4d}: {item}" for index, item in enumerate(items)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print what code_info() says."""
    print(code_info(co), file=file)


class Bytecode:
    """What get_instructions() takes, to look at in several ways; iterate over it for Instructions."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False,
                 adaptive=False, show_offsets=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self.show_offsets = show_offsets
        self._original_object = x

    def __iter__(self):
        return _instructions(self.codeobj, _line_shift(self.codeobj, self.first_line))

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The code that the traceback ends in, with current_offset where it was."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """What code_info() says."""
        return code_info(self.codeobj)

    def dis(self):
        """What dis() prints of this code object alone."""
        last = -1 if self.current_offset is None else self.current_offset
        return _dis.listing(self.codeobj, last, self.show_offsets)
