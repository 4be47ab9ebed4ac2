"""Exceptions and call stacks as text.

The text itself (carets, chains, groups) comes from the interpreter's own printer.
"""

import sys

from _traceback import (
    draw as _draw, exception_only as _exception_only, format_exception as _format_exception,
    positions as _positions, repeats as _repeats, source as _source,
    source_lines as _source_lines)

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only",
           "format_list", "format_stack", "format_tb", "print_exc", "format_exc",
           "print_exception", "print_last", "print_stack", "print_tb", "clear_frames",
           "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb",
           "print_list"]

_MAX_GROUP_WIDTH = 15
_MAX_GROUP_DEPTH = 10
_SHOWN_REPEATS = 3

class _Absent:
    def __repr__(self):
        return "<implicit>"


_absent = _Absent()


def _parse_exception(exc, value, tb):
    """(exception, traceback) from the arguments that are one exception or three parts."""
    if value is _absent and tb is _absent:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    if value is _absent or tb is _absent:
        raise ValueError("Both or neither of value and tb must be given")
    return value, tb


def _write(text, file):
    if file is None:
        file = sys.stderr
    if file is not None:
        file.write(text)


# --- printing and formatting


def print_list(extracted_list, file=None):
    """Print frame summaries, as format_list() makes them text."""
    for item in StackSummary.from_list(extracted_list).format():
        _write(item, file)


def format_list(extracted_list):
    """The text of frame summaries, one string each."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the frames of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The frames of a traceback as strings."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """A StackSummary of a traceback."""
    return StackSummary._extract(_tb_entries(tb), limit=limit)


def print_exception(exc, /, value=_absent, tb=_absent, limit=None, file=None, chain=True,
                    **kwargs):
    """Print an exception as the interpreter does for those that nobody handles."""
    _write("".join(_format(exc, value, tb, limit, chain, **kwargs)), file)


def format_exception(exc, /, value=_absent, tb=_absent, limit=None, chain=True, **kwargs):
    """The lines that print_exception() prints."""
    value, tb = _parse_exception(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"]
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True)
                .format(chain=chain))


def _format(exc, value, tb, limit, chain, *, colorize=False):
    value, tb = _parse_exception(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"]
    if limit is None and chain and tb is value.__traceback__:
        return [_format_exception(value)]
    return TracebackException(type(value), value, tb, limit=limit, compact=True).format(
        chain=chain)


def format_exception_only(exc, /, value=_absent, *, show_group=False, **kwargs):
    """The last lines of an exception's text: type, message, notes."""
    if value is _absent:
        value = exc
    if value is None:
        return ["NoneType: None\n"]
    summary = TracebackException(type(value), value, None, compact=True)
    return list(summary.format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() prints."""
    exc = sys.exception()
    return "".join(_format(exc, _absent, _absent, limit, chain))


def print_last(limit=None, file=None, chain=True):
    """Print the exception that sys.last_exc holds."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit=limit,
                        file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Print the call stack, from its start to the caller."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The strings that print_stack() prints."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """A StackSummary of the call stack, oldest call first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Drop the variables of a traceback's frames; gilt's tracebacks hold none."""


def walk_stack(f):
    """Yields (frame, line) from a frame to the start of the stack."""
    if f is None:
        f = sys._getframe().f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Yields (frame, line) of a traceback's entries."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _tb_entries(tb):
    """Yields (frame, positions) of a traceback's entries."""
    while tb is not None:
        yield tb.tb_frame, _positions(tb)
        tb = tb.tb_next


# --- frames


class FrameSummary:
    """A frame of a traceback: file name, line number, function and source line."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines",
                 "_given", "locals", "_code")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._given = line is not None
        self._lines = line
        self.locals = None if locals is None else {
            key: _safe_text(value, "local", repr) for key, value in locals.items()}
        if lookup_line:
            self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno
                    and self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def line(self):
        """The source line without the blanks around it."""
        if self._lines is None:
            if self.lineno is None:
                return None
            lines = _source_lines(self.filename, self.lineno, self.lineno)
            self._lines = lines[0] if lines else ""
        return self._lines.partition("\n")[0].strip()

    def _source(self):
        """The source below the line that names the frame."""
        if self.lineno is None:
            return ""
        if self._given:
            lines = [line.rstrip() for line in self._lines.splitlines()]
            return _source(self.filename, self.lineno, None, None, None, lines)
        return _source(self.filename, self.lineno, self.end_lineno, self.colno, self.end_colno)


class StackSummary(list):
    """A list of frame summaries."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """From pairs of a frame and a line number."""
        entries = ((f, (lineno, None, None, None)) for f, lineno in frame_gen)
        return klass._extract(entries, limit=limit, lookup_lines=lookup_lines,
                              capture_locals=capture_locals)

    @classmethod
    def _extract(klass, entries, *, limit=None, lookup_lines=True, capture_locals=False):
        entries = _limited(entries, limit)
        result = klass()
        for f, (lineno, end_lineno, colno, end_colno) in entries:
            code = f.f_code
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=lookup_lines,
                locals=f.f_locals if capture_locals else None, end_lineno=end_lineno,
                colno=colno, end_colno=end_colno, _code=code))
        return result

    @classmethod
    def from_list(klass, a_list):
        """From frame summaries or tuples (file name, line number, function, source line)."""
        result = klass()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one frame; None leaves the frame out."""
        filename = frame_summary.filename
        if filename.startswith("<stdin-") and filename.endswith(">"):
            filename = "<stdin>"
        rows = [f'  File "{filename}", line {frame_summary.lineno}, in {frame_summary.name}\n',
                frame_summary._source()]
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                rows.append(f"    {name} = {value}\n")
        return "".join(rows)

    def format(self, **kwargs):
        """The text of the frames, a string each; repeated ones are summed up."""
        result, last, count = [], None, 0

        def end_of_repeats():
            if count > _SHOWN_REPEATS:
                result.append(_repeats(count))

        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                end_of_repeats()
                last, count = place, 0
            count += 1
            if count <= _SHOWN_REPEATS:
                result.append(text)
        end_of_repeats()
        return result


def _limited(entries, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return entries
    entries = list(entries)
    return entries[:limit] if limit >= 0 else entries[limit:]


def _safe_text(value, what, function=str):
    try:
        return function(value)
    except:
        return f"<{what} {function.__name__}() failed>"


# --- exceptions


class TracebackException:
    """What is needed to print an exception later, without keeping it alive.

    __cause__, __context__ and exceptions (of a group) are such summaries too.
    """

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=_MAX_GROUP_WIDTH,
                 max_group_depth=_MAX_GROUP_DEPTH, save_exc_type=True, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(
            _tb_entries(exc_traceback), limit=limit, lookup_lines=lookup_lines,
            capture_locals=capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self.exc_type_qualname = exc_type.__qualname__
        self.exc_type_module = exc_type.__module__
        self._str = _safe_text(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._only = _exception_only(exc_value)
        self._has_traceback = exc_traceback is not None
        if issubclass(exc_type, SyntaxError):
            self._take_place(exc_value)
        self.__suppress_context__ = exc_value.__suppress_context__
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       compact=compact, max_group_width=max_group_width,
                       max_group_depth=max_group_depth, _seen=seen)
        self._take_others(exc_value, compact, options)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """The summary of an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _take_place(self, error):
        """Where a SyntaxError points to."""
        self.filename = error.filename
        self.lineno = None if error.lineno is None else str(error.lineno)
        self.end_lineno = None if error.end_lineno is None else str(error.end_lineno)
        self.text = error.text
        self.offset = error.offset
        self.end_offset = error.end_offset
        self.msg = error.msg

    def _take_others(self, exc_value, compact, options):
        """The exceptions that belong to it, each at most once."""
        def summary(other):
            return TracebackException(type(other), other, other.__traceback__, **options)

        seen = options["_seen"]
        self.__cause__ = self.__context__ = self.exceptions = None
        cause, context = exc_value.__cause__, exc_value.__context__
        if cause is not None and id(cause) not in seen:
            self.__cause__ = summary(cause)
        wanted = (self.__cause__ is None and not self.__suppress_context__) if compact else True
        if context is not None and wanted and id(context) not in seen:
            self.__context__ = summary(context)
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [summary(part) for part in exc_value.exceptions]

    @property
    def exc_type(self):
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the type, with its module unless that is builtins or __main__."""
        if self._exc_type is None:
            return None
        if self.exc_type_module in ("__main__", "builtins"):
            return self.exc_type_qualname
        return f"{self.exc_type_module}.{self.exc_type_qualname}"

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Yields the last lines; those of a group's parts too with show_group."""
        indent = 3 * _depth * " "
        for text in self._only:
            yield indent + text if _depth else text
        if self.exceptions and show_group:
            for part in self.exceptions:
                yield from part.format_exception_only(show_group=True, _depth=_depth + 1)

    def _tree(self, chain):
        """The summary as the interpreter's printer takes it."""
        cause = self.__cause__ if chain else None
        context = self.__context__ if chain and cause is None and not self.__suppress_context__ \
            else None
        return (
            self.stack.format() if self._has_traceback else None,
            self._only,
            self.exceptions is not None,
            cause and cause._tree(True),
            context and context._tree(True),
            self.exceptions and [part._tree(True) for part in self.exceptions],
        )

    def format(self, *, chain=True, **kwargs):
        """Yields the lines of the exception and of those that led to it."""
        yield from _draw(self._tree(chain), self.max_group_width, self.max_group_depth)

    def print(self, *, file=None, chain=True, **kwargs):
        """Print the lines."""
        for line in self.format(chain=chain):
            _write(line, sys.stderr if file is None else file)
