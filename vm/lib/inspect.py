"""Asking live objects about themselves: kinds, signatures, source, the call stack.

Kinds of objects stand in _inspect_kinds, signatures in _inspect_signatures.
"""

import linecache
import sys
from collections import namedtuple

from _traceback import source_lines as _source_lines

from _inspect_kinds import (
    CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR, CO_ITERABLE_COROUTINE, CO_NESTED, CO_NEWLOCALS,
    CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS, getmembers, getmro, isabstract, isasyncgen,
    isasyncgenfunction, isawaitable, isbuiltin, isclass, iscode, iscoroutine, iscoroutinefunction,
    isdatadescriptor, isframe, isfunction, isgenerator, isgeneratorfunction, ismethod,
    ismethoddescriptor, ismodule, isroutine, istraceback, unwrap)
from _inspect_signatures import (
    BoundArguments, Parameter, Signature, formatannotation, signature)


# --- documentation and source


def cleandoc(doc):
    """A docstring without the indentation of its place in the source."""
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(" "), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The docstring of an object, for a method maybe that of a base's."""
    doc = getattr(object, "__doc__", None)
    if doc is None and (ismethod(object) or isfunction(object)):
        name = object.__name__
        owner = type(object.__self__) if ismethod(object) else None
        for base in owner.__mro__ if owner else ():
            doc = getattr(base.__dict__.get(name), "__doc__", None)
            if doc is not None:
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    """The module that an object was made in, or None."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    return None


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        return object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        return object.f_code
    return object if iscode(object) else None


def getfile(object):
    """The file that an object was made in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    code = _code_of(object)
    if code is None:
        raise TypeError("module, class, method, function, traceback, frame, or code object was "
                        "expected, got {}".format(type(object).__name__))
    return code.co_filename


def getsourcefile(object):
    """The file with the source of an object."""
    return getfile(object)


def getsourcelines(object):
    """(lines of its source, number of the first)"""
    object = unwrap(object)
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            first = object.__firstlineno__
        except AttributeError:
            raise OSError("source code not available") from None
    else:
        code = _code_of(object)
        if code.co_name == "<module>":
            return lines, 0
        first = code.co_firstlineno
    if first > len(lines):
        raise OSError("lineno is out of bounds")
    return getblock(lines[first - 1:]), first


def getsource(object):
    """Its source."""
    return "".join(getsourcelines(object)[0])


class _LineScanner:
    """Knows where logical lines end: outside of brackets and texts, without a backslash."""

    def __init__(self):
        self.depth = 0
        self.quote = None

    def feed(self, line):
        """Takes a line; True when a logical line ends with it."""
        at, line = 0, line.rstrip("\n")
        while at < len(line):
            c = line[at]
            if self.quote:
                if c == "\\":
                    at += 1
                elif line.startswith(self.quote, at):
                    at += len(self.quote) - 1
                    self.quote = None
            elif c == "#":
                break
            elif c in "\"'":
                self.quote = c * 3 if line.startswith(c * 3, at) else c
                at += len(self.quote) - 1
            elif c in "([{":
                self.depth += 1
            elif c in ")]}":
                self.depth -= 1
            elif c == "\\" and at == len(line) - 1:
                return False
            at += 1
        if self.quote and len(self.quote) == 1 and not line.endswith("\\"):
            self.quote = None
        return self.depth == 0 and self.quote is None


def getblock(lines):
    """The lines of the block of code that begins with the first of them."""
    scanner, margin, end, starts = _LineScanner(), None, 0, True
    in_body = False
    for i, line in enumerate(lines):
        text = line.strip()
        if starts and (not text or text.startswith("#")):
            continue
        if starts:
            indent = len(line) - len(line.lstrip())
            if margin is None:
                margin = indent
            elif in_body and indent <= margin:
                break
            if text.startswith(("def ", "class ", "async ")) and indent == margin:
                in_body = True
            elif not text.startswith("@") and not in_body:
                in_body = True  # a lambda in a statement: no more than that
        starts = scanner.feed(line)
        end = i + 1
    return lines[:end]


# --- the call stack

_Traceback = namedtuple("Traceback", "filename lineno function code_context index")
_FrameInfo = namedtuple("FrameInfo", ("frame",) + _Traceback._fields)


class Traceback(_Traceback):
    """A place in the source: file name, line, function, lines around it, which of them."""

    positions = None


class FrameInfo(_FrameInfo):
    """A Traceback with its frame."""

    positions = None


def getframeinfo(frame, context=1):
    """The place of a frame or of a traceback's entry."""
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        if not isframe(frame):
            raise TypeError("{!r} is not a frame or traceback object".format(frame))
        lineno = frame.f_lineno
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        start = max(lineno - context // 2, 1)
        found = _source_lines(filename, start, start + context - 1)
        if found:
            lines, index = [line + "\n" for line in found], lineno - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    """FrameInfo of a frame and its callers."""
    result = []
    while frame:
        result.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """FrameInfo of the entries of a traceback."""
    result = []
    while tb:
        result.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """FrameInfo of the caller and those above."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """FrameInfo of the frames between here and where the exception being handled was raised."""
    error = sys.exception()
    return getinnerframes(error.__traceback__ if error else None, context)


# --- generators

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"


def getgeneratorstate(generator):
    """What a generator is doing."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED
